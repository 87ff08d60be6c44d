//! Code that is linked while the program runs, and the dicts that are the names of modules.

use std::rc::Rc;

use loopscope_compiler::op::Op;
use loopscope_compiler::{CodeSpec, FunctionSpec, ModuleSpec};

use super::Vm;
use crate::code::Source;
use crate::heap::Ref;
use crate::native::Res;
use crate::object::{Dict, Module};
use crate::value::{Name, Value};

impl Vm {
    /// Links a text's code to a module that has names already; the function that runs it.
    pub(crate) fn link_dynamic(&mut self, module: Ref<Module>, spec: &ModuleSpec, source: &Rc<Source>) -> Value {
        let slots: Vec<u32> = spec
            .globals
            .iter()
            .map(|name| {
                let name = self.heap.intern(name);
                self.module_slot(module, name) as u32
            })
            .collect();
        let is_dict = self.heap[module].namespace.is_some();
        let code = Rc::new(relinked(&spec.code, &slots, is_dict));
        let code = self.link(&code, module, source);
        self.function_of_module(code)
    }

    /// A global that is neither in its slot nor among the built-in names: it may be in a dict of the program's own.
    #[cold]
    pub(crate) fn missing_global(&mut self, module: Ref<Module>, slot: u32) -> Res {
        let name = self.heap[module].globals.name_at(slot as usize);
        if let Some(dict) = self.heap[module].namespace {
            let key = self.heap.name_value(name);
            if let Some(value) = self.dict_get(dict, key)? {
                return Ok(value);
            }
            match self.dict_get_text(dict, "__builtins__") {
                Some(Value::Dict(builtins)) => {
                    if let Some(value) = self.dict_get(builtins, key)? {
                        return Ok(value);
                    }
                }
                _ => {
                    if let Some(value) = self.heap[self.builtins].globals.get(name) {
                        return Ok(value);
                    }
                }
            }
        }
        match self.heap.name(name) {
            "__builtins__" => return Ok(Value::Module(self.builtins)),
            "__doc__" | "__package__" | "__spec__" | "__cached__" => return Ok(Value::None),
            _ => {}
        }
        Err(self.no_global(module, slot))
    }

    #[cold]
    pub(super) fn store_dict_global(&mut self, module: Ref<Module>, slot: u32, value: Value) -> Res<()> {
        let name = self.heap[module].globals.name_at(slot as usize);
        self.module_bind(module, name, value);
        Ok(())
    }

    #[cold]
    pub(super) fn delete_dict_global(&mut self, module: Ref<Module>, slot: u32) -> Res<()> {
        let name = self.heap[module].globals.name_at(slot as usize);
        let key = self.heap.name_value(name);
        if let Some(dict) = self.heap[module].namespace
            && self.dict_remove(dict, key)?.is_some()
        {
            return Ok(());
        }
        Err(self.no_global(module, slot))
    }

    /// The names of a module as a dict that writes to it: `globals()`, `module.__dict__`.
    pub(crate) fn names_of_module(&mut self, module: Ref<Module>) -> Res {
        if let Some(dict) = self.heap[module].namespace {
            return Ok(Value::Dict(dict));
        }
        let library = self.import("_namespace")?;
        self.call_method(library, "dict", &[Value::Module(module)])
    }

    /// The module whose names a dict shows that [`Vm::names_of_module`] has made.
    pub(crate) fn module_of_names(&mut self, value: Value) -> Option<Ref<Module>> {
        let Value::Instance(_) = value else { return None };
        let class = self.class_of(value);
        if self.text(self.heap[class].module) != Some("_namespace") {
            return None;
        }
        let name = self.heap.intern("_module");
        match self.find_attr(value, name) {
            Ok(Some(Value::Module(module))) => Some(module),
            _ => None,
        }
    }

    /// The bound names of a module, in a dict of their own. What every module has comes first.
    pub(crate) fn copy_of_names(&mut self, module: Ref<Module>) -> Res {
        let mut names: Vec<(Name, Value)> = self.heap[module].globals.iter().collect();
        names.sort_by_key(|(name, _)| !is_given(self.heap.name(*name)));
        let dict = self.heap.alloc(Dict::default());
        for (name, value) in names {
            let key = self.heap.name_value(name);
            self.dict_set(dict, key, value)?;
        }
        Ok(Value::Dict(dict))
    }
}

/// Is it a name that a module has before its first statement?
fn is_given(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}

/// The code with its globals in other slots, or in a dict.
fn relinked(code: &CodeSpec, slots: &[u32], is_dict: bool) -> CodeSpec {
    let mut code = code.clone();
    let place = |slot: u32| slots.get(slot as usize).copied().unwrap_or(slot);
    for op in &mut code.ops {
        *op = match *op {
            Op::LoadGlobal { dst, slot } => Op::LoadGlobal { dst, slot: place(slot) },
            Op::StoreGlobal { src, slot } if is_dict => Op::StoreDictGlobal { src, slot: place(slot) },
            Op::StoreGlobal { src, slot } => Op::StoreGlobal { src, slot: place(slot) },
            Op::DeleteGlobal { slot } if is_dict => Op::DeleteDictGlobal { slot: place(slot) },
            Op::DeleteGlobal { slot } => Op::DeleteGlobal { slot: place(slot) },
            _ => continue,
        };
    }
    let inner = |f: &FunctionSpec| FunctionSpec { code: Rc::new(relinked(&f.code, slots, is_dict)), ..f.clone() };
    code.functions = code.functions.iter().map(inner).collect();
    code
}
