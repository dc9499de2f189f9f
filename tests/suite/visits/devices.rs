//! A field worker's device records and sees its own visits only.

use palier_domain::caller::Actor;
use palier_store::{StoreError, query, rows::AuditEvent};
use palier_tests::{
    both,
    field::{
        devices::enrol,
        visits::{self, door},
    },
};
use serde_json::json;

both! {
    async fn a_device_writes_for_its_own_field_worker(app) {
        let (ours, theirs) = (door(app).await, door(app).await);
        let phone = enrol(app, &ours.worker).await;
        let sent = ours.interview_with(json!({"field_worker_id": null}));
        let made = app.as_device(&phone).post("/v1/visits", &sent).await.expect(201).json();
        assert_eq!((&made["field_worker_id"], &made["device_id"]), (&json!(ours.worker), &json!(phone.device_id)));
        // With or without its name it is the same visit, also when the operator sends it.
        let named = visits::with(sent.clone(), &json!({"field_worker_id": ours.worker}));
        let again = app.as_device(&phone).post("/v1/visits", &named).await.expect(200);
        assert_eq!(again.json(), made);
        let _by_operator = app.as_operator().post("/v1/visits", &named).await.expect(200);
        let other = ours.interview_with(json!({"field_worker_id": theirs.worker}));
        let found = app.as_device(&phone).post("/v1/visits", other).await.invalid();
        assert_eq!(found, [("/field_worker_id".to_owned(), "not_own".to_owned())]);
    }

    async fn a_device_knows_only_its_own_rounds_doors(app) {
        let (ours, theirs) = (door(app).await, door(app).await);
        let phone = enrol(app, &ours.worker).await;
        let at = async |changes: serde_json::Value| {
            let sent = ours.interview_with(changes);
            app.as_device(&phone).post("/v1/visits", sent).await.invalid()
        };
        let unknown = |pointer: &str| (pointer.to_owned(), "unknown_reference".to_owned());
        assert_eq!(at(json!({"household_id": theirs.household})).await, [unknown("/household_id")]);
        assert_eq!(at(json!({"round_id": theirs.round})).await, [unknown("/round_id")]);
        let campaign = at(json!({"campaign_id": theirs.campaign, "round_id": null})).await;
        assert_eq!(campaign, [unknown("/campaign_id")]);
    }

    async fn c09_a_device_sees_only_its_own_visits_and_needs(app) {
        let (ours, theirs) = (door(app).await, door(app).await);
        let phone = enrol(app, &ours.worker).await;
        let own = app.as_device(&phone).post("/v1/visits", ours.interview()).await.expect(201).id();
        let sent = theirs.interview();
        let foreign = app.as_operator().post("/v1/visits", &sent).await.expect(201).id();
        let need = sent["needs"][0]["id"].as_str().expect("an id");
        let device = app.as_device(&phone);
        for path in [format!("/v1/visits/{foreign}"), format!("/v1/needs/{need}")] {
            device.get(&path).await.problem(404, "not_found");
        }
        device.post_empty(&format!("/v1/needs/{need}/withdraw")).await.problem(404, "not_found");
        for list in ["/v1/visits", "/v1/needs"] {
            assert_eq!(device.all(list, 50).await.len(), 1, "{list}");
            let named = format!("{list}?household_id={}", theirs.household);
            assert!(device.all(&named, 50).await.is_empty(), "a filter opens no door");
        }
        let visits = device.all("/v1/visits", 50).await;
        assert_eq!(visits[0]["id"], json!(own));
        // What it can't see it can't correct either: to it the visit is not there.
        let correction = ours.interview_with(json!({"supersedes_id": foreign}));
        let found = device.post("/v1/visits", correction).await.invalid();
        assert_eq!(found, [("/supersedes_id".to_owned(), "unknown_reference".to_owned())]);
    }

    async fn no_partner_and_no_municipality_reads_visits(app) {
        let made = visits::interview(app).await;
        for caller in [app.as_partner(), app.as_municipality(), app.as_app_publisher()] {
            for path in ["/v1/visits".to_owned(), format!("/v1/visits/{}", made.id), "/v1/needs".to_owned()] {
                caller.get(&path).await.problem(403, "insufficient_scope");
            }
        }
        // Nor does what is recorded of a visit tell what was answered.
        let events: Result<Vec<AuditEvent>, StoreError> =
            app.store().snapshot(|tx| query!(tx, audit::of_subject(&Actor::CommandLine, "visit", &made.id)));
        let payload = &events.expect("the trail can be read")[0].detail;
        let members: Vec<_> = payload.as_object().expect("an object").keys().map(String::as_str).collect();
        for personal in ["answers", "language", "needs", "actions_intended", "residents_present"] {
            assert!(!members.contains(&personal), "{payload}");
        }
    }
}
