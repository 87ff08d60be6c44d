//! Modules and imports; linking compiled code to the heap.

use std::cell::Cell;
use std::rc::Rc;

use loopscope_compiler::{CodeKind, CodeSpec, Const, ModuleSpec};

use super::Vm;
use super::thread::Thread;
use crate::code::{AttrSite, Code, Source};
use crate::heap::Ref;
use crate::native::{NativeDef, Res};
use crate::object::{Function, Module};
use crate::value::{Name, Value};

impl Vm {
    /// The module of this dotted name, imported if need be.
    pub(crate) fn import(&mut self, name: &str) -> Res {
        match self.loaded_module(name) {
            Some(Value::None) => {
                let message = format!("import of {name} halted; None in sys.modules");
                return Err(self.error(self.types.module_not_found_error, message));
            }
            Some(module) => return Ok(module),
            None => {}
        }
        let Some(def) = crate::modules::find(name) else {
            let top = name.split('.').next().unwrap_or(name);
            let (message, missing) = match crate::modules::known(name) {
                loopscope_compiler::Known::Refused { reason, .. } if !reason.contains("standard library") => {
                    (format!("the module '{name}' is not available here: {reason}"), name)
                }
                // As where nobody has installed it.
                _ if crate::modules::find(top).is_some() => {
                    let (parent, _) = name.rsplit_once('.').unwrap_or((top, ""));
                    let package = [
                        "asyncio",
                        "collections",
                        "concurrent",
                        "email",
                        "importlib",
                        "json",
                        "logging",
                        "unittest",
                        "xml",
                    ];
                    let why =
                        if package.contains(&top) { String::new() } else { format!("; '{parent}' is not a package") };
                    (format!("No module named '{name}'{why}"), name)
                }
                _ => (format!("No module named '{top}'"), top),
            };
            let error = self.error(self.types.module_not_found_error, message);
            if let crate::native::Unwind::Raise(Value::Exception(e)) = error {
                let missing = self.heap.intern(missing);
                let name_value = self.heap.name_value(missing);
                let attr = self.heap.intern("name");
                self.heap[e].attrs.set(attr, name_value);
            }
            return Err(error);
        };
        if let Some((parent, _)) = name.rsplit_once('.') {
            self.import(parent)?;
        }
        let module = self.new_module(name);
        self.add_module(name, Value::Module(module));
        let result = self.fill_module(module, def);
        if let Err(error) = result {
            let key = self.heap.intern(name);
            let key = self.heap.name_value(key);
            self.dict_remove(self.modules, key)?;
            return Err(error);
        }
        if let Some((parent, last)) = name.rsplit_once('.') {
            let last = self.heap.intern(last);
            if let Value::Module(parent) = self.import(parent)? {
                self.module_bind(parent, last, Value::Module(module));
            }
        }
        Ok(Value::Module(module))
    }

    /// The module of this name in `sys.modules`.
    pub(crate) fn loaded_module(&self, name: &str) -> Option<Value> {
        self.dict_get_text(self.modules, name)
    }

    /// Puts a module into `sys.modules`.
    pub(crate) fn add_module(&mut self, name: &str, module: Value) {
        let name = self.heap.intern(name);
        let key = self.heap.name_value(name);
        // Texts can be hashed.
        let _ = self.dict_set(self.modules, key, module);
    }

    fn fill_module(&mut self, module: Ref<Module>, def: &crate::modules::ModuleDef) -> Res<()> {
        if let Some(init) = def.init {
            init(self, module)?;
        }
        if let Some(source) = def.source {
            let text = source();
            let spec = loopscope_compiler::compile_library(text).map_err(|diagnostics| {
                let problem = diagnostics.first().map_or(String::new(), |d| format!("{}: {}", d.line, d.message));
                self.error(self.types.system_error, format!("library module {}: {problem}", def.name))
            })?;
            let source = Rc::new(Source::new(&format!("<lib/{}.py>", def.name), text));
            self.run_module(module, &spec, &source)?;
        }
        Ok(())
    }

    /// An empty module.
    pub(crate) fn new_module(&mut self, name: &str) -> Ref<Module> {
        let key = self.heap.intern(name);
        let module = self.heap.alloc(Module { name: Some(key), ..Module::default() });
        self.pinned.push(Value::Module(module));
        let text = self.heap.name_value(key);
        self.module_bind(module, self.names.name, text);
        module
    }

    /// Runs a module's code, nested.
    fn run_module(&mut self, module: Ref<Module>, spec: &ModuleSpec, source: &Rc<Source>) -> Res<()> {
        let function = self.link_module(module, spec, source);
        let mut thread = Thread::new();
        self.call_values(thread.fiber(), function, &[], &[])?;
        self.run_nested(&mut thread).map(drop)
    }

    /// Links a module's code; the function that runs it.
    pub(crate) fn link_module(&mut self, module: Ref<Module>, spec: &ModuleSpec, source: &Rc<Source>) -> Value {
        // Slots are numbered by the compiler; what is in the module already moves to them.
        let existing: Vec<(Name, Value)> = self.heap[module].globals.iter().collect();
        self.heap[module].globals = crate::object::NameMap::default();
        self.heap[module].fallbacks.clear();
        for name in &spec.globals {
            let name = self.heap.intern(name);
            self.module_slot(module, name);
        }
        for (name, value) in existing {
            self.module_bind(module, name, value);
        }
        let code = self.link(&spec.code, module, source);
        self.function_of_module(code)
    }

    /// The function that runs the code of a module.
    pub(super) fn function_of_module(&mut self, code: Rc<Code>) -> Value {
        let name = Some(self.heap.intern(&code.spec.name));
        let function = Function {
            name,
            qualname: Value::None,
            registers: u32::from(code.spec.registers),
            fast_argc: u32::from(code.spec.kind == CodeKind::Class),
            code: Some(code),
            ..Function::default()
        };
        Value::Function(self.heap.alloc(function))
    }

    pub(super) fn link(&mut self, spec: &Rc<CodeSpec>, module: Ref<Module>, source: &Rc<Source>) -> Rc<Code> {
        let consts: Vec<Value> = spec.consts.iter().map(|c| self.constant(c)).collect();
        self.pinned.extend(consts.iter().copied());
        let params = &spec.params;
        let code = Code {
            awaitable: false,
            consts,
            names: spec.names.iter().map(|n| self.heap.intern(n)).collect(),
            attrs: spec
                .attrs
                .iter()
                .map(|n| AttrSite { name: self.heap.intern(n), cache: Cell::new(super::attr::EMPTY) })
                .collect(),
            kwnames: spec.kwnames.iter().map(|names| names.iter().map(|n| self.heap.intern(n)).collect()).collect(),
            functions: spec.functions.iter().map(|f| self.link(&f.code, module, source)).collect(),
            param_names: params.names.iter().map(|n| self.heap.intern(n)).collect(),
            lines: std::cell::OnceCell::new(),
            simple: params.keyword_only == 0 && !params.varargs && !params.varkw,
            spec: Rc::clone(spec),
            module,
            source: Rc::clone(source),
        };
        self.list_code(code)
    }

    /// Places a code where frames find it, and lists it: see [`Vm::forget_caches`].
    pub(crate) fn list_code(&mut self, code: Code) -> Rc<Code> {
        let code = Rc::new(code);
        if self.codes.len() == self.codes.capacity() {
            self.codes.retain(|code| code.strong_count() > 0);
        }
        self.codes.push(Rc::downgrade(&code));
        code
    }

    fn constant(&mut self, constant: &Const) -> Value {
        match constant {
            Const::None => Value::None,
            Const::Bool(b) => Value::Bool(*b),
            Const::Ellipsis => Value::Ellipsis,
            Const::Int(i) => Value::Int(*i),
            Const::BigInt(digits) => {
                let value = digits.parse().unwrap_or_default();
                self.int(value)
            }
            Const::Float(f) => Value::Float(*f),
            Const::Complex(imaginary) => self.complex(0.0, *imaginary),
            Const::Str(text) if text.len() <= 20 => {
                let name = self.heap.intern(text);
                self.heap.name_value(name)
            }
            Const::Str(text) => self.heap.str(text.clone()),
            Const::Bytes(data) => {
                let bytes = crate::object::Bytes { data: data.to_vec(), mutable: false };
                Value::Bytes(self.heap.alloc(bytes))
            }
            Const::Tuple(items) => {
                let items = items.iter().map(|c| self.constant(c)).collect();
                self.heap.tuple(items)
            }
            Const::FrozenSet(items) => {
                let items: Vec<Value> = items.iter().map(|c| self.constant(c)).collect();
                self.set_of(&items, true).unwrap_or(Value::None)
            }
        }
    }

    /// The slot of a module's global, made if need be.
    pub(super) fn module_slot(&mut self, module: Ref<Module>, name: Name) -> usize {
        if let Some(slot) = self.heap[module].globals.slot(name) {
            return slot;
        }
        let fallback = if module == self.builtins || self.heap[module].namespace.is_some() {
            Value::Unbound
        } else {
            self.heap[self.builtins].globals.get(name).unwrap_or(Value::Unbound)
        };
        let object = &mut self.heap[module];
        object.fallbacks.push(fallback);
        object.globals.set(name, Value::Unbound)
    }

    /// A program has given a built-in name another meaning: modules that have looked it up see that, too.
    pub(crate) fn builtin_changed(&mut self, name: Name, value: Value) {
        let modules: Vec<Value> = self.heap[self.modules].iter().map(|entry| entry.value).collect();
        for module in modules {
            let Value::Module(module) = module else { continue };
            let object = &mut self.heap[module];
            if let Some(slot) = object.globals.slot(name)
                && let Some(fallback) = object.fallbacks.get_mut(slot)
            {
                *fallback = value;
            }
        }
    }

    /// Sets a global of a module.
    pub(crate) fn module_bind(&mut self, module: Ref<Module>, name: Name, value: Value) {
        if let Some(dict) = self.heap[module].namespace {
            let key = self.heap.name_value(name);
            // Texts can be hashed.
            let _ = self.dict_set(dict, key, value);
            return;
        }
        let slot = self.module_slot(module, name);
        self.heap[module].globals.set_at(slot, value);
    }

    /// Sets a global of a module.
    pub(crate) fn module_set(&mut self, module: Ref<Module>, name: &str, value: Value) {
        let name = self.heap.intern(name);
        self.module_bind(module, name, value);
    }

    /// Adds native functions to a module.
    pub(crate) fn module_functions(&mut self, module: Ref<Module>, functions: &'static [NativeDef]) {
        for function in functions {
            self.module_set(module, function.name, Value::Native(function));
        }
    }

    /// `import a.b.c`.
    pub(crate) fn import_op(&mut self, name: Name, top: bool) -> Res {
        let name = self.heap.name(name).to_owned();
        let module = self.import(&name)?;
        match name.split_once('.') {
            Some((first, _)) if top => self.import(first),
            _ => Ok(module),
        }
    }

    /// `from module import name`.
    pub(crate) fn import_from(&mut self, module: Value, name: Name) -> Res {
        if let Some(value) = self.find_attr(module, name)? {
            return Ok(value);
        }
        let Value::Module(m) = module else { return Err(self.no_attribute(module, name)) };
        let module_name = self.heap[m].name.map_or(String::new(), |n| self.heap.name(n).to_owned());
        let text = self.heap.name(name).to_owned();
        let submodule = format!("{module_name}.{text}");
        if crate::modules::find(&submodule).is_some() {
            return self.import(&submodule);
        }
        let message = format!("cannot import name '{text}' from '{module_name}' (unknown location)");
        let error = self.error(self.types.import_error, message);
        if let crate::native::Unwind::Raise(Value::Exception(e)) = error {
            let attr = self.heap.intern("name");
            let module_name = self.heap.str(module_name);
            self.heap[e].attrs.set(attr, module_name);
        }
        Err(error)
    }

    /// `from module import *`.
    pub(crate) fn import_star(&mut self, into: Ref<Module>, from: Value) -> Res<()> {
        if let Some(all) = self.find_attr(from, self.names.all)? {
            for value in self.collect(all)? {
                if let Value::Str(text) = value {
                    let name = self.heap.intern_str(text);
                    let value = self.get_attr(from, name)?;
                    self.module_bind(into, name, value);
                }
            }
            return Ok(());
        }
        let Value::Module(from) = from else { return Ok(()) };
        let names: Vec<(Name, Value)> = self.heap[from].globals.iter().collect();
        for (name, value) in names {
            if !self.heap.name(name).starts_with('_') {
                self.module_bind(into, name, value);
            }
        }
        Ok(())
    }
}
