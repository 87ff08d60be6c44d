//! `_bits`: floats as the integers that have the same bits, for `struct`.

use super::ModuleDef;
use crate::native::NativeDef;
use crate::value::Value;

pub(super) const MODULE: ModuleDef = ModuleDef {
    name: "_bits",
    init: Some(|vm, module| {
        vm.module_functions(module, FUNCTIONS);
        Ok(())
    }),
    source: None,
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("double_to_bits", 1, 1, |vm, args| {
        let bits = vm.to_f64(args.at(0))?.to_bits();
        Ok(vm.int(bits.into()))
    }),
    // More than 63 bits would be a big integer: the halves come one by one.
    NativeDef::function("double_from_halves", 2, 2, |vm, args| {
        let (high, low) = (vm.to_index(args.at(0))?, vm.to_index(args.at(1))?);
        Ok(Value::Float(f64::from_bits((high as u64) << 32 | low as u64)))
    }),
    NativeDef::function("single_to_bits", 1, 1, |vm, args| {
        let value = vm.to_f64(args.at(0))?;
        let single = value as f32;
        if single.is_infinite() && value.is_finite() {
            return Err(vm.error(vm.types.overflow_error, "float too large to pack with f format"));
        }
        Ok(Value::Int(single.to_bits().into()))
    }),
    NativeDef::function("single_from_bits", 1, 1, |vm, args| {
        let bits = vm.to_index(args.at(0))?;
        Ok(Value::Float(f32::from_bits(bits as u32).into()))
    }),
];
