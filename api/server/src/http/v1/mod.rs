//! Version 1 of the API: one file a resource.

pub mod campaigns;
pub mod clients;
mod codes;
pub mod consents;
pub mod control_groups;
pub mod devices;
pub mod diagnoses;
pub mod field_workers;
pub mod follow_up_actions;
pub mod households;
pub mod meter_readings;
pub mod needs;
pub mod neighbourhoods;
pub mod organisations;
pub mod referrals;
pub mod rounds;
pub mod sync;
pub mod tariffs;
pub mod themes;
pub mod visits;

use super::list::{Columns, Item};
use palier_domain::error::Invalid;
use utoipa_actix_web::{scope, service_config::ServiceConfig};

/// All operations of the version, in the order of the document.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(
        scope("/v1")
            .service(campaigns::list_campaigns)
            .service(campaigns::create_campaign)
            .service(campaigns::push_campaign)
            .service(campaigns::push_campaigns)
            .service(campaigns::get_campaign)
            .service(campaigns::update_campaign)
            .service(campaigns::submit_campaign)
            .service(campaigns::approve_campaign)
            .service(campaigns::reject_campaign)
            .service(campaigns::start_campaign)
            .service(campaigns::pause_campaign)
            .service(campaigns::close_campaign)
            .service(campaigns::add_campaign_message)
            .service(field_workers::list_field_workers)
            .service(field_workers::create_field_worker)
            .service(field_workers::get_field_worker)
            .service(field_workers::update_field_worker)
            .service(rounds::list_rounds)
            .service(rounds::create_round)
            .service(rounds::get_round)
            .service(rounds::update_round)
            .service(rounds::close_round)
            .service(rounds::cancel_round)
            .service(neighbourhoods::list_neighbourhoods)
            .service(neighbourhoods::get_neighbourhood)
            .service(themes::list_themes)
            .service(themes::get_theme)
            .service(households::list_households)
            .service(households::create_household)
            .service(households::get_household)
            .service(households::update_household)
            .service(organisations::list_organisations)
            .service(organisations::create_organisation)
            .service(organisations::get_organisation)
            .service(organisations::update_organisation)
            .service(clients::list_clients)
            .service(clients::create_client)
            .service(clients::get_client)
            .service(clients::rotate_client)
            .service(clients::revoke_client)
            .service(devices::create_enrolment)
            .service(devices::get_enrolment)
            .service(devices::cancel_enrolment)
            .service(devices::get_enrolment_qr_code)
            .service(devices::list_devices)
            .service(devices::get_device)
            .service(devices::revoke_device),
    );
}

/// The CSV columns of every item that is listed, for the document.
pub const COLUMNS: &[(&str, Columns)] = &[
    ("Campaign", campaigns::Campaign::COLUMNS),
    ("FieldWorker", field_workers::FieldWorker::COLUMNS),
    ("RoundSummary", rounds::RoundSummary::COLUMNS),
    ("Neighbourhood", neighbourhoods::Neighbourhood::COLUMNS),
    ("Theme", themes::Theme::COLUMNS),
    ("HouseholdSummary", households::HouseholdSummary::COLUMNS),
    ("Organisation", organisations::Organisation::COLUMNS),
    ("ApiClient", clients::ApiClient::COLUMNS),
    ("Device", devices::Device::COLUMNS),
];

/// A wire enum and a domain enum with the same variants, converted both ways. A variant that one of them lacks
/// does not compile.
macro_rules! same_names {
    ($domain:path, $wire:ident { $($variant:ident),+ $(,)? }) => {
        impl From<$domain> for $wire {
            fn from(value: $domain) -> Self {
                type Domain = $domain;
                match value { $(Domain::$variant => Self::$variant,)+ }
            }
        }
        impl From<$wire> for $domain {
            fn from(value: $wire) -> Self {
                match value { $($wire::$variant => Self::$variant,)+ }
            }
        }
    };
}
pub(crate) use same_names;

/// Makes a domain value of each text of a list; what can't be is noted with its place.
pub(crate) fn each<S, T>(
    invalid: &mut Invalid,
    at: &str,
    texts: Vec<S>,
    make: impl Fn(S) -> Result<T, Invalid>,
) -> Vec<T> {
    let mut values = Vec::with_capacity(texts.len());
    for (index, text) in texts.into_iter().enumerate() {
        match make(text) {
            Ok(value) => values.push(value),
            Err(wrong) => invalid.absorb(&format!("{at}/{index}"), wrong),
        }
    }
    values
}
