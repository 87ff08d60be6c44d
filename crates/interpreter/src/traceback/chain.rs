//! An exception with its causes, contexts and, for groups, its members.

use super::frame::stack_lines;
use super::suggest::suggestion;
use crate::heap::Ref;
use crate::native::Res;
use crate::object::Exception;
use crate::value::Value;
use crate::vm::Vm;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// So many members of a group are shown.
const GROUP_WIDTH: usize = 15;
/// So many levels of groups are shown.
const GROUP_DEPTH: usize = 10;

/// How much of an exception is printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Causes and contexts too.
    pub(crate) chain: bool,
    /// So many frames: of the outermost, or, if negative, of the innermost.
    pub(crate) limit: Option<i64>,
    /// Nobody caught it: CPython 3.11 prints "Did you mean …?" only then, and further lines of a message without the
    /// margin of a group.
    pub(crate) uncaught: bool,
}

impl Default for Style {
    fn default() -> Self {
        Style { chain: true, limit: None, uncaught: false }
    }
}

struct Printer {
    style: Style,
    lines: Vec<String>,
    seen: Vec<Ref<Exception>>,
    depth: usize,
    need_close: bool,
}

/// The pieces of an exception's text.
pub(super) fn format(vm: &mut Vm, exc: Value, style: Style) -> Res<Vec<String>> {
    let mut printer = Printer { style, lines: Vec::new(), seen: Vec::new(), depth: 0, need_close: false };
    if let Value::Exception(e) = exc {
        printer.chain(vm, e)?;
    }
    Ok(printer.lines)
}

impl Printer {
    /// An exception, after those that led to it.
    fn chain(&mut self, vm: &mut Vm, exc: Ref<Exception>) -> Res<()> {
        let mut chain = vec![(exc, "")];
        self.seen.push(exc);
        let mut at = exc;
        while self.style.chain {
            let e = &vm.heap[at];
            let (next, sentence) = match (e.cause, e.context) {
                (Value::Exception(cause), _) => (cause, CAUSE),
                (_, Value::Exception(context)) if !e.suppress_context => (context, CONTEXT),
                _ => break,
            };
            if self.seen.contains(&next) {
                break;
            }
            chain.last_mut().expect("it has at least the exception itself").1 = sentence;
            chain.push((next, ""));
            self.seen.push(next);
            at = next;
        }
        for (e, sentence) in chain.into_iter().rev() {
            if !sentence.is_empty() {
                self.emit(sentence, '|');
            }
            if vm.is_instance(Value::Exception(e), vm.types.base_exception_group) {
                self.group(vm, e)?;
            } else {
                self.one(vm, e, "Traceback (most recent call last):\n", '|')?;
            }
        }
        Ok(())
    }

    /// Traceback and message of one exception.
    fn one(&mut self, vm: &mut Vm, e: Ref<Exception>, header: &str, margin: char) -> Res<()> {
        let mut entries = vm.trace(e);
        if let Some(limit) = self.style.limit {
            let count = usize::try_from(limit.unsigned_abs()).unwrap_or(usize::MAX).min(entries.len());
            if limit >= 0 {
                entries.truncate(count);
            } else {
                entries.drain(..entries.len() - count);
            }
        }
        if !entries.is_empty() {
            self.emit(header, margin);
            for line in stack_lines(&entries, self.style.uncaught) {
                self.emit(&line, '|');
            }
        }
        let hint = if self.style.uncaught { suggestion(vm, e) } else { None };
        for (i, line) in message_lines(vm, e, hint)?.into_iter().enumerate() {
            match line.split_inclusive('\n').next() {
                Some(first) if i == 0 && self.style.uncaught => {
                    self.emit(first, '|');
                    self.lines.push(line[first.len()..].to_owned());
                }
                _ => self.emit(&line, '|'),
            }
        }
        Ok(())
    }

    fn group(&mut self, vm: &mut Vm, e: Ref<Exception>) -> Res<()> {
        if self.depth > GROUP_DEPTH {
            self.emit(&format!("... (max_group_depth is {GROUP_DEPTH})\n"), '|');
            return Ok(());
        }
        let top = self.depth == 0;
        if top {
            self.depth = 1;
        }
        let margin = if top { '+' } else { '|' };
        self.one(vm, e, "Exception Group Traceback (most recent call last):\n", margin)?;
        let members = vm.members(e);
        let shown = if members.len() <= GROUP_WIDTH { members.len() } else { GROUP_WIDTH + 1 };
        self.need_close = false;
        for (i, member) in members.iter().take(shown).enumerate() {
            if i + 1 == shown {
                self.need_close = true;
            }
            let truncated = i >= GROUP_WIDTH;
            let title = if truncated { "...".to_owned() } else { (i + 1).to_string() };
            let corner = if i == 0 { "+-" } else { "  " };
            self.lines.push(format!("{}{corner}+---------------- {title} ----------------\n", self.indent()));
            self.depth += 1;
            if truncated {
                let more = members.len() - GROUP_WIDTH;
                self.emit(&format!("and {more} more exception{}\n", if more == 1 { "" } else { "s" }), '|');
            } else if let Value::Exception(member) = member {
                self.chain(vm, *member)?;
            }
            if i + 1 == shown && self.need_close {
                self.lines.push(format!("{}+------------------------------------\n", self.indent()));
                self.need_close = false;
            }
            self.depth -= 1;
        }
        if top {
            self.depth = 0;
        }
        Ok(())
    }

    fn indent(&self) -> String {
        "  ".repeat(self.depth)
    }

    /// A piece of text, behind the margin of the group it is in.
    fn emit(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.lines.push(text.to_owned());
            return;
        }
        let margin = format!("{}{margin} ", self.indent());
        self.lines.push(text.split_inclusive('\n').flat_map(|line| [&*margin, line]).collect());
    }
}

/// The lines that name an exception: class, message, notes.
pub(super) fn message_lines(vm: &mut Vm, e: Ref<Exception>, hint: Option<String>) -> Res<Vec<String>> {
    let class = class_name(vm, e);
    let mut lines = Vec::new();
    if vm.is_instance(Value::Exception(e), vm.types.syntax_error) {
        syntax_error(vm, e, &class, &mut lines)?;
    } else {
        let text = vm.to_text(Value::Exception(e)).unwrap_or_else(|_| "<exception str() failed>".to_owned());
        let text = text + hint.as_deref().unwrap_or("");
        lines.push(if text.is_empty() { format!("{class}\n") } else { format!("{class}: {text}\n") });
    }
    match vm.heap[e].attrs.get(vm.names.notes) {
        None | Some(Value::None) => {}
        Some(notes @ (Value::List(_) | Value::Tuple(_))) => {
            for note in vm.collect(notes)? {
                let note = vm.to_text(note).unwrap_or_else(|_| "<note str() failed>".to_owned());
                lines.extend(note.split('\n').map(|line| format!("{line}\n")));
            }
        }
        Some(other) => lines.push(vm.repr(other).unwrap_or_else(|_| "<__notes__ repr() failed>".to_owned())),
    }
    Ok(lines)
}

/// The class as tracebacks name it: with its module, unless that is `builtins` or `__main__`.
fn class_name(vm: &Vm, e: Ref<Exception>) -> String {
    let class = vm.heap[e].class();
    let qualname = vm.text(vm.heap[class].qualname).unwrap_or_else(|| vm.class_name(class));
    match vm.text(vm.heap[class].module) {
        Some("builtins" | "__main__") => qualname.to_owned(),
        Some(module) => format!("{module}.{qualname}"),
        None => format!("<unknown>.{qualname}"),
    }
}

/// The lines of a `SyntaxError` (`TracebackException._format_syntax_error`).
fn syntax_error(vm: &mut Vm, e: Ref<Exception>, class: &str, lines: &mut Vec<String>) -> Res<()> {
    let mut part = |name: &str| {
        let name = vm.heap.intern(name);
        vm.get_attr(Value::Exception(e), name)
    };
    let (msg, file, line, text) = (part("msg")?, part("filename")?, part("lineno")?, part("text")?);
    let (offset, end_offset) = (part("offset")?, part("end_offset")?);
    let mut suffix = String::new();
    if let Value::Int(line) = line {
        lines.push(format!("  File \"{}\", line {line}\n", vm.text(file).unwrap_or("<string>")));
    } else if let Some(file) = vm.text(file) {
        suffix = format!(" ({file})");
    }
    if let Some(text) = vm.text(text) {
        let text = text.trim_end_matches('\n');
        let stripped = text.trim_start_matches([' ', '\n', '\u{c}']);
        let spaces = (text.chars().count() - stripped.chars().count()) as i64;
        lines.push(format!("    {stripped}\n"));
        if let Value::Int(offset) = offset {
            let end = match end_offset {
                Value::Int(end) if end != 0 && end != -1 && end != offset => end,
                _ => offset + 1,
            };
            let start = offset - 1 - spaces;
            if let Ok(before) = usize::try_from(start) {
                let blanks = stripped.chars().take(before).map(|c| if c.is_whitespace() { c } else { ' ' });
                let carets = "^".repeat(usize::try_from(end - offset).unwrap_or(0));
                lines.push(format!("    {}{carets}\n", blanks.collect::<String>()));
            }
        }
    }
    let msg = if msg.is_none() { "<no detail available>".to_owned() } else { vm.to_text(msg)? };
    lines.push(format!("{class}: {msg}{suffix}\n"));
    Ok(())
}
