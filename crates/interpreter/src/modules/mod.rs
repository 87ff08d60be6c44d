//! The standard library's modules.

mod bisect;
mod collections;
mod contextvars;
mod digest;
mod exec;
mod functools;
mod gc;
mod hashlib;
mod heapq;
mod itertools;
mod json;
mod math;
mod operator;
mod os;
mod random;
mod re;
mod sys;
mod thread;
mod time;
mod traceback;
mod types;

use crate::compile::imports::Known;
use crate::heap::Ref;
use crate::native::Res;
use crate::object::Module;
use crate::vm::Vm;

/// A module written in Rust, in Python, or both.
pub(crate) struct ModuleDef {
    pub(crate) name: &'static str,
    /// Fills the module.
    pub(crate) init: Option<fn(&mut Vm, Ref<Module>) -> Res<()>>,
    /// Python source, run after `init` in the same namespace.
    ///
    /// A function, so that a build that is divided into parts can keep the sources of those modules apart that are rare.
    pub(crate) source: Option<fn() -> &'static str>,
}

/// A module written in Python.
const fn python(name: &'static str, source: fn() -> &'static str) -> ModuleDef {
    ModuleDef { name, init: None, source: Some(source) }
}

/// All modules, except `builtins` and `__main__`.
pub(crate) static MODULES: &[ModuleDef] = &[
    crate::asyncio::MODULE,
    crate::asyncio::part("asyncio.base_events"),
    crate::asyncio::part("asyncio.coroutines"),
    crate::asyncio::part("asyncio.events"),
    crate::asyncio::part("asyncio.exceptions"),
    crate::asyncio::part("asyncio.futures"),
    crate::asyncio::part("asyncio.locks"),
    crate::asyncio::part("asyncio.queues"),
    crate::asyncio::part("asyncio.runners"),
    crate::asyncio::part("asyncio.streams"),
    crate::asyncio::part("asyncio.subprocess"),
    crate::asyncio::part("asyncio.taskgroups"),
    crate::asyncio::part("asyncio.tasks"),
    crate::asyncio::part("asyncio.threads"),
    crate::asyncio::part("asyncio.timeouts"),
    crate::asyncio::part("asyncio.unix_events"),
    operator::MODULE,
    itertools::MODULE,
    json::MODULE,
    python("argparse", || include_str!("lib/argparse.py")),
    python("datetime", || include_str!("lib/datetime.py")),
    python("io", || include_str!("lib/io.py")),
    python("inspect", || include_str!("lib/inspect.py")),
    python("logging", || include_str!("lib/logging.py")),
    python("pprint", || include_str!("lib/pprint.py")),
    python("statistics", || include_str!("lib/statistics.py")),
    python("warnings", || include_str!("lib/warnings.py")),
    heapq::MODULE,
    functools::MODULE,
    collections::MODULE,
    bisect::MODULE,
    contextvars::MODULE,
    gc::MODULE,
    hashlib::MODULE,
    math::MODULE,
    os::MODULE,
    os::PATH,
    random::MODULE,
    re::MODULE,
    sys::MODULE,
    thread::MODULE,
    time::MODULE,
    traceback::MODULE,
    types::MODULE,
    exec::MODULE,
    python("base64", || include_str!("lib/base64.py")),
    python("binascii", || include_str!("lib/binascii.py")),
    python("decimal", || include_str!("lib/decimal.py")),
    python("fractions", || include_str!("lib/fractions.py")),
    python("graphlib", || include_str!("lib/graphlib.py")),
    python("hmac", || include_str!("lib/hmac.py")),
    python("numbers", || include_str!("lib/numbers.py")),
    python("platform", || include_str!("lib/platform.py")),
    python("secrets", || include_str!("lib/secrets.py")),
    python("signal", || include_str!("lib/signal.py")),
    python("uuid", || include_str!("lib/uuid.py")),
    python("weakref", || include_str!("lib/weakref.py")),
    python("__future__", || include_str!("lib/future.py")),
    python("abc", || include_str!("lib/abc.py")),
    python("collections.abc", || include_str!("lib/collections_abc.py")),
    python("contextlib", || include_str!("lib/contextlib.py")),
    python("copy", || include_str!("lib/copy.py")),
    python("dataclasses", || include_str!("lib/dataclasses.py")),
    python("enum", || include_str!("lib/enum.py")),
    python("string", || include_str!("lib/string.py")),
    python("textwrap", || include_str!("lib/textwrap.py")),
    python("threading", || include_str!("lib/threading.py")),
    python("queue", || include_str!("lib/queue.py")),
    python("concurrent", || ""),
    python("concurrent.futures", || include_str!("lib/concurrent/futures.py")),
    python("concurrent.futures._base", || "from concurrent.futures import *\nfrom concurrent.futures import Error"),
    python("concurrent.futures.thread", || "from concurrent.futures import ThreadPoolExecutor, BrokenThreadPool"),
    python("concurrent.futures.process", || "from concurrent.futures import ProcessPoolExecutor, BrokenProcessPool"),
    python("difflib", || include_str!("lib/difflib.py")),
    python("fnmatch", || include_str!("lib/fnmatch.py")),
    python("unittest", || include_str!("lib/unittest/__init__.py")),
    python("unittest.async_case", || include_str!("lib/unittest/async_case.py")),
    python("unittest.case", || include_str!("lib/unittest/case.py")),
    python("unittest.loader", || "from unittest.main import *"),
    python("unittest.main", || include_str!("lib/unittest/main.py")),
    python("unittest.mock", || include_str!("lib/unittest/mock.py")),
    python("unittest.result", || "from unittest.runner import TestResult"),
    python("unittest.runner", || include_str!("lib/unittest/runner.py")),
    python("unittest.suite", || include_str!("lib/unittest/suite.py")),
    python("typing", || include_str!("lib/typing.py")),
    python(
        "typing_extensions",
        || "from typing import *\nfrom typing import override, TypeAliasType, get_original_bases, deprecated, runtime",
    ),
];

const SOCKETS: (&str, &str) = ("a page has no sockets", "Pass data between tasks with asyncio.Queue.");
const PROCESSES: (&str, &str) = ("a page cannot start processes", "Use tasks in place of processes.");
const REQUESTS: (&str, &str) = ("it is not part of the standard library", "Let asyncio.sleep stand for the request.");
const FILES: (&str, &str) = ("it is not part of the standard library", "Keep the data in a string or a list.");
const LOOPS: (&str, &str) = ("it is a loop for CPython only", "asyncio.run uses the loop of this page.");

const ZONES: (&str, &str) = ("there is no database of time zones", "Use datetime.timezone with a fixed offset.");

/// Modules that cannot work here: why, and what to use instead.
static REFUSED: &[(&str, (&str, &str))] = &[
    ("socket", SOCKETS),
    ("ssl", SOCKETS),
    ("select", SOCKETS),
    ("selectors", SOCKETS),
    ("socketserver", SOCKETS),
    ("subprocess", PROCESSES),
    ("multiprocessing", PROCESSES),
    ("aiohttp", REQUESTS),
    ("requests", REQUESTS),
    ("httpx", REQUESTS),
    ("urllib", SOCKETS),
    ("aiofiles", FILES),
    ("uvloop", LOOPS),
    ("zoneinfo", ZONES),
];

/// What is known of a module.
pub(crate) fn known(name: &str) -> Known {
    if name == "builtins" || MODULES.iter().any(|m| m.name == name) {
        return Known::Yes;
    }
    let top = name.split('.').next().unwrap_or(name);
    match REFUSED.iter().find(|(refused, _)| *refused == top) {
        Some((_, (reason, advice))) => Known::Refused { reason, advice },
        None => Known::Unknown,
    }
}
