//! What is said of programs that are wrong: CPython's words, at the exact place.

use super::check;
use crate::diagnostic::Severity;
use crate::imports::Known;

fn known(name: &str) -> Known {
    match name {
        "socket" => Known::Refused { reason: "a page has no sockets", advice: "Use asyncio.Queue." },
        "numpy" | "numpy.linalg" => Known::Unknown,
        _ => Known::Yes,
    }
}

/// `line:column: message` of each diagnostic.
fn say(source: &str) -> Vec<String> {
    let found = check(source, known);
    for d in &found {
        assert!(d.range.start <= d.range.end && d.range.end <= source.len(), "{source:?}: {d:?}");
    }
    found.iter().map(|d| format!("{}:{}: {}", d.line, d.column, d.message)).collect()
}

fn expect(table: &[(&str, &str)]) {
    for (source, expected) in table {
        assert_eq!(say(source), [*expected], "{source:?}");
    }
}

#[test]
fn brackets_and_quotes() {
    expect(&[
        ("print('a'\nx = 1\n", "1:6: '(' was never closed"),
        ("x = [1, 2\n", "1:5: '[' was never closed"),
        ("foo(a, b))", "1:10: unmatched ')'"),
        ("[1, 2)", "1:6: closing parenthesis ')' does not match opening parenthesis '['"),
        ("[1,\n2)", "2:2: closing parenthesis ')' does not match opening parenthesis '[' on line 1"),
        ("x = 'abc\ny = 1\n", "1:5: unterminated string literal (detected at line 1)"),
        ("x = 1\ny = '''a\nb\n", "2:5: unterminated triple-quoted string literal (detected at line 3)"),
        ("f'{x'", "1:3: f-string: expecting '}'"),
        ("f'{x:>5'", "1:3: f-string: expecting '}'"),
        ("f'}'", "1:3: f-string: single '}' is not allowed"),
        ("f'{}'", "1:4: f-string: empty expression not allowed"),
    ]);
}

#[test]
fn brackets_and_quotes_that_are_fine() {
    for fine in [
        "f'{x:=+6d} {x!r:>{w}.{p}} {{}} {d[\"a\"]} {(lambda y: y)(1)} {x = :%H:%M}'",
        "f'''{\n x\n:>{w}}'''",
        "rf'\\{x}' f'\\'{x}\\''",
        "x = '\\'' \"'\" '''a'b''c\n''' r'\\\\'",
        "x = [1, # (\n 2]",
        "x = 1if y else 2\nz = 0xF or 1\nw = 1_000.5e-3j + .5 + 5. + 1E5",
        "if x:\n\ty\n\tif z:\n\t\tw\nelse:\n    v",
        "x = y[1:2, ::3]\nz = {a: b, **c}\nlambda: (yield)",
        "x = \\\n    1\n",
        "\u{feff}x = 1",
        "x = 1\r\nif x:\r\n    y\r\n",
        "",
        "# only a comment",
    ] {
        assert_eq!(say(fine), [""; 0], "{fine}");
    }
}

#[test]
fn grammar() {
    expect(&[
        ("if x\n    pass\n", "1:5: expected ':'"),
        ("class A\n    x = 1\n", "1:8: expected ':'"),
        ("def f:\n    pass\n", "1:6: expected '('"),
        ("def f():\npass\n", "2:1: expected an indented block after function definition on line 1"),
        ("for x in y:\n# nothing\nz", "3:1: expected an indented block after 'for' statement on line 1"),
        ("x = 1\n    y = 2\n", "2:1: unexpected indent"),
        ("if 1:\n    a\n  b\n", "3:1: unindent does not match any outer indentation level"),
        ("if 1:\n\ta\n        b\n", "3:1: inconsistent use of tabs and spaces in indentation"),
        ("f(1 2)", "1:5: invalid syntax. Perhaps you forgot a comma?"),
        ("if x = 1: pass", "1:6: invalid syntax. Maybe you meant '==' or ':=' instead of '='?"),
        ("print 'hello'", "1:1: Missing parentheses in call to 'print'. Did you mean print(...)?"),
        ("f() = 1", "1:1: cannot assign to function call here. Maybe you meant '==' instead of '='?"),
        ("None = 1", "1:1: cannot assign to None"),
        ("for 1 in x: pass", "1:5: cannot assign to literal"),
        ("x + 1 += 2", "1:1: 'expression' is an illegal expression for augmented assignment"),
        ("del f()", "1:5: cannot delete function call"),
        ("f(a=1, 2)", "1:8: positional argument follows keyword argument"),
        ("f(1=2)", "1:3: expression cannot contain assignment, perhaps you meant \"==\"?"),
        ("def f(a=1, b): pass", "1:12: non-default argument follows default argument"),
        ("try:\n    x\ny", "3:1: expected 'except' or 'finally' block"),
        ("try: x\nexcept A, B: y", "2:8: multiple exception types must be parenthesized"),
        (
            "0777",
            "1:1: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        ),
        ("0b12", "1:4: invalid digit '2' in binary literal"),
        ("x = 12abc", "1:6: invalid decimal literal"),
        ("x = “a”", "1:5: invalid character '“' (U+201C)"),
        (
            "'\\x1'",
            "1:5: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \\xXX escape",
        ),
        ("x = '\\ud800'", "1:6: lone surrogates in string literals are not supported"),
        ("x = t'{a}'", "1:5: template strings are not supported"),
    ]);
}

#[test]
fn functions_and_loops() {
    expect(&[
        ("return 1", "1:1: 'return' outside function"),
        ("class A:\n    return", "2:5: 'return' outside function"),
        ("yield 1", "1:1: 'yield' outside function"),
        ("[(yield x) for x in y]", "1:3: 'yield' inside list comprehension"),
        ("break", "1:1: 'break' outside loop"),
        ("for x in y:\n    def f(): continue", "2:14: 'continue' not properly in loop"),
        ("await x", "1:1: 'await' outside function"),
        ("def f():\n    await x", "2:5: 'await' outside async function"),
        ("def f():\n    async with x: pass", "2:5: 'async with' outside async function"),
        ("def f():\n    async for x in y: pass", "2:5: 'async for' outside async function"),
        ("def f(): [x async for x in y]", "1:10: asynchronous comprehension outside of an asynchronous function"),
        ("async def f(): yield from x", "1:16: 'yield from' inside async function"),
        ("async def f():\n    yield\n    return 1", "3:5: 'return' with value in async generator"),
        ("def f(a, a): pass", "1:10: duplicate argument 'a' in function definition"),
        ("f(a=1, a=2)", "1:8: keyword argument repeated: a"),
        ("try: x\nexcept: y\nexcept E: z", "2:1: default 'except:' must be last"),
        (
            "while 1:\n  try: x\n  except* E: break",
            "3:14: 'break', 'continue' and 'return' cannot appear in an except* block",
        ),
    ]);
}

#[test]
fn names() {
    expect(&[
        ("nonlocal x", "1:1: nonlocal declaration not allowed at module level"),
        ("def f():\n    nonlocal x", "2:5: no binding for nonlocal 'x' found"),
        ("def f(x):\n    global x", "2:5: name 'x' is parameter and global"),
        ("def f():\n    print(x)\n    global x", "3:5: name 'x' is used prior to global declaration"),
        ("def f():\n    x = 1\n    global x", "3:5: name 'x' is assigned to before global declaration"),
        ("__debug__ = 1", "1:1: cannot assign to __debug__"),
        ("a, *b, *c = d", "1:1: multiple starred expressions in assignment"),
        ("*a = b", "1:1: starred assignment target must be in a list or tuple"),
        ("x = *a", "1:5: can't use starred expression here"),
        ("[i := 0 for i in x]", "1:2: assignment expression cannot rebind comprehension iteration variable 'i'"),
        (
            "class A:\n    [y := x for x in z]",
            "2:6: assignment expression within a comprehension cannot be used in a class body",
        ),
    ]);
}

#[test]
fn patterns() {
    expect(&[
        ("match x:\n case _: 1\n case 1: 2", "2:7: wildcard makes remaining patterns unreachable"),
        ("match x:\n case a: 1\n case b: 2", "2:7: name capture 'a' makes remaining patterns unreachable"),
        ("match x:\n case [a, a]: 1", "2:11: multiple assignments to name 'a' in pattern"),
        ("match x:\n case [a] | []: 1", "2:13: alternative patterns bind different names"),
        ("match x:\n case {'a': 1, 'a': 2}: 1", "2:7: mapping pattern checks duplicate key ('a')"),
    ]);
}

#[test]
fn imports() {
    expect(&[
        ("import socket\nsocket.socket()", "1:8: the module 'socket' is not available here: a page has no sockets"),
        ("from numpy.linalg import x", "1:6: No module named 'numpy'"),
        ("from . import x", "1:1: attempted relative import with no known parent package"),
        ("def f():\n    from x import *", "2:5: import * only allowed at module level"),
        ("from __future__ import nope", "1:24: future feature nope is not defined"),
        (
            "x = 1\nfrom __future__ import annotations",
            "2:1: from __future__ imports must occur at the beginning of the file",
        ),
    ]);
    for fine in [
        "try:\n    import numpy\nexcept ImportError:\n    numpy = None",
        "try:\n    import numpy\nexcept (ValueError, ModuleNotFoundError):\n    pass",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import numpy",
        "\"text\"\nfrom __future__ import annotations\nimport asyncio.subprocess as s",
    ] {
        assert_eq!(say(fine), [""; 0], "{fine}");
    }
}

#[test]
fn an_import_that_nothing_uses_is_no_error() {
    let unused = [
        "import socket",
        "import socket as s, asyncio\nasyncio.run(main())",
        "from socket import AF_INET, error as e",
        "from __future__ import annotations\nimport socket\ndef f(s: socket.socket): pass",
        "def f():\n    import socket",
        "import socket\ndef f():\n    def g(): return socket",
        "import socket\nclass A:\n    def f(self): return socket\ndef f(): pass\nf()",
        "def f():\n    from socket import AF_INET\n    print(AF_INET)",
    ];
    for source in unused {
        let found = check(source, known);
        let [only] = &found[..] else { panic!("{source}: {found:?}") };
        assert_eq!(only.severity, Severity::Unavailable, "{source}");
        assert_eq!(only.message, "the module 'socket' is not available here: a page has no sockets", "{source}");
    }
    for used in [
        "import socket\nprint(socket)",
        "from socket import AF_INET, error as e\ntry: f()\nexcept e: pass",
        "from socket import *",
        "import socket\ndel socket",
        "import socket\ndef f():\n    def g(): return socket\n    g()\nf()",
        "import socket\nclass A:\n    def __init__(self): self.s = socket\nA()",
        "import socket\nclass A(B):\n    def run(self): return socket\nA().start()",
        "import socket\nclass A:\n    f = socket",
        "import socket\n@app.get('/')\ndef f(): return socket",
    ] {
        let found = check(used, known);
        assert!(found.iter().any(|d| d.severity == Severity::Error), "{used}: {found:?}");
    }
}

#[test]
fn calls_that_cannot_work() {
    let table = [
        ("import asyncio\nasyncio.open_connection(a, 1)", "2:1: asyncio.open_connection()", "a page has no sockets"),
        ("import asyncio as aio\naio.start_server(f)", "2:1: asyncio.start_server()", "a page has no sockets"),
        (
            "from asyncio import create_subprocess_exec as run\nrun('ls')",
            "2:1: asyncio.create_subprocess_exec()",
            "a page cannot start processes",
        ),
        ("asyncio.get_running_loop().add_reader(s, f)", "1:1: loop.add_reader()", "a page has no sockets"),
        ("self._loop.create_server(f)", "1:1: loop.create_server()", "a page has no sockets"),
        ("import os\nos.system('ls')", "2:1: os.system()", "a page cannot start processes"),
        (
            "import asyncio\ntry: asyncio.start_server(f)\nexcept Exception: pass",
            "2:6: asyncio.start_server()",
            "a page has no sockets",
        ),
    ];
    for (source, place, reason) in table {
        assert_eq!(say(source), [format!("{place} is not available here: {reason}")], "{source:?}");
        assert!(check(source, known).iter().all(|d| d.severity == Severity::Unavailable), "{source:?}");
    }
    for fine in [
        "pool.create_connection()",
        "import asyncio\nasyncio.open_connection",
        "import asyncio\ntry: asyncio.start_server(f)\nexcept (OSError, NotImplementedError): pass",
        "async def open_connection(): pass\nopen_connection()",
        "import os\nos.getpid()",
        "loop.add_reader(sys.stdin.fileno(), f)\nloop.connect_write_pipe(f, sys.stdout)",
        "import os\nos.system('cls' if os.name == 'nt' else 'clear')",
    ] {
        assert_eq!(say(fine), [""; 0], "{fine}");
    }
}

#[test]
fn what_needs_the_compiler_at_run_time() {
    assert_eq!(say("eval('1 +')"), [""; 0]);
    assert_eq!(say("import re\nre.compile('a')"), [""; 0]);
}

#[test]
fn suspicious_code_is_a_warning() {
    let found = check("if x is 'a': pass\nassert (x, 'text')", known);
    let shown: Vec<_> = found.iter().map(|d| (d.severity, d.message.as_str())).collect();
    let warning = Severity::Warning;
    assert_eq!(
        shown,
        [
            (warning, "\"is\" with a literal. Did you mean \"==\"?"),
            (warning, "assertion is always true, perhaps remove parentheses?"),
        ]
    );
}

#[test]
fn two_mistakes_are_both_found() {
    assert_eq!(
        say("def f():\n    return 1 +\n\n\n\nfor x in :\n    pass\n"),
        ["2:15: invalid syntax", "6:10: invalid syntax"]
    );
    assert_eq!(say("break\nreturn\n"), ["1:1: 'break' outside loop", "2:1: 'return' outside function"]);
}

#[test]
fn depth_is_bounded() {
    let nested =
        |open: &str, inner: &str, close: &str, n: usize| format!("x = {}{inner}{}", open.repeat(n), close.repeat(n));
    for fine in [
        nested("(", "1", ")", 199),
        nested("[", "1", "]", 199),
        nested("-", "x", "", 240),
        nested("not ", "x", "", 240),
        nested("lambda a, b: ", "x", "", 240),
        nested("x + ", "x", "", 1_400),
        nested("", "x", ".y(z)", 700),
        nested("x and ", "x", "", 20_000),
        nested("x < ", "x", "", 20_000),
        nested("'a' ", "'b'", "", 20_000),
        format!("if a: b\n{}", "elif a: b\n".repeat(2_000)),
        format!("x = [{}]", "a, ".repeat(5_000)),
        format!("x = f({})", "a, ".repeat(5_000)),
        format!("x = {{{}}}", "'k': lambda: 0, ".repeat(3_000)),
    ] {
        assert_eq!(say(&fine), [""; 0], "{}", &fine[..40]);
    }
    for (deep, message) in [
        (nested("(", "1", ")", 10_000), "too many nested parentheses"),
        (nested("-", "x", "", 100_000), "the expression is nested too deeply"),
        (nested("not ", "x", "", 100_000), "the expression is nested too deeply"),
        (nested("lambda a, b: ", "x", "", 10_000), "the expression is nested too deeply"),
        (nested("1 if a else ", "x", "", 10_000), "the expression is nested too deeply"),
        (nested("2 ** ", "x", "", 10_000), "the expression is nested too deeply"),
        (nested("f\"{", "x", "}\"", 500), "f-string: expressions nested too deeply"),
        (nested("x + ", "x", "", 5_000), "the expression is too long"),
        (nested("", "x", "[0]", 5_000), "the expression is too long"),
        ("if a: b; ".repeat(10_000), "too many compound statements in one line"),
        ((0..150).map(|i| " ".repeat(i) + "if x:\n").collect(), "too many levels of indentation"),
    ] {
        let said = say(&deep);
        assert!(said.len() == 1 && said[0].contains(message), "{}: {said:?}", &deep[..40]);
    }
}

#[test]
fn what_is_too_big_is_refused() {
    let locals: String = (0..61_000).flat_map(|i| ["    v".to_owned(), i.to_string(), " = 1\n".to_owned()]).collect();
    assert_eq!(
        say(&format!("def f():\n{locals}")),
        ["1:1: the code of 'f' has too many values at once to be compiled"]
    );
    // Each `finally` body is compiled twice: nested ones grow exponentially.
    let mut source = String::new();
    for depth in 0..19 {
        let indent = " ".repeat(depth);
        source.push_str(&format!("{indent}try:\n{indent} x\n{indent}finally:\n"));
    }
    source.push_str(&format!("{}y()\n", " ".repeat(19)));
    assert_eq!(say(&source), ["1:1: the code of '<module>' is too long to be compiled"]);
}
