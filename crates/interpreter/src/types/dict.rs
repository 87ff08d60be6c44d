//! `dict`.

use super::special::*;
use super::views::{ViewKind, new_view};
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::{Dict, Iter};
use crate::value::Value;
use crate::vm::Vm;

pub(crate) static DICT: ClassDef = ClassDef {
    name: "dict",
    module: "builtins",
    doc: "dict() -> new empty dictionary\n\
          dict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\n\
          dict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\n\
          dict(**kwargs) -> new dictionary initialized with the name=value pairs\n\
          \x20   in the keyword argument list.  For example:  dict(one=1, two=2)",
    methods: &[
        NativeDef::class_method("__new__", 1, ANY, new).keywords(&["**"]),
        NativeDef::method("__init__", 1, 2, init).keywords(&["**"]).drains(1),
        NativeDef::method("get", 2, 3, get),
        NativeDef::method("setdefault", 2, 3, setdefault),
        NativeDef::method("pop", 2, 3, pop),
        NativeDef::method("popitem", 1, 1, popitem),
        NativeDef::method("update", 1, 2, update).keywords(&["**"]).drains(1),
        NativeDef::method("clear", 1, 1, clear),
        NativeDef::method("copy", 1, 1, copy),
        NativeDef::method("keys", 1, 1, |vm, args| this(vm, args, "keys").map(|d| new_view(vm, d, ViewKind::Keys))),
        NativeDef::method("values", 1, 1, |vm, args| {
            this(vm, args, "values").map(|d| new_view(vm, d, ViewKind::Values))
        }),
        NativeDef::method("items", 1, 1, |vm, args| this(vm, args, "items").map(|d| new_view(vm, d, ViewKind::Items))),
        NativeDef::class_method("fromkeys", 2, 3, fromkeys).drains(1),
        NativeDef::method("__or__", 2, 2, |vm, args| union(vm, args.at(0), args.at(1))),
        NativeDef::method("__ror__", 2, 2, |vm, args| union(vm, args.at(1), args.at(0))),
        NativeDef::object_method("__ior__", 2, 2, ior),
        LEN,
        GETITEM,
        SETITEM,
        DELITEM,
        CONTAINS,
        ITER,
        REVERSED,
        REPR,
        EQ,
        NE,
        CLASS_GETITEM,
    ],
};

fn this(vm: &mut Vm, args: Args<'_>, method: &str) -> Res<Ref<Dict>> {
    match vm.unwrap(args.at(0)) {
        Value::Dict(dict) => Ok(dict),
        other => Err(wrong_self(vm, method, "dict", other)),
    }
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = args.at(0);
    let exact = vm.types.dict;
    let dict = vm.heap.alloc(Dict::default());
    if !class.is(Value::Class(exact)) {
        // `__init__` fills it.
        return Ok(vm.construct(class, exact, Value::Dict(dict)));
    }
    match *args.positional() {
        [_] => {
            vm.dict_set_keywords(dict, args)?;
            Ok(Value::Dict(dict))
        }
        [_, source] if args.names.is_empty() && vm.needs_frame(source) && !vm.is_mapping(source)? => {
            vm.collect_then(source, &[Value::Dict(dict)], move |vm, values| {
                vm.dict_update_pairs(dict, &values)?;
                Ok(Value::Dict(dict))
            })
        }
        [_, source] => {
            vm.dict_update(dict, source)?;
            vm.dict_set_keywords(dict, args)?;
            Ok(Value::Dict(dict))
        }
        _ => {
            let given = args.positional().len() - 1;
            Err(vm.type_error(format!("dict expected at most 1 argument, got {given}")))
        }
    }
}

fn init(vm: &mut Vm, args: Args<'_>) -> Res {
    let dict = this(vm, args, "__init__")?;
    if args.positional().len() > 2 {
        let given = args.positional().len() - 1;
        return Err(vm.type_error(format!("dict expected at most 1 argument, got {given}")));
    }
    update_with(vm, dict, args)
}

fn update(vm: &mut Vm, args: Args<'_>) -> Res {
    let dict = this(vm, args, "update")?;
    update_with(vm, dict, args)
}

fn update_with(vm: &mut Vm, dict: Ref<Dict>, args: Args<'_>) -> Res {
    if let Some(source) = args.get(1) {
        vm.dict_update(dict, source)?;
    }
    vm.dict_set_keywords(dict, args)?;
    Ok(Value::None)
}

fn get(vm: &mut Vm, args: Args<'_>) -> Res {
    let dict = this(vm, args, "get")?;
    let found = vm.dict_get(dict, args.at(1))?;
    Ok(found.or(args.get(2)).unwrap_or(Value::None))
}

fn setdefault(vm: &mut Vm, args: Args<'_>) -> Res {
    let dict = this(vm, args, "setdefault")?;
    vm.dict_set_default(dict, args.at(1), args.get(2).unwrap_or(Value::None))
}

fn pop(vm: &mut Vm, args: Args<'_>) -> Res {
    let dict = this(vm, args, "pop")?;
    match vm.dict_remove(dict, args.at(1))?.or(args.get(2)) {
        Some(value) => Ok(value),
        None => Err(vm.key_error(args.at(1))),
    }
}

fn popitem(vm: &mut Vm, args: Args<'_>) -> Res {
    let dict = this(vm, args, "popitem")?;
    let Some(last) = vm.heap[dict].entries().iter().rposition(|e| !e.key.is_unbound()) else {
        let message = vm.heap.str("popitem(): dictionary is empty");
        return Err(vm.key_error(message));
    };
    let entry = vm.heap[dict].remove_at(last);
    Ok(vm.heap.tuple_of(&[entry.key, entry.value]))
}

fn clear(vm: &mut Vm, args: Args<'_>) -> Res {
    let dict = this(vm, args, "clear")?;
    vm.heap[dict].clear();
    Ok(Value::None)
}

fn copy(vm: &mut Vm, args: Args<'_>) -> Res {
    let dict = this(vm, args, "copy")?;
    let copy = vm.heap[dict].without_holes();
    Ok(Value::Dict(vm.heap.alloc(copy)))
}

fn fromkeys(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = args.at(0);
    let value = args.get(2).unwrap_or(Value::None);
    let object = if class.is(Value::Class(vm.types.dict)) { vm.dict_of(&[]) } else { vm.call(class, &[])? };
    for key in vm.collect(args.at(1))? {
        vm.set_item(object, key, value)?;
    }
    Ok(object)
}

fn union(vm: &mut Vm, a: Value, b: Value) -> Res {
    match (vm.unwrap(a), vm.unwrap(b)) {
        (Value::Dict(x), Value::Dict(_)) => {
            let copy = vm.heap[x].without_holes();
            let copy = vm.heap.alloc(copy);
            vm.dict_update(copy, b)?;
            Ok(Value::Dict(copy))
        }
        _ => Ok(Value::NotImplemented),
    }
}

fn ior(vm: &mut Vm, args: Args<'_>) -> Res {
    let dict = this(vm, args, "__ior__")?;
    vm.dict_update(dict, args.at(1))?;
    Ok(args.at(0))
}

impl Vm {
    /// Is it a mapping to `dict.update`: has it a method `keys`?
    pub(crate) fn is_mapping(&mut self, value: Value) -> Res<bool> {
        if matches!(value, Value::List(_) | Value::Tuple(_) | Value::Iter(_) | Value::Generator(_)) {
            return Ok(false);
        }
        Ok(self.find_attr(value, self.names.keys)?.is_some())
    }

    /// `dict.update(source)`: a mapping, or an iterable of pairs.
    pub(crate) fn dict_update(&mut self, dict: Ref<Dict>, source: Value) -> Res<()> {
        let plain = match source {
            Value::Dict(other) => Some(other),
            Value::Instance(i) => match self.heap[i].payload {
                Value::Dict(other) if matches!(self.special(source, self.names.iter), Some(Value::Native(_))) => {
                    Some(other)
                }
                _ => None,
            },
            _ => None,
        };
        if let Some(other) = plain {
            return self.dict_merge(dict, other);
        }
        if self.is_mapping(source)? {
            let keys = self.call_method(source, "keys", &[])?;
            for key in self.collect(keys)? {
                let value = self.get_item(source, key)?;
                self.dict_set(dict, key, value)?;
            }
            return Ok(());
        }
        let pairs = self.collect(source)?;
        self.dict_update_pairs(dict, &pairs)
    }

    /// Sets all items of another dict.
    fn dict_merge(&mut self, dict: Ref<Dict>, other: Ref<Dict>) -> Res<()> {
        if dict == other {
            return Ok(());
        }
        if self.heap[dict].len() == 0 {
            // A table of the same keys: there is nothing to compare.
            let mut copy = self.heap[other].without_holes();
            copy.version = self.heap[dict].version.wrapping_add(1);
            self.heap.charge(copy.len() * 64);
            self.heap[dict] = copy;
            return Ok(());
        }
        let items: Vec<(Value, Value)> = self.heap[other].iter().map(|e| (e.key, e.value)).collect();
        for (key, value) in items {
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    /// Sets the items that are given as pairs.
    pub(crate) fn dict_update_pairs(&mut self, dict: Ref<Dict>, pairs: &[Value]) -> Res<()> {
        for (i, pair) in pairs.iter().enumerate() {
            if let Value::Tuple(tuple) = *pair
                && let [key, value] = *self.heap[tuple].items
            {
                self.dict_set(dict, key, value)?;
                continue;
            }
            if !self.is_iterable(*pair) {
                let message = format!("cannot convert dictionary update sequence element #{i} to a sequence");
                return Err(self.type_error(message));
            }
            let items = self.collect(*pair)?;
            let [key, value] = items[..] else {
                let length = items.len();
                return Err(self.value_error(format!(
                    "dictionary update sequence element #{i} has length {length}; 2 is required"
                )));
            };
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    /// Sets the keyword arguments of a call.
    pub(crate) fn dict_set_keywords(&mut self, dict: Ref<Dict>, args: Args<'_>) -> Res<()> {
        for (name, value) in args.keywords() {
            let key = self.heap.name_value(name);
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    /// The items of a dict.
    pub(crate) fn dict_items(&self, dict: Ref<Dict>) -> Vec<(Value, Value)> {
        self.heap[dict].iter().map(|e| (e.key, e.value)).collect()
    }

    /// `reversed(dict)` and of its views.
    pub(crate) fn dict_reversed(&mut self, dict: Ref<Dict>, kind: ViewKind) -> Value {
        let mut values = Vec::with_capacity(self.heap[dict].len());
        for (key, value) in self.dict_items(dict).into_iter().rev() {
            values.push(match kind {
                ViewKind::Keys => key,
                ViewKind::Values => value,
                ViewKind::Items => self.heap.tuple_of(&[key, value]),
            });
        }
        let class = match kind {
            ViewKind::Keys => self.types.dict_reversekeyiterator,
            ViewKind::Values => self.types.dict_reversevalueiterator,
            ViewKind::Items => self.types.dict_reverseitemiterator,
        };
        self.new_iter(Iter::Values { class, values: values.into(), index: 0 })
    }
}
