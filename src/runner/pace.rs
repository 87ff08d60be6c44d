//! How much to run at a time.

/// A slice should take about this long: short enough for input to come between, long enough for hops not to matter.
const SLICE_MILLIS: f64 = 5.0;
/// Of a frame's 16 ms, so many are the program's; the rest is for input, layout and painting.
const FRAME_MILLIS: f64 = 10.0;
/// A step of a task that goes on for longer hogs the loop.
const HOG_MILLIS: f64 = 100.0;

const LEAST_FUEL: u64 = 1_000;
const MOST_FUEL: u64 = 50_000_000;

/// Adapts the fuel of a slice to the speed of the machine, and notices steps that do not end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    fuel: u64,
    /// How much of each frame is the program's, in milliseconds.
    room: f64,
    spent_in_frame: f64,
    steps: u64,
    step_since: f64,
    is_hogging: bool,
}

impl Pace {
    pub(super) fn new(now: f64) -> Self {
        let room = FRAME_MILLIS;
        Self { fuel: 100_000, room, spent_in_frame: 0.0, steps: 0, step_since: now, is_hogging: false }
    }

    /// Where nothing is painted, all time is the program's.
    pub(super) fn unseen(now: f64) -> Self {
        Self { room: f64::INFINITY, ..Self::new(now) }
    }

    /// Fuel for the next slice.
    pub(super) fn fuel(&self) -> u64 {
        self.fuel
    }

    /// A slice is over. `steps` counts the beginnings and ends of tasks' steps so far.
    pub(super) fn slice_ended(&mut self, began: f64, now: f64, used_all_fuel: bool, steps: u64) {
        let took = now - began;
        self.spent_in_frame += took;
        if used_all_fuel {
            // One slow slice may be the browser's fault, so the fuel changes by at most half or double.
            let factor = (SLICE_MILLIS / took.max(0.1)).clamp(0.5, 2.0);
            self.fuel = ((self.fuel as f64 * factor) as u64).clamp(LEAST_FUEL, MOST_FUEL);
        }
        if !used_all_fuel || steps != self.steps {
            self.steps = steps;
            self.step_since = now;
        }
        self.is_hogging = now - self.step_since > HOG_MILLIS;
    }

    /// A frame was painted.
    pub(super) fn frame_began(&mut self) {
        self.spent_in_frame = 0.0;
    }

    /// Nothing ran for a while, which is nobody's fault.
    pub(super) fn resumed(&mut self, now: f64) {
        self.step_since = now;
        self.is_hogging = false;
    }

    /// Whether the next slice must wait for the next frame.
    pub(super) fn frame_is_used_up(&self) -> bool {
        self.spent_in_frame >= self.room
    }

    /// Since when one step has been going on, in milliseconds, if that is too long.
    pub(super) fn hogging_since(&self) -> Option<f64> {
        self.is_hogging.then_some(self.step_since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Slices of a machine that does so many instructions in a millisecond.
    fn fuel_after(slices: usize, per_milli: f64) -> f64 {
        let mut pace = Pace::new(0.0);
        let mut now = 0.0;
        for steps in 0..slices {
            let began = now;
            now += pace.fuel() as f64 / per_milli;
            pace.slice_ended(began, now, true, steps as u64);
        }
        pace.fuel() as f64
    }

    #[test]
    fn slices_take_five_milliseconds_on_any_machine() {
        for per_milli in [10_000.0, 300_000.0, 5_000_000.0] {
            let millis = fuel_after(20, per_milli) / per_milli;
            assert!((4.0..6.0).contains(&millis), "{millis} ms at {per_milli} a millisecond");
        }
    }

    #[test]
    fn a_clock_that_stands_still_does_not_let_fuel_grow_for_ever() {
        assert_eq!(fuel_after(100, f64::INFINITY), MOST_FUEL as f64);
    }

    #[test]
    fn a_frame_has_room_for_two_slices() {
        let mut pace = Pace::new(0.0);
        pace.slice_ended(0.0, 5.0, true, 1);
        assert!(!pace.frame_is_used_up());
        pace.slice_ended(5.0, 10.0, true, 2);
        assert!(pace.frame_is_used_up());
        pace.frame_began();
        assert!(!pace.frame_is_used_up());
    }

    #[test]
    fn where_nothing_is_painted_no_frame_is_used_up() {
        let mut pace = Pace::unseen(0.0);
        pace.slice_ended(0.0, 5_000.0, true, 1);
        assert!(!pace.frame_is_used_up());
    }

    #[test]
    fn a_step_that_goes_on_hogs_the_loop() {
        let mut pace = Pace::new(0.0);
        pace.slice_ended(0.0, 5.0, true, 7);
        pace.slice_ended(90.0, 95.0, true, 7);
        assert_eq!(pace.hogging_since(), None);
        pace.slice_ended(110.0, 115.0, true, 7);
        assert_eq!(pace.hogging_since(), Some(5.0));
        pace.slice_ended(120.0, 125.0, true, 8);
        assert_eq!(pace.hogging_since(), None);
    }

    #[test]
    fn sleeping_and_pausing_is_not_hogging() {
        let mut pace = Pace::new(0.0);
        pace.slice_ended(0.0, 1.0, false, 3);
        pace.slice_ended(5_000.0, 5_001.0, false, 3);
        assert_eq!(pace.hogging_since(), None);
        pace.resumed(9_000.0);
        pace.slice_ended(9_000.0, 9_005.0, true, 3);
        assert_eq!(pace.hogging_since(), None);
    }
}
