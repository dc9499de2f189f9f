//! The programs of the SDK's README in other languages, as they are printed there, by the clients that public generators
//! make of the document.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Outcome;
use crate::process::{captured, root};
use crate::served::{Credentials, Setting};

/// What both programs print among other things: a campaign of the demo.
const WANTED: &str = "Eau solidaire aux Tilleuls 550";

/// Writes the README's program in a language to a file.
pub fn write(language: &str, file: &Path) -> Outcome<()> {
    let readme = fs::read_to_string(root().join("sdk/README.md"))?;
    let code =
        block(&readme, language).ok_or_else(|| format!("sdk/README.md has no program in {language}"))?;
    Ok(fs::write(file, code)?)
}

/// The first block in a language.
fn block(text: &str, language: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("\n```{language}\n"))?;
    Some(rest.split_once("\n```\n")?.0.to_owned() + "\n")
}

/// Runs a program as a partner of the demo.
pub fn says(setting: &Setting, program: &mut Command) -> Outcome<()> {
    let Credentials { id, secret } = Credentials::of_demo(Path::new(&setting.database), "partner")?;
    program
        .env("PALIER_URL", setting.url(""))
        .env("PALIER_CLIENT_ID", id)
        .env("PALIER_CLIENT_SECRET", secret);
    let answer = captured(program)?;
    let said = String::from_utf8_lossy(&answer.stdout);
    if answer.status.success() && said.contains(WANTED) {
        return Ok(());
    }
    let complaint = String::from_utf8_lossy(&answer.stderr);
    Err(format!("{program:?} ended with {}: {said}{complaint}", answer.status).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_block_of_a_language_is_found() {
        let text = "a\n\n```sh\nx\n```\n\n```ts\nlet a;\n\nlet b;\n```\n\n```ts\nlet c;\n```\n";
        assert_eq!(block(text, "ts").as_deref(), Some("let a;\n\nlet b;\n"));
        assert_eq!(block(text, "python"), None);
    }
}
