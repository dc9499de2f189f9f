//! Descriptions of the document as documentation of Rust.

use proc_macro2::TokenStream;
use quote::quote;

/// A text as `///` lines.
pub fn doc(text: &str) -> TokenStream {
    let lines = escaped(text.trim_end());
    let lines = lines.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote! { #(#[doc = #lines])* }
}

/// The same, for lines that are code or made by the generator, and are to stay as they are.
pub fn raw(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote! { #(#[doc = #lines])* }
}

/// What rustdoc would take for markup outside of code: brackets, angle brackets and bare addresses.
pub fn escaped(text: &str) -> String {
    let mut parts = text.split('`').enumerate();
    let mut whole = String::new();
    if let Some((_, first)) = parts.next() {
        whole.push_str(&prose(first));
    }
    for (index, part) in parts {
        whole.push('`');
        if index % 2 == 0 {
            whole.push_str(&prose(part));
        } else {
            whole.push_str(part);
        }
    }
    whole
}

fn prose(text: &str) -> String {
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        let bare = word.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ')'));
        if bare.starts_with("https://") || bare.starts_with("http://") {
            return format!("<{bare}>{}", &word[bare.len()..]);
        }
        word.replace('[', "\\[").replace(']', "\\]").replace('<', "\\<").replace('>', "\\>")
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_escaped_and_code_is_not() {
        let text = "See [a], `[longitude, latitude]` and https://palier.example/x. 1 < 2";
        let wanted = "See \\[a\\], `[longitude, latitude]` and <https://palier.example/x>. 1 \\< 2";
        assert_eq!(escaped(text), wanted);
    }
}
