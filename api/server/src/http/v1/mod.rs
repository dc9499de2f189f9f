//! Version 1 of the API: one file a resource.

use super::list::{Columns, Item};
use palier_domain::error::Invalid;
use utoipa_actix_web::{scope, service_config::ServiceConfig};

pub mod campaigns;
pub mod clients;
mod codes;
pub mod consents;
pub mod control_groups;
pub mod devices;
pub mod diagnoses;
pub mod events;
pub mod field_workers;
mod figures;
pub mod follow_up_actions;
pub mod households;
mod impact;
pub mod jobs;
pub mod meter_readings;
mod need_figures;
pub mod needs;
pub mod neighbourhoods;
pub mod organisations;
mod progress;
pub mod referrals;
pub mod releases;
mod results;
pub mod rounds;
mod savings;
mod statements;
pub mod sync;
pub mod tariffs;
pub mod themes;
pub mod visits;
pub mod webhook_endpoints;

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
            .service(results::get_campaign_results)
            .service(progress::get_campaign_progress)
            .service(statements::get_campaign_statement)
            .service(field_workers::list_field_workers)
            .service(field_workers::create_field_worker)
            .service(field_workers::get_field_worker)
            .service(field_workers::update_field_worker)
            .service(field_workers::get_field_worker_hours)
            .service(rounds::list_rounds)
            .service(rounds::create_round)
            .service(rounds::get_round)
            .service(rounds::update_round)
            .service(rounds::list_round_doors)
            .service(rounds::get_round_package)
            .service(rounds::close_round)
            .service(rounds::cancel_round)
            .service(neighbourhoods::list_neighbourhoods)
            .service(neighbourhoods::get_neighbourhood)
            .service(need_figures::list_neighbourhood_needs)
            .service(need_figures::list_municipality_needs)
            .service(themes::list_themes)
            .service(themes::get_theme)
            .service(households::list_households)
            .service(households::create_household)
            .service(households::look_up_households)
            .service(households::get_household)
            .service(households::update_household)
            .service(consents::list_household_consents)
            .service(consents::create_consent)
            .service(consents::get_consent)
            .service(consents::withdraw_consent)
            .service(referrals::list_referrals)
            .service(referrals::create_referral)
            .service(referrals::get_referral)
            .service(referrals::accept_referral)
            .service(referrals::refuse_referral)
            .service(referrals::start_referral)
            .service(referrals::resolve_referral)
            .service(referrals::mark_referral_not_resolved)
            .service(referrals::withdraw_referral)
            .service(referrals::send_referral_message)
            .service(sync::sync_batch)
            .service(sync::get_sync_receipt)
            .service(sync::list_sync_changes)
            .service(sync::list_held_items)
            .service(sync::get_held_item)
            .service(sync::apply_held_item)
            .service(sync::discard_held_item)
            .service(visits::list_visits)
            .service(visits::create_visit)
            .service(visits::get_visit)
            .service(follow_up_actions::list_follow_up_actions)
            .service(follow_up_actions::create_follow_up_action)
            .service(follow_up_actions::get_follow_up_action)
            .service(need_figures::export_needs)
            .service(needs::list_needs)
            .service(needs::create_need)
            .service(needs::get_need)
            .service(needs::mark_need_met)
            .service(needs::mark_need_not_met)
            .service(needs::withdraw_need)
            .service(needs::reopen_need)
            .service(meter_readings::list_meter_readings)
            .service(meter_readings::create_meter_reading)
            .service(meter_readings::get_meter_reading)
            .service(meter_readings::get_household_consumption)
            .service(diagnoses::list_diagnoses)
            .service(diagnoses::create_diagnosis)
            .service(diagnoses::get_diagnosis)
            .service(diagnoses::get_diagnosis_assessment)
            .service(tariffs::list_tariffs)
            .service(tariffs::create_tariff)
            .service(tariffs::get_tariff)
            .service(tariffs::update_tariff)
            .service(control_groups::draw_control_group)
            .service(control_groups::get_control_group)
            .service(control_groups::list_control_group_stairwells)
            .service(releases::list_releases)
            .service(releases::create_release)
            .service(releases::get_release)
            .service(releases::structure::get_release_structure)
            .service(releases::list_release_figures)
            .service(releases::publish_release)
            .service(releases::discard_release)
            .service(jobs::get_job)
            .service(events::list_events)
            .service(events::get_event)
            .service(webhook_endpoints::list_webhook_endpoints)
            .service(webhook_endpoints::create_webhook_endpoint)
            .service(webhook_endpoints::get_webhook_endpoint)
            .service(webhook_endpoints::update_webhook_endpoint)
            .service(webhook_endpoints::delete_webhook_endpoint)
            .service(webhook_endpoints::rotate_webhook_endpoint)
            .service(webhook_endpoints::ping_webhook_endpoint)
            .service(webhook_endpoints::list_webhook_deliveries)
            .service(webhook_endpoints::replay_webhook_events)
            .service(impact::get_impact)
            .service(impact::get_impact_series)
            .service(savings::get_impact_savings)
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
    ("RoundDoor", rounds::RoundDoor::COLUMNS),
    ("Neighbourhood", neighbourhoods::Neighbourhood::COLUMNS),
    ("Theme", themes::Theme::COLUMNS),
    ("HouseholdSummary", households::HouseholdSummary::COLUMNS),
    ("Consent", consents::Consent::COLUMNS),
    ("Referral", referrals::Referral::COLUMNS),
    ("HeldItem", sync::HeldItem::COLUMNS),
    ("Visit", visits::Visit::COLUMNS),
    ("FollowUpAction", follow_up_actions::FollowUpAction::COLUMNS),
    ("Need", needs::Need::COLUMNS),
    ("MeterReading", meter_readings::MeterReading::COLUMNS),
    ("Diagnosis", diagnoses::Diagnosis::COLUMNS),
    ("Tariff", tariffs::Tariff::COLUMNS),
    ("ControlGroupStairwell", control_groups::ControlGroupStairwell::COLUMNS),
    ("NeedFigures", need_figures::NeedFigures::COLUMNS),
    ("Release", releases::Release::COLUMNS),
    ("ReleaseFigure", releases::ReleaseFigure::COLUMNS),
    ("Event", events::Event::COLUMNS),
    ("WebhookEndpoint", webhook_endpoints::WebhookEndpoint::COLUMNS),
    ("WebhookDelivery", webhook_endpoints::WebhookDelivery::COLUMNS),
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

/// A number as it is told: six decimals are more than anything here is known by.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

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
