//! `cargo xtask`: the project's own tasks. Each task is one module; `--help` lists them.

mod bench;
mod check;
mod cleanup;
mod conformance;
mod crash;
mod openapi;
mod postgres;
mod process;
mod sdk;
mod served;
mod server;
mod site;
mod system_packages;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What every task answers: a value, or a message that says what to do.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The tasks of the Palier workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run the whole test suite on SQLite and on a private throwaway PostgreSQL.
    Test(test::Options),
    /// Judge everything that needs no running server: format, lints, layers, documents, migrations.
    Check,
    /// Write the OpenAPI document, or compare it, and refuse changes that break a released one.
    Openapi(openapi::Options),
    /// Write the generated part of the SDK from the document, or compare it.
    Sdk(sdk::Options),
    /// Let public linters, generators and property tests judge the document and a running server.
    Conformance(conformance::Options),
    /// Kill the server with SIGKILL under load, again and again, and count what was lost or doubled.
    Crash(crash::Options),
    /// Measure the server on both databases, side by side, and print one table.
    Bench(bench::Options),
    /// Measure the release of a quarter of the whole country, and what its tables cost to read.
    BenchNation(bench::nation::Options),
}

fn main() -> ExitCode {
    cleanup::on_signals();
    let outcome = match Arguments::parse().task {
        Task::Test(options) => test::run(&options),
        Task::Check => check::run(),
        Task::Openapi(options) => openapi::run(&options),
        Task::Sdk(options) => sdk::run(&options),
        Task::Conformance(options) => conformance::run(&options),
        Task::Crash(options) => crash::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::BenchNation(options) => bench::nation::run(&options),
    };
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            process::complain(format_args!("error: {failure}"));
            ExitCode::FAILURE
        }
    }
}
