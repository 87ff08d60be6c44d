//! `repr` of objects that have no text of their own: `<… at 0x7f…>`.

use crate::heap::Ref;
use crate::native::{NativeDef, NativeKind, Res};
use crate::object::{Class, DescriptorKind};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// A number that is the object's alone while it lives, and that looks like an address: `id(value)`.
    pub(crate) fn address(&self, value: Value) -> u64 {
        const FIRST: u64 = 0x7f02_1a3c_5e10;
        const KIND: u64 = 1 << 34;
        const OBJECT: u64 = 48;
        let (kind, index) = match value {
            Value::Unbound | Value::None => (0, 1),
            Value::NotImplemented => (0, 2),
            Value::Ellipsis => (0, 3),
            Value::Bool(b) => (0, 4 + usize::from(b)),
            // Of the small integers CPython has one object each; 32 bytes are between them.
            Value::Int(i) => return FIRST + 23 * KIND + (i as u64).wrapping_mul(32) % KIND,
            Value::Float(f) => return FIRST + 24 * KIND + (f.to_bits() >> 7) % KIND * 16 % KIND,
            Value::Native(def) => return std::ptr::from_ref(def) as usize as u64,
            Value::BigInt(r) => (1, r.index()),
            Value::Str(r) => (2, r.index()),
            Value::Bytes(r) => (3, r.index()),
            Value::Tuple(r) => (4, r.index()),
            Value::List(r) => (5, r.index()),
            Value::Dict(r) => (6, r.index()),
            Value::Set(r) => (7, r.index()),
            Value::Slice(r) => (8, r.index()),
            Value::Range(r) => (9, r.index()),
            Value::Iter(r) => (10, r.index()),
            Value::Function(r) => (11, r.index()),
            Value::Method(r) => (12, r.index()),
            Value::Class(r) => (13, r.index()),
            Value::Instance(r) => (14, r.index()),
            Value::Exception(r) => (15, r.index()),
            Value::Module(r) => (16, r.index()),
            Value::Generator(r) => (17, r.index()),
            Value::Future(r) => (18, r.index()),
            Value::Descriptor(r) => (19, r.index()),
            Value::Cell(r) => (20, r.index()),
            Value::Opaque(r) => (21, r.index()),
        };
        FIRST + kind * KIND + index as u64 * OBJECT
    }

    /// `object.__repr__`, and `repr` of what is no container and no primitive.
    pub(crate) fn object_repr(&mut self, value: Value) -> Res<String> {
        let address = self.address(value);
        Ok(match value {
            Value::Function(f) => {
                let qualname = self.text(self.heap[f].qualname).unwrap_or("?");
                format!("<function {qualname} at {address:#x}>")
            }
            Value::Native(def) => self.native_repr(def),
            Value::Method(m) => {
                let method = self.heap[m];
                match method.function {
                    Value::Native(def) => {
                        let class = self.type_name(method.this).to_owned();
                        match method.this {
                            Value::Module(_) => format!("<built-in function {}>", def.name),
                            this => {
                                let address = self.address(this);
                                format!("<built-in method {} of {class} object at {address:#x}>", def.name)
                            }
                        }
                    }
                    function => {
                        let name = match function {
                            Value::Function(f) => self.text(self.heap[f].qualname).unwrap_or("?").to_owned(),
                            other => {
                                let qualname = self.names.qualname;
                                let found = self.find_attr(other, qualname)?;
                                found.and_then(|n| self.text(n)).unwrap_or("?").to_owned()
                            }
                        };
                        let this = self.repr(method.this)?;
                        format!("<bound method {name} of {this}>")
                    }
                }
            }
            Value::Class(c) => format!("<class '{}'>", self.full_name(c)),
            Value::Module(m) => {
                let name = self.heap[m].name.map_or("?", |n| self.heap.name(n)).to_owned();
                let file = self.heap.find_name("__file__").and_then(|n| self.heap[m].globals.get(n));
                match file.and_then(|f| self.text(f)) {
                    Some(file) => format!("<module '{name}' from '{file}'>"),
                    None if name == "__main__" => "<module '__main__'>".into(),
                    None => format!("<module '{name}' (built-in)>"),
                }
            }
            Value::Generator(g) => {
                let qualname = self.text(self.heap[g].qualname).unwrap_or("?");
                let kind = self.type_name(value);
                if self.heap[g].class.is_some() {
                    format!("<{kind} object at {address:#x}>")
                } else {
                    format!("<{kind} object {qualname} at {address:#x}>")
                }
            }
            Value::Descriptor(d) if self.heap[d].kind == DescriptorKind::Member => {
                let member = self.heap[d];
                let name = self.text(member.get).unwrap_or("?");
                let owner = match member.set {
                    Value::Class(class) => self.class_name(class),
                    _ => "?",
                };
                format!("<member '{name}' of '{owner}' objects>")
            }
            Value::Descriptor(d) if self.heap[d].kind != DescriptorKind::Property => {
                let kind = self.type_name(value).to_owned();
                let function = self.heap[d].get;
                let function = self.repr(function)?;
                format!("<{kind}({function})>")
            }
            Value::Cell(c) => match self.heap[c].value {
                Value::Unbound => format!("<cell at {address:#x}: empty>"),
                inner => {
                    let class = self.type_name(inner);
                    format!("<cell at {address:#x}: {class} object at {:#x}>", self.address(inner))
                }
            },
            Value::Instance(i) if !self.heap[i].payload.is_unbound() => {
                let class = self.heap[i].class();
                let payload = self.heap[i].payload;
                // `object.__repr__` called for it all the same, or nothing better known.
                if self.own_special(payload, self.names.repr).is_none() && self.is_plain(payload) {
                    return self.builtin_repr(payload, Some(class));
                }
                format!("<{} object at {address:#x}>", self.full_name(class))
            }
            _ => format!("<{} object at {address:#x}>", self.full_name(self.class_of(value))),
        })
    }

    /// `module.qualname`, without the module of built-in classes.
    pub(crate) fn full_name(&self, class: Ref<Class>) -> String {
        let class = &self.heap[class];
        let qualname = self.text(class.qualname).unwrap_or("?");
        match self.text(class.module) {
            None | Some("builtins") => qualname.to_owned(),
            Some(module) => format!("{module}.{qualname}"),
        }
    }

    fn native_repr(&self, def: &'static NativeDef) -> String {
        if crate::asyncio::is_python_in_cpython(def) {
            let address = self.address(Value::Native(def));
            return format!("<function {} at {address:#x}>", def.name);
        }
        if matches!(def.kind, NativeKind::Function | NativeKind::StaticMethod | NativeKind::ClassMethod) {
            return format!("<built-in function {}>", def.name);
        }
        let holds = |class: &Ref<Class>| {
            let found = self.heap.find_name(def.name).and_then(|n| self.heap[*class].attrs.get(n));
            found.is_some_and(|v| v.is(Value::Native(def)))
        };
        let owner = self.types.all().into_iter().find(holds).map_or("object", |c| self.class_name(c));
        if def.name.starts_with("__") && def.name != "__init_subclass__" {
            format!("<slot wrapper '{}' of '{owner}' objects>", def.name)
        } else {
            format!("<method '{}' of '{owner}' objects>", def.name)
        }
    }
}
