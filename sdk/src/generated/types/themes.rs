// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `themes`.

use super::*;

/// The same in two languages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Labels {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Labels {
    const EXAMPLE: &'static str =
        "{\"fr\":\"Comprendre sa facture d'eau\",\"en\":\"Understanding a water bill\"}";
}

/// What a campaign or a need is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Theme {
    /// Its code, `parent--child`.
    pub code: String,
    /// What people read.
    pub labels: Labels,
    /// The code of the group it belongs to.
    pub parent: String,
    /// What people read as the group's name.
    pub parent_labels: Labels,
    /// Who defines it.
    pub source: ThemeSource,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Theme {
    const EXAMPLE: &'static str = "{\"code\":\"palier:eau--facture\",\"labels\":{\"fr\":\"Comprendre sa facture d'eau\",\"en\":\"Understanding a water bill\"},\"parent\":\"palier:eau\",\"parent_labels\":{\"fr\":\"Eau\",\"en\":\"Water\"},\"source\":\"palier\"}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ThemePage {
    /// The items, in the list's order.
    pub items: Vec<Theme>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for ThemePage {
    const EXAMPLE: &'static str = "{\"items\":[{\"code\":\"palier:eau--facture\",\"labels\":{\"fr\":\"Comprendre sa facture d'eau\",\"en\":\"Understanding a water bill\"},\"parent\":\"palier:eau\",\"parent_labels\":{\"fr\":\"Eau\",\"en\":\"Water\"},\"source\":\"palier\"}],\"next_cursor\":null}";
}

crate::call::page!(ThemePage, Theme);

/// Who defines a theme.
///
/// More values may come; one that this version does not know is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ThemeSource {
    /// `data_inclusion`
    DataInclusion,
    /// `palier`
    Palier,
    /// A value that this version does not know, as it came.
    Unknown(String),
}

crate::values::words!(
    ThemeSource { DataInclusion = "data_inclusion", Palier = "palier", }
);
