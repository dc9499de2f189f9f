//! Readings and diagnoses of phones.

use palier_tests::{
    both,
    field::{
        devices,
        meters::{diagnosis_of, read, reading_of},
        referrals::decision,
        sync::{batch, item, send, statuses},
        visits::door,
    },
};
use serde_json::json;

both! {
    async fn a_phone_sends_a_consent_a_reading_and_a_diagnosis_in_any_order(app) {
        let door = door(app).await;
        let phone = devices::enrol(app, &door.worker).await;
        let results = send(app, &phone, 1, &[
            item("diagnosis", diagnosis_of(&door.household, "2026-01-12")),
            item("meter_reading", reading_of(&door.household, "2026-01-12", 40.0)),
            item("consent", decision(&door.household, "meter_data", "granted")),
        ]).await;
        assert_eq!(statuses(&results), ["applied", "applied", "applied"]);
        let again = batch(app, &phone, 2, &[item("meter_reading", reading_of(&door.household, "2026-02-12", 48.0))]);
        let _applied = again.await.expect(200);
        let own = app.as_device(&phone).all("/v1/meter-readings", 10).await;
        assert_eq!(own.len(), 2);
        assert!(own.iter().all(|reading| reading["field_worker_id"] == door.worker.as_str()));
    }

    async fn c64_a_reading_waits_for_the_consent_that_is_still_on_its_way(app) {
        let door = door(app).await;
        let phone = devices::enrol(app, &door.worker).await;
        let reading = reading_of(&door.household, "2026-01-12", 40.0);
        let held = send(app, &phone, 2, &[item("meter_reading", reading.clone())]).await;
        assert_eq!(statuses(&held), ["held"]);
        assert_eq!(held[0]["waits_for"], json!({"kind": "household_consent", "id": door.household}));
        let path = format!("/v1/meter-readings/{}", reading["id"].as_str().expect("an id"));
        app.as_operator().get(&path).await.problem(404, "not_found");
        send(app, &phone, 1, &[item("consent", decision(&door.household, "meter_data", "granted"))]).await;
        let _taken = app.as_operator().get(&path).await.expect(200);
    }

    async fn a_reading_of_a_household_that_refused_is_refused_at_once(app) {
        let door = door(app).await;
        let phone = devices::enrol(app, &door.worker).await;
        let results = send(app, &phone, 1, &[
            item("consent", decision(&door.household, "meter_data", "refused")),
            item("meter_reading", reading_of(&door.household, "2026-01-12", 40.0)),
        ]).await;
        assert_eq!(statuses(&results), ["applied", "refused"]);
        assert_eq!(results[1]["problem"]["errors"][0]["code"], "consent_required");
    }

    async fn c09_a_phone_reads_no_other_field_workers_meters(app) {
        let (one, other) = (door(app).await, door(app).await);
        let phone = devices::enrol(app, &one.worker).await;
        send(app, &phone, 1, &[item("consent", decision(&one.household, "meter_data", "granted"))]).await;
        let of_the_operator = read(app, &reading_of(&one.household, "2026-01-12", 40.0)).await;
        let stranger = devices::enrol(app, &other.worker).await;
        let path = format!("/v1/meter-readings/{}", of_the_operator["id"].as_str().expect("an id"));
        app.as_device(&stranger).get(&path).await.problem(404, "not_found");
        let consumption = format!("/v1/households/{}/consumption?utility=water", one.household);
        app.as_device(&stranger).get(&consumption).await.problem(404, "not_found");
        let refused = send(app, &stranger, 1, &[
            item("meter_reading", reading_of(&one.household, "2026-02-12", 41.0)),
        ]).await;
        assert_eq!(statuses(&refused), ["held"], "for it there is no such household");
    }
}
