//! What a one-time code is exchanged for.

use palier_tests::{
    both,
    field::{
        devices::{GRANT, Phone, code, enrol, exchange, met, refresh},
        workers::worker,
    },
    jwt, logs,
};
use serde_json::json;

use super::{audited, pass};
use crate::households::secrecy;

/// 22 characters, as an app makes them.
const NONCE: &str = "n8mJw2Rr0Xk5vQzB7cYdTg";

both! {
    async fn a_phone_is_enrolled_and_used(app) {
        let worker = worker(app, &[]).await;
        let made = code(app, &worker).await;
        let text = made["code"].as_str().expect("a code");
        let path = format!("/v1/enrolments/{}", made["id"].as_str().expect("an id"));
        let waiting = app.as_operator().get(&path).await.expect(200);
        assert_eq!(waiting.json()["status"], "waiting");
        assert!(!waiting.text().contains(text), "the code is shown once");

        // As somebody types it who was told it on the phone.
        let typed = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        let said = [("device_label", "A15"), ("platform", "android 15"), ("app_version", "2.4.0")];
        let answer = exchange(app, &typed, &said).await.expect(200);
        assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"));
        assert_eq!(answer.json()["token_type"], "Bearer");
        assert_eq!(answer.json()["expires_in"], 900);
        let phone = Phone::of(&answer, &app.seed().app_publisher.live.id);
        assert_eq!(phone.field_worker_id, worker);
        assert_eq!(met(app, &phone).await, 200);

        let (_, claims) = jwt::parts(&phone.access_token);
        assert_eq!(claims["sub"], phone.device_id);
        assert_eq!(claims["device_id"], phone.device_id);
        assert_eq!(claims["field_worker_id"], worker);
        assert_eq!(claims["client_id"], phone.client_id);
        assert_eq!(claims["organisation_id"], app.seed().operator.id.to_string());

        let used = app.as_operator().get(&path).await.expect(200);
        assert_eq!((&used.json()["status"], &used.json()["device_id"]), (&json!("used"), &json!(phone.device_id)));
        assert_ne!(used.etag(), waiting.etag());
        let device = app.as_operator().get(&format!("/v1/devices/{}", phone.device_id)).await.expect(200);
        for (member, value) in [("label", "A15"), ("platform", "android 15"), ("app_version", "2.4.0")] {
            assert_eq!(device.json()[member], value);
        }
        assert_eq!(device.json()["status"], "active");
        assert_eq!(audited(app, "%enrol%"), ["enrolment.created", "device.enrolled"]);

        let _other = enrol(app, &worker).await;
        let list = format!("/v1/devices?status=active&field_worker_id={worker}");
        assert_eq!(app.as_operator().all(&list, 1).await.len(), 2, "one worker may have two");
        assert!(app.as_operator().all("/v1/devices?status=revoked", 1).await.is_empty());
    }

    async fn a_code_works_once(app) {
        let made = code(app, &worker(app, &[]).await).await;
        let text = made["code"].as_str().expect("a code");
        let (one, other) = tokio::join!(exchange(app, text, &[]), exchange(app, text, &[]));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 400]);
        exchange(app, text, &[]).await.problem(400, "invalid_grant");
        assert_eq!(app.as_operator().all("/v1/devices", 200).await.len(), 1);
    }

    async fn an_exchange_whose_answer_was_lost_is_repeated_with_its_nonce(app) {
        let made = code(app, &worker(app, &[]).await).await;
        let text = made["code"].as_str().expect("a code");
        let same = [("device_nonce", NONCE)];
        let (one, other) = tokio::join!(exchange(app, text, &same), exchange(app, text, &same));
        let client = &app.seed().app_publisher.live.id;
        let (one, other) = (Phone::of(&one.expect(200), client), Phone::of(&other.expect(200), client));
        assert_eq!((&one.device_id, &one.refresh_token), (&other.device_id, &other.refresh_token));
        assert_eq!(app.as_operator().all("/v1/devices", 200).await.len(), 1);
        // Whoever else read the code from the screen has another nonce, or none.
        exchange(app, text, &[]).await.problem(400, "invalid_grant");
        exchange(app, text, &[("device_nonce", "n8mJw2Rr0Xk5vQzB7cYdTh")]).await.problem(400, "invalid_grant");
        let stranger = &app.seed().operator.live.id;
        exchange(app, text, &[("device_nonce", NONCE), ("client_id", stranger)]).await.problem(400, "invalid_grant");
        // Once the phone went on with what it got, nobody gets it again.
        let _next = refresh(app, &one).await.expect(200);
        exchange(app, text, &same).await.problem(400, "invalid_grant");
    }

    async fn a_repeated_exchange_ends_with_the_code(app) {
        let made = code(app, &worker(app, &[]).await).await;
        let text = made["code"].as_str().expect("a code");
        let _first = exchange(app, text, &[("device_nonce", NONCE)]).await.expect(200);
        pass(app, ("device_enrolments", "expires_at"), 900);
        exchange(app, text, &[("device_nonce", NONCE)]).await.problem(400, "invalid_grant");
    }

    async fn only_an_app_in_the_codes_own_mode_enrols(app) {
        let seed = app.seed();
        let made = code(app, &worker(app, &[]).await).await;
        let text = made["code"].as_str().expect("a code");
        let by = async |id: &str| exchange(app, text, &[("client_id", id)]).await;
        by("unknown").await.problem(401, "invalid_client");
        by(&seed.partner.live.id).await.problem(400, "unauthorized_client");
        by(&seed.municipality.live.id).await.problem(400, "unauthorized_client");
        by(&seed.app_publisher.test.id).await.problem(400, "invalid_grant");
        let nobody = [("grant_type", GRANT), ("code", text)];
        app.anonymous().form("/oauth/token", &nobody).await.problem(400, "invalid_request");
        // Who shows a secret shows the right one.
        let publisher = &seed.app_publisher.live;
        let wrong = app.anonymous().form("/oauth/token", &nobody).basic(&publisher.id, &seed.partner.live.secret);
        wrong.await.problem(401, "invalid_client");
        let right = app.anonymous().form("/oauth/token", &nobody).basic(&publisher.id, &publisher.secret);
        let _enrolled = right.await.expect(200);
        // The operator's own app may as well.
        let made = code(app, &worker(app, &[]).await).await;
        let own = [("client_id", &*seed.operator.live.id)];
        let _enrolled = exchange(app, made["code"].as_str().expect("a code"), &own).await.expect(200);
        let revoke = format!("/v1/clients/{}/revoke", publisher.id);
        let _revoked = app.as_operator().post_empty(&revoke).await.expect(200);
        by(&publisher.id).await.problem(401, "invalid_client");
    }

    async fn what_an_app_asks_for_is_checked_before_the_code_is_used(app) {
        let made = code(app, &worker(app, &[]).await).await;
        let text = made["code"].as_str().expect("a code");
        let long = "x".repeat(101);
        for (name, value, error) in [
            ("scope", "clients:read", "invalid_scope"),
            ("scope", "visits:write clients:manage", "invalid_scope"),
            ("scope", "visits:fly", "invalid_scope"),
            ("device_nonce", "too-short", "invalid_request"),
            ("device_nonce", "with spaces in the middle", "invalid_request"),
            ("device_label", &long, "invalid_request"),
            ("platform", "two\nlines", "invalid_request"),
            ("code", "", "invalid_request"),
        ] {
            exchange(app, text, &[(name, value)]).await.problem(400, error);
        }
        let answer = exchange(app, text, &[("scope", "visits:write themes:read")]).await.expect(200);
        assert_eq!(answer.json()["scope"], "themes:read visits:write");
        let phone = Phone::of(&answer, &app.seed().app_publisher.live.id);
        assert_eq!(met(app, &phone).await, 200);
        app.as_device(&phone).get("/v1/households").await.problem(403, "insufficient_scope");
    }

    async fn guessing_codes_is_slowed_down(app, |config| config.limits.failed_tokens_per_minute = 3) {
        for guess in ["0000-0000-0000", "no code at all", "0000-0000-0001"] {
            exchange(app, guess, &[]).await.problem(400, "invalid_grant");
        }
        exchange(app, "0000-0000-0002", &[]).await.problem(429, "rate_limited");
        let made = code(app, &worker(app, &[]).await).await;
        let _honest = exchange(app, made["code"].as_str().expect("a code"), &[]).await.expect(200);
    }

    async fn neither_code_nor_token_is_stored(app) {
        let worker = worker(app, &[]).await;
        let made = code(app, &worker).await;
        let text = made["code"].as_str().expect("a code").to_owned();
        let answer = exchange(app, &text, &[("device_nonce", NONCE)]).await.expect(200);
        let phone = Phone::of(&answer, &app.seed().app_publisher.live.id);
        let bare = text.replace('-', "");
        let body = &phone.refresh_token["palier_refresh_".len()..];
        let secrets = [&*text, &*bare, NONCE, &phone.refresh_token, &body[24..]];
        let kept = secrecy::bytes(app);
        for secret in secrets {
            assert!(!secrecy::holds(&kept, secret), "{secret} is stored");
        }
        // The search does find what is there.
        assert!(secrecy::holds(&kept, "device.enrolled"));
        for secret in secrets {
            assert!(logs::lines_with(secret).is_empty(), "{secret} is in the log");
        }
    }
}
