//! Themes of needs and campaigns: the data·inclusion taxonomy, version 1, and a namespace of our own for what
//! it does not have (water, energy, waste, post, public transport, neighbourhood life).

use serde::{Deserialize, Serialize};

use crate::{
    error::Invalid,
    theme_table::{PARENTS, THEMES},
};

/// Who defines a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ThemeSource {
    /// The data·inclusion taxonomy, version 1.
    DataInclusion,
    /// Palier's own namespace: `palier:…`.
    Palier,
}

impl ThemeSource {
    /// `data_inclusion` or `palier`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DataInclusion => "data_inclusion",
            Self::Palier => "palier",
        }
    }

    /// Reads what [`ThemeSource::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::DataInclusion, Self::Palier].into_iter().find(|source| source.as_str() == text)
    }
}

/// A theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// `numerique--acquerir-un-equipement`, `palier:eau--facture`.
    pub code: &'static str,
    /// The code of its parent: what stands before `--`.
    pub parent: &'static str,
    /// Its French label.
    pub label_fr: &'static str,
    /// Its English label.
    pub label_en: &'static str,
    /// Who defines it.
    pub source: ThemeSource,
}

/// A group of themes. Needs and campaigns carry themes, never parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parent {
    /// `numerique`, `palier:eau`.
    pub code: &'static str,
    /// Its French label.
    pub label_fr: &'static str,
    /// Its English label.
    pub label_en: &'static str,
    /// Who defines it.
    pub source: ThemeSource,
}

/// All themes, in the order in which they are documented.
#[must_use]
pub fn themes() -> &'static [Theme] {
    THEMES
}

/// All parents, in the order in which they are documented.
#[must_use]
pub fn parents() -> &'static [Parent] {
    PARENTS
}

/// The code of a known theme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ThemeCode(String);

impl ThemeCode {
    /// Checks that there is such a theme.
    ///
    /// # Errors
    /// One error `theme` with an empty pointer, for the caller to locate.
    pub fn new(text: impl Into<String>) -> Result<Self, Invalid> {
        let code = Self(text.into());
        if code.theme().is_some() {
            return Ok(code);
        }
        let detail = if PARENTS.iter().any(|parent| parent.code == code.0) {
            "This is a group of themes; name one of its themes, as GET /v1/themes lists them."
        } else {
            "There is no such theme; GET /v1/themes lists them all."
        };
        Err(Invalid::one("", "theme", detail))
    }

    /// Takes a code that was checked when it was written, from the database.
    #[must_use]
    pub fn trusted(text: String) -> Self {
        Self(text)
    }

    /// The code's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is about health, so that it is kept with the household's explicit consent only (GDPR, article 9).
    #[must_use]
    pub fn is_health(&self) -> bool {
        self.0.starts_with("sante--")
    }

    /// The theme; `None` only for a trusted code of a theme that was since withdrawn.
    #[must_use]
    pub fn theme(&self) -> Option<&'static Theme> {
        THEMES.iter().find(|theme| theme.code == self.0)
    }
}

impl std::fmt::Display for ThemeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn sixty_nine_official_themes_in_sixteen_groups_and_six_groups_of_our_own() {
        let count = |source| {
            let themes = THEMES.iter().filter(|theme| theme.source == source).count();
            (themes, PARENTS.iter().filter(|parent| parent.source == source).count())
        };
        assert_eq!(count(ThemeSource::DataInclusion), (69, 16));
        assert_eq!(count(ThemeSource::Palier), (31, 6));
    }

    #[test]
    fn codes_and_labels_are_unique_and_codes_tell_their_source() {
        let all = |part: fn(&Theme) -> &'static str| THEMES.iter().map(part).collect::<BTreeSet<_>>().len();
        assert_eq!(all(|t| t.code), THEMES.len());
        assert_eq!(all(|t| t.label_fr), THEMES.len());
        assert_eq!(all(|t| t.label_en), THEMES.len());
        for theme in THEMES {
            assert_eq!(
                theme.code.starts_with("palier:"),
                theme.source == ThemeSource::Palier,
                "{}",
                theme.code
            );
            let plain = |c: char| c.is_ascii_lowercase() || matches!(c, '-' | ':');
            assert!(theme.code.chars().all(plain), "{}", theme.code);
            assert!(PARENTS.iter().any(|parent| parent.code == theme.parent), "{}", theme.code);
        }
    }

    #[test]
    fn only_known_themes_are_codes() {
        for good in ["palier:eau--facture", "numerique--acquerir-un-equipement"] {
            let code = ThemeCode::new(good).expect(good);
            assert_eq!(code.theme().map(|theme| theme.code), Some(good));
        }
        for bad in ["", "palier:eau", "eau--facture", "numerique", "palier:eau--Facture"] {
            assert_eq!(ThemeCode::new(bad).expect_err(bad).0[0].code, "theme");
        }
    }
}
