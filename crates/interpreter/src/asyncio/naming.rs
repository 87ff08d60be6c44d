//! What the program calls a queue, a lock and their kin: the variable to which they are assigned, as the text says it.

use crate::vm::Vm;

use loopscope_executor::{Observer, ResourceId};

impl Vm {
    /// Tells the observer where a resource was made, and what the program calls it.
    pub(super) fn tell_resource(&mut self, id: ResourceId) {
        let line = self.current_line();
        let place = self.run.place.as_ref();
        let name = place.and_then(|place| {
            let range = place.code.spec.ranges.get(place.pc as usize)?;
            let text = place.code.source.line(line);
            let start = *place.code.source.lines.get((line as usize).checked_sub(1)?)?;
            target(text.get(..(range.0.checked_sub(start)? as usize))?)
        });
        self.asyncio.core.observer_mut().resource_made_at(id, line);
        if let Some(name) = name {
            self.asyncio.core.name_resource(id, &name);
        }
    }
}

/// The variable to which a call is assigned before which this stands on its line: `jobs` for `self.jobs = `, and
/// `forks[]` for an element of the list `forks`.
fn target(before: &str) -> Option<String> {
    // Not `==`, `<=`, or the `=` of an argument.
    let mut depth = 0_i32;
    let at = before.char_indices().find_map(|(at, c)| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '=' if depth == 0 => return Some(at),
            _ => {}
        }
        None
    })?;
    let (targets, values) = (&before[..at], &before[at + 1..]);
    if values.starts_with('=')
        || targets.ends_with(['!', '<', '>', '+', '-', ':'])
        || targets.contains(['(', '"', '\''])
    {
        return None;
    }
    // Of `a, b = Queue(), Lock()`, as many as there are values before.
    let mut depth = 0_i32;
    let number = values
        .chars()
        .filter(|&c| {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            c == ',' && depth == 0
        })
        .count();
    let target = if targets.contains(',') { targets.split(',').nth(number)? } else { targets };
    let target = target.split(':').next()?.trim();
    let name = target.rsplit('.').next()?.trim();
    let is_name = !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit());
    let element = if depth == 1 && values.trim_start().starts_with('[') { "[]" } else { "" };
    (is_name && name.chars().all(|c| c.is_alphanumeric() || c == '_')).then(|| format!("{name}{element}"))
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn the_name_is_that_of_the_variable() {
        for (before, name) in [
            ("    jobs = ", Some("jobs")),
            ("self.lock = ", Some("lock")),
            ("    queue: asyncio.Queue[int] = ", Some("queue")),
            ("queue, lock = ", Some("queue")),
            ("queue, lock = asyncio.Queue(maxsize=2), ", Some("lock")),
            ("forks = [", Some("forks[]")),
            ("forks = [asyncio.Lock(), ", Some("forks[]")),
            ("locks = {name: ", Some("locks")),
            ("größe = ", Some("größe")),
            ("", None),
            ("await work(", None),
            ("work(queue=", None),
            ("if x == ", None),
            ("x[0] = ", None),
            ("return ", None),
        ] {
            assert_eq!(target(before).as_deref(), name, "{before}");
        }
    }
}
