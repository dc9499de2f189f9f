//! The binary `palier`.

use std::{io, process::ExitCode};

use palier_server::{
    cli::{self, Command, Invocation},
    commands,
};

fn main() -> ExitCode {
    let invocation = Invocation::of_process();
    let mut out = io::stdout().lock();
    match &invocation.command {
        Command::Openapi => cli::exit_code(commands::openapi(&mut out)),
        command => cli::exit_code(commands::run(&invocation, command, &mut out)),
    }
}
