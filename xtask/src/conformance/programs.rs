//! The three programs of the SDK's README, each as it is printed in an empty crate of its own, against the demo: a
//! partner, a municipality, and a field app, started twice: the second time it goes on by what it kept.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Outcome;
use crate::process::{captured, cargo, complain, root, run};
use crate::served::{Credentials, Setting, agent};

/// The most lines that a program may have.
const LINES: usize = 30;

/// Compiles and runs all three.
pub fn judge(setting: &Setting) -> Outcome<()> {
    let readme = fs::read_to_string(root().join("sdk/README.md"))?;
    let programs = programs(&readme);
    let names: Vec<_> = programs.iter().map(|(name, _)| name.as_str()).collect();
    if names != ["partner", "municipality", "field_app"] {
        return Err(format!("sdk/README.md has the programs {names:?}").into());
    }
    for (name, code) in &programs {
        let lines = code.lines().count();
        if lines > LINES {
            return Err(format!("{name} has {lines} lines, and may have {LINES}").into());
        }
        write_crate(&setting.folder.join(name), name, code)?;
    }
    let partner = Program { setting, name: "partner", role: Some("partner") };
    partner.says(&[], "Lire son compteur is submitted")?;
    partner.says(&[], "Lire son compteur is submitted")?;
    let municipality = Program { setting, name: "municipality", role: Some("municipality") };
    municipality.says(&["99001"], " any need: ")?;
    for file in ["needs.csv", "neighbourhoods.geojson"] {
        if fs::metadata(municipality.folder().join(file))?.len() < 100 {
            return Err(format!("the municipality's {file} is empty").into());
        }
    }
    let app = Credentials::of_demo(Path::new(&setting.database), "app_publisher")?.id;
    let field_app = Program { setting, name: "field_app", role: None };
    // Enrolled with a code the first time, then by the tokens that it kept.
    field_app.says(&[&app, &code(setting)?], " taken, 0 held, 0 refused")?;
    field_app.says(&[&app], " taken, 0 held, 0 refused")
}

/// The whole programs of a README with the names of their headings.
fn programs(text: &str) -> Vec<(String, String)> {
    let (mut programs, mut heading, mut block) = (Vec::new(), String::new(), None::<String>);
    for line in text.lines() {
        match (&mut block, line) {
            (None, line) if line.starts_with("### ") => {
                line.trim_start_matches("### ").clone_into(&mut heading)
            }
            (None, line) if line.starts_with("```rust") => block = Some(String::new()),
            (Some(code), "```") => {
                if code.contains("fn main()") {
                    let name = heading.to_lowercase().trim_start_matches("a ").replace(' ', "_");
                    programs.push((name, std::mem::take(code)));
                }
                block = None;
            }
            (Some(code), line) => code.extend([line, "\n"]),
            _ => {}
        }
    }
    programs
}

/// What `cargo new` gives, with the SDK by path and the runtime. The versions are those of our lock file.
fn write_crate(folder: &Path, name: &str, code: &str) -> Outcome<()> {
    fs::create_dir_all(folder.join("src"))?;
    let sdk = root().join("sdk").display().to_string();
    let features = if name == "field_app" { "\"offline\"" } else { "" };
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         palier-sdk = {{ path = {sdk:?}, features = [{features}] }}\n\
         tokio = {{ version = \"1\", features = [\"fs\", \"macros\", \"rt-multi-thread\"] }}\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(fs::write(folder.join("src/main.rs"), code)?)
}

/// A program, and as whom it runs.
struct Program<'a> {
    setting: &'a Setting,
    name: &'a str,
    role: Option<&'a str>,
}

impl Program<'_> {
    fn folder(&self) -> PathBuf {
        self.setting.folder.join(self.name)
    }

    /// Runs it; among what it prints there has to be this.
    fn says(&self, arguments: &[&str], wanted: &str) -> Outcome<()> {
        let built = root().join("target/conformance/programs");
        let command = |verb| {
            let mut command = cargo();
            command.args([verb, "--quiet"]).current_dir(self.folder());
            // They are run once; what a debugger needs would be most of what is written.
            command
                .env("CARGO_TARGET_DIR", &built)
                .env("CARGO_PROFILE_DEV_DEBUG", "0")
                .env("CARGO_INCREMENTAL", "0");
            command
        };
        run(&mut command("build"))?;
        let mut program = command("run");
        program.arg("--").args(arguments).env("PALIER_URL", self.setting.url(""));
        if let Some(role) = self.role {
            let Credentials { id, secret } = Credentials::of_demo(Path::new(&self.setting.database), role)?;
            program.env("PALIER_CLIENT_ID", id).env("PALIER_CLIENT_SECRET", secret);
        }
        let answer = captured(&mut program)?;
        let said = String::from_utf8_lossy(&answer.stdout);
        let first = said.lines().next().unwrap_or_default();
        complain(format_args!("   {}: {first}", self.name));
        // Nothing taken would be nothing shown.
        if answer.status.success() && said.contains(wanted) && !said.starts_with("0 ") {
            return Ok(());
        }
        let failure = String::from_utf8_lossy(&answer.stderr);
        Err(format!("{} never said `{wanted}` ({}): {said}{failure}", self.name, answer.status).into())
    }
}

/// A one-time code for the phone of the worker whose round the demo has planned, as the operator makes it.
fn code(setting: &Setting) -> Outcome<String> {
    let operator = Credentials::of_demo(Path::new(&setting.database), "operator")?;
    let bearer = format!("Bearer {}", setting.token(&operator)?);
    let planned = setting.url("/v1/rounds?status=planned&limit=1");
    let mut planned = agent().get(planned).header("Authorization", &bearer).call()?;
    let planned: Value = serde_json::from_str(&planned.body_mut().read_to_string()?)?;
    let worker = planned.pointer("/items/0/field_worker_id").and_then(Value::as_str);
    let worker = worker.ok_or_else(|| format!("the demo has no planned round: {planned}"))?;
    let enrol = agent().post(setting.url(&format!("/v1/field-workers/{worker}/enrolments")));
    let key = format!("\"programs-{}\"", std::process::id());
    let mut made = enrol.header("Authorization", &bearer).header("Idempotency-Key", key).send_empty()?;
    let made: Value = serde_json::from_str(&made.body_mut().read_to_string()?)?;
    let code = made.get("code").and_then(Value::as_str).map(str::to_owned);
    code.ok_or_else(|| format!("there is no code: {made}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_programs_are_found_by_their_headings() {
        let text = "### A partner\n```rust\nfn main() {}\n```\n```rust\nlet a = 1;\n```\n### A field app\n```rust,no_run\nfn main() { }\n```\n";
        let found = programs(text);
        let wanted = [("partner", "fn main() {}\n"), ("field_app", "fn main() { }\n")];
        assert_eq!(found, wanted.map(|(name, code)| (name.to_owned(), code.to_owned())));
    }
}
