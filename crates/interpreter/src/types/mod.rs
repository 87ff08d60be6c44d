//! The methods of the built-in classes, a file for each class or family.

pub(crate) mod alias;
pub(crate) mod bytes;
mod class;
mod codec;
mod complex;
mod dict;
mod exception;
pub(crate) mod float;
pub(crate) mod format;
mod function;
mod group;
pub(crate) mod int;
pub(crate) mod iter;
mod list;
mod memoryview;
pub(crate) mod nesting;
pub(crate) mod number;
mod object;
mod operators;
mod range;
mod set;
pub(crate) mod special;
pub(crate) mod str;
mod tuple;
pub(crate) mod unicode;
pub(crate) mod views;

use crate::vm::Vm;

pub(crate) use class::Super;
pub(crate) use complex::Complex;

/// Gives the built-in classes their methods.
pub(crate) fn install(vm: &mut Vm) {
    vm.install(vm.types.object, &object::OBJECT);
    vm.install(vm.types.type_, &class::TYPE);
    vm.install(vm.types.super_, &class::SUPER);
    vm.install(vm.types.property, &class::PROPERTY);
    vm.install(vm.types.staticmethod, &class::STATIC_METHOD);
    vm.install(vm.types.classmethod, &class::CLASS_METHOD);
    vm.install(vm.types.function, &function::FUNCTION);
    vm.install(vm.types.method, &function::METHOD);
    vm.install(vm.types.builtin_function, &function::BUILTIN_FUNCTION);
    vm.install(vm.types.cell, &function::CELL);
    vm.install(vm.types.module, &function::MODULE);
    operators::install(vm);
    vm.install(vm.types.int, &int::INT);
    vm.install(vm.types.bool_, &int::BOOL);
    vm.install(vm.types.float, &float::FLOAT);
    vm.install(vm.types.complex, &complex::COMPLEX);
    vm.install(vm.types.str, &str::STR);
    vm.install(vm.types.bytes, &bytes::BYTES);
    vm.install(vm.types.bytearray, &bytes::BYTEARRAY);
    vm.install(vm.types.memoryview, &memoryview::MEMORYVIEW);
    vm.install(vm.types.list, &list::LIST);
    vm.install(vm.types.tuple, &tuple::TUPLE);
    vm.install(vm.types.dict, &dict::DICT);
    vm.install(vm.types.dict_keys, &views::DICT_KEYS);
    vm.install(vm.types.dict_values, &views::DICT_VALUES);
    vm.install(vm.types.dict_items, &views::DICT_ITEMS);
    vm.install(vm.types.mappingproxy, &views::MAPPING_PROXY);
    vm.install(vm.types.set, &set::SET);
    vm.install(vm.types.frozenset, &set::FROZENSET);
    vm.install(vm.types.range, &range::RANGE);
    vm.install(vm.types.slice, &range::SLICE);
    vm.install(vm.types.generic_alias, &alias::GENERIC_ALIAS);
    vm.install(vm.types.union_type, &alias::UNION_TYPE);
    let t = &vm.types;
    for class in [t.list, t.dict, t.set, t.bytearray, t.dict_keys, t.dict_items, t.slice, t.mappingproxy] {
        vm.heap[class].attrs.set(vm.names.hash, crate::value::Value::None);
    }
    iter::install(vm);
    vm.install(vm.types.generator, &crate::vm::generator::GENERATOR);
    vm.install(vm.types.coroutine, &crate::vm::generator::COROUTINE);
    vm.install(vm.types.async_generator, &crate::vm::generator::ASYNC_GENERATOR);
    vm.install(vm.types.async_generator_asend, &crate::vm::awaiting::ASYNC_GENERATOR_ASEND);
    vm.install(vm.types.async_generator_athrow, &crate::vm::awaiting::ASYNC_GENERATOR_ATHROW);
    vm.install(vm.types.coroutine_wrapper, &crate::vm::awaiting::COROUTINE_WRAPPER);
    vm.install(vm.types.future_iter, &crate::vm::awaiting::FUTURE_ITER);
    exception::install(vm);
    group::install(vm);
    crate::traceback::install(vm);
}
