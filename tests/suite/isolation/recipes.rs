//! How each operation is shown that another tenant's resource is none. A new operation fails the walk until it has its
//! line here.

use palier_tests::{App, Caller, field, samples};

/// Why an operation can't reach another tenant's resource, or how to try.
pub(crate) enum Recipe<'a> {
    /// It reads or makes only the caller's own; `walk` looks into the lists.
    Own,
    /// It is about what everybody may read.
    Public,
    /// Only an operator may hold its scope, and operators see every tenant's.
    OperatorAlone,
    /// Here is a resource, and somebody with the scope who may not see it.
    Foreign(Caller<'a>, String),
}

/// The recipe of an operation.
pub(crate) async fn of<'a>(app: &'a App, operation: &str) -> Recipe<'a> {
    let seed = app.seed();
    match operation {
        "list_events" | "list_campaigns" | "list_organisations" | "list_clients" | "create_campaign"
        | "push_campaign" | "push_campaigns" => Recipe::Own,
        "list_neighbourhoods"
        | "get_neighbourhood"
        | "list_themes"
        | "get_theme"
        | "list_tariffs"
        | "get_tariff" => Recipe::Public,
        "create_organisation" | "update_organisation" | "create_client" | "revoke_client" => {
            Recipe::OperatorAlone
        }
        "get_event" => {
            let _made = samples::draft(app).await;
            let events = app.as_partner().all("/v1/events?type=campaign.created", 50).await;
            Recipe::Foreign(app.as_other_partner(), events[0]["id"].as_str().expect("an id").to_owned())
        }
        "get_campaign" | "update_campaign" | "submit_campaign" => {
            Recipe::Foreign(app.as_other_partner(), samples::draft(app).await)
        }
        "pause_campaign" | "close_campaign" | "add_campaign_message" => {
            Recipe::Foreign(app.as_other_partner(), samples::running(app).await)
        }
        // Operators see every tenant's, but none of the other mode's.
        "approve_campaign" | "reject_campaign" => {
            let id = samples::draft(app).await;
            let _submitted =
                app.as_partner().post_empty(&format!("/v1/campaigns/{id}/submit")).await.expect(200);
            Recipe::Foreign(app.as_client(&seed.operator.test), id)
        }
        "start_campaign" => {
            let id = samples::running(app).await;
            let _paused = app.as_partner().post_empty(&format!("/v1/campaigns/{id}/pause")).await.expect(200);
            Recipe::Foreign(app.as_client(&seed.operator.test), id)
        }
        "list_releases" | "list_neighbourhood_needs" | "list_municipality_needs" | "export_needs" => {
            Recipe::Own
        }
        "create_release" => Recipe::OperatorAlone,
        "get_release"
        | "get_release_structure"
        | "list_release_figures"
        | "publish_release"
        | "discard_release" => {
            let job = field::releases::prepared(app, "2026-Q1").await;
            let id = job["result_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("an id");
            Recipe::Foreign(app.as_client(&seed.operator.test), id.to_owned())
        }
        "get_job" => {
            let job = field::releases::prepared(app, "2026-Q1").await;
            Recipe::Foreign(app.as_client(&seed.operator.test), job["id"].as_str().expect("an id").to_owned())
        }
        "get_campaign_results" | "get_campaign_statement" | "get_campaign_progress" => {
            Recipe::Foreign(app.as_other_partner(), palier_tests::samples::running(app).await)
        }
        "list_field_workers" | "create_field_worker" | "create_round" | "create_tariff" | "update_tariff" => {
            Recipe::OperatorAlone
        }
        "get_field_worker" | "update_field_worker" | "get_field_worker_hours" => {
            Recipe::Foreign(app.as_client(&seed.operator.test), field::workers::worker(app, &[]).await)
        }
        "list_rounds" => Recipe::Own,
        "get_round" | "update_round" | "list_round_doors" | "get_round_package" | "close_round"
        | "cancel_round" => {
            let round = field::workers::round(app, &[]).await.round;
            Recipe::Foreign(app.as_client(&seed.operator.test), round)
        }
        "get_organisation" => Recipe::Foreign(app.as_partner(), seed.other_partner.id.to_string()),
        "get_client" | "rotate_client" => {
            Recipe::Foreign(app.as_partner(), seed.other_partner.live.id.clone())
        }
        "list_households" | "create_household" | "look_up_households" => Recipe::Own,
        "get_household" | "update_household" => {
            let id = palier_tests::field::households::household(app).await;
            Recipe::Foreign(app.as_client(&seed.operator.test), id)
        }
        "list_visits"
        | "create_visit"
        | "list_needs"
        | "create_need"
        | "list_follow_up_actions"
        | "create_follow_up_action"
        | "list_meter_readings"
        | "create_meter_reading"
        | "list_diagnoses"
        | "create_diagnosis" => Recipe::Own,
        "get_follow_up_action" => {
            let visit = field::visits::interview(app).await.id;
            let told = field::visits::follow_up_of(&visit);
            let id = app.as_operator().post("/v1/follow-up-actions", told).await.expect(201).id();
            Recipe::Foreign(app.as_client(&seed.operator.test), id)
        }
        "get_household_consumption" => {
            Recipe::Foreign(app.as_client(&seed.operator.test), field::meters::willing(app).await)
        }
        "get_meter_reading" => {
            let household = field::meters::willing(app).await;
            let reading = field::meters::reading_of(&household, "2026-03-01", 100.0);
            let id = app.as_operator().post("/v1/meter-readings", reading).await.expect(201).id();
            Recipe::Foreign(app.as_client(&seed.operator.test), id)
        }
        "get_diagnosis" | "get_diagnosis_assessment" => {
            let household = field::meters::willing(app).await;
            let diagnosis = field::meters::diagnosis_of(&household, "2026-03-01");
            let id = app.as_operator().post("/v1/diagnoses", diagnosis).await.expect(201).id();
            Recipe::Foreign(app.as_client(&seed.operator.test), id)
        }
        "draw_control_group" => {
            Recipe::Foreign(app.as_client(&seed.operator.test), field::meters::drawable(app).await)
        }
        "get_control_group" | "list_control_group_stairwells" => {
            let campaign = field::meters::drawable(app).await;
            let path = format!("/v1/campaigns/{campaign}/control-group");
            app.as_operator().post(&path, serde_json::json!({"share_percent": 50})).await.expect(201);
            Recipe::Foreign(app.as_client(&seed.operator.test), campaign)
        }
        "get_visit" => {
            let id = field::visits::interview(app).await.id;
            Recipe::Foreign(app.as_client(&seed.operator.test), id)
        }
        "get_need" | "mark_need_met" | "mark_need_not_met" | "withdraw_need" | "reopen_need" => {
            let id = field::visits::need(app).await;
            Recipe::Foreign(app.as_client(&seed.operator.test), id)
        }
        "list_household_consents" | "create_consent" => {
            let id = field::households::household(app).await;
            Recipe::Foreign(app.as_client(&seed.operator.test), id)
        }
        "get_consent" | "withdraw_consent" => {
            let (_, consent) = field::referrals::willing(app).await;
            Recipe::Foreign(app.as_client(&seed.operator.test), consent)
        }
        "list_referrals" | "create_referral" => Recipe::Own,
        "get_referral"
        | "accept_referral"
        | "refuse_referral"
        | "start_referral"
        | "resolve_referral"
        | "mark_referral_not_resolved"
        | "withdraw_referral"
        | "send_referral_message" => {
            Recipe::Foreign(app.as_other_partner(), field::referrals::referral(app).await)
        }
        "list_held_items" | "sync_batch" | "get_sync_receipt" | "list_sync_changes" => Recipe::Own,
        "get_held_item" | "apply_held_item" | "discard_held_item" => {
            let phone = field::sync::phone(app).await;
            let waits = field::sync::edit(
                &serde_json::json!(uuid::Uuid::now_v7()),
                1,
                serde_json::json!({"floor": 1}),
            );
            let _held = field::sync::send(app, &phone, 1, &[waits]).await;
            let held = app.as_operator().all("/v1/sync/held", 10).await;
            let id = held[0]["id"].as_str().expect("an id").to_owned();
            Recipe::Foreign(app.as_client(&seed.operator.test), id)
        }
        "list_devices" => Recipe::Own,
        "create_enrolment" => {
            Recipe::Foreign(app.as_client(&seed.operator.test), field::workers::worker(app, &[]).await)
        }
        "get_enrolment" | "cancel_enrolment" | "get_enrolment_qr_code" => {
            let enrolment = field::devices::code(app, &field::workers::worker(app, &[]).await).await;
            let id = enrolment["id"].as_str().expect("an id").to_owned();
            Recipe::Foreign(app.as_client(&seed.operator.test), id)
        }
        "get_device" | "revoke_device" => {
            let phone = field::devices::enrol(app, &field::workers::worker(app, &[]).await).await;
            Recipe::Foreign(app.as_client(&seed.operator.test), phone.device_id)
        }
        "list_webhook_endpoints" | "create_webhook_endpoint" => Recipe::Own,
        "get_webhook_endpoint"
        | "update_webhook_endpoint"
        | "delete_webhook_endpoint"
        | "rotate_webhook_endpoint"
        | "ping_webhook_endpoint"
        | "list_webhook_deliveries"
        | "replay_webhook_events" => {
            // Nobody sees another's, the operator neither.
            let body = serde_json::json!({
                "url": "https://operator.example/palier", "event_types": ["webhook_endpoint.disabled"],
            });
            let id = app.as_operator().post("/v1/webhook-endpoints", body).await.expect(201).id();
            Recipe::Foreign(app.as_partner(), id)
        }
        unknown => panic!(
            "nobody has said how {unknown} keeps tenants apart: add it to tests/suite/isolation/recipes.rs"
        ),
    }
}
