//! What the crate promises to those who depend on it.

use std::path::Path;

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn line<'a>(text: &'a str, beginning: &str) -> &'a str {
    text.lines()
        .find(|line| line.starts_with(beginning))
        .unwrap_or_else(|| panic!("no line begins with {beginning}"))
}

#[test]
fn c61_rustls_is_the_default_and_the_oldest_rust_is_stated() {
    let (manifest, workspace) = (file("Cargo.toml"), file("../Cargo.toml"));
    assert!(line(&manifest, "default = ").contains("\"rustls\""));
    assert!(!line(&manifest, "default = ").contains("native-tls"));
    assert_eq!(line(&manifest, "rust-version"), "rust-version.workspace = true");
    let stated = line(&workspace, "rust-version").split('"').nth(1).expect("it has a version");
    assert!(file("README.md").contains(&format!("Rust {stated} or newer")), "the README says {stated}");
    assert!(line(&manifest, "version = ").contains("+v1"), "versions carry the API's");
}

/// They are compiled as documentation tests; here it is only held that there is one for each operation.
#[test]
fn c61_every_operation_has_an_example_its_scope_and_its_errors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/generated");
    let (mut operations, mut examples, mut scopes, mut errors) = (0, 0, 0, 0);
    for entry in std::fs::read_dir(folder).expect("it is generated") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "rs") || path.ends_with("mod.rs") {
            continue;
        }
        let text = std::fs::read_to_string(path).expect("a source");
        operations += text.matches("repeat: Repeat::").count();
        examples += text.matches("/// ```no_run").count();
        scopes += text.matches("/// # Scope").count();
        errors += text.matches("/// # Errors").count();
    }
    assert!(operations >= 100, "{operations}");
    assert_eq!((examples, scopes, errors), (operations, operations, operations));
}

/// The page's programs are compiled and run as they are printed; the examples are the same ones, to be copied whole.
#[test]
fn c61_the_readme_prints_the_examples() {
    let readme = file("README.md");
    for name in ["partner", "municipality", "field_app"] {
        let example = file(&format!("examples/{name}.rs"));
        let (_, program) = example.split_once("\n\nuse ").expect("it uses the crate");
        assert!(readme.contains(&format!("```rust,no_run\nuse {program}```")), "{name}");
        assert!(program.lines().count() <= 30, "{name}");
    }
}
