//! The SDK without any of its features, here and for browsers. The rest of the workspace asks for some of them, so that
//! no other step sees it bare.

use std::path::Path;

use crate::Outcome;
use crate::process::{cargo, complain, output, run};

const BROWSER: &str = "wasm32-unknown-unknown";

/// Says which of the two it built: the second needs Rust's library for browsers.
pub fn findings() -> Outcome<super::Findings> {
    build(&[])?;
    if is_there()? || is_added() {
        build(&["--target", BROWSER])?;
        complain(format_args!("      built for {BROWSER} too"));
    } else {
        complain(format_args!("      NOT built for {BROWSER}: rustup has not got it and could not add it"));
    }
    Ok(super::Findings::new())
}

fn build(more: &[&str]) -> Outcome<()> {
    let bare = ["check", "--package", "palier-sdk", "--lib", "--no-default-features"];
    run(cargo().args(bare).args(more))
}

fn is_there() -> Outcome<bool> {
    let mut rustc = std::process::Command::new("rustc");
    let folder = output(rustc.args(["--print", "target-libdir", "--target", BROWSER]))?;
    Ok(Path::new(folder.trim()).is_dir())
}

fn is_added() -> bool {
    let mut rustup = std::process::Command::new("rustup");
    rustup.args(["target", "add", BROWSER]);
    run(&mut rustup).is_ok()
}
