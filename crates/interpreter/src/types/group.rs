//! `BaseExceptionGroup`, `ExceptionGroup`, and what `except*` does with them.

use super::exception::{exception_class, this};
use crate::heap::Ref;
use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::{Class, Exception};
use crate::value::Value;
use crate::vm::Vm;

/// Gives the group classes their methods, and `ExceptionGroup` its two bases.
pub(crate) fn install(vm: &mut Vm) {
    let (base, group) = (vm.types.base_exception_group, vm.types.exception_group);
    if !vm.heap[group].bases.contains(&base) {
        vm.heap[group].bases.insert(0, base);
        vm.heap[group].mro.insert(1, base);
        vm.heap[base].subclasses.push(group);
    }
    vm.install(base, &BASE_EXCEPTION_GROUP);
}

static BASE_EXCEPTION_GROUP: ClassDef = ClassDef {
    name: "BaseExceptionGroup",
    module: "builtins",
    doc: "A combination of multiple unrelated exceptions.",
    methods: &[
        NativeDef::class_method("__new__", 1, crate::native::ANY, new).keywords(&["**"]),
        NativeDef::object_method("__init__", 1, crate::native::ANY, init).keywords(&["**"]),
        NativeDef::object_method("__str__", 1, 1, str),
        NativeDef::object_method("derive", 2, 2, derive),
        NativeDef::object_method("split", 2, 2, split),
        NativeDef::object_method("subgroup", 2, 2, subgroup),
        NativeDef::class_method("__class_getitem__", 2, 2, |_, args| Ok(args.at(0))),
    ],
};

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = exception_class(vm, args.at(0))?;
    let [_, message, sequence] = *args.positional() else {
        let count = args.positional().len() - 1;
        return Err(vm.type_error(format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({count} given)")));
    };
    if vm.text(message).is_none() {
        let message = format!("BaseExceptionGroup.__new__() argument 1 must be str, not {}", vm.type_name(message));
        return Err(vm.type_error(message));
    }
    let members = match vm.unwrap(sequence) {
        Value::List(_) | Value::Tuple(_) => vm.collect(sequence)?,
        Value::Set(_) | Value::Dict(_) | Value::Generator(_) | Value::Iter(_) | Value::None => {
            return Err(vm.type_error("second argument (exceptions) must be a sequence"));
        }
        _ => match vm.special(sequence, vm.names.getitem) {
            Some(_) => vm.collect(sequence)?,
            None => return Err(vm.type_error("second argument (exceptions) must be a sequence")),
        },
    };
    if members.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    if let Some(index) = members.iter().position(|m| !matches!(m, Value::Exception(_))) {
        return Err(vm.value_error(format!("Item {index} of second argument (exceptions) is not an exception")));
    }
    let harmless = members.iter().all(|m| vm.is_instance(*m, vm.types.exception));
    let class = if class == vm.types.base_exception_group && harmless { vm.types.exception_group } else { class };
    if !harmless && vm.is_subclass(class, vm.types.exception) {
        let message = if class == vm.types.exception_group {
            "Cannot nest BaseExceptions in an ExceptionGroup".to_owned()
        } else {
            format!("Cannot nest BaseExceptions in '{}'", vm.class_name(class))
        };
        return Err(vm.type_error(message));
    }
    Ok(make(vm, class, message, sequence, members))
}

fn make(vm: &mut Vm, class: Ref<Class>, message: Value, sequence: Value, members: Vec<Value>) -> Value {
    let group = vm.exception(class, vec![message, sequence]);
    let members = vm.heap.tuple(members);
    if let Value::Exception(e) = group {
        let names = (vm.names.message, vm.names.exceptions);
        vm.heap[e].attrs.set(names.0, message);
        vm.heap[e].attrs.set(names.1, members);
    }
    group
}

fn init(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    if !args.names.is_empty() {
        let message = format!("{}() takes no keyword arguments", vm.type_name(args.at(0)));
        return Err(vm.type_error(message));
    }
    vm.heap[e].args = args.positional()[1..].to_vec();
    Ok(Value::None)
}

fn str(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    let message = vm.heap[e].attrs.get(vm.names.message).unwrap_or(Value::None);
    let text = vm.to_text(message)?;
    let count = vm.members(e).len();
    Ok(vm.heap.str(format!("{text} ({count} sub-exception{})", if count == 1 { "" } else { "s" })))
}

fn derive(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    let message = vm.heap[e].attrs.get(vm.names.message).unwrap_or(Value::None);
    let class = Value::Class(vm.types.base_exception_group);
    new(vm, Args { values: &[class, message, args.at(1)], names: &[] })
}

fn split(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    let condition = Condition::new(vm, args.at(1))?;
    let (matching, rest) = condition.split(vm, Value::Exception(e), true)?;
    Ok(vm.heap.tuple(vec![matching, rest]))
}

fn subgroup(vm: &mut Vm, args: Args<'_>) -> Res {
    let e = this(vm, args)?;
    let condition = Condition::new(vm, args.at(1))?;
    Ok(condition.split(vm, Value::Exception(e), false)?.0)
}

/// Which exceptions of a group are wanted.
enum Condition {
    Classes(Vec<Ref<Class>>),
    Predicate(Value),
    /// Exactly these.
    Objects(Vec<Ref<Exception>>),
}

impl Condition {
    /// What `split` and `subgroup` accept (CPython's `get_matcher_type`).
    fn new(vm: &mut Vm, value: Value) -> Res<Self> {
        if let Some(classes) = exception_classes(vm, value) {
            return Ok(Condition::Classes(classes));
        }
        match value {
            Value::Function(_) | Value::Method(_) | Value::Native(_) => Ok(Condition::Predicate(value)),
            _ => Err(vm.type_error("expected a function, exception type or tuple of exception types")),
        }
    }

    fn holds(&self, vm: &mut Vm, exc: Value) -> Res<bool> {
        match self {
            Condition::Classes(classes) => {
                let class = vm.class_of(exc);
                Ok(classes.iter().any(|c| vm.is_subclass(class, *c)))
            }
            Condition::Predicate(function) => {
                let answer = vm.call(*function, &[exc])?;
                vm.truthy(answer)
            }
            Condition::Objects(objects) => Ok(matches!(exc, Value::Exception(e) if objects.contains(&e))),
        }
    }

    /// The part of `exc` for which it holds, and the rest (`None` for an empty part): `exceptiongroup_split_recursive`.
    fn split(&self, vm: &mut Vm, exc: Value, want_rest: bool) -> Res<(Value, Value)> {
        if self.holds(vm, exc)? {
            return Ok((exc, Value::None));
        }
        let Value::Exception(e) = exc else { return Ok((Value::None, exc)) };
        if !vm.is_instance(exc, vm.types.base_exception_group) {
            return Ok((Value::None, if want_rest { exc } else { Value::None }));
        }
        let (mut matching, mut rest) = (Vec::new(), Vec::new());
        for member in vm.members(e) {
            let (part, other) = self.split(vm, member, want_rest)?;
            matching.extend(Some(part).filter(|p| !p.is_none()));
            rest.extend(Some(other).filter(|p| !p.is_none()));
        }
        Ok((subset(vm, e, matching)?, subset(vm, e, rest)?))
    }
}

/// A group like `orig` of some of its members, or `None` if there are none.
fn subset(vm: &mut Vm, orig: Ref<Exception>, members: Vec<Value>) -> Res {
    if members.is_empty() {
        return Ok(Value::None);
    }
    let members = vm.heap.list(members);
    let group = vm.call_method(Value::Exception(orig), "derive", &[members])?;
    let Value::Exception(e) = group else {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    };
    if !vm.is_instance(group, vm.types.base_exception_group) {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    }
    let from = &vm.heap[orig];
    let (traceback, cause, context) = (from.traceback.clone(), from.cause, from.context);
    let suppress = from.suppress_context;
    let notes = from.attrs.get(vm.names.notes);
    let to = &mut vm.heap[e];
    (to.traceback, to.cause, to.context, to.suppress_context) = (traceback, cause, context, suppress);
    if let Some(Value::List(notes)) = notes {
        let copy = vm.heap[notes].items.clone();
        let copy = vm.heap.list(copy);
        let name = vm.names.notes;
        vm.heap[e].attrs.set(name, copy);
    }
    Ok(group)
}

/// The classes, if the value is an exception class or a tuple of them.
fn exception_classes(vm: &Vm, value: Value) -> Option<Vec<Ref<Class>>> {
    let one = |v: Value| match v {
        Value::Class(c) if vm.is_subclass(c, vm.types.base_exception) => Some(c),
        _ => None,
    };
    match value {
        Value::Tuple(t) => vm.heap[t].items.iter().map(|v| one(*v)).collect(),
        _ => one(value).map(|c| vec![c]),
    }
}

impl Vm {
    /// A new group, an `ExceptionGroup` if that is possible. There must be a member.
    pub(crate) fn exception_group(&mut self, message: &str, members: Vec<Value>) -> Value {
        let harmless = members.iter().all(|m| self.is_instance(*m, self.types.exception));
        let class = if harmless { self.types.exception_group } else { self.types.base_exception_group };
        let message = self.heap.str(message);
        let sequence = self.heap.list(members.clone());
        make(self, class, message, sequence, members)
    }

    /// The exceptions in a group; none if it is not a group.
    pub(crate) fn members(&self, e: Ref<Exception>) -> Vec<Value> {
        if !self.is_subclass(self.heap[e].class(), self.types.base_exception_group) {
            return Vec::new();
        }
        match self.heap[e].attrs.get(self.names.exceptions) {
            Some(Value::Tuple(members)) => self.heap[members].items.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The part of `exc` that an `except* types` takes, and the rest; `None` for an empty part
    /// (CPython's `exception_group_match`).
    pub(crate) fn split_group(&mut self, exc: Value, types: Value) -> Res<(Value, Value)> {
        let Some(classes) = exception_classes(self, types) else {
            return Err(self.type_error("catching classes that do not inherit from BaseException is not allowed"));
        };
        if classes.iter().any(|c| self.is_subclass(*c, self.types.base_exception_group)) {
            return Err(self.type_error("catching ExceptionGroup with except* is not allowed. Use except instead."));
        }
        let Value::Exception(e) = exc else { return Ok((Value::None, Value::None)) };
        let is_group = self.is_instance(exc, self.types.base_exception_group);
        let class = self.class_of(exc);
        if classes.iter().any(|c| self.is_subclass(class, *c)) {
            if is_group {
                return Ok((exc, Value::None));
            }
            let whole = self.exception_group("", vec![exc]);
            if let Value::Exception(whole) = whole {
                self.heap[whole].args[1] = self.heap.tuple(vec![exc]);
            }
            return Ok((whole, Value::None));
        }
        if !is_group {
            return Ok((Value::None, exc));
        }
        let pair = self.call_method(Value::Exception(e), "split", &[types])?;
        match pair {
            Value::Tuple(t) if self.heap[t].items.len() >= 2 => Ok((self.heap[t].items[0], self.heap[t].items[1])),
            _ => Err(self.type_error(format!(
                "{}.split must return a tuple, not {}",
                self.type_name(exc).to_owned(),
                self.type_name(pair).to_owned()
            ))),
        }
    }

    /// What is to be raised at the end of a `try` with `except*`: of the exceptions raised in its clauses, and of the
    /// rest that no clause took; `None` if nothing is (CPython's `_PyExc_PrepReraiseStar`).
    pub(crate) fn join_group(&mut self, orig: Value, raised: &[Value], rest: Value) -> Res {
        let all = raised.iter().copied().chain([rest]).filter_map(|v| match v {
            Value::Exception(e) => Some(e),
            _ => None,
        });
        let Value::Exception(orig) = orig else { return Ok(Value::None) };
        if !self.is_instance(Value::Exception(orig), self.types.base_exception_group) {
            return Ok(all.map(Value::Exception).next().unwrap_or(Value::None));
        }
        let (reraised, mut new): (Vec<_>, Vec<_>) = all.partition(|e| self.is_part_of(*e, orig));
        if !reraised.is_empty() {
            let mut leaves = Vec::new();
            let mut open = reraised;
            while let Some(e) = open.pop() {
                if self.is_instance(Value::Exception(e), self.types.base_exception_group) {
                    open.extend(self.members(e).into_iter().filter_map(|m| match m {
                        Value::Exception(e) => Some(e),
                        _ => None,
                    }));
                } else {
                    leaves.push(e);
                }
            }
            let (kept, _) = Condition::Objects(leaves).split(self, Value::Exception(orig), false)?;
            if new.is_empty() {
                return Ok(kept);
            }
            if let Value::Exception(kept) = kept {
                new.push(kept);
            }
        }
        Ok(match &*new {
            [] => Value::None,
            [only] => Value::Exception(*only),
            _ => {
                let members = new.into_iter().map(Value::Exception).collect();
                self.exception_group("", members)
            }
        })
    }

    /// Was `part` split off `orig` and raised again as it was (`is_same_exception_metadata`)?
    fn is_part_of(&self, part: Ref<Exception>, orig: Ref<Exception>) -> bool {
        if !self.is_instance(Value::Exception(part), self.types.base_exception_group) {
            return false;
        }
        let (a, b) = (&self.heap[part], &self.heap[orig]);
        a.traceback.len() == b.traceback.len()
            && a.traceback.iter().zip(&b.traceback).all(|(a, b)| a.pc == b.pc && std::rc::Rc::ptr_eq(&a.code, &b.code))
            && a.cause.is(b.cause)
            && a.context.is(b.context)
    }
}
