// Generated from openapi/v1.json by `cargo xtask sdk`. Do not edit.

//! What is generated from the document: its operations by their tags, and its types.

#![allow(clippy::large_enum_variant, clippy::doc_lazy_continuation, unused_imports)]
pub mod campaigns;
pub mod clients;
pub mod consents;
pub mod control_groups;
pub mod devices;
pub mod diagnoses;
pub mod events;
pub mod field_workers;
pub mod follow_up_actions;
pub mod households;
pub mod impact;
pub mod jobs;
pub mod meter_readings;
pub mod needs;
pub mod neighbourhoods;
pub mod organisations;
pub mod referrals;
pub mod releases;
pub mod rounds;
#[cfg(feature = "testing")]
pub(crate) mod samples;
pub mod sync;
pub mod tariffs;
pub mod themes;
pub mod types;
pub mod visits;
pub mod webhook_endpoints;
#[cfg(feature = "webhooks")]
pub(crate) mod webhooks;
use crate::Client;

/// The version that the document says, from which this was generated.
pub const API_VERSION: &str = "1.0.0";
impl Client {
    /// What partners bring to the doors: pushed as a draft, approved by the operator, then run.
    #[must_use]
    pub fn campaigns(&self) -> campaigns::Campaigns {
        campaigns::Campaigns::new(self)
    }

    /// Priority neighbourhoods (quartiers prioritaires), by vintage, with their boundaries.
    #[must_use]
    pub fn neighbourhoods(&self) -> neighbourhoods::Neighbourhoods {
        neighbourhoods::Neighbourhoods::new(self)
    }

    /// What needs and campaigns are about: data·inclusion v1 and Palier's own.
    #[must_use]
    pub fn themes(&self) -> themes::Themes {
        themes::Themes::new(self)
    }

    /// Those who go from door to door, by a pseudonym, and the hours that they worked.
    #[must_use]
    pub fn field_workers(&self) -> field_workers::FieldWorkers {
        field_workers::FieldWorkers::new(self)
    }

    /// The phones and tablets of field workers: enrolled by a one-time code, revoked in one call.
    #[must_use]
    pub fn devices(&self) -> devices::Devices {
        devices::Devices::new(self)
    }

    /// Dwellings and who lives there, without names; what is personal is encrypted.
    #[must_use]
    pub fn households(&self) -> households::Households {
        households::Households::new(self)
    }

    /// A field worker's doors of a day, and all that is needed to try them without a network.
    #[must_use]
    pub fn rounds(&self) -> rounds::Rounds {
        rounds::Rounds::new(self)
    }

    /// What happened at each door: events that never change, and what became of them later.
    #[must_use]
    pub fn visits(&self) -> visits::Visits {
        visits::Visits::new(self)
    }

    /// What households agreed to, for which purpose, and until when.
    #[must_use]
    pub fn consents(&self) -> consents::Consents {
        consents::Consents::new(self)
    }

    /// What households lack, from being raised to being met.
    #[must_use]
    pub fn needs(&self) -> needs::Needs {
        needs::Needs::new(self)
    }

    /// What became of what residents meant to do, by whom it is told and how it is known.
    #[must_use]
    pub fn follow_up_actions(&self) -> follow_up_actions::FollowUpActions {
        follow_up_actions::FollowUpActions::new(self)
    }

    /// Blocked cases handed to an organisation, followed by both sides to an outcome.
    #[must_use]
    pub fn referrals(&self) -> referrals::Referrals {
        referrals::Referrals::new(self)
    }

    /// What water, electricity and gas meters showed, with how it is known.
    #[must_use]
    pub fn meter_readings(&self) -> meter_readings::MeterReadings {
        meter_readings::MeterReadings::new(self)
    }

    /// What water, electricity and gas cost, by commune and day.
    #[must_use]
    pub fn tariffs(&self) -> tariffs::Tariffs {
        tariffs::Tariffs::new(self)
    }

    /// Which stairwells of a campaign are left until later, to compare with.
    #[must_use]
    pub fn control_groups(&self) -> control_groups::ControlGroups {
        control_groups::ControlGroups::new(self)
    }

    /// Water and energy diagnoses: reference, tariff, kit, control groups, estimated savings.
    #[must_use]
    pub fn diagnoses(&self) -> diagnoses::Diagnoses {
        diagnoses::Diagnoses::new(self)
    }

    /// Everything that was done without a network, sent at once, once or many times.
    #[must_use]
    pub fn sync(&self) -> sync::Sync {
        sync::Sync::new(self)
    }

    /// Protected figures of closed periods: prepared, audited, published, and then never changed.
    #[must_use]
    pub fn releases(&self) -> releases::Releases {
        releases::Releases::new(self)
    }

    /// What came of it all, for everybody: no token is needed.
    #[must_use]
    pub fn impact(&self) -> impact::ImpactCalls {
        impact::ImpactCalls::new(self)
    }

    /// Work that takes longer than a request.
    #[must_use]
    pub fn jobs(&self) -> jobs::Jobs {
        jobs::Jobs::new(self)
    }

    /// What happened, for whom it concerns: a feed to read, and what webhook endpoints are told.
    #[must_use]
    pub fn events(&self) -> events::Events {
        events::Events::new(self)
    }

    /// Where an organisation is told of events as they happen: signed, tried again, replayed.
    #[must_use]
    pub fn webhook_endpoints(&self) -> webhook_endpoints::WebhookEndpoints {
        webhook_endpoints::WebhookEndpoints::new(self)
    }

    /// The tenants of this deployment: operator, partners, municipalities, app publishers.
    #[must_use]
    pub fn organisations(&self) -> organisations::Organisations {
        organisations::Organisations::new(self)
    }

    /// The programs of an organisation and their credentials.
    #[must_use]
    pub fn clients(&self) -> clients::Clients {
        clients::Clients::new(self)
    }
}
