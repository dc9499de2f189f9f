//! Holds the floors of the house apart: what a crate may depend on, what a file may name.

use super::Findings;
use super::rules::{DEPENDENCIES, LAYERS, Layer};
use super::sources::{Source, with_endings};
use crate::Outcome;
use crate::process::root;

/// Every line that names what its floor may not know.
pub fn findings() -> Outcome<Findings> {
    let mut findings = manifests()?;
    for source in with_endings(&[".rs"])? {
        LAYERS.iter().for_each(|layer| findings.extend(judge(layer, &source)));
    }
    Ok(findings)
}

fn manifests() -> Outcome<Findings> {
    let mut findings = Findings::new();
    for (path, never) in DEPENDENCIES {
        let Ok(text) = std::fs::read_to_string(root().join(path)) else { continue };
        let manifest: toml::Table = text.parse().map_err(|e| format!("{path}: {e}"))?;
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(dependencies) = manifest.get(section).and_then(toml::Value::as_table) else { continue };
            let forbidden = never.iter().filter(|name| dependencies.contains_key(**name));
            findings.extend(forbidden.map(|name| format!("{path}: [{section}] names {name}")));
        }
    }
    Ok(findings)
}

fn judge(layer: &Layer, source: &Source) -> Findings {
    let excepted = layer.except.iter().any(|part| source.path.contains(part));
    if excepted || !source.path.starts_with(layer.folder) {
        return Findings::new();
    }
    let named = source.lines().flat_map(|(number, line)| {
        let code = without_comment(line);
        let names = layer.never.iter().filter(move |name| names(code, name));
        names.map(move |name| format!("{}:{number}: names `{name}`: {}", source.path, layer.because))
    });
    named.collect()
}

fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") {
        return "";
    }
    line.split(" // ").next().unwrap_or(line)
}

/// Whether a name in the code begins with `beginning`.
fn names(code: &str, beginning: &str) -> bool {
    code.match_indices(beginning).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(path: &str, text: &str) -> Findings {
        let layer = Layer {
            folder: "api/domain/src/",
            except: &["api/domain/src/edge"],
            never: &["actix"],
            because: "so",
        };
        judge(&layer, &Source { path: path.into(), text: text.into() })
    }

    #[test]
    fn a_forbidden_name_is_located() {
        let findings = judged("api/domain/src/visit.rs", "use std::fmt;\nuse actix_web::web;\n");
        assert_eq!(findings, ["api/domain/src/visit.rs:2: names `actix`: so"]);
    }

    #[test]
    fn comments_longer_names_and_other_folders_are_free() {
        assert!(
            judged("api/domain/src/visit.rs", "// actix\nlet x = 1; // actix\nlet my_actix = 1;\n")
                .is_empty()
        );
        assert!(judged("api/domain/src/edge.rs", "use actix_web::web;\n").is_empty());
        assert!(judged("api/server/src/main.rs", "use actix_web::web;\n").is_empty());
    }
}
