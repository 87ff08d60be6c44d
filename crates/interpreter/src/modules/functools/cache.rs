//! The wrapper that `functools.lru_cache` makes.

use crate::frame::{NativeFrame, NativeStep};
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res, Tail, Unwind};
use crate::object::{Dict, NativeObject, Opaque};
use crate::types::special::OPAQUE_DICT;
use crate::value::{Name, Value};
use crate::vm::Vm;

#[derive(Clone, Copy)]
struct Cache {
    function: Value,
    /// Results by arguments, the least recently used first.
    results: Ref<Dict>,
    /// `None`: without bound.
    maxsize: Option<usize>,
    typed: bool,
    hits: i64,
    misses: i64,
    /// Makes what `cache_info` returns.
    info: Value,
}

impl NativeObject for Cache {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.function);
        visit(Value::Dict(self.results));
        visit(self.info);
    }
}

/// `_lru_cache_wrapper(function, maxsize, typed, cache_info)`.
pub(super) static CACHE: ClassDef = ClassDef {
    name: "_lru_cache_wrapper",
    module: "functools",
    doc: "",
    methods: &[
        NativeDef::class_method("__new__", 5, 5, new),
        NativeDef::method("__call__", 1, ANY, call).keywords(&["**"]),
        NativeDef::method("__get__", 2, 3, |vm, args| {
            Ok(if args.at(1).is_none() { args.at(0) } else { vm.bound(args.at(0), args.at(1)) })
        }),
        NativeDef::method("cache_info", 1, 1, |vm, args| {
            let cache = this(vm, args)?;
            let cache = *state(vm, cache);
            let size = vm.heap[cache.results].len() as i64;
            let maxsize = cache.maxsize.map_or(Value::None, |n| Value::Int(n as i64));
            vm.call(cache.info, &[Value::Int(cache.hits), Value::Int(cache.misses), maxsize, Value::Int(size)])
        }),
        NativeDef::method("cache_clear", 1, 1, |vm, args| {
            let cache = this(vm, args)?;
            let results = state(vm, cache).results;
            vm.heap[results].clear();
            let state = state(vm, cache);
            (state.hits, state.misses) = (0, 0);
            Ok(Value::None)
        }),
        OPAQUE_DICT,
        NativeDef::method("__copy__", 1, 1, |_, args| Ok(args.at(0))),
        NativeDef::method("__deepcopy__", 2, 2, |_, args| Ok(args.at(0))),
    ],
};

fn this(vm: &mut Vm, args: Args<'_>) -> Res<Ref<Opaque>> {
    match args.at(0) {
        Value::Opaque(o) if vm.heap[o].get::<Cache>().is_some() => Ok(o),
        other => Err(crate::types::special::wrong_self(vm, "__call__", "functools._lru_cache_wrapper", other)),
    }
}

fn state(vm: &mut Vm, cache: Ref<Opaque>) -> &mut Cache {
    vm.heap[cache].get_mut().expect("the caller has seen that it is a cache")
}

fn new(vm: &mut Vm, args: Args<'_>) -> Res {
    let [Value::Class(class), function, maxsize, typed, info] = *args.positional() else {
        return Err(vm.type_error("_lru_cache_wrapper() takes exactly 4 arguments"));
    };
    let maxsize = match maxsize {
        Value::None => None,
        size => Some(vm.to_index(size)?.max(0) as usize),
    };
    let typed = vm.truthy(typed)?;
    let results = vm.heap.alloc(Dict::default());
    Ok(vm.opaque(class, Cache { function, results, maxsize, typed, hits: 0, misses: 0, info }))
}

/// What stands for the arguments in the table: one plain argument itself, others as a tuple.
fn key(vm: &mut Vm, args: Args<'_>, typed: bool) -> Value {
    let positional = &args.positional()[1..];
    if let ([only @ (Value::Int(_) | Value::Str(_))], true, false) = (positional, args.names.is_empty(), typed) {
        return *only;
    }
    let mut parts = positional.to_vec();
    if !args.names.is_empty() {
        // Told from positional arguments by something that no program passes.
        parts.push(Value::Class(vm.types.cell));
        for (name, value) in args.keywords() {
            parts.push(vm.heap.name_value(name));
            parts.push(value);
        }
    }
    if typed {
        for value in &args.values[1..] {
            parts.push(Value::Class(vm.class_of(*value)));
        }
    }
    vm.heap.tuple(parts)
}

fn call(vm: &mut Vm, args: Args<'_>) -> Res {
    let cache = this(vm, args)?;
    let Cache { function, results, maxsize, typed, .. } = *state(vm, cache);
    let key = key(vm, args, typed);
    if let Some(value) = vm.dict_get(results, key)? {
        state(vm, cache).hits += 1;
        if maxsize.is_some() {
            // It is the most recently used one now.
            vm.dict_remove(results, key)?;
            vm.dict_set(results, key, value)?;
        }
        return Ok(value);
    }
    state(vm, cache).misses += 1;
    let kwargs: Vec<(Name, Value)> = args.keywords().collect();
    let args = args.positional()[1..].to_vec();
    let frame = Miss { cache, key, call: Some(NativeStep::Call { callable: function, args, kwargs }) };
    Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(frame)))))
}

/// Calls the function and keeps its result.
#[derive(Clone)]
struct Miss {
    cache: Ref<Opaque>,
    key: Value,
    call: Option<NativeStep>,
}

impl NativeFrame for Miss {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        let value = input?;
        if let Some(call) = self.call.take() {
            return Ok(call);
        }
        let Cache { results, maxsize, .. } = *state(vm, self.cache);
        if maxsize != Some(0) {
            if maxsize.is_some_and(|max| vm.heap[results].len() >= max) {
                let first = vm.heap[results].iter().next().map(|e| e.key);
                if let Some(first) = first {
                    vm.dict_remove(results, first)?;
                }
            }
            vm.dict_set(results, self.key, value)?;
        }
        Ok(NativeStep::Return(value))
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Opaque(self.cache));
        visit(self.key);
        if let Some(NativeStep::Call { callable, args, kwargs }) = &self.call {
            visit(*callable);
            for value in args.iter().chain(kwargs.iter().map(|(_, v)| v)) {
                visit(*value);
            }
        }
    }
}
