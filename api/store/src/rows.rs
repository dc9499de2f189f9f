//! From stored text back to the domain's values. A row that can't be read is our fault, never the caller's.

use crate::StoreError;
use palier_domain::{
    caller::Mode,
    campaign::CampaignContent,
    control_group::Stairwell,
    device::Enrolment,
    event::Event,
    ids::{
        CampaignId, DeviceId, HeldItemId, HouseholdId, OrganisationId, ReleaseId, WebhookDeliveryId,
        WebhookEndpointId,
    },
    release::{Frame, LiveStep, Period, Quarter},
    scope::Scope,
    sync::{HeldStatus, ItemKind, WaitsFor},
    time::Instant,
    webhook::{DeliveryFailure, DeliveryStatus, WebhookEndpoint},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// The value that `parse` makes of what a row holds.
pub(crate) fn stored<T>(what: &str, parsed: Option<T>) -> Result<T, StoreError> {
    parsed.ok_or_else(|| StoreError::Internal(format!("a stored {what} can't be read")))
}

/// A JSON document as a domain type.
pub(crate) fn document<T: serde::de::DeserializeOwned>(what: &str, value: Value) -> Result<T, StoreError> {
    serde_json::from_value(value)
        .map_err(|error| StoreError::Internal(format!("a stored {what} can't be read: {error}")))
}

/// A domain type as a JSON document.
pub(crate) fn to_document<T: serde::Serialize>(value: &T) -> Result<Value, StoreError> {
    serde_json::to_value(value).map_err(|error| StoreError::Internal(error.to_string()))
}

/// Scopes as a JSON array of their texts.
pub(crate) fn scopes_to_document(scopes: &[Scope]) -> Value {
    scopes.iter().map(|scope| scope.as_str()).collect()
}

/// Scopes that are no longer known are dropped: they allow nothing.
pub(crate) fn scopes_from_document(value: &Value) -> Vec<Scope> {
    let texts = value.as_array().map(Vec::as_slice).unwrap_or_default();
    texts.iter().filter_map(Value::as_str).filter_map(Scope::parse).collect()
}

/// A row of the audit trail.
#[derive(Clone, Debug)]
pub struct AuditEvent {
    /// Sorts by time.
    pub id: Uuid,
    /// When.
    pub at: Instant,
    /// By which client; `None`: from the command line.
    pub client_id: Option<Uuid>,
    /// Of which organisation.
    pub organisation_id: Option<Uuid>,
    /// What was done.
    pub action: String,
    /// In which request.
    pub request_id: String,
    /// What else is known.
    pub detail: Value,
}

/// An answer kept under an idempotency key.
#[derive(Clone, Debug)]
pub struct KeptReply {
    /// Digest of the request that was answered.
    pub fingerprint: Vec<u8>,
    /// The sealed answer.
    pub reply: Vec<u8>,
}

/// Something that stopped working before its time.
#[derive(Clone, Debug)]
pub struct Revocation {
    /// `client:<id>`, `device:<id>`, `token:<jti>` or `organisation:<id>:<version>`.
    pub subject: String,
    /// Tokens issued up to here no longer work.
    pub issued_before: Instant,
}

/// The enrolment that a code belongs to.
#[derive(Clone, Debug)]
pub struct EnrolmentByCode {
    /// The enrolment.
    pub enrolment: Enrolment,
    /// The keyed hash of the nonce with which the code was used, if there was one.
    pub nonce_hash: Option<Vec<u8>>,
}

/// What a row of an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was new.
    Inserted,
    /// It changed what was there.
    Updated,
    /// It said what was there already.
    Unchanged,
}

/// The state of all neighbourhoods together: any change makes another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// How many there are.
    pub count: i64,
    /// The sum of their versions. (Not the time of the last change: clocks of several machines disagree.)
    pub versions: i64,
}

/// A batch that a device sent.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The device's own number of it.
    pub sequence: i64,
    /// Keyed digest of what was sent.
    pub fingerprint: Vec<u8>,
    /// What was answered, sealed.
    pub receipt: Vec<u8>,
    /// When it arrived.
    pub received_at: Instant,
}

/// An item of a sync that waits.
#[derive(Clone, Debug)]
pub struct HeldItem {
    /// Its id as a held item.
    pub id: HeldItemId,
    /// Live or test data.
    pub mode: Mode,
    /// The device that sent it.
    pub device_id: DeviceId,
    /// In which of its batches.
    pub sequence: i64,
    /// Its place in that batch, from 0.
    pub position: i32,
    /// What it is.
    pub kind: ItemKind,
    /// Its own id.
    pub item_id: Uuid,
    /// What it waits for.
    pub waits_for: Option<WaitsFor>,
    /// Where it stands.
    pub status: HeldStatus,
    /// The item as it was sent, sealed.
    pub item: Vec<u8>,
    /// Keyed digest of the item.
    pub fingerprint: Vec<u8>,
    /// Why it was refused, sealed.
    pub problem: Option<Vec<u8>>,
    /// When it arrived.
    pub received_at: Instant,
    /// Until when it waits by itself; then the operator decides.
    pub deadline: Instant,
    /// Counts its changes.
    pub version: i32,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A place in the order of changes (see `queries/changes.rs`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// The transaction that wrote it; 0 where there is one writer.
    pub writer: i64,
    /// Its own number.
    pub position: i64,
}

/// Something changed that a device may have to know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceChange {
    /// Where it stands in the order.
    pub position: Position,
    /// What kind of thing changed.
    pub kind: String,
    /// Which one.
    pub subject_id: Uuid,
    /// The household that it is about.
    pub household_id: Option<Uuid>,
    /// The round that it is about.
    pub round_id: Option<Uuid>,
    /// The campaign that it is about.
    pub campaign_id: Option<Uuid>,
    /// When it was written.
    pub at: Instant,
}

/// From when to when a release counts, and up to which arrival.
#[derive(Clone, Copy, Debug)]
pub struct CountedSpan {
    /// The first instant that counts.
    pub from: Instant,
    /// The first one that does not.
    pub to: Instant,
    /// What arrived later does not count.
    pub arrived: Instant,
}

/// A quarter of one mode over one vintage of neighbourhoods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveQuarter {
    /// Live or test data.
    pub mode: Mode,
    /// Which quarter.
    pub quarter: Quarter,
    /// The neighbourhoods' vintage.
    pub vintage: i32,
}

impl LiveQuarter {
    /// The quarter as a period.
    #[must_use]
    pub fn period(self) -> Period {
        Period::Quarter(self.quarter)
    }
}

/// A step of live progress, as it is kept.
#[derive(Clone, Debug)]
pub struct KeptStep {
    /// Counts the steps of the campaign in the quarter, from 1.
    pub number: u32,
    /// What was told.
    pub step: LiveStep,
    /// What is behind it, sealed.
    pub evidence: Vec<u8>,
}

/// A campaign that was started, as a release needs it.
#[derive(Clone, Debug)]
pub struct StartedCampaign {
    /// Its id.
    pub id: CampaignId,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// All that was said of it.
    pub content: CampaignContent,
    /// Its messages, `fr/1`.
    pub messages: Vec<String>,
}

/// A household as a programme needs it.
#[derive(Clone, Debug)]
pub struct ProgrammeHousehold {
    /// Its id.
    pub id: HouseholdId,
    /// Where it lives.
    pub stairwell: Stairwell,
    /// How many live there, as far as is known of the household itself.
    pub occupants: Option<u32>,
    /// Since when that is known.
    pub since: Instant,
}

/// What the job of a release found.
#[derive(Clone, Copy, Debug)]
pub struct PreparedRelease<'p> {
    /// Its public structure.
    pub frame: &'p Frame,
    /// What the protection and the audit did.
    pub report: &'p Value,
    /// What later ones must reckon with, sealed.
    pub evidence: &'p [u8],
    /// Which published ones it was protected together with.
    pub based_on: &'p [ReleaseId],
    /// Up to when was counted.
    pub counted_at: Instant,
}

/// A delivery that is due, with all that is needed to send it.
#[derive(Clone, Debug)]
pub struct Due {
    /// Its id.
    pub id: WebhookDeliveryId,
    /// How often it was tried.
    pub attempts: i32,
    /// Where it goes.
    pub endpoint: WebhookEndpoint,
    /// What is told.
    pub event: Event,
}

/// To whom enough is being sent at this moment.
#[derive(Clone, Debug, Default)]
pub struct Busy {
    /// To these endpoints.
    pub endpoints: Vec<WebhookEndpointId>,
    /// To the endpoints of these organisations.
    pub organisations: Vec<OrganisationId>,
}

/// What came of an attempt to deliver.
#[derive(Clone, Debug)]
pub struct Settled {
    /// How often it had been tried before.
    pub attempts: i32,
    /// Where the delivery stands now.
    pub status: DeliveryStatus,
    /// When it is tried again, if it is.
    pub next_at: Instant,
    /// When it was tried.
    pub at: Instant,
    /// The status of the answer, if there was one.
    pub response_status: Option<i32>,
    /// Why it came to nothing, if it did.
    pub failure: Option<DeliveryFailure>,
}
