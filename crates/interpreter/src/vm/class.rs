//! Making classes and instances.

use std::collections::HashSet;

use super::Vm;
use crate::frame::{NativeFrame, NativeStep};
use crate::heap::Ref;
use crate::native::{ClassDef, NativeKind, Res, Tail, Unwind};
use crate::object::{
    Class, Descriptor, DescriptorKind, Dict, Instance, Layout, NativeObject, Opaque, Overrides, Recipe,
};
use crate::types::unicode;
use crate::value::{Name, Value};

impl Vm {
    /// Adds methods to a built-in class at start-up.
    pub(crate) fn install(&mut self, class: Ref<Class>, def: &'static ClassDef) {
        for method in def.methods {
            let name = match method.kind {
                NativeKind::Setter => self.heap.intern(&format!("{}=", method.name)),
                _ => self.heap.intern(method.name),
            };
            self.heap[class].attrs.set(name, Value::Native(method));
        }
        if !def.doc.is_empty() {
            let doc = self.heap.str(def.doc);
            self.heap[class].attrs.set(self.names.doc, doc);
        }
        self.epoch += 1;
    }

    fn empty_class(&mut self, module: &str, name: &str, bases: Vec<Ref<Class>>) -> Ref<Class> {
        let name = self.heap.intern(name);
        let module = self.heap.intern(module);
        let layout = self.heap[bases[0]].layout;
        let class = Class {
            name: Some(name),
            qualname: self.heap.name_value(name),
            module: self.heap.name_value(module),
            layout,
            shape: self.shapes.root(),
            bases,
            ..Class::default()
        };
        let class = self.heap.alloc(class);
        let bases = self.heap[class].bases.clone();
        let mut mro = vec![class];
        mro.extend(self.heap[bases[0]].mro.iter().copied());
        self.heap[class].mro = mro;
        for base in bases {
            self.heap[base].subclasses.push(class);
        }
        class
    }

    /// A new native class, derived from `object` or from `base`; its instances are [`Value::Opaque`].
    pub(crate) fn native_class(&mut self, def: &'static ClassDef, base: Option<Ref<Class>>) -> Ref<Class> {
        let class = self.empty_class(def.module, def.name, vec![base.unwrap_or(self.types.object)]);
        self.heap[class].native = true;
        self.heap[class].layout = Layout::Builtin;
        self.install(class, def);
        self.pinned.push(Value::Class(class));
        class
    }

    /// A new class derived from exception classes, as `class name(base): pass` in `module` makes it.
    pub(crate) fn exception_class(&mut self, module: &str, name: &str, base: Ref<Class>) -> Ref<Class> {
        let class = self.empty_class(module, name, vec![base]);
        self.pinned.push(Value::Class(class));
        class
    }

    /// An object of a native class.
    pub(crate) fn opaque(&mut self, class: Ref<Class>, state: impl NativeObject) -> Value {
        let object = Opaque { class: Some(class), state: Some(Box::new(state)), ..Opaque::default() };
        Value::Opaque(self.heap.alloc(object))
    }

    /// What `__new__` of a built-in class returns: the built-in value itself, or, if `class` is a subclass of `exact`, an
    /// instance that wraps it.
    pub(crate) fn construct(&mut self, class: Value, exact: Ref<Class>, value: Value) -> Value {
        match class {
            Value::Class(class) if class != exact => {
                let shape = self.heap[class].shape;
                let instance = Instance { class: Some(class), shape, payload: value, ..Instance::default() };
                Value::Instance(self.heap.alloc(instance))
            }
            _ => value,
        }
    }

    /// Is it a class written in Python whose instances are plain (its `__new__` is `object`'s)?
    pub(crate) fn makes_plain_instances(&self, class: Ref<Class>) -> bool {
        !self.heap[class].native
            && self.heap[class].layout == Layout::Object
            && matches!(self.lookup_in(class, self.names.new), Some((c, _)) if c == self.types.object)
    }

    /// A new instance without attributes.
    pub(crate) fn new_instance(&mut self, class: Ref<Class>) -> Value {
        let shape = self.heap[class].shape;
        let instance = Instance { class: Some(class), shape, payload: Value::Unbound, ..Instance::default() };
        let instance = Value::Instance(self.heap.alloc(instance));
        if self.heap[class].overrides.del {
            self.mortals.push(instance);
        }
        instance
    }

    /// What calling a class comes to.
    #[inline]
    pub(crate) fn recipe(&mut self, class: Ref<Class>) -> Recipe {
        let recipe = self.heap[class].recipe;
        if recipe.epoch == self.epoch + 1 { recipe } else { self.find_recipe(class) }
    }

    #[cold]
    fn find_recipe(&mut self, class: Ref<Class>) -> Recipe {
        let mut recipe = Recipe { epoch: self.epoch + 1, ..Recipe::default() };
        let Class { native, layout, metaclass, .. } = self.heap[class];
        let is_called_by_metaclass =
            metaclass.is_some_and(|m| matches!(self.lookup(m, self.names.call), Some(Value::Function(_))));
        if native {
            let new = self.lookup(class, self.names.new);
            if let Some(Value::Native(new)) = new.filter(|_| class != self.types.type_ && layout != Layout::Exception) {
                recipe.new = Some(new).filter(|new| new.drains.is_none() && !is_called_by_metaclass);
            }
        } else if self.makes_plain_instances(class) && !is_called_by_metaclass {
            let abstracts = self.heap.find_name("__abstractmethods__");
            let is_abstract = abstracts.is_some_and(|name| match self.heap[class].attrs.get(name) {
                Some(Value::Set(names)) => self.heap[names].table.len() > 0,
                other => other.is_some(),
            });
            if let (Some(Value::Function(init)), false) = (self.lookup(class, self.names.init), is_abstract) {
                recipe.init = Some(init);
            }
        }
        self.heap[class].recipe = recipe;
        recipe
    }

    /// Abstract classes cannot be instantiated.
    pub(crate) fn check_abstract(&mut self, class: Ref<Class>) -> Res<()> {
        let Some(name) = self.heap.find_name("__abstractmethods__") else { return Ok(()) };
        let Some(abstracts) = self.heap[class].attrs.get(name) else { return Ok(()) };
        let mut names = Vec::new();
        for value in self.collect(abstracts)? {
            names.push(self.text(value).unwrap_or("?").to_owned());
        }
        if names.is_empty() {
            return Ok(());
        }
        names.sort();
        let plural = if names.len() == 1 { "" } else { "s" };
        let class = self.class_name(class).to_owned();
        Err(self.type_error(format!(
            "Can't instantiate abstract class {class} with abstract method{plural} {}",
            names.join(", ")
        )))
    }

    /// A class has changed: what was remembered of classes does not hold any more.
    pub(crate) fn class_changed(&mut self, class: Ref<Class>) {
        self.epoch += 1;
        self.find_overrides(class);
        for subclass in self.heap[class].subclasses.clone() {
            self.class_changed(subclass);
        }
    }

    fn find_overrides(&mut self, class: Ref<Class>) {
        let python = |name: Name| self.lookup_in(class, name).is_some_and(|(owner, _)| !self.heap[owner].native);
        let overrides = Overrides {
            getattribute: python(self.names.getattribute),
            getattr: self.lookup(class, self.names.getattr).is_some(),
            setattr: python(self.names.setattr),
            delattr: python(self.names.delattr),
            eq: python(self.names.eq),
            hash: python(self.names.hash),
            bool_: python(self.names.bool_),
            len: python(self.names.len),
            del: python(self.names.del),
        };
        self.heap[class].overrides = overrides;
    }

    /// `isinstance(value, classes)`, with `__instancecheck__`, tuples and unions.
    pub(crate) fn is_instance_of(&mut self, value: Value, classes: Value) -> Res<bool> {
        self.check_class(value, classes, true)
    }

    /// `issubclass(value, classes)`.
    pub(crate) fn is_subclass_of(&mut self, value: Value, classes: Value) -> Res<bool> {
        if !matches!(value, Value::Class(_)) {
            return Err(self.type_error("issubclass() arg 1 must be a class"));
        }
        self.check_class(value, classes, false)
    }

    /// Does an instance say of itself, by a `__class__` of its own, that it is one of this class?
    fn claims_class(&mut self, value: Value, class: Ref<Class>) -> Res<bool> {
        let Value::Instance(instance) = value else { return Ok(false) };
        let own = self.heap[instance].class;
        match own.and_then(|own| self.lookup(own, self.names.class)) {
            Some(Value::Native(_)) | None => Ok(false),
            Some(_) => match self.get_attr(value, self.names.class)? {
                Value::Class(claimed) => Ok(self.is_subclass(claimed, class)),
                _ => Ok(false),
            },
        }
    }

    fn check_class(&mut self, value: Value, classes: Value, instance: bool) -> Res<bool> {
        match classes {
            Value::Class(class) => {
                let name = if instance { self.names.instancecheck } else { self.names.subclasscheck };
                if let Some(metaclass) = self.heap[class].metaclass
                    && let Some((owner, check)) = self.lookup_in(metaclass, name)
                    && !self.heap[owner].native
                {
                    let result = self.call(check, &[classes, value])?;
                    return self.truthy(result);
                }
                Ok(match value {
                    Value::Class(c) if !instance => self.is_subclass(c, class),
                    _ => self.is_instance(value, class) || (instance && self.claims_class(value, class)?),
                })
            }
            Value::Tuple(tuple) => {
                for class in self.heap[tuple].items.clone() {
                    if self.check_class(value, class, instance)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => {
                if let Some(args) = crate::types::alias::union_args(self, classes) {
                    for class in args {
                        let class = if class.is_none() { Value::Class(self.types.none) } else { class };
                        if self.check_class(value, class, instance)? {
                            return Ok(true);
                        }
                    }
                    return Ok(false);
                }
                let name = if instance { self.names.instancecheck } else { self.names.subclasscheck };
                if let Some(check) = self.special(classes, name) {
                    let result = self.call(check, &[classes, value])?;
                    return self.truthy(result);
                }
                Err(self.type_error(if instance {
                    "isinstance() arg 2 must be a type, a tuple of types, or a union"
                } else {
                    "issubclass() arg 2 must be a class, a tuple of classes, or a union"
                }))
            }
        }
    }

    /// The `class` statement: asks for a frame that runs the body and makes the class.
    pub(crate) fn build_class(
        &mut self,
        body: Value,
        name: Value,
        bases: Vec<Value>,
        kwargs: Vec<(Name, Value)>,
    ) -> Unwind {
        let frame = BuildClass {
            body,
            name,
            bases,
            original: None,
            kwargs,
            metaclass: Value::Unbound,
            namespace: Value::Unbound,
            cell: Value::Unbound,
            state: 0,
        };
        Unwind::Tail(Box::new(Tail::Frame(Box::new(frame))))
    }

    /// The most derived metaclass of a class's bases and of what it asks for.
    fn metaclass_of(&mut self, asked: Option<Value>, bases: &[Value]) -> Res {
        let mut winner = match asked {
            Some(Value::Class(c)) => c,
            Some(other) => return Ok(other),
            None => self.types.type_,
        };
        for base in bases {
            let Value::Class(base) = *base else { continue };
            let meta = self.heap[base].metaclass.unwrap_or(self.types.type_);
            if self.is_subclass(meta, winner) {
                winner = meta;
            } else if !self.is_subclass(winner, meta) {
                return Err(self.type_error(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
                     metaclasses of all its bases",
                ));
            }
        }
        Ok(Value::Class(winner))
    }

    /// What instances hold of a built-in kind must be one thing: nothing is a `dict` and a `list` at once.
    fn check_payloads(&mut self, parents: &[Ref<Class>]) -> Res<()> {
        let mut held: Option<Ref<Class>> = None;
        for parent in parents {
            let is_payload = |class: &&Ref<Class>| {
                let class = &self.heap[**class];
                class.native && class.layout == Layout::Builtin
            };
            let Some(own) = self.heap[*parent].mro.iter().find(is_payload).copied() else { continue };
            match held {
                Some(other) if self.is_subclass(other, own) => {}
                Some(other) if !self.is_subclass(own, other) => {
                    return Err(self.type_error("multiple bases have instance lay-out conflict"));
                }
                _ => held = Some(own),
            }
        }
        Ok(())
    }

    /// `type.__new__(metaclass, name, bases, namespace, **kwargs)`.
    pub(crate) fn make_class(
        &mut self,
        metaclass: Ref<Class>,
        name: Value,
        bases: &[Value],
        namespace: Ref<Dict>,
        kwargs: &[(Name, Value)],
    ) -> Res {
        let Value::Str(name) = name else { return Err(self.type_error("type.__new__() argument 1 must be str")) };
        let name = self.heap.intern_str(name);
        let mut parents = Vec::new();
        for base in bases {
            let Value::Class(base) = *base else { return Err(self.type_error("bases must be types")) };
            if self.heap[base].layout == Layout::Final {
                let message = format!("type '{}' is not an acceptable base type", self.name_in_messages(base));
                return Err(self.type_error(message));
            }
            if parents.contains(&base) {
                let message = format!("duplicate base class {}", self.class_name(base));
                return Err(self.type_error(message));
            }
            parents.push(base);
        }
        if parents.is_empty() {
            parents.push(self.types.object);
        }
        self.metaclass_of(Some(Value::Class(metaclass)), bases)?;
        let mut layout = Layout::Object;
        for parent in &parents {
            match self.heap[*parent].layout {
                Layout::Object => {}
                own if layout == Layout::Object || layout == own => layout = own,
                _ => return Err(self.type_error("multiple bases have instance lay-out conflict")),
            }
        }
        if layout == Layout::Builtin && parents.len() > 1 {
            self.check_payloads(&parents)?;
        }
        let class = Class {
            name: Some(name),
            qualname: self.heap.name_value(name),
            module: Value::None,
            bases: parents.clone(),
            layout,
            metaclass: (metaclass != self.types.type_).then_some(metaclass),
            shape: self.shapes.root(),
            ..Class::default()
        };
        let class = self.heap.alloc(class);
        self.roots.push(Value::Class(class));
        let mro = self.linearise(class, &parents);
        let Some(mro) = mro else {
            let names: Vec<&str> = parents.iter().map(|c| self.class_name(*c)).collect();
            let message =
                format!("Cannot create a consistent method resolution\norder (MRO) for bases {}", names.join(", "));
            return Err(self.type_error(message));
        };
        self.heap[class].mro = mro;
        let mut named = Vec::new();
        let entries: Vec<(Value, Value)> = self.heap[namespace].iter().map(|e| (e.key, e.value)).collect();
        for (key, value) in entries {
            let Value::Str(key) = key else { continue };
            let key = self.heap.intern_str(key);
            if key == self.names.qualname {
                self.heap[class].qualname = value;
                continue;
            }
            if key == self.names.classcell {
                continue;
            }
            if key == self.names.module {
                self.heap[class].module = value;
            }
            if key == self.names.slots {
                self.set_slots(class, value, namespace)?;
            }
            let value = match value {
                Value::Function(_) if key == self.names.new => self.static_method(value),
                Value::Function(_) if key == self.names.init_subclass || key == self.names.class_getitem => {
                    self.class_method(value)
                }
                other => other,
            };
            self.heap[class].attrs.set(key, value);
            named.push((key, value));
        }
        if self.heap[class].module.is_none() {
            self.heap[class].module = self.heap.name_value(self.names.main);
        }
        if self.heap[class].attrs.get(self.names.eq).is_some() && self.heap[class].attrs.get(self.names.hash).is_none()
        {
            self.heap[class].attrs.set(self.names.hash, Value::None);
        }
        if self.heap[class].attrs.get(self.names.doc).is_none() {
            self.heap[class].attrs.set(self.names.doc, Value::None);
        }
        for parent in &parents {
            self.heap[*parent].subclasses.push(class);
        }
        self.class_changed(class);
        for (key, value) in named {
            if matches!(value, Value::Instance(_) | Value::Opaque(_))
                && self.special(value, self.names.set_name).is_some()
            {
                let name = self.heap.name_value(key);
                let called = self.call_special(value, self.names.set_name, &[Value::Class(class), name]);
                called.map_err(|unwind| self.set_name_failed(class, key, value, unwind))?;
            }
        }
        self.call_init_subclass(class, kwargs)?;
        self.roots.pop();
        Ok(Value::Class(class))
    }

    /// An exception of `__set_name__` is the cause of one that says where it was called.
    #[cold]
    fn set_name_failed(&mut self, class: Ref<Class>, name: Name, value: Value, unwind: Unwind) -> Unwind {
        let Unwind::Raise(cause @ Value::Exception(_)) = unwind else { return unwind };
        let message = format!(
            "Error calling __set_name__ on '{}' instance '{}' in '{}'",
            self.type_name(value),
            self.heap.name(name),
            self.class_name(class)
        );
        let failed = self.runtime_error(message);
        if let Unwind::Raise(error) = failed {
            self.set_cause(error, cause);
        }
        failed
    }

    fn call_init_subclass(&mut self, class: Ref<Class>, kwargs: &[(Name, Value)]) -> Res<()> {
        let mro = self.heap[class].mro.clone();
        let owner = mro[1..].iter().find(|c| self.heap[**c].attrs.get(self.names.init_subclass).is_some());
        let hook = owner.and_then(|c| self.heap[*c].attrs.get(self.names.init_subclass));
        match hook {
            Some(hook @ Value::Native(_)) if owner.is_some_and(|c| *c != self.types.object) => {
                self.call_with(hook, &[Value::Class(class)], kwargs).map(drop)
            }
            Some(Value::Descriptor(d)) => {
                let function = self.heap[d].get;
                self.call_with(function, &[Value::Class(class)], kwargs).map(drop)
            }
            Some(Value::Native(_)) | None => {
                if kwargs.is_empty() {
                    return Ok(());
                }
                let message = format!("{}.__init_subclass__() takes no keyword arguments", self.class_name(class));
                Err(self.type_error(message))
            }
            Some(function) => self.call_with(function, &[Value::Class(class)], kwargs).map(drop),
        }
    }

    /// Integers and tuples of any length have no room for slots.
    fn check_room_for_slots(&mut self, class: Ref<Class>) -> Res<()> {
        let types = &self.types;
        let sized = [(types.int, "int"), (types.tuple, "tuple"), (types.bytes, "bytes")];
        match sized.into_iter().find(|(base, _)| self.heap[class].mro.contains(base)) {
            Some((_, name)) => {
                Err(self.type_error(format!("nonempty __slots__ not supported for subtype of '{name}'")))
            }
            None => Ok(()),
        }
    }

    /// `__slots__`: descriptors of the names, and no `__dict__` if no base has one.
    fn set_slots(&mut self, class: Ref<Class>, value: Value, namespace: Ref<Dict>) -> Res<()> {
        let values = match value {
            Value::Str(_) => vec![value],
            other => self.collect(other)?,
        };
        let mut slots = Vec::new();
        for value in values {
            let Value::Str(text) = value else {
                let message = format!("__slots__ items must be strings, not '{}'", self.type_name(value));
                return Err(self.type_error(message));
            };
            let text = self.heap.text(text).to_owned();
            if !unicode::is_identifier(&text) {
                return Err(self.type_error("__slots__ must be identifiers"));
            }
            if self.dict_get_text(namespace, &text).is_some() {
                let message = format!("'{text}' in __slots__ conflicts with class variable");
                return Err(self.error(self.types.value_error, message));
            }
            let name = self.mangled(class, &text);
            slots.push(name);
            if &*text != "__dict__" && &*text != "__weakref__" {
                let (get, set) = (self.heap.name_value(name), Value::Class(class));
                let member = Descriptor { kind: DescriptorKind::Member, get, set, ..Descriptor::default() };
                let member = Value::Descriptor(self.heap.alloc(member));
                self.heap[class].attrs.set(name, member);
            }
        }
        if !slots.is_empty() {
            self.check_room_for_slots(class)?;
        }
        let inherits_dict = self.heap[class].mro[1..]
            .iter()
            .any(|c| *c != self.types.object && !self.heap[*c].native && self.heap[*c].slots.is_none());
        let inherited: Vec<Name> =
            self.heap[class].mro[1..].iter().filter_map(|c| self.heap[*c].slots.clone()).flatten().collect();
        slots.extend(inherited);
        if !inherits_dict && !slots.contains(&self.names.dict) {
            self.heap[class].slots = Some(slots);
        }
        Ok(())
    }

    /// A private name (`__x`) as the class's own code has it.
    fn mangled(&mut self, class: Ref<Class>, name: &str) -> Name {
        let owner = self.class_name(class).trim_start_matches('_').to_owned();
        if name.starts_with("__") && !name.ends_with("__") && !owner.is_empty() {
            return self.heap.intern(&format!("_{owner}{name}"));
        }
        self.heap.intern(name)
    }

    /// The C3 linearisation; `None` if there is none.
    fn linearise(&self, class: Ref<Class>, parents: &[Ref<Class>]) -> Option<Vec<Ref<Class>>> {
        let mut lists: Vec<Vec<Ref<Class>>> = parents.iter().map(|p| self.heap[*p].mro.clone()).collect();
        lists.push(parents.to_vec());
        let mut mro = vec![class];
        loop {
            lists.retain(|l| !l.is_empty());
            if lists.is_empty() {
                return Some(mro);
            }
            let next = lists.iter().map(|l| l[0]).find(|c| !lists.iter().any(|l| l[1..].contains(c)))?;
            mro.push(next);
            for list in &mut lists {
                if list[0] == next {
                    list.remove(0);
                }
            }
        }
    }

    /// Names that a class body has bound: what `TryLoadName` looks in.
    #[inline(never)]
    pub(crate) fn load_class_name(&mut self, namespace: Value, name: Name) -> Res<Option<Value>> {
        match namespace {
            Value::Dict(dict) => {
                let key = self.heap.name_value(name);
                self.dict_get(dict, key)
            }
            other => {
                let key = self.heap.name_value(name);
                match self.get_item(other, key) {
                    Ok(value) => Ok(Some(value)),
                    Err(error) if self.is_error(&error, self.types.key_error) => Ok(None),
                    Err(error) => Err(error),
                }
            }
        }
    }
}

/// Runs a class's body, then makes the class.
#[derive(Clone)]
struct BuildClass {
    body: Value,
    name: Value,
    bases: Vec<Value>,
    /// The bases as written, when `__mro_entries__` has replaced some.
    original: Option<Vec<Value>>,
    kwargs: Vec<(Name, Value)>,
    metaclass: Value,
    namespace: Value,
    cell: Value,
    state: u8,
}

impl NativeFrame for BuildClass {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let input = input?;
        self.state += 1;
        match self.state {
            1 => {
                self.resolve_bases(vm)?;
                let asked = self.kwargs.iter().position(|(n, _)| *n == vm.names.metaclass);
                let asked = asked.map(|i| self.kwargs.remove(i).1);
                self.metaclass = vm.metaclass_of(asked, &self.bases)?;
                let bases = vm.heap.tuple(self.bases.clone());
                if !matches!(self.metaclass, Value::Class(c) if c == vm.types.type_)
                    && let Some(prepare) = vm.find_attr(self.metaclass, vm.names.prepare)?
                {
                    self.namespace = vm.call_with(prepare, &[self.name, bases], &self.kwargs.clone())?;
                } else {
                    self.namespace = Value::Dict(vm.heap.alloc(Dict::default()));
                }
                Ok(NativeStep::Call { callable: self.body, args: vec![self.namespace], kwargs: Vec::new() })
            }
            2 => {
                self.cell = input;
                if let Some(original) = self.original.take() {
                    let key = vm.heap.str("__orig_bases__");
                    let value = vm.heap.tuple(original);
                    vm.set_item(self.namespace, key, value)?;
                }
                let bases = vm.heap.tuple(self.bases.clone());
                let kwargs = std::mem::take(&mut self.kwargs);
                if let (Value::Class(metaclass), Value::Dict(namespace)) = (self.metaclass, self.namespace)
                    && metaclass == vm.types.type_
                {
                    // `__class__` is there for what runs while the class is made.
                    let class = vm.make_class(metaclass, self.name, &self.bases.clone(), namespace, &kwargs)?;
                    self.fill_cell(vm, class);
                    return Ok(NativeStep::Return(class));
                }
                Ok(NativeStep::Call { callable: self.metaclass, args: vec![self.name, bases, self.namespace], kwargs })
            }
            _ => {
                self.fill_cell(vm, input);
                Ok(NativeStep::Return(input))
            }
        }
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        [self.body, self.name, self.metaclass, self.namespace, self.cell].into_iter().for_each(&mut *visit);
        self.bases.iter().chain(self.original.iter().flatten()).for_each(|v| visit(*v));
        self.kwargs.iter().for_each(|(_, v)| visit(*v));
    }
}

impl BuildClass {
    fn fill_cell(&self, vm: &mut Vm, class: Value) {
        if let Value::Cell(cell) = self.cell {
            vm.heap[cell].value = class;
        }
    }

    /// `__mro_entries__`: bases like `Generic[T]` stand for classes.
    fn resolve_bases(&mut self, vm: &mut Vm) -> Res<()> {
        if self.bases.iter().all(|b| matches!(b, Value::Class(_))) {
            return Ok(());
        }
        let original = self.bases.clone();
        let all = vm.heap.tuple(original.clone());
        let mut bases = Vec::new();
        for base in &original {
            if let Value::Class(_) = base {
                bases.push(*base);
                continue;
            }
            let name = vm.heap.intern("__mro_entries__");
            match vm.find_attr(*base, name)? {
                Some(entries) => {
                    let entries = vm.call(entries, &[all])?;
                    bases.extend(vm.collect(entries)?);
                }
                None => {
                    // Instances as bases: their class decides (a metaclass in all but name).
                    bases.push(*base);
                }
            }
        }
        let mut seen = HashSet::new();
        bases.retain(|b| match b {
            Value::Class(c) => seen.insert(*c),
            _ => true,
        });
        self.original = Some(original);
        self.bases = bases;
        Ok(())
    }
}
