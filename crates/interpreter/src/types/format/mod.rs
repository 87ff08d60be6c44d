//! How values become text: the format mini-language, `%`-formatting, `str.format` and `repr` of primitives.

mod fields;
mod float;
mod number;
mod percent;
mod quote;
mod spec;
#[cfg(test)]
mod tests;

pub(crate) use fields::format_fields;
pub(crate) use float::{complex_repr, float_repr};
pub(crate) use number::{format_complex, format_float, format_int};
pub(crate) use percent::{percent_bytes, percent_text};
pub(crate) use quote::{escape, quote_bytes, quote_text};
pub(crate) use spec::{FormatError, format_text};
