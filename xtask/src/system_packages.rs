//! Installs what a task needs from the system's packages, where that is possible without asking anyone.

use std::process::Command;

use crate::Outcome;
use crate::process::{complain, find_in_path, run, succeeds};

/// The rights with which apt-get can be run here.
enum Rights {
    Root,
    Sudo,
}

/// Installs Debian packages; an error says what to do by hand. `reason` completes "… is needed …".
pub fn install(packages: &[&str], reason: &str) -> Outcome<()> {
    let list = packages.join(" ");
    let by_hand = format!(
        "{list} is needed {reason}, and cannot be installed from here.\n  \
         Debian or Ubuntu: sudo apt-get install --no-install-recommends {list}\n  \
         elsewhere: install it by your system's package manager, with its programs in PATH"
    );
    let Some(rights) = rights() else { return Err(by_hand.into()) };
    complain(format_args!("installing {list} ({reason}) by apt-get"));
    // The throwaway cluster is all we need: PostgreSQL's package must not make and start one of its own.
    let script = format!(
        "set -e; conf=/etc/postgresql-common/createcluster.d/palier.conf; mkdir -p \"${{conf%/*}}\"; \
         echo 'create_main_cluster = false' > \"$conf\"; trap 'rm -f \"$conf\"' EXIT; \
         export DEBIAN_FRONTEND=noninteractive; apt-get update -q; \
         apt-get install -q -y --no-install-recommends {list}"
    );
    let mut command = match rights {
        Rights::Root => Command::new("sh"),
        Rights::Sudo => {
            let mut sudo = Command::new("sudo");
            sudo.args(["-n", "sh"]);
            sudo
        }
    };
    run(command.args(["-c", &script])).map_err(|failure| format!("{failure}\n{by_hand}").into())
}

/// Whether this task runs as root.
pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn rights() -> Option<Rights> {
    find_in_path("apt-get")?;
    if is_root() {
        return Some(Rights::Root);
    }
    succeeds(Command::new("sudo").args(["-n", "true"])).then_some(Rights::Sudo)
}
