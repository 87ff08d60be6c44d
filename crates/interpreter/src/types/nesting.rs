//! How deep native code has descended into nested containers, and which of them it is showing: a list in itself.

use std::cell::RefCell;

use crate::value::Value;

/// Deeper than this, comparing, hashing or showing a container raises `RecursionError`.
const MAX_DEPTH: usize = 250;

#[derive(Default)]
struct State {
    depth: usize,
    shown: Vec<Value>,
}

thread_local! {
    // Balanced at any time but within a native call: programs that take turns on a thread do not see each other here.
    static STATE: RefCell<State> = RefCell::default();
}

/// One level of nesting, until it is dropped.
pub(crate) struct Level(());

impl Level {
    /// One level deeper; `None` if that is too deep.
    pub(crate) fn enter() -> Option<Self> {
        STATE.with_borrow_mut(|state| {
            if state.depth >= MAX_DEPTH {
                return None;
            }
            state.depth += 1;
            Some(Level(()))
        })
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        STATE.with_borrow_mut(|state| state.depth -= 1);
    }
}

/// A container that is being shown, until it is dropped.
pub(crate) struct Showing(());

impl Showing {
    /// Begins to show a container; `None` if that is going on already.
    pub(crate) fn enter(value: Value) -> Option<Self> {
        STATE.with_borrow_mut(|state| {
            if state.shown.iter().any(|v| v.is(value)) {
                return None;
            }
            state.shown.push(value);
            Some(Showing(()))
        })
    }
}

impl Drop for Showing {
    fn drop(&mut self) {
        STATE.with_borrow_mut(|state| state.shown.pop());
    }
}
