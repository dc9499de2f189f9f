//! What a release says of a campaign: public, and therefore a part of what everybody may reckon with.

use serde::{Deserialize, Serialize};

use crate::{
    campaign::{AnswerKind, CampaignContent},
    code::NeighbourhoodCode,
    ids::{CampaignId, OrganisationId},
    time::{Day, Instant},
};

use super::Period;

/// Days after its last one in which what becomes known of a campaign still counts: two quarters.
const FOLLOWED_FOR_DAYS: i64 = 182;

/// A campaign of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseCampaign {
    /// Its id.
    pub id: CampaignId,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// The neighbourhoods that it is active in.
    pub neighbourhoods: Vec<NeighbourhoodCode>,
    /// Its questions whose answers can be counted, by code, each with the codes of its options.
    pub questions: Vec<(String, Vec<String>)>,
    /// Its messages, `fr/1`.
    pub messages: Vec<String>,
}

/// The options of a question, where there is a list of them.
fn options(answer: &AnswerKind) -> Option<Vec<String>> {
    match answer {
        AnswerKind::SingleChoice { options } | AnswerKind::MultipleChoice { options, .. } => {
            Some(options.iter().map(|option| option.code.clone()).collect())
        }
        AnswerKind::YesNo => Some(vec!["yes".to_owned(), "no".to_owned()]),
        AnswerKind::Scale { min, max } => Some((*min..=*max).map(|step| step.to_string()).collect()),
        AnswerKind::Quantity { .. } => None,
    }
}

impl ReleaseCampaign {
    /// A campaign that was started, as a release counts it; `messages` are those that were ever published.
    #[must_use]
    pub fn new(
        (id, organisation_id): (CampaignId, OrganisationId),
        content: &CampaignContent,
        messages: Vec<String>,
    ) -> Self {
        let questions = content.questions.iter();
        let mut neighbourhoods = content.neighbourhood_codes.clone();
        neighbourhoods.sort();
        Self {
            id,
            organisation_id,
            neighbourhoods,
            questions: questions
                .filter_map(|question| Some((question.code.clone(), options(&question.answer)?)))
                .collect(),
            messages,
        }
    }

    /// Whether a campaign from one day to another is active in a period: it runs then, or has ended so shortly before
    /// that what became of it may still be told.
    #[must_use]
    pub fn is_active(starts_on: Day, ends_on: Day, period: Period) -> bool {
        let (from, to) = period.instants();
        let last = Instant::start_of(ends_on).plus_seconds((FOLLOWED_FOR_DAYS + 1) * 24 * 3600);
        Instant::start_of(starts_on) < to && last > from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_is_active_for_two_quarters_after_its_end() {
        let active = |period: &str| {
            let (starts, ends) = (Day::constant(2026, 2, 1), Day::constant(2026, 3, 31));
            ReleaseCampaign::is_active(starts, ends, period.parse().expect("a period"))
        };
        let all = ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2026", "2027"];
        assert_eq!(all.map(active), [false, true, true, true, false, true, false]);
    }
}
