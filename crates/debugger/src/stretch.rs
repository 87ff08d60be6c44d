//! What a stretch of a run has in it, so that a search passes by those in which it would find nothing.

use std::collections::{BTreeMap, BTreeSet};

use loopscope_executor::TaskId;
use loopscope_interpreter::{Place, Point};

use crate::breakpoint::Occasion;
use crate::meter::{Search, Since};

/// What there is among the points of a stretch. What is not in it, no search finds there; the other way round, a search
/// may come to nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stretch {
    lines: BTreeSet<u32>,
    /// How few frames deep a task (or what runs outside of tasks) stood.
    depths: BTreeMap<Option<TaskId>, u32>,
    /// Tasks that went on, and tasks that ended.
    switched_to: BTreeSet<TaskId>,
    ended: BTreeSet<TaskId>,
    occasions: BTreeSet<Occasion>,
    has_turn: bool,
    /// The last line: most points have much in common with the one before.
    last: Option<Place>,
}

impl Stretch {
    /// Takes a point in, with what has happened since the one before.
    pub(crate) fn note(&mut self, point: &Point, since: &Since) {
        self.occasions.extend(since.happenings.iter().map(|happening| happening.occasion));
        let Point::Line(place) = *point else { return };
        if self.last.is_none_or(|last| last.line != place.line) {
            self.lines.insert(place.line);
        }
        if self.last.is_none_or(|last| (last.task, last.depth) != (place.task, place.depth)) {
            let least = self.depths.entry(place.task).or_insert(place.depth);
            *least = place.depth.min(*least);
        }
        self.last = Some(place);
        self.switched_to.extend(since.switched_to);
        self.ended.extend(&since.ended);
        self.has_turn |= since.turn;
    }

    /// Might something be found in it?
    pub(crate) fn may_have(&self, search: &Search) -> bool {
        let in_frame = |(task, depth): (Option<TaskId>, u32)| {
            self.depths.get(&task).is_some_and(|least| *least <= depth)
                || task.is_some_and(|task| self.ended.contains(&task))
        };
        search.any_line
            || search.until_event.is_some()
            || search.frame.is_some_and(in_frame)
            || search.switch && !self.switched_to.is_empty()
            || search.turn && self.has_turn
            || search.wake.is_some_and(|task| self.switched_to.contains(&task))
            || !self.lines.is_disjoint(&search.lines)
            || !self.occasions.is_disjoint(&search.occasions)
    }

    /// Takes in the stretch that follows.
    pub(crate) fn append(&mut self, next: Stretch) {
        self.lines.extend(next.lines);
        for (task, depth) in next.depths {
            let least = self.depths.entry(task).or_insert(depth);
            *least = depth.min(*least);
        }
        self.switched_to.extend(next.switched_to);
        self.ended.extend(next.ended);
        self.occasions.extend(next.occasions);
        self.has_turn |= next.has_turn;
        self.last = None;
    }
}
