//! What a person does with the pointer, the wheel and the keys, and what it means.

/// How far a pointer may move and still click, in pixels.
const CLICK: f64 = 4.0;
/// How much closer one press of a key or button brings.
pub(super) const ZOOM_STEP: f64 = 0.6;

/// The pointers (mouse, pen, fingers) that are down.
#[derive(Clone, Debug, Default)]
pub(super) struct Pointers {
    down: Vec<Pointer>,
    travelled: f64,
}

#[derive(Clone, Copy, Debug)]
struct Pointer {
    id: i32,
    x: f64,
    y: f64,
}

/// How a gesture moves the view: first zoomed around a pixel by a factor, then moved by pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gesture {
    pub(super) around: f64,
    pub(super) zoom: f64,
    pub(super) right: f64,
    pub(super) down: f64,
}

impl Pointers {
    pub(super) fn press(&mut self, id: i32, x: f64, y: f64) {
        if self.down.is_empty() {
            self.travelled = 0.0;
        }
        self.down.retain(|pointer| pointer.id != id);
        self.down.push(Pointer { id, x, y });
    }

    /// A pointer moved: what that means, if it is down.
    pub(super) fn drag(&mut self, id: i32, x: f64, y: f64) -> Option<Gesture> {
        let at = self.down.iter().position(|pointer| pointer.id == id)?;
        let before = self.down[at];
        self.down[at] = Pointer { id, x, y };
        self.travelled += (x - before.x).abs() + (y - before.y).abs();
        let shares = self.down.len() as f64;
        let mut gesture =
            Gesture { around: x, zoom: 1.0, right: (x - before.x) / shares, down: (y - before.y) / shares };
        if let Some(other) = self.down.iter().find(|pointer| pointer.id != id) {
            // Two fingers: their distance zooms, their middle moves.
            let (was, is) = ((before.x - other.x).abs().max(20.0), (x - other.x).abs().max(20.0));
            gesture.zoom = was / is;
            gesture.around = f64::midpoint(before.x, other.x);
        }
        (self.travelled > CLICK || self.down.len() > 1).then_some(gesture)
    }

    /// A pointer was lifted: whether it was a click.
    pub(super) fn lift(&mut self, id: i32) -> bool {
        let known = self.down.len();
        self.down.retain(|pointer| pointer.id != id);
        if known > 1 {
            // What is left of a pinch is no click.
            self.travelled = f64::INFINITY;
        }
        known == 1 && self.down.is_empty() && self.travelled <= CLICK
    }

    pub(super) fn is_down(&self) -> bool {
        !self.down.is_empty()
    }

    pub(super) fn is_dragging(&self) -> bool {
        !self.down.is_empty() && self.travelled > CLICK
    }
}

/// The factor by which a turn of the wheel zooms. Devices tell pixels, lines (mode 1) or pages (mode 2).
pub(super) fn wheel_zoom(delta: f64, mode: u32) -> f64 {
    let pixels = wheel_pixels(delta, mode).clamp(-300.0, 300.0);
    1.0025f64.powf(pixels)
}

pub(super) fn wheel_pixels(delta: f64, mode: u32) -> f64 {
    match mode {
        1 => delta * 16.0,
        2 => delta * 400.0,
        _ => delta,
    }
}

/// What the pointer that is down does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Drag {
    /// It moves the view.
    #[default]
    Pan,
    /// It moves the playhead.
    Scrub,
    /// It chooses the view in the picture of the whole run.
    Map,
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Command {
    /// Zoom by a factor.
    Zoom(f64),
    /// Move by a part of what is shown.
    Pan(f64),
    /// Show all.
    Fit,
    /// Follow the newest, or no longer.
    Follow,
    /// Choose the task so many lanes below.
    Choose(isize),
    /// Go to the line of the chosen task.
    GoToLine,
    /// Show the beginning.
    Begin,
    /// Show the end.
    End,
    /// Back to the newest; or, if that is shown already, choose nothing.
    Drop,
    /// To the next or the previous step of any task.
    Step(bool),
    /// To the next or the previous turn of the loop.
    Turn(bool),
    /// To the next or the previous step of the chosen task.
    Wake(bool),
    /// Set a bookmark at the playhead, or take it away.
    Bookmark,
    /// To the next bookmark, round and round.
    NextBookmark,
    /// Fold the tasks under the chosen one away, or unfold them.
    Fold,
}

pub(super) fn command(key: &str, shift: bool) -> Option<Command> {
    let far = if shift { 0.5 } else { 0.1 };
    Some(match key {
        "+" | "=" => Command::Zoom(ZOOM_STEP),
        "-" | "_" => Command::Zoom(1.0 / ZOOM_STEP),
        "0" => Command::Fit,
        "f" | "F" => Command::Follow,
        "ArrowLeft" => Command::Pan(-far),
        "ArrowRight" => Command::Pan(far),
        "ArrowUp" => Command::Choose(-1),
        "ArrowDown" => Command::Choose(1),
        "PageUp" => Command::Choose(-10),
        "PageDown" => Command::Choose(10),
        "Home" => Command::Begin,
        "End" => Command::End,
        "Enter" => Command::GoToLine,
        "Escape" => Command::Drop,
        "." => Command::Step(true),
        "," => Command::Step(false),
        ">" => Command::Turn(true),
        "<" => Command::Turn(false),
        "]" => Command::Wake(true),
        "[" => Command::Wake(false),
        "b" => Command::Bookmark,
        "n" => Command::NextBookmark,
        " " => Command::Fold,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_without_a_move_is_a_click() {
        let mut pointers = Pointers::default();
        pointers.press(1, 10.0, 10.0);
        assert_eq!(pointers.drag(1, 12.0, 10.0), None);
        assert!(pointers.lift(1));
    }

    #[test]
    fn a_drag_moves_and_is_no_click() {
        let mut pointers = Pointers::default();
        assert_eq!(pointers.drag(1, 0.0, 0.0), None);
        pointers.press(1, 10.0, 10.0);
        let moved = Gesture { around: 30.0, zoom: 1.0, right: 20.0, down: -5.0 };
        assert_eq!(pointers.drag(1, 30.0, 5.0), Some(moved));
        assert!(pointers.is_dragging());
        assert!(!pointers.lift(1));
    }

    #[test]
    fn two_fingers_zoom_around_their_middle() {
        let mut pointers = Pointers::default();
        pointers.press(1, 100.0, 0.0);
        pointers.press(2, 200.0, 0.0);
        let apart = Gesture { around: 150.0, zoom: 0.5, right: 50.0, down: 0.0 };
        assert_eq!(pointers.drag(2, 300.0, 0.0), Some(apart));
        assert!(!pointers.lift(1));
        assert!(!pointers.lift(2));
    }

    #[test]
    fn the_wheel_zooms_alike_on_all_devices() {
        assert!(wheel_zoom(-100.0, 0) < 1.0 && wheel_zoom(100.0, 0) > 1.0);
        assert_eq!(wheel_zoom(3.0, 1), wheel_zoom(48.0, 0));
        assert_eq!(wheel_zoom(1.0, 2), wheel_zoom(9_999.0, 0));
    }

    #[test]
    fn keys_have_their_usual_meaning() {
        for (key, shift, meant) in [
            ("+", true, Some(Command::Zoom(ZOOM_STEP))),
            ("0", false, Some(Command::Fit)),
            ("ArrowLeft", false, Some(Command::Pan(-0.1))),
            ("ArrowRight", true, Some(Command::Pan(0.5))),
            (",", false, Some(Command::Step(false))),
            (">", true, Some(Command::Turn(true))),
            ("Tab", false, None),
        ] {
            assert_eq!(command(key, shift), meant, "{key}");
        }
    }
}
