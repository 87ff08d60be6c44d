//! The colours and sizes of the canvas, which are those of the page.

use web_sys::Element;

use crate::palette;

/// The page's colours and fonts, as the canvas needs them.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub(super) ground: String,
    pub(super) ink: String,
    pub(super) faint: String,
    pub(super) line: String,
    pub(super) accent: String,
    pub(super) danger: String,
    /// The font of names.
    pub(super) names: String,
    /// The font of all else.
    pub(super) words: String,
    is_dark: bool,
}

impl Look {
    /// Reads it from the page's styles.
    pub(super) fn of(element: &Element, is_dark: bool) -> Self {
        let read = |name: &str| property(element, name).unwrap_or_default();
        let family = read("--sans");
        Self {
            ground: read("--pane"),
            ink: read("--ink"),
            faint: read("--ink-soft"),
            line: read("--line"),
            accent: read("--accent"),
            danger: read("--danger"),
            names: format!("12px {family}"),
            words: format!("11px {family}"),
            is_dark,
        }
    }

    /// The colour of a task.
    pub(super) fn task(&self, index: usize) -> &'static str {
        palette::color(index, self.is_dark)
    }
}

/// How many CSS pixels the canvas takes for one of its own: more where the page's text is larger.
pub(super) fn unit(element: &Element) -> f64 {
    let small = property(element, "--small").and_then(|size| size.strip_suffix("px")?.parse::<f64>().ok());
    small.map_or(1.0, |small| (small / 12.0).clamp(0.5, 4.0))
}

fn property(element: &Element, name: &str) -> Option<String> {
    let style = leptos::prelude::window().get_computed_style(element).ok()??;
    Some(style.get_property_value(name).ok()?.trim().to_owned())
}
