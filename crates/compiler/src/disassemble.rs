//! A readable listing of code, for tests.

use std::fmt::Write;

use crate::op::Op;
use crate::spec::CodeSpec;

/// One instruction a line, with its handlers and the functions that it makes.
pub(super) fn disassemble(code: &CodeSpec) -> String {
    let mut out = String::new();
    for (at, op) in code.ops.iter().enumerate() {
        let text = format!("{op:?}").replace(" { ", " ").replace(" }", "").replace(": ", "=").replace(", ", " ");
        let _ = write!(out, "{at:3} {text}");
        let name = match op {
            Op::LoadConst { index, .. } => Some(format!("{:?}", code.consts[*index as usize])),
            Op::LoadAttr { site, .. } | Op::StoreAttr { site, .. } | Op::CallMethod { site, .. } => {
                Some(code.attrs[usize::from(*site)].to_string())
            }
            Op::LoadCell { name, .. } | Op::CheckBound { name, .. } | Op::StoreName { name, .. } => {
                Some(code.names[usize::from(*name)].to_string())
            }
            _ => None,
        };
        if let Some(name) = name {
            let _ = write!(out, " ; {name}");
        }
        out.push('\n');
    }
    for handler in &code.handlers {
        let (start, end) = (handler.range.start, handler.range.end);
        let _ = writeln!(out, "    {start}..{end} -> {} in {}", handler.target, handler.exc);
    }
    out
}
