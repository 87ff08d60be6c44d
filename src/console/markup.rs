//! Lines as HTML. So many come and go in a running console that they are written as text, and not built node by node.

use std::fmt::Write;

use super::lines::ShownLine;
use crate::palette;

/// The HTML of lines.
pub(super) fn markup(lines: &[ShownLine]) -> String {
    let mut html = String::new();
    for line in lines {
        write_line(&mut html, line);
    }
    html
}

fn write_line(html: &mut String, line: &ShownLine) {
    let kind = if line.is_error { " console__line--error" } else { "" };
    let _ = write!(html, r#"<div class="console__line{kind}""#);
    if let Some((task, index)) = line.task {
        let _ = write!(html, r#" data-task="{}" style="--task:{}""#, task.0, palette::css(index));
    }
    html.push_str(r#"><span class="console__tag" dir="auto" aria-hidden="true">"#);
    escape(html, &line.tag);
    html.push_str(r#"</span><span class="console__text">"#);
    for part in &line.parts {
        html.push_str(r#"<span class="console__part" style=""#);
        if let Some(index) = part.task {
            let _ = write!(html, "--task:{};", palette::css(index));
        }
        // Made of numbers and known words only.
        html.push_str(&part.style.css());
        html.push_str(r#"">"#);
        escape(html, &part.text);
        html.push_str("</span>");
    }
    html.push_str("</span>");
    if let Some(place) = line.place {
        let _ = write!(html, r#"<button class="console__place" data-place="{place}">line {place}</button>"#);
    }
    html.push_str("</div>");
}

/// Writes text so that it stays text.
fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::{ansi::Style, lines::ShownPart};
    use loopscope_executor::TaskId;

    #[test]
    fn text_stays_text() {
        let line = ShownLine {
            task: Some((TaskId(9), 1)),
            tag: "<b>\"me\"".to_owned(),
            is_error: true,
            parts: vec![ShownPart {
                style: Style { bold: true, ..Style::default() },
                task: Some(1),
                text: "<script>alert('x' & 1)</script>".to_owned(),
            }],
            place: Some(3),
        };
        assert_eq!(
            markup(&[line]),
            "<div class=\"console__line console__line--error\" data-task=\"9\" style=\"--task:var(--task-1)\">\
             <span class=\"console__tag\" dir=\"auto\" aria-hidden=\"true\">&lt;b&gt;&quot;me&quot;</span>\
             <span class=\"console__text\">\
             <span class=\"console__part\" style=\"--task:var(--task-1);font-weight:700;\">\
             &lt;script&gt;alert(&#39;x&#39; &amp; 1)&lt;/script&gt;</span></span>\
             <button class=\"console__place\" data-place=\"3\">line 3</button></div>"
        );
    }
}
