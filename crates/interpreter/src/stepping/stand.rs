//! Stacks and variables, to be looked at and set.

use std::rc::Weak;

use loopscope_compiler::CodeKind;
use loopscope_executor::{Observer, TaskId};

use super::glimpse::glimpse;
use crate::asyncio::Spot;
use crate::code::Code;
use crate::value::Value;
use crate::vm::Vm;
use crate::{Host, Session};

/// Whose stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whose {
    /// The program outside of its loop.
    Main,
    /// That of a task, or of a simulated thread by the id by which observers know it.
    Task(TaskId),
    /// That of a callback that is running.
    Callback,
}

/// A variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// Its name.
    pub name: String,
    /// What it is, shown in a bounded number of characters, without running anything of the program.
    pub value: String,
}

/// An activation of a function of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The function's name.
    pub function: String,
    /// The 1-based line at which it stands.
    pub line: u32,
    /// Its variables, in the order of their first appearance; of a module those that are not functions, classes or
    /// modules.
    pub locals: Vec<Local>,
}

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// Whose it is.
    pub whose: Whose,
    /// It is what runs next: its innermost line is about to run.
    pub is_running: bool,
    /// Innermost first.
    pub frames: Vec<Frame>,
}

/// Variables of a frame that are shown; programs have fewer, but a module may have any number.
const MOST: usize = 200;

impl<H: Host + 'static, O: Observer + 'static> Session<H, O> {
    /// What has been left in its midst, and goes on at the next [`Session::run`].
    pub fn running(&self) -> Option<Whose> {
        self.vm.whose_turn()
    }

    /// Where somebody stands, with variables; `None` if there is nothing of the program there.
    pub fn standing(&self, whose: Whose) -> Option<Stack> {
        let frames: Vec<Frame> = self.vm.spots(whose).into_iter().filter_map(|spot| self.vm.frame(spot)).collect();
        let is_running = self.vm.whose_turn() == Some(whose);
        (!frames.is_empty()).then_some(Stack { whose, is_running, frames })
    }
}

impl Vm {
    fn frame(&self, spot: Spot) -> Option<Frame> {
        let (code, window) = self.window(spot)?;
        let line = match code.lines().get(spot.at) {
            Some(&line @ 1..) if spot.begins => line,
            _ => code.line_at(spot.at),
        };
        let variables = self.variables(code, window).into_iter().take(MOST);
        let locals = variables.map(|(name, value)| Local { name, value: glimpse(self, value) }).collect();
        Some(Frame { function: code.spec.name.to_string(), line, locals })
    }

    /// The variables of a frame that have a value.
    pub(super) fn variables(&self, code: &Code, window: &[Value]) -> Vec<(String, Value)> {
        let namespace = match (code.spec.kind, window.first()) {
            (CodeKind::Module, _) => {
                let globals = self.heap[code.module].globals.iter();
                return globals
                    .filter(|(_, value)| !is_definition(*value))
                    .map(|(name, value)| (self.heap.name(name).to_owned(), value))
                    .filter(|(name, _)| !name.starts_with("__"))
                    .collect();
            }
            (CodeKind::Class, Some(Value::Dict(namespace))) => Some(*namespace),
            _ => None,
        };
        if let Some(namespace) = namespace {
            let entries = self.heap[namespace].iter();
            return entries
                .filter_map(|entry| Some((self.text(entry.key)?.to_owned(), entry.value)))
                .filter(|(name, _)| !name.starts_with("__"))
                .collect();
        }
        self.bound_locals(code, window).into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// Gives a variable of a frame another value; whether there is such a variable.
    pub(super) fn set_variable(&mut self, spot: Spot, name: &str, value: Value) -> bool {
        let Some((code, window)) = self.window(spot) else { return false };
        let (kind, module) = (code.spec.kind, code.module);
        let register = code.spec.locals.iter().position(|local| &**local == name);
        let held = register.and_then(|register| window.get(register)).copied();
        let namespace = window.first().copied();
        let name_id = self.heap.find_name(name);
        match (kind, register, held) {
            (CodeKind::Module, ..) => {
                let Some(name) = name_id.filter(|name| self.heap[module].globals.get(*name).is_some()) else {
                    return false;
                };
                self.module_bind(module, name, value);
                true
            }
            (CodeKind::Class, ..) => {
                let (Some(namespace @ Value::Dict(_)), Some(name)) = (namespace, name_id) else { return false };
                let key = self.heap.name_value(name);
                self.set_item(namespace, key, value).is_ok()
            }
            (_, Some(_), Some(Value::Cell(cell))) => {
                self.heap[cell].value = value;
                true
            }
            (_, Some(register), _) => {
                self.set_register(spot, register, value);
                true
            }
            _ => false,
        }
    }

    pub(super) fn lines_of_program(&self) -> Vec<u32> {
        let mut lines = Vec::new();
        for code in self.codes.iter().filter_map(Weak::upgrade) {
            lines.extend(code.lines().iter().filter(|line| **line > 0));
        }
        lines.sort_unstable();
        lines.dedup();
        lines
    }
}

/// Is it something that a program has defined or imported, rather than something that it works with?
fn is_definition(value: Value) -> bool {
    matches!(value, Value::Function(_) | Value::Native(_) | Value::Class(_) | Value::Module(_))
}
