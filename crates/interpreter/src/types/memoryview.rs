//! `memoryview`, of one dimension, over `bytes` and `bytearray`.

use crate::heap::Ref;
use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::{Bytes, NativeObject};
use crate::value::Value;
use crate::vm::Vm;

/// A view of some items of a buffer.
#[derive(Clone, Copy)]
struct View {
    /// `bytes` or `bytearray`, as programs see it: `obj`.
    owner: Value,
    buffer: Ref<Bytes>,
    /// Where the first item begins.
    start: i64,
    /// Bytes from an item to the next.
    stride: i64,
    /// How many items there are.
    count: usize,
    /// What they are, as the module `struct` has it.
    format: u8,
    readonly: bool,
    released: bool,
}

impl NativeObject for View {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.owner);
        visit(Value::Bytes(self.buffer));
    }
}

impl View {
    fn size(&self) -> usize {
        size_of_format(self.format).unwrap_or(1)
    }

    /// Where the item at `index` begins.
    fn place(&self, index: usize) -> usize {
        (self.start + index as i64 * self.stride) as usize
    }

    fn is_contiguous(&self) -> bool {
        self.stride == self.size() as i64 || self.count < 2
    }
}

fn size_of_format(format: u8) -> Option<usize> {
    Some(match format {
        b'b' | b'B' | b'c' | b'?' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' => 8,
        _ => return None,
    })
}

pub(super) static MEMORYVIEW: ClassDef = ClassDef {
    name: "memoryview",
    module: "builtins",
    doc: "Create a new memoryview object which references the given object.",
    methods: &[
        NativeDef::class_method("__new__", 2, 2, new).keywords(&["object"]),
        NativeDef::method("__len__", 1, 1, |vm, a| Ok(Value::Int(this(vm, a)?.count as i64))),
        NativeDef::method("__getitem__", 2, 2, get_item),
        NativeDef::method("__setitem__", 3, 3, set_item),
        NativeDef::method("__delitem__", 2, 2, |vm, _| Err(vm.type_error("cannot delete memory"))),
        NativeDef::method("__iter__", 1, 1, |vm, a| {
            let items = to_list(vm, a)?;
            vm.iter(items)
        }),
        NativeDef::method("__eq__", 2, 2, equal),
        NativeDef::method("__hash__", 1, 1, |vm, a| {
            if !this(vm, a)?.readonly {
                return Err(vm.value_error("cannot hash writable memoryview object"));
            }
            let bytes = to_bytes(vm, a)?;
            vm.hash(bytes).map(Value::Int)
        }),
        NativeDef::method("__repr__", 1, 1, |vm, a| {
            let released = view(vm, a.at(0)).is_some_and(|v| v.released);
            let what = if released { "released memory" } else { "memory" };
            let address = vm.address(a.at(0));
            Ok(vm.heap.str(format!("<{what} at 0x{address:x}>")))
        }),
        NativeDef::method("__enter__", 1, 1, |vm, a| this(vm, a).map(|_| a.at(0))),
        NativeDef::method("__exit__", 4, 4, release),
        NativeDef::method("release", 1, 1, release),
        NativeDef::method("tobytes", 1, 2, to_bytes).keywords(&["order"]),
        NativeDef::method("tolist", 1, 1, to_list),
        NativeDef::method("hex", 1, 3, |vm, a| {
            let bytes = to_bytes(vm, a)?;
            vm.call_method(bytes, "hex", &a.positional()[1..])
        }),
        NativeDef::method("cast", 2, 2, cast).keywords(&["format"]),
        NativeDef::method("toreadonly", 1, 1, |vm, a| {
            let view = this(vm, a)?;
            Ok(vm.opaque(vm.types.memoryview, View { readonly: true, ..view }))
        }),
        NativeDef::getter("obj", |vm, a| this(vm, a).map(|v| v.owner)),
        NativeDef::getter("nbytes", |vm, a| this(vm, a).map(|v| Value::Int((v.count * v.size()) as i64))),
        NativeDef::getter("itemsize", |vm, a| this(vm, a).map(|v| Value::Int(v.size() as i64))),
        NativeDef::getter("format", |vm, a| {
            let format = this(vm, a)?.format;
            Ok(vm.heap.str(char::from(format).to_string()))
        }),
        NativeDef::getter("ndim", |vm, a| this(vm, a).map(|_| Value::Int(1))),
        NativeDef::getter("shape", |vm, a| {
            let count = this(vm, a)?.count;
            Ok(vm.heap.tuple(vec![Value::Int(count as i64)]))
        }),
        NativeDef::getter("strides", |vm, a| {
            let stride = this(vm, a)?.stride;
            Ok(vm.heap.tuple(vec![Value::Int(stride)]))
        }),
        NativeDef::getter("suboffsets", |vm, a| this(vm, a).map(|_| vm.heap.tuple(Vec::new()))),
        NativeDef::getter("readonly", |vm, a| this(vm, a).map(|v| Value::Bool(v.readonly))),
        NativeDef::getter("contiguous", |vm, a| this(vm, a).map(|v| Value::Bool(v.is_contiguous()))),
        NativeDef::getter("c_contiguous", |vm, a| this(vm, a).map(|v| Value::Bool(v.is_contiguous()))),
        NativeDef::getter("f_contiguous", |vm, a| this(vm, a).map(|v| Value::Bool(v.is_contiguous()))),
    ],
};

fn view(vm: &Vm, value: Value) -> Option<View> {
    let Value::Opaque(o) = value else { return None };
    vm.heap[o].get::<View>().copied()
}

/// The view that `self` is. What it looks at may have become shorter since: then it has fewer items.
fn this(vm: &mut Vm, args: Args<'_>) -> Res<View> {
    let Some(mut view) = view(vm, args.at(0)) else { return Err(vm.type_error("expected a memoryview")) };
    if view.released {
        return Err(vm.value_error("operation forbidden on released memoryview object"));
    }
    let length = vm.heap[view.buffer].data.len();
    while view.count > 0 && view.place(0).max(view.place(view.count - 1)) + view.size() > length {
        view.count -= 1;
    }
    Ok(view)
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let object = args.arg(vm, 1, "object").unwrap_or(Value::None);
    if let Some(view) = view(vm, object) {
        return Ok(vm.opaque(vm.types.memoryview, view));
    }
    let Value::Bytes(buffer) = vm.unwrap(object) else {
        let message = format!("memoryview: a bytes-like object is required, not '{}'", vm.type_name(object));
        return Err(vm.type_error(message));
    };
    let Bytes { data, mutable } = &vm.heap[buffer];
    let (count, readonly) = (data.len(), !mutable);
    let view = View { owner: object, buffer, start: 0, stride: 1, count, format: b'B', readonly, released: false };
    Ok(vm.opaque(vm.types.memoryview, view))
}

fn release(vm: &mut Vm, args: Args<'_>) -> Res {
    if let Value::Opaque(o) = args.at(0)
        && let Some(view) = vm.heap[o].get_mut::<View>()
    {
        view.released = true;
    }
    Ok(Value::None)
}

fn bytes_of(vm: &Vm, view: &View) -> Vec<u8> {
    let data = &vm.heap[view.buffer].data;
    (0..view.count).flat_map(|i| data.iter().skip(view.place(i)).take(view.size()).copied()).collect()
}

fn to_bytes(vm: &mut Vm, args: Args<'_>) -> Res {
    let view = this(vm, args)?;
    let data = bytes_of(vm, &view);
    Ok(vm.bytes_like(data, false))
}

fn to_list(vm: &mut Vm, args: Args<'_>) -> Res {
    let view = this(vm, args)?;
    let items = (0..view.count).map(|i| item(vm, &view, i)).collect();
    Ok(vm.heap.list(items))
}

/// The item at a place, as a value.
fn item(vm: &mut Vm, view: &View, index: usize) -> Value {
    let size = view.size();
    let mut raw = [0; 8];
    let data = &vm.heap[view.buffer].data;
    for (to, from) in raw.iter_mut().zip(data.iter().skip(view.place(index)).take(size)) {
        *to = *from;
    }
    let unsigned = u64::from_le_bytes(raw);
    match view.format {
        b'c' => vm.bytes_like(vec![raw[0]], false),
        b'?' => Value::Bool(raw[0] != 0),
        b'f' => Value::Float(f64::from(f32::from_bits(unsigned as u32))),
        b'd' => Value::Float(f64::from_bits(unsigned)),
        b'Q' | b'L' | b'N' => vm.int(unsigned.into()),
        format if format.is_ascii_uppercase() => Value::Int(unsigned as i64),
        _ => Value::Int((unsigned << (64 - size * 8)) as i64 >> (64 - size * 8)),
    }
}

/// A value as an item of this format.
fn raw_item(vm: &mut Vm, format: u8, size: usize, value: Value) -> Res<[u8; 8]> {
    let shown = char::from(format);
    match format {
        b'c' => {
            if let Value::Bytes(b) = vm.unwrap(value)
                && let [byte] = vm.heap[b].data[..]
            {
                return Ok([byte, 0, 0, 0, 0, 0, 0, 0]);
            }
        }
        b'?' => return Ok([u8::from(vm.truthy(value)?), 0, 0, 0, 0, 0, 0, 0]),
        b'f' | b'd' if let Value::Float(_) | Value::Int(_) | Value::Bool(_) = value => {
            let number = match value {
                Value::Float(number) => number,
                Value::Int(number) => number as f64,
                _ => f64::from(u8::from(vm.truthy(value)?)),
            };
            let bits = if format == b'f' { u64::from((number as f32).to_bits()) } else { number.to_bits() };
            return Ok(bits.to_le_bytes());
        }
        b'f' | b'd' => {}
        _ if vm.special(value, vm.names.index).is_some() => {
            let bits = size as u32 * 8;
            let range = if format.is_ascii_uppercase() {
                0..1i128 << bits
            } else {
                -(1i128 << (bits - 1))..1i128 << (bits - 1)
            };
            let number = match vm.to_integer(value)? {
                Value::Int(i) => Some(i128::from(i)),
                Value::BigInt(big) => i128::try_from(&vm.heap[big].value).ok(),
                _ => None,
            };
            return match number.filter(|n| range.contains(n)) {
                Some(number) => Ok((number as i64).to_le_bytes()),
                None => Err(vm.value_error(format!("memoryview: invalid value for format '{shown}'"))),
            };
        }
        _ => {}
    }
    Err(vm.type_error(format!("memoryview: invalid type for format '{shown}'")))
}

fn index(vm: &mut Vm, view: &View, key: Value) -> Res<usize> {
    let index = vm.to_index(key)?;
    match crate::vm::place(index, view.count) {
        Some(place) => Ok(place),
        None => Err(vm.error(vm.types.index_error, "index out of bounds on dimension 1")),
    }
}

fn sliced(vm: &mut Vm, view: View, slice: Ref<crate::object::Slice>) -> Res<View> {
    let bounds = vm.slice_bounds(slice, view.count)?;
    let start = view.start + bounds.start * view.stride;
    Ok(View { start, stride: view.stride * bounds.step, count: bounds.count, ..view })
}

fn get_item(vm: &mut Vm, args: Args<'_>) -> Res {
    let view = this(vm, args)?;
    match args.at(1) {
        Value::Slice(slice) => {
            let part = sliced(vm, view, slice)?;
            Ok(vm.opaque(vm.types.memoryview, part))
        }
        key if vm.special(key, vm.names.index).is_some() => {
            let index = index(vm, &view, key)?;
            Ok(item(vm, &view, index))
        }
        _ => Err(vm.type_error("memoryview: invalid slice key")),
    }
}

fn set_item(vm: &mut Vm, args: Args<'_>) -> Res {
    let view = this(vm, args)?;
    if view.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let (part, data) = match args.at(1) {
        Value::Slice(slice) => {
            let part = sliced(vm, view, slice)?;
            let data = super::bytes::bytes_arg(vm, args.at(2))?;
            if data.len() != part.count * part.size() {
                let message = "memoryview assignment: lvalue and rvalue have different structures";
                return Err(vm.value_error(message));
            }
            (part, data)
        }
        key if vm.special(key, vm.names.index).is_some() => {
            let index = index(vm, &view, key)?;
            let raw = raw_item(vm, view.format, view.size(), args.at(2))?;
            let part = View { start: view.place(index) as i64, count: 1, ..view };
            (part, raw[..view.size()].to_vec())
        }
        _ => return Err(vm.type_error("memoryview: invalid slice key")),
    };
    let size = part.size();
    let buffer = &mut vm.heap[part.buffer].data;
    for (i, raw) in data.chunks(size).enumerate() {
        let place = part.place(i);
        if let Some(target) = buffer.get_mut(place..place + size) {
            target.copy_from_slice(raw);
        }
    }
    Ok(Value::None)
}

fn equal(vm: &mut Vm, args: Args<'_>) -> Res {
    let ours = this(vm, args)?;
    match view(vm, args.at(1)) {
        Some(theirs) if ours.format != theirs.format => {
            let (a, b) = (to_list(vm, args)?, to_list(vm, Args { values: &[args.at(1)], names: &[] })?);
            vm.equal(a, b).map(Value::Bool)
        }
        _ => match vm.buffer(args.at(1)) {
            Some(data) => Ok(Value::Bool(data == bytes_of(vm, &ours))),
            None => Ok(Value::NotImplemented),
        },
    }
}

fn cast(vm: &mut Vm, args: Args<'_>) -> Res {
    let view = this(vm, args)?;
    let format = args.arg(vm, 1, "format").unwrap_or(Value::None);
    let format = match vm.text(format).map(|f| f.trim_start_matches('@').as_bytes()) {
        Some([format]) => *format,
        Some(_) => 0,
        None => {
            let message = format!("cast() argument 'format' must be str, not {}", vm.type_name(format));
            return Err(vm.type_error(message));
        }
    };
    let Some(size) = size_of_format(format) else {
        let message =
            "memoryview: destination format must be a native single character format prefixed with an optional '@'";
        return Err(vm.value_error(message));
    };
    if !view.is_contiguous() {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if size > 1 && view.size() > 1 {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let bytes = view.count * view.size();
    if bytes % size != 0 {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    Ok(vm.opaque(vm.types.memoryview, View { stride: size as i64, count: bytes / size, format, ..view }))
}

impl Vm {
    /// The bytes of what has a buffer: `bytes`, `bytearray`, `memoryview`.
    pub(crate) fn buffer(&self, value: Value) -> Option<Vec<u8>> {
        match self.unwrap(value) {
            Value::Bytes(b) => Some(self.heap[b].data.clone()),
            value => view(self, value).filter(|view| !view.released).map(|view| bytes_of(self, &view)),
        }
    }
}
