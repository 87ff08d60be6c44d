//! `re.Match`.

use std::rc::Rc;

use super::pattern::Regex;
use super::template::Template;
use super::{piece, subject};
use crate::heap::Ref;
use crate::native::{ANY, Args, ClassDef, NativeDef, Res};
use crate::object::{NativeObject, Opaque};
use crate::value::Value;
use crate::vm::Vm;

/// A match.
#[derive(Clone)]
pub(super) struct Match {
    pub(super) regex: Value,
    pub(super) string: Value,
    /// Byte offsets: where the match and its groups start and end; `usize::MAX` for a group that did not match.
    pub(super) slots: Vec<usize>,
    pub(super) pos: usize,
    pub(super) endpos: usize,
}

impl NativeObject for Match {
    fn trace(&self, visit: &mut dyn FnMut(Value)) {
        visit(self.regex);
        visit(self.string);
    }

    fn owned_bytes(&self) -> usize {
        self.slots.len() * size_of::<usize>()
    }
}

pub(super) static MATCH: ClassDef = ClassDef {
    name: "Match",
    module: "re",
    doc: "The result of re.match() and re.search().",
    methods: &[
        NativeDef::object_method("group", 1, ANY, |vm, args| {
            let this = this(vm, args)?;
            let wanted = args.positional();
            if wanted.len() <= 1 {
                return Ok(group(vm, this, 0, Value::None));
            }
            let mut groups = Vec::new();
            for value in &wanted[1..] {
                let index = index(vm, this, *value)?;
                groups.push(group(vm, this, index, Value::None));
            }
            Ok(if groups.len() == 1 { groups[0] } else { vm.heap.tuple(groups) })
        }),
        NativeDef::object_method("__getitem__", 2, 2, |vm, args| {
            let this = this(vm, args)?;
            let index = index(vm, this, args.at(1))?;
            Ok(group(vm, this, index, Value::None))
        }),
        NativeDef::object_method("groups", 1, 2, |vm, args| {
            let this = this(vm, args)?;
            let default = args.arg(vm, 1, "default").unwrap_or(Value::None);
            let count = found(vm, this).slots.len() / 2;
            let groups = (1..count).map(|i| group(vm, this, i, default)).collect();
            Ok(vm.heap.tuple(groups))
        })
        .keywords(&["default"]),
        NativeDef::object_method("groupdict", 1, 2, |vm, args| {
            let this = this(vm, args)?;
            let default = args.arg(vm, 1, "default").unwrap_or(Value::None);
            let program = program(vm, this);
            let items: Vec<_> =
                program.names.iter().map(|(n, g)| (&**n, group(vm, this, *g as usize, default))).collect();
            Ok(vm.dict_of(&items))
        })
        .keywords(&["default"]),
        NativeDef::object_method("start", 1, 2, |vm, args| Ok(Value::Int(span(vm, args)?.0))),
        NativeDef::object_method("end", 1, 2, |vm, args| Ok(Value::Int(span(vm, args)?.1))),
        NativeDef::object_method("span", 1, 2, |vm, args| {
            let (start, end) = span(vm, args)?;
            Ok(vm.heap.tuple(vec![Value::Int(start), Value::Int(end)]))
        }),
        NativeDef::object_method("expand", 2, 2, |vm, args| {
            let this = this(vm, args)?;
            let program = program(vm, this);
            let Some((text, bytes)) = subject(vm, args.at(1)) else {
                return Err(vm.type_error("expected str instance"));
            };
            let template =
                Template::parse(&text, &program).map_err(|wrong| super::bad_pattern(vm, args.at(1), &text, wrong))?;
            let mut out = String::new();
            let string = subject(vm, found(vm, this).string).map_or(String::new(), |s| s.0);
            template.expand(&string, &found(vm, this).slots, &mut out);
            Ok(piece(vm, &out, bytes))
        }),
        NativeDef::class_method("__class_getitem__", 2, 2, |_, args| Ok(args.at(0))),
        NativeDef::getter("string", |vm, args| {
            let this = this(vm, args)?;
            Ok(found(vm, this).string)
        }),
        NativeDef::getter("regs", |vm, args| {
            let this = this(vm, args)?;
            let mut regs = Vec::new();
            for group in 0..found(vm, this).slots.len() / 2 {
                let (start, end) = span(vm, Args { values: &[args.at(0), Value::Int(group as i64)], names: &[] })?;
                regs.push(vm.heap.tuple(vec![Value::Int(start), Value::Int(end)]));
            }
            Ok(vm.heap.tuple(regs))
        }),
        NativeDef::getter("re", |vm, args| {
            let this = this(vm, args)?;
            Ok(found(vm, this).regex)
        }),
        NativeDef::getter("pos", |vm, args| {
            let this = this(vm, args)?;
            Ok(Value::Int(found(vm, this).pos as i64))
        }),
        NativeDef::getter("endpos", |vm, args| {
            let this = this(vm, args)?;
            Ok(Value::Int(found(vm, this).endpos as i64))
        }),
        NativeDef::getter("lastindex", |vm, args| {
            let this = this(vm, args)?;
            Ok(last_group(vm, this).map_or(Value::None, |g| Value::Int(g as i64)))
        }),
        NativeDef::getter("lastgroup", |vm, args| {
            let this = this(vm, args)?;
            let last = last_group(vm, this);
            let program = program(vm, this);
            let name = program.names.iter().find(|(_, g)| Some(*g as usize) == last).map(|(n, _)| n.clone());
            Ok(name.map_or(Value::None, |n| vm.heap.str(n)))
        }),
        NativeDef::object_method("__repr__", 1, 1, |vm, args| {
            let this = this(vm, args)?;
            let (start, end) = span(vm, args)?;
            let text = group(vm, this, 0, Value::None);
            let shown = vm.repr(text)?;
            Ok(vm.heap.str(format!("<re.Match object; span=({start}, {end}), match={shown}>")))
        }),
    ],
};

fn this(vm: &mut Vm, args: Args<'_>) -> Res<Ref<Opaque>> {
    match args.at(0) {
        Value::Opaque(o) if vm.heap[o].get::<Match>().is_some() => Ok(o),
        _ => Err(vm.type_error("expected a match")),
    }
}

fn found(vm: &Vm, this: Ref<Opaque>) -> &Match {
    vm.heap[this].get::<Match>().expect("`this` has seen it")
}

fn program(vm: &Vm, this: Ref<Opaque>) -> Rc<super::program::Program> {
    match found(vm, this).regex {
        Value::Opaque(o) => Rc::clone(&vm.heap[o].get::<Regex>().expect("a match has its pattern").program),
        _ => unreachable!("a match has its pattern"),
    }
}

/// The number of a group that was asked for by number or name.
fn index(vm: &mut Vm, this: Ref<Opaque>, value: Value) -> Res<usize> {
    let count = found(vm, this).slots.len() / 2;
    let index = match vm.text(value) {
        Some(name) => program(vm, this).names.iter().find(|(n, _)| n == name).map(|(_, g)| *g as usize),
        None => match vm.unwrap(value) {
            Value::Int(_) | Value::Bool(_) | Value::Instance(_) => usize::try_from(vm.to_index(value)?).ok(),
            _ => None,
        },
    };
    match index.filter(|i| *i < count) {
        Some(index) => Ok(index),
        None => Err(vm.index_error("no such group")),
    }
}

/// The text of a group.
fn group(vm: &mut Vm, this: Ref<Opaque>, index: usize, default: Value) -> Value {
    let Match { string, slots, .. } = found(vm, this);
    let (start, end) = (slots[2 * index], slots[2 * index + 1]);
    if start == usize::MAX || end == usize::MAX {
        return default;
    }
    match vm.unwrap(*string) {
        Value::Str(s) => {
            let text: Box<str> = vm.heap.text(s)[start..end].into();
            vm.heap.str(text)
        }
        string => {
            let text = subject(vm, string).map_or(String::new(), |s| s.0);
            piece(vm, &text[start..end], true)
        }
    }
}

/// Where a group is, in characters; (-1, -1) if it did not match.
fn span(vm: &mut Vm, args: Args<'_>) -> Res<(i64, i64)> {
    let this = this(vm, args)?;
    let index = match args.get(1) {
        Some(value) => index(vm, this, value)?,
        None => 0,
    };
    let Match { string, slots, .. } = found(vm, this);
    let (start, end) = (slots[2 * index], slots[2 * index + 1]);
    if start == usize::MAX || end == usize::MAX {
        return Ok((-1, -1));
    }
    if let Value::Str(s) = vm.unwrap(*string)
        && vm.heap[s].is_ascii()
    {
        return Ok((start as i64, end as i64));
    }
    let text = subject(vm, *string).map_or(String::new(), |s| s.0);
    let before = text[..start].chars().count();
    Ok((before as i64, (before + text[start..end].chars().count()) as i64))
}

/// The group that was closed last.
fn last_group(vm: &Vm, this: Ref<Opaque>) -> Option<usize> {
    let slots = &found(vm, this).slots;
    // Of groups that end at the same place the outermost, which is the first, was closed last.
    let ends = (1..slots.len() / 2).filter(|i| slots[2 * i + 1] != usize::MAX && slots[2 * i] != usize::MAX);
    ends.rev().max_by_key(|i| slots[2 * i + 1])
}
