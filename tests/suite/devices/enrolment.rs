//! One-time codes and what they are exchanged for.

use palier_tests::{
    both,
    field::{
        devices::{GRANT, Phone, code, enrol, exchange, met},
        workers::worker,
    },
    jwt,
};

both! {
    async fn a_phone_is_enrolled_and_used(app) {
        let worker = worker(app, &[]).await;
        let made = code(app, &worker).await;
        let text = made["code"].as_str().expect("a code");
        let path = format!("/v1/enrolments/{}", made["id"].as_str().expect("an id"));
        let waiting = app.as_operator().get(&path).await.expect(200);
        assert_eq!(waiting.json()["status"], "waiting");
        assert!(!waiting.text().contains(text), "the code is shown once");
        let said = [("device_label", "A15"), ("platform", "android 15"), ("app_version", "2.4.0")];
        let answer = exchange(app, &text.to_lowercase().replace('-', " "), &said).await.expect(200);
        assert_eq!(answer.header("cache-control"), "no-store");
        let phone = Phone::of(&answer, &app.seed().app_publisher.live.id);
        assert_eq!((phone.field_worker_id.as_str(), answer.json()["expires_in"].as_i64()), (&*worker, Some(900)));
        assert_eq!(met(app, &phone).await, 200);

        let (_, claims) = jwt::parts(&phone.access_token);
        assert_eq!(claims["sub"], phone.device_id);
        assert_eq!(claims["client_id"], phone.client_id);
        assert_eq!(claims["organisation_id"], app.seed().operator.id.to_string());

        let used = app.as_operator().get(&path).await.expect(200);
        assert_eq!((&used.json()["status"], &used.json()["device_id"]), (&"used".into(), &phone.device_id.clone().into()));
        assert_ne!(used.etag(), waiting.etag());
        let device = app.as_operator().get(&format!("/v1/devices/{}", phone.device_id)).await.expect(200).json();
        assert_eq!(device["label"], "A15");
        assert_eq!(device["status"], "active");
        exchange(app, text, &[]).await.problem(400, "invalid_grant");
        let _other = enrol(app, &worker).await;
        let devices = app.as_operator().all(&format!("/v1/devices?field_worker_id={worker}"), 1).await;
        assert_eq!(devices.len(), 2);
        let nobodys = exchange(app, text, &[("client_id", "unknown"), ("grant_type", GRANT)]).await;
        nobodys.problem(401, "invalid_client");
    }
}
