//! Calls that cannot work in a page, found before the run: a pass of its own, for programs in whose text they may be.

use std::collections::HashSet;

use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

use crate::diagnostic::Diagnostics;

/// Functions that are refused for the same reason.
struct Refusal {
    reason: &'static str,
    advice: &'static str,
    /// Functions of `asyncio`.
    functions: &'static str,
    /// Methods of event loops.
    methods: &'static str,
    /// Functions of `os`.
    of_os: &'static str,
}

static REFUSALS: &[Refusal] = &[
    Refusal {
        reason: "a page has no sockets",
        advice: "Pass data between tasks with asyncio.Queue.",
        functions: "open_connection start_server open_unix_connection start_unix_server",
        methods: "create_connection create_server create_datagram_endpoint create_unix_connection create_unix_server \
                  connect_accepted_socket getaddrinfo getnameinfo sock_connect sock_accept sock_recv sock_recv_into \
                  sock_recvfrom sock_sendall sock_sendto sock_sendfile sendfile start_tls add_reader add_writer \
                  remove_reader remove_writer",
        of_os: "",
    },
    Refusal {
        reason: "a page cannot start processes",
        advice: "Use tasks, or the simulated threads of asyncio.to_thread.",
        functions: "create_subprocess_exec create_subprocess_shell",
        methods: "subprocess_exec subprocess_shell connect_read_pipe connect_write_pipe",
        of_os: "system popen fork forkpty execv execve execl execlp execvp spawnl spawnv posix_spawn startfile wait waitpid",
    },
];

/// What only programs have in their text that may call one of these functions.
const TRACES: &[&str] = &[
    "_connection",
    "_server",
    "_endpoint",
    "info",
    "sock",
    "sendfile",
    "_tls",
    "_reader",
    "_writer",
    "process",
    "_pipe",
    "os.",
];

/// Notes the calls that cannot work, unless the program deals with their failure.
pub(super) fn check(body: &[Stmt], diagnostics: &mut Diagnostics<'_>) {
    if TRACES.iter().any(|trace| diagnostics.source().contains(trace)) {
        search(body, diagnostics);
    }
}

#[cold]
#[inline(never)]
fn search(body: &[Stmt], diagnostics: &mut Diagnostics<'_>) {
    let mut search = Search { asyncio: HashSet::new(), functions: HashSet::new(), os: HashSet::new(), diagnostics };
    search.visit_body(body);
}

struct Search<'t, 'd, 's> {
    /// Names of the module `asyncio`.
    asyncio: HashSet<&'t str>,
    /// Names of functions that were imported from it.
    functions: HashSet<(&'t str, &'t str)>,
    /// Names of the module `os`.
    os: HashSet<&'t str>,
    diagnostics: &'d mut Diagnostics<'s>,
}

impl<'t> Visitor<'t> for Search<'t, '_, '_> {
    fn visit_stmt(&mut self, stmt: &'t Stmt) {
        match stmt {
            Stmt::Import(s) => {
                for alias in &s.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                    match alias.name.as_str() {
                        "asyncio" => drop(self.asyncio.insert(name)),
                        "os" => drop(self.os.insert(name)),
                        _ => {}
                    }
                }
            }
            Stmt::ImportFrom(s) if s.module.as_deref() == Some("asyncio") => {
                for alias in &s.names {
                    self.functions.insert((alias.asname.as_ref().unwrap_or(&alias.name).as_str(), alias.name.as_str()));
                }
            }
            Stmt::Try(s) if s.handlers.iter().any(deals_with_it) => {}
            _ => walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'t Expr) {
        if let Expr::Call(call) = expr
            && !(clears_the_screen(call) || is_of_console(call))
        {
            self.call(&call.func);
        }
        walk_expr(self, expr);
    }
}

impl Search<'_, '_, '_> {
    fn call(&mut self, function: &Expr) {
        for refusal in REFUSALS {
            let shown = match function {
                Expr::Attribute(f) if matches!(&*f.value, Expr::Name(n) if self.asyncio.contains(n.id.as_str())) => {
                    has(refusal.functions, &f.attr).then(|| format!("asyncio.{}", f.attr))
                }
                Expr::Attribute(f) if matches!(&*f.value, Expr::Name(n) if self.os.contains(n.id.as_str())) => {
                    has(refusal.of_os, &f.attr).then(|| format!("os.{}", f.attr))
                }
                Expr::Attribute(f) if self.is_loop(&f.value) => {
                    has(refusal.methods, &f.attr).then(|| format!("loop.{}", f.attr))
                }
                Expr::Name(name) => self
                    .functions
                    .iter()
                    .find(|(bound, function)| *bound == name.id.as_str() && has(refusal.functions, function))
                    .map(|(_, function)| format!("asyncio.{function}")),
                _ => None,
            };
            if let Some(shown) = shown {
                let message = format!("{shown}() is not available here: {}", refusal.reason);
                self.diagnostics.unavailable(function.range(), message, refusal.advice);
            }
        }
    }

    /// Does the expression look like an event loop? Other objects have methods of these names, too.
    fn is_loop(&self, e: &Expr) -> bool {
        match e {
            Expr::Name(name) => name.id.as_str().ends_with("loop"),
            Expr::Attribute(e) => e.attr.as_str().ends_with("loop"),
            Expr::Call(call) => match &*call.func {
                Expr::Attribute(f) => f.attr.as_str().ends_with("_event_loop") || f.attr.as_str() == "get_running_loop",
                Expr::Name(name) => self.functions.iter().any(|(bound, function)| {
                    *bound == name.id.as_str() && (function.ends_with("_event_loop") || *function == "get_running_loop")
                }),
                _ => false,
            },
            _ => false,
        }
    }
}

/// `os.system("clear")`, which does nothing.
fn clears_the_screen(call: &ast::ExprCall) -> bool {
    let is_it = |e: &Expr| matches!(e, Expr::StringLiteral(s) if s.value.to_str().contains("cl"));
    match &*call.arguments.args {
        [Expr::If(e)] => is_it(&e.body) && is_it(&e.orelse),
        [e] => is_it(e),
        _ => false,
    }
}

/// `loop.add_reader(sys.stdin, …)`: standard input and output are there.
fn is_of_console(call: &ast::ExprCall) -> bool {
    const METHODS: &str = "add_reader remove_reader connect_read_pipe connect_write_pipe";
    let is_stream = |e: &Expr| match e {
        Expr::Attribute(e) => matches!(e.attr.as_str(), "stdin" | "stdout" | "stderr"),
        e => e.is_number_literal_expr(),
    };
    let is_of_stream = |e: &Expr| match e {
        // `sys.stdin.fileno()`
        Expr::Call(e) => matches!(&*e.func, Expr::Attribute(f) if is_stream(&f.value)),
        e => is_stream(e),
    };
    matches!(&*call.func, Expr::Attribute(f) if has(METHODS, &f.attr)) && call.arguments.args.iter().any(is_of_stream)
}

fn has(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|known| known == name)
}

/// Does the handler expect that something is not there?
fn deals_with_it(handler: &ast::ExceptHandler) -> bool {
    let ast::ExceptHandler::ExceptHandler(handler) = handler;
    let is_it = |e: &Expr| matches!(e, Expr::Name(name) if name.id.as_str() == "NotImplementedError");
    match handler.type_.as_deref() {
        Some(Expr::Tuple(types)) => types.elts.iter().any(is_it),
        Some(e) => is_it(e),
        None => false,
    }
}
