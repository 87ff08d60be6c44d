//! How classes are called, by programs and in messages.

use super::Vm;
use crate::heap::Ref;
use crate::object::Class;
use crate::value::Value;

/// Classes of the library that CPython writes in C, by the names that they have in messages there: their `tp_name`, of
/// which `__module__` and `__name__` are parts.
const IN_C: [&str; 64] = [
    "_asyncio.Future",
    "_asyncio.Task",
    "_contextvars.Context",
    "_contextvars.ContextVar",
    "_contextvars.Token",
    "_hashlib.HASH",
    "_hashlib.HMAC",
    "_io.BytesIO",
    "_io.StringIO",
    "_io.TextIOWrapper",
    "_queue.SimpleQueue",
    "_struct.Struct",
    "_thread.RLock",
    "_thread._local",
    "_thread.lock",
    "array.array",
    "collections.OrderedDict",
    "collections.defaultdict",
    "collections.deque",
    "datetime.date",
    "datetime.datetime",
    "datetime.time",
    "datetime.timedelta",
    "datetime.timezone",
    "decimal.Context",
    "decimal.Decimal",
    "functools.KeyWrapper",
    "functools._lru_cache_wrapper",
    "functools.partial",
    "itertools._tee",
    "itertools.accumulate",
    "itertools.chain",
    "itertools.combinations",
    "itertools.combinations_with_replacement",
    "itertools.compress",
    "itertools.count",
    "itertools.cycle",
    "itertools.dropwhile",
    "itertools.filterfalse",
    "itertools.groupby",
    "itertools.islice",
    "itertools.pairwise",
    "itertools.permutations",
    "itertools.product",
    "itertools.repeat",
    "itertools.starmap",
    "itertools.takewhile",
    "itertools.zip_longest",
    "operator.attrgetter",
    "operator.itemgetter",
    "operator.methodcaller",
    "re.Match",
    "re.Pattern",
    "sys.flags",
    "sys.version_info",
    "time.struct_time",
    "types.GenericAlias",
    "types.SimpleNamespace",
    "types.UnionType",
    "weakref.CallableProxyType",
    "weakref.ProxyType",
    "weakref.ReferenceType",
    "zoneinfo.ZoneInfo",
    "os.stat_result",
];

impl Vm {
    /// `class.__name__`.
    pub(crate) fn class_name(&self, class: Ref<Class>) -> &str {
        self.heap[class].name.map_or("?", |n| self.heap.name(n))
    }

    /// How messages name a class: as `tp_name` does in C.
    pub(crate) fn name_in_messages(&self, class: Ref<Class>) -> &str {
        let name = self.class_name(class);
        let module = self.text(self.heap[class].module);
        IN_C.into_iter().find(|full| full.rsplit_once('.') == module.map(|m| (m, name))).unwrap_or(name)
    }

    /// How messages name the class of a value.
    pub(crate) fn type_name(&self, value: Value) -> &str {
        self.name_in_messages(self.class_of(value))
    }
}
