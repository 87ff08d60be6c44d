//! The built-in classes.

use crate::heap::{Heap, Ref};
use crate::object::{Class, Layout, Shapes};
use crate::value::Value;

macro_rules! types {
    ($object:ident; $($field:ident = $name:literal, $base:ident, $layout:ident, $module:literal;)*) => {
        /// The built-in classes, without their methods (see [`crate::types::install`]).
        #[derive(Clone)]
        pub(crate) struct Types {
            pub(crate) $object: Ref<Class>,
            $(pub(crate) $field: Ref<Class>,)*
        }

        impl Types {
            pub(crate) fn new(heap: &mut Heap, shapes: &mut Shapes) -> Self {
                let $object = make(heap, shapes, "object", None, Layout::Object, "builtins");
                $(let $field = {
                    let base = $base;
                    make(heap, shapes, $name, Some(base), Layout::$layout, $module)
                };)*
                Types { $object, $($field,)* }
            }

            /// All of them, for tracing and for the names of `builtins`.
            pub(crate) fn all(&self) -> Vec<Ref<Class>> {
                vec![self.$object, $(self.$field,)*]
            }
        }
    };
}

fn make(
    heap: &mut Heap,
    shapes: &mut Shapes,
    name: &str,
    base: Option<Ref<Class>>,
    layout: Layout,
    module: &str,
) -> Ref<Class> {
    let interned = heap.intern(name);
    let module = heap.intern(module);
    let mut class = Class {
        name: Some(interned),
        qualname: heap.name_value(interned),
        module: heap.name_value(module),
        bases: base.into_iter().collect(),
        layout,
        native: true,
        shape: shapes.root(),
        ..Class::default()
    };
    class.mro = base.map_or(Vec::new(), |b| heap[b].mro.clone());
    let class = heap.alloc(class);
    heap[class].mro.insert(0, class);
    if let Some(base) = base {
        heap[base].subclasses.push(class);
    }
    class
}

types! {
    object;
    type_ = "type", object, Class, "builtins";
    none = "NoneType", object, Final, "builtins";
    not_implemented = "NotImplementedType", object, Final, "builtins";
    ellipsis = "ellipsis", object, Final, "builtins";
    int = "int", object, Builtin, "builtins";
    bool_ = "bool", int, Final, "builtins";
    float = "float", object, Builtin, "builtins";
    complex = "complex", object, Builtin, "builtins";
    str = "str", object, Builtin, "builtins";
    bytes = "bytes", object, Builtin, "builtins";
    bytearray = "bytearray", object, Builtin, "builtins";
    memoryview = "memoryview", object, Final, "builtins";
    tuple = "tuple", object, Builtin, "builtins";
    list = "list", object, Builtin, "builtins";
    dict = "dict", object, Builtin, "builtins";
    dict_keys = "dict_keys", object, Final, "builtins";
    dict_values = "dict_values", object, Final, "builtins";
    dict_items = "dict_items", object, Final, "builtins";
    mappingproxy = "mappingproxy", object, Final, "builtins";
    set = "set", object, Builtin, "builtins";
    frozenset = "frozenset", object, Builtin, "builtins";
    slice = "slice", object, Final, "builtins";
    range = "range", object, Final, "builtins";
    function = "function", object, Final, "builtins";
    builtin_function = "builtin_function_or_method", object, Final, "builtins";
    method = "method", object, Final, "builtins";
    method_descriptor = "method_descriptor", object, Final, "builtins";
    getset_descriptor = "getset_descriptor", object, Final, "builtins";
    member_descriptor = "member_descriptor", object, Final, "builtins";
    module = "module", object, Final, "builtins";
    code = "code", object, Final, "builtins";
    frame = "frame", object, Final, "builtins";
    traceback = "traceback", object, Final, "builtins";
    cell = "cell", object, Final, "builtins";
    property = "property", object, Object, "builtins";
    staticmethod = "staticmethod", object, Object, "builtins";
    classmethod = "classmethod", object, Object, "builtins";
    super_ = "super", object, Final, "builtins";
    generator = "generator", object, Final, "builtins";
    coroutine = "coroutine", object, Final, "builtins";
    async_generator = "async_generator", object, Final, "builtins";
    async_generator_asend = "async_generator_asend", object, Final, "builtins";
    async_generator_athrow = "async_generator_athrow", object, Final, "builtins";
    coroutine_wrapper = "coroutine_wrapper", object, Final, "builtins";
    future_iter = "FutureIter", object, Final, "_asyncio";
    generic_alias = "GenericAlias", object, Final, "types";
    union_type = "UnionType", object, Final, "types";
    list_iterator = "list_iterator", object, Final, "builtins";
    list_reverseiterator = "list_reverseiterator", object, Final, "builtins";
    tuple_iterator = "tuple_iterator", object, Final, "builtins";
    str_iterator = "str_ascii_iterator", object, Final, "builtins";
    range_iterator = "range_iterator", object, Final, "builtins";
    dict_keyiterator = "dict_keyiterator", object, Final, "builtins";
    dict_valueiterator = "dict_valueiterator", object, Final, "builtins";
    dict_itemiterator = "dict_itemiterator", object, Final, "builtins";
    set_iterator = "set_iterator", object, Final, "builtins";
    bytes_iterator = "bytes_iterator", object, Final, "builtins";
    bytearray_iterator = "bytearray_iterator", object, Final, "builtins";
    dict_reversekeyiterator = "dict_reversekeyiterator", object, Final, "builtins";
    dict_reversevalueiterator = "dict_reversevalueiterator", object, Final, "builtins";
    dict_reverseitemiterator = "dict_reverseitemiterator", object, Final, "builtins";
    iterator = "iterator", object, Final, "builtins";
    callable_iterator = "callable_iterator", object, Final, "builtins";
    enumerate = "enumerate", object, Final, "builtins";
    zip = "zip", object, Final, "builtins";
    map = "map", object, Final, "builtins";
    filter = "filter", object, Final, "builtins";
    reversed = "reversed", object, Final, "builtins";
    future = "Future", object, Future, "_asyncio";
    task = "Task", future, Future, "_asyncio";

    base_exception = "BaseException", object, Exception, "builtins";
    base_exception_group = "BaseExceptionGroup", base_exception, Exception, "builtins";
    generator_exit = "GeneratorExit", base_exception, Exception, "builtins";
    keyboard_interrupt = "KeyboardInterrupt", base_exception, Exception, "builtins";
    system_exit = "SystemExit", base_exception, Exception, "builtins";
    cancelled_error = "CancelledError", base_exception, Exception, "asyncio.exceptions";
    exception = "Exception", base_exception, Exception, "builtins";
    exception_group = "ExceptionGroup", exception, Exception, "builtins";
    arithmetic_error = "ArithmeticError", exception, Exception, "builtins";
    floating_point_error = "FloatingPointError", arithmetic_error, Exception, "builtins";
    overflow_error = "OverflowError", arithmetic_error, Exception, "builtins";
    zero_division_error = "ZeroDivisionError", arithmetic_error, Exception, "builtins";
    assertion_error = "AssertionError", exception, Exception, "builtins";
    attribute_error = "AttributeError", exception, Exception, "builtins";
    buffer_error = "BufferError", exception, Exception, "builtins";
    eof_error = "EOFError", exception, Exception, "builtins";
    import_error = "ImportError", exception, Exception, "builtins";
    module_not_found_error = "ModuleNotFoundError", import_error, Exception, "builtins";
    lookup_error = "LookupError", exception, Exception, "builtins";
    index_error = "IndexError", lookup_error, Exception, "builtins";
    key_error = "KeyError", lookup_error, Exception, "builtins";
    memory_error = "MemoryError", exception, Exception, "builtins";
    name_error = "NameError", exception, Exception, "builtins";
    unbound_local_error = "UnboundLocalError", name_error, Exception, "builtins";
    os_error = "OSError", exception, Exception, "builtins";
    blocking_io_error = "BlockingIOError", os_error, Exception, "builtins";
    child_process_error = "ChildProcessError", os_error, Exception, "builtins";
    connection_error = "ConnectionError", os_error, Exception, "builtins";
    broken_pipe_error = "BrokenPipeError", connection_error, Exception, "builtins";
    connection_aborted_error = "ConnectionAbortedError", connection_error, Exception, "builtins";
    connection_refused_error = "ConnectionRefusedError", connection_error, Exception, "builtins";
    connection_reset_error = "ConnectionResetError", connection_error, Exception, "builtins";
    file_exists_error = "FileExistsError", os_error, Exception, "builtins";
    file_not_found_error = "FileNotFoundError", os_error, Exception, "builtins";
    interrupted_error = "InterruptedError", os_error, Exception, "builtins";
    is_a_directory_error = "IsADirectoryError", os_error, Exception, "builtins";
    not_a_directory_error = "NotADirectoryError", os_error, Exception, "builtins";
    permission_error = "PermissionError", os_error, Exception, "builtins";
    process_lookup_error = "ProcessLookupError", os_error, Exception, "builtins";
    timeout_error = "TimeoutError", os_error, Exception, "builtins";
    reference_error = "ReferenceError", exception, Exception, "builtins";
    runtime_error = "RuntimeError", exception, Exception, "builtins";
    not_implemented_error = "NotImplementedError", runtime_error, Exception, "builtins";
    recursion_error = "RecursionError", runtime_error, Exception, "builtins";
    stop_async_iteration = "StopAsyncIteration", exception, Exception, "builtins";
    stop_iteration = "StopIteration", exception, Exception, "builtins";
    syntax_error = "SyntaxError", exception, Exception, "builtins";
    indentation_error = "IndentationError", syntax_error, Exception, "builtins";
    tab_error = "TabError", indentation_error, Exception, "builtins";
    system_error = "SystemError", exception, Exception, "builtins";
    type_error = "TypeError", exception, Exception, "builtins";
    value_error = "ValueError", exception, Exception, "builtins";
    unicode_error = "UnicodeError", value_error, Exception, "builtins";
    unicode_decode_error = "UnicodeDecodeError", unicode_error, Exception, "builtins";
    unicode_encode_error = "UnicodeEncodeError", unicode_error, Exception, "builtins";
    warning = "Warning", exception, Exception, "builtins";
    bytes_warning = "BytesWarning", warning, Exception, "builtins";
    deprecation_warning = "DeprecationWarning", warning, Exception, "builtins";
    future_warning = "FutureWarning", warning, Exception, "builtins";
    import_warning = "ImportWarning", warning, Exception, "builtins";
    pending_deprecation_warning = "PendingDeprecationWarning", warning, Exception, "builtins";
    resource_warning = "ResourceWarning", warning, Exception, "builtins";
    runtime_warning = "RuntimeWarning", warning, Exception, "builtins";
    syntax_warning = "SyntaxWarning", warning, Exception, "builtins";
    unicode_warning = "UnicodeWarning", warning, Exception, "builtins";
    user_warning = "UserWarning", warning, Exception, "builtins";
}

impl Types {
    /// The class of a value.
    pub(crate) fn class_of(&self, heap: &Heap, value: Value) -> Ref<Class> {
        use crate::object::{DescriptorKind, GenKind, Iter};
        match value {
            Value::Unbound | Value::None => self.none,
            Value::NotImplemented => self.not_implemented,
            Value::Ellipsis => self.ellipsis,
            Value::Bool(_) => self.bool_,
            Value::Int(_) | Value::BigInt(_) => self.int,
            Value::Float(_) => self.float,
            Value::Str(_) => self.str,
            Value::Bytes(b) => {
                if heap[b].mutable {
                    self.bytearray
                } else {
                    self.bytes
                }
            }
            Value::Tuple(_) => self.tuple,
            Value::List(_) => self.list,
            Value::Dict(_) => self.dict,
            Value::Set(s) => {
                if heap[s].frozen {
                    self.frozenset
                } else {
                    self.set
                }
            }
            Value::Slice(_) => self.slice,
            Value::Range(_) => self.range,
            Value::Iter(i) => match &heap[i] {
                Iter::Range { .. } => self.range_iterator,
                Iter::List { .. } => self.list_iterator,
                Iter::ListReversed { .. } => self.list_reverseiterator,
                Iter::Tuple { .. } => self.tuple_iterator,
                Iter::Str { .. } => self.str_iterator,
                Iter::DictKeys { .. } => self.dict_keyiterator,
                Iter::DictValues { .. } => self.dict_valueiterator,
                Iter::DictItems { .. } => self.dict_itemiterator,
                Iter::Set { .. } => self.set_iterator,
                Iter::Zip { .. } => self.zip,
                Iter::Enumerate { .. } => self.enumerate,
                Iter::Map { .. } => self.map,
                Iter::Filter { .. } => self.filter,
                Iter::Sentinel { .. } => self.callable_iterator,
                Iter::Native(native) => native.class().unwrap_or(self.iterator),
                Iter::Values { class, .. } => *class,
                Iter::Empty | Iter::Items { .. } => self.iterator,
            },
            Value::Function(_) => self.function,
            Value::Native(_) => self.builtin_function,
            Value::Method(_) => self.method,
            Value::Class(c) => heap[c].metaclass.unwrap_or(self.type_),
            Value::Instance(i) => heap[i].class(),
            Value::Exception(e) => heap[e].class(),
            Value::Module(_) => self.module,
            Value::Generator(g) => heap[g].class.unwrap_or(match heap[g].kind {
                GenKind::Generator => self.generator,
                GenKind::Coroutine => self.coroutine,
                GenKind::AsyncGenerator => self.async_generator,
            }),
            Value::Future(f) => heap[f].class.unwrap_or(self.future),
            Value::Descriptor(d) => heap[d].class.unwrap_or(match heap[d].kind {
                DescriptorKind::Property => self.property,
                DescriptorKind::StaticMethod => self.staticmethod,
                DescriptorKind::ClassMethod => self.classmethod,
                DescriptorKind::Member => self.member_descriptor,
            }),
            Value::Cell(_) => self.cell,
            Value::Opaque(o) => heap[o].class.unwrap_or(self.object),
        }
    }
}
