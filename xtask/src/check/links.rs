//! Relative links in documents lead somewhere: the file exists, and so does the heading.

use std::collections::BTreeSet;
use std::path::Path;

use super::Findings;
use super::sources::{Source, with_endings};
use crate::Outcome;
use crate::process::root;

/// Links that lead nowhere.
pub fn findings() -> Outcome<Findings> {
    let mut findings = Findings::new();
    for document in with_endings(&[".md"])? {
        for (number, target) in links(&document) {
            if let Some(wrong) = judge(&document, &target) {
                findings.push(format!("{}:{number}: `{target}`: {wrong}", document.path));
            }
        }
    }
    Ok(findings)
}

fn judge(document: &Source, target: &str) -> Option<&'static str> {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let here = root().join(&document.path);
    let file = if path.is_empty() { here } else { here.parent().unwrap_or(Path::new("")).join(path) };
    if !file.exists() {
        return Some("no such file");
    }
    if anchor.is_empty() || file.extension().is_none_or(|ending| ending != "md") {
        return None;
    }
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    (!anchors(&text).contains(anchor)).then_some("no such heading")
}

/// The lines outside of fenced code, with their numbers.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        (!fenced && !fence).then_some((index + 1, line))
    })
}

/// The targets of `[text](target)` that lead into this repository.
fn links(document: &Source) -> Vec<(usize, String)> {
    let targets = prose(&document.text).flat_map(|(number, line)| {
        let after = line.split("](").skip(1);
        after.filter_map(move |rest| {
            let target = rest.split(')').next()?.split_whitespace().next()?;
            let outside = target.contains("://") || target.starts_with("mailto:");
            (!outside).then(|| (number, target.trim_matches(['<', '>']).to_owned()))
        })
    });
    targets.collect()
}

/// The anchors that the usual forges give to headings.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for (_, line) in prose(text).filter(|(_, line)| line.starts_with('#')) {
        let slug = slug(line.trim_start_matches('#').trim());
        let repeated = (1..).map(|n| format!("{slug}-{n}"));
        let free = std::iter::once(slug.clone()).chain(repeated).find(|name| !anchors.contains(name));
        anchors.extend(free);
    }
    anchors
}

fn slug(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_in_code_and_to_other_places_are_left_alone() {
        let text = "see [a](docs/a.md#b) and [c](https://example.org)\n```\n[d](nowhere.md)\n```\n[e](#f)\n";
        let found = links(&Source { path: "README.md".into(), text: text.into() });
        assert_eq!(found, [(1, "docs/a.md#b".to_owned()), (5, "#f".to_owned())]);
    }

    #[test]
    fn headings_become_anchors() {
        let found = anchors("# The API law\n## `ETag`, and more\n## Same\n## Same\n");
        assert!(["the-api-law", "etag-and-more", "same", "same-1"].iter().all(|a| found.contains(*a)));
    }
}
