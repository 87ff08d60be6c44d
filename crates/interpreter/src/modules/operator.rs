//! `operator`.

mod getters;

use loopscope_compiler::op::{BinaryOp, CompareOp, UnaryOp};

use super::ModuleDef;
use crate::heap::Ref;
use crate::native::{ANY, NativeDef, Res, Tail, Unwind};
use crate::object::Module;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef = ModuleDef { name: "operator", init: Some(init), source: None };

macro_rules! binary {
    ($($name:literal: $op:ident,)*) => { [$(NativeDef::function($name, 2, 2, |vm, args| {
        vm.binary(BinaryOp::$op, args.at(0), args.at(1))
    }),)*] };
}
macro_rules! in_place {
    ($($name:literal: $op:ident,)*) => { [$(NativeDef::function($name, 2, 2, |vm, args| {
        vm.in_place(BinaryOp::$op, args.at(0), args.at(1))
    }),)*] };
}
macro_rules! compare {
    ($($name:literal: $op:ident,)*) => { [$(NativeDef::function($name, 2, 2, |vm, args| {
        vm.compare(CompareOp::$op, args.at(0), args.at(1))
    }),)*] };
}

static BINARY: &[NativeDef] = &binary! {
    "add": Add, "sub": Sub, "mul": Mul, "matmul": MatMul, "truediv": TrueDiv, "floordiv": FloorDiv, "mod": Mod,
    "pow": Pow, "lshift": LeftShift, "rshift": RightShift, "and_": BitAnd, "or_": BitOr, "xor": BitXor, "concat": Add,
};

static IN_PLACE: &[NativeDef] = &in_place! {
    "iadd": Add, "isub": Sub, "imul": Mul, "imatmul": MatMul, "itruediv": TrueDiv, "ifloordiv": FloorDiv, "imod": Mod,
    "ipow": Pow, "ilshift": LeftShift, "irshift": RightShift, "iand": BitAnd, "ior": BitOr, "ixor": BitXor,
    "iconcat": Add,
};

static COMPARE: &[NativeDef] = &compare! { "eq": Eq, "ne": Ne, "lt": Lt, "le": Le, "gt": Gt, "ge": Ge, };

static OTHERS: &[NativeDef] = &[
    NativeDef::function("neg", 1, 1, |vm, args| vm.unary(UnaryOp::Neg, args.at(0))),
    NativeDef::function("pos", 1, 1, |vm, args| vm.unary(UnaryOp::Pos, args.at(0))),
    NativeDef::function("inv", 1, 1, |vm, args| vm.unary(UnaryOp::Invert, args.at(0))),
    NativeDef::function("invert", 1, 1, |vm, args| vm.unary(UnaryOp::Invert, args.at(0))),
    NativeDef::function("abs", 1, 1, crate::builtins::abs),
    NativeDef::function("not_", 1, 1, |vm, args| vm.truthy(args.at(0)).map(|t| Value::Bool(!t))),
    NativeDef::function("truth", 1, 1, |vm, args| vm.truthy(args.at(0)).map(Value::Bool)),
    NativeDef::function("is_", 2, 2, |_, args| Ok(Value::Bool(args.at(0).is(args.at(1))))),
    NativeDef::function("is_not", 2, 2, |_, args| Ok(Value::Bool(!args.at(0).is(args.at(1))))),
    NativeDef::function("index", 1, 1, |vm, args| vm.to_integer(args.at(0))),
    NativeDef::function("contains", 2, 2, |vm, args| vm.contains(args.at(0), args.at(1)).map(Value::Bool)),
    NativeDef::function("getitem", 2, 2, |vm, args| vm.get_item(args.at(0), args.at(1))),
    NativeDef::function("setitem", 3, 3, |vm, args| {
        vm.set_item(args.at(0), args.at(1), args.at(2))?;
        Ok(Value::None)
    }),
    NativeDef::function("delitem", 2, 2, |vm, args| {
        vm.del_item(args.at(0), args.at(1))?;
        Ok(Value::None)
    }),
    NativeDef::function("countOf", 2, 2, |vm, args| {
        let mut count = 0;
        for value in vm.collect(args.at(0))? {
            count += i64::from(vm.equal(value, args.at(1))?);
        }
        Ok(Value::Int(count))
    })
    .drains(0),
    NativeDef::function("indexOf", 2, 2, |vm, args| {
        for (i, value) in vm.collect(args.at(0))?.into_iter().enumerate() {
            if vm.equal(value, args.at(1))? {
                return Ok(Value::Int(i as i64));
            }
        }
        Err(vm.value_error("sequence.index(x): x not in sequence"))
    })
    .drains(0),
    NativeDef::function("length_hint", 1, 2, |vm, args| match vm.len(args.at(0)) {
        Ok(length) => Ok(Value::Int(length as i64)),
        Err(_) => match vm.call_special(args.at(0), vm.names.length_hint, &[])? {
            Some(hint) if !matches!(hint, Value::NotImplemented) => Ok(hint),
            _ => Ok(args.get(1).unwrap_or(Value::Int(0))),
        },
    }),
    NativeDef::function("call", 1, ANY, |_, args| {
        let (callable, positional) = (args.at(0), args.positional()[1..].to_vec());
        let kwargs = args.keywords().collect();
        Err(Unwind::Tail(Box::new(Tail::Call { callable, args: positional, kwargs })))
    })
    .keywords(&["**"]),
];

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    for functions in [BINARY, IN_PLACE, COMPARE, OTHERS] {
        vm.module_functions(module, functions);
        for def in functions {
            // `operator.__add__` and the like.
            let special = format!("__{}__", def.name.trim_end_matches('_'));
            vm.module_set(module, &special, Value::Native(def));
        }
    }
    for def in [&getters::ITEM_GETTER, &getters::ATTR_GETTER, &getters::METHOD_CALLER] {
        let class = vm.native_class(def, None);
        vm.module_set(module, def.name, Value::Class(class));
    }
    Ok(())
}
