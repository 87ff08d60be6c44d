//! `loopscope`: runs and checks asyncio programs in a terminal.

mod arguments;
mod check;
mod driver;
mod report;
mod source;
mod terminal;

use std::process::exit;

use arguments::Command;

fn main() {
    let status = match Command::parse(lexopt::Parser::from_env()) {
        Ok(Command::Run(run)) => driver::run(&run),
        Ok(Command::Check { file }) => check::check(&file),
        Ok(Command::Help) => {
            print!("{}", arguments::HELP);
            0
        }
        Ok(Command::Version) => {
            println!("loopscope {}", env!("CARGO_PKG_VERSION"));
            0
        }
        Err(error) => {
            eprintln!("loopscope: {error}\n\n{}", arguments::HELP.trim_end());
            2
        }
    };
    exit(status);
}
