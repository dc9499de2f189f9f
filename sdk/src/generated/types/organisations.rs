// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `organisations`.

use super::*;

/// An organisation: a tenant of this deployment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// What it is to the deployment; fixed for life.
    pub kind: OrganisationKind,
    /// Its public name.
    pub name: String,
    /// The communes (INSEE codes) that a municipality answers for; empty for every other kind.
    pub commune_codes: Vec<CommuneCode>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for Organisation {
    const EXAMPLE: &'static str = "{\"id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"kind\":\"municipality\",\"name\":\"Ville de Montrelais\",\"commune_codes\":[\"99001\"],\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\"}";
}

/// What an operator says of an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OrganisationInput {
    /// What it is to the deployment; fixed for life.
    pub kind: OrganisationKind,
    /// Its public name. 1 to 200 characters.
    pub name: String,
    /// The communes (INSEE codes) that a municipality answers for: at least one for a municipality, none for
    /// others. At most 200 items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune_codes: Option<Vec<CommuneCode>>,
}

impl OrganisationInput {
    /// With all that is required.
    pub fn new(kind: impl Into<OrganisationKind>, name: impl Into<String>) -> Self {
        Self { kind: kind.into(), name: name.into(), commune_codes: Default::default() }
    }

    /// The communes (INSEE codes) that a municipality answers for: at least one for a municipality, none for
    /// others. At most 200 items.
    #[must_use]
    pub fn commune_codes(mut self, commune_codes: impl IntoIterator<Item = impl Into<CommuneCode>>) -> Self {
        self.commune_codes = Some(commune_codes.into_iter().map(Into::into).collect());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for OrganisationInput {
    const EXAMPLE: &'static str =
        "{\"kind\":\"municipality\",\"name\":\"Ville de Montrelais\",\"commune_codes\":[\"99001\"]}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OrganisationPage {
    /// The items, in the list's order.
    pub items: Vec<Organisation>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for OrganisationPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e\",\"kind\":\"municipality\",\"name\":\"Ville de Montrelais\",\"commune_codes\":[\"99001\"],\"created_at\":\"2026-11-23T09:30:00.000000Z\",\"updated_at\":\"2026-11-23T09:30:00.000000Z\"}],\"next_cursor\":null}";
}

crate::call::page!(OrganisationPage, Organisation);

/// A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OrganisationPatch {
    /// What it is to the deployment; fixed for life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OrganisationKind>,
    /// Its public name. 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The communes (INSEE codes) that a municipality answers for: at least one for a municipality, none for
    /// others. At most 200 items.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub commune_codes: Field<Vec<CommuneCode>>,
}

impl OrganisationPatch {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self { kind: Default::default(), name: Default::default(), commune_codes: Default::default() }
    }

    /// What it is to the deployment; fixed for life.
    #[must_use]
    pub fn kind(mut self, kind: impl Into<OrganisationKind>) -> Self {
        self.kind = Some(kind.into());
        self
    }

    /// Its public name. 1 to 200 characters.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The communes (INSEE codes) that a municipality answers for: at least one for a municipality, none for
    /// others. At most 200 items.
    #[must_use]
    pub fn commune_codes(mut self, commune_codes: impl IntoIterator<Item = impl Into<CommuneCode>>) -> Self {
        self.commune_codes = Field::Value(commune_codes.into_iter().map(Into::into).collect());
        self
    }

    /// Clears `commune_codes`.
    #[must_use]
    pub fn clear_commune_codes(mut self) -> Self {
        self.commune_codes = Field::Null;
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for OrganisationPatch {
    const EXAMPLE: &'static str = "{\"commune_codes\":[\"99001\"]}";
}
