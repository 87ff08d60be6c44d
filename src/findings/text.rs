//! What the panes must know of a program's text: its functions, its awaits, its handlers.

use std::{collections::BTreeSet, ops::Range, ops::RangeInclusive};

use loopscope_recording::{Handler, Outline, Sequence, SequenceShape};
use ruff_python_ast::{
    self as ast, Expr, PythonVersion, Stmt,
    statement_visitor::{StatementVisitor, walk_stmt},
};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};

/// A program that runs, and what its text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ProgramText {
    pub(crate) source: String,
    pub(crate) outline: Outline,
    /// In the order in which they begin.
    functions: Vec<Function>,
    /// For each of the outline's sequences, what to write in its place.
    pub(super) gathered: Vec<Option<Edit>>,
    /// For each of the outline's handlers, where its body ends.
    pub(super) handler_ends: Vec<Edit>,
    /// Calls of coroutine functions whose result is thrown away: the line, and where the call begins.
    pub(super) bare_calls: Vec<(u32, usize)>,
    /// What the program calls the module `asyncio`.
    pub(super) asyncio: Option<String>,
    starts: Vec<u32>,
}

/// A function of the program.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) lines: RangeInclusive<u32>,
    pub(crate) is_async: bool,
}

/// A text to be put in place of another, at these bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

impl ProgramText {
    /// Looks at a program that is known to run.
    pub(crate) fn new(source: &str) -> Self {
        let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY313);
        let breaks = source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let mut text = Self {
            source: source.to_owned(),
            starts: std::iter::once(0).chain(breaks.map(|(at, _)| at as u32 + 1)).collect(),
            ..Self::default()
        };
        let Some(module) = parse_unchecked(source, options).try_into_module() else { return text };
        let body = &module.syntax().body;
        let mut names = Names::default();
        names.visit_body(body);
        text.asyncio = names.asyncio;
        let mut walk = Walk { text: &mut text, coroutines: names.coroutines, in_async: false };
        walk.body(body);
        text
    }

    /// The function around a line; `None` at the level of the module.
    pub(crate) fn function_at(&self, line: u32) -> Option<&Function> {
        self.functions.iter().rev().find(|function| function.lines.contains(&line))
    }

    /// The function in which a line of a task stands, if the task's name (`Task-4`) says little by itself.
    pub(crate) fn function_of(&self, name: &str, line: u32) -> Option<&str> {
        self.function_at(line).filter(|_| name.starts_with("Task-")).map(|function| function.name.as_str())
    }

    /// The first line on which a function is called without being awaited; 0 if there is none.
    pub(super) fn first_call(&self, name: &str) -> u32 {
        let called = format!("{name}(");
        let mut calls = self.source.match_indices(&called).map(|(at, _)| at);
        let is_plain = |&at: &usize| {
            let before = self.source[..at].trim_end_matches([' ', '\t']);
            let is_word = self.source[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
            !is_word && !before.ends_with("def") && !before.ends_with("await")
        };
        calls.find(is_plain).map_or(0, |at| self.line_of(at))
    }

    /// The text of a line.
    pub(crate) fn line(&self, line: u32) -> Range<usize> {
        let start = |index: usize| self.starts.get(index).map_or(self.source.len(), |&start| start as usize);
        let index = (line as usize).saturating_sub(1);
        start(index)..start(index + 1)
    }

    fn line_of(&self, offset: usize) -> u32 {
        self.starts.partition_point(|&start| start as usize <= offset) as u32
    }

    fn lines_of(&self, range: TextRange) -> RangeInclusive<u32> {
        self.line_of(range.start().to_usize())..=self.line_of(range.end().to_usize())
    }

    fn slice(&self, range: TextRange) -> &str {
        &self.source[range.start().to_usize()..range.end().to_usize()]
    }

    fn indent_at(&self, offset: usize) -> &str {
        let start = self.line(self.line_of(offset)).start;
        let line = &self.source[start..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }
}

/// Which coroutine functions there are, and what `asyncio` is called.
#[derive(Default)]
struct Names {
    coroutines: BTreeSet<String>,
    asyncio: Option<String>,
}

impl<'a> StatementVisitor<'a> for Names {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(def) if def.is_async => {
                self.coroutines.insert(def.name.to_string());
            }
            Stmt::Import(import) => {
                for alias in import.names.iter().filter(|alias| alias.name.as_str() == "asyncio") {
                    self.asyncio = Some(alias.asname.as_ref().unwrap_or(&alias.name).to_string());
                }
            }
            _ => {}
        }
        walk_stmt(self, statement);
    }
}

/// One walk over the statements.
struct Walk<'t> {
    text: &'t mut ProgramText,
    coroutines: BTreeSet<String>,
    in_async: bool,
}

/// An await of a coroutine function of the program.
struct Step<'a> {
    /// What its result is called, if it is kept.
    target: Option<&'a str>,
    call: &'a ast::ExprCall,
    range: TextRange,
}

impl Walk<'_> {
    /// The statements of a block.
    fn body(&mut self, body: &[Stmt]) {
        if self.in_async {
            self.sequences(body);
        }
        for statement in body {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::FunctionDef(def) => {
                let lines = self.text.lines_of(def.range());
                self.text.functions.push(Function { name: def.name.to_string(), lines, is_async: def.is_async });
                let outer = std::mem::replace(&mut self.in_async, def.is_async);
                self.body(&def.body);
                self.in_async = outer;
            }
            Stmt::ClassDef(class) => self.body(&class.body),
            Stmt::For(each) => {
                if !each.is_async && self.in_async && each.orelse.is_empty() {
                    self.loop_over(each);
                }
                self.body(&each.body);
                self.body(&each.orelse);
            }
            Stmt::While(repeat) => {
                self.body(&repeat.body);
                self.body(&repeat.orelse);
            }
            Stmt::If(choice) => {
                self.body(&choice.body);
                choice.elif_else_clauses.iter().for_each(|clause| self.body(&clause.body));
            }
            Stmt::With(with) => self.body(&with.body),
            Stmt::Match(choice) => choice.cases.iter().for_each(|case| self.body(&case.body)),
            Stmt::Try(guard) => {
                if self.in_async {
                    self.handlers(guard);
                }
                self.body(&guard.body);
                for ast::ExceptHandler::ExceptHandler(handler) in &guard.handlers {
                    self.body(&handler.body);
                }
                self.body(&guard.orelse);
                self.body(&guard.finalbody);
            }
            Stmt::Expr(expression) => {
                if let Expr::Call(call) = &*expression.value
                    && self.is_own(call)
                {
                    let at = call.range().start().to_usize();
                    let line = self.text.line_of(at);
                    self.text.bare_calls.push((line, at));
                }
                self.comprehension(&expression.value);
            }
            Stmt::Assign(assign) => self.comprehension(&assign.value),
            Stmt::AnnAssign(assign) => assign.value.iter().for_each(|value| self.comprehension(value)),
            Stmt::Return(leave) => leave.value.iter().for_each(|value| self.comprehension(value)),
            _ => {}
        }
    }

    /// Whether a call makes a coroutine of a function that the program defines.
    fn is_own(&self, call: &ast::ExprCall) -> bool {
        last_name(&call.func).is_some_and(|name| self.coroutines.contains(name))
    }

    fn awaited<'a>(&self, expression: &'a Expr) -> Option<&'a ast::ExprCall> {
        let Expr::Await(awaiting) = expression else { return None };
        let Expr::Call(call) = &*awaiting.value else { return None };
        if self.is_own(call) {
            return Some(call);
        }
        // A task that is awaited as soon as it is made runs no earlier than its coroutine would.
        let makes_task = matches!(last_name(&call.func), Some("create_task" | "ensure_future"));
        let [Expr::Call(inner)] = &*call.arguments.args else { return None };
        (makes_task && call.arguments.keywords.is_empty() && self.is_own(inner)).then_some(inner)
    }

    fn step<'a>(&self, statement: &'a Stmt) -> Option<Step<'a>> {
        let range = statement.range();
        match statement {
            Stmt::Expr(expression) => Some(Step { target: None, call: self.awaited(&expression.value)?, range }),
            Stmt::Assign(assign) => {
                let [Expr::Name(name)] = &*assign.targets else { return None };
                Some(Step { target: Some(name.id.as_str()), call: self.awaited(&assign.value)?, range })
            }
            _ => None,
        }
    }

    /// Finds awaits that stand one after the other in a block.
    fn sequences(&mut self, body: &[Stmt]) {
        let mut run: Vec<Step<'_>> = Vec::new();
        for statement in body {
            match self.step(statement) {
                Some(step) if self.continues(&run, &step) => run.push(step),
                step => {
                    self.take_run(&run);
                    run = step.into_iter().collect();
                }
            }
        }
        self.take_run(&run);
    }

    /// Whether an await needs nothing of those before. Awaits whose results nobody keeps are done for their effects:
    /// they are thought to be alike only if they call the same function.
    fn continues(&self, run: &[Step<'_>], step: &Step<'_>) -> bool {
        let called = self.text.slice(step.call.range());
        let function = self.text.slice(step.call.func.range());
        run.iter().all(|before| {
            let is_alike = before.target.is_some() && step.target.is_some()
                || self.text.slice(before.call.func.range()) == function;
            is_alike && before.target.is_none_or(|name| !mentions(called, name) && step.target != Some(name))
        })
    }

    fn take_run(&mut self, run: &[Step<'_>]) {
        let [first, .., last] = run else { return };
        let asyncio = self.text.asyncio.clone().unwrap_or_default();
        let range = first.range.start().to_usize()..last.range.end().to_usize();
        let calls: Vec<&str> = run.iter().map(|step| self.text.slice(step.call.range())).collect();
        let indent = self.text.indent_at(range.start);
        let targets: Vec<&str> = run.iter().map(|step| step.target.unwrap_or("_")).collect();
        let kept = if run.iter().any(|step| step.target.is_some()) {
            format!("{} = ", targets.join(", "))
        } else {
            String::new()
        };
        let one = format!("{kept}await {asyncio}.gather({})", calls.join(", "));
        let text = if one.len() + indent.len() > 88 || one.contains('\n') {
            let lines: Vec<String> = calls.iter().map(|call| format!("{indent}    {call},\n")).collect();
            format!("{kept}await {asyncio}.gather(\n{}{indent})", lines.concat())
        } else {
            one
        };
        // What stands between the statements must not get lost.
        let is_safe = !asyncio.is_empty() && !self.text.source[range.clone()].contains(['#', ';']);
        let parts = run.iter().map(|step| self.text.lines_of(step.range)).collect();
        self.text.outline.sequences.push(Sequence { shape: SequenceShape::Statements, parts });
        self.text.gathered.push(is_safe.then_some(Edit { range, text }));
    }

    /// `for x in xs: await f(x)`, and the like with `append`.
    fn loop_over(&mut self, each: &ast::StmtFor) {
        let [Stmt::Expr(only)] = &*each.body else { return };
        let (call, collected) = match &*only.value {
            Expr::Call(append) => {
                let Expr::Attribute(method) = &*append.func else { return };
                let [argument] = &*append.arguments.args else { return };
                if method.attr.as_str() != "append" {
                    return;
                }
                (self.awaited(argument), Some(self.text.slice(method.value.range()).to_owned()))
            }
            awaiting => (self.awaited(awaiting), None),
        };
        let Some(call) = call else { return };
        let clause = format!("for {} in {}", self.text.slice(each.target.range()), self.text.slice(each.iter.range()));
        self.push_loop(call, &clause, each.range(), |gathered| match collected {
            Some(list) => format!("{list}.extend({gathered})"),
            None => gathered,
        });
    }

    /// `[await f(x) for x in xs]`.
    fn comprehension(&mut self, expression: &Expr) {
        let Expr::ListComp(list) = expression else { return };
        let (Some(call), true) = (self.awaited(&list.elt), self.in_async) else { return };
        let Some(first) = list.generators.first() else { return };
        if list.generators.iter().any(|generator| generator.is_async) {
            return;
        }
        let clause = TextRange::new(first.range().start(), list.range().end());
        let clause = self.text.slice(clause).trim_end_matches(']').trim_end().to_owned();
        self.push_loop(call, &clause, list.range(), |gathered| gathered);
    }

    fn push_loop(
        &mut self,
        call: &ast::ExprCall,
        clause: &str,
        range: TextRange,
        write: impl FnOnce(String) -> String,
    ) {
        if clause.contains("await ") {
            return;
        }
        let called = self.text.slice(call.range());
        let gathered =
            self.text.asyncio.as_ref().map(|asyncio| format!("await {asyncio}.gather(*({called} {clause}))"));
        let is_safe = !self.text.slice(range).contains('#');
        let edit = gathered
            .filter(|_| is_safe)
            .map(|gathered| Edit { range: range.start().to_usize()..range.end().to_usize(), text: write(gathered) });
        let Some(name) = last_name(&call.func) else { return };
        let is_simple = self.is_simple(name);
        let shape = SequenceShape::Loop { is_simple };
        self.text.outline.sequences.push(Sequence { shape, parts: vec![self.text.lines_of(range)] });
        self.text.gathered.push(edit);
    }

    /// Whether a coroutine function's awaits are not in a loop, as far as its indented text tells.
    fn is_simple(&self, name: &str) -> bool {
        let source = &self.text.source;
        let Some(at) = source.find(&format!("async def {name}(")) else { return false };
        let indent = self.text.indent_at(at).len();
        let body = source[at..].lines().skip(1);
        let body = body.take_while(|line| line.trim().is_empty() || line.len() - line.trim_start().len() > indent);
        let mut loop_indent = None;
        for line in body {
            let (own, words) = (line.len() - line.trim_start().len(), line.trim_start());
            if words.is_empty() {
                continue;
            }
            if loop_indent.is_some_and(|indent| own <= indent) {
                loop_indent = None;
            }
            let awaits = mentions(words, "await") || mentions(words, "async");
            if awaits && (loop_indent.is_some() || mentions(words, "for") || words.starts_with("while ")) {
                return false;
            }
            if loop_indent.is_none() && (words.starts_with("for ") || words.starts_with("while ")) {
                loop_indent = Some(own);
            }
        }
        true
    }

    fn handlers(&mut self, guard: &ast::StmtTry) {
        let catches = guard.handlers.iter().map(|ast::ExceptHandler::ExceptHandler(handler)| handler);
        let Some(handler) = catches.into_iter().find(|handler| catches_cancellation(handler.type_.as_deref())) else {
            return;
        };
        let mut raises = Raises(false);
        raises.visit_body(&handler.body);
        let (Some(first), Some(last), Some(end)) = (guard.body.first(), guard.body.last(), handler.body.last()) else {
            return;
        };
        if raises.0 {
            return;
        }
        let guarded =
            self.text.line_of(first.range().start().to_usize())..=self.text.line_of(last.range().end().to_usize());
        let line = self.text.line_of(handler.range().start().to_usize());
        self.text.outline.handlers.push(Handler { line, guarded });
        let at = end.range().end().to_usize();
        let indent = self.text.indent_at(handler.body[0].range().start().to_usize());
        // What only says `pass` has nothing to say before it raises.
        let edit = match end {
            Stmt::Pass(pass) if handler.body.len() == 1 => {
                Edit { range: pass.range().start().to_usize()..at, text: "raise".to_owned() }
            }
            _ => Edit { range: at..at, text: format!("\n{indent}raise") },
        };
        self.text.handler_ends.push(edit);
    }
}

/// `c` of `a.b.c`.
fn last_name(expression: &Expr) -> Option<&str> {
    match expression {
        Expr::Name(name) => Some(name.id.as_str()),
        Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
        _ => None,
    }
}

struct Raises(bool);

impl<'a> StatementVisitor<'a> for Raises {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        self.0 |= matches!(statement, Stmt::Raise(_));
        walk_stmt(self, statement);
    }
}

fn catches_cancellation(class: Option<&Expr>) -> bool {
    let is_it = |name: &str| matches!(name, "CancelledError" | "BaseException");
    match class {
        None => true,
        Some(Expr::Name(name)) => is_it(name.id.as_str()),
        Some(Expr::Attribute(attribute)) => is_it(attribute.attr.as_str()),
        Some(Expr::Tuple(classes)) => classes.elts.iter().any(|class| catches_cancellation(Some(class))),
        Some(_) => false,
    }
}

/// Whether a name stands in a text as a word of its own.
pub(super) fn mentions(text: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(is_word)
            && !text[at + name.len()..].chars().next().is_some_and(is_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequences(program: &str) -> Vec<(u32, usize, String)> {
        let text = ProgramText::new(program);
        let sequences = text.outline.sequences.iter().zip(&text.gathered);
        sequences
            .map(|(sequence, edit)| {
                let edit = edit.as_ref().map(|edit| edit.text.clone()).unwrap_or_default();
                (*sequence.parts[0].start(), sequence.parts.len(), edit)
            })
            .collect()
    }

    /// The body of `main`, after two coroutine functions.
    fn main_with(body: &str) -> Vec<(u32, usize, String)> {
        let lines: Vec<String> = body.lines().map(|line| format!("    {line}\n")).collect();
        sequences(&format!(
            "import asyncio\nasync def f(x):\n    await asyncio.sleep(x)\nasync def g():\n    pass\nasync def main():\n{}",
            lines.concat()
        ))
    }

    #[test]
    fn finds_awaits_that_need_nothing_of_each_other() {
        for (body, expected) in [
            ("await f(1)\nawait f(2)", "await asyncio.gather(f(1), f(2))"),
            ("a = await f(1)\nb = await g()", "a, b = await asyncio.gather(f(1), g())"),
            ("for x in xs:\n    await f(x)", "await asyncio.gather(*(f(x) for x in xs))"),
            ("for x in xs:\n    all.append(await f(x))", "all.extend(await asyncio.gather(*(f(x) for x in xs)))"),
            ("r = [await f(x) for x in xs if x]", "await asyncio.gather(*(f(x) for x in xs if x))"),
            ("return [await f(x) for x in xs]", "await asyncio.gather(*(f(x) for x in xs))"),
            ("if x:\n    await f(1)\n    await f(2)", "await asyncio.gather(f(1), f(2))"),
            ("await asyncio.create_task(f(1))\nawait asyncio.create_task(f(2))", "await asyncio.gather(f(1), f(2))"),
        ] {
            let found = main_with(body);
            assert_eq!(found.iter().map(|found| found.2.as_str()).collect::<Vec<_>>(), [expected], "{body}");
        }
    }

    #[test]
    fn leaves_alone_what_needs_its_order() {
        for body in [
            "a = await f(1)\nb = await f(a)",
            "a = await f(1)\nawait a.f(2)",
            "await f(1)\nawait g()",
            "await f(1)\nprint()\nawait f(2)",
            "await asyncio.sleep(1)\nawait asyncio.sleep(2)",
            "for x in xs:\n    print(x)\n    await f(x)",
            "async for x in xs:\n    await f(x)",
            "for x in await g():\n    await f(x)",
            "r = [await f(x) async for x in xs]",
            "a = await f(1)\na = await f(2)",
            "a = asyncio.create_task(f(1))\nb = asyncio.create_task(f(2))\nawait a\nawait b",
        ] {
            let found: Vec<_> =
                main_with(body).into_iter().filter(|found| found.1 > 1 || !found.2.is_empty()).collect();
            assert_eq!(found, [], "{body}");
        }
    }

    #[test]
    fn long_calls_get_a_line_each_and_comments_are_left_alone() {
        let long = "f('a long argument, and more of it, and yet more')";
        let found = main_with(&format!("await {long}\nawait {long}"));
        assert_eq!(found[0].2, format!("await asyncio.gather(\n        {long},\n        {long},\n    )"));
        assert_eq!(main_with("await f(1)  # first\nawait f(2)"), [(7, 2, String::new())]);
    }

    #[test]
    fn finds_handlers_that_keep_a_cancellation() {
        let program = |handler: &str| {
            format!("import asyncio\nasync def main():\n    try:\n        await x\n    {handler}\n        pass\n")
        };
        for (handler, is_found) in [
            ("except asyncio.CancelledError:", true),
            ("except BaseException as e:", true),
            ("except:", true),
            ("except (ValueError, CancelledError):", true),
            ("except Exception:", false),
            ("except ValueError:", false),
            ("except CancelledError:\n        raise\n    except:", false),
        ] {
            let text = ProgramText::new(&program(handler));
            assert_eq!(!text.outline.handlers.is_empty(), is_found, "{handler}");
        }
        let text = ProgramText::new(&program("except:"));
        assert_eq!(text.outline.handlers, [Handler { line: 5, guarded: 4..=4 }]);
        assert_eq!(text.handler_ends[0].text, "raise");
    }

    #[test]
    fn knows_the_function_around_a_line() {
        let text = ProgramText::new("def f():\n    pass\n\nclass C:\n    async def g(self):\n        x\n\n\nf()\n");
        let name = |line| text.function_at(line).map(|function| (function.name.as_str(), function.is_async));
        assert_eq!([1, 3, 6, 9].map(name), [Some(("f", false)), None, Some(("g", true)), None]);
    }
}
