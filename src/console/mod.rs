//! What the program prints, each line in the colour of the task that printed it.

mod ansi;
mod lines;
mod markup;
mod styles;
mod view;

pub(crate) use view::ConsolePane;
