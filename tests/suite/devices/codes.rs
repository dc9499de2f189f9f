//! One-time codes, as the operator makes them and takes them back.

use palier_tests::{
    both,
    field::{
        devices::{code, exchange},
        workers::worker,
    },
};
use serde_json::json;

use super::{audited, pass};

both! {
    async fn a_code_is_read_aloud_and_expires_after_a_quarter_of_an_hour(app) {
        let worker = worker(app, &[]).await;
        let path = format!("/v1/field-workers/{worker}/enrolments");
        let answer = app.as_operator().post_empty(&path).key("make-a-code").await.expect(201);
        assert_eq!(answer.header("cache-control"), "no-store");
        let made = answer.json();
        assert_eq!(answer.header("location"), format!("/v1/enrolments/{}", answer.id()));
        let text = made["code"].as_str().expect("a code");
        let groups: Vec<_> = text.split('-').map(str::len).collect();
        assert_eq!(groups, [4, 4, 4], "{text}");
        assert!(text.bytes().all(|byte| b"0123456789ABCDEFGHJKMNPQRSTVWXYZ-".contains(&byte)), "{text}");
        let instant = |name: &str| made[name].as_str().expect("an instant").parse::<jiff::Timestamp>().expect("one");
        assert_eq!((instant("expires_at") - instant("created_at")).as_secs(), 900);
        // The same request gets the same code, sealed in between; another one another code.
        assert_eq!(app.as_operator().post_empty(&path).key("make-a-code").await.expect(201).json(), made);
        let other = code(app, &worker).await;
        assert_ne!(other["code"], made["code"]);

        pass(app, ("device_enrolments", "expires_at"), 900);
        let status = app.as_operator().get(answer.header("location")).await.expect(200).json()["status"].clone();
        assert_eq!(status, "expired");
        exchange(app, text, &[]).await.problem(400, "invalid_grant");
        let cancel = format!("{}/cancel", answer.header("location"));
        let left = app.as_operator().post_empty(&cancel).await.expect(200).json();
        assert_eq!((&left["status"], &left["cancelled_at"]), (&json!("expired"), &json!(null)));
    }

    async fn a_code_is_taken_back(app) {
        let made = code(app, &worker(app, &[]).await).await;
        let path = format!("/v1/enrolments/{}", made["id"].as_str().expect("an id"));
        let cancel = format!("{path}/cancel");
        app.as_operator().post_empty(&cancel).if_match("\"2\"").await.problem(412, "precondition_failed");
        let cancelled = app.as_operator().post_empty(&cancel).if_match("\"1\"").await.expect(200);
        assert_eq!(cancelled.json()["status"], "cancelled");
        assert_eq!(app.as_operator().get(&path).await.expect(200).etag(), cancelled.etag());
        assert_eq!(app.as_operator().post_empty(&cancel).await.expect(200).json(), cancelled.json());
        exchange(app, made["code"].as_str().expect("a code"), &[]).await.problem(400, "invalid_grant");
        assert_eq!(audited(app, "enrolment.%"), ["enrolment.created", "enrolment.cancelled"]);
    }

    async fn a_code_that_was_used_is_not_taken_back(app) {
        let made = code(app, &worker(app, &[]).await).await;
        let _used = exchange(app, made["code"].as_str().expect("a code"), &[]).await.expect(200);
        let cancel = format!("/v1/enrolments/{}/cancel", made["id"].as_str().expect("an id"));
        let problem = app.as_operator().post_empty(&cancel).await.problem(409, "conflict");
        assert_eq!(problem["errors"][0]["code"], "enrolment_used");
    }

    async fn several_codes_of_a_field_worker_wait_at_a_time(app) {
        let worker = worker(app, &[]).await;
        let (one, other) = (code(app, &worker).await, code(app, &worker).await);
        for made in [other, one] {
            let _used = exchange(app, made["code"].as_str().expect("a code"), &[]).await.expect(200);
        }
    }

    async fn who_left_gets_no_device(app) {
        let worker = worker(app, &[]).await;
        let waiting = code(app, &worker).await;
        let path = format!("/v1/field-workers/{worker}");
        let stale = app.as_operator().post_empty(&format!("{path}/enrolments")).if_match("\"7\"").await;
        stale.problem(412, "precondition_failed");
        let _left = app.as_operator().patch(&path, json!({"status": "left"})).if_match("*").await.expect(200);
        let problem = app.as_operator().post_empty(&format!("{path}/enrolments")).await.problem(409, "conflict");
        assert_eq!(problem["errors"][0]["code"], "field_worker_left");
        exchange(app, waiting["code"].as_str().expect("a code"), &[]).await.problem(400, "invalid_grant");
    }
}
