//! A device is shut out: by the operator, by its own app, with its field worker, with its app.

use std::time::Duration;

use palier_tests::{
    App, Response, both,
    field::{
        devices::{Phone, enrol, met, refresh},
        workers::worker,
    },
    seed::Credentials,
};
use serde_json::{Value, json};

use super::audited;

async fn phone(app: &App) -> Phone {
    enrol(app, &worker(app, &[]).await).await
}

async fn introspect(app: &App, by: &Credentials, token: &str) -> Value {
    let asked = app.anonymous().form("/oauth/introspect", &[("token", token)]).basic(&by.id, &by.secret);
    asked.await.expect(200).json()
}

async fn sign_out(app: &App, client_id: &str, token: &str) -> Response {
    app.anonymous().form("/oauth/revoke", &[("token", token), ("client_id", client_id)]).await
}

/// A second later, as it is promised.
async fn shut_out(app: &App, phone: &Phone) {
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(met(app, phone).await, 401);
    refresh(app, phone).await.problem(400, "invalid_grant");
}

both! {
    async fn a_lost_phone_is_shut_out_within_a_second_on_every_instance(app) {
        // Each instance issues in its own name here, so the phone asks each for a token.
        let elsewhere = app.another_instance();
        let here = phone(app).await;
        let there = Phone::of(&refresh(&elsewhere, &here).await.expect(200), &here.client_id);
        let unharmed = phone(app).await;
        assert_eq!((met(app, &here).await, met(&elsewhere, &there).await), (200, 200));
        let path = format!("/v1/devices/{}", here.device_id);
        let revoke = format!("{path}/revoke");
        let revoked = app.as_operator().post(&revoke, json!({"reason": "lost"})).await.expect(200);
        shut_out(app, &here).await;
        shut_out(&elsewhere, &there).await;
        assert_eq!(met(app, &unharmed).await, 200);

        let device = app.as_operator().get(&path).await.expect(200).json();
        assert_eq!(device, revoked.json());
        assert_eq!((&device["status"], &device["revocation_reason"]), (&json!("revoked"), &json!("lost")));
        assert!(device["revoked_at"].is_string());
        // Once more, for another reason: it is shut out as it was.
        let again = app.as_operator().post(&revoke, json!({"reason": "stolen"})).await.expect(200);
        assert_eq!(again.json(), device);
        assert_eq!(audited(app, "device.revoked").len(), 1);
        assert_eq!(app.as_operator().all("/v1/devices?status=revoked", 200).await.len(), 1);
        let of_ours = app.as_operator().post(&revoke, json!({"reason": "refresh_reused"})).await;
        assert_eq!(of_ours.invalid()[0].0, "/reason");
        // What it sends from now on is known to be its, and no more than that.
        let state = app.state();
        let late = state.auth.device_of(&state.keys, &here.access_token, state.now()).expect("a device's token");
        assert_eq!(late.caller.device.expect("a device").id.to_string(), here.device_id);
        let operators = app.as_operator().token().await.expect("a token");
        assert!(state.auth.device_of(&state.keys, &operators, state.now()).is_none());
        assert!(state.auth.device_of(&state.keys, "a.b.c", state.now()).is_none());
    }

    async fn the_devices_of_who_leaves_are_shut_out(app) {
        let (one, other) = (phone(app).await, phone(app).await);
        let path = format!("/v1/field-workers/{}", one.field_worker_id);
        let _left = app.as_operator().patch(&path, json!({"status": "left"})).if_match("*").await.expect(200);
        shut_out(app, &one).await;
        let device = app.as_operator().get(&format!("/v1/devices/{}", one.device_id)).await.expect(200).json();
        assert_eq!(device["revocation_reason"], "left");
        assert_eq!(met(app, &other).await, 200);
        // Who comes back enrols anew.
        let _back = app.as_operator().patch(&path, json!({"status": "active"})).if_match("*").await.expect(200);
        refresh(app, &one).await.problem(400, "invalid_grant");
        assert_eq!(met(app, &enrol(app, &one.field_worker_id).await).await, 200);
    }

    async fn the_devices_of_a_revoked_app_are_shut_out(app) {
        let phone = phone(app).await;
        let revoke = format!("/v1/clients/{}/revoke", phone.client_id);
        let _revoked = app.as_operator().post_empty(&revoke).await.expect(200);
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(met(app, &phone).await, 401);
        refresh(app, &phone).await.problem(401, "invalid_client");
    }

    async fn c11_an_app_signs_its_device_out(app) {
        let (phone, other) = (phone(app).await, phone(app).await);
        let stranger = &app.seed().operator.live.id;
        assert_eq!(sign_out(app, stranger, &phone.refresh_token).await.expect(200).body, b"");
        let _unknown = sign_out(app, &phone.client_id, "palier_refresh_unknown").await.expect(200);
        assert_eq!(met(app, &phone).await, 200);
        // Without a secret only a refresh token says who may do this.
        sign_out(app, &phone.client_id, &phone.access_token).await.problem(401, "invalid_client");
        let _signed_out = sign_out(app, &phone.client_id, &phone.refresh_token).await.expect(200);
        assert_eq!(met(app, &phone).await, 401, "at once on this instance");
        refresh(app, &phone).await.problem(400, "invalid_grant");
        let _again = sign_out(app, &phone.client_id, &phone.refresh_token).await.expect(200);
        let device = app.as_operator().get(&format!("/v1/devices/{}", phone.device_id)).await.expect(200).json();
        assert_eq!(device["revocation_reason"], "signed_out");
        assert_eq!(met(app, &other).await, 200);
    }

    async fn c11_tokens_of_devices_are_told_of_to_whom_it_concerns(app) {
        let seed = app.seed();
        let phone = phone(app).await;
        for token in [&phone.access_token, &phone.refresh_token] {
            for by in [&seed.app_publisher.live, &seed.operator.live] {
                let told = introspect(app, by, token).await;
                assert_eq!(told["active"], true);
                assert_eq!((&told["sub"], &told["device_id"]), (&json!(phone.device_id), &json!(phone.device_id)));
                assert_eq!(told["field_worker_id"], phone.field_worker_id);
                assert_eq!(told["client_id"], phone.client_id);
            }
            for by in [&seed.partner.live, &seed.app_publisher.test, &seed.municipality.live] {
                assert_eq!(introspect(app, by, token).await, json!({"active": false}));
            }
            let told = introspect(app, &seed.operator.test, token).await;
            assert!(told.get("device_id").is_none() && told.get("field_worker_id").is_none(), "{told}");
        }
        let _next = refresh(app, &phone).await.expect(200);
        let used = introspect(app, &seed.operator.live, &phone.refresh_token).await;
        assert_eq!(used, json!({"active": false}));
        let revoke = format!("/v1/devices/{}/revoke", phone.device_id);
        let _revoked = app.as_operator().post(&revoke, json!({"reason": "replaced"})).await.expect(200);
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(introspect(app, &seed.operator.live, &phone.access_token).await, json!({"active": false}));
    }
}
