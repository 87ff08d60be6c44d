//! The standard library's modules.

mod bisect;
mod bits;
mod blake2;
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
mod keccak;
mod library;
mod math;
mod namespace;
mod operator;
mod os;
mod random;
mod re;
mod refused;
mod sys;
mod thread;
mod time;
mod traceback;
mod types;
mod unicodedata;
mod weakref;
mod zlib;

pub(crate) use collections::Deque;

use loopscope_compiler::Known;

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

/// All modules that are Rust, or begin in it, except `builtins` and `__main__`.
static MODULES: &[ModuleDef] = &[
    crate::asyncio::MODULE,
    crate::asyncio::RARE_MODULE,
    crate::asyncio::THREADS_MODULE,
    crate::asyncio::part("asyncio.base_events"),
    crate::asyncio::part("asyncio.coroutines"),
    crate::asyncio::part("asyncio.events"),
    crate::asyncio::part("asyncio.exceptions"),
    crate::asyncio::part("asyncio.futures"),
    crate::asyncio::part("asyncio.locks"),
    crate::asyncio::part("asyncio.protocols"),
    crate::asyncio::part("asyncio.transports"),
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
    heapq::MODULE,
    functools::MODULE,
    collections::MODULE,
    bisect::MODULE,
    bits::MODULE,
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
    unicodedata::MODULE,
    weakref::MODULE,
    zlib::MODULE,
    exec::MODULE,
    namespace::MODULE,
];

/// The module of this name, if there is one.
pub(crate) fn find(name: &str) -> Option<&'static ModuleDef> {
    MODULES.iter().chain(library::MODULES).find(|def| def.name == name)
}

/// What is known of a module.
pub(crate) fn known(name: &str) -> Known {
    if name == "builtins" || find(name).is_some() { Known::Yes } else { refused::known(name) }
}

#[cfg(test)]
mod tests {
    use super::{Known, MODULES, known, library};

    const TABLE: &str = include_str!("../../../../docs/standard-library.md");

    /// The cells of the rows of a table, as far as they are names of modules.
    fn rows(title: &str) -> Vec<Vec<&'static str>> {
        let section = TABLE.split("\n## ").find(|section| section.starts_with(title)).expect("the section is there");
        section.lines().filter(|line| line.starts_with('|')).skip(2).map(|line| line.split('|').collect()).collect()
    }

    fn names(cell: &'static str) -> Vec<&'static str> {
        cell.split('`').skip(1).step_by(2).collect()
    }

    #[test]
    fn the_table_of_modules_is_complete() {
        let listed: Vec<&str> = rows("Modules that are there").iter().flat_map(|row| names(row[1])).collect();
        for name in &listed {
            assert_eq!(known(name), Known::Yes, "{name}");
        }
        for def in MODULES.iter().chain(library::MODULES) {
            let is_part = def.name.rsplit_once('.').is_some_and(|(whole, _)| listed.contains(&whole));
            let is_private = def.name.split('.').any(|part| part.starts_with('_')) && def.name != "__future__";
            let is_shell = matches!(def.name, "concurrent" | "urllib" | "xml" | "xml.etree" | "xml.sax")
                || def.name.starts_with("email.mime.");
            assert!(listed.contains(&def.name) || is_part || is_private || is_shell, "{} is not listed", def.name);
        }
    }

    #[test]
    fn the_table_of_refusals_is_right() {
        for row in rows("Modules that are refused") {
            for name in names(row[2]) {
                let Known::Refused { reason, .. } = known(name) else { panic!("{name} is not refused") };
                assert_eq!(reason, row[1].trim(), "{name}");
            }
        }
    }
}
