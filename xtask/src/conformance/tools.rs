//! Installs the pinned tools into target/conformance, once for each state of the pins.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::process::{complain, find_in_path, root, run, succeeds};
use crate::system_packages;

/// Installed tools of both worlds.
pub struct Tools {
    node: PathBuf,
    python: PathBuf,
}

impl Tools {
    /// Installs what is missing or pinned otherwise than before.
    pub fn install() -> Outcome<Self> {
        let place = root().join("target/conformance");
        let tools = Self { node: place.join("node"), python: place.join("python") };
        once_for(&tools.node, &["package.json", "package-lock.json"], install_node)?;
        once_for(&tools.python, &["requirements.txt"], install_python)?;
        Ok(tools)
    }

    /// Where the Node tools, and programs that use their packages, stand.
    pub fn node_folder(&self) -> &Path {
        &self.node
    }

    /// Where the Python environment, and what is generated for it, stand.
    pub fn python_folder(&self) -> &Path {
        &self.python
    }

    /// A Node tool, telemetry and notices off.
    pub fn node(&self, name: &str) -> Command {
        let mut command = Command::new(self.node.join("node_modules/.bin").join(name));
        command.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        command.env("DO_NOT_TRACK", "1").current_dir(&self.node);
        command
    }

    /// A Python tool; the others of its environment are in its PATH.
    pub fn python(&self, name: &str) -> Command {
        let programs = self.python.join("venv/bin");
        let mut command = Command::new(programs.join(name));
        let others = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(programs).chain(std::env::split_paths(&others));
        if let Ok(path) = std::env::join_paths(path) {
            command.env("PATH", path);
        }
        command.env("DO_NOT_TRACK", "1").env("PYTHONDONTWRITEBYTECODE", "1").current_dir(&self.python);
        command
    }
}

/// Installs anew whenever one of the pinning files changed since the last success.
fn once_for(place: &Path, pins: &[&str], install: fn(&Path) -> Outcome<()>) -> Outcome<()> {
    let mut wanted = String::new();
    for pin in pins {
        wanted.push_str(&fs::read_to_string(root().join("conformance").join(pin))?);
    }
    let installed = place.join("installed");
    if fs::read_to_string(&installed).is_ok_and(|text| text == wanted) {
        return Ok(());
    }
    complain(format_args!("installing the tools pinned by {}", pins.join(" and ")));
    if place.exists() {
        fs::remove_dir_all(place)?;
    }
    fs::create_dir_all(place)?;
    for pin in pins {
        fs::copy(root().join("conformance").join(pin), place.join(pin))?;
    }
    install(place)?;
    fs::write(installed, wanted)?;
    Ok(())
}

fn install_node(place: &Path) -> Outcome<()> {
    if find_in_path("node").is_none() || find_in_path("npm").is_none() {
        system_packages::install(&["nodejs", "npm"], "for the conformance tools")?;
    }
    let quiet = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run(Command::new("npm").args(quiet).env("NO_UPDATE_NOTIFIER", "1").current_dir(place))
}

fn install_python(place: &Path) -> Outcome<()> {
    // Debian ships Python without what `venv` needs.
    if !succeeds(Command::new("python3").args(["-c", "import venv, ensurepip"])) {
        system_packages::install(&["python3", "python3-venv"], "for the conformance tools")?;
    }
    run(Command::new("python3").args(["-m", "venv", "venv"]).current_dir(place))?;
    let mut pip = Command::new(place.join("venv/bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"]);
    run(pip.current_dir(place))
}
