//! `contextvars`. Which context is current, and what tasks do with it, is in [`crate::asyncio`].

use super::ModuleDef;
use crate::asyncio::Context;
use crate::frame::{NativeFrame, NativeStep};
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res, Tail, Unwind};
use crate::object::{Module, NativeObject, Opaque};
use crate::value::{Name, Value};
use crate::vm::Vm;

pub(super) const MODULE: ModuleDef = ModuleDef { name: "contextvars", init: Some(init), source: None };

/// A `ContextVar`.
#[derive(Clone)]
struct Variable {
    name: Value,
    /// Unbound if there is none.
    default: Value,
}

impl NativeObject for Variable {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.name);
        visit(self.default);
    }
}

/// What `ContextVar.set` returns.
#[derive(Clone)]
struct Token {
    variable: Value,
    /// Unbound if the variable had no value.
    old: Value,
    used: bool,
}

impl NativeObject for Token {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.variable);
        visit(self.old);
    }
}

/// `Token.MISSING`.
#[derive(Clone)]
struct Missing;

impl NativeObject for Missing {}

static CONTEXT_VAR: ClassDef = ClassDef {
    name: "ContextVar",
    module: "_contextvars",
    doc: "",
    methods: &[
        NativeDef::class_method("__new__", 2, 2, new_variable).keywords(&["default"]),
        NativeDef::class_method("__class_getitem__", 2, 2, |_, args| Ok(args.at(0))),
        NativeDef::object_method("get", 1, 2, get),
        NativeDef::object_method("set", 2, 2, set),
        NativeDef::object_method("reset", 2, 2, reset),
        NativeDef::getter("name", |vm, args| Ok(variable(vm, args.at(0))?.name)),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let text = show_variable(vm, args.at(0))?;
            Ok(vm.heap.str(text))
        }),
    ],
};

static TOKEN: ClassDef = ClassDef {
    name: "Token",
    module: "_contextvars",
    doc: "",
    methods: &[
        NativeDef::class_method("__class_getitem__", 2, 2, |_, args| Ok(args.at(0))),
        NativeDef::getter("var", |vm, args| Ok(token(vm, args.at(0))?.variable)),
        NativeDef::getter("old_value", |vm, args| match token(vm, args.at(0))?.old {
            Value::Unbound => class_attribute(vm, "Token", "MISSING"),
            old => Ok(old),
        }),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let token = token(vm, args.at(0))?;
            let (variable, used) = (token.variable, if token.used { " used" } else { "" });
            let variable = show_variable(vm, variable)?;
            Ok(vm.heap.str(format!("<Token{used} var={variable} at {}>", address(args.at(0)))))
        }),
    ],
};

static MISSING: ClassDef = ClassDef {
    name: "Token.MISSING",
    module: "_contextvars",
    doc: "",
    methods: &[NativeDef::object_method("__repr__", 1, 1, |vm, _| Ok(vm.heap.str("<Token.MISSING>")))],
};

static CONTEXT: ClassDef = ClassDef {
    name: "Context",
    module: "_contextvars",
    doc: "",
    methods: &[
        NativeDef::class_method("__new__", 1, 1, |vm, args| match args.at(0) {
            Value::Class(class) => Ok(vm.opaque(class, Context { values: Value::None, entered: false })),
            _ => Err(vm.type_error("Context.__new__(X): X is not a type object")),
        }),
        NativeDef::object_method("run", 2, ANY, run).keywords(&["**"]),
        NativeDef::object_method("copy", 1, 1, |vm, args| {
            let values = vm.values_of_context(args.at(0));
            make_context(vm, values)
        }),
        NativeDef::object_method("get", 2, 3, |vm, args| {
            let found = look_up(vm, args)?;
            Ok(found.or(args.get(2)).unwrap_or(Value::None))
        }),
        NativeDef::object_method("__getitem__", 2, 2, |vm, args| match look_up(vm, args)? {
            Some(value) => Ok(value),
            None => Err(vm.key_error(args.at(1))),
        }),
        NativeDef::object_method("__contains__", 2, 2, |vm, args| Ok(Value::Bool(look_up(vm, args)?.is_some()))),
        NativeDef::object_method("__len__", 1, 1, |vm, args| {
            let values = values(vm, args);
            vm.len(values).map(|n| Value::Int(n as i64))
        }),
        NativeDef::object_method("__iter__", 1, 1, |vm, args| {
            let values = values(vm, args);
            vm.iter(values)
        }),
        NativeDef::object_method("keys", 1, 1, |vm, args| {
            let values = values(vm, args);
            vm.call_method(values, "keys", &[])
        }),
        NativeDef::object_method("values", 1, 1, |vm, args| {
            let values = values(vm, args);
            vm.call_method(values, "values", &[])
        }),
        NativeDef::object_method("items", 1, 1, |vm, args| {
            let values = values(vm, args);
            vm.call_method(values, "items", &[])
        }),
    ],
};

fn init(vm: &mut Vm, module: Ref<Module>) -> Res<()> {
    for def in [&CONTEXT_VAR, &CONTEXT, &TOKEN] {
        let class = vm.native_class(def, None);
        vm.module_set(module, def.name, Value::Class(class));
        if def.name == "Token" {
            let missing = vm.native_class(&MISSING, None);
            let missing = vm.opaque(missing, Missing);
            let name = vm.heap.intern("MISSING");
            vm.heap[class].attrs.set(name, missing);
        }
    }
    vm.module_functions(module, FUNCTIONS);
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[NativeDef::function("copy_context", 0, 0, |vm, _| {
    let values = vm.copy_context();
    make_context(vm, values)
})];

/// An attribute of one of the module's classes.
fn class_attribute(vm: &mut Vm, class: &str, name: &str) -> Res {
    let class = class_named(vm, class)?;
    let name = vm.heap.intern(name);
    vm.get_attr(class, name)
}

fn class_named(vm: &mut Vm, name: &str) -> Res {
    let module = vm.import("contextvars")?;
    let name = vm.heap.intern(name);
    vm.get_attr(module, name)
}

fn make_context(vm: &mut Vm, values: Value) -> Res {
    match class_named(vm, "Context")? {
        Value::Class(class) => Ok(vm.opaque(class, Context { values, entered: false })),
        _ => Err(vm.runtime_error("contextvars.Context was replaced")),
    }
}

fn address(value: Value) -> String {
    match value {
        Value::Opaque(o) => format!("{:#x}", 0x7f00_0000_0000_u64 + o.index() as u64 * 64),
        _ => "0x0".to_owned(),
    }
}

fn variable(vm: &mut Vm, value: Value) -> Res<&Variable> {
    let Some(object) = opaque::<Variable>(vm, value) else {
        let message = format!("a ContextVar key was expected, got {}", vm.repr(value)?);
        return Err(vm.type_error(message));
    };
    Ok(vm.heap[object].get::<Variable>().expect("just seen"))
}

fn token(vm: &mut Vm, value: Value) -> Res<&mut Token> {
    let Some(object) = opaque::<Token>(vm, value) else {
        return Err(vm.type_error("expected an instance of Token"));
    };
    Ok(vm.heap[object].get_mut::<Token>().expect("just seen"))
}

fn opaque<T: NativeObject>(vm: &Vm, value: Value) -> Option<Ref<Opaque>> {
    match value {
        Value::Opaque(o) if vm.heap[o].get::<T>().is_some() => Some(o),
        _ => None,
    }
}

fn show_variable(vm: &mut Vm, value: Value) -> Res<String> {
    let Variable { name, default } = *variable(vm, value)?;
    let name = vm.repr(name)?;
    let default = if default.is_unbound() { String::new() } else { format!(" default={}", vm.repr(default)?) };
    Ok(format!("<ContextVar name={name}{default} at {}>", address(value)))
}

fn new_variable(vm: &mut Vm, args: Args<'_>) -> Res {
    let Value::Class(class) = args.at(0) else { return Err(vm.type_error("ContextVar.__new__(X): X is not a type")) };
    let name = args.at(1);
    if vm.text(name).is_none() {
        return Err(vm.type_error("context variable name must be a str"));
    }
    let default = args.keyword(vm, "default").unwrap_or(Value::Unbound);
    Ok(vm.opaque(class, Variable { name, default }))
}

fn get(vm: &mut Vm, args: Args<'_>) -> Res {
    if let Some(value) = vm.context_value(args.at(0))? {
        return Ok(value);
    }
    let default = variable(vm, args.at(0))?.default;
    match args.get(1).or(default.bound()) {
        Some(value) => Ok(value),
        None => Err(vm.raise(vm.types.lookup_error, vec![args.at(0)])),
    }
}

fn set(vm: &mut Vm, args: Args<'_>) -> Res {
    let old = vm.context_value(args.at(0))?.unwrap_or(Value::Unbound);
    vm.set_context_value(args.at(0), Some(args.at(1)))?;
    match class_named(vm, "Token")? {
        Value::Class(class) => Ok(vm.opaque(class, Token { variable: args.at(0), old, used: false })),
        _ => Err(vm.runtime_error("contextvars.Token was replaced")),
    }
}

fn reset(vm: &mut Vm, args: Args<'_>) -> Res {
    let Token { variable, old, used } = *token(vm, args.at(1))?;
    if used {
        let token = vm.repr(args.at(1))?;
        return Err(vm.runtime_error(format!("{token} has already been used once")));
    }
    if !variable.is(args.at(0)) {
        let token = vm.repr(args.at(1))?;
        return Err(vm.value_error(format!("{token} was created by a different ContextVar")));
    }
    vm.set_context_value(variable, old.bound())?;
    token(vm, args.at(1))?.used = true;
    Ok(Value::None)
}

/// The values of a context, as a dict.
fn values(vm: &mut Vm, args: Args<'_>) -> Value {
    match vm.values_of_context(args.at(0)) {
        Value::None => vm.dict_of(&[]),
        values => values,
    }
}

/// The value of the variable that is the second argument.
fn look_up(vm: &mut Vm, args: Args<'_>) -> Res<Option<Value>> {
    variable(vm, args.at(1))?;
    match vm.values_of_context(args.at(0)) {
        Value::Dict(dict) => vm.dict_get(dict, args.at(1)),
        _ => Ok(None),
    }
}

fn run(vm: &mut Vm, args: Args<'_>) -> Res {
    let Some(context) = opaque::<Context>(vm, args.at(0)) else {
        return Err(vm.type_error("an instance of Context was expected"));
    };
    let entered = vm.heap[context].get_mut::<Context>().map(|c| std::mem::replace(&mut c.entered, true));
    if entered != Some(false) {
        let shown = vm.repr(args.at(0))?;
        return Err(vm.runtime_error(format!("cannot enter context: {shown} is already entered")));
    }
    let positional = args.positional();
    let frame = Run {
        context,
        before: Value::None,
        call: Some((positional[1], positional[2..].to_vec(), args.keywords().collect())),
    };
    Err(Unwind::Tail(Box::new(Tail::Frame(Box::new(frame)))))
}

/// `Context.run`: calls something within a context.
#[derive(Clone)]
struct Run {
    context: Ref<Opaque>,
    before: Value,
    call: Option<(Value, Vec<Value>, Vec<(Name, Value)>)>,
}

impl NativeFrame for Run {
    fn resume(&mut self, vm: &mut Vm, input: Res) -> Res<NativeStep> {
        if let Some((callable, args, kwargs)) = self.call.take() {
            self.before = std::mem::replace(&mut vm.asyncio.context, Value::Opaque(self.context));
            return Ok(NativeStep::Call { callable, args, kwargs });
        }
        vm.asyncio.context = self.before;
        if let Some(context) = vm.heap[self.context].get_mut::<Context>() {
            context.entered = false;
        }
        input.map(NativeStep::Return)
    }

    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(Value::Opaque(self.context));
        visit(self.before);
        if let Some((callable, args, kwargs)) = &self.call {
            visit(*callable);
            for value in args.iter().chain(kwargs.iter().map(|(_, value)| value)) {
                visit(*value);
            }
        }
    }
}
