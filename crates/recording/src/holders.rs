//! Who holds locks and places of semaphores, and how they go from hand to hand.

use loopscope_executor::{ResourceId, ResourceKind, TaskId};

use crate::{
    chain::NONE,
    record::Tag,
    recording::{Position, Recording},
    resources::{Level, Resource},
};

/// To know who has a place in a semaphore, so many of its changes are looked at.
const MOST: usize = 5_000;

/// What a change of a lock or a semaphore means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deal {
    /// Somebody has it now.
    Taken,
    /// Somebody has let it go.
    GivenBack,
    /// Somebody got in line, or left it without.
    Neither,
}

impl Recording {
    /// Who holds a lock after so many events; `None` if nobody does, and of all other resources.
    fn owner_at(&self, id: ResourceId, position: Position) -> Option<TaskId> {
        let resource = self.resource(id).filter(|resource| resource.kind() == ResourceKind::Lock)?;
        let log = &self.log;
        let mut at = resource.row().chain.before(position.0, |event| log.get(event).previous);
        let mut owner = None;
        // Back to where it was taken: changes of the waiters lie between.
        while at != NONE {
            let record = log.get(at);
            match record.level(&self.wide) {
                Some((1, _)) => owner = (record.object != NONE).then(|| self.tasks.rows.get(record.object).id),
                _ => return owner,
            }
            at = record.previous;
        }
        owner
    }

    /// Who holds a lock, or places in a semaphore, after so many events, in the order in which they got it.
    pub fn holders_at(&self, id: ResourceId, position: Position) -> Vec<TaskId> {
        let Some(resource) = self.resource(id) else { return Vec::new() };
        if resource.kind() != ResourceKind::Semaphore {
            return self.owner_at(id, position).into_iter().collect();
        }
        let mut holders = Vec::new();
        // The first change tells how many places there are.
        for pair in resource.levels_before(position, MOST).windows(2).skip(1) {
            let Some(by) = pair[1].by else { continue };
            match resource.deal(pair[0], pair[1]) {
                Deal::Taken => holders.push(by),
                // Who never had a place may give one, as a signal to others.
                Deal::GivenBack => {
                    holders.iter().position(|&holder| holder == by).map(|at| holders.remove(at));
                }
                Deal::Neither => {}
            }
        }
        holders
    }

    /// Whether the step of a task during which an event happened began because of a cancellation.
    fn is_thrown(&self, task: TaskId, event: Position) -> bool {
        let Some(slot) = self.tasks.slots.get(task.0) else { return false };
        let previous = |event: u32| self.log.get(event).previous;
        let mut at = self.tasks.rows.get(slot).chain.before(event.0, previous);
        // It runs, because it was ready, because somebody asked for its cancellation.
        for tag in [Tag::Running, Tag::Ready] {
            if at == NONE || self.log.get(at).tag() != tag {
                return false;
            }
            at = previous(at);
        }
        at != NONE && self.log.get(at).tag() == Tag::Cancel
    }
}

impl Resource<'_> {
    /// What a change means, with the one before it.
    pub(crate) fn deal(&self, before: Level, now: Level) -> Deal {
        if self.kind() == ResourceKind::Lock {
            return match (before.level, now.level) {
                (0, 1) => Deal::Taken,
                (1, 0) => Deal::GivenBack,
                _ => Deal::Neither,
            };
        }
        // A place that is given back goes to the first in line at once, so that the level stays as it is; who leaves the
        // line has it, unless it was thrown out.
        match now.waiters.cmp(&before.waiters) {
            std::cmp::Ordering::Greater => Deal::Neither,
            std::cmp::Ordering::Less => match now.by {
                Some(by) if !self.recording.is_thrown(by, now.position) => Deal::Taken,
                _ => Deal::Neither,
            },
            std::cmp::Ordering::Equal if now.level < before.level => Deal::Taken,
            std::cmp::Ordering::Equal => Deal::GivenBack,
        }
    }
}

#[cfg(test)]
mod tests {
    use loopscope_executor::{Event, Observer, WaitTarget};

    use super::*;

    const PLACES: ResourceId = ResourceId(9);
    const A: TaskId = TaskId(1);
    const B: TaskId = TaskId(2);
    const C: TaskId = TaskId(3);

    /// `a` and `b` take both places, `c` gets in line; then as told.
    fn semaphore(then: &[Event]) -> Recording {
        let mut recording = Recording::new();
        let change = |level, waiters, by| Event::ResourceChanged { resource: PLACES, level, waiters, by: Some(by) };
        let mut events: Vec<Event> = [A, B, C].map(|task| Event::TaskCreated { task, parent: None, line: 1 }).into();
        events.push(Event::ResourceCreated { resource: PLACES, kind: ResourceKind::Semaphore, by: None });
        events.extend([change(2, 0, A), change(1, 0, A), change(0, 0, B), change(0, 1, C)]);
        events.push(Event::TaskSuspended { task: C, on: WaitTarget::Resource(PLACES), line: 2 });
        events.extend(then);
        events.into_iter().for_each(|event| recording.event(0, event));
        recording
    }

    fn check(then: &[Event], holders: &[TaskId], overs: &[(TaskId, TaskId)]) {
        let recording = semaphore(then);
        let end = recording.now().position();
        assert_eq!(recording.holders_at(PLACES, end), holders, "{then:?}");
        let found: Vec<_> = recording.hand_overs(C, 9).iter().map(|over| (over.from, over.to)).collect();
        assert_eq!(found, overs, "{then:?}");
    }

    #[test]
    fn a_place_goes_from_hand_to_hand() {
        let change = |level, waiters, by| Event::ResourceChanged { resource: PLACES, level, waiters, by: Some(by) };
        let wakes = |by| [Event::TaskReady { task: C, by }, Event::TaskRunning { task: C }];
        check(&[], &[A, B], &[]);
        // `a` gives its place to `c`, which takes it when it runs.
        check(&[change(0, 1, A)], &[B], &[]);
        let [ready, running] = wakes(Some(A));
        check(&[change(0, 1, A), ready, running, change(0, 0, C)], &[B, C], &[(A, C)]);
        // `c` is cancelled in line, and gets none.
        let [ready, running] = wakes(None);
        check(&[Event::CancelRequested { task: C, by: None }, ready, running, change(0, 0, C)], &[A, B], &[]);
        check(&[change(0, 1, A), change(0, 1, B)], &[], &[]);
    }
}
