//! `cargo xtask check`: everything that can be judged without running the server.

mod browsers;
mod code;
mod layers;
mod links;
mod migrations;
mod rules;
mod sources;

use std::process::ExitCode;
use std::time::Instant;

use crate::Outcome;
use crate::openapi;
use crate::process::{cargo, complain, run as run_program, say};
use crate::sdk;

/// A step answers with what it found wrong, each finding located; none means the step passed.
type Findings = Vec<String>;

struct Step {
    name: &'static str,
    judge: fn() -> Outcome<Findings>,
}

const STEPS: &[Step] = &[
    Step { name: "format", judge: || program(&["fmt", "--all", "--check"]) },
    Step { name: "layers", judge: layers::findings },
    Step { name: "file lengths", judge: code::long_files },
    Step { name: "forbidden words", judge: code::forbidden_words },
    Step { name: "migrations", judge: migrations::findings },
    Step { name: "links in documents", judge: links::findings },
    Step {
        name: "clippy",
        judge: || program(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    },
    Step { name: "rustdoc", judge: || program(&["doc", "--workspace", "--no-deps"]) },
    // The whole workspace together has the features that any of its members asks for; who follows README builds one.
    Step {
        name: "the server by itself",
        judge: || program(&["check", "--package", "palier-server", "--bins"]),
    },
    Step { name: "sdk without features, for browsers", judge: browsers::findings },
    Step { name: "openapi", judge: openapi::findings },
    Step { name: "sdk", judge: sdk::findings },
];

/// Runs every step, also after one failed, and reports all failures at the end.
pub fn run() -> Outcome<ExitCode> {
    let mut failed = Vec::new();
    for (index, step) in STEPS.iter().enumerate() {
        complain(format_args!("[{}/{}] {}", index + 1, STEPS.len(), step.name));
        let start = Instant::now();
        let findings = (step.judge)().unwrap_or_else(|failure| vec![failure.to_string()]);
        let verdict = if findings.is_empty() { "ok" } else { "FAILED" };
        complain(format_args!("      {verdict} in {:.1} s", start.elapsed().as_secs_f64()));
        if !findings.is_empty() {
            failed.push((step.name, findings));
        }
    }
    if failed.is_empty() {
        say(format_args!("check: all {} steps passed", STEPS.len()));
        return Ok(ExitCode::SUCCESS);
    }
    for (name, findings) in &failed {
        say(format_args!("\n{name}:"));
        findings.iter().for_each(|finding| say(format_args!("  {finding}")));
    }
    say(format_args!("\ncheck: {} of {} steps failed", failed.len(), STEPS.len()));
    Ok(ExitCode::FAILURE)
}

/// A cargo command, whose own output says what is wrong.
fn program(arguments: &[&str]) -> Outcome<Findings> {
    run_program(cargo().args(arguments).env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(Findings::new())
}
