//! Running other programs: each in its own process group, so that stopping it stops its children too.

use std::fmt::Display;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::Outcome;
use crate::cleanup::{self, Guard};

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Cargo, the one that runs this task.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// One line on standard output. A closed pipe is no reason to fail.
pub fn say(line: impl Display) {
    let _closed_pipe = writeln!(io::stdout(), "{line}");
}

/// One line on standard error.
pub fn complain(line: impl Display) {
    let _closed_pipe = writeln!(io::stderr(), "{line}");
}

/// A running program that is stopped, with all it started, when this is dropped or the task interrupted.
pub struct Running {
    /// The program; its output can be taken from here.
    pub child: Child,
    _stop: Guard,
}

/// Starts a program in its own process group.
pub fn start(command: &mut Command) -> Outcome<Running> {
    start_with_patience(command, Duration::ZERO)
}

/// Starts a program which, to stop it, is first asked (SIGINT) and killed only after `patience`.
pub fn start_with_patience(command: &mut Command, patience: Duration) -> Outcome<Running> {
    let name = command.get_program().to_string_lossy().into_owned();
    let child = command.process_group(0).spawn().map_err(|e| format!("cannot start {name}: {e}"))?;
    let group = Pid::from_child(&child);
    let stop = cleanup::register(move || stop_group(group, patience));
    Ok(Running { child, _stop: stop })
}

impl Running {
    /// Waits until it ends by itself.
    pub fn wait(&mut self) -> Outcome<ExitStatus> {
        Ok(self.child.wait()?)
    }

    /// Waits for the end, at most so long; an error if it takes longer.
    pub fn wait_at_most(&mut self, limit: Duration) -> Outcome<ExitStatus> {
        let end = Instant::now() + limit;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            thread::sleep(Duration::from_millis(50));
        }
        self.kill()?;
        Err(format!("took longer than {} s and was stopped", limit.as_secs()).into())
    }

    /// SIGKILL, as a power cut would do it, and waits for the end.
    pub fn kill(&mut self) -> Outcome<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

fn stop_group(group: Pid, patience: Duration) {
    if !patience.is_zero() && kill_process_group(group, Signal::INT).is_ok() {
        let end = Instant::now() + patience;
        while Instant::now() < end && !ended(group) {
            thread::sleep(Duration::from_millis(10));
        }
    }
    // It may have ended by itself: then there is nothing to kill.
    let _already_ended = kill_process_group(group, Signal::KILL);
}

/// Whether the group's leader has ended; reaps it, which also lets its number be forgotten.
fn ended(group: Pid) -> bool {
    use rustix::process::{WaitOptions, waitpid};
    !matches!(waitpid(Some(group), WaitOptions::NOHANG), Ok(None))
}

/// Runs to the end with inherited output; an error if it fails.
pub fn run(command: &mut Command) -> Outcome<()> {
    let name = shown(command);
    let status = start(command)?.wait()?;
    if status.success() { Ok(()) } else { Err(format!("`{name}` failed ({status})").into()) }
}

/// Runs to the end and gives its standard output; standard error passes through.
pub fn output(command: &mut Command) -> Outcome<String> {
    let name = shown(command);
    let mut running = start(command.stdout(Stdio::piped()))?;
    let text = match running.child.stdout.take() {
        Some(pipe) => io::read_to_string(pipe)?,
        None => String::new(),
    };
    let status = running.wait()?;
    if status.success() { Ok(text) } else { Err(format!("`{name}` failed ({status})").into()) }
}

/// Runs to the end quietly and gives status and both outputs.
pub fn captured(command: &mut Command) -> Outcome<Output> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).output().map_err(|e| format!("cannot start {name}: {e}").into())
}

/// Whether the program can be started and succeeds, without any output.
pub fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Where a program stands in PATH.
pub fn find_in_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
