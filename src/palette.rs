//! One colour per task, the same in every pane.

/// Colours, by a task's number in order of creation. Neighbours are far apart in hue and differ in lightness, and all
/// are legible as text on the panes' ground (a test holds them to it).
const LIGHT: [&str; 12] = [
    "#1762b6", "#864900", "#057743", "#873482", "#0d7176", "#9e2e21", "#766202", "#6343a4", "#017460", "#9a2a4f",
    "#536f00", "#454ead",
];
const DARK: [&str; 12] = [
    "#92c1fd", "#e8954a", "#6ed797", "#da8ad3", "#0cd7e0", "#f48877", "#d9bc4a", "#b198f7", "#40dab9", "#f1849f",
    "#aacd67", "#93a3fd",
];

/// The colour of the task with this number in order of creation, for a canvas.
pub(crate) fn color(index: usize, dark: bool) -> &'static str {
    let palette = if dark { &DARK } else { &LIGHT };
    palette[index % palette.len()]
}

/// The same colour for styles, where it follows the theme by itself.
pub(crate) fn css(index: usize) -> String {
    format!("var(--task-{})", index % LIGHT.len())
}

/// The custom properties that [`css`] names.
pub(crate) fn stylesheet() -> String {
    let block = |selector: &str, dark: bool| {
        let properties: Vec<_> = (0..LIGHT.len()).map(|i| format!("--task-{i}:{}", color(i, dark))).collect();
        format!("{selector}{{{}}}", properties.join(";"))
    };
    block(":root", false) + &block(":root[data-theme=dark]", true)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The panes' ground in both themes, as `tokens.css` has it.
    const GROUND: [(&str, bool); 2] = [("#faf8f2", false), ("#15191b", true)];

    fn luminance(color: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_colour_is_legible_on_its_ground() {
        let tokens = include_str!("../www/styles/tokens.css");
        for (ground, dark) in GROUND {
            assert!(tokens.contains(&format!("--pane: {ground};")), "tokens.css no longer says {ground}");
            for index in 0..LIGHT.len() {
                let ratio = contrast(color(index, dark), ground);
                assert!(ratio >= 4.5, "{} on {ground} has {ratio:.1}", color(index, dark));
            }
        }
    }

    #[test]
    fn colours_repeat_after_the_last() {
        assert_eq!(color(12, true), color(0, true));
        assert_eq!(css(13), "var(--task-1)");
        assert!(stylesheet().contains("--task-11:#454ead}"));
    }
}
