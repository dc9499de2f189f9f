//! The story's plain data as the API takes it.

use serde_json::{Map, Value, json};

use super::{
    DemoError,
    story::{
        Consent, Diagnosis, Edit, Household, Interview, Late, Need, Reading, Referral, Round, Story, Visit,
        Worker,
    },
    town::{Campaigns, Roster},
};

/// Which text of a consent was read out.
const CONSENT_TEXT: &str = "v3";

/// Days within which an answer to a referral is hoped for.
const DUE_IN_DAYS: i64 = 30;

/// What the ids that the server gave are looked up in.
pub struct Wire<'a> {
    /// The plain data.
    pub story: &'a Story,
    /// Organisations.
    pub roster: &'a Roster,
    /// Campaigns by their external ids.
    pub campaigns: &'a Campaigns,
    /// The external id of each mission.
    pub missions: Vec<String>,
}

fn item(kind: &str, item: Value) -> Value {
    json!({"kind": kind, "item": item})
}

/// A field worker who was trained for these campaigns.
pub fn worker(worker: &Worker, trained_for: &[&str]) -> Value {
    json!({
        "display_name": worker.name,
        "languages": worker.languages,
        "neighbourhood_codes": worker.neighbourhoods,
        "contract": {"starts_on": worker.since.to_string(), "ends_on": null, "hours_per_month": worker.hours},
        "trained_for": trained_for,
    })
}

/// A household.
pub fn household(household: &Household) -> Value {
    let mut body = Map::from_iter([
        ("id".to_owned(), json!(household.id)),
        ("occurred_at".to_owned(), json!(household.at.to_string())),
        ("neighbourhood_code".to_owned(), json!(household.neighbourhood)),
    ]);
    body.extend(household.details.clone());
    Value::Object(body)
}

impl Wire<'_> {
    /// The campaign of a round.
    ///
    /// # Errors
    /// If it was not pushed.
    pub fn campaign(&self, round: &Round) -> Result<&str, DemoError> {
        let name = &self.missions[round.mission];
        let found = self.campaigns.get(name).map(String::as_str);
        found.ok_or_else(|| DemoError::Content(format!("no campaign is called {name}")))
    }

    /// A round, to be planned.
    ///
    /// # Errors
    /// As [`Wire::campaign`].
    pub fn round(&self, round: &Round, field_worker: &str) -> Result<Value, DemoError> {
        let doors: Vec<_> = round.doors.iter().map(|door| self.story.households[*door].id).collect();
        Ok(json!({
            "field_worker_id": field_worker,
            "campaign_id": self.campaign(round)?,
            "day": round.day.to_string(),
            "household_ids": doors,
        }))
    }

    /// All that was done on a round, as its device sends it.
    ///
    /// # Errors
    /// As [`Wire::campaign`].
    pub fn done(&self, (index, round): (usize, &Round), round_id: &str) -> Result<Vec<Value>, DemoError> {
        let campaign = self.campaign(round)?;
        let measured = &self.story.measured;
        let readings = measured.readings.iter().filter(|reading| reading.round == index);
        let readings = readings.map(|reading| item("meter_reading", self.reading(reading)));
        let diagnoses = measured.diagnoses.iter().filter(|diagnosis| diagnosis.round == index);
        let diagnoses = diagnoses.map(|diagnosis| item("diagnosis", self.diagnosis(diagnosis, campaign)));
        let visits = round.visits.iter().map(|visit| item("visit", self.visit(visit, (campaign, round_id))));
        let consents = round.consents.iter().map(|consent| item("consent", self.consent(consent)));
        let referrals = round.referrals.iter().map(|referral| item("referral", self.referral(referral)));
        Ok(visits.chain(consents).chain(referrals).chain(readings).chain(diagnoses).collect())
    }

    /// A visit outside the way of things.
    ///
    /// # Errors
    /// As [`Wire::campaign`].
    pub fn late(&self, late: &Late, round_id: &str) -> Result<Value, DemoError> {
        let round = &self.story.rounds[late.round];
        let mut visit = self.visit(&late.visit, (self.campaign(round)?, round_id));
        if let Some(stray) = late.stray {
            visit["household_id"] = json!(stray);
        }
        Ok(item("visit", visit))
    }

    fn visit(&self, visit: &Visit, (campaign, round): (&str, &str)) -> Value {
        let mut body = json!({
            "id": visit.id,
            "household_id": self.story.households[visit.household].id,
            "campaign_id": campaign,
            "round_id": round,
            "channel": visit.channel,
            "outcome": visit.outcome,
            "occurred_at": visit.at.to_string(),
            "duration_seconds": visit.seconds,
            "residents_present": visit.present,
            "supersedes_id": visit.supersedes,
        });
        if let Some(interview) = &visit.interview {
            said(&mut body, interview);
        }
        body
    }

    fn consent(&self, consent: &Consent) -> Value {
        json!({
            "id": consent.id,
            "household_id": self.story.households[consent.household].id,
            "purpose": consent.purpose,
            "organisation_id": consent.partner.and_then(|partner| self.roster.organisations.get(partner)),
            "decision": consent.decision,
            "text_version": CONSENT_TEXT,
            "language": consent.language,
            "occurred_at": consent.at.to_string(),
        })
    }

    fn referral(&self, referral: &Referral) -> Value {
        let day = jiff::tz::Offset::UTC.to_datetime(referral.at).date();
        let due = day.saturating_add(jiff::Span::new().days(DUE_IN_DAYS));
        json!({
            "id": referral.id,
            "household_id": self.story.households[referral.household].id,
            "organisation_id": self.roster.organisations.get(referral.partner),
            "consent_id": referral.consent,
            "reason": referral.reason,
            "themes": [referral.theme],
            "need_ids": [referral.need],
            "contact": referral.contact,
            "due_on": due.to_string(),
            "occurred_at": referral.at.to_string(),
        })
    }

    fn reading(&self, reading: &Reading) -> Value {
        let replaced = |old_index| json!({"kind": "replaced", "old_index": units(old_index)});
        json!({
            "id": reading.id,
            "household_id": self.story.households[reading.household].id,
            "utility": reading.utility,
            "index": units(reading.index),
            "source": reading.source,
            "meter_event": reading.replaced_at.map(replaced),
            "visit_id": reading.visit,
            "occurred_at": reading.at.to_string(),
        })
    }

    fn diagnosis(&self, diagnosis: &Diagnosis, campaign: &str) -> Value {
        let leak = |(place, litres, repaired)| json!({"place": place, "litres_per_day": litres, "repaired": repaired});
        let (given, installed) = diagnosis.kit;
        json!({
            "id": diagnosis.id,
            "household_id": self.story.households[diagnosis.household].id,
            "campaign_id": campaign,
            "visit_id": diagnosis.visit,
            "utility": "water",
            "occupants": diagnosis.people,
            "equipment": diagnosis.equipment,
            "leak_found": diagnosis.leak.is_some(),
            "leak": diagnosis.leak.map(leak),
            "kit_given": given,
            "kit_installed": installed,
            "advised_gestures": diagnosis.gestures,
            "occurred_at": diagnosis.at.to_string(),
        })
    }

    /// An edit of a household as it was entered.
    pub fn edit(&self, edit: &Edit) -> Value {
        item(
            "household_edit",
            json!({
                "id": edit.id,
                "household_id": self.story.households[edit.household].id,
                "base_version": 1,
                "edited_at": edit.at.to_string(),
                "changes": edit.changes,
            }),
        )
    }
}

fn said(body: &mut Value, interview: &Interview) {
    let need = |need: &Need| json!({"id": need.id, "theme": need.theme, "urgency": need.urgency});
    body["language"] = json!(interview.language);
    body["message"] = json!({"language": interview.message.0, "version": interview.message.1});
    body["answers"] = json!(interview.answers);
    body["found_useful"] = json!(interview.useful);
    body["learned_something"] = json!(interview.learned);
    body["actions_intended"] = json!(interview.intends);
    body["needs"] = interview.needs.iter().map(need).collect();
}

/// Thousandths as units.
fn units(thousandths: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "an index has eleven digits")]
    let thousandths = thousandths as f64;
    thousandths / 1_000.0
}
