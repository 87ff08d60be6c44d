//! The program's clock on the browser's: it can be scaled, and stopped.

use std::cell::Cell;

/// Maps real time (seconds of `performance.now()`) to the program's time.
///
/// It never goes back and never jumps: a change of speed, a pause and a resumption start from where it stands.
#[derive(Debug)]
pub struct HostClock {
    /// Where it stood, in real time and in the program's, when it was last changed.
    anchor: Cell<(f64, f64)>,
    speed: Cell<f64>,
    stopped: Cell<bool>,
}

impl HostClock {
    /// A clock that shows 0 now and runs.
    pub fn new(real: f64, speed: f64) -> Self {
        Self { anchor: Cell::new((real, 0.0)), speed: Cell::new(speed), stopped: Cell::new(false) }
    }

    /// What it shows.
    pub fn at(&self, real: f64) -> f64 {
        let (since, shown) = self.anchor.get();
        if self.stopped.get() { shown } else { shown + (real - since).max(0.0) * self.speed.get() }
    }

    /// Makes it run faster or slower from now on.
    pub fn set_speed(&self, real: f64, speed: f64) {
        self.anchor.set((real, self.at(real)));
        self.speed.set(speed);
    }

    /// Stops it.
    pub fn pause(&self, real: f64) {
        self.anchor.set((real, self.at(real)));
        self.stopped.set(true);
    }

    /// Lets it run again.
    pub fn resume(&self, real: f64) {
        self.anchor.set((real, self.at(real)));
        self.stopped.set(false);
    }

    /// How many real milliseconds pass until it shows `deadline`: whole ones, and never too few.
    pub fn millis_until(&self, real: f64, deadline: f64) -> u32 {
        /// Browsers take no longer delays; the driver looks again then.
        const LONGEST: f64 = 1e9;
        let millis = (deadline - self.at(real)) / self.speed.get() * 1e3;
        // A microsecond is lost to rounding somewhere: it must not cost a whole millisecond.
        (millis - 1e-3).ceil().clamp(0.0, LONGEST) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(clock: &HostClock, expected: &[(f64, f64)]) {
        for &(real, shown) in expected {
            assert!((clock.at(real) - shown).abs() < 1e-9, "at {real}: {} for {shown}", clock.at(real));
        }
    }

    #[test]
    fn runs_at_its_speed() {
        check(&HostClock::new(100.0, 1.0), &[(100.0, 0.0), (101.5, 1.5)]);
        check(&HostClock::new(100.0, 0.1), &[(110.0, 1.0)]);
        check(&HostClock::new(100.0, 100.0), &[(100.25, 25.0)]);
    }

    #[test]
    fn a_change_of_speed_does_not_jump() {
        let clock = HostClock::new(0.0, 1.0);
        clock.set_speed(2.0, 10.0);
        check(&clock, &[(2.0, 2.0), (3.0, 12.0)]);
        clock.set_speed(3.0, 0.5);
        check(&clock, &[(3.0, 12.0), (5.0, 13.0)]);
    }

    #[test]
    fn stands_still_while_paused() {
        let clock = HostClock::new(0.0, 2.0);
        clock.pause(1.0);
        check(&clock, &[(1.0, 2.0), (9.0, 2.0)]);
        clock.set_speed(9.0, 1.0);
        check(&clock, &[(10.0, 2.0)]);
        clock.resume(20.0);
        check(&clock, &[(20.0, 2.0), (21.0, 3.0)]);
    }

    #[test]
    fn never_goes_back() {
        check(&HostClock::new(10.0, 1.0), &[(9.0, 0.0)]);
    }

    #[test]
    fn delays_are_whole_milliseconds_and_long_enough() {
        let clock = HostClock::new(0.0, 10.0);
        for (deadline, millis) in [(0.0, 0), (-5.0, 0), (1.0, 100), (1.001, 101), (10.0, 1_000), (1e12, 1_000_000_000)]
        {
            assert_eq!(clock.millis_until(0.0, deadline), millis, "until {deadline}");
        }
    }
}
