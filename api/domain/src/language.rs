//! Languages, as BCP 47 writes them.

use oxilangtag::LanguageTag as Bcp47;
use serde::{Deserialize, Serialize};

use crate::error::Invalid;

/// The longest tag that is taken; RFC 5646, section 4.4.1 asks for at least 35.
pub const MAX_LANGUAGE_TAG: usize = 35;

/// A language tag in its canonical case: `fr`, `pt-BR`, `ar-Latn`, `zh-Hant-TW`.
///
/// Two spellings of one tag (`FR-fr`, `fr-FR`) are equal, so that a message's language is unique.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

impl LanguageTag {
    /// Checks a tag's form and writes it in its canonical case.
    ///
    /// # Errors
    /// One error `language` with an empty pointer, for the caller to locate.
    pub fn new(text: impl AsRef<str>) -> Result<Self, Invalid> {
        let text = text.as_ref();
        let parsed =
            (text.len() <= MAX_LANGUAGE_TAG).then(|| Bcp47::parse_and_normalize(text).ok()).flatten();
        parsed.map(|tag| Self(tag.into_inner())).ok_or_else(|| {
            Invalid::one("", "language", "A language is a BCP 47 tag such as `fr`, `ar` or `pt-BR`.")
        })
    }

    /// Takes a tag that was checked when it was written, from the database.
    #[must_use]
    pub fn trusted(text: String) -> Self {
        Self(text)
    }

    /// The tag's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text).map_err(|_| format!("`{text}` is not a BCP 47 language tag"))
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}

#[cfg(test)]
mod tests {
    use super::LanguageTag;

    #[test]
    fn tags_are_written_in_their_canonical_case() {
        for (given, canonical) in
            [("FR", "fr"), ("pt-br", "pt-BR"), ("AR-latn", "ar-Latn"), ("zh-hant-tw", "zh-Hant-TW")]
        {
            assert_eq!(LanguageTag::new(given).expect(given).as_str(), canonical);
        }
        for bad in ["", "français", "fr_FR", "f", "fr\u{0}", "fr-", &"a-".repeat(40)] {
            assert!(LanguageTag::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_tag_is_a_json_key() {
        let texts: std::collections::BTreeMap<LanguageTag, String> =
            serde_json::from_str(r#"{"PT-br": "olá"}"#).expect("reads");
        assert_eq!(serde_json::to_string(&texts).expect("writes"), r#"{"pt-BR":"olá"}"#);
    }
}
