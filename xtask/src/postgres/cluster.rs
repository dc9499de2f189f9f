//! One throwaway cluster: made, started, waited for, and removed with its directory.

use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::find;
use crate::Outcome;
use crate::cleanup::{self, Guard};
use crate::process::{Running, captured, start_with_patience};
use crate::system_packages::is_root;

/// Whether what is committed must survive a crash of the machine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// For tests of behaviour: nothing is forced to the disk.
    Fast,
    /// For tests of what a crash leaves: PostgreSQL's own defaults.
    Durable,
}

/// A running private cluster. Dropping it stops the server, then removes the directory.
pub struct Cluster {
    url: String,
    // The order of the fields is the order of the end.
    _server: Running,
    _directory: Guard,
}

impl Cluster {
    /// Makes and starts a cluster that listens on a free local port.
    pub fn start(durability: Durability) -> Outcome<Self> {
        let programs = find::programs()?;
        let directory = TempDir::with_prefix("palier-postgres-")?;
        let place = directory.path().to_path_buf();
        let remove = cleanup::register(move || drop(directory));
        let user = ServerUser::find()?;
        user.own(&place)?;
        let data = place.join("data");
        make(&user, &programs, &place, &data)?;
        let port = free_port()?;
        let server = launch(&user, &programs, &place, &data, port, durability)?;
        let mut cluster = Self {
            url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
            _server: server,
            _directory: remove,
        };
        cluster.wait_until_ready(&place, &data)?;
        Ok(cluster)
    }

    /// The superuser's connection URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn wait_until_ready(&mut self, place: &Path, data: &Path) -> Outcome<()> {
        let end = Instant::now() + Duration::from_secs(60);
        while Instant::now() < end {
            if self._server.child.try_wait()?.is_some() {
                break;
            }
            // The eighth line is the state, as pg_ctl reads it.
            let state = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
            if state.lines().nth(7).is_some_and(|line| line.trim() == "ready") {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
        let log = fs::read_to_string(place.join("log")).unwrap_or_default();
        Err(format!("PostgreSQL did not start. Its log says:\n{log}").into())
    }
}

/// PostgreSQL refuses to run as root: then it runs as its package's own user.
struct ServerUser(Option<(u32, u32)>);

impl ServerUser {
    fn find() -> Outcome<Self> {
        if !is_root() {
            return Ok(Self(None));
        }
        let number = |which: &str| -> Outcome<u32> {
            let answer = captured(Command::new("id").args([which, "postgres"]))?;
            let text = String::from_utf8(answer.stdout)?;
            text.trim().parse().map_err(|_| {
                "PostgreSQL does not run as root, and there is no user `postgres`: create it \
                 (useradd --system postgres), or run this task as another user"
                    .into()
            })
        };
        Ok(Self(Some((number("-u")?, number("-g")?))))
    }

    fn own(&self, place: &Path) -> Outcome<()> {
        if let Some((user, group)) = self.0 {
            chown(place, Some(user), Some(group))?;
        }
        Ok(())
    }

    /// The program as this user. `setpriv` replaces itself, so that the process is the program's own.
    fn command(&self, program: &Path, place: &Path) -> Command {
        let mut command = match self.0 {
            None => Command::new(program),
            Some((user, group)) => {
                let mut setpriv = Command::new("setpriv");
                setpriv.args([
                    format!("--reuid={user}"),
                    format!("--regid={group}"),
                    "--clear-groups".into(),
                ]);
                setpriv.arg("--").arg(program);
                setpriv
            }
        };
        command.current_dir(place).env("LC_ALL", "C").env("HOME", place).stdin(Stdio::null());
        command
    }
}

fn make(user: &ServerUser, programs: &Path, place: &Path, data: &Path) -> Outcome<()> {
    let mut command = user.command(&programs.join("initdb"), place);
    command.args(["--auth=trust", "--encoding=UTF8", "--locale=C", "--username=postgres", "--no-sync"]);
    let made = captured(command.arg("--pgdata").arg(data))?;
    if made.status.success() {
        return Ok(());
    }
    Err(format!("initdb failed:\n{}", String::from_utf8_lossy(&made.stderr)).into())
}

fn launch(
    user: &ServerUser,
    programs: &Path,
    place: &Path,
    data: &PathBuf,
    port: u16,
    durability: Durability,
) -> Outcome<Running> {
    let log = File::create(place.join("log"))?;
    let mut command = user.command(&programs.join("postgres"), place);
    command.arg("-D").arg(data).arg("-k").arg(place).arg("-p").arg(port.to_string());
    let mut settings = vec!["listen_addresses=127.0.0.1", "max_connections=400", "jit=off"];
    if durability == Durability::Fast {
        settings.extend(["fsync=off", "synchronous_commit=off", "full_page_writes=off"]);
    }
    settings.into_iter().for_each(|setting| {
        command.args(["-c", setting]);
    });
    start_with_patience(command.stdout(log.try_clone()?).stderr(log), Duration::from_secs(5))
}

/// A port of 127.0.0.1 that nobody listens on now.
pub fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
