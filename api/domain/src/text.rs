//! What every text has to satisfy: a bound in characters, and no `\u0000`, which PostgreSQL can't keep.

use crate::error::Invalid;

/// Notes what is wrong with a text that may be empty.
pub fn optional(invalid: &mut Invalid, pointer: &str, text: &str, max: usize) {
    if text.contains('\0') {
        invalid.push(pointer, "null_character", "Text can't contain the character U+0000.");
    }
    if text.chars().count() > max {
        invalid.push(pointer, "too_long", format!("At most {max} characters are taken."));
    }
}

/// Notes what is wrong with a text that has to say something.
pub fn required(invalid: &mut Invalid, pointer: &str, text: &str, max: usize) {
    if text.trim().is_empty() {
        invalid.push(pointer, "required", "This text can't be blank.");
    }
    optional(invalid, pointer, text, max);
}

/// Notes what is wrong with a line of text for people: something besides signs, and nothing that a screen would act on.
pub fn line(invalid: &mut Invalid, pointer: &str, text: &str, max: usize) {
    optional(invalid, pointer, text, max);
    if !text.chars().any(char::is_alphanumeric) {
        invalid.push(pointer, "blank", "It must hold a letter or a digit.");
    }
    if text.chars().any(|c| (c.is_control() && c != '\0') || reorders(c)) {
        invalid.push(pointer, "control_character", "It must not hold control characters.");
    }
}

/// The characters that turn the direction of what follows (Unicode UAX 9): in one line they only serve to deceive.
const fn reorders(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Notes what is wrong with a slug: lowercase letters, digits, `_` and `-`, a letter or digit first.
pub fn slug(invalid: &mut Invalid, pointer: &str, text: &str, max: usize) {
    let plain = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let bytes = text.as_bytes();
    let fits = bytes.len() <= max
        && bytes.first().is_some_and(plain)
        && bytes.iter().all(|b| plain(b) || matches!(b, b'_' | b'-'));
    if !fits {
        let detail =
            format!("A code has 1 to {max} of a-z, 0-9, `_` and `-`, and starts with a letter or digit.");
        invalid.push(pointer, "slug", detail);
    }
}

/// Notes that a list is longer than `max`.
pub fn at_most(invalid: &mut Invalid, pointer: &str, len: usize, max: usize) {
    if len > max {
        invalid.push(pointer, "too_many", format!("At most {max} are taken; {len} were given."));
    }
}

/// Notes each item that repeats an earlier one; `locate` makes the pointer from the item's index.
pub fn unique<T: Ord>(
    invalid: &mut Invalid,
    items: impl IntoIterator<Item = T>,
    locate: impl Fn(usize) -> String,
) {
    let mut seen = std::collections::BTreeSet::new();
    for (index, item) in items.into_iter().enumerate() {
        if !seen.insert(item) {
            invalid.push(locate(index), "duplicate", "This one is already in the list.");
        }
    }
}

/// A text as searches compare it: without accents, ligatures and case, white space runs as one space each.
/// `Œuvre  d’Été` and `oeuvre d'ete` fold to the same.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain = deunicode::deunicode_with_tofu(text, "").to_ascii_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folding_forgets_accents_ligatures_and_case() {
        assert_eq!(fold(" Œuvre\u{a0} d’ÉTÉ "), "oeuvre d'ete");
        assert_eq!(fold("e\u{301}toile"), fold("Étoile"));
        assert_eq!(fold("\u{301} "), "");
    }
}
