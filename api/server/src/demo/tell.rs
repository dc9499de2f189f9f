//! Tells the story to the API: the association enters what it enters, each field worker's phone sends what was done with
//! it, batch by batch, and partners answer what was handed to them.

use futures_util::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};

use super::{
    DemoError,
    api::{Api, Enrolled, text},
    progress::{Progress, Steps},
    story::{Consent, LOSER, Late, Referral, Round},
    town,
    wire::{self, Wire},
};

/// How many requests are under way at a time.
const AT_ONCE: usize = 3;

/// The most items that a phone sends at once here.
const BATCH: usize = 200;

/// A field worker with a phone.
struct Phone {
    worker: String,
    device: Enrolled,
}

/// Tells it.
pub struct Teller<'a> {
    /// Where.
    pub api: &'a Api,
    /// What.
    pub wire: Wire<'a>,
    /// Who publishes the app on the phones: a client of the roster.
    pub app: &'static str,
}

impl Teller<'_> {
    /// Tells all of it.
    ///
    /// # Errors
    /// If anything is not taken as the story expects.
    pub async fn tell(&self, progress: &mut Progress<'_>) -> Result<(), DemoError> {
        let story = self.wire.story;
        let steps = progress.begin("Households", story.households.len())?;
        self.households(&steps).await?;
        town::draw(self.api, self.wire.roster, self.wire.campaigns, &story.households).await?;
        let steps = progress.begin("Field workers and their phones", story.workers.len())?;
        let phones = self.workers(&steps).await?;
        let visits = story.visits().count();
        let steps = progress.begin("Visits of eighteen months", visits)?;
        let rounds = self.field(&phones, &steps).await?;
        let steps = progress.begin("What came of them", 1)?;
        self.afterwards((&phones, &rounds), &steps).await?;
        self.followed_up().await
    }

    async fn households(&self, steps: &Steps) -> Result<(), DemoError> {
        let operator = self.wire.roster.operator()?;
        let enter = |household| async move {
            let body = wire::household(household);
            self.api.post(operator, "/v1/households", Some(&body)).await?;
            steps.done(1);
            Ok::<_, DemoError>(())
        };
        stream::iter(&self.wire.story.households).map(enter).buffer_unordered(AT_ONCE).try_collect().await
    }

    async fn workers(&self, steps: &Steps) -> Result<Vec<Phone>, DemoError> {
        let operator = self.wire.roster.operator()?;
        let story = self.wire.story;
        let mut phones = Vec::new();
        for (index, worker) in story.workers.iter().enumerate() {
            let mut trained: Vec<&str> = Vec::new();
            for round in story.rounds.iter().filter(|round| round.worker == index) {
                let campaign = self.wire.campaign(round)?;
                if !trained.contains(&campaign) {
                    trained.push(campaign);
                }
            }
            let body = wire::worker(worker, &trained);
            let created = self.api.post(operator, "/v1/field-workers", Some(&body)).await?;
            let id = text(&created, "id")?;
            let device = self.enrol(&id, worker.name).await?;
            phones.push(Phone { worker: id, device });
            steps.done(1);
        }
        Ok(phones)
    }

    async fn enrol(&self, worker: &str, name: &str) -> Result<Enrolled, DemoError> {
        let operator = self.wire.roster.operator()?;
        let path = format!("/v1/field-workers/{worker}/enrolments");
        let code = text(&self.api.post(operator, &path, None).await?, "code")?;
        let app = &self.wire.roster.logins[self.app];
        self.api.enrol(app, (&code, &format!("Phone of {name}"))).await
    }

    /// All rounds, each worker's in their order; answers with the rounds' ids.
    async fn field(&self, phones: &[Phone], steps: &Steps) -> Result<Vec<String>, DemoError> {
        let own = |(worker, phone)| async move { self.rounds_of(worker, phone, steps).await };
        let told: Vec<Vec<(usize, String)>> =
            stream::iter(phones.iter().enumerate()).map(own).buffer_unordered(AT_ONCE).try_collect().await?;
        let mut rounds: Vec<_> = told.into_iter().flatten().collect();
        rounds.sort();
        Ok(rounds.into_iter().map(|(_, id)| id).collect())
    }

    async fn rounds_of(
        &self,
        worker: usize,
        phone: &Phone,
        steps: &Steps,
    ) -> Result<Vec<(usize, String)>, DemoError> {
        let own = self.wire.story.rounds.iter().enumerate().filter(|(_, round)| round.worker == worker);
        let (mut told, mut sequence) = (Vec::new(), 0);
        for (index, round) in own {
            let id = self.plan(round, phone).await?;
            let items = self.wire.done((index, round), &id)?;
            if !items.is_empty() {
                sequence += 1;
                self.sync(&phone.device, sequence, items, "applied").await?;
            }
            if round.closed {
                let operator = self.wire.roster.operator()?;
                self.api.post(operator, &format!("/v1/rounds/{id}/close"), None).await?;
            }
            steps.done(round.visits.len());
            told.push((index, id));
        }
        Ok(told)
    }

    async fn plan(&self, round: &Round, phone: &Phone) -> Result<String, DemoError> {
        let body = self.wire.round(round, &phone.worker)?;
        text(&self.api.post(self.wire.roster.operator()?, "/v1/rounds", Some(&body)).await?, "id")
    }

    /// Sends a batch of which every item is to be answered so.
    async fn sync(
        &self,
        device: &Enrolled,
        sequence: usize,
        items: Vec<Value>,
        expected: &str,
    ) -> Result<(), DemoError> {
        let path = format!("/v1/sync?sequence={sequence}");
        let receipt = self.api.post(&device.token, &path, Some(&json!({"items": items}))).await?;
        let results = receipt["items"].as_array().into_iter().flatten();
        let other = results.into_iter().find(|result| result["status"] != expected);
        other.map_or(Ok(()), |result| {
            Err(DemoError::Content(format!("an item of a sync was not {expected}: {result}")))
        })
    }

    /// What each phone sends after its last round, and what a lost one tried to.
    async fn afterwards(
        &self,
        (phones, rounds): (&[Phone], &[String]),
        steps: &Steps,
    ) -> Result<(), DemoError> {
        let story = self.wire.story;
        for (worker, phone) in phones.iter().enumerate() {
            let mine = story.rounds.iter().filter(|round| round.worker == worker && !round.visits.is_empty());
            let mut sequence = mine.count();
            let of_worker = |late: &&Late| story.rounds[late.round].worker == worker;
            let (strays, known): (Vec<_>, Vec<_>) =
                story.late.iter().filter(of_worker).partition(|late| late.stray.is_some());
            let edits = story.edits.iter().filter(|edit| edit.worker == worker);
            let edits: Vec<Value> = edits.map(|edit| self.wire.edit(edit)).collect();
            let batches = [
                (edits, "applied"),
                (self.late(&known, rounds)?, "applied"),
                (self.late(&strays, rounds)?, "held"),
            ];
            for (items, expected) in batches {
                for items in items.chunks(BATCH) {
                    sequence += 1;
                    self.sync(&phone.device, sequence, items.to_vec(), expected).await?;
                }
            }
        }
        self.lost(phones, rounds).await?;
        steps.done(1);
        Ok(())
    }

    fn late(&self, late: &[&Late], rounds: &[String]) -> Result<Vec<Value>, DemoError> {
        late.iter().map(|late| self.wire.late(late, &rounds[late.round])).collect()
    }

    /// A phone is lost, and shut out; somebody turns it on again, and it sends what it had.
    async fn lost(&self, phones: &[Phone], rounds: &[String]) -> Result<(), DemoError> {
        let story = self.wire.story;
        let lost: Vec<&Late> = story.lost.iter().collect();
        let items = self.late(&lost, rounds)?;
        let Some(owner) = phones.get(LOSER).filter(|_| !items.is_empty()) else { return Ok(()) };
        let device = self.enrol(&owner.worker, story.workers[LOSER].name).await?;
        let path = format!("/v1/devices/{}/revoke", device.device_id);
        self.api.post(self.wire.roster.operator()?, &path, Some(&json!({"reason": "lost"}))).await?;
        let batch = json!({"items": items});
        let (_, answer) = self.api.try_post(&device.token, "/v1/sync?sequence=1", Some(&batch)).await?;
        if answer["set_aside"] == items.len() {
            return Ok(());
        }
        Err(DemoError::Content(format!("what a lost phone sent was not set aside: {answer}")))
    }

    /// What the association and the partners did later.
    async fn followed_up(&self) -> Result<(), DemoError> {
        let story = self.wire.story;
        let operator = self.wire.roster.operator()?;
        for need in story.visits().filter_map(|visit| visit.interview.as_ref()).flat_map(|said| &said.needs) {
            if let Some(end) = need.end {
                self.api.post(operator, &format!("/v1/needs/{}/{end}", need.id), None).await?;
            }
        }
        for referral in story.rounds.iter().flat_map(|round| &round.referrals) {
            self.answered(referral).await?;
        }
        let consents = story.rounds.iter().flat_map(|round| &round.consents);
        for Consent { id, .. } in consents.filter(|consent| consent.withdrawn) {
            self.api.post(operator, &format!("/v1/consents/{id}/withdraw"), None).await?;
        }
        Ok(())
    }

    async fn answered(&self, referral: &Referral) -> Result<(), DemoError> {
        for (by_operator, (step, code)) in &referral.course {
            let roster = self.wire.roster;
            let who = if *by_operator { roster.operator()? } else { roster.token(referral.partner)? };
            let member = if *step == "messages" { "message" } else { "reason" };
            let body = code.map(|code| json!({member: code}));
            let path = format!("/v1/referrals/{}/{step}", referral.id);
            self.api.post(who, &path, body.as_ref()).await?;
        }
        Ok(())
    }
}
