//! Collecting garbage: what a program can still reach, and what is told of what it cannot.
//!
//! In CPython, an object dies with its last reference, and programs show it: `__del__`, the `finally` of a generator, a
//! coroutine that was never awaited, a weak reference. Nobody counts references here, but where a program seems to mean
//! such a moment (`del x`, `x = None`, the end of a function that holds such an object), a collection is made at once;
//! up to a bound, because it costs more than a count.

use super::Vm;
use super::thread::Thread;
use crate::frame::Body;
use crate::heap::Ref;
use crate::native::Unwind;
use crate::object::{GenKind, GenState, Generator, WeakCell};
use crate::value::Value;

/// After so many collections at a promising moment that found nothing, no more are made.
const MOST_IN_VAIN: u32 = 100;

/// So many times, a coroutine that a statement leaves behind is looked for at once. Programs that never await may make
/// many of them.
const MOST_FORGOTTEN: u32 = 200;

/// Where CPython's loop runs a task's step: file, line and text.
const END_OF_STEP: (&str, u32, &str) =
    ("/usr/lib/python3.11/asyncio/events.py", 80, "self._context.run(self._callback, *self._args)");

/// A heap of more bytes is collected when that is due, and not before.
const SMALL_HEAP: usize = 8 << 20;

impl Vm {
    /// Frees what neither the running thread nor anything else can reach.
    pub(crate) fn collect_garbage(&mut self, thread: &Thread) {
        self.collect_with(|visit| thread.trace(visit));
    }

    /// Frees what the machine itself cannot reach, while no thread runs.
    #[cold]
    #[inline(never)]
    pub(crate) fn collect_at_rest(&mut self) {
        self.collect_with(|_| {});
    }

    /// Frees what neither `more` nor the machine itself can reach.
    fn collect_with(&mut self, more: impl FnOnce(&mut dyn FnMut(Value))) {
        let mut roots: Vec<Value> = Vec::new();
        let mut visit = |v: Value| roots.push(v);
        more(&mut visit);
        for value in self.pinned.iter().chain(&self.roots) {
            visit(*value);
        }
        visit(Value::Dict(self.modules));
        for class in self.types.all() {
            visit(Value::Class(class));
        }
        visit(Value::Module(self.builtins));
        visit(self.run.handling);
        self.run.scratch.iter().for_each(|v| visit(*v));
        self.asyncio.trace(&mut visit);
        let mut mortals = std::mem::take(&mut self.mortals);
        let dead = self.heap.collect(|visit| roots.into_iter().for_each(visit), &mut mortals, &mut self.weak);
        if !self.weak_targets.is_empty() {
            self.note_weak_targets();
        }
        self.mortals = mortals;
        (self.run.unclaimed, self.run.unclaimed_before) = (None, None);
        self.bury(dead);
    }

    /// Is there anything whose death would be seen?
    #[inline]
    pub(crate) fn may_have_died(&self, explicit: bool) -> bool {
        explicit && self.run.any_coroutine || self.run.unclaimed.is_some() || !self.mortals.is_empty()
    }

    /// Can everything die without a word, but for tasks that are pending?
    pub(crate) fn dies_silently(&self) -> bool {
        let is_unstarted = |object: &Generator| object.kind == GenKind::Coroutine && object.state == GenState::Created;
        self.mortals.is_empty() && self.weak.is_empty() && !self.heap.generators.places().iter().any(is_unstarted)
    }

    /// Is it an object whose death would be seen?
    #[cold]
    pub(crate) fn is_mortal(&self, value: Value) -> bool {
        match value {
            Value::Generator(generator) => {
                let object = &self.heap[generator];
                match object.kind {
                    GenKind::Coroutine => {
                        let unclaimed = [self.run.unclaimed, self.run.unclaimed_before];
                        object.state == GenState::Created && unclaimed.contains(&Some(generator))
                    }
                    GenKind::Generator => object.state == GenState::Suspended,
                    GenKind::AsyncGenerator => false,
                }
            }
            Value::Instance(instance) => {
                self.heap[self.heap[instance].class()].overrides.del || self.weak_targets.contains(&instance)
            }
            Value::Cell(cell) => {
                !matches!(self.heap[cell].value, Value::Cell(_)) && self.is_mortal(self.heap[cell].value)
            }
            _ => false,
        }
    }

    /// Does a function that ends hold such an object in one of its variables?
    #[cold]
    pub(crate) fn leaves_mortals(&self, window: &[Value], locals: usize) -> bool {
        window.iter().take(locals).any(|value| self.is_mortal(*value))
    }

    /// A statement's value that nobody uses: may its end be told of? What has returned a coroutine may still keep it.
    #[cold]
    pub(crate) fn may_be_forgotten(&mut self, generator: Ref<Generator>) -> bool {
        let object = &self.heap[generator];
        if object.kind != GenKind::Coroutine {
            return !self.mortals.is_empty() && self.is_mortal(Value::Generator(generator));
        }
        let counts = object.state == GenState::Created && self.run.forgotten < MOST_FORGOTTEN;
        self.run.forgotten += u32::from(counts);
        counts
    }

    /// Was a coroutine an argument in a statement that has ended (`print(coroutine())`), and is it left where arguments
    /// were put, in registers from `from` on, but not in a variable?
    #[cold]
    pub(crate) fn has_used(&self, window: &[Value], from: usize) -> bool {
        let (kept, used) = window.split_at(from);
        let is_kept = |value: &Value| kept.iter().any(|other| other.is(*value));
        used.iter().any(|value| matches!(value, Value::Generator(_)) && self.is_mortal(*value) && !is_kept(value))
    }

    /// Somebody has taken care of a coroutine.
    #[inline]
    pub(crate) fn claim(&mut self, coroutine: Ref<Generator>) {
        self.run.unstarted -= 1;
        if self.run.unclaimed == Some(coroutine) {
            self.run.unclaimed = self.run.unclaimed_before.take();
        }
    }

    /// A loop has stopped: what its tasks have left behind is told of.
    pub(crate) fn look_for_unawaited(&mut self) {
        if self.run.unstarted > 0 && self.heap.bytes <= SMALL_HEAP {
            self.run.unstarted = 0;
            self.collect_at_rest();
        }
    }

    /// Collects at once what may just have died.
    #[cold]
    pub(crate) fn look_for_dead(&mut self, thread: &mut Thread, from: usize) {
        if self.run.nesting != 0 || self.run.vain >= MOST_IN_VAIN || self.heap.bytes > SMALL_HEAP {
            return;
        }
        // Nothing is being bound between two instructions.
        self.run.scratch.clear();
        let fiber = thread.fiber();
        if let Some(unused) = fiber.stack.get_mut(from..) {
            unused.fill(Value::Unbound);
        }
        if let Some(frame) = fiber.frames.last()
            && let Body::Code(code) = &frame.body
        {
            if code.is_of_library() {
                return;
            }
            self.run.drop_place = Some((code.clone(), frame.pc.saturating_sub(1) as usize));
        }
        self.run.vain += 1;
        self.collect_garbage(thread);
        self.run.drop_place = None;
    }

    /// The last words of what is about to die.
    fn last_words(&mut self, value: Value) {
        self.run.vain = self.run.vain.saturating_sub(1);
        let place = self.run.drop_place.take();
        let result = match value {
            Value::Generator(generator) => self.close_generator(generator).map(drop),
            _ => self.call_special(value, self.names.del, &[]).map(drop),
        };
        if let Err(Unwind::Raise(error)) = result {
            let source = match value {
                Value::Generator(_) => value,
                _ => self.special(value, self.names.del).unwrap_or(value),
            };
            self.tell_ignored(source, error);
        }
        self.run.drop_place = place;
    }

    /// A weak reference was made.
    pub(crate) fn watch_weakly(&mut self, cell: Ref<crate::object::Opaque>, target: Value) {
        if let Value::Instance(instance) = target {
            self.weak_targets.insert(instance);
        }
        if self.weak.is_empty() && !self.mortals.iter().any(|mortal| mortal.is_none()) {
            // It never dies, and has the machine look out for those that do.
            self.mortals.push(Value::None);
        }
        self.weak.push(cell);
    }

    fn note_weak_targets(&mut self) {
        self.weak_targets.clear();
        for cell in &self.weak {
            if let Some(WeakCell { target: Value::Instance(instance), .. }) = self.heap[*cell].get() {
                self.weak_targets.insert(*instance);
            }
        }
    }

    /// Calls what is to be called when the target of a weak reference has died.
    fn call_mourners(&mut self, cells: Vec<Ref<crate::object::Opaque>>) {
        for cell in cells.into_iter().rev() {
            self.run.vain = self.run.vain.saturating_sub(1);
            let callback = self.heap[cell].get::<WeakCell>().map_or(Value::None, |cell| cell.callback);
            if callback.is_none() {
                continue;
            }
            if let Err(Unwind::Raise(error)) = self.call(callback, &[]) {
                self.tell_ignored(callback, error);
            }
        }
    }

    /// Tells of what has died.
    fn bury(&mut self, dead: crate::heap::Dead) {
        let before = self.roots.len();
        self.roots.extend(&dead.doomed);
        for value in dead.doomed {
            self.last_words(value);
        }
        self.roots.truncate(before);
        // After the object's own last words, and those who asked last come first.
        self.call_mourners(dead.cleared);
        let place = self.run.drop_place.clone();
        let native = dead.native_unawaited.iter().map(|name| self.heap.name(*name).to_owned());
        let native = native.filter(|name| !name.starts_with(['_', '<']));
        for qualname in dead.unawaited.into_iter().chain(native.collect::<Vec<_>>()) {
            self.run.vain = self.run.vain.saturating_sub(1);
            let place = match &place {
                Some((code, pc)) => {
                    let line = code.line_at(*pc);
                    Some((&*code.source.file, line, code.source.line(line)))
                }
                // Most such coroutines were variables of one that a task ran, and die with it.
                None => (!self.run.ending && self.asyncio.has_run()).then_some(END_OF_STEP),
            };
            self.warn_never_awaited(&qualname, place);
        }
        self.asyncio.graveyard.extend(dead.resources);
        self.release_futures(dead.futures, &dead.listed);
    }
}
