//! Attributes: look-up along the method resolution order, descriptors, and what places in the code remember.

use loopscope_compiler::op::Special;

use super::Vm;
use crate::code::{AttrCache, AttrSite};
use crate::heap::Ref;
use crate::native::{Args, NativeKind, Res, Tail, Unwind};
use crate::object::{Class, DescriptorKind, Method, Module};
use crate::value::{Name, Value};

/// Nothing remembered.
pub(crate) const EMPTY: AttrCache = AttrCache { shape: u32::MAX, epoch: 0, slot: u32::MAX, value: Value::Unbound };

/// Stands in the place of a shape when a slot of a module's globals is remembered; the epoch is the module's number.
const OF_MODULE: u32 = u32::MAX - 1;

/// Stands in the place of a slot when a function of the class is remembered that is to be bound to the instance. Without
/// it, a function is a property's getter.
pub(super) const BOUND: u32 = u32::MAX - 1;

impl Vm {
    /// The attribute of a class or its bases, as it stands there.
    #[inline]
    pub(crate) fn lookup(&self, class: Ref<Class>, name: Name) -> Option<Value> {
        self.heap[class].mro.iter().find_map(|c| self.heap[*c].attrs.get(name))
    }

    /// The class along the method resolution order that has the attribute, with its value.
    pub(crate) fn lookup_in(&self, class: Ref<Class>, name: Name) -> Option<(Ref<Class>, Value)> {
        self.heap[class].mro.iter().find_map(|c| self.heap[*c].attrs.get(name).map(|v| (*c, v)))
    }

    /// The value's own attribute, not its class's.
    pub(crate) fn own_attr(&self, object: Value, name: Name) -> Option<Value> {
        match object {
            Value::Instance(i) => {
                let instance = &self.heap[i];
                if let Some(dict) = instance.dict
                    && let Some(value) = self.dict_get_text(dict, self.heap.name(name))
                {
                    return Some(value);
                }
                self.shapes.slot(instance.shape, name).and_then(|slot| instance.slots[slot].bound())
            }
            Value::Exception(e) => self.heap[e].attrs.get(name),
            Value::Future(f) => self.heap[f].attrs.get(name),
            Value::Opaque(o) => self.heap[o].attrs.get(name),
            Value::Function(f) => self.heap[f].attrs.get(name),
            Value::Module(m) => self.heap[m].globals.get(name),
            _ => None,
        }
    }

    /// Does the class attribute take precedence over the object's own?
    fn is_data_descriptor(&self, attr: Value) -> bool {
        match attr {
            Value::Native(def) => def.kind == NativeKind::Getter,
            Value::Descriptor(d) => self.heap[d].kind == DescriptorKind::Property,
            Value::Instance(_) | Value::Opaque(_) => {
                self.special(attr, self.names.set).is_some() || self.special(attr, self.names.delete).is_some()
            }
            _ => false,
        }
    }

    /// What a class attribute gives when it is asked for through an object.
    fn bind_attr(&mut self, attr: Value, object: Value, class: Ref<Class>) -> Res {
        match attr {
            Value::Function(_) => Ok(self.bound(attr, object)),
            Value::Native(def) => match def.kind {
                NativeKind::Method | NativeKind::ObjectMethod => Ok(self.bound(attr, object)),
                NativeKind::ClassMethod => Ok(self.bound(attr, Value::Class(class))),
                NativeKind::Function | NativeKind::StaticMethod | NativeKind::Setter => Ok(attr),
                NativeKind::Getter => {
                    (def.function)(self, Args { values: &[self.unwrap_for(def, object)], names: &[] })
                }
            },
            Value::Descriptor(d) => {
                let descriptor = self.heap[d];
                match descriptor.kind {
                    DescriptorKind::StaticMethod => Ok(descriptor.get),
                    DescriptorKind::ClassMethod => self.bind_class_method(descriptor.get, class),
                    DescriptorKind::Property if descriptor.get.is_none() => Err(self.no_getter(attr, class)),
                    DescriptorKind::Property => self.call(descriptor.get, &[object]),
                    // The value of a slot is found as the instance's own attribute; there is none.
                    DescriptorKind::Member => match descriptor.get {
                        Value::Str(name) => {
                            let name = self.heap.intern_str(name);
                            Err(self.no_attribute(object, name))
                        }
                        _ => Ok(attr),
                    },
                }
            }
            Value::Instance(_) | Value::Opaque(_) => {
                match self.call_special(attr, self.names.get, &[object, Value::Class(class)])? {
                    Some(value) => Ok(value),
                    None => Ok(attr),
                }
            }
            _ => Ok(attr),
        }
    }

    fn bind_class_method(&mut self, function: Value, class: Ref<Class>) -> Res {
        match function {
            // A property of the class itself.
            Value::Descriptor(d) if self.heap[d].kind == DescriptorKind::Property && !self.heap[d].get.is_none() => {
                self.call(self.heap[d].get, &[Value::Class(class)])
            }
            Value::Descriptor(_) => Ok(function),
            _ => Ok(self.bound(function, Value::Class(class))),
        }
    }

    /// `AttributeError: property 'name' of 'T' object has no getter`.
    #[cold]
    pub(crate) fn no_getter(&mut self, property: Value, class: Ref<Class>) -> Unwind {
        let mro = self.heap[class].mro.clone();
        let mut attrs = mro.iter().flat_map(|class| self.heap[*class].attrs.iter());
        let name = attrs.find(|(_, attr)| attr.is(property)).map(|(name, _)| name);
        drop(attrs);
        let name = name.map_or(String::new(), |name| format!(" '{}'", self.heap.name(name)));
        let message = format!("property{name} of '{}' object has no getter", self.class_name(class));
        self.attribute_error(message)
    }

    fn unwrap_for(&self, def: &crate::native::NativeDef, object: Value) -> Value {
        // Getters of `object` itself are for the instance, those of built-in classes for what it wraps.
        if def.name.starts_with("__") { object } else { self.unwrap(object) }
    }

    pub(crate) fn bound(&mut self, function: Value, this: Value) -> Value {
        Value::Method(self.heap.alloc(Method { function, this }))
    }

    /// `object.name`.
    pub(crate) fn get_attr(&mut self, object: Value, name: Name) -> Res {
        let class = self.class_of(object);
        if self.heap[class].overrides.getattribute
            && let Some(method) = self.special(object, self.names.getattribute)
        {
            let key = self.heap.name_value(name);
            return match self.call(method, &[object, key]) {
                Err(error) if self.is_error(&error, self.types.attribute_error) => {
                    self.fallback_attr(object, class, name, error)
                }
                result => result,
            };
        }
        match self.plain_attr(object, class, name) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => {
                let error = self.no_attribute(object, name);
                self.fallback_attr(object, class, name, error)
            }
            Err(error) if self.is_error(&error, self.types.attribute_error) => {
                self.fallback_attr(object, class, name, error)
            }
            Err(error) => Err(error),
        }
    }

    /// `__getattr__`, if there is one.
    fn fallback_attr(&mut self, object: Value, class: Ref<Class>, name: Name, error: Unwind) -> Res {
        let getattr = match object {
            Value::Module(m) => self.heap[m].globals.get(self.names.getattr).map(|f| (f, None)),
            _ if self.heap[class].overrides.getattr => {
                self.lookup(class, self.names.getattr).map(|f| (f, Some(object)))
            }
            _ => None,
        };
        let Some((function, this)) = getattr else { return Err(error) };
        let key = self.heap.name_value(name);
        match this {
            Some(this) => self.call(function, &[this, key]),
            None => self.call(function, &[key]),
        }
    }

    /// `object.__getattribute__(name)`: `None` if there is no such attribute.
    pub(crate) fn plain_attr(&mut self, object: Value, class: Ref<Class>, name: Name) -> Res<Option<Value>> {
        match object {
            Value::Class(this) => return self.class_attr(this, class, name),
            Value::Opaque(_) if class == self.types.super_ => return self.super_attr(object, name),
            _ => {}
        }
        let of_class = self.lookup(class, name);
        if let Some(attr) = of_class
            && self.is_data_descriptor(attr)
        {
            return self.bind_attr(attr, object, class).map(Some);
        }
        if let Some(value) = self.own_attr(object, name) {
            return Ok(Some(value));
        }
        match of_class {
            Some(attr) => self.bind_attr(attr, object, class).map(Some),
            None => match object {
                // A method looks like its function.
                Value::Method(method) => {
                    let function = self.heap[method].function;
                    let class = self.class_of(function);
                    self.plain_attr(function, class, name)
                }
                _ => Ok(None),
            },
        }
    }

    fn class_attr(&mut self, class: Ref<Class>, metaclass: Ref<Class>, name: Name) -> Res<Option<Value>> {
        let of_meta = self.lookup(metaclass, name);
        if let Some(attr) = of_meta
            && self.is_data_descriptor(attr)
        {
            return self.bind_attr(attr, Value::Class(class), metaclass).map(Some);
        }
        if let Some(attr) = self.lookup(class, name) {
            return match attr {
                Value::Native(def) if def.kind == NativeKind::ClassMethod => {
                    // `__new__` is a static method that is given the class by its caller.
                    if name == self.names.new {
                        Ok(Some(attr))
                    } else {
                        Ok(Some(self.bound(attr, Value::Class(class))))
                    }
                }
                Value::Descriptor(d) => {
                    let descriptor = self.heap[d];
                    Ok(Some(match descriptor.kind {
                        DescriptorKind::StaticMethod => descriptor.get,
                        DescriptorKind::ClassMethod => self.bind_class_method(descriptor.get, class)?,
                        DescriptorKind::Property | DescriptorKind::Member => attr,
                    }))
                }
                Value::Instance(_) | Value::Opaque(_) => {
                    let got = self.call_special(attr, self.names.get, &[Value::None, Value::Class(class)])?;
                    Ok(Some(got.unwrap_or(attr)))
                }
                _ => Ok(Some(attr)),
            };
        }
        match of_meta {
            Some(attr) => self.bind_attr(attr, Value::Class(class), metaclass).map(Some),
            None => Ok(None),
        }
    }

    /// An attribute through `super()`.
    fn super_attr(&mut self, object: Value, name: Name) -> Res<Option<Value>> {
        let Value::Opaque(o) = object else { return Ok(None) };
        let Some(&crate::types::Super { after, this, class }) = self.heap[o].get::<crate::types::Super>() else {
            return Ok(None);
        };
        if name == self.names.class {
            return Ok(Some(Value::Class(self.types.super_)));
        }
        let mro = &self.heap[class].mro;
        let from = mro.iter().position(|c| *c == after).map_or(0, |i| i + 1);
        let found = mro[from..].iter().find_map(|c| self.heap[*c].attrs.get(name));
        let Some(attr) = found else { return Ok(None) };
        // Through the class itself (`super()` in a class method or `__new__`), functions are not bound to it.
        if matches!(this, Value::Class(c) if c == class) {
            return match attr {
                Value::Function(_) => Ok(Some(attr)),
                Value::Native(def) if def.kind != NativeKind::ClassMethod || name == self.names.new => Ok(Some(attr)),
                _ => self.bind_attr(attr, this, class).map(Some),
            };
        }
        if name == self.names.new {
            return Ok(Some(attr));
        }
        self.bind_attr(attr, this, class).map(Some)
    }

    /// `object.name`, `None` if there is none (`AttributeError` swallowed).
    pub(crate) fn find_attr(&mut self, object: Value, name: Name) -> Res<Option<Value>> {
        let class = self.class_of(object);
        let overrides = self.heap[class].overrides;
        if !overrides.getattribute && !overrides.getattr && !matches!(object, Value::Module(_)) {
            return match self.plain_attr(object, class, name) {
                Err(error) if self.is_error(&error, self.types.attribute_error) => Ok(None),
                result => result,
            };
        }
        match self.get_attr(object, name) {
            Ok(value) => Ok(Some(value)),
            Err(error) if self.is_error(&error, self.types.attribute_error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// `object.name = value`.
    pub(crate) fn set_attr(&mut self, object: Value, name: Name, value: Value) -> Res<()> {
        let class = self.class_of(object);
        if self.heap[class].overrides.setattr
            && let Some(method) = self.special(object, self.names.setattr)
        {
            let key = self.heap.name_value(name);
            return self.call(method, &[object, key, value]).map(drop);
        }
        self.plain_set_attr(object, class, name, value)
    }

    /// `object.__setattr__(name, value)`.
    pub(crate) fn plain_set_attr(&mut self, object: Value, class: Ref<Class>, name: Name, value: Value) -> Res<()> {
        if let Value::Class(this) = object {
            return self.set_class_attr(this, name, value);
        }
        if let Some(attr) = self.lookup(class, name)
            && self.is_data_descriptor(attr)
        {
            return self.set_through(attr, object, class, name, value);
        }
        match object {
            Value::Instance(i) => {
                let instance = &self.heap[i];
                if let Some(dict) = instance.dict
                    && !self.is_member(class, name)
                {
                    let key = self.heap.name_value(name);
                    return self.dict_set(dict, key, value);
                }
                if let Some(slot) = self.shapes.slot(instance.shape, name) {
                    self.heap[i].slots[slot] = value;
                    return Ok(());
                }
                let fits = match &self.heap[class].slots {
                    Some(slots) => slots.contains(&name),
                    None => class != self.types.object,
                };
                if !fits {
                    return Err(self.cannot_set(object, class, name));
                }
                let shape = self.shapes.with(instance.shape, name);
                self.heap.charge(size_of::<Value>());
                let instance = &mut self.heap[i];
                instance.shape = shape;
                instance.slots.push(value);
            }
            Value::Exception(e) => {
                self.heap[e].attrs.set(name, value);
            }
            Value::Future(f) => {
                self.heap[f].attrs.set(name, value);
            }
            Value::Opaque(_) if self.heap[class].native && !self.allows_attrs(class) => {
                return Err(self.cannot_set(object, class, name));
            }
            Value::Opaque(o) => {
                self.heap[o].attrs.set(name, value);
            }
            Value::Function(f) => {
                self.heap[f].attrs.set(name, value);
            }
            Value::Module(m) => {
                self.module_bind(m, name, value);
                if m == self.builtins {
                    self.builtin_changed(name, value);
                }
            }
            _ => return Err(self.cannot_set(object, class, name)),
        }
        Ok(())
    }

    /// Why an attribute cannot be set on an object that has none of its own.
    #[cold]
    fn cannot_set(&mut self, object: Value, class: Ref<Class>, name: Name) -> Unwind {
        if self.lookup(class, name).is_none() {
            return self.no_attribute(object, name);
        }
        let (class, name) = (self.name_in_messages(class), self.heap.name(name));
        let message = format!("'{class}' object attribute '{name}' is read-only");
        self.attribute_error(message)
    }

    /// Is it a name of `__slots__`?
    pub(crate) fn is_member(&self, class: Ref<Class>, name: Name) -> bool {
        matches!(self.lookup(class, name), Some(Value::Descriptor(d)) if self.heap[d].kind == DescriptorKind::Member)
    }

    /// Native classes whose objects take any attribute.
    fn allows_attrs(&self, class: Ref<Class>) -> bool {
        let owner = self.lookup_in(class, self.names.dict).map(|(owner, _)| owner);
        owner.is_some_and(|owner| owner != self.types.object)
    }

    fn set_through(&mut self, attr: Value, object: Value, class: Ref<Class>, name: Name, value: Value) -> Res<()> {
        match attr {
            Value::Descriptor(d) => {
                let set = self.heap[d].set;
                if set.is_none() {
                    let message = format!(
                        "property '{}' of '{}' object has no setter",
                        self.heap.name(name),
                        self.class_name(class)
                    );
                    return Err(self.attribute_error(message));
                }
                self.call(set, &[object, value]).map(drop)
            }
            Value::Native(getter) => {
                let setter = self.find_setter(class, getter.name);
                let Some(setter) = setter else {
                    let message = format!(
                        "attribute '{}' of '{}' objects is not writable",
                        getter.name,
                        self.name_in_messages(class)
                    );
                    return Err(self.attribute_error(message));
                };
                (setter.function)(self, Args { values: &[object, value], names: &[] }).map(drop)
            }
            _ => match self.call_special(attr, self.names.set, &[object, value])? {
                Some(_) => Ok(()),
                None => Err(self.attribute_error(self.heap.name(name).to_owned())),
            },
        }
    }

    fn find_setter(&self, class: Ref<Class>, name: &str) -> Option<&'static crate::native::NativeDef> {
        let key = self.heap.find_name(&format!("{name}="))?;
        match self.lookup(class, key) {
            Some(Value::Native(def)) => Some(def),
            _ => None,
        }
    }

    fn set_class_attr(&mut self, class: Ref<Class>, name: Name, value: Value) -> Res<()> {
        if self.heap[class].native {
            let message = format!(
                "cannot set '{}' attribute of immutable type '{}'",
                self.heap.name(name),
                self.name_in_messages(class)
            );
            return Err(self.type_error(message));
        }
        if let Some(metaclass) = self.heap[class].metaclass
            && let Some(attr) = self.lookup(metaclass, name)
            && self.is_data_descriptor(attr)
            && !matches!(attr, Value::Native(_))
        {
            return self.set_through(attr, Value::Class(class), metaclass, name, value);
        }
        if name == self.names.name
            && let Value::Str(text) = value
        {
            self.heap[class].name = Some(self.heap.intern_str(text));
            return Ok(());
        }
        if name == self.names.qualname {
            self.heap[class].qualname = value;
            return Ok(());
        }
        if name == self.names.module {
            self.heap[class].module = value;
        }
        self.heap[class].attrs.set(name, value);
        self.class_changed(class);
        Ok(())
    }

    /// `del object.name`.
    pub(crate) fn del_attr(&mut self, object: Value, name: Name) -> Res<()> {
        let class = self.class_of(object);
        if self.heap[class].overrides.delattr
            && let Some(method) = self.special(object, self.names.delattr)
        {
            let key = self.heap.name_value(name);
            return self.call(method, &[object, key]).map(drop);
        }
        self.plain_del_attr(object, class, name)
    }

    /// `object.__delattr__(name)`.
    pub(crate) fn plain_del_attr(&mut self, object: Value, class: Ref<Class>, name: Name) -> Res<()> {
        if !matches!(object, Value::Class(_))
            && let Some(attr) = self.lookup(class, name)
            && self.is_data_descriptor(attr)
        {
            if let Value::Descriptor(d) = attr
                && !self.heap[d].delete.is_none()
            {
                let delete = self.heap[d].delete;
                return self.call(delete, &[object]).map(drop);
            }
            if self.call_special(attr, self.names.delete, &[object])?.is_some() {
                return Ok(());
            }
            let message =
                format!("property '{}' of '{}' object has no deleter", self.heap.name(name), self.class_name(class));
            return Err(self.attribute_error(message));
        }
        let removed = match object {
            Value::Instance(i)
                if let Some(dict) = self.heap[i].dict
                    && !self.is_member(class, name) =>
            {
                let key = self.heap.name_value(name);
                self.dict_remove(dict, key)?
            }
            Value::Instance(i) => {
                let slot = self.shapes.slot(self.heap[i].shape, name);
                slot.and_then(|s| std::mem::replace(&mut self.heap[i].slots[s], Value::Unbound).bound())
            }
            Value::Exception(e) => self.heap[e].attrs.remove(name),
            Value::Future(f) => self.heap[f].attrs.remove(name),
            Value::Opaque(o) => self.heap[o].attrs.remove(name),
            Value::Function(f) => self.heap[f].attrs.remove(name),
            Value::Module(m) => self.heap[m].globals.remove(name),
            Value::Class(c) if !self.heap[c].native => {
                let removed = self.heap[c].attrs.remove(name);
                self.class_changed(c);
                removed
            }
            _ => None,
        };
        match removed {
            Some(_) => Ok(()),
            None if self.is_member(class, name) => Err(self.attribute_error(self.heap.name(name).to_owned())),
            None if self.heap[class].slots.is_some() => Err(self.cannot_set(object, class, name)),
            None => Err(self.no_attribute(object, name)),
        }
    }

    /// The attribute of the value's class (not of the value itself), unbound from it: a special method. Call it with
    /// the value as the first argument: see [`Vm::call_special`].
    pub(crate) fn special(&self, value: Value, name: Name) -> Option<Value> {
        self.lookup(self.class_of(value), name).filter(|v| !v.is_none())
    }

    /// Calls the special method of the value's class, if it has one; `None` if not.
    pub(crate) fn call_special(&mut self, value: Value, name: Name, args: &[Value]) -> Res<Option<Value>> {
        let Some(method) = self.special(value, name) else { return Ok(None) };
        let callable = match method {
            Value::Function(_) | Value::Native(_) => {
                let this = match method {
                    Value::Native(def) if def.kind == NativeKind::ClassMethod => Value::Class(self.class_of(value)),
                    _ => value,
                };
                let mut all = [this; 4];
                let Some(rest) = all.get_mut(1..=args.len()) else {
                    return self.call(method, &[&[this], args].concat()).map(Some);
                };
                rest.copy_from_slice(args);
                return self.call(method, &all[..=args.len()]).map(Some);
            }
            _ => {
                let class = self.class_of(value);
                self.bind_attr(method, value, class)?
            }
        };
        self.call(callable, args).map(Some)
    }

    /// The bound special method that a statement needs.
    pub(crate) fn load_special(&mut self, which: Special, object: Value) -> Res {
        let (name, protocol) = match which {
            Special::Enter => (self.names.enter, "context manager"),
            Special::Exit => (self.names.exit, "context manager"),
            Special::AsyncEnter => (self.names.aenter, "asynchronous context manager"),
            Special::AsyncExit => (self.names.aexit, "asynchronous context manager"),
        };
        let class = self.class_of(object);
        match self.lookup(class, name) {
            Some(attr) => self.bind_attr(attr, object, class),
            None => {
                let missed = match which {
                    Special::Exit => " (missed __exit__ method)",
                    Special::AsyncExit => " (missed __aexit__ method)",
                    _ => "",
                };
                let name = self.class_name(class);
                let message = format!("'{name}' object does not support the {protocol} protocol{missed}");
                Err(self.type_error(message))
            }
        }
    }

    /// `dst = object.name` of a place in the code, which remembers what it found.
    #[inline(never)]
    pub(crate) fn load_attr(&mut self, object: Value, site: &AttrSite) -> Res {
        let i = match object {
            Value::Instance(i) => i,
            Value::Module(m) => return self.load_module_attr(m, site),
            Value::Str(_) | Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Bytes(_) => {
                let (found, is_method) = self.load_method(object, site)?;
                return Ok(if is_method { self.bound(found, object) } else { found });
            }
            _ => return self.get_attr(object, site.name),
        };
        let class = self.heap[i].class();
        let overrides = self.heap[class].overrides;
        if overrides.getattribute {
            return self.get_attr(object, site.name);
        }
        let attr = self.lookup(class, site.name);
        if let Some(Value::Descriptor(d)) = attr
            && self.heap[d].kind == DescriptorKind::Property
            && let callable @ Value::Function(_) = self.heap[d].get
            && !overrides.getattr
        {
            let (shape, epoch) = (self.heap[i].shape, self.epoch);
            if let Value::Function(getter) = callable
                && shape != crate::object::Shapes::IN_DICT
                && self.heap[getter].fast_argc == 1
            {
                site.cache.set(AttrCache { shape, epoch, slot: u32::MAX, value: callable });
            }
            return Err(Unwind::Tail(Box::new(Tail::Call { callable, args: vec![object], kwargs: Vec::new() })));
        }
        if attr.is_none_or(|a| !self.is_data_descriptor(a)) {
            let instance = &self.heap[i];
            let slot = self.shapes.slot(instance.shape, site.name);
            if let (None, None, Some(function @ Value::Function(_))) = (slot, instance.dict, attr) {
                site.cache.set(AttrCache { shape: instance.shape, epoch: self.epoch, slot: BOUND, value: function });
                return Ok(self.bound(function, object));
            }
            if let Some(slot) = slot {
                let value = instance.slots[slot];
                if !value.is_unbound() {
                    let (shape, epoch) = (instance.shape, self.epoch);
                    site.cache.set(AttrCache { shape, epoch, slot: slot as u32, value: Value::Unbound });
                    return Ok(value);
                }
            }
        }
        self.get_attr(object, site.name)
    }

    /// `module.name` of a place in the code, which remembers the name's slot.
    fn load_module_attr(&mut self, module: Ref<Module>, site: &AttrSite) -> Res {
        let cache = site.cache.get();
        let globals = &self.heap[module].globals;
        let slot = cache.slot as usize;
        if cache.shape == OF_MODULE && cache.epoch == module.index() as u32 && slot < globals.slots() {
            let value = globals.at(slot);
            if !value.is_unbound() && globals.name_at(slot) == site.name {
                return Ok(value);
            }
        }
        // What every module has (`__dict__`, `__class__`) is found the long way.
        if let Some(slot) = globals.slot(site.name)
            && self.lookup(self.types.module, site.name).is_none()
        {
            let (epoch, slot) = (module.index() as u32, slot as u32);
            site.cache.set(AttrCache { shape: OF_MODULE, epoch, slot, value: Value::Unbound });
        }
        self.get_attr(Value::Module(module), site.name)
    }

    /// `object.name = value` of a place in the code, which remembers where it went.
    #[inline(never)]
    pub(crate) fn store_attr(&mut self, object: Value, value: Value, site: &AttrSite) -> Res<()> {
        let Value::Instance(i) = object else { return self.set_attr(object, site.name, value) };
        let (old, count) = (self.heap[i].shape, self.heap[i].slots.len());
        self.set_attr(object, site.name, value)?;
        let instance = &self.heap[i];
        let class = instance.class();
        if !self.heap[class].overrides.setattr
            && self.lookup(class, site.name).is_none_or(|a| !self.is_data_descriptor(a))
            && let Some(slot) = self.shapes.slot(instance.shape, site.name)
        {
            let (shape, epoch) = (instance.shape, self.epoch);
            let is_new = count == slot && instance.slots.len() == slot + 1 && old != shape;
            // A new attribute is kept in mind with the shape that the instance had, and the one that it has got.
            let (shape, value) = if is_new && old != crate::object::Shapes::IN_DICT {
                (old, Value::Int(i64::from(shape)))
            } else {
                (shape, Value::Unbound)
            };
            site.cache.set(AttrCache { shape, epoch, slot: slot as u32, value });
        }
        Ok(())
    }

    /// What `object.name(…)` calls; `true` if the object is its first argument.
    pub(crate) fn load_method(&mut self, object: Value, site: &AttrSite) -> Res<(Value, bool)> {
        let shape = match object {
            Value::Instance(i) if self.heap[i].dict.is_some() => return self.load_method_slowly(object, site.name),
            Value::Instance(i) => self.heap[i].shape,
            Value::Module(module) => return Ok((self.load_module_attr(module, site)?, false)),
            // Without attributes of its own, it has what its class has.
            Value::Opaque(o) if self.heap[o].attrs.is_empty() => self.heap[self.class_of(object)].shape,
            Value::Exception(_)
            | Value::Future(_)
            | Value::Opaque(_)
            | Value::Function(_)
            | Value::Class(_)
            | Value::Method(_) => return self.load_method_slowly(object, site.name),
            _ => self.heap[self.class_of(object)].shape,
        };
        if shape == crate::object::Shapes::IN_DICT {
            return self.load_method_slowly(object, site.name);
        }
        let cache = site.cache.get();
        if cache.shape == shape && cache.epoch == self.epoch && !cache.value.is_unbound() {
            return Ok((cache.value, true));
        }
        let found = self.load_method_slowly(object, site.name)?;
        if found.1 {
            site.cache.set(AttrCache { shape, epoch: self.epoch, slot: u32::MAX, value: found.0 });
        }
        Ok(found)
    }

    fn load_method_slowly(&mut self, object: Value, name: Name) -> Res<(Value, bool)> {
        let class = self.class_of(object);
        if self.heap[class].overrides.getattribute
            || class == self.types.super_
            || matches!(object, Value::Class(_) | Value::Module(_))
        {
            return Ok((self.get_attr(object, name)?, false));
        }
        if self.own_attr(object, name).is_none() {
            match self.lookup(class, name) {
                Some(function @ Value::Function(_)) => return Ok((function, true)),
                Some(Value::Native(def)) if matches!(def.kind, NativeKind::Method | NativeKind::ObjectMethod) => {
                    return Ok((Value::Native(def), true));
                }
                _ => {}
            }
        }
        Ok((self.get_attr(object, name)?, false))
    }
}
