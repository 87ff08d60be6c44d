//! `hashlib`.

use super::ModuleDef;
use super::digest::Algorithm;
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::{Bytes, Module, NativeObject, Opaque};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef =
    ModuleDef { name: "hashlib", init: Some(init), source: Some(|| include_str!("lib/hashlib.py")) };

/// A hash object: all that it was fed.
#[derive(Clone)]
struct Hash {
    algorithm: Algorithm,
    message: Vec<u8>,
}

impl NativeObject for Hash {
    fn owned_bytes(&self) -> usize {
        self.message.capacity()
    }
}

static HASH: ClassDef = ClassDef {
    name: "HASH",
    module: "_hashlib",
    doc: "A hash is an object used to calculate a checksum of a string of information.",
    methods: &[
        NativeDef::object_method("update", 2, 2, |vm, args| {
            let this = this(vm, args)?;
            let data = data(vm, args.at(1))?;
            vm.heap.charge(data.len());
            if let Some(hash) = vm.heap[this].get_mut::<Hash>() {
                hash.message.extend(data);
            }
            Ok(Value::None)
        }),
        NativeDef::object_method("digest", 1, 2, |vm, args| {
            let data = digest(vm, args)?;
            Ok(Value::Bytes(vm.heap.alloc(Bytes { data, mutable: false })))
        }),
        NativeDef::object_method("hexdigest", 1, 2, |vm, args| {
            let mut hex = String::new();
            for byte in digest(vm, args)? {
                hex += &format!("{byte:02x}");
            }
            Ok(vm.heap.str(hex))
        }),
        NativeDef::object_method("copy", 1, 1, |vm, args| {
            let this = this(vm, args)?;
            let Hash { algorithm, message } = hash(vm, this);
            let copy = Hash { algorithm: *algorithm, message: message.clone() };
            let class = vm.class_of(args.at(0));
            Ok(vm.opaque(class, copy))
        }),
        NativeDef::getter("name", |vm, args| {
            let this = this(vm, args)?;
            let name = hash(vm, this).algorithm.name();
            Ok(vm.heap.str(name))
        }),
        NativeDef::getter("digest_size", |vm, args| {
            let this = this(vm, args)?;
            Ok(Value::Int(hash(vm, this).algorithm.size() as i64))
        }),
        NativeDef::getter("block_size", |vm, args| {
            let this = this(vm, args)?;
            Ok(Value::Int(hash(vm, this).algorithm.block() as i64))
        }),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let this = this(vm, args)?;
            let name = hash(vm, this).algorithm.name();
            Ok(vm.heap.str(format!("<{name} _hashlib.HASH object @ 0x7f0000000000>")))
        }),
    ],
};

const BLAKE2_KEYWORDS: &[&str] = &[
    "digest_size",
    "key",
    "salt",
    "person",
    "fanout",
    "depth",
    "leaf_size",
    "node_offset",
    "node_depth",
    "inner_size",
    "last_node",
    "usedforsecurity",
];

/// The constructors.
macro_rules! constructors {
    ($($name:literal: $algorithm:expr,)*) => {
        static FUNCTIONS: &[NativeDef] = &[
            $(NativeDef::function($name, 0, 1, |vm, args| make(vm, args.get(0), $algorithm))
                .keywords(&["usedforsecurity"]),)*
            NativeDef::function("blake2b", 0, 1, |vm, args| blake2(vm, args, 64, 128, Algorithm::Blake2b))
                .keywords(BLAKE2_KEYWORDS),
            NativeDef::function("blake2s", 0, 1, |vm, args| blake2(vm, args, 32, 64, Algorithm::Blake2s))
                .keywords(BLAKE2_KEYWORDS),
            NativeDef::function("new", 1, ANY, new).keywords(&["**"]),
        ];
    };
}

constructors! {
    "md5": Algorithm::Md5,
    "sha1": Algorithm::Sha1,
    "sha224": Algorithm::Sha224,
    "sha256": Algorithm::Sha256,
    "sha384": Algorithm::Sha384,
    "sha512": Algorithm::Sha512,
    "sha3_224": Algorithm::Sha3(28),
    "sha3_256": Algorithm::Sha3(32),
    "sha3_384": Algorithm::Sha3(48),
    "sha3_512": Algorithm::Sha3(64),
    "shake_128": Algorithm::Shake(128),
    "shake_256": Algorithm::Shake(256),
}

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    let class = vm.native_class(&HASH, None);
    vm.module_set(module, "_HASH", Value::Class(class));
    vm.module_functions(module, FUNCTIONS);
    Ok(())
}

fn make(vm: &mut Vm, message: Option<Value>, algorithm: Algorithm) -> Res {
    let message = match message {
        Some(message) => data(vm, message)?,
        None => Vec::new(),
    };
    let module = vm.import("hashlib")?;
    let name = vm.heap.intern("_HASH");
    match vm.get_attr(module, name)? {
        Value::Class(class) => Ok(vm.opaque(class, Hash { algorithm, message })),
        _ => Err(vm.runtime_error("hashlib._HASH was replaced")),
    }
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let name = vm.text(args.at(0)).map_or(String::new(), str::to_lowercase);
    match Algorithm::ALL.into_iter().find(|a| a.name() == name.replace('-', "")) {
        Some(algorithm) => make(vm, args.arg(vm, 1, "data"), algorithm),
        None => Err(vm.value_error(format!("unsupported hash type {name}"))),
    }
}

fn data(vm: &mut Vm, value: Value) -> Res<Vec<u8>> {
    if let Some(data) = vm.buffer(value) {
        return Ok(data);
    }
    match vm.unwrap(value) {
        Value::Str(_) => Err(vm.type_error("Strings must be encoded before hashing")),
        _ => Err(vm.type_error("object supporting the buffer API required")),
    }
}

fn this(vm: &mut Vm, args: Args<'_>) -> Res<Ref<Opaque>> {
    match args.at(0) {
        Value::Opaque(o) if vm.heap[o].get::<Hash>().is_some() => Ok(o),
        _ => Err(vm.type_error("expected a hash object")),
    }
}

fn hash(vm: &Vm, this: Ref<Opaque>) -> &Hash {
    vm.heap[this].get::<Hash>().expect("`this` has seen it")
}

fn digest(vm: &mut Vm, args: Args<'_>) -> Res<Vec<u8>> {
    let this = this(vm, args)?;
    let is_variable = matches!(hash(vm, this).algorithm, Algorithm::Shake(_));
    let length = match args.get(1) {
        Some(length) if is_variable => vm.to_index(length)?,
        Some(_) => return Err(vm.type_error("digest() takes no arguments (1 given)")),
        None if is_variable => return Err(vm.type_error("digest() missing required argument 'length' (pos 1)")),
        None => 0,
    };
    let Some(length) = usize::try_from(length).ok().filter(|length| *length < 1 << 29) else {
        return Err(vm.value_error("value must be positive"));
    };
    vm.heap.charge(length);
    let Hash { algorithm, message } = hash(vm, this);
    Ok(algorithm.digest(message, length))
}

/// `blake2b(data, digest_size=…, key=…)`; what else it takes changes the digest, and is refused.
fn blake2(
    vm: &mut Vm,
    args: Args<'_>,
    most: usize,
    block: usize,
    make_algorithm: fn(usize, usize) -> Algorithm,
) -> Res {
    for name in
        ["salt", "person", "fanout", "depth", "leaf_size", "node_offset", "node_depth", "inner_size", "last_node"]
    {
        if args.keyword(vm, name).is_some() {
            return Err(vm.value_error(format!("{name} of BLAKE2 is not available here")));
        }
    }
    let size = match args.keyword(vm, "digest_size") {
        Some(size) => usize::try_from(vm.to_index(size)?).ok().filter(|size| (1..=most).contains(size)),
        None => Some(most),
    };
    let Some(size) = size else {
        return Err(vm.value_error(format!("digest_size for this function must be between 1 and {most} bytes here")));
    };
    let mut message = match args.keyword(vm, "key") {
        Some(key) => data(vm, key)?,
        None => Vec::new(),
    };
    let key = message.len();
    if key > most {
        return Err(vm.value_error(format!("maximum key length is {most} bytes")));
    }
    if key > 0 {
        message.resize(block, 0);
    }
    if let Some(more) = args.get(0) {
        message.extend(data(vm, more)?);
    }
    let made = make(vm, None, make_algorithm(size, key))?;
    if let Value::Opaque(o) = made
        && let Some(hash) = vm.heap[o].get_mut::<Hash>()
    {
        hash.message = message;
    }
    Ok(made)
}
