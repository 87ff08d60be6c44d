//! "Did you mean …?"

use crate::heap::Ref;
use crate::object::Exception;
use crate::value::Value;
use crate::vm::Vm;

/// What a change of a letter costs; a change of its case costs half of it.
const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;
/// Names longer than this are not compared.
const LONGEST: usize = 40;
/// Nor are more names than this.
const MOST: usize = 750;

/// What to add to the message of an exception that nobody caught (CPython's `_Py_Offer_Suggestions`).
pub(super) fn suggestion(vm: &mut Vm, e: Ref<Exception>) -> Option<String> {
    let class = vm.heap[e].class();
    let found = if vm.is_subclass(class, vm.types.attribute_error) {
        let name = attribute(vm, e, "name").and_then(|n| vm.text(n).map(str::to_owned))?;
        let object = attribute(vm, e, "obj")?;
        let dir = vm.heap.intern("dir");
        let dir = vm.heap[vm.builtins].globals.get(dir)?;
        let list = vm.call(dir, &[object]).ok()?;
        let names = vm.collect(list).ok()?;
        best(&name, names.iter().filter_map(|n| vm.text(*n)))
    } else if class == vm.types.name_error {
        let name = attribute(vm, e, "name").and_then(|n| vm.text(n).map(str::to_owned)).or_else(|| undefined(vm, e))?;
        let code = vm.heap[e].traceback.first()?.code.clone();
        let global = |module: Ref<crate::object::Module>| vm.heap[module].globals.iter().map(|(n, _)| vm.heap.name(n));
        best(&name, code.spec.locals.iter().map(|n| &**n))
            .or_else(|| best(&name, global(code.module)))
            .or_else(|| best(&name, global(vm.builtins)))
    } else {
        None
    };
    found.map(|name| format!(". Did you mean: '{name}'?"))
}

fn attribute(vm: &Vm, e: Ref<Exception>, name: &str) -> Option<Value> {
    vm.heap[e].attrs.get(vm.heap.find_name(name)?)
}

/// The name of which a `NameError` says that it is not defined.
fn undefined(vm: &Vm, e: Ref<Exception>) -> Option<String> {
    let message = vm.text(*vm.heap[e].args.first()?)?;
    Some(message.strip_prefix("name '")?.strip_suffix("' is not defined")?.to_owned())
}

/// The most similar of the names, if any is similar enough.
fn best<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut best = None;
    let mut least = usize::MAX;
    let mut count = 0;
    for candidate in candidates {
        count += 1;
        if candidate == name {
            continue;
        }
        let limit = ((name.len() + candidate.len() + 3) * MOVE_COST / 6).min(least - 1);
        let distance = distance(name.as_bytes(), candidate.as_bytes(), limit);
        if distance <= limit {
            best = Some(candidate.to_owned());
            least = distance;
            if least == 0 {
                break;
            }
        }
    }
    best.filter(|_| count < MOST)
}

/// The weighted edit distance, or more than `limit`.
fn distance<'a>(mut a: &'a [u8], mut b: &'a [u8], limit: usize) -> usize {
    let common = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    (a, b) = (&a[common..], &b[common..]);
    let common = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (a, b) = (&a[..a.len() - common], &b[..b.len() - common]);
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE_COST;
    }
    if a.len() > LONGEST || b.len() > LONGEST {
        return limit + 1;
    }
    if b.len() < a.len() {
        (a, b) = (b, a);
    }
    if (b.len() - a.len()) * MOVE_COST > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE_COST).collect();
    let mut result = 0;
    for (i, code) in b.iter().enumerate() {
        let mut diagonal = i * MOVE_COST;
        result = diagonal;
        let mut minimum = usize::MAX;
        for (cell, other) in row.iter_mut().zip(a) {
            let substitute = diagonal + substitution(*code, *other);
            diagonal = *cell;
            result = (result.min(diagonal) + MOVE_COST).min(substitute);
            *cell = result;
            minimum = minimum.min(result);
        }
        if minimum > limit {
            return limit + 1;
        }
    }
    result
}

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_names_are_found() {
        let names = ["print", "range", "blech", "result", "Results"];
        for (name, expected) in [
            ("prnt", Some("print")),
            ("rnage", Some("range")),
            ("bluch", Some("blech")),
            ("results", Some("Results")),
            ("somethingelse", None),
            ("print", None),
        ] {
            assert_eq!(best(name, names.into_iter()).as_deref(), expected, "{name}");
        }
    }
}
