//! Codes and tags, as schemas of their own: what they look like is said once.

use std::collections::BTreeMap;

use utoipa::ToSchema;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ #[schema($($schema:tt)+)] $name:ident;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, ToSchema)]
        #[schema($($schema)+)]
        pub struct $name(#[allow(dead_code)] String);
    )+};
}

codes! {
    /// A commune's INSEE code (Code officiel géographique).
    #[schema(pattern = "^([0-9]{5}|2[AB][0-9]{3})$", example = "99001")]
    CommuneCode;
    /// A priority neighbourhood's official code, of 2024 (`QN…`) or 2015 (`QP…`).
    #[schema(pattern = "^(QN(0[0-9]{2}|02[AB]|9[78][0-9])[0-9]{2}[NMIC]|QP[0-9A-Z]{3}[0-9]{3})$", example = "QN09901N")]
    NeighbourhoodCode;
    /// A theme's code: of data·inclusion v1, or Palier's own with `palier:` in front. See `GET /v1/themes`.
    #[schema(pattern = "^(palier:)?[a-z0-9-]+--[a-z0-9-]+$", max_length = 120, example = "palier:eau--facture")]
    ThemeCode;
    /// A language (BCP 47).
    #[schema(pattern = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", max_length = 35, example = "fr")]
    LanguageTag;
    /// A currency (ISO 4217).
    #[schema(pattern = "^[A-Z]{3}$", example = "EUR")]
    Currency;
    /// A short name for programs: lower-case letters, digits, `_` and `-`.
    #[schema(pattern = "^[a-z0-9][a-z0-9_-]*$", min_length = 1, max_length = 64, example = "reads_own_meter")]
    Slug;
    /// A closed calendar quarter or year, in UTC.
    #[schema(pattern = "^2[01][0-9]{2}(-Q[1-4])?$", example = "2026-Q3")]
    Period;
    /// A calendar quarter, in UTC.
    #[schema(pattern = "^2[01][0-9]{2}-Q[1-4]$", example = "2026-Q3")]
    Quarter;
    /// How large a place is.
    #[schema(pattern = "^(nation|department|commune|neighbourhood)$", example = "neighbourhood")]
    Level;
    /// A partner's own name for a campaign, unique among its campaigns.
    #[schema(pattern = "^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$", example = "EAU-2026-07")]
    ExternalId;
}

/// A text in each language it was written in, by language tag (BCP 47); at least one.
#[derive(Debug, ToSchema)]
#[schema(example = json!({"fr": "Savez-vous lire votre compteur ?", "en": "Can you read your meter?"}))]
pub struct Texts(#[allow(dead_code)] BTreeMap<String, String>);

/// A label in each language it was written in, by language tag (BCP 47); at least one.
#[derive(Debug, ToSchema)]
#[schema(example = json!({"fr": "Faire réparer une fuite", "en": "Have a leak repaired"}))]
pub struct ShortTexts(#[allow(dead_code)] BTreeMap<String, String>);
