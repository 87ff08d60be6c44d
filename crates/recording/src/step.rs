//! Steps through a recorded run, forwards and backwards.

use loopscope_executor::TaskId;

use crate::{
    chain::NONE,
    record::Tag,
    recording::{Position, Recording},
};

/// How far a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// To where another step of a task begins.
    Switch,
    /// To where another turn of the loop begins.
    Turn,
    /// To where the next step of this task begins.
    Wake(TaskId),
}

impl Recording {
    /// The moment one step later; `None` when nothing more happens.
    pub fn step_forward(&self, from: Position, stride: Stride) -> Option<Position> {
        (from.0..self.len()).find(|&event| self.begins(event, stride)).map(|event| Position(event + 1))
    }

    /// The moment one step earlier; `None` before the first.
    pub fn step_back(&self, from: Position, stride: Stride) -> Option<Position> {
        let before = from.0.min(self.len()).saturating_sub(1);
        (0..before).rev().find(|&event| self.begins(event, stride)).map(|event| Position(event + 1))
    }

    fn begins(&self, event: u32, stride: Stride) -> bool {
        let record = self.log.get(event);
        match stride {
            Stride::Switch => record.tag() == Tag::Running,
            Stride::Turn => record.tag() == Tag::Turn,
            Stride::Wake(task) => {
                record.tag() == Tag::Running && record.subject != NONE && self.tasks.rows.get(record.subject).id == task
            }
        }
    }

    /// The moment to look at for a point in time between two events: of those that share a time, as many have happened
    /// as [`spread_time`](Self::spread_time) shows to the left of it.
    pub fn position_at_spread(&self, at: f64) -> Position {
        let end = self.position_at(at.max(0.0) as u64);
        if end.0 == 0 {
            return end;
        }
        let time = self.time_at(Position(end.0 - 1));
        let (mut low, mut high) = (self.position_before(time).0, end.0);
        while low < high {
            let middle = low.midpoint(high);
            if self.spread_time(Position(middle)) <= at {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Position(low)
    }
}
