//! `re.Pattern`.

use std::rc::Rc;

use super::found::Match;
use super::matcher::{Matcher, Mode};
use super::parse;
use super::program::Program;
use super::template::Template;
use super::{piece, subject};
use crate::heap::Ref;
use crate::native::{Args, ClassDef, NativeDef, Res};
use crate::object::{Class, NativeObject, Opaque};
use crate::value::Value;
use crate::vm::Vm;

/// A compiled pattern.
#[derive(Clone)]
pub(super) struct Regex {
    pub(super) program: Rc<Program>,
    pub(super) pattern: Value,
    pub(super) bytes: bool,
    pub(super) match_class: Ref<Class>,
}

impl NativeObject for Regex {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.pattern);
    }
}

const IN_TEXT: &[&str] = &["string", "pos", "endpos"];

pub(super) static PATTERN: ClassDef = ClassDef {
    name: "Pattern",
    module: "re",
    doc: "Compiled regular expression object.",
    methods: &[
        NativeDef::object_method("match", 1, 4, match_).keywords(IN_TEXT),
        NativeDef::object_method("fullmatch", 1, 4, fullmatch).keywords(IN_TEXT),
        NativeDef::object_method("search", 1, 4, search).keywords(IN_TEXT),
        NativeDef::object_method("findall", 1, 4, findall).keywords(IN_TEXT),
        NativeDef::object_method("finditer", 1, 4, finditer).keywords(IN_TEXT),
        NativeDef::object_method("split", 1, 3, split).keywords(&["string", "maxsplit"]),
        NativeDef::object_method("sub", 1, 4, sub).keywords(&["repl", "string", "count"]),
        NativeDef::object_method("subn", 1, 4, subn).keywords(&["repl", "string", "count"]),
        NativeDef::class_method("__class_getitem__", 2, 2, |_, args| Ok(args.at(0))),
        NativeDef::getter("pattern", |vm, args| {
            let this = this(vm, args)?;
            Ok(regex(vm, this).pattern)
        }),
        NativeDef::getter("flags", |vm, args| {
            let this = this(vm, args)?;
            Ok(Value::Int(regex(vm, this).program.flags.into()))
        }),
        NativeDef::getter("groups", |vm, args| {
            let this = this(vm, args)?;
            Ok(Value::Int(regex(vm, this).program.groups as i64))
        }),
        NativeDef::getter("groupindex", |vm, args| {
            let this = this(vm, args)?;
            let program = Rc::clone(&regex(vm, this).program);
            let items: Vec<_> = program.names.iter().map(|(n, g)| (&**n, Value::Int((*g).into()))).collect();
            Ok(vm.dict_of(&items))
        }),
        NativeDef::object_method("__eq__", 2, 2, |vm, args| {
            let this = this(vm, args)?;
            let Value::Opaque(other) = args.at(1) else { return Ok(Value::NotImplemented) };
            if vm.heap[other].get::<Regex>().is_none() {
                return Ok(Value::NotImplemented);
            }
            let (a, b) = (regex(vm, this), regex(vm, other));
            let (same, a, b) = (a.program.flags == b.program.flags, a.pattern, b.pattern);
            Ok(Value::Bool(same && vm.equal(a, b)?))
        }),
        NativeDef::object_method("__hash__", 1, 1, |vm, args| {
            let this = this(vm, args)?;
            let pattern = regex(vm, this).pattern;
            vm.hash(pattern).map(Value::Int)
        }),
        NativeDef::object_method("__copy__", 1, 1, |_, args| Ok(args.at(0))),
        NativeDef::object_method("__deepcopy__", 2, 2, |_, args| Ok(args.at(0))),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let this = this(vm, args)?;
            let (pattern, flags) = (regex(vm, this).pattern, regex(vm, this).program.flags);
            let mut shown: String = vm.repr(pattern)?.chars().take(200).collect();
            let mut names = Vec::new();
            for (flag, name) in [
                (parse::IGNORECASE, "re.IGNORECASE"),
                (parse::LOCALE, "re.LOCALE"),
                (parse::MULTILINE, "re.MULTILINE"),
                (parse::DOTALL, "re.DOTALL"),
                (parse::VERBOSE, "re.VERBOSE"),
                (parse::ASCII, "re.ASCII"),
            ] {
                if flags & flag != 0 {
                    names.push(name);
                }
            }
            if !names.is_empty() {
                shown += &format!(", {}", names.join("|"));
            }
            Ok(vm.heap.str(format!("re.compile({shown})")))
        }),
    ],
};

pub(super) fn this(vm: &mut Vm, args: Args<'_>) -> Res<Ref<Opaque>> {
    match args.at(0) {
        Value::Opaque(o) if vm.heap[o].get::<Regex>().is_some() => Ok(o),
        _ => Err(vm.type_error("expected a compiled pattern")),
    }
}

pub(super) fn regex(vm: &Vm, this: Ref<Opaque>) -> &Regex {
    vm.heap[this].get::<Regex>().expect("`this` has seen it")
}

/// Where a method is to look.
struct Search {
    program: Rc<Program>,
    this: Value,
    match_class: Ref<Class>,
    string: Value,
    bytes: bool,
    /// Cut off at `endpos`.
    text: String,
    /// Byte offset of `pos`.
    start: usize,
    pos: usize,
    endpos: usize,
}

impl Search {
    /// `at`: which argument is the string; `bounded`: `pos` and `endpos` may follow it.
    fn new(vm: &mut Vm, args: Args<'_>, at: usize, bounded: bool) -> Res<Self> {
        let object = this(vm, args)?;
        let Some(string) = args.arg(vm, at, "string") else {
            return Err(vm.type_error("missing required argument 'string'"));
        };
        let Some((mut text, bytes)) = subject(vm, string) else {
            let message = format!("expected string or bytes-like object, got '{}'", vm.type_name(string));
            return Err(vm.type_error(message));
        };
        let Regex { program, bytes: wanted, match_class, .. } = regex(vm, object);
        let (program, wanted, match_class) = (Rc::clone(program), *wanted, *match_class);
        if bytes != wanted {
            return Err(vm.type_error(if wanted {
                "cannot use a bytes pattern on a string-like object"
            } else {
                "cannot use a string pattern on a bytes-like object"
            }));
        }
        let (mut pos, mut start) = (0, 0);
        let mut endpos = if text.is_ascii() { text.len() } else { text.chars().count() };
        if bounded {
            if let Some(value) = args.arg(vm, 3, "endpos") {
                endpos = usize::try_from(vm.to_index(value)?).unwrap_or(0).min(endpos);
                let end = byte_of(&text, endpos);
                text.truncate(end);
            }
            if let Some(value) = args.arg(vm, 2, "pos") {
                pos = usize::try_from(vm.to_index(value)?).unwrap_or(0);
                if pos > endpos {
                    // There is nothing to match, not even the empty string.
                    start = usize::MAX;
                } else {
                    start = byte_of(&text, pos);
                }
            }
        }
        Ok(Search { program, this: args.at(0), match_class, string, bytes, text, start, pos, endpos })
    }

    fn find(&self, vm: &mut Vm, start: usize, mode: Mode, not_empty_at: usize) -> Res<Option<Vec<usize>>> {
        if start > self.text.len() {
            return Ok(None);
        }
        let mut matcher = Matcher::new(&self.program, &self.text);
        matcher
            .find(start, mode, not_empty_at)
            .map_err(|_| vm.runtime_error("matching this pattern takes too long: it tries too many ways"))
    }

    fn match_object(&self, vm: &mut Vm, slots: Vec<usize>) -> Value {
        let found = Match { regex: self.this, string: self.string, slots, pos: self.pos, endpos: self.endpos };
        vm.opaque(self.match_class, found)
    }

    fn one(&self, vm: &mut Vm, mode: Mode) -> Res {
        match self.find(vm, self.start, mode, usize::MAX)? {
            Some(slots) => Ok(self.match_object(vm, slots)),
            None => Ok(Value::None),
        }
    }

    /// All matches, one after the other.
    fn each(&self, vm: &mut Vm, mut act: impl FnMut(&mut Vm, Vec<usize>) -> Res<bool>) -> Res<()> {
        let mut start = self.start;
        let mut not_empty_at = usize::MAX;
        while let Some(slots) = self.find(vm, start, Mode::Search, not_empty_at)? {
            start = slots[1];
            not_empty_at = if slots[0] == slots[1] { start } else { usize::MAX };
            if !act(vm, slots)? {
                break;
            }
        }
        Ok(())
    }
}

fn byte_of(text: &str, index: usize) -> usize {
    if text.is_ascii() {
        return index.min(text.len());
    }
    text.char_indices().nth(index).map_or(text.len(), |(i, _)| i)
}

pub(super) fn match_(vm: &mut Vm, args: Args<'_>) -> Res {
    Search::new(vm, args, 1, true)?.one(vm, Mode::Match)
}

pub(super) fn fullmatch(vm: &mut Vm, args: Args<'_>) -> Res {
    Search::new(vm, args, 1, true)?.one(vm, Mode::Full)
}

pub(super) fn search(vm: &mut Vm, args: Args<'_>) -> Res {
    Search::new(vm, args, 1, true)?.one(vm, Mode::Search)
}

pub(super) fn findall(vm: &mut Vm, args: Args<'_>) -> Res {
    let search = Search::new(vm, args, 1, true)?;
    let mut found = Vec::new();
    search.each(vm, |vm, slots| {
        let group = |vm: &mut Vm, i: usize| match (slots[2 * i], slots[2 * i + 1]) {
            (usize::MAX, _) | (_, usize::MAX) => piece(vm, "", search.bytes),
            (start, end) => piece(vm, &search.text[start..end], search.bytes),
        };
        let value = match search.program.groups {
            0 => group(vm, 0),
            1 => group(vm, 1),
            count => {
                let groups = (1..=count).map(|i| group(vm, i)).collect();
                vm.heap.tuple(groups)
            }
        };
        found.push(value);
        Ok(true)
    })?;
    Ok(vm.heap.list(found))
}

pub(super) fn finditer(vm: &mut Vm, args: Args<'_>) -> Res {
    let search = Search::new(vm, args, 1, true)?;
    let mut found = Vec::new();
    search.each(vm, |vm, slots| {
        found.push(search.match_object(vm, slots));
        Ok(true)
    })?;
    let found = vm.heap.list(found);
    vm.iter(found)
}

pub(super) fn split(vm: &mut Vm, args: Args<'_>) -> Res {
    let search = Search::new(vm, args, 1, false)?;
    let most = match args.arg(vm, 2, "maxsplit") {
        Some(value) => vm.to_index(value)?,
        None => 0,
    };
    let mut parts = Vec::new();
    let mut last = 0;
    let mut count = 0;
    if most >= 0 {
        search.each(vm, |vm, slots| {
            parts.push(piece(vm, &search.text[last..slots[0]], search.bytes));
            for group in slots[2..].chunks_exact(2) {
                parts.push(match (group[0], group[1]) {
                    (usize::MAX, _) | (_, usize::MAX) => Value::None,
                    (start, end) => piece(vm, &search.text[start..end], search.bytes),
                });
            }
            last = slots[1];
            count += 1;
            Ok(count != most)
        })?;
    }
    parts.push(piece(vm, &search.text[last..], search.bytes));
    Ok(vm.heap.list(parts))
}

pub(super) fn sub(vm: &mut Vm, args: Args<'_>) -> Res {
    let (text, _) = substitute(vm, args)?;
    Ok(text)
}

pub(super) fn subn(vm: &mut Vm, args: Args<'_>) -> Res {
    let (text, count) = substitute(vm, args)?;
    Ok(vm.heap.tuple(vec![text, Value::Int(count)]))
}

fn substitute(vm: &mut Vm, args: Args<'_>) -> Res<(Value, i64)> {
    let search = Search::new(vm, args, 2, false)?;
    let Some(repl) = args.arg(vm, 1, "repl") else {
        return Err(vm.type_error("missing required argument 'repl'"));
    };
    let most = match args.arg(vm, 3, "count") {
        Some(value) => vm.to_index(value)?,
        None => 0,
    };
    let template = match subject(vm, repl) {
        Some((text, _)) => {
            let template = Template::parse(&text, &search.program);
            Some(template.map_err(|wrong| super::bad_pattern(vm, repl, &text, wrong))?)
        }
        None if vm.is_callable(repl) => None,
        None => {
            let message = format!("decoding to str: need a bytes-like object, {} found", vm.type_name(repl));
            return Err(vm.type_error(message));
        }
    };
    let mut out = String::new();
    let mut last = 0;
    let mut count = 0;
    search.each(vm, |vm, slots| {
        out.push_str(&search.text[last..slots[0]]);
        last = slots[1];
        match &template {
            Some(template) => template.expand(&search.text, &slots, &mut out),
            None => {
                let found = search.match_object(vm, slots);
                let result = vm.call(repl, &[found])?;
                match subject(vm, result) {
                    Some((text, bytes)) if bytes == search.bytes => out.push_str(&text),
                    _ if result.is_none() => {}
                    _ => {
                        let message = format!("sequence item 0: expected str instance, {} found", vm.type_name(result));
                        return Err(vm.type_error(message));
                    }
                }
            }
        }
        count += 1;
        Ok(count != most)
    })?;
    if count == 0 {
        return Ok((search.string, 0));
    }
    out.push_str(&search.text[last..]);
    Ok((piece(vm, &out, search.bytes), count))
}
