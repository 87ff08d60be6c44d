//! The objects that live on the heap. Plain data: what they do is in `types`, `vm` and `modules`.

mod class;
mod dict;
mod exception;
mod function;
mod generator;
mod instance;
mod iter;
mod module;
mod number;
mod opaque;
mod sequence;
mod set;
mod text;

pub(crate) use class::{Class, Layout, NameMap, Overrides, Recipe};
pub(crate) use dict::{Dict, Entry};
pub(crate) use exception::{Exception, TraceEntry};
pub(crate) use function::{Cell, Descriptor, DescriptorKind, Function, Method};
pub(crate) use generator::{GenKind, GenState, Generator};
pub(crate) use instance::{FutureObject, Instance, Shapes};
pub(crate) use iter::{Iter, NativeIter};
pub(crate) use module::Module;
pub(crate) use number::BigInt;
pub(crate) use opaque::{NativeObject, Opaque, WeakCell};
pub(crate) use sequence::{List, Range, Slice, Tuple};
pub(crate) use set::{Places, Set, Shadow};
pub(crate) use text::{Bytes, Str, offset_in, text_in};
