//! Closures behind one type each.
//!
//! The framework's machinery is compiled anew for each type of closure, and each closure has a type of its own. Behind
//! a box they share it: that makes a third of the page's download.

use std::pin::Pin;

use leptos::prelude::*;

/// A derived text.
pub(crate) fn text(derive: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(derive)
}

/// A derived condition.
pub(crate) fn flag(derive: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(derive)
}

/// `true` or `false` as an attribute says it.
pub(crate) fn aria(derive: impl Fn() -> bool + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || if derive() { "true" } else { "false" }.to_owned())
}

/// A derived value that tells others only when it changes.
pub(crate) fn memo<T: PartialEq + Send + Sync + 'static>(derive: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    let derive: Box<dyn Fn() -> T + Send + Sync> = Box::new(derive);
    Memo::new(move |_| derive())
}

/// Touches the outside whenever what it looks at changes.
pub(crate) fn effect(act: impl Fn() + 'static) {
    fn boxed(act: Box<dyn Fn()>) {
        Effect::new(move |_: Option<()>| act());
    }
    boxed(Box::new(act));
}

/// Answers an event.
pub(crate) fn on<E: 'static>(answer: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(answer)
}

/// Lets a future run by itself.
pub(crate) fn spawn(future: impl Future<Output = ()> + 'static) {
    let future: Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
    wasm_bindgen_futures::spawn_local(future);
}
