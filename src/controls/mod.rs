//! The bar above the panes: what is run, how, and how it stands.

mod bar;
mod choices;
mod commands;
mod icons;
mod status;

pub(crate) use bar::{EmbedBar, TitleBar};
pub(crate) use choices::SPEEDS;
pub(crate) use commands::{Commands, argv};
