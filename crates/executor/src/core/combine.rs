//! Futures made of futures: `gather` and `shield`.

use crate::arena::Slot;
use crate::core::Core;
use crate::core::futures::{Future, Kind, State, gone};
use crate::core::ready::Callback;
use crate::event::Observer;
use crate::guest::{Exception, Guest, Values};
use crate::ids::{FutureId, TaskId};

/// What a gathering future has more than others.
#[derive(Clone, Default)]
pub(crate) struct Gather {
    /// In the order of the arguments, with duplicates. It holds each once, until it is done.
    children: Vec<Slot>,
    /// How many different ones there are.
    count: usize,
    finished: usize,
    return_exceptions: bool,
    cancel_requested: bool,
}

impl<G: Guest, O: Observer> Core<G, O> {
    /// Tells the observer which tasks a future stands for.
    pub(crate) fn tell_group(&mut self, group: Slot, members: &[Slot]) {
        if !self.observer.is_on() {
            return;
        }
        let futures = &self.futures;
        let mut tasks = members
            .iter()
            .filter(|slot| matches!(futures.get(**slot), Some(Future { kind: Kind::Task(_), .. })))
            .map(|slot| TaskId(futures.serial(*slot)));
        self.observer.group_formed(FutureId(futures.serial(group)), &mut tasks);
    }

    /// One future for several: its result is the list of theirs (`asyncio.gather`).
    ///
    /// Each child's completion is counted by a callback, so whoever awaits the gathering future is resumed one turn
    /// after that. Cancelling it cancels the children.
    pub fn gather<V: Values<G>>(&mut self, children: &[FutureId], return_exceptions: bool, values: &mut V) -> FutureId {
        if children.is_empty() {
            let outer = self.create_future();
            let empty = values.list(Vec::new());
            if let Some(slot) = self.futures.slot(outer.0) {
                self.complete(slot, State::Value(empty));
            }
            return outer;
        }
        let children: Vec<Slot> = children.iter().filter_map(|child| self.futures.slot(child.0)).collect();
        let mut different = children.clone();
        if different.len() > 1 {
            different.sort_unstable();
            different.dedup();
        }
        let count = different.len();
        let gather = Gather { children, count, finished: 0, return_exceptions, cancel_requested: false };
        let index = match self.free_gathers.pop() {
            Some(index) => {
                self.gathers[index as usize] = gather;
                index
            }
            None => {
                self.gathers.push(gather);
                self.gathers.len() as u32 - 1
            }
        };
        let outer = self.new_future(Kind::Gather(index), false);
        // Callbacks are added in the order of first mention.
        let mentioned = self.gathers[index as usize].children.len();
        let mut added = std::collections::HashSet::new();
        for position in 0..mentioned {
            let child = self.gathers[index as usize].children[position];
            self.hold(child);
            if count == mentioned || added.insert(child) {
                self.add_callback(child, Callback::Gather(outer));
            }
        }
        let members = std::mem::take(&mut self.gathers[index as usize].children);
        self.tell_group(outer, &members);
        self.gathers[index as usize].children = members;
        self.future_id(outer)
    }

    /// A future that stands for another one, but whose cancellation does not reach it (`asyncio.shield`).
    ///
    /// A future that is done is returned itself.
    pub fn shield(&mut self, inner: FutureId) -> FutureId {
        let Some(inner_slot) = self.futures.slot(inner.0) else { return inner };
        if self.done(inner_slot) {
            return inner;
        }
        let outer = self.new_future(Kind::Plain, false);
        self.add_callback(inner_slot, Callback::ShieldInner(outer));
        self.add_callback(outer, Callback::ShieldOuter(inner_slot));
        self.future_id(outer)
    }

    /// The futures that a gathering future stands for, while it is not done.
    pub fn gathered(&self, outer: FutureId) -> Vec<FutureId> {
        let Some(Future { kind: Kind::Gather(index), .. }) = self.futures.by_serial(outer.0) else {
            return Vec::new();
        };
        self.gathers[*index as usize].children.iter().map(|child| self.future_id(*child)).collect()
    }

    /// Is it a future that [`Core::gather`] has made, done or not?
    pub fn is_gathering(&self, future: FutureId) -> bool {
        matches!(self.futures.by_serial(future.0), Some(Future { kind: Kind::Gather(_), .. }))
    }

    pub(crate) fn gather_child_done<V: Values<G>>(&mut self, outer: Slot, child: Slot, values: &mut V) {
        let Some(Future { kind: Kind::Gather(index), .. }) = self.futures.get(outer) else { return };
        let index = *index as usize;
        self.gathers[index].finished += 1;
        if self.done(outer) {
            if !self.cancelled(child) {
                self.mark_retrieved(child);
            }
            return;
        }
        if !self.gathers[index].return_exceptions {
            if self.cancelled(child) {
                let exception = self.cancelled_error(child);
                return self.fail(outer, exception);
            }
            if let Some(exception) = self.exception_of(child) {
                return self.fail(outer, exception);
            }
        }
        if self.gathers[index].finished < self.gathers[index].count {
            return;
        }
        if self.gathers[index].cancel_requested {
            let last = self.gathers[index].children.last().copied().unwrap_or(child);
            for position in 0..self.gathers[index].children.len() {
                self.mark_retrieved(self.gathers[index].children[position]);
            }
            let exception = self.cancelled_error(last);
            return self.fail(outer, exception);
        }
        let count = self.gathers[index].children.len();
        let mut results = Vec::with_capacity(count);
        for position in 0..count {
            let child = self.gathers[index].children[position];
            results.push(self.gathered_value(child, values));
        }
        let list = values.list(results);
        self.complete(outer, State::Value(list));
    }

    pub(crate) fn shield_inner_done(&mut self, outer: Slot, inner: Slot) {
        if self.cancelled(outer) {
            if !self.cancelled(inner) {
                self.mark_retrieved(inner);
            }
            return;
        }
        if self.done(outer) {
            return;
        }
        if self.cancelled(inner) {
            self.cancel_slot(outer, None);
            return;
        }
        match self.result_of(inner) {
            Ok(value) => self.complete(outer, State::Value(value)),
            Err(exception) => self.fail(outer, exception),
        }
    }

    pub(crate) fn shield_outer_done(&mut self, inner: Slot, outer: Slot) {
        if !self.done(inner) {
            self.remove_callback(inner, Callback::ShieldInner(outer));
        }
    }

    pub(crate) fn gather_child(&self, outer: Slot, position: usize) -> Option<Slot> {
        match self.futures.get(outer)?.kind {
            Kind::Gather(index) => self.gathers[index as usize].children.get(position).copied(),
            _ => None,
        }
    }

    pub(crate) fn gather_cancel_requested(&mut self, outer: Slot) {
        if let Some(Future { kind: Kind::Gather(index), .. }) = self.futures.get(outer) {
            self.gathers[*index as usize].cancel_requested = true;
        }
    }

    /// Once it is done, a gathering future needs its children no longer.
    pub(crate) fn forget_children(&mut self, index: u32) {
        for child in std::mem::take(&mut self.gathers[index as usize].children) {
            self.unhold(child);
        }
    }

    pub(crate) fn free_gather(&mut self, index: u32) {
        self.forget_children(index);
        self.free_gathers.push(index);
    }

    fn gathered_value<V: Values<G>>(&mut self, child: Slot, values: &mut V) -> G::Value {
        let exception = match self.futures.get_mut(child).map(|future| &future.state) {
            Some(State::Value(value)) => return value.clone(),
            Some(State::Cancelled { message, .. }) => Exception::Cancelled { message: message.clone(), error: None },
            Some(State::Failed(exception)) => (**exception).clone(),
            Some(State::Pending) | None => gone(),
        };
        self.mark_retrieved(child);
        values.exception(&exception)
    }
}
