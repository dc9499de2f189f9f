//! Which lines of the acceptance checklist this suite holds.

/// The lines that concern what exists so far. 38, 41 and 53 are held by unit tests, by the check against released
/// documents and by `cargo xtask conformance`.
const LINES: [std::ops::RangeInclusive<u32>; 7] =
    [1..=34, 36..=37, 42..=46, 48..=49, 50..=52, 54..=54, 62..=66];

fn sources(folder: &std::path::Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).expect("the suite's folder") {
        let path = entry.expect("an entry").path();
        text +=
            &if path.is_dir() { sources(&path) } else { std::fs::read_to_string(&path).expect("a source") };
    }
    text
}

#[test]
fn every_line_has_its_test() {
    let text = sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("suite"));
    let missing: Vec<_> =
        LINES.into_iter().flatten().filter(|line| !text.contains(&format!("fn c{line:02}_"))).collect();
    assert!(missing.is_empty(), "no test is named after {missing:?}");
}
