//! Names, kinds, parameters and cells of codes; and that whole programs compile.

use super::{code_of, module};
use crate::spec::{CodeKind, Const};

#[test]
fn kinds_follow_async_and_yield() {
    for (source, name, kind) in [
        ("def f(): pass", "f", CodeKind::Function),
        ("def f(): yield", "f", CodeKind::Generator),
        ("def f():\n if 0: yield", "f", CodeKind::Generator),
        ("async def f(): pass", "f", CodeKind::Coroutine),
        ("async def f(): yield", "f", CodeKind::AsyncGenerator),
        ("class A: pass", "A", CodeKind::Class),
        ("lambda: (yield)", "<lambda>", CodeKind::Generator),
        ("[x for x in y]", "<listcomp>", CodeKind::Function),
        ("(x for x in y)", "<genexpr>", CodeKind::Generator),
        ("(await x for x in y)", "<genexpr>", CodeKind::AsyncGenerator),
        ("async def f(): return {x async for x in y}", "<setcomp>", CodeKind::Coroutine),
        ("async def f(): return {await x: 1 for x in y}", "<dictcomp>", CodeKind::Coroutine),
    ] {
        assert_eq!(code_of(source, name).kind, kind, "{source}");
    }
}

#[test]
fn an_async_comprehension_makes_those_around_it_asynchronous() {
    let code = code_of("async def f():\n return [{x async for x in y} for y in z]", "<listcomp>");
    assert_eq!(code.kind, CodeKind::Coroutine);
}

#[test]
fn qualified_names_and_first_lines() {
    let source = "
def outer():
    @deco
    class A:
        def method(self):
            return lambda: [x for x in y]
    def inner(): pass
    global visible
    def visible(): pass
";
    for (name, qualname, line) in [
        ("outer", "outer", 2),
        ("A", "outer.<locals>.A", 3),
        ("method", "outer.<locals>.A.method", 5),
        ("<lambda>", "outer.<locals>.A.method.<locals>.<lambda>", 6),
        ("<listcomp>", "outer.<locals>.A.method.<locals>.<lambda>.<locals>.<listcomp>", 6),
        ("inner", "outer.<locals>.inner", 7),
        ("visible", "visible", 9),
    ] {
        let code = code_of(source, name);
        assert_eq!((&*code.qualname, code.first_line), (qualname, line), "{name}");
    }
}

#[test]
fn parameters_are_the_first_registers() {
    let code = code_of("def f(a, b=1, /, c=2, *args, d, e=3, **rest): x = a", "f");
    let names: Vec<&str> = code.params.names.iter().map(|n| &**n).collect();
    assert_eq!(names, ["a", "b", "c", "d", "e", "args", "rest"]);
    assert_eq!((code.params.positional_only, code.params.positional, code.params.keyword_only), (2, 3, 2));
    assert!(code.params.varargs && code.params.varkw);
    let locals: Vec<&str> = code.locals.iter().map(|n| &**n).collect();
    assert_eq!(locals, ["a", "b", "c", "d", "e", "args", "rest", "x"]);
    let made = &module("def f(a, b=1, /, c=2, *args, d, e=3, **rest): pass").code.functions[0];
    assert_eq!((made.defaults, made.kwdefaults.len()), (2, 1));
}

#[test]
fn captured_variables_are_cells() {
    let source = "
def f(a):
    b = 1
    def g():
        nonlocal b
        b = a
        return lambda: b
";
    let f = code_of(source, "f");
    assert_eq!(f.locals.iter().map(|n| &**n).collect::<Vec<_>>(), ["a", "g", "a", "b"]);
    let g = code_of(source, "g");
    assert_eq!(g.free.iter().map(|n| &**n).collect::<Vec<_>>(), ["b", "a"]);
    // `g` takes the cells of `f`, and hands one of its own down.
    assert_eq!(f.functions[0].closure, [3, 2]);
    assert_eq!(g.functions[0].closure, [g.free_base]);
}

#[test]
fn private_names_are_mangled() {
    let code = code_of("class _A:\n def f(self, __p): return self.__x + __y + self.__z__", "f");
    assert_eq!(code.attrs.iter().map(|n| &**n).collect::<Vec<_>>(), ["_A__x", "__z__"]);
    assert_eq!(&*code.params.names[1], "_A__p");
}

#[test]
fn integers_beyond_64_bits_are_digits() {
    for (text, value) in [
        ("9223372036854775807", Const::Int(i64::MAX)),
        ("-9223372036854775808", Const::Int(i64::MIN)),
        ("9223372036854775808", Const::BigInt("9223372036854775808".into())),
        ("-9223372036854775809", Const::BigInt("-9223372036854775809".into())),
        ("0x1_0000_0000_0000_0000_0000", Const::BigInt("1208925819614629174706176".into())),
        ("1e400", Const::Float(f64::INFINITY)),
        ("-0.0", Const::Float(-0.0)),
        ("2.5j", Const::Complex(2.5)),
        ("(1, 'a', (None, ...))", {
            let inner = Const::Tuple(vec![Const::None, Const::Ellipsis]);
            Const::Tuple(vec![Const::Int(1), Const::Str("a".into()), inner])
        }),
    ] {
        let code = module(&format!("x = {text}\n")).code;
        assert_eq!(code.consts, [value], "{text}");
    }
}

#[test]
fn doc_strings_are_no_code() {
    let code = code_of("def f():\n 'text'\n return 1", "f");
    assert_eq!(code.doc.as_deref(), Some("text"));
    assert_eq!(code.ops.len(), 2);
}

#[test]
fn jumps_that_are_too_far_take_a_longer_form() {
    let mut source = String::from("def f(xs):\n    for x in xs:\n        while x < 5:\n");
    for index in 0..12_000 {
        source.push_str(&format!("            if x == y{index}: x = x + z\n"));
    }
    let code = code_of(&source, "f");
    assert!(code.ops.len() > 40_000);
    assert_eq!(code.ops.len(), code.ranges.len());
}

#[test]
fn a_finally_body_is_not_protected_by_itself() {
    // The `return` is inside the `try`, the copy of the `finally` body before it is not.
    let code = code_of("def f():\n try:\n  a()\n  return b()\n finally:\n  c()", "f");
    let calls = code.ops.iter().enumerate().filter(|(_, op)| matches!(op, crate::op::Op::Call { .. }));
    let protected: Vec<bool> =
        calls.map(|(at, _)| code.handlers.iter().any(|h| h.range.contains(&(at as u32)) && h.target > 6)).collect();
    assert_eq!(protected[..3], [true, true, false]);
}

/// All programs of a folder of the repository, except those that are wrong on purpose.
fn programs(folder: &str) -> Vec<(String, String)> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
    entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?.to_owned();
            let is_program = path.extension()? == "py"
                && !["syntax_error", "indentation_error"].iter().any(|error| name.contains(error));
            if is_program { Some((name, std::fs::read_to_string(path).ok()?)) } else { None }
        })
        .collect()
}

#[test]
fn all_cases_and_examples_compile() {
    for (_, source) in programs("tests/cases").into_iter().chain(programs("www/examples")) {
        module(&source);
    }
}
