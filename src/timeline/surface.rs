//! A canvas that is as sharp as the screen, knows its size, and is drawn at most once a frame.

use std::{cell::Cell, rc::Rc};

use leptos::{html::Canvas, prelude::*};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ResizeObserver};

use super::{layout::Frame, look::unit};
use crate::boxed::effect;

/// The size of a canvas, as it changes.
pub(super) fn use_size(canvas: NodeRef<Canvas>) -> Signal<Frame> {
    let size = RwSignal::new(Frame::default());
    effect(move || {
        let Some(canvas) = canvas.get() else { return };
        let watched = canvas.clone();
        let on_resize: Closure<dyn FnMut()> = Closure::new(move || {
            let rect = watched.get_bounding_client_rect();
            let unit = unit(&watched);
            let frame = Frame { width: rect.width() / unit, height: rect.height() / unit, unit };
            if size.get_untracked() != frame {
                size.set(frame);
            }
        });
        if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(&canvas);
            let kept = StoredValue::new_local(Some((observer, on_resize)));
            on_cleanup(move || {
                if let Some((observer, _)) = kept.try_update_value(Option::take).flatten() {
                    observer.disconnect();
                }
            });
        }
    });
    size.into()
}

/// Makes the canvas as sharp as the screen, and gives what to draw with.
pub(super) fn prepare(canvas: &HtmlCanvasElement, frame: Frame) -> Option<CanvasRenderingContext2d> {
    let ratio = window().device_pixel_ratio().max(1.0) * frame.unit;
    let (width, height) = ((frame.width * ratio).round() as u32, (frame.height * ratio).round() as u32);
    if width == 0 || height == 0 {
        return None;
    }
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).ok()?;
    Some(context)
}

/// Calls back before the next frame, once, however often it is asked.
pub(super) fn once_a_frame(callback: impl Fn() + 'static) -> impl Fn() + Clone + 'static {
    let is_pending = Rc::new(Cell::new(false));
    let callback = Rc::new(callback);
    move || {
        if is_pending.replace(true) {
            return;
        }
        let (is_pending, callback) = (is_pending.clone(), callback.clone());
        request_animation_frame(move || {
            is_pending.set(false);
            callback();
        });
    }
}
