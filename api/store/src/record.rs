//! A change is not finished before it is recorded: [`Store::write`](crate::Store::write) commits nothing but a
//! [`Recorded`] value, and the only ways to one go through this file.

use palier_domain::{
    caller::Act,
    event::{Event, EventType},
    ids::{CampaignId, EventId, HouseholdId, OrganisationId, RoundId},
};
use serde_json::Value;
use uuid::Uuid;

use crate::{StoreError, Tx, query};

/// What is recorded of a change.
#[derive(Clone, Debug)]
pub struct Change {
    /// What was done, `visit.recorded`.
    pub action: &'static str,
    /// The kind of thing it was done to, `visit`.
    pub subject_type: &'static str,
    /// Which one.
    pub subject_id: String,
    /// What else is known: ids, codes and statuses; no personal data, no secret.
    pub payload: Value,
}

/// A change that others are told of: an event beside the audit row.
#[derive(Clone, Debug)]
pub struct Announcement {
    /// What happened; it is the audit trail's action, too.
    pub event_type: EventType,
    /// To which thing of the kind that the type is [about](EventType::about).
    pub subject_id: String,
    /// Whom it concerns beside the operator; `None`: everybody.
    pub organisation_id: Option<OrganisationId>,
    /// What its reader learns: ids, codes and statuses; no personal data, no secret.
    pub data: Value,
}

/// A value whose change stands in the audit trail.
#[derive(Debug)]
#[must_use = "return it from the write, or the change is rolled back"]
pub struct Recorded<T>(T);

impl<T> Recorded<T> {
    /// A write that found everything as it was asked to be: there is no change to record.
    pub fn unchanged(value: T) -> Self {
        Self(value)
    }

    /// The same record with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Recorded<U> {
        Recorded(f(self.0))
    }

    /// The value, to go on with in the same transaction.
    pub fn value(&self) -> &T {
        &self.0
    }

    pub(crate) fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Recorded<T> {
    /// Several changes of one transaction, each recorded or refused by itself, as one.
    pub fn each<E>(results: Vec<Result<Self, E>>) -> Recorded<Vec<Result<T, E>>> {
        Recorded(results.into_iter().map(|result| result.map(|recorded| recorded.0)).collect())
    }
}

impl<T, E> Recorded<Result<T, E>> {
    /// The record of a success, or the failure.
    ///
    /// # Errors
    /// The failure inside.
    pub fn transpose(self) -> Result<Recorded<T>, E> {
        self.0.map(Recorded)
    }
}

/// What a change that devices may know of is about: decides which devices are told (`GET /v1/sync/changes`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The household whose door shows it.
    pub household: Option<HouseholdId>,
    /// The round.
    pub round: Option<RoundId>,
    /// The campaign.
    pub campaign: Option<CampaignId>,
}

impl Touched {
    /// A change about a household.
    #[must_use]
    pub fn household(id: HouseholdId) -> Self {
        Self { household: Some(id), ..Self::default() }
    }

    /// A change about a round.
    #[must_use]
    pub fn round(id: RoundId) -> Self {
        Self { round: Some(id), ..Self::default() }
    }

    /// A change about a campaign.
    #[must_use]
    pub fn campaign(id: CampaignId) -> Self {
        Self { campaign: Some(id), ..Self::default() }
    }
}

impl Tx<'_> {
    /// As [`Tx::record`], for a change that devices may have to know of.
    ///
    /// # Errors
    /// If the database fails.
    pub fn record_for_devices(
        &mut self,
        act: &Act,
        (change, id): (Change, Uuid),
        touched: &Touched,
    ) -> Result<Recorded<()>, StoreError> {
        self.touch(act, (change.subject_type, id), touched)?;
        self.record(act, change)
    }

    /// Notes what devices may have to know of, beside an [announcement](Tx::announce).
    ///
    /// # Errors
    /// If the database fails.
    pub fn touch(&mut self, act: &Act, subject: (&str, Uuid), touched: &Touched) -> Result<(), StoreError> {
        query!(self, changes::insert(act, subject, touched))
    }

    /// Does something that is undone by itself if it fails: what the transaction did before stays, and it goes on.
    ///
    /// # Errors
    /// What `f` returns. After a failure of the database itself (see [`StoreError`]) the whole transaction should end.
    pub fn attempt<T, E: From<StoreError>>(
        &mut self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        query!(self, savepoints::begin())?;
        match f(self) {
            Ok(value) => {
                query!(self, savepoints::keep())?;
                Ok(value)
            }
            Err(error) => {
                query!(self, savepoints::undo())?;
                Err(error)
            }
        }
    }

    /// Writes the audit row of a change.
    ///
    /// # Errors
    /// If the database fails.
    pub fn record(&mut self, act: &Act, change: Change) -> Result<Recorded<()>, StoreError> {
        self.audited(act, Uuid::now_v7(), &change)
    }

    fn audited(&mut self, act: &Act, id: Uuid, change: &Change) -> Result<Recorded<()>, StoreError> {
        query!(self, audit::insert(act, id, change))?;
        Ok(Recorded(()))
    }

    /// Writes the audit row and the event of a change that others are told of, and plans its deliveries to endpoints.
    ///
    /// # Errors
    /// If the database fails.
    pub fn announce(&mut self, act: &Act, announcement: Announcement) -> Result<Recorded<Event>, StoreError> {
        let Announcement { event_type, subject_id, organisation_id, data } = announcement;
        let event = Event { id: EventId(Uuid::now_v7()), event_type, at: act.at, organisation_id, data };
        query!(self, events::insert(act, &event))?;
        query!(self, webhook_deliveries::plan(act, &event, &subject_id))?;
        let change = Change {
            action: event_type.as_str(),
            subject_type: event_type.about().as_str(),
            subject_id,
            payload: event.data.clone(),
        };
        Ok(self.audited(act, event.id.0, &change)?.map(|()| event))
    }
}
