//! Counts the points that a run reaches, and finds those at which it is to stop.

use std::collections::{BTreeSet, HashMap};

use loopscope_executor::{Event, Outcome, ResourceId, ResourceKind, TaskId, WaitTarget};
use loopscope_interpreter::{Place, Point, Tracer};

use crate::breakpoint::{Happening, Occasion};
use crate::stretch::Stretch;

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    /// Any line.
    pub(crate) any_line: bool,
    /// These lines.
    pub(crate) lines: BTreeSet<u32>,
    /// A line of this task (or of none) in a frame of at most this depth, or the first one after the task's end.
    pub(crate) frame: Option<(Option<TaskId>, u32)>,
    /// The first line of a step of a task.
    pub(crate) switch: bool,
    /// The first line in a turn of a loop.
    pub(crate) turn: bool,
    /// The first line of a step of this task.
    pub(crate) wake: Option<TaskId>,
    /// A line by which the observer has heard of at most so many events. There is no use in looking further than that.
    pub(crate) until_event: Option<u32>,
    /// The first point after something like this.
    pub(crate) occasions: BTreeSet<Occasion>,
}

/// Why a point was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Step,
    Line(u32),
    Happening(Happening),
}

/// What has happened since a line was reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Since {
    /// The task whose step has begun.
    pub(crate) switched_to: Option<TaskId>,
    pub(crate) turn: bool,
    /// Tasks that have ended.
    pub(crate) ended: Vec<TaskId>,
    pub(crate) happenings: Vec<Happening>,
    /// Somebody is in line, and this is so if it is the one who did it and who is suspended on it.
    waits: Option<(Occasion, ResourceId)>,
}

/// Where the run stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Points reached.
    pub(crate) points: u64,
    /// Events of which the observer has heard.
    pub(crate) events: u32,
    /// What the run has cost by then, in calls and jumps backwards.
    pub(crate) spent: u64,
    /// The last line that was reached.
    last: Option<Place>,
}

/// Counts points. The same points match the same search whether the run is looked through forwards or backwards, and
/// from wherever it began: what has happened before is forgotten at every line, and snapshots are made at lines only.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    mark: Mark,
    /// The line that is about to run; `None` between two things that a loop does.
    place: Option<Place>,
    since: Since,
    pub(crate) search: Search,
    /// Stop at what is found.
    pub(crate) stops_at_found: bool,
    /// Stop at this point in any case.
    pub(crate) target: Option<u64>,
    /// Stop at this point, too, because a variable is to be set there.
    pub(crate) edit: Option<u64>,
    /// Stop at the first line from this point on, or from this cost on, to make a snapshot.
    pub(crate) snapshot_from: u64,
    pub(crate) snapshot_spent: u64,
    /// The last point that was found.
    pub(crate) found: Option<(u64, Found)>,
    /// The run was stopped.
    pub(crate) stopped: bool,
    kinds: HashMap<ResourceId, ResourceKind>,
    /// How far the run has ever come, and what there was on the way there since this was taken.
    furthest: u64,
    stretch: Stretch,
    /// Points that were reached, again and again included, and what that has cost.
    visits: u64,
    toil: u64,
}

impl Meter {
    pub(crate) fn points(&self) -> u64 {
        self.mark.points
    }

    pub(crate) fn place(&self) -> Option<Place> {
        self.place
    }

    /// The line that was reached last, 0 before the first.
    pub(crate) fn line(&self) -> u32 {
        self.mark.last.map_or(0, |place| place.line)
    }

    pub(crate) fn events(&self) -> u32 {
        self.mark.events
    }

    pub(crate) fn visits(&self) -> u64 {
        self.visits
    }

    pub(crate) fn toil(&self) -> u64 {
        self.toil
    }

    /// Is it time for a snapshot?
    pub(crate) fn is_snapshot_due(&self) -> bool {
        self.mark.points >= self.snapshot_from || self.mark.spent >= self.snapshot_spent
    }

    /// Takes what there was of a run that had never come so far.
    pub(crate) fn take_stretch(&mut self) -> Stretch {
        std::mem::take(&mut self.stretch)
    }

    /// What lies behind here is another run now.
    pub(crate) fn is_furthest_here(&mut self) {
        self.furthest = self.mark.points;
    }

    pub(crate) fn mark(&self) -> Mark {
        self.mark
    }

    /// The run has been set back to a snapshot: at its beginning, or at a line.
    pub(crate) fn reset(&mut self, mark: Mark) {
        self.mark = mark;
        self.place = mark.last;
        self.since = Since::default();
    }

    /// Something happens.
    pub(crate) fn note(&mut self, event: &Event) {
        self.mark.events += 1;
        let mut happens = |occasion, task, resource| {
            self.since.happenings.push(Happening { occasion, task, resource });
        };
        match *event {
            Event::TurnStarted { .. } => self.since.turn = true,
            Event::TaskRunning { task } => self.since.switched_to = Some(task),
            Event::TaskFinished { task, outcome } => {
                if outcome == Outcome::Failed {
                    happens(Occasion::TaskFails, Some(task), None);
                }
                self.since.ended.push(task);
            }
            Event::TaskCreated { task, .. } => happens(Occasion::TaskCreated, Some(task), None),
            Event::CancelRequested { task, .. } => happens(Occasion::TaskCancelled, Some(task), None),
            Event::Blocked { task, .. } => happens(Occasion::LoopBlocked, task, None),
            Event::ResourceCreated { resource, kind, .. } => {
                self.kinds.insert(resource, kind);
            }
            Event::ResourceChanged { resource, level, waiters: 1.., .. } => {
                let occasion = match self.kinds.get(&resource) {
                    // While there are items, who waits has one to put.
                    Some(ResourceKind::Queue) if level > 0 => Some(Occasion::QueueFull),
                    Some(ResourceKind::Lock) if level == 1 => Some(Occasion::LockTaken),
                    Some(ResourceKind::Semaphore) if level == 0 => Some(Occasion::LockTaken),
                    _ => None,
                };
                self.since.waits = occasion.map(|occasion| (occasion, resource));
            }
            // It may have been another who did it: who takes a lock while more are in line, say.
            Event::TaskSuspended { task, on: WaitTarget::Resource(on), .. } => {
                if let Some((occasion, resource)) = self.since.waits.take_if(|waits| waits.1 == on) {
                    self.since.happenings.push(Happening { occasion, task: Some(task), resource: Some(resource) });
                }
            }
            _ => {}
        }
    }

    fn finds(&self, point: &Point) -> Option<Found> {
        let search = &self.search;
        let is_wanted = |happening: &&Happening| search.occasions.contains(&happening.occasion);
        if let Some(happening) = self.since.happenings.iter().find(is_wanted) {
            return Some(Found::Happening(*happening));
        }
        let Point::Line(place) = point else { return None };
        if search.lines.contains(&place.line) {
            return Some(Found::Line(place.line));
        }
        let in_frame = search.frame.is_some_and(|(task, depth)| {
            let has_ended = task.is_some_and(|task| self.since.ended.contains(&task));
            has_ended || place.task == task && place.depth <= depth
        });
        let in_time = search.until_event.is_some_and(|most| self.mark.events <= most);
        let in_step = search.switch && self.since.switched_to.is_some();
        let woken = search.wake.is_some() && self.since.switched_to == search.wake;
        let is_found = search.any_line || in_time || in_frame || in_step || woken || search.turn && self.since.turn;
        is_found.then_some(Found::Step)
    }
}

impl Tracer for Meter {
    fn reached(&mut self, point: Point, spent: u64) -> bool {
        self.toil += spent.saturating_sub(self.mark.spent);
        self.mark.spent = spent;
        if let Point::Line(place) = point {
            // A line of several statements, or the head of a loop and the loop's first item, are one point.
            let goes_on = self.mark.last.is_some_and(|last| {
                (last.line, last.task, last.depth) == (place.line, place.task, place.depth) && last.at < place.at
            });
            if goes_on {
                return false;
            }
        }
        self.mark.points += 1;
        self.visits += 1;
        if self.mark.points > self.furthest {
            self.furthest = self.mark.points;
            self.stretch.note(&point, &self.since);
        }
        let found = self.finds(&point);
        if let Some(found) = found {
            self.found = Some((self.mark.points, found));
        }
        self.since.happenings.clear();
        self.since.waits = None;
        self.place = None;
        let here = Some(self.mark.points);
        let mut stops = found.is_some() && self.stops_at_found || self.target == here || self.edit == here;
        if let Point::Line(place) = point {
            self.mark.last = Some(place);
            self.place = Some(place);
            self.since.switched_to = None;
            self.since.turn = false;
            self.since.ended.clear();
            stops |= self.is_snapshot_due();
        }
        stops |= self.search.until_event.is_some_and(|most| self.mark.events > most);
        self.stopped = stops;
        stops
    }
}
