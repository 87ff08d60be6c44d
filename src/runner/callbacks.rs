//! The browser's two ways to call back soon: after other macrotasks, and before the next frame is painted.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessagePort};

/// Calls back as a macrotask of its own: some microseconds later, with input and painting let through before it.
///
/// (A timeout of zero costs four milliseconds when nested, a microtask lets nothing through.)
pub(super) struct Hop {
    ours: MessagePort,
    theirs: MessagePort,
    is_pending: Rc<Cell<bool>>,
    _on_message: Closure<dyn FnMut()>,
}

impl Hop {
    pub(super) fn new(callback: impl Fn() + 'static) -> Self {
        let channel = MessageChannel::new().expect("every browser that runs wasm has MessageChannel");
        let is_pending = Rc::new(Cell::new(false));
        let pending = is_pending.clone();
        let on_message = Closure::new(move || {
            // It may have been withdrawn meanwhile.
            if pending.replace(false) {
                callback();
            }
        });
        let (ours, theirs) = (channel.port1(), channel.port2());
        ours.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Self { ours, theirs, is_pending, _on_message: on_message }
    }

    /// Calls back once, soon.
    pub(super) fn request(&self) {
        if !self.is_pending.replace(true) && self.theirs.post_message(&JsValue::NULL).is_err() {
            self.is_pending.set(false);
        }
    }

    /// Does not call back after all.
    pub(super) fn cancel(&self) {
        self.is_pending.set(false);
    }
}

impl Drop for Hop {
    fn drop(&mut self) {
        self.ours.set_onmessage(None);
        self.ours.close();
        self.theirs.close();
    }
}

/// Calls back before the next frame is painted.
pub(super) struct Frame {
    is_pending: Rc<Cell<bool>>,
    handle: Cell<Option<i32>>,
    on_frame: Closure<dyn FnMut()>,
}

impl Frame {
    pub(super) fn new(callback: impl Fn() + 'static) -> Self {
        let is_pending = Rc::new(Cell::new(false));
        let pending = is_pending.clone();
        let on_frame = Closure::new(move || {
            pending.set(false);
            callback();
        });
        Self { is_pending, handle: Cell::new(None), on_frame }
    }

    /// Calls back once, before the next frame. In a hidden page that may be much later.
    pub(super) fn request(&self) {
        if self.is_pending.replace(true) {
            return;
        }
        let callback = self.on_frame.as_ref().unchecked_ref();
        self.handle.set(web_sys::window().and_then(|window| window.request_animation_frame(callback).ok()));
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let (true, Some(handle), Some(window)) = (self.is_pending.get(), self.handle.get(), web_sys::window()) {
            let _ = window.cancel_animation_frame(handle);
        }
    }
}

/// Milliseconds since some fixed moment.
pub(crate) fn now_millis() -> f64 {
    thread_local!(static PERFORMANCE: Option<web_sys::Performance> = web_sys::window().and_then(|w| w.performance()));
    PERFORMANCE.with(|performance| performance.as_ref().map_or_else(js_sys::Date::now, web_sys::Performance::now))
}

/// Whether nobody can see the page, so that no frames are painted.
pub(super) fn page_is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}
