//! What lists can be narrowed by. (Here and not in the query files, which are compiled twice.)

use palier_domain::{
    campaign::CampaignStatus,
    code::{CommuneCode, NeighbourhoodCode},
    device::DeviceStatus,
    event::EventType,
    field_worker::FieldWorkerStatus,
    follow_up_action::ActionStatus,
    ids::{CampaignId, DeviceId, EventId, FieldWorkerId, HouseholdId, OrganisationId, RoundId, VisitId},
    meter_reading::{ReadingSource, Utility},
    need::{NeedStatus, Urgency},
    organisation::OrganisationKind,
    referral::{ReferralReason, ReferralStatus, Side},
    release::{Period, ReleaseStatus, Table},
    round::RoundStatus,
    sync::HeldStatus,
    theme::ThemeCode,
    time::{Day, Instant},
    visit::{Channel, Outcome},
    webhook::DeliveryStatus,
};

/// Which organisations to list.
#[derive(Clone, Debug, Default)]
pub struct Organisations {
    /// Only this kind.
    pub kind: Option<OrganisationKind>,
}

/// Which clients to list.
#[derive(Clone, Debug, Default)]
pub struct Clients {
    /// Only those of this organisation.
    pub organisation_id: Option<OrganisationId>,
}

/// Which campaigns to list.
#[derive(Clone, Debug, Default)]
pub struct Campaigns {
    /// Only those in this state.
    pub status: Option<CampaignStatus>,
    /// Only those of this partner.
    pub organisation_id: Option<OrganisationId>,
    /// Only the one that its partner calls so.
    pub external_id: Option<String>,
    /// Only those whose period holds this day.
    pub on: Option<Day>,
    /// Only those with a neighbourhood in this commune.
    pub commune_code: Option<CommuneCode>,
    /// Only those with this neighbourhood.
    pub neighbourhood_code: Option<NeighbourhoodCode>,
}

/// Which neighbourhoods to list.
#[derive(Clone, Debug, Default)]
pub struct Neighbourhoods {
    /// Only those that lie in this commune, wholly or in part.
    pub commune_code: Option<CommuneCode>,
    /// Only those of the list of this year.
    pub vintage: Option<i32>,
    /// Only those whose name or code contains this, whatever its case and accents.
    pub q: Option<String>,
    /// Only these.
    pub codes: Option<Vec<NeighbourhoodCode>>,
}

/// Which held items to list.
#[derive(Clone, Debug, Default)]
pub struct HeldItems {
    /// Only those that stand so.
    pub status: Option<HeldStatus>,
    /// Only those of this device.
    pub device_id: Option<DeviceId>,
    /// Only those that still wait though their time was over by then.
    pub overdue_at: Option<Instant>,
}

/// Which field workers to list.
#[derive(Clone, Debug, Default)]
pub struct FieldWorkers {
    /// Only those that stand so.
    pub status: Option<FieldWorkerStatus>,
}

/// Which rounds to list.
#[derive(Clone, Debug, Default)]
pub struct Rounds {
    /// Only this field worker's.
    pub field_worker_id: Option<FieldWorkerId>,
    /// Only this campaign's.
    pub campaign_id: Option<CampaignId>,
    /// Only from this day on.
    pub from: Option<Day>,
    /// Only up to this day.
    pub to: Option<Day>,
    /// Only those that stand so.
    pub status: Option<RoundStatus>,
}

/// Which households to list.
#[derive(Clone, Debug)]
pub struct Households {
    /// Only those that lie in this neighbourhood.
    pub neighbourhood_code: Option<NeighbourhoodCode>,
    /// Only those of this building.
    pub building: Option<String>,
    /// Only those of this stairwell.
    pub stairwell: Option<String>,
    /// Only those with, or without, members of which different values stand.
    pub conflicts: Option<bool>,
    /// Only those that are, or are not, to be left alone …
    pub do_not_disturb: Option<bool>,
    /// … on this day.
    pub on: Day,
    /// Only the door of this keyed hash.
    pub door_key: Option<Vec<u8>>,
}

impl Households {
    /// All of them.
    #[must_use]
    pub fn all(on: Day) -> Self {
        Self {
            neighbourhood_code: None,
            building: None,
            stairwell: None,
            conflicts: None,
            do_not_disturb: None,
            on,
            door_key: None,
        }
    }
}

/// Which devices to list.
#[derive(Clone, Debug, Default)]
pub struct Devices {
    /// Only those of this field worker.
    pub field_worker_id: Option<FieldWorkerId>,
    /// Only those in this state.
    pub status: Option<DeviceStatus>,
}

/// Which visits to list.
#[derive(Clone, Debug, Default)]
pub struct Visits {
    /// Only those of this household.
    pub household_id: Option<HouseholdId>,
    /// Only those for this campaign.
    pub campaign_id: Option<CampaignId>,
    /// Only those on this round.
    pub round_id: Option<RoundId>,
    /// Only those by this field worker.
    pub field_worker_id: Option<FieldWorkerId>,
    /// Only those that went so.
    pub outcome: Option<Outcome>,
    /// Only those that took place there.
    pub channel: Option<Channel>,
    /// Only those with flags, or without.
    pub flagged: Option<bool>,
    /// Only those that a later one corrects, or that none does.
    pub superseded: Option<bool>,
    /// Only those from this day on …
    pub from: Option<Day>,
    /// … and up to this day, both by the clock of the device, in UTC.
    pub to: Option<Day>,
}

/// Which needs to list.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// Only those of this household.
    pub household_id: Option<HouseholdId>,
    /// Only those that stand so.
    pub status: Option<NeedStatus>,
    /// Only those about this.
    pub theme: Option<ThemeCode>,
    /// Only those of this urgency.
    pub urgency: Option<Urgency>,
    /// Only those of households in this neighbourhood.
    pub neighbourhood_code: Option<NeighbourhoodCode>,
}

/// Which follow-up actions to list.
#[derive(Clone, Debug, Default)]
pub struct FollowUpActions {
    /// Only those of this visit.
    pub visit_id: Option<VisitId>,
    /// Only those of this household.
    pub household_id: Option<HouseholdId>,
    /// Only those of which this became.
    pub status: Option<ActionStatus>,
}

/// Which referrals to list.
#[derive(Clone, Debug, Default)]
pub struct Referrals {
    /// Only those addressed to this organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Only those of this household; not for partners.
    pub household_id: Option<HouseholdId>,
    /// Only those that stand so.
    pub status: Option<ReferralStatus>,
    /// Only those for this reason.
    pub reason: Option<ReferralReason>,
    /// Only those that wait for this side.
    pub waiting_on: Option<Side>,
    /// Only open ones that were due before this day.
    pub overdue_on: Option<Day>,
}

/// Which meter readings to list.
#[derive(Clone, Debug, Default)]
pub struct MeterReadings {
    /// Only those of this household.
    pub household_id: Option<HouseholdId>,
    /// Only those of meters for this.
    pub utility: Option<Utility>,
    /// Only those that are known so.
    pub source: Option<ReadingSource>,
    /// Only those with flags, or without.
    pub flagged: Option<bool>,
}

/// Which tariffs to list.
#[derive(Clone, Debug, Default)]
pub struct Tariffs {
    /// Only those of this commune.
    pub commune_code: Option<CommuneCode>,
    /// Only those for this.
    pub utility: Option<Utility>,
}

/// Which diagnoses to list.
#[derive(Clone, Debug, Default)]
pub struct Diagnoses {
    /// Only those of this household.
    pub household_id: Option<HouseholdId>,
    /// Only those for this campaign.
    pub campaign_id: Option<CampaignId>,
    /// Only those about this.
    pub utility: Option<Utility>,
    /// Only those whose meter is to be read again by this day, and was not yet.
    pub follow_up_due_by: Option<Day>,
}

/// Which releases to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Releases {
    /// Only those of this period.
    pub period: Option<Period>,
    /// Only those that stand so.
    pub status: Option<ReleaseStatus>,
}

/// Which figures of a release to list.
#[derive(Clone, Debug, Default)]
pub struct ReleaseFigures {
    /// Only those of this table.
    pub table: Option<Table>,
    /// Only those of the place with this code.
    pub place: Option<String>,
    /// Only those of this campaign.
    pub campaign_id: Option<CampaignId>,
}

/// Which events to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Events {
    /// Only those of this type.
    pub event_type: Option<EventType>,
    /// Only those from this instant on.
    pub since: Option<Instant>,
    /// Only those before this instant.
    pub until: Option<Instant>,
    /// Only those after this one, in the order in which they are told.
    pub after: Option<EventId>,
}

/// Which deliveries of an endpoint to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct WebhookDeliveries {
    /// Only those that stand here.
    pub status: Option<DeliveryStatus>,
    /// Only that of this event.
    pub event_id: Option<EventId>,
}
