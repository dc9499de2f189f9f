//! How things of the document are called in Rust.

use proc_macro2::Ident;
use quote::format_ident;

/// Words that can't be names in Rust, not even raw ones.
const TAKEN: &[&str] = &["self", "super", "crate", "Self"];

const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A text as snake_case.
pub fn snake(text: &str) -> String {
    let mut snake = String::new();
    let mut last_low = false;
    for c in text.chars() {
        if c.is_ascii_uppercase() && last_low {
            snake.push('_');
        }
        last_low = c.is_ascii_lowercase() || c.is_ascii_digit();
        snake.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
    }
    snake
}

/// A text as PascalCase.
pub fn pascal(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let capital = words.map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        format!("{}{rest}", first.to_ascii_uppercase())
    });
    capital.collect()
}

/// Whether a text can be made a name at all.
pub fn nameable(text: &str) -> bool {
    let name = snake(text);
    name.starts_with(|c: char| c.is_ascii_lowercase()) && !TAKEN.contains(&name.as_str())
}

/// The name of a field, function or argument.
pub fn value(text: &str) -> Ident {
    let name = snake(text);
    if KEYWORDS.contains(&name.as_str()) { format_ident!("r#{name}") } else { format_ident!("{name}") }
}

/// The name of a type or variant.
pub fn kind(text: &str) -> Ident {
    format_ident!("{}", pascal(text))
}

/// The name of a variant: `Unknown` is the one for what is not described, so the word `unknown` has another.
pub fn variant(text: &str) -> Ident {
    format_ident!("{}", variant_text(text))
}

/// The same, as a text.
pub fn variant_text(text: &str) -> String {
    if text == "unknown" { "NotKnown".to_owned() } else { pascal(text) }
}

/// The method of a union that tells its tag: `type` alone is a word of Rust.
pub fn tag_method(tag: &str) -> String {
    format!("{}_name", snake(tag))
}

/// The name of a constant.
pub fn constant(text: &str) -> Ident {
    format_ident!("{}", snake(text).to_ascii_uppercase())
}

/// The method of an operation within its group: its id, without the group's own noun where that says nothing more.
///
/// `get_campaign` of `campaigns` is `get`, `list_campaigns` is `list`, `add_campaign_message` is `add_message`;
/// `push_campaigns` stays as it is, beside `push`.
pub fn method(operation: &str, tag: &str) -> String {
    let plural = snake(tag);
    if let Some(rest) = operation.strip_prefix(&format!("{plural}_")) {
        return rest.to_owned();
    }
    let Some((verb, rest)) = operation.split_once('_') else { return operation.to_owned() };
    if verb == "list" && rest == plural {
        return verb.to_owned();
    }
    let noun = singular(&plural);
    match rest.strip_prefix(&noun) {
        Some("") => verb.to_owned(),
        Some(more) if more.starts_with('_') => format!("{verb}{more}"),
        _ => operation.to_owned(),
    }
}

/// The singular of an English plural, as far as paths have them.
pub fn singular(plural: &str) -> String {
    if let Some(stem) = plural.strip_suffix("ies") {
        return format!("{stem}y");
    }
    if let Some(stem) = plural.strip_suffix("oses") {
        return format!("{stem}osis");
    }
    plural.strip_suffix('s').unwrap_or(plural).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_called_as_one_would_say_them() {
        let said = [
            ("list_campaigns", "campaigns", "list"),
            ("get_campaign", "campaigns", "get"),
            ("push_campaign", "campaigns", "push"),
            ("push_campaigns", "campaigns", "push_campaigns"),
            ("add_campaign_message", "campaigns", "add_message"),
            ("get_field_worker_hours", "field-workers", "get_hours"),
            ("create_diagnosis", "diagnoses", "create"),
            ("list_household_consents", "consents", "list_household_consents"),
            ("sync_batch", "sync", "batch"),
            ("mark_need_not_met", "needs", "mark_not_met"),
        ];
        for (operation, tag, name) in said {
            assert_eq!(method(operation, tag), name);
        }
    }

    #[test]
    fn words_of_rust_become_raw_names() {
        assert_eq!(value("type").to_string(), "r#type");
        assert_eq!(kind("water_and-gas").to_string(), "WaterAndGas");
        assert!(!nameable("self") && !nameable("2026") && nameable("fr"));
    }
}
