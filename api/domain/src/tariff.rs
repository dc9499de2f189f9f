//! Tariffs: what a unit of a utility costs in a commune from a day on.

use crate::{
    code::CommuneCode, error::Invalid, ids::TariffId, meter_reading::Utility, money::Currency, time::Day,
    time::Instant,
};

/// The greatest price of a unit, in millionths of the currency's unit: 1,000.
pub const MAX_PRICE_MICROS: i64 = 1_000_000_000;

/// A tariff as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TariffDraft {
    /// Where it holds.
    pub commune_code: CommuneCode,
    /// What is paid for.
    pub utility: Utility,
    /// From which day on; until the next one starts.
    pub starts_on: Day,
    /// What a unit costs, all taxes included, in millionths of the currency's unit.
    pub price_micros: i64,
    /// In which currency.
    pub currency: Currency,
}

impl TariffDraft {
    /// Checks it by itself.
    ///
    /// # Errors
    /// `out_of_range` at `/price_micros`.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        if !(1..=MAX_PRICE_MICROS).contains(&self.price_micros) {
            invalid.push("/price_micros", "out_of_range", format!("From 1 to {MAX_PRICE_MICROS}."));
        }
        invalid.or(self)
    }
}

/// A tariff as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    /// Its id.
    pub id: TariffId,
    /// What it says.
    pub content: TariffDraft,
    /// Counts its changes.
    pub version: i32,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// Of these tariffs, those that hold on a day: of each commune the last one that started.
#[must_use]
pub fn holding_on(tariffs: &[Tariff], day: Day) -> Vec<&Tariff> {
    let mut begun: Vec<&Tariff> = tariffs.iter().filter(|tariff| tariff.content.starts_on <= day).collect();
    begun.sort_by(|a, b| {
        let by_commune = a.content.commune_code.as_str().cmp(b.content.commune_code.as_str());
        by_commune.then(b.content.starts_on.cmp(&a.content.starts_on))
    });
    begun.dedup_by(|later, first| later.content.commune_code == first.content.commune_code);
    begun
}
