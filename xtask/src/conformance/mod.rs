//! `cargo xtask conformance`: the public tools that partners use read our document and try our server, and an
//! independent geometry library checks its look-ups by position.

mod geometry;
mod languages;
mod programs;
mod tools;
mod tour;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use serde_json::Value;
use tempfile::TempDir;

use crate::Outcome;
use crate::postgres::free_port;
use crate::process::{captured, complain, root, run as run_program, say, start};
use crate::served::{Credentials, Setting};
use crate::server;
use tools::Tools;

/// The longest that Schemathesis may take: without a bound a hanging server would hang CI.
const SCHEMATHESIS_LIMIT: Duration = Duration::from_secs(20 * 60);

/// What to run.
#[derive(Args)]
pub struct Options {
    /// Run this tool alone; may be repeated.
    #[arg(long)]
    only: Vec<Tool>,
}

/// One judge.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Tool {
    Redocly,
    Spectral,
    Typescript,
    Python,
    Geometry,
    // These two before Schemathesis, which leaves no town as it was.
    Tour,
    Programs,
    Schemathesis,
}

impl Tool {
    fn judge(self, site: &Site) -> Outcome<()> {
        match self {
            Self::Redocly => site.redocly(),
            Self::Spectral => site.spectral(),
            Self::Typescript => site.typescript(),
            Self::Python => site.python(),
            Self::Schemathesis => site.schemathesis(),
            Self::Tour => tour::judge(&site.setting),
            Self::Programs => programs::judge(&site.setting),
            Self::Geometry => geometry::judge(&site.tools, &site.setting.binary),
        }
    }
}

/// Runs the tools, all of them also after one failed.
pub fn run(options: &Options) -> Outcome<ExitCode> {
    let binary = server::build()?;
    let folder = TempDir::with_prefix("palier-conformance-")?;
    let setting = Setting {
        binary,
        folder: folder.path().to_path_buf(),
        database: folder.path().join("palier.db").display().to_string(),
        port: free_port()?,
        keys: None,
        environment: Vec::new(),
    };
    let _server = setting.serve(&["--demo"])?;
    let document = root().join("target/conformance/v1.json");
    let site = Site { tools: Tools::install()?, setting, document };
    let mut served = crate::served::agent().get(site.setting.url("/v1/openapi.json")).call()?;
    fs::write(&site.document, served.body_mut().with_config().limit(64 << 20).read_to_string()?)?;

    let mut failed = Vec::new();
    for tool in Tool::value_variants() {
        if !options.only.is_empty() && !options.only.contains(tool) {
            continue;
        }
        let name = tool.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        complain(format_args!("-- {name}"));
        let start = Instant::now();
        let verdict = tool.judge(&site);
        let seconds = start.elapsed().as_secs_f64();
        match verdict {
            Ok(()) => complain(format_args!("   ok in {seconds:.1} s")),
            Err(failure) => {
                complain(format_args!("   FAILED in {seconds:.1} s: {failure}"));
                failed.push(format!("{name}: {failure}"));
            }
        }
    }
    if failed.is_empty() {
        say("conformance: passed");
        return Ok(ExitCode::SUCCESS);
    }
    failed.iter().for_each(|failure| say(format_args!("conformance: {failure}")));
    Ok(ExitCode::FAILURE)
}

/// The server that is judged, its document, and the tools.
struct Site {
    tools: Tools,
    setting: Setting,
    /// The document as the server serves it.
    document: PathBuf,
}

impl Site {
    fn redocly(&self) -> Outcome<()> {
        let mut command = self.tools.node("redocly");
        command.arg("lint").arg(&self.document).arg("--config").arg(ours("redocly.yaml"));
        command.args(["--max-problems", "1000", "--format", "json"]);
        let answer = captured(&mut command)?;
        let text = String::from_utf8_lossy(&answer.stdout);
        let report: Value = serde_json::from_str(&text)
            .map_err(|_| format!("no report: {text}{}", String::from_utf8_lossy(&answer.stderr)))?;
        let problems =
            report.get("problems").and_then(Value::as_array).ok_or("the report has no list of problems")?;
        for problem in problems {
            let text = |pointer: &str| problem.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
            let (severity, rule) = (text("/severity"), text("/ruleId"));
            say(format_args!("{}: {severity}: {} [{rule}]", text("/location/0/pointer"), text("/message")));
        }
        if problems.is_empty() { Ok(()) } else { Err(format!("{} problems", problems.len()).into()) }
    }

    fn spectral(&self) -> Outcome<()> {
        let mut command = self.tools.node("spectral");
        command.arg("lint").arg(&self.document).arg("--ruleset").arg(ours("spectral.yaml"));
        run_program(command.args(["--fail-severity", "hint", "--quiet"]))
    }

    /// The generated types, used by the README's program, must satisfy the strictest compiler settings; then it is run.
    fn typescript(&self) -> Outcome<()> {
        let place = self.tools.node_folder();
        fs::copy(ours("tsconfig.json"), place.join("tsconfig.json"))?;
        languages::write("ts", &place.join("program.ts"))?;
        let mut generate = self.tools.node("openapi-typescript");
        generate.arg(&self.document).arg("--output").arg(place.join("palier.d.ts"));
        without_warning(&mut generate)?;
        run_program(self.tools.node("tsc").arg("--project").arg(place.join("tsconfig.json")))?;
        let mut program = Command::new("node");
        languages::says(&self.setting, program.arg(place.join("built/program.js")))
    }

    fn python(&self) -> Outcome<()> {
        let place = self.tools.python_folder().join("client");
        // What an earlier document had must not be checked with this one.
        if place.exists() {
            fs::remove_dir_all(&place)?;
        }
        let mut generate = self.tools.python("openapi-python-client");
        let document = self.without_request_forms("application/x-ndjson")?;
        generate.arg("generate").arg("--path").arg(&document).arg("--output-path").arg(&place);
        generate.arg("--config").arg(ours("python-client.yaml"));
        run_program(generate.args(["--overwrite", "--fail-on-warning"]))?;
        languages::write("python", &place.join("program.py"))?;
        let mut check = self.tools.python("mypy");
        check.current_dir(&place).args(["--strict", "palier_client", "program.py"]);
        run_program(&mut check)?;
        let mut program = self.tools.python("python");
        languages::says(&self.setting, program.current_dir(&place).arg("program.py"))
    }

    /// The document without one form of request bodies, beside it. openapi-python-client knows no bodies of NDJSON;
    /// every operation that takes them takes JSON too.
    fn without_request_forms(&self, media_type: &str) -> Outcome<PathBuf> {
        let mut document: Value = serde_json::from_str(&fs::read_to_string(&self.document)?)?;
        let paths = document.get_mut("paths").and_then(Value::as_object_mut);
        for operation in paths.into_iter().flatten().filter_map(|(_, item)| item.as_object_mut()).flatten() {
            let content = operation.1.pointer_mut("/requestBody/content").and_then(Value::as_object_mut);
            content.and_then(|content| content.remove(media_type));
        }
        let place = self.document.with_file_name("python.json");
        fs::write(&place, serde_json::to_vec(&document)?)?;
        Ok(place)
    }

    fn schemathesis(&self) -> Outcome<()> {
        let operator = Credentials::of_demo(Path::new(&self.setting.database), "operator")?;
        let token = self.setting.token(&operator)?;
        let mut command = self.tools.python("schemathesis");
        command.arg("--config-file").arg(ours("schemathesis.toml")).arg("run").arg(&self.document);
        command.args(["--url", &self.setting.url(""), "--checks", "all"]);
        let place = root().join("target/conformance");
        let mut running = start(
            command
                .current_dir(place)
                .env("PALIER_TOKEN", token)
                .env("PYTHONPATH", root().join("conformance")),
        )?;
        let status = running.wait_at_most(SCHEMATHESIS_LIMIT)?;
        if status.success() {
            return Ok(());
        }
        let log = fs::read_to_string(self.setting.log()).unwrap_or_default();
        let end = log.lines().rev().take(40).collect::<Vec<_>>();
        complain("the server's last words:");
        end.into_iter().rev().for_each(complain);
        Err(format!("schemathesis failed ({status})").into())
    }
}

/// A file of the conformance folder.
fn ours(name: &str) -> PathBuf {
    root().join("conformance").join(name)
}

/// Runs a generator that warns only in words.
fn without_warning(command: &mut Command) -> Outcome<()> {
    let answer = captured(command)?;
    let text =
        format!("{}{}", String::from_utf8_lossy(&answer.stdout), String::from_utf8_lossy(&answer.stderr));
    if answer.status.success() && !text.to_lowercase().contains("warn") {
        return Ok(());
    }
    Err(text.into())
}
