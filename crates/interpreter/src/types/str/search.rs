//! Finding and replacing.

use std::ops::Range;

use compact_str::CompactString;

use super::{same_or_new, text};
use crate::native::{Args, Res};
use crate::value::Value;
use crate::vm::Vm;

/// What to look for, and where: bytes of the text.
struct Search {
    text: CompactString,
    needle: CompactString,
    /// `None` if `start` is beyond the end.
    range: Option<Range<usize>>,
}

impl Search {
    fn new(vm: &mut Vm, args: Args<'_>) -> Res<Self> {
        let text = text(vm, args)?;
        let needle = match vm.unwrap(args.at(1)) {
            Value::Str(s) => vm.heap.text(s).into(),
            other => {
                let message = format!("must be str, not {}", vm.type_name(other));
                return Err(vm.type_error(message));
            }
        };
        let range = window(vm, args, &text)?;
        Ok(Search { text, needle, range })
    }

    /// The part of the text that is searched, if any.
    fn part(&self) -> Option<&str> {
        self.range.clone().map(|r| &self.text[r])
    }

    /// The code point at a byte of the part.
    fn position(&self, at: usize) -> Value {
        let byte = at + self.range.as_ref().map_or(0, |r| r.start);
        Value::Int(self.text[..byte].chars().count() as i64)
    }

    fn first(&self) -> Option<Value> {
        self.part()?.find(&*self.needle).map(|at| self.position(at))
    }

    fn last(&self) -> Option<Value> {
        self.part()?.rfind(&*self.needle).map(|at| self.position(at))
    }
}

/// The bytes between the code points that the arguments 2 and 3 name, as in a slice.
fn window(vm: &mut Vm, args: Args<'_>, text: &str) -> Res<Option<Range<usize>>> {
    if args.get(2).is_none() {
        return Ok(Some(0..text.len()));
    }
    let length = if text.is_ascii() { text.len() } else { text.chars().count() };
    let Some(range) = bounds(vm, args, length)? else { return Ok(None) };
    if text.is_ascii() {
        return Ok(Some(range));
    }
    let byte = |index: usize| text.char_indices().nth(index).map_or(text.len(), |(i, _)| i);
    Ok(Some(byte(range.start)..byte(range.end)))
}

/// The range that the arguments 2 and 3 name in a sequence of this length; `None` if it is backwards.
pub(crate) fn bounds(vm: &mut Vm, args: Args<'_>, length: usize) -> Res<Option<Range<usize>>> {
    let mut ends = [0, length];
    for (i, end) in ends.iter_mut().enumerate() {
        let Some(value) = args.get(2 + i).filter(|v| !v.is_none()) else { continue };
        let index = match vm.to_integer(value)? {
            Value::Int(index) => index,
            Value::BigInt(big) if vm.heap[big].value.sign() == num_bigint::Sign::Minus => i64::MIN,
            _ => i64::MAX,
        };
        let index = if index < 0 { index.saturating_add(length as i64).max(0) } else { index };
        *end = usize::try_from(index).unwrap_or(usize::MAX);
    }
    let [start, end] = ends;
    let end = end.min(length);
    Ok((start <= end).then_some(start..end))
}

pub(super) fn find(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(Search::new(vm, args)?.first().unwrap_or(Value::Int(-1)))
}

pub(super) fn rfind(vm: &mut Vm, args: Args<'_>) -> Res {
    Ok(Search::new(vm, args)?.last().unwrap_or(Value::Int(-1)))
}

pub(super) fn index(vm: &mut Vm, args: Args<'_>) -> Res {
    let found = Search::new(vm, args)?.first();
    found.ok_or_else(|| vm.value_error("substring not found"))
}

pub(super) fn rindex(vm: &mut Vm, args: Args<'_>) -> Res {
    let found = Search::new(vm, args)?.last();
    found.ok_or_else(|| vm.value_error("substring not found"))
}

pub(super) fn count(vm: &mut Vm, args: Args<'_>) -> Res {
    let search = Search::new(vm, args)?;
    let count = match search.part() {
        None => 0,
        Some(part) if search.needle.is_empty() => part.chars().count() + 1,
        Some(part) => part.matches(&*search.needle).count(),
    };
    Ok(Value::Int(count as i64))
}

/// `startswith` and `endswith`.
pub(super) fn edge(vm: &mut Vm, args: Args<'_>, method: &str) -> Res {
    let prefix = method == "startswith";
    if let (Value::Str(this), Value::Str(wanted), 2) = (args.at(0), args.at(1), args.positional().len()) {
        let (text, wanted) = (vm.heap.text(this), vm.heap.text(wanted));
        return Ok(Value::Bool(if prefix { text.starts_with(wanted) } else { text.ends_with(wanted) }));
    }
    let text = text(vm, args)?;
    let tuple = matches!(vm.unwrap(args.at(1)), Value::Tuple(_));
    let candidates = match vm.unwrap(args.at(1)) {
        Value::Tuple(t) => vm.heap[t].items.to_vec(),
        _ => vec![args.at(1)],
    };
    let part = window(vm, args, &text)?.map(|range| &text[range]);
    for candidate in candidates {
        let Some(wanted) = vm.text(candidate) else {
            let class = vm.type_name(candidate);
            let message = if tuple {
                format!("tuple for {method} must only contain str, not {class}")
            } else {
                format!("{method} first arg must be str or a tuple of str, not {class}")
            };
            return Err(vm.type_error(message));
        };
        let holds = if prefix { str::starts_with::<&str> } else { str::ends_with::<&str> };
        if part.is_some_and(|part| holds(part, wanted)) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

pub(super) fn replace(vm: &mut Vm, args: Args<'_>) -> Res {
    if let ([Value::Str(text), Value::Str(old), Value::Str(new)], []) = (args.values, args.names) {
        let (text, old, new) = (vm.heap.text(*text), vm.heap.text(*old), vm.heap.text(*new));
        if new.len() <= old.len() {
            let replaced = text.replace(old, new);
            return Ok(vm.heap.str(replaced));
        }
    }
    let text = text(vm, args)?;
    let mut parts = [const { String::new() }; 2];
    for (i, part) in parts.iter_mut().enumerate() {
        match vm.text(args.at(i + 1)) {
            Some(t) => t.clone_into(part),
            None => {
                let message = format!("replace() argument {} must be str, not {}", i + 1, vm.type_name(args.at(i + 1)));
                return Err(vm.type_error(message));
            }
        }
    }
    let [old, new] = parts;
    let limit = match args.arg(vm, 3, "count") {
        Some(count) => usize::try_from(vm.to_index(count)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    if new.len() > old.len() {
        let count = text.matches(&*old).count().min(limit);
        vm.reserve(count.saturating_mul(new.len() - old.len()))?;
    }
    let replaced = text.replacen(&*old, &new, limit);
    Ok(same_or_new(vm, args, &text, replaced))
}

pub(super) fn remove_prefix(vm: &mut Vm, args: Args<'_>) -> Res {
    remove(vm, args, "removeprefix", |text, part| text.strip_prefix(part).unwrap_or(text))
}

pub(super) fn remove_suffix(vm: &mut Vm, args: Args<'_>) -> Res {
    remove(vm, args, "removesuffix", |text, part| text.strip_suffix(part).unwrap_or(text))
}

fn remove(vm: &mut Vm, args: Args<'_>, method: &str, cut: impl for<'t> Fn(&'t str, &str) -> &'t str) -> Res {
    let text = text(vm, args)?;
    let Some(part) = vm.text(args.at(1)) else {
        let message = format!("{method}() argument must be str, not {}", vm.type_name(args.at(1)));
        return Err(vm.type_error(message));
    };
    let rest = cut(&text, part);
    Ok(same_or_new(vm, args, &text, rest))
}
