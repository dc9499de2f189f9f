//! Field workers: residents whom the association employs to go from door to door, known here by a pseudonym.

use serde::{Deserialize, Serialize};

use crate::{
    caller::Mode,
    code::NeighbourhoodCode,
    error::Invalid,
    ids::{CampaignId, FieldWorkerId},
    language::LanguageTag,
    text,
    time::{Day, Instant},
};

/// The longest display name.
pub const MAX_DISPLAY_NAME: usize = 80;
/// The most languages of a field worker.
pub const MAX_LANGUAGES: usize = 30;
/// The most neighbourhoods of a field worker.
pub const MAX_NEIGHBOURHOODS: usize = 50;
/// The most campaigns that a field worker is trained for.
pub const MAX_TRAININGS: usize = 500;
/// The most hours of a contract, a month.
pub const MAX_HOURS_PER_MONTH: u32 = 200;

/// Whether somebody goes to the doors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldWorkerStatus {
    /// Goes.
    Active,
    /// Not at present.
    OnLeave,
    /// No longer.
    Left,
}

impl FieldWorkerStatus {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Active, Self::OnLeave, Self::Left];

    /// The wire name: `active`, `on_leave`, `left`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::OnLeave => "on_leave",
            Self::Left => "left",
        }
    }

    /// Reads what [`FieldWorkerStatus::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// What was agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Its first day.
    pub starts_on: Day,
    /// Its last day; most have none.
    pub ends_on: Option<Day>,
    /// Hours a month: 16 is usual.
    pub hours_per_month: u32,
}

impl Contract {
    /// Whether it holds on a day.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|end| day <= end)
    }

    /// Whether it holds on any day from a first one through a last one.
    #[must_use]
    pub fn overlaps(&self, (first, last): (Day, Day)) -> bool {
        self.starts_on <= last && self.ends_on.is_none_or(|end| first <= end)
    }
}

/// What is known of a field worker besides the name and the status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldWorkerContent {
    /// What they speak, best first.
    pub languages: Vec<LanguageTag>,
    /// Where they are at home.
    pub neighbourhood_codes: Vec<NeighbourhoodCode>,
    /// What was agreed on.
    pub contract: Contract,
    /// The campaigns that they were trained for.
    pub trained_for: Vec<CampaignId>,
}

/// What an operator says of a field worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldWorkerDraft {
    /// A pseudonym.
    pub display_name: String,
    /// Whether they go to the doors.
    pub status: FieldWorkerStatus,
    /// All else.
    pub content: FieldWorkerContent,
}

/// A field worker as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldWorker {
    /// Its id.
    pub id: FieldWorkerId,
    /// Live or test data.
    pub mode: Mode,
    /// A pseudonym.
    pub display_name: String,
    /// Whether they go to the doors.
    pub status: FieldWorkerStatus,
    /// All else.
    pub content: FieldWorkerContent,
    /// Counts its changes; the `ETag` is made of it.
    pub version: i32,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl FieldWorkerDraft {
    /// Checks a draft.
    ///
    /// # Errors
    /// Everything that is wrong, each located: `duplicate` at `/languages/1`, `period_order` at `/contract/ends_on`.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let content = &self.content;
        text::required(&mut invalid, "/display_name", &self.display_name, MAX_DISPLAY_NAME);
        if content.languages.is_empty() {
            invalid.push("/languages", "required", "A field worker speaks at least one language.");
        }
        text::at_most(&mut invalid, "/languages", content.languages.len(), MAX_LANGUAGES);
        text::unique(&mut invalid, &content.languages, |i| format!("/languages/{i}"));
        let places = content.neighbourhood_codes.len();
        text::at_most(&mut invalid, "/neighbourhood_codes", places, MAX_NEIGHBOURHOODS);
        text::unique(&mut invalid, &content.neighbourhood_codes, |i| format!("/neighbourhood_codes/{i}"));
        text::at_most(&mut invalid, "/trained_for", content.trained_for.len(), MAX_TRAININGS);
        text::unique(&mut invalid, &content.trained_for, |i| format!("/trained_for/{i}"));
        if content.contract.ends_on.is_some_and(|end| end < content.contract.starts_on) {
            invalid.push("/contract/ends_on", "period_order", "A contract can't end before it starts.");
        }
        if !(1..=MAX_HOURS_PER_MONTH).contains(&content.contract.hours_per_month) {
            let detail = format!("A contract is of 1 to {MAX_HOURS_PER_MONTH} hours a month.");
            invalid.push("/contract/hours_per_month", "out_of_range", detail);
        }
        invalid.or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> FieldWorkerDraft {
        FieldWorkerDraft {
            display_name: "Mésange".to_owned(),
            status: FieldWorkerStatus::Active,
            content: FieldWorkerContent {
                languages: vec![LanguageTag::new("fr").expect("a language")],
                neighbourhood_codes: vec![],
                contract: Contract {
                    starts_on: Day::constant(2026, 9, 1),
                    ends_on: None,
                    hours_per_month: 16,
                },
                trained_for: vec![],
            },
        }
    }

    #[test]
    fn everything_that_is_wrong_is_located() {
        assert!(draft().check().is_ok());
        let mut wrong = draft();
        wrong.display_name = " ".to_owned();
        wrong.content.languages.push(wrong.content.languages[0].clone());
        wrong.content.contract.ends_on = Some(Day::constant(2026, 8, 31));
        wrong.content.contract.hours_per_month = 0;
        let found: Vec<_> =
            wrong.check().expect_err("wrong").0.into_iter().map(|e| (e.pointer, e.code)).collect();
        let expected = [
            ("/display_name", "required"),
            ("/languages/1", "duplicate"),
            ("/contract/ends_on", "period_order"),
            ("/contract/hours_per_month", "out_of_range"),
        ];
        assert_eq!(found, expected.map(|(pointer, code)| (pointer.to_owned(), code)));
    }

    #[test]
    fn a_contract_covers_its_first_and_its_last_day() {
        let mut contract = draft().content.contract;
        assert!(contract.covers(Day::constant(2040, 1, 1)) && !contract.covers(Day::constant(2026, 8, 31)));
        contract.ends_on = Some(Day::constant(2026, 9, 1));
        assert!(contract.covers(Day::constant(2026, 9, 1)) && !contract.covers(Day::constant(2026, 9, 2)));
    }

    #[test]
    fn a_contract_overlaps_a_quarter_if_it_holds_on_one_of_its_days() {
        let third = (Day::constant(2026, 7, 1), Day::constant(2026, 9, 30));
        let of = |starts_on, ends_on| Contract { starts_on, ends_on, hours_per_month: 16 }.overlaps(third);
        assert!(of(Day::constant(2020, 1, 1), None));
        assert!(of(Day::constant(2026, 9, 30), None));
        assert!(of(Day::constant(2020, 1, 1), Some(Day::constant(2026, 7, 1))));
        assert!(!of(Day::constant(2026, 10, 1), None));
        assert!(!of(Day::constant(2020, 1, 1), Some(Day::constant(2026, 6, 30))));
    }
}
