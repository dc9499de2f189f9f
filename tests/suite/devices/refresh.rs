//! Refresh tokens: each is used once, a lost answer locks nobody out, and a thief locks out himself.

use palier_tests::{
    App, both,
    field::{
        devices::{Phone, enrol, met, refresh},
        workers::worker,
    },
};

use super::{audited, pass};

async fn phone(app: &App) -> Phone {
    enrol(app, &worker(app, &[]).await).await
}

/// The phone after the next exchange.
async fn refreshed(app: &App, phone: &Phone) -> Phone {
    Phone::of(&refresh(app, phone).await.expect(200), &phone.client_id)
}

both! {
    async fn each_use_gives_the_next_token(app) {
        let first = phone(app).await;
        let answer = refresh(app, &first).await.expect(200);
        assert_eq!(answer.header("cache-control"), "no-store");
        let second = Phone::of(&answer, &first.client_id);
        assert_eq!((&second.device_id, &second.field_worker_id), (&first.device_id, &first.field_worker_id));
        assert!(second.refresh_token.starts_with("palier_refresh_"));
        assert_ne!(second.refresh_token, first.refresh_token);
        let third = refreshed(app, &second).await;
        for phone in [first, second, third] {
            assert_eq!(met(app, &phone).await, 200, "an access token lasts for its time");
        }
    }

    async fn a_lost_answer_is_given_again_at_once(app) {
        let first = phone(app).await;
        let lost = refreshed(app, &first).await;
        let again = refreshed(app, &first).await;
        assert_eq!(lost.refresh_token, again.refresh_token);
        let _next = refreshed(app, &again).await;
    }

    async fn two_requests_at_once_get_the_same_successor(app) {
        let first = phone(app).await;
        let (one, other) = tokio::join!(refreshed(app, &first), refreshed(app, &first));
        assert_eq!(one.refresh_token, other.refresh_token);
        let _next = refreshed(app, &one).await;
    }

    async fn an_answer_that_was_lost_long_ago_is_replaced(app) {
        let first = phone(app).await;
        let lost = refreshed(app, &first).await;
        pass(app, ("refresh_tokens", "used_at"), 31);
        let again = refreshed(app, &first).await;
        assert_ne!(lost.refresh_token, again.refresh_token);
        // The second answer was lost as well, for longer, and the third one arrived.
        pass(app, ("refresh_tokens", "used_at"), 31);
        let arrived = refreshed(app, &first).await;
        let _next = refreshed(app, &arrived).await;
        // Whoever holds the void one got it in a way that a phone does not.
        refresh(app, &lost).await.problem(400, "invalid_grant");
        refresh(app, &arrived).await.problem(400, "invalid_grant");
    }

    async fn a_reused_token_shuts_the_device_out(app) {
        let stolen = phone(app).await;
        let second = refreshed(app, &stolen).await;
        let third = refreshed(app, &second).await;
        assert_eq!(met(app, &third).await, 200);
        let problem = refresh(app, &stolen).await.problem(400, "invalid_grant");
        assert_eq!(problem["error"], "invalid_grant");
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        for phone in [&stolen, &second, &third] {
            refresh(app, phone).await.problem(400, "invalid_grant");
            assert_eq!(met(app, phone).await, 401);
        }
        let device = app.as_operator().get(&format!("/v1/devices/{}", third.device_id)).await.expect(200).json();
        assert_eq!((&device["status"], &device["revocation_reason"]), (&"revoked".into(), &"refresh_reused".into()));
        assert_eq!(audited(app, "device.%"), ["device.enrolled", "device.refresh_reused"]);
    }

    async fn a_thief_who_comes_first_is_shut_out_by_the_phone(app) {
        let phone = phone(app).await;
        let thief = refreshed(app, &phone).await;
        let thief = refreshed(app, &thief).await;
        refresh(app, &phone).await.problem(400, "invalid_grant");
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        refresh(app, &thief).await.problem(400, "invalid_grant");
        assert_eq!(met(app, &thief).await, 401);
    }

    async fn a_token_is_its_apps_own(app) {
        let phone = phone(app).await;
        let as_other = Phone { client_id: app.seed().operator.live.id.clone(), ..phone.clone() };
        refresh(app, &as_other).await.problem(400, "invalid_grant");
        let as_unknown = Phone { client_id: "unknown".to_owned(), ..phone.clone() };
        refresh(app, &as_unknown).await.problem(401, "invalid_client");
        let body = &phone.refresh_token["palier_refresh_".len()..];
        let (head, tail) = body.split_at(40);
        let swapped = if tail.starts_with('A') { "B" } else { "A" };
        for wrong in ["", "palier_refresh_", body, "x.y.z", &format!("palier_refresh_{head}{swapped}{}", &tail[1..])] {
            let wrong = Phone { refresh_token: wrong.to_owned(), ..phone.clone() };
            let code = if wrong.refresh_token.is_empty() { "invalid_request" } else { "invalid_grant" };
            refresh(app, &wrong).await.problem(400, code);
        }
        let _unharmed = refreshed(app, &phone).await;
    }

    async fn a_token_that_is_not_used_expires(app) {
        let first = phone(app).await;
        let second = refreshed(app, &first).await;
        pass(app, ("refresh_tokens", "expires_at"), 59 * 86_400);
        let third = refreshed(app, &second).await;
        // Its time began anew; that of the others goes on.
        pass(app, ("refresh_tokens", "expires_at"), 2 * 86_400);
        let fourth = refreshed(app, &third).await;
        pass(app, ("refresh_tokens", "expires_at"), 61 * 86_400);
        refresh(app, &fourth).await.problem(400, "invalid_grant");
        palier_server::jobs::sweep::sweep(app.state()).expect("swept");
        assert_eq!(app.connect().count("refresh_tokens"), 0);
        refresh(app, &fourth).await.problem(400, "invalid_grant");
    }

    async fn scopes_are_narrowed_for_one_access_token(app) {
        let phone = phone(app).await;
        let with = async |phone: &Phone, scope: &str| {
            let fields = [
                ("grant_type", "refresh_token"),
                ("client_id", &*phone.client_id),
                ("refresh_token", &*phone.refresh_token),
                ("scope", scope),
            ];
            app.anonymous().form("/oauth/token", &fields).await
        };
        with(&phone, "clients:manage").await.problem(400, "invalid_scope");
        let narrow = with(&phone, "themes:read").await.expect(200);
        assert_eq!(narrow.json()["scope"], "themes:read");
        let narrow = Phone::of(&narrow, &phone.client_id);
        app.as_device(&narrow).get("/v1/households").await.problem(403, "insufficient_scope");
        let wide = refreshed(app, &narrow).await;
        let _all = app.as_device(&wide).get("/v1/households").await.expect(200);
    }

    async fn a_device_is_seen_when_it_asks_for_tokens(app) {
        let phone = phone(app).await;
        let path = format!("/v1/devices/{}", phone.device_id);
        let first = app.as_operator().get(&path).await.expect(200);
        let second = refreshed(app, &phone).await;
        assert_eq!(app.as_operator().get(&path).await.expect(200).etag(), first.etag(), "once a minute");
        pass(app, ("devices", "last_seen_at"), 3_600);
        let _third = refreshed(app, &second).await;
        let seen = app.as_operator().get(&path).await.expect(200);
        assert_ne!(seen.etag(), first.etag());
        assert!(seen.json()["last_seen_at"].as_str() > first.json()["last_seen_at"].as_str());
    }
}
