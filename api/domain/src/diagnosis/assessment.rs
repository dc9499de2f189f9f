//! What a diagnosis comes to, with all that is known by now: consumption before and since, the reference, what may be
//! saved, and when the meter is to be read again.

use super::{Baseline, Diagnosis, Reference, Saving, reference, saving};
use crate::{
    consumption::{Period, latest_telling, periods},
    ids::MeterReadingId,
    meter_reading::MeterReading,
    time::{Day, Instant},
};

/// A reading counts for the diagnosis in which it was made, whichever of the two the phone wrote down first: a day.
const SAME_VISIT_SECONDS: i64 = 86_400;

const DAYS_PER_YEAR: f64 = 365.0;

/// What a diagnosis comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The diagnosis.
    pub diagnosis: Diagnosis,
    /// What the household used, by its own meter, up to the diagnosis.
    pub before: Option<Period>,
    /// What it used since: the last period that began at the diagnosis or later.
    pub since: Option<Period>,
    /// What a household like it uses.
    pub reference: Option<Reference>,
    /// What may be saved in a year.
    pub saving: Option<Saving>,
    /// The day of the first diagnosis that says that a kit was given.
    pub kit_given_on: Option<Day>,
    /// The day of the first one that says that it is installed.
    pub kit_installed_on: Option<Day>,
    /// The reading that was due, once it was made.
    pub follow_up_reading_id: Option<MeterReadingId>,
}

/// Works it out, from all readings of the same meter and all diagnoses of the same household and utility.
#[must_use]
pub fn assess(diagnosis: Diagnosis, readings: &[MeterReading], all: &[Diagnosis]) -> Assessment {
    let periods = periods(diagnosis.utility, readings);
    let at = diagnosis.occurred_at;
    let before = latest_telling(&periods, at.plus_seconds(SAME_VISIT_SECONDS)).copied();
    let later = |period: &&Period| period.from.1 >= at.plus_seconds(-SAME_VISIT_SECONDS);
    let since = periods.iter().filter(|period| period.is_telling()).rfind(later).copied();
    let content = &diagnosis.content;
    let reference = reference(diagnosis.utility, content.occupants, &content.equipment);
    let measured = before.map(|period| Baseline::Measured(period.per_day() * DAYS_PER_YEAR));
    let like = reference.as_ref().map(|like| Baseline::Reference(like.per_day * DAYS_PER_YEAR));
    let saving = measured.or(like).and_then(|baseline| saving(diagnosis.utility, content, baseline));
    let first = |said: fn(&Diagnosis) -> Option<bool>| {
        all.iter()
            .filter(|other| !other.superseded && said(other) == Some(true))
            .map(|other| other.occurred_at.day())
            .min()
    };
    Assessment {
        before,
        since,
        saving,
        kit_given_on: first(|other| other.content.kit_given),
        kit_installed_on: first(|other| other.content.kit_installed),
        follow_up_reading_id: followed_up(readings, diagnosis.follow_up_opens_at),
        reference,
        diagnosis,
    }
}

/// The first measured reading from then on that nothing speaks against.
fn followed_up(readings: &[MeterReading], opens_at: Instant) -> Option<MeterReadingId> {
    readings
        .iter()
        .filter(|reading| reading.source.is_measured() && reading.flags.is_empty())
        .filter(|reading| reading.occurred_at >= opens_at)
        .min_by_key(|reading| (reading.occurred_at, reading.id))
        .map(|reading| reading.id)
}
