//! README's ten-minute tour, run as it is printed: its ```bash blocks, in order, in one shell, against the demo. Twice,
//! since it says that all can be pasted twice.

use std::{fs, process::Command};

use crate::{
    Outcome,
    process::{captured, root},
    served::Setting,
};

/// What the tour must have led to: lines of its output that say so.
const ENDS_WITH: [&str; 9] = [
    "\"status\":\"running\"",
    "QN09901N",
    "\"level\":\"commune\",\"place\":\"99001\",\"theme\":null",
    "status 304",
    "\"delta\":true",
    "the same answer",
    "\"merged\":true,\"conflicts\":[\"floor\"]",
    "\"code\":\"device_revoked\"",
    "\"status\":\"aside\"",
];

/// Runs the tour.
pub fn judge(setting: &Setting) -> Outcome<()> {
    let script = blocks(&fs::read_to_string(root().join("README.md"))?);
    if script.is_empty() {
        return Err("README.md has no bash blocks".into());
    }
    (0..2).try_for_each(|_| walk(setting, &script))
}

fn walk(setting: &Setting, script: &str) -> Outcome<()> {
    let mut shell = Command::new("bash");
    shell.args(["-euo", "pipefail", "-c", script]).current_dir(&setting.folder);
    let answer = captured(&mut shell)?;
    let said = String::from_utf8_lossy(&answer.stdout);
    if !answer.status.success() {
        return Err(format!(
            "the tour failed ({}): {said}{}",
            answer.status,
            String::from_utf8_lossy(&answer.stderr)
        )
        .into());
    }
    match ENDS_WITH.iter().find(|sign| !said.contains(**sign)) {
        None => Ok(()),
        Some(sign) => Err(format!("the tour never said {sign}: {said}").into()),
    }
}

/// The lines between ```bash and ```.
fn blocks(text: &str) -> String {
    let mut script = String::new();
    let mut inside = false;
    for line in text.lines() {
        match line {
            "```bash" => inside = true,
            "```" => inside = false,
            line if inside => script.extend([line, "\n"]),
            _ => {}
        }
    }
    script
}
