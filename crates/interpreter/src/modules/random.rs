//! `random`: the sequences of CPython 3.11 for a seed.

mod draw;
mod functions;
mod mersenne;

use num_bigint::BigUint;
use num_traits::Signed;

use self::draw::{Generator, Source};
use self::mersenne::Mersenne;
use super::ModuleDef;
use super::digest::Algorithm;
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::{Class, Method, Module, Opaque};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef = ModuleDef { name: "random", init: Some(init), source: None };

/// Methods of `Random` that are functions of the module too.
static RANDOM: ClassDef = ClassDef {
    name: "Random",
    module: "random",
    doc: "Random number generator base class used by bound module functions.",
    methods: &[
        NativeDef::class_method("__new__", 1, ANY, new).keywords(&["**"]),
        NativeDef::class_method("__init_subclass__", 1, ANY, derived).keywords(&["**"]),
        NativeDef::object_method("__init__", 1, 2, initialise).keywords(&["x"]),
        NativeDef::object_method("seed", 1, 3, seed).keywords(&["a", "version"]),
        NativeDef::object_method("getstate", 1, 1, functions::getstate),
        NativeDef::object_method("setstate", 2, 2, functions::setstate),
        NativeDef::object_method("random", 1, 1, functions::random),
        NativeDef::object_method("getrandbits", 2, 2, functions::getrandbits),
        NativeDef::object_method("randbytes", 2, 2, functions::randbytes),
        NativeDef::object_method("randrange", 2, 4, functions::randrange).keywords(&["start", "stop", "step"]),
        NativeDef::object_method("randint", 3, 3, functions::randint).keywords(&["a", "b"]),
        NativeDef::object_method("choice", 2, 2, functions::choice).keywords(&["seq"]),
        NativeDef::object_method("choices", 2, 3, functions::choices).keywords(&[
            "population",
            "weights",
            "cum_weights",
            "k",
        ]),
        NativeDef::object_method("shuffle", 2, 2, functions::shuffle).keywords(&["x"]),
        NativeDef::object_method("sample", 2, 3, functions::sample).keywords(&["population", "k", "counts"]),
        NativeDef::object_method("uniform", 3, 3, functions::uniform).keywords(&["a", "b"]),
        NativeDef::object_method("triangular", 1, 4, functions::triangular).keywords(&["low", "high", "mode"]),
        NativeDef::object_method("gauss", 1, 3, functions::gauss).keywords(&["mu", "sigma"]),
        NativeDef::object_method("normalvariate", 1, 3, functions::normalvariate).keywords(&["mu", "sigma"]),
        NativeDef::object_method("lognormvariate", 3, 3, functions::lognormvariate).keywords(&["mu", "sigma"]),
        NativeDef::object_method("expovariate", 2, 2, functions::expovariate).keywords(&["lambd"]),
        NativeDef::object_method("vonmisesvariate", 3, 3, functions::vonmisesvariate).keywords(&["mu", "kappa"]),
        NativeDef::object_method("gammavariate", 3, 3, functions::gammavariate).keywords(&["alpha", "beta"]),
        NativeDef::object_method("betavariate", 3, 3, functions::betavariate).keywords(&["alpha", "beta"]),
        NativeDef::object_method("paretovariate", 2, 2, functions::paretovariate).keywords(&["alpha"]),
        NativeDef::object_method("weibullvariate", 3, 3, functions::weibullvariate).keywords(&["alpha", "beta"]),
    ],
};

static SYSTEM_RANDOM: ClassDef = ClassDef {
    name: "SystemRandom",
    module: "random",
    doc: "Alternate random number generator using sources provided by the operating system.",
    methods: &[
        NativeDef::class_method("__new__", 1, ANY, new_system).keywords(&["**"]),
        NativeDef::object_method("__init__", 1, ANY, |_, _| Ok(Value::None)),
        NativeDef::object_method("seed", 1, ANY, |_, _| Ok(Value::None)),
    ],
};

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    let class = vm.native_class(&RANDOM, None);
    vm.module_set(module, "Random", Value::Class(class));
    let system = vm.native_class(&SYSTEM_RANDOM, Some(class));
    vm.module_set(module, "SystemRandom", Value::Class(system));
    let key = match vm.seed() {
        Some(seed) => vec![seed as u32, (seed >> 32) as u32],
        None => entropy(vm),
    };
    let key = if key.last() == Some(&0) { &key[..key.len() - 1] } else { &key };
    let shared = vm.opaque(class, Generator::new(Source::Mersenne(Mersenne::new(key))));
    vm.module_set(module, "_inst", shared);
    for def in RANDOM.methods.iter().filter(|d| !d.name.starts_with("__")) {
        let method = vm.heap.alloc(Method { function: Value::Native(def), this: shared });
        vm.module_set(module, def.name, Value::Method(method));
    }
    Ok(())
}

/// As many bits of the system's randomness as a seed can use.
fn entropy(vm: &mut Vm) -> Vec<u32> {
    let mut bytes = [0; 64];
    vm.host.entropy(&mut bytes);
    bytes.chunks_exact(4).map(|w| u32::from_le_bytes([w[0], w[1], w[2], w[3]])).collect()
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = class(vm, args)?;
    let random = vm.opaque(class, Generator::new(Source::Mersenne(Mersenne::new(&[0]))));
    // The `__init__` of a subclass may have parameters of its own.
    let mine = if vm.heap[class].native { args.get(1).or_else(|| args.keyword(vm, "x")) } else { None };
    seed(vm, Args { values: &[random, mine.unwrap_or(Value::None)], names: &[] })?;
    Ok(random)
}

fn new_system(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = class(vm, args)?;
    Ok(vm.opaque(class, Generator::new(Source::System)))
}

fn class(vm: &mut Vm, args: Args<'_>) -> Res<Ref<Class>> {
    match args.at(0) {
        Value::Class(class) => Ok(class),
        _ => Err(vm.type_error("Random.__new__(X): X is not a type object")),
    }
}

/// A class that overrides what numbers are drawn from gets methods that ask for it (`Random.__init_subclass__`).
#[cold]
fn derived(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = class(vm, args)?;
    for name in ["random", "getrandbits"] {
        let name = vm.heap.intern(name);
        if vm.heap[class].attrs.get(name).is_some() {
            let module = vm.import("_random_overridden")?;
            let install = vm.heap.intern("install");
            let install = vm.get_attr(module, install)?;
            return vm.call(install, &[Value::Class(class)]);
        }
    }
    Ok(Value::None)
}

/// The generator that a method was called on.
fn this(vm: &mut Vm, args: Args<'_>) -> Res<Ref<Opaque>> {
    if let Value::Opaque(o) = args.at(0)
        && vm.heap[o].get::<Generator>().is_some()
    {
        return Ok(o);
    }
    Err(vm.type_error("descriptor requires a 'Random' object"))
}

/// `Random(x)`: a subclass may have a `seed` of its own.
fn initialise(vm: &mut Vm, args: Args<'_>) -> Res {
    let class = vm.class_of(args.at(0));
    if vm.heap[class].native {
        return seed(vm, args);
    }
    let value = args.arg(vm, 1, "x").unwrap_or(Value::None);
    let name = vm.heap.intern("seed");
    let method = vm.get_attr(args.at(0), name)?;
    vm.call(method, &[value])
}

fn seed(vm: &mut Vm, args: Args<'_>) -> Res {
    let this = this(vm, args)?;
    let value = args.get(1).or_else(|| args.keyword(vm, "a")).or_else(|| args.keyword(vm, "x")).unwrap_or(Value::None);
    let key = match vm.unwrap(value) {
        Value::None => entropy(vm),
        Value::Int(i) => words(&BigUint::from(i.unsigned_abs())),
        Value::Bool(b) => vec![u32::from(b)],
        Value::BigInt(i) => words(vm.heap[i].value.abs().magnitude()),
        number @ Value::Float(_) => {
            let hash = vm.hash(number)? as u64;
            words(&BigUint::from(hash))
        }
        Value::Str(s) => text_key(vm.heap.text(s).as_bytes()),
        Value::Bytes(b) => text_key(&vm.heap[b].data),
        _ => {
            return Err(
                vm.type_error("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
            );
        }
    };
    if let Some(generator) = vm.heap[this].get_mut::<Generator>() {
        generator.seed(&key);
    }
    Ok(Value::None)
}

/// The number's 32-bit words, lowest first.
fn words(number: &BigUint) -> Vec<u32> {
    number.to_u32_digits()
}

/// The key of a text: it is read as a number, with its digest behind it.
fn text_key(text: &[u8]) -> Vec<u32> {
    let mut bytes = text.to_vec();
    bytes.extend(Algorithm::Sha512.digest(text, 0));
    words(&BigUint::from_bytes_be(&bytes))
}
