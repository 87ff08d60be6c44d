//! What is said about the place under the pointer.

use super::{facts::Facts, table::escape};

/// What is said, and where.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tooltip {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) is_left: bool,
    pub(super) is_above: bool,
    pub(super) facts: Facts,
}

impl Tooltip {
    pub(super) fn style(&self) -> String {
        let across = if self.is_left { "calc(-100% - 24px)" } else { "0" };
        let up = if self.is_above { "calc(-100% - 24px)" } else { "0" };
        format!("left:{}px;top:{}px;transform:translate({across},{up})", self.x + 12.0, self.y + 14.0)
    }

    pub(super) fn html(&self) -> String {
        let mut html = String::from("<strong>");
        escape(&self.facts.title, &mut html);
        html += "</strong>";
        for line in &self.facts.lines {
            html += "<div>";
            escape(line, &mut html);
            html += "</div>";
        }
        html
    }
}
