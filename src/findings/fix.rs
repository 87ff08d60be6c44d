//! What can be done about a finding by an edit of the text.

use loopscope_recording::{Finding, FindingKind};

use super::text::{Edit, ProgramText, mentions};

/// An edit that mends what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fix {
    /// What a button says that does it.
    pub(crate) label: &'static str,
    /// What to change.
    pub(crate) edit: Edit,
}

/// The edit that mends a finding, where one is safe.
pub(super) fn fix(finding: &Finding, line: u32, text: &ProgramText) -> Option<Fix> {
    let in_async = || text.function_at(line).is_some_and(|function| function.is_async);
    match &finding.kind {
        FindingKind::Blocked { .. } if in_async() => sleep(line, text),
        FindingKind::Sequence { sequence, .. } => {
            let edit = text.gathered.get(*sequence)?.clone()?;
            Some(Fix { label: "Wrap in gather", edit })
        }
        FindingKind::NeverAwaited { .. } if in_async() => {
            let mut calls = text.bare_calls.iter().filter(|call| call.0 == line);
            // Of two on one line, it is not known which is meant.
            let (Some(&(_, at)), None) = (calls.next(), calls.next()) else { return None };
            Some(Fix { label: "Add await", edit: Edit { range: at..at, text: "await ".to_owned() } })
        }
        FindingKind::CancelSwallowed { handler, .. } => {
            Some(Fix { label: "Add raise", edit: text.handler_ends.get(*handler)?.clone() })
        }
        _ => None,
    }
}

/// `time.sleep(…)` becomes `await asyncio.sleep(…)`.
fn sleep(line: u32, text: &ProgramText) -> Option<Fix> {
    const CALL: &str = "time.sleep(";
    let asyncio = text.asyncio.as_ref()?;
    let range = text.line(line);
    let code = &text.source[range.clone()];
    let mut calls = code.match_indices(CALL);
    let (Some((at, _)), None) = (calls.next(), calls.next()) else { return None };
    // Only where it is a statement of its own, an await does not change what the rest of the line means.
    if !code[..at].trim().is_empty() || mentions(code, "lambda") {
        return None;
    }
    let start = range.start + at;
    let edit = Edit { range: start..start + CALL.len(), text: format!("await {asyncio}.sleep(") };
    Some(Fix { label: "Use asyncio.sleep", edit })
}

impl Edit {
    /// The text after the edit.
    pub(crate) fn applied(&self, source: &str) -> Option<String> {
        let (before, after) = (source.get(..self.range.start)?, source.get(self.range.end..)?);
        Some([before, &self.text, after].concat())
    }
}
