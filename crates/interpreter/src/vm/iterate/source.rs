//! Reading an iterator step by step, from a frame: what runs Python code is asked for, not called.

use crate::frame::NativeStep;
use crate::heap::Ref;
use crate::native::Res;
use crate::object::Iter;
use crate::value::Value;
use crate::vm::Vm;

/// What comes of pulling a [`Source`].
pub(crate) enum Pulled {
    /// A value, or `None` at the end.
    Got(Option<Value>),
    /// The frame must ask for this, and pull again with what comes in.
    Ask(NativeStep),
}

/// An iterator, taken apart as far as it is made of `map`, `filter`, `enumerate` and `zip`.
#[derive(Clone)]
pub(crate) enum Source {
    /// One whose `next` runs no Python code.
    Native(Value),
    /// A generator, or an iterator of a Python class.
    Python {
        iterator: Value,
        asked: bool,
    },
    Map {
        function: Value,
        sources: Vec<Source>,
        got: Vec<Value>,
        called: bool,
    },
    Filter {
        function: Value,
        source: Box<Source>,
        candidate: Value,
    },
    Enumerate {
        iter: Ref<Iter>,
        source: Box<Source>,
    },
    Zip {
        sources: Vec<Source>,
        got: Vec<Value>,
    },
}

/// Nested deeper than this, iterators are not taken apart.
const MAX_DEPTH: usize = 30;

impl Source {
    /// Takes an iterator (what [`Vm::iter`] returned) apart.
    pub(crate) fn new(vm: &Vm, iterator: Value) -> Self {
        Self::at_depth(vm, iterator, 0)
    }

    fn at_depth(vm: &Vm, iterator: Value, depth: usize) -> Self {
        if depth > MAX_DEPTH || !vm.runs_python(iterator) {
            return Source::Native(iterator);
        }
        let Value::Iter(iter) = iterator else { return Source::Python { iterator, asked: false } };
        let of = |v: &Value| Source::at_depth(vm, *v, depth + 1);
        match &vm.heap[iter] {
            Iter::Map { function, iters } => Source::Map {
                function: *function,
                sources: iters.iter().map(of).collect(),
                got: Vec::new(),
                called: false,
            },
            Iter::Filter { function, iter } => {
                Source::Filter { function: *function, source: Box::new(of(iter)), candidate: Value::Unbound }
            }
            Iter::Enumerate { iter: inner, .. } => Source::Enumerate { iter, source: Box::new(of(inner)) },
            Iter::Zip { iters, strict: false } => {
                Source::Zip { sources: iters.iter().map(of).collect(), got: Vec::new() }
            }
            _ => Source::Native(iterator),
        }
    }

    /// Goes on. `input` is the result of what was asked for, `None` if nothing was.
    pub(crate) fn pull(&mut self, vm: &mut Vm, mut input: Option<Value>) -> Res<Pulled> {
        match self {
            Source::Native(iterator) => Ok(Pulled::Got(vm.next(*iterator)?)),
            Source::Python { iterator, asked } => {
                if let (true, Some(value)) = (*asked, input) {
                    *asked = false;
                    return Ok(Pulled::Got(value.bound()));
                }
                *asked = true;
                Ok(Pulled::Ask(NativeStep::Next(*iterator)))
            }
            Source::Map { function, sources, got, called } => {
                if *called {
                    *called = false;
                    return Ok(Pulled::Got(input));
                }
                match pull_all(vm, sources, got, input)? {
                    Pulled::Got(Some(_)) => {
                        *called = true;
                        let args = std::mem::take(got);
                        Ok(Pulled::Ask(NativeStep::Call { callable: *function, args, kwargs: Vec::new() }))
                    }
                    other => Ok(other),
                }
            }
            Source::Filter { function, source, candidate } => loop {
                if !candidate.is_unbound() {
                    let value = std::mem::replace(candidate, Value::Unbound);
                    let verdict = input.take().unwrap_or(Value::None);
                    if vm.truthy(verdict)? {
                        return Ok(Pulled::Got(Some(value)));
                    }
                }
                match source.pull(vm, input.take())? {
                    Pulled::Got(Some(value)) if function.is_none() => {
                        if vm.truthy(value)? {
                            return Ok(Pulled::Got(Some(value)));
                        }
                    }
                    Pulled::Got(Some(value)) => {
                        *candidate = value;
                        let (callable, args) = (*function, vec![value]);
                        return Ok(Pulled::Ask(NativeStep::Call { callable, args, kwargs: Vec::new() }));
                    }
                    other => return Ok(other),
                }
            },
            Source::Enumerate { iter, source } => match source.pull(vm, input)? {
                Pulled::Got(Some(value)) => {
                    let index = match &mut vm.heap[*iter] {
                        Iter::Enumerate { count, .. } => {
                            *count += 1;
                            *count - 1
                        }
                        _ => 0,
                    };
                    Ok(Pulled::Got(Some(vm.heap.tuple_of(&[Value::Int(index), value]))))
                }
                other => Ok(other),
            },
            Source::Zip { sources, got } => match pull_all(vm, sources, got, input)? {
                Pulled::Got(Some(_)) => {
                    let values = std::mem::take(got);
                    Ok(Pulled::Got(Some(vm.heap.tuple(values))))
                }
                other => Ok(other),
            },
        }
    }

    /// Visits the values that it refers to.
    pub(crate) fn trace(&self, visit: &mut dyn FnMut(Value)) {
        match self {
            Source::Native(iterator) | Source::Python { iterator, .. } => visit(*iterator),
            Source::Map { function, sources, got, .. } => {
                visit(*function);
                for value in got {
                    visit(*value);
                }
                for source in sources {
                    source.trace(visit);
                }
            }
            Source::Filter { function, source, candidate } => {
                visit(*function);
                visit(*candidate);
                source.trace(visit);
            }
            Source::Enumerate { iter, source } => {
                visit(Value::Iter(*iter));
                source.trace(visit);
            }
            Source::Zip { sources, got } => {
                for value in got {
                    visit(*value);
                }
                for source in sources {
                    source.trace(visit);
                }
            }
        }
    }
}

/// Pulls one value of each source into `got`; `Got(Some(_))` when all are there.
fn pull_all(vm: &mut Vm, sources: &mut [Source], got: &mut Vec<Value>, mut input: Option<Value>) -> Res<Pulled> {
    if sources.is_empty() {
        return Ok(Pulled::Got(None));
    }
    while got.len() < sources.len() {
        match sources[got.len()].pull(vm, input.take())? {
            Pulled::Got(Some(value)) => got.push(value),
            Pulled::Got(None) => {
                got.clear();
                return Ok(Pulled::Got(None));
            }
            ask @ Pulled::Ask(_) => return Ok(ask),
        }
    }
    Ok(Pulled::Got(Some(Value::None)))
}

impl Vm {
    /// Does iterating over it run Python code for its values?
    pub(crate) fn needs_frame(&self, iterable: Value) -> bool {
        match iterable {
            Value::Generator(_) | Value::Iter(_) => self.runs_python(iterable),
            // What its `__iter__` returns is not known yet; it may be a generator.
            Value::Instance(_) => !matches!(self.special(iterable, self.names.iter), Some(Value::Native(_))),
            _ => false,
        }
    }

    /// Does advancing this iterator run Python code?
    pub(super) fn runs_python(&self, iterator: Value) -> bool {
        self.runs_python_within(iterator, MAX_DEPTH)
    }

    fn runs_python_within(&self, iterator: Value, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return true };
        let inner = |i: &Value| self.runs_python_within(*i, depth);
        match iterator {
            Value::Generator(_) => true,
            Value::Iter(iter) => match &self.heap[iter] {
                Iter::Map { function, iters } => self.is_python(*function) || iters.iter().any(inner),
                Iter::Filter { function, iter } => self.is_python(*function) || inner(iter),
                Iter::Enumerate { iter, .. } => inner(iter),
                Iter::Zip { iters, .. } => iters.iter().any(inner),
                _ => false,
            },
            Value::Instance(_) => !matches!(self.special(iterator, self.names.next), Some(Value::Native(_))),
            _ => false,
        }
    }

    /// Does calling it run Python code (as far as can be seen)?
    pub(crate) fn is_python(&self, callable: Value) -> bool {
        match callable {
            Value::None | Value::Native(_) => false,
            Value::Method(method) => self.is_python(self.heap[method].function),
            Value::Class(class) => !self.heap[class].native,
            _ => true,
        }
    }
}
