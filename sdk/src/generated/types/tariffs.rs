// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! Types of `tariffs`.

use super::*;

/// What an operator says of a tariff.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TariffInput {
    /// Where it holds.
    pub commune_code: CommuneCode,
    /// What is paid for.
    pub utility: Utility,
    /// The first day on which it holds; it holds until the next one starts.
    pub starts_on: Date,
    /// What one more unit (m3 of water, kWh of electricity or gas) costs, all taxes included, in millionths of the
    /// currency's unit. Leave standing charges out: nobody saves them by using less. 1 to 1000000000.
    pub price_micros: i64,
    /// In which currency; the euro if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
}

impl TariffInput {
    /// With all that is required.
    pub fn new(
        commune_code: impl Into<CommuneCode>,
        utility: impl Into<Utility>,
        starts_on: Date,
        price_micros: i64,
    ) -> Self {
        Self {
            commune_code: commune_code.into(),
            utility: utility.into(),
            starts_on,
            price_micros,
            currency: Default::default(),
        }
    }

    /// In which currency; the euro if it is left out.
    #[must_use]
    pub fn currency(mut self, currency: impl Into<Currency>) -> Self {
        self.currency = Some(currency.into());
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for TariffInput {
    const EXAMPLE: &'static str = "{\"commune_code\":\"99001\",\"utility\":\"water\",\"starts_on\":\"2026-01-01\",\"price_micros\":4520000}";
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TariffPage {
    /// The items, in the list's order.
    pub items: Vec<Tariff>,
    /// Send it as `cursor`, with all other parameters unchanged, to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
    /// Members that this version does not know, as they came; they are sent back.
    #[serde(flatten)]
    pub unknown_members: Map<String, Value>,
}

#[cfg(feature = "testing")]
impl crate::testing::Example for TariffPage {
    const EXAMPLE: &'static str = "{\"items\":[{\"id\":\"019ab0f2-6b1e-7c40-9d5e-323232323232\",\"commune_code\":\"99001\",\"utility\":\"water\",\"unit\":\"m3\",\"starts_on\":\"2026-01-01\",\"price_micros\":4520000,\"currency\":\"EUR\",\"created_at\":\"2026-01-05T08:00:00.000000Z\",\"updated_at\":\"2026-01-05T08:00:00.000000Z\"}],\"next_cursor\":null}";
}

crate::call::page!(TariffPage, Tariff);

/// A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TariffPatch {
    /// Where it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune_code: Option<CommuneCode>,
    /// What is paid for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utility: Option<Utility>,
    /// The first day on which it holds; it holds until the next one starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<Date>,
    /// What one more unit (m3 of water, kWh of electricity or gas) costs, all taxes included, in millionths of the
    /// currency's unit. Leave standing charges out: nobody saves them by using less. 1 to 1000000000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_micros: Option<i64>,
    /// In which currency; the euro if it is left out.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub currency: Field<Currency>,
}

impl TariffPatch {
    /// Says nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            commune_code: Default::default(),
            utility: Default::default(),
            starts_on: Default::default(),
            price_micros: Default::default(),
            currency: Default::default(),
        }
    }

    /// Where it holds.
    #[must_use]
    pub fn commune_code(mut self, commune_code: impl Into<CommuneCode>) -> Self {
        self.commune_code = Some(commune_code.into());
        self
    }

    /// What is paid for.
    #[must_use]
    pub fn utility(mut self, utility: impl Into<Utility>) -> Self {
        self.utility = Some(utility.into());
        self
    }

    /// The first day on which it holds; it holds until the next one starts.
    #[must_use]
    pub fn starts_on(mut self, starts_on: Date) -> Self {
        self.starts_on = Some(starts_on);
        self
    }

    /// What one more unit (m3 of water, kWh of electricity or gas) costs, all taxes included, in millionths of the
    /// currency's unit. Leave standing charges out: nobody saves them by using less. 1 to 1000000000.
    #[must_use]
    pub fn price_micros(mut self, price_micros: i64) -> Self {
        self.price_micros = Some(price_micros);
        self
    }

    /// In which currency; the euro if it is left out.
    #[must_use]
    pub fn currency(mut self, currency: impl Into<Currency>) -> Self {
        self.currency = Field::Value(currency.into());
        self
    }

    /// Clears `currency`.
    #[must_use]
    pub fn clear_currency(mut self) -> Self {
        self.currency = Field::Null;
        self
    }
}

#[cfg(feature = "testing")]
impl crate::testing::Example for TariffPatch {
    const EXAMPLE: &'static str = "{\"price_micros\":4520000}";
}
