//! Tells the story to the API: the association enters what it enters, each field worker's phone sends what was done with
//! it, batch by batch, and partners answer what was handed to them.

use futures_util::{StreamExt, TryStreamExt, stream};
use palier_sdk::{
    Client,
    types::{
        CampaignId, DeviceRevocationInput, FieldWorkerId, ReferralMessageInput, ReferralReasonInput, RoundId,
        SyncInput, SyncItemInput, SyncItemStatus,
    },
};

use super::{
    DemoError,
    in_process::InProcess,
    phones::Phone,
    progress::{Progress, Steps},
    story::{End, Household, LOSER, Late, Referral, Round, Step},
    town,
    wire::{self, Wire},
};

/// How many requests are under way at a time.
const AT_ONCE: usize = 3;

/// The most items that a phone sends at once here.
const BATCH: usize = 200;

/// Tells it.
pub struct Teller<'a> {
    /// Where.
    pub api: &'a InProcess,
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
        town::draw(self.wire.roster, self.wire.campaigns, &story.households).await?;
        let steps = progress.begin("Field workers and their phones", story.workers.len())?;
        let phones = self.workers(&steps).await?;
        let visits = story.visits().count();
        let steps = progress.begin("Visits of eighteen months", visits)?;
        let rounds = self.field(&phones, &steps).await?;
        let steps = progress.begin("What came of them", 1)?;
        self.afterwards((&phones, &rounds), &steps).await?;
        self.followed_up().await
    }

    fn operator(&self) -> Result<&Client, DemoError> {
        self.wire.roster.operator()
    }

    async fn households(&self, steps: &Steps) -> Result<(), DemoError> {
        let households = self.operator()?.households();
        let enter = |household: &Household| {
            let entering = households.create(household.entered.clone()).send();
            async move {
                entering.await?;
                steps.done(1);
                Ok::<_, DemoError>(())
            }
        };
        stream::iter(&self.wire.story.households).map(enter).buffer_unordered(AT_ONCE).try_collect().await
    }

    async fn workers(&self, steps: &Steps) -> Result<Vec<Phone>, DemoError> {
        let story = self.wire.story;
        let mut phones = Vec::new();
        for (index, worker) in story.workers.iter().enumerate() {
            let mut trained: Vec<CampaignId> = Vec::new();
            for round in story.rounds.iter().filter(|round| round.worker == index) {
                let campaign = self.wire.campaign(round)?;
                if !trained.contains(&campaign) {
                    trained.push(campaign);
                }
            }
            let body = wire::worker(worker, &trained);
            let created = self.operator()?.field_workers().create(body).await?;
            phones.push(self.enrol(created.id, worker.name).await?);
            steps.done(1);
        }
        Ok(phones)
    }

    async fn enrol(&self, worker: FieldWorkerId, name: &str) -> Result<Phone, DemoError> {
        let publisher = &self.wire.roster.logins[self.app];
        Phone::enrol((self.api, publisher), self.operator()?, (worker, name)).await
    }

    /// All rounds, each worker's in their order; answers with the rounds' ids.
    async fn field(&self, phones: &[Phone], steps: &Steps) -> Result<Vec<RoundId>, DemoError> {
        let own = |(worker, phone)| async move { self.rounds_of(worker, phone, steps).await };
        let told: Vec<Vec<(usize, RoundId)>> =
            stream::iter(phones.iter().enumerate()).map(own).buffer_unordered(AT_ONCE).try_collect().await?;
        let mut rounds: Vec<_> = told.into_iter().flatten().collect();
        rounds.sort_unstable();
        Ok(rounds.into_iter().map(|(_, id)| id).collect())
    }

    async fn rounds_of(
        &self,
        worker: usize,
        phone: &Phone,
        steps: &Steps,
    ) -> Result<Vec<(usize, RoundId)>, DemoError> {
        let own = self.wire.story.rounds.iter().enumerate().filter(|(_, round)| round.worker == worker);
        let rounds = self.operator()?.rounds();
        let (mut told, mut sequence) = (Vec::new(), 0);
        for (index, round) in own {
            let id = rounds.create(self.wire.round(round, phone.worker)?).await?.id;
            let items = self.wire.done((index, round), id)?;
            if !items.is_empty() {
                sequence += 1;
                phone.sync(sequence, items, SyncItemStatus::Applied).await?;
            }
            if round.closed {
                rounds.close(id).await?;
            }
            steps.done(round.visits.len());
            told.push((index, id));
        }
        Ok(told)
    }

    /// What each phone sends after its last round, and what a lost one tried to.
    async fn afterwards(
        &self,
        (phones, rounds): (&[Phone], &[RoundId]),
        steps: &Steps,
    ) -> Result<(), DemoError> {
        let story = self.wire.story;
        for (worker, phone) in phones.iter().enumerate() {
            let went = |round: &&Round| round.worker == worker && !round.visits.is_empty();
            // One batch a round so far.
            let mut sequence = story.rounds.iter().filter(went).fold(0, |sent, _| sent + 1);
            let of_worker = |late: &&Late| story.rounds[late.round].worker == worker;
            let (strays, known): (Vec<_>, Vec<_>) =
                story.late.iter().filter(of_worker).partition(|late| late.stray.is_some());
            let edits = story.edits.iter().filter(|edit| edit.worker == worker);
            let edits: Vec<SyncItemInput> =
                edits.map(|edit| self.wire.edit(edit)).collect::<Result<_, _>>()?;
            let batches = [
                (edits, SyncItemStatus::Applied),
                (self.late(&known, rounds)?, SyncItemStatus::Applied),
                (self.late(&strays, rounds)?, SyncItemStatus::Held),
            ];
            for (items, expected) in batches {
                for items in items.chunks(BATCH) {
                    sequence += 1;
                    phone.sync(sequence, items.to_vec(), expected.clone()).await?;
                }
            }
        }
        self.lost(phones, rounds).await?;
        steps.done(1);
        Ok(())
    }

    fn late(&self, late: &[&Late], rounds: &[RoundId]) -> Result<Vec<SyncItemInput>, DemoError> {
        late.iter().map(|late| self.wire.late(late, rounds[late.round])).collect()
    }

    /// A phone is lost, and shut out; somebody turns it on again, and it sends what it had.
    async fn lost(&self, phones: &[Phone], rounds: &[RoundId]) -> Result<(), DemoError> {
        let story = self.wire.story;
        let lost: Vec<&Late> = story.lost.iter().collect();
        let items = self.late(&lost, rounds)?;
        let Some(owner) = phones.get(LOSER).filter(|_| !items.is_empty()) else { return Ok(()) };
        let phone = self.enrol(owner.worker, story.workers[LOSER].name).await?;
        self.operator()?.devices().revoke(phone.device, DeviceRevocationInput::new("lost")).await?;
        let count = items.len();
        let answer = phone.client.sync().batch(1, SyncInput::new(items)).await;
        let problem = answer.as_ref().err().and_then(|error| error.api()?.problem.as_ref());
        let kept = problem.and_then(|problem| problem.unknown_members.get("set_aside"));
        if kept.is_some_and(|kept| *kept == count) {
            return Ok(());
        }
        Err(DemoError::Content(format!("what a lost phone sent was not set aside: {answer:?}")))
    }

    /// What the association and the partners did later.
    async fn followed_up(&self) -> Result<(), DemoError> {
        let story = self.wire.story;
        let (needs, consents) = (self.operator()?.needs(), self.operator()?.consents());
        for need in story.visits().filter_map(|visit| visit.interview.as_ref()).flat_map(|said| &said.needs) {
            match need.end {
                Some(End::Met) => drop(needs.mark_met(need.id).await?),
                Some(End::NotMet) => drop(needs.mark_not_met(need.id).await?),
                Some(End::Withdrawn) => drop(needs.withdraw(need.id).await?),
                None => {}
            }
        }
        for referral in story.rounds.iter().flat_map(|round| &round.referrals) {
            self.answered(referral).await?;
        }
        let decided = story.rounds.iter().flat_map(|round| &round.consents);
        for consent in decided.filter(|consent| consent.withdrawn) {
            consents.withdraw(consent.id).await?;
        }
        Ok(())
    }

    async fn answered(&self, referral: &Referral) -> Result<(), DemoError> {
        let (operator, partner) = (self.operator()?, self.wire.roster.client(referral.partner)?);
        for (by_operator, step) in &referral.course {
            let side = if *by_operator { operator } else { partner }.referrals();
            match *step {
                Step::Accept => side.accept(referral.id).await,
                Step::Start => side.start(referral.id).await,
                Step::Resolve => side.resolve(referral.id).await,
                Step::Refuse(why) => side.refuse(referral.id, ReferralReasonInput::new(why)).await,
                Step::NotResolve(why) => {
                    side.mark_not_resolved(referral.id, ReferralReasonInput::new(why)).await
                }
                Step::Withdraw(why) => side.withdraw(referral.id, ReferralReasonInput::new(why)).await,
                Step::Message(code) => side.send_message(referral.id, ReferralMessageInput::new(code)).await,
            }?;
        }
        Ok(())
    }
}
