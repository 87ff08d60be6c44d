//! How messages call a class: those that CPython implements in C tell in which module they are.

use super::Vm;
use crate::heap::Ref;
use crate::object::Class;
use crate::value::Value;

/// The classes of library modules that have their full names in CPython's messages.
const FULL_NAMES: [&str; 33] = [
    "_contextvars.Context",
    "_contextvars.ContextVar",
    "_io.BytesIO",
    "_io.StringIO",
    "_struct.Struct",
    "_thread.RLock",
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
    "itertools.accumulate",
    "itertools.chain",
    "itertools.count",
    "itertools.cycle",
    "itertools.groupby",
    "itertools.islice",
    "itertools.repeat",
    "operator.attrgetter",
    "operator.itemgetter",
    "re.Match",
    "re.Pattern",
    "types.SimpleNamespace",
];

impl Vm {
    /// What messages call the class of a value.
    pub(crate) fn type_name(&self, value: Value) -> &str {
        self.name_in_messages(self.class_of(value))
    }

    /// What messages call a class.
    pub(crate) fn name_in_messages(&self, class: Ref<Class>) -> &str {
        let name = self.class_name(class);
        let module = self.text(self.heap[class].module).unwrap_or_default();
        let is_it = |full: &&&str| {
            full.strip_suffix(name)
                .and_then(|rest| rest.strip_suffix('.'))
                .is_some_and(|rest| rest == module || rest.strip_prefix('_') == Some(module))
        };
        FULL_NAMES.iter().find(is_it).copied().unwrap_or(name)
    }
}
