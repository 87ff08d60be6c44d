//! The machine: runs code, and knows what the operations of the language mean.

mod arith;
mod arity;
mod attr;
pub(crate) mod awaiting;
mod call;
mod class;
mod compare;
mod delegate;
mod dynamic;
mod error;
mod execute;
mod gc;
pub(crate) mod generator;
mod glance;
mod import;
mod item;
mod iterate;
mod locals;
mod matching;
mod names;
mod ops;
mod perform;
mod resume;
mod run;
mod text;
mod thread;
mod type_name;
mod types;
mod uncommon;
mod unwind;

use crate::heap::{Heap, Ref};
use crate::host::Host;
use crate::object::{Class, Dict, Module, Shapes};
use crate::value::Value;

pub(crate) use attr::EMPTY as NO_CACHE;
pub(crate) use item::{place, range_index};
pub(crate) use iterate::{Pulled, Reader};
pub(crate) use names::Names;
pub(crate) use run::OVERDRAFT;
pub(crate) use thread::{Activation, Exit, Pause, Thread};
pub(crate) use types::Types;

/// The machine, with all that a program is made of.
pub(crate) struct Vm {
    pub(crate) heap: Heap,
    pub(crate) shapes: Shapes,
    /// Counts changes of classes: what was cached of them in an earlier epoch does not hold.
    pub(crate) epoch: u32,
    pub(crate) types: Types,
    pub(crate) names: Names,
    pub(crate) builtins: Ref<Module>,
    /// `sys.modules`.
    pub(crate) modules: Ref<Dict>,
    pub(crate) host: Box<dyn Host>,
    pub(crate) asyncio: crate::asyncio::State,
    /// Kept alive: constants of linked code, handles of the machine's own.
    pub(crate) pinned: Vec<Value>,
    /// Values that a native function keeps while it calls into Python.
    pub(crate) roots: Vec<Value>,
    pub(crate) run: run::State,
    /// Living objects that something is to be run for when they die: see [`crate::heap::Dead::doomed`].
    pub(crate) mortals: Vec<Value>,
    /// Weak references, and the instances that they refer to.
    pub(crate) weak: Vec<Ref<crate::object::Opaque>>,
    pub(crate) weak_targets: std::collections::HashSet<Ref<crate::object::Instance>>,
    /// Strings of one character, once one has been asked for.
    ascii: Vec<Value>,
    /// `sys.argv`.
    pub(crate) argv: Vec<String>,
    /// The program's text.
    pub(crate) program: Option<std::rc::Rc<crate::code::Source>>,
    /// All codes that have been linked and may still be run.
    pub(crate) codes: Vec<std::rc::Weak<crate::code::Code>>,
    seed: Option<u64>,
}

impl Vm {
    /// The class of a value: `type(value)`.
    #[inline]
    pub(crate) fn class_of(&self, value: Value) -> Ref<Class> {
        self.types.class_of(&self.heap, value)
    }

    /// Is `class` `base`, or derived from it?
    #[inline]
    pub(crate) fn is_subclass(&self, class: Ref<Class>, base: Ref<Class>) -> bool {
        class == base || self.heap[class].mro.contains(&base)
    }

    /// Is the value of the class, or of one derived from it? (Without `__instancecheck__`.)
    #[inline]
    pub(crate) fn is_instance(&self, value: Value, class: Ref<Class>) -> bool {
        self.is_subclass(self.class_of(value), class)
    }

    /// What an instance of a subclass of a built-in class wraps; other values as they are.
    #[inline]
    pub(crate) fn unwrap(&self, value: Value) -> Value {
        if let Value::Instance(i) = value {
            let payload = self.heap[i].payload;
            if !payload.is_unbound() {
                return payload;
            }
        }
        value
    }

    /// The text of a `str` (or of an instance of a subclass).
    pub(crate) fn text(&self, value: Value) -> Option<&str> {
        match self.unwrap(value) {
            Value::Str(s) => Some(self.heap.text(s)),
            _ => None,
        }
    }
}

impl Vm {
    /// Writes to `sys.stdout` or `sys.stderr`.
    pub(crate) fn write(&mut self, stream: crate::host::Stream, text: &str) {
        let (task, time) = (self.actor(), self.now());
        self.host.write(stream, text, task, time);
    }

    /// The program's monotonic clock, in seconds: the loop's time.
    pub(crate) fn now(&mut self) -> f64 {
        self.asyncio.now(&mut *self.host)
    }

    /// Seconds since 1970, by the program's clock.
    pub(crate) fn unix_time(&mut self) -> f64 {
        if self.asyncio.is_virtual() { crate::asyncio::VIRTUAL_EPOCH + self.now() } else { self.host.unix_time() }
    }

    /// The fixed seed of `random`, if the run has one.
    pub(crate) fn seed(&self) -> Option<u64> {
        self.seed
    }
}

impl Vm {
    /// A copy with another host. It runs the same code: see [`Vm::forget_caches`].
    pub(crate) fn copy(&self, host: Box<dyn Host>) -> Self {
        let mut copy = Vm {
            heap: self.heap.clone(),
            shapes: self.shapes.clone(),
            epoch: self.epoch,
            types: self.types.clone(),
            names: self.names.clone(),
            builtins: self.builtins,
            modules: self.modules,
            host,
            asyncio: self.asyncio.clone(),
            pinned: self.pinned.clone(),
            roots: self.roots.clone(),
            run: self.run.clone(),
            mortals: self.mortals.clone(),
            weak: self.weak.clone(),
            weak_targets: self.weak_targets.clone(),
            ascii: self.ascii.clone(),
            argv: self.argv.clone(),
            program: self.program.clone(),
            codes: self.codes.clone(),
            seed: self.seed,
        };
        copy.run.tracer = None;
        copy
    }

    /// A machine with the built-in classes and functions, and nothing to run yet.
    pub(crate) fn new(
        host: Box<dyn Host>,
        memory_limit: usize,
        asyncio: crate::asyncio::State,
        argv: Vec<String>,
        seed: Option<u64>,
    ) -> Self {
        let mut heap = Heap::new(memory_limit);
        let mut shapes = Shapes::default();
        let names = Names::new(&mut heap);
        let types = Types::new(&mut heap, &mut shapes);
        let name = heap.intern("builtins");
        let builtins = heap.alloc(Module { name: Some(name), ..Module::default() });
        let modules = heap.alloc(Dict::default());
        let mut vm = Vm {
            heap,
            shapes,
            epoch: 0,
            types,
            names,
            builtins,
            modules,
            host,
            asyncio,
            pinned: Vec::new(),
            roots: Vec::new(),
            run: run::State::default(),
            mortals: Vec::new(),
            weak: Vec::new(),
            weak_targets: std::collections::HashSet::new(),
            ascii: Vec::new(),
            argv,
            program: None,
            codes: Vec::new(),
            seed,
        };
        vm.add_module("builtins", Value::Module(builtins));
        crate::types::install(&mut vm);
        crate::builtins::install(&mut vm);
        vm
    }
}
