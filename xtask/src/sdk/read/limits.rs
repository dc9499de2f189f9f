//! The limits that a schema sets, as a sentence.

use serde_json::Value;

use super::super::node::Node;

/// Keywords that limit a value and are told in its documentation, since the server is who judges.
pub const LIMITS: &[&str] = &[
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "default",
];

/// What the limits say; nothing if there are none.
pub fn sentence(node: &Node) -> String {
    let range = |least, most, unit: &str| range(node.value().get(least), node.value().get(most), unit);
    let said = [
        range("minLength", "maxLength", " characters"),
        range("minimum", "maximum", ""),
        range("minItems", "maxItems", " items"),
        range("minProperties", "maxProperties", " members"),
        node.value().get("pattern").and_then(Value::as_str).map(|pattern| format!("Form: `{pattern}`.")),
        node.value().get("default").map(|value| format!("Default: `{value}`.")),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn range(least: Option<&Value>, most: Option<&Value>, unit: &str) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) => Some(format!("{least} to {most}{unit}.")),
        (Some(least), None) => Some(format!("At least {least}{unit}.")),
        (None, Some(most)) => Some(format!("At most {most}{unit}.")),
        (None, None) => None,
    }
}

/// A description followed by what the limits say.
pub fn described(node: &Node) -> String {
    let text = node.value().get("description").and_then(Value::as_str).unwrap_or_default();
    let limits = sentence(node);
    match (text.is_empty(), limits.is_empty()) {
        (_, true) => text.to_owned(),
        (true, false) => limits,
        (false, false) => format!("{text} {limits}"),
    }
}
