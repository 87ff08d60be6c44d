//! Expressions where the program stands: watches, and new values for variables.

use std::rc::Rc;

use loopscope_compiler::{Dynamic, compile_dynamic};
use loopscope_executor::Observer;

use super::glimpse::glimpse;
use super::stand::Whose;
use crate::asyncio::Spot;
use crate::code::Source;
use crate::native::Unwind;
use crate::value::Value;
use crate::vm::Vm;
use crate::{Host, Session};

/// Calls and turns of loops that an expression may take.
const FUEL: i64 = 300_000;

/// Programs that use more memory are not copied for an expression.
const LARGEST: usize = 64 << 20;

impl<H: Host + 'static, O: Observer + 'static> Session<H, O> {
    /// What an expression has for its value in a frame (0 is the innermost), shown in a bounded number of characters.
    ///
    /// It is evaluated in a copy of the program, which is then thrown away: whatever it does, the run does not see it.
    ///
    /// # Errors
    /// What is wrong with it, or what it raised, in one line.
    pub fn evaluate(&self, whose: Whose, frame: usize, expression: &str) -> Result<String, String> {
        let spot = self.vm.spots(whose).get(frame).copied();
        if self.vm.heap.bytes > LARGEST {
            return Err("the program uses too much memory for expressions".to_owned());
        }
        let mut copy = self.vm.copy(Box::new(()));
        copy.asyncio.core.observer_mut().quiet = true;
        let shown = copy.value_of(spot, expression).map(|value| glimpse(&copy, value));
        self.vm.forget_caches();
        shown
    }

    /// Gives a variable of a frame the value of an expression, while the run stands. What happens from then on is
    /// another run.
    ///
    /// # Errors
    /// What is wrong with the expression, or that there is no such variable; nothing has changed then.
    pub fn assign(&mut self, whose: Whose, frame: usize, name: &str, expression: &str) -> Result<(), String> {
        // What fails does so in the copy.
        self.evaluate(whose, frame, expression)?;
        let Some(spot) = self.vm.spots(whose).get(frame).copied() else {
            return Err("nothing of the program stands there".to_owned());
        };
        let value = self.vm.value_of(Some(spot), expression)?;
        if self.vm.set_variable(spot, name, value) {
            Ok(())
        } else {
            Err(format!("there is no variable '{name}' here"))
        }
    }
}

impl Vm {
    /// Evaluates an expression with a frame's variables as its globals.
    fn value_of(&mut self, spot: Option<Spot>, expression: &str) -> Result<Value, String> {
        let expression = expression.trim();
        if expression.is_empty() {
            return Err("an expression is missing".to_owned());
        }
        loopscope_compiler::check_expression(expression)?;
        let text = format!("(\n{expression}\n)\n");
        let how = Dynamic { is_expression: true, has_namespace: false };
        let spec = compile_dynamic(&text, how)
            .map_err(|found| found.into_iter().next().map_or_else(String::new, |problem| problem.message))?;
        let module = self.new_module("<expression>");
        let mut names = Vec::new();
        if let Some((code, window)) = spot.and_then(|spot| self.window(spot)) {
            names.extend(self.heap[code.module].globals.iter().map(|(n, v)| (self.heap.name(n).to_owned(), v)));
            names.extend(self.variables(code, window));
        }
        for (name, value) in names {
            self.module_set(module, &name, value);
        }
        let function = self.link_dynamic(module, &spec, &Rc::new(Source::new("<expression>", &text)));
        self.call_briefly(function)
    }

    /// Calls a function that may not take long.
    fn call_briefly(&mut self, function: Value) -> Result<Value, String> {
        let fuel = self.run.fuel;
        let ticks = self.run.ticks;
        self.run.fuel = FUEL - crate::vm::OVERDRAFT;
        let result = self.call(function, &[]);
        self.run.fuel = fuel;
        self.run.ticks = ticks;
        match result {
            Ok(value) => Ok(value),
            Err(Unwind::Raise(error)) => Err(self.error_line(error)),
            Err(Unwind::Tail(_)) => Err("it cannot be evaluated here".to_owned()),
        }
    }

    /// `ValueError: …`.
    fn error_line(&mut self, error: Value) -> String {
        let class = self.class_name(self.class_of(error)).to_owned();
        match self.to_text(error) {
            Ok(text) if !text.is_empty() => format!("{class}: {text}"),
            _ => class,
        }
    }
}
