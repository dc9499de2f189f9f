//! The story's plain data as the SDK takes it.

use palier_sdk::types::{
    CampaignId, ConsentInput, DiagnosisInput, FieldWorkerContractInput, FieldWorkerId, FieldWorkerInput,
    FollowUpActionInput, HouseholdEditInput, HouseholdId, LeakInput, MessageHeardInput,
    MeterEventReplacedInput, MeterReadingInput, OrganisationId, RaisedNeedInput, ReferralInput, RoundId,
    RoundInput, SyncItemInput, SyncItemInputConsent, SyncItemInputDiagnosis, SyncItemInputFollowUpAction,
    SyncItemInputHouseholdEdit, SyncItemInputMeterReading, SyncItemInputReferral, SyncItemInputVisit,
    VisitInput,
};

use super::{
    DemoError,
    story::{
        Consent, Diagnosis, Edit, FollowUp, Interview, Late, Need, Reading, Referral, Round, Story, Visit,
        Worker, count,
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

/// A field worker who was trained for these campaigns.
pub fn worker(worker: &Worker, trained_for: &[CampaignId]) -> FieldWorkerInput {
    let contract = FieldWorkerContractInput::new(worker.since, count(worker.hours));
    FieldWorkerInput::new(worker.name, worker.languages.iter().copied(), contract)
        .neighbourhood_codes(worker.neighbourhoods.iter().copied())
        .trained_for(trained_for.iter().copied())
}

impl Wire<'_> {
    /// The campaign of a round.
    ///
    /// # Errors
    /// If it was not pushed.
    pub fn campaign(&self, round: &Round) -> Result<CampaignId, DemoError> {
        let name = &self.missions[round.mission];
        let found = self.campaigns.get(name).copied();
        found.ok_or_else(|| DemoError::Content(format!("no campaign is called {name}")))
    }

    fn organisation(&self, partner: &str) -> Result<OrganisationId, DemoError> {
        let found = self.roster.organisations.get(partner).copied();
        found.ok_or_else(|| DemoError::Content(format!("nobody is called {partner}")))
    }

    fn household(&self, place: usize) -> HouseholdId {
        self.story.households[place].id.into()
    }

    /// A round, to be planned.
    ///
    /// # Errors
    /// As [`Wire::campaign`].
    pub fn round(&self, round: &Round, worker: FieldWorkerId) -> Result<RoundInput, DemoError> {
        let doors = round.doors.iter().map(|door| self.household(*door));
        Ok(RoundInput::new(worker, self.campaign(round)?, round.day, doors))
    }

    /// All that was done on a round, as its device sends it.
    ///
    /// # Errors
    /// As [`Wire::campaign`].
    pub fn done(
        &self,
        (index, round): (usize, &Round),
        id: RoundId,
    ) -> Result<Vec<SyncItemInput>, DemoError> {
        let campaign = self.campaign(round)?;
        let mut items: Vec<SyncItemInput> = Vec::new();
        for visit in &round.visits {
            items.push(SyncItemInputVisit::new(self.visit(visit, (campaign, id))).into());
        }
        for consent in &round.consents {
            items.push(SyncItemInputConsent::new(self.consent(consent)?).into());
        }
        for referral in &round.referrals {
            items.push(SyncItemInputReferral::new(self.referral(referral)?).into());
        }
        let measured = &self.story.measured;
        for reading in measured.readings.iter().filter(|reading| reading.round == index) {
            items.push(SyncItemInputMeterReading::new(self.reading(reading)).into());
        }
        for diagnosis in measured.diagnoses.iter().filter(|diagnosis| diagnosis.round == index) {
            items.push(SyncItemInputDiagnosis::new(self.diagnosis(diagnosis, campaign)).into());
        }
        for follow_up in measured.follow_ups.iter().filter(|follow_up| follow_up.round == index) {
            items.push(SyncItemInputFollowUpAction::new(told_later(follow_up)).into());
        }
        Ok(items)
    }

    /// A visit outside the way of things.
    ///
    /// # Errors
    /// As [`Wire::campaign`].
    pub fn late(&self, late: &Late, round_id: RoundId) -> Result<SyncItemInput, DemoError> {
        let round = &self.story.rounds[late.round];
        let mut visit = self.visit(&late.visit, (self.campaign(round)?, round_id));
        if let Some(stray) = late.stray {
            visit.household_id = stray.into();
        }
        Ok(SyncItemInputVisit::new(visit).into())
    }

    fn visit(&self, visit: &Visit, (campaign, round): (CampaignId, RoundId)) -> VisitInput {
        let household = self.household(visit.household);
        let mut body = VisitInput::new(visit.id, household, campaign, visit.channel, visit.outcome, visit.at)
            .round_id(round)
            .duration_seconds(count(visit.seconds));
        body.residents_present = visit.present.map(count);
        body.supersedes_id = visit.supersedes.map(Into::into);
        match &visit.interview {
            Some(interview) => said(body, interview),
            None => body,
        }
    }

    fn consent(&self, consent: &Consent) -> Result<ConsentInput, DemoError> {
        let mut body = ConsentInput::new(
            consent.id,
            self.household(consent.household),
            consent.purpose,
            consent.decision,
            CONSENT_TEXT,
            &consent.language,
            consent.at,
        );
        body.organisation_id = consent.partner.map(|partner| self.organisation(partner)).transpose()?;
        Ok(body)
    }

    fn referral(&self, referral: &Referral) -> Result<ReferralInput, DemoError> {
        let day = jiff::tz::Offset::UTC.to_datetime(referral.at).date();
        let mut body = ReferralInput::new(
            referral.id,
            self.household(referral.household),
            self.organisation(referral.partner)?,
            referral.consent,
            referral.reason,
            referral.at,
        )
        .themes([&referral.theme])
        .need_ids([referral.need])
        .due_on(day.saturating_add(jiff::Span::new().days(DUE_IN_DAYS)));
        body.contact.clone_from(&referral.contact);
        Ok(body)
    }

    fn reading(&self, reading: &Reading) -> MeterReadingInput {
        let replaced = |old_index| MeterEventReplacedInput::new().old_index(units(old_index)).into();
        let mut body = MeterReadingInput::new(
            reading.id,
            self.household(reading.household),
            reading.utility,
            units(reading.index),
            reading.source,
            reading.at,
        );
        body.meter_event = reading.replaced_at.map(replaced);
        body.visit_id = reading.visit.map(Into::into);
        body
    }

    fn diagnosis(&self, diagnosis: &Diagnosis, campaign: CampaignId) -> DiagnosisInput {
        let leak = |(place, litres, repaired): (&str, _, _)| {
            LeakInput::new(place).litres_per_day(count(litres)).repaired(repaired)
        };
        let (given, installed) = diagnosis.kit;
        let (household, people) = (self.household(diagnosis.household), count(diagnosis.people));
        let mut body = DiagnosisInput::new(diagnosis.id, household, "water", people, diagnosis.at)
            .campaign_id(campaign)
            .visit_id(diagnosis.visit)
            .equipment(diagnosis.equipment.iter().copied())
            .leak_found(diagnosis.leak.is_some())
            .kit_given(given)
            .kit_installed(installed)
            .advised_gestures(diagnosis.gestures.iter().copied());
        body.leak = diagnosis.leak.map(leak);
        body
    }

    /// An edit of a household as it was entered.
    ///
    /// # Errors
    /// If the changes are no JSON.
    pub fn edit(&self, edit: &Edit) -> Result<SyncItemInput, DemoError> {
        let changes = serde_json::to_value(&edit.changes).and_then(serde_json::from_value);
        let changes = changes.map_err(|error| DemoError::Content(error.to_string()))?;
        let body = HouseholdEditInput::new(edit.id, self.household(edit.household), 1, edit.at, changes);
        Ok(SyncItemInputHouseholdEdit::new(body).into())
    }
}

fn said(body: VisitInput, interview: &Interview) -> VisitInput {
    let (language, version) = &interview.message;
    let need = |need: &Need| RaisedNeedInput::new(need.id, &need.theme, need.urgency);
    body.language(&interview.language)
        .message(MessageHeardInput::new(language, count(*version)))
        .answers(interview.answers.iter().cloned())
        .found_useful(interview.useful)
        .learned_something(interview.learned)
        .actions_intended(&interview.intends)
        .needs(interview.needs.iter().map(need))
}

fn told_later(follow_up: &FollowUp) -> FollowUpActionInput {
    let (reported_by, known_by) = follow_up.known;
    FollowUpActionInput::new(
        follow_up.id,
        follow_up.visit,
        &follow_up.action,
        follow_up.status,
        reported_by,
        known_by,
        follow_up.at,
    )
}

/// Thousandths as units.
fn units(thousandths: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "an index has eleven digits")]
    let thousandths = thousandths as f64;
    thousandths / 1_000.0
}
