//! What `__await__` of coroutines and futures returns, and what is awaited of async generators: programs may step these
//! by hand, with `next`, `send` and `throw`.

use super::Vm;
use super::generator::{AsyncClose, AsyncStep};
use crate::asyncio::AwaitFrame;
use crate::heap::Ref;
use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::{FutureObject, Generator, NativeObject, Opaque};
use crate::value::Value;

/// What `__await__` returns.
#[derive(Clone)]
pub(crate) struct AwaitIterator {
    /// A coroutine or a future.
    awaited: Value,
    /// The coroutine that is stepped in the place of a future, once it has been.
    driver: Value,
}

impl NativeObject for AwaitIterator {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.awaited);
        visit(self.driver);
    }
}

impl Vm {
    /// `coroutine.__await__()`.
    pub(super) fn coroutine_wrapper(&mut self, coroutine: Ref<Generator>) -> Value {
        let awaited = Value::Generator(coroutine);
        self.opaque(self.types.coroutine_wrapper, AwaitIterator { awaited, driver: awaited })
    }

    /// `future.__await__()`.
    pub(crate) fn future_iterator(&mut self, future: Ref<FutureObject>) -> Value {
        self.opaque(self.types.future_iter, AwaitIterator { awaited: Value::Future(future), driver: Value::None })
    }

    /// What is awaited through an iterator that nobody has stepped by hand: the coroutine or future itself.
    pub(super) fn awaited_directly(&self, iterator: Value) -> Option<Value> {
        let Value::Opaque(object) = iterator else { return None };
        let iterator = self.heap[object].get::<AwaitIterator>()?;
        Some(if iterator.driver.is_none() { iterator.awaited } else { iterator.driver })
    }

    /// The coroutine that is stepped when such an object is.
    fn driver_of(&mut self, value: Value) -> Value {
        let Value::Opaque(object) = value else { return value };
        let known = self.driver_place(object).map_or(Value::None, |place| *place);
        if !known.is_none() {
            return known;
        }
        let awaited = self.heap[object].get::<AwaitIterator>().map_or(value, |iterator| iterator.awaited);
        let driver = self.native_coroutine("__await__", Box::new(AwaitFrame::new(awaited)));
        if let Some(place) = self.driver_place(object) {
            *place = driver;
        }
        driver
    }

    /// Where such an object keeps the coroutine that is stepped.
    fn driver_place(&mut self, object: Ref<Opaque>) -> Option<&mut Value> {
        let object = &mut self.heap[object];
        if object.get::<AwaitIterator>().is_some() {
            return object.get_mut::<AwaitIterator>().map(|iterator| &mut iterator.driver);
        }
        if object.get::<AsyncStep>().is_some() {
            return object.get_mut::<AsyncStep>().map(|step| &mut step.driver);
        }
        object.get_mut::<AsyncClose>().map(|close| &mut close.driver)
    }
}

/// Does with the coroutine that is stepped what one of a coroutine's own methods does.
fn with_driver(vm: &mut Vm, args: Args<'_>, method: fn(&mut Vm, Args<'_>) -> Res) -> Res {
    let mut values = args.values.to_vec();
    values[0] = vm.driver_of(args.at(0));
    method(vm, Args { values: &values, names: args.names })
}

const METHODS: &[NativeDef] = &[
    NativeDef::method("__await__", 1, 1, |_, args| Ok(args.at(0))),
    NativeDef::method("__iter__", 1, 1, |_, args| Ok(args.at(0))),
    NativeDef::method("__next__", 1, 1, |vm, args| with_driver(vm, args, super::generator::next)),
    NativeDef::method("send", 2, 2, |vm, args| with_driver(vm, args, super::generator::send)),
    NativeDef::method("throw", 2, 4, |vm, args| with_driver(vm, args, super::generator::throw)),
    NativeDef::method("close", 1, 1, |vm, args| with_driver(vm, args, super::generator::close)),
];

const fn class(name: &'static str, module: &'static str) -> ClassDef {
    ClassDef { name, module, doc: "", methods: METHODS }
}

pub(crate) static ASYNC_GENERATOR_ASEND: ClassDef = class("async_generator_asend", "builtins");
pub(crate) static ASYNC_GENERATOR_ATHROW: ClassDef = class("async_generator_athrow", "builtins");
pub(crate) static COROUTINE_WRAPPER: ClassDef = class("coroutine_wrapper", "builtins");
pub(crate) static FUTURE_ITER: ClassDef = class("FutureIter", "_asyncio");
