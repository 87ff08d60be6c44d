//! Whether a native function can take what it is called with, in CPython's words for its several calling conventions.

use super::Vm;
use crate::native::{ANY, Args, NativeDef, NativeKind, Res, Unwind};
use crate::value::Value;

impl Vm {
    /// Checks the number of the arguments and the names of those that are given by keyword.
    pub(crate) fn check_native_args(&mut self, def: &'static NativeDef, args: Args<'_>) -> Res<()> {
        let count = args.positional().len();
        if count > def.max as usize && def.max != ANY || args.values.len() < def.min as usize {
            return Err(self.refused_arguments(def, args));
        }
        if count < def.min as usize && def.keywords != ["**"] {
            // What is missing may have come by keyword.
            let covered = args.names.iter().filter(|n| def.keywords.contains(&self.heap.name(**n))).count();
            if count + covered < def.min as usize {
                return Err(self.refused_arguments(def, args));
            }
        }
        if args.names.is_empty() || def.keywords == ["**"] {
            return Ok(());
        }
        for name in args.names {
            let text = self.heap.name(*name);
            if !def.keywords.contains(&text) {
                if self.is_python_in_cpython(def, args) {
                    return Err(self.refused_arguments(def, args));
                }
                let (function, _) = self.shown_names(def, args);
                let message = if def.keywords.is_empty() {
                    format!("{function}() takes no keyword arguments")
                } else {
                    format!("'{text}' is an invalid keyword argument for {function}()")
                };
                return Err(self.type_error(message));
            }
        }
        Ok(())
    }

    /// The function's name, and that with its class, as messages have them.
    fn shown_names(&self, def: &NativeDef, args: Args<'_>) -> (String, String) {
        let plain = || (def.name.to_owned(), def.name.to_owned());
        let Some(this) = args.get(0) else { return plain() };
        match (def.kind, this) {
            (NativeKind::ClassMethod, Value::Class(class)) if def.name == "__new__" => {
                let name = self.class_name(class).to_owned();
                (name.clone(), name)
            }
            (NativeKind::ClassMethod, Value::Class(class)) => {
                (def.name.to_owned(), format!("{}.{}", self.class_name(class), def.name))
            }
            (NativeKind::Method | NativeKind::ObjectMethod, _) => {
                let this = self.unwrap(this);
                (def.name.to_owned(), format!("{}.{}", self.class_name(self.class_of(this)), def.name))
            }
            _ => plain(),
        }
    }

    /// Is it a function that CPython has in Python, and so with other messages?
    #[cold]
    fn is_python_in_cpython(&self, def: &'static NativeDef, args: Args<'_>) -> bool {
        match def.kind {
            NativeKind::Function => crate::asyncio::is_python_in_cpython(def),
            NativeKind::Method | NativeKind::ObjectMethod => args.get(0).is_some_and(|this| {
                let class = self.class_of(self.unwrap(this));
                self.text(self.heap[class].module).is_some_and(|module| module.starts_with("asyncio."))
            }),
            _ => false,
        }
    }

    #[cold]
    fn refused_arguments(&mut self, def: &'static NativeDef, args: Args<'_>) -> Unwind {
        if self.is_python_in_cpython(def, args)
            && let Some(message) = self.python_refusal(def, args)
        {
            return self.type_error(message);
        }
        self.wrong_arity(def, args)
    }

    /// What a function written in Python says of these arguments.
    pub(crate) fn python_refusal(&self, def: &NativeDef, args: Args<'_>) -> Option<String> {
        let function = || self.python_name(def, args);
        let given = args.positional().len();
        if let Some(name) = args.names.iter().map(|name| self.heap.name(*name)).find(|n| !def.keywords.contains(n)) {
            return Some(format!("{}() got an unexpected keyword argument '{name}'", function()));
        }
        if def.max != ANY && given > def.max as usize {
            let most = def.max as usize;
            let hidden = usize::from(!matches!(def.kind, NativeKind::Function));
            let least = most - def.keywords.len().min(most - hidden);
            let takes = if least < most { format!("from {least} to {most}") } else { most.to_string() };
            let plural = if most == 1 { "" } else { "s" };
            let were = if given == 1 { "was" } else { "were" };
            return Some(format!(
                "{}() takes {takes} positional argument{plural} but {given} {were} given",
                function()
            ));
        }
        let missing = def.keywords.get(given..def.min as usize).filter(|_| def.kind == NativeKind::Function)?;
        let name = missing.iter().find(|name| !args.names.iter().any(|given| self.heap.name(*given) == **name))?;
        Some(format!("{}() missing 1 required positional argument: '{name}'", function()))
    }

    /// The function's name with that of the class that has it, as CPython's library has them.
    fn python_name(&self, def: &NativeDef, args: Args<'_>) -> String {
        let this = args.get(0).filter(|_| matches!(def.kind, NativeKind::Method | NativeKind::ObjectMethod));
        let owner = this.and_then(|this| {
            let name = self.heap.find_name(def.name)?;
            self.lookup_in(self.class_of(this), name).map(|(owner, _)| self.class_name(owner))
        });
        match owner {
            Some("_UnixSelectorEventLoop") => format!("BaseEventLoop.{}", def.name),
            Some(owner) => format!("{owner}.{}", def.name),
            None => def.name.to_owned(),
        }
    }

    #[cold]
    fn wrong_arity(&mut self, def: &NativeDef, args: Args<'_>) -> Unwind {
        let (name, qualified) = self.shown_names(def, args);
        let hidden = usize::from(!matches!(def.kind, NativeKind::Function | NativeKind::StaticMethod));
        let given = args.positional().len().saturating_sub(hidden);
        let min = (def.min as usize).saturating_sub(hidden);
        let max = (def.max as usize).saturating_sub(hidden);
        let many = given > max && def.max != ANY;
        let arguments = |n: usize| if n == 1 { "1 argument".to_owned() } else { format!("{n} arguments") };
        if args.values.len() < hidden {
            return self.type_error(format!("unbound method {}() needs an argument", def.name));
        }
        let is_new = def.name == "__new__";
        let message = if def.keywords.is_empty() || def.keywords == ["**"] || min == max && max == 1 {
            match (min, max) {
                (0, 0) => format!("{qualified}() takes no arguments ({given} given)"),
                (1, 1) if !is_new && def.keywords.is_empty() => {
                    format!("{qualified}() takes exactly one argument ({given} given)")
                }
                _ if min == max => format!("{name} expected {}, got {given}", arguments(min)),
                _ if many => format!("{name} expected at most {}, got {given}", arguments(max)),
                _ => format!("{name} expected at least {}, got {given}", arguments(min)),
            }
        } else if many {
            let all = args.values.len() - hidden;
            match max {
                0 => format!("{name}() takes no positional arguments"),
                _ => format!("{name}() takes at most {} ({all} given)", arguments(max)),
            }
        } else if let (Some(missing), true) = (def.keywords.get(given), def.keywords.len() >= max) {
            format!("{name}() missing required argument '{missing}' (pos {})", given + 1)
        } else {
            format!(
                "{name}() takes at least {min} positional argument{} ({given} given)",
                if min == 1 { "" } else { "s" }
            )
        };
        self.type_error(message)
    }
}
