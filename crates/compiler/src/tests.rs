//! What the compiler makes of small programs, and what it says of wrong ones.

mod diagnostics;
mod listings;
mod shapes;

use std::rc::Rc;

use super::imports::Known;
use super::{check, compile};
use crate::spec::{CodeSpec, ModuleSpec};

/// Compiles a module that must compile.
fn module(source: &str) -> ModuleSpec {
    compile(source, |_| Known::Yes).unwrap_or_else(|diagnostics| panic!("{source}\n{diagnostics:#?}"))
}

/// The code of the function or class of this name, at any depth.
fn code_of(source: &str, name: &str) -> Rc<CodeSpec> {
    fn find(code: &Rc<CodeSpec>, name: &str) -> Option<Rc<CodeSpec>> {
        if *code.name == *name {
            return Some(code.clone());
        }
        code.functions.iter().find_map(|f| find(&f.code, name))
    }
    find(&module(source).code, name).unwrap_or_else(|| panic!("no {name} in {source}"))
}
