//! The audit trail, and the events beside it: with each change, or not at all.

use palier_domain::caller::Actor;
use palier_store::{StoreError, query, rows::AuditEvent};
use palier_tests::{App, both, samples};
use serde_json::{Value, json};

/// What was recorded of a thing, and the events of the same ids, as the operator reads them.
async fn trail(app: &App, kind: &str, id: &str) -> (Vec<AuditEvent>, Vec<Value>) {
    let read: Result<Vec<AuditEvent>, StoreError> =
        app.store().snapshot(|tx| query!(tx, audit::of_subject(&Actor::CommandLine, kind, id)));
    let audit = read.expect("the trail can be read");
    let mut events = Vec::new();
    for row in &audit {
        events.push(app.as_operator().get(&format!("/v1/events/{}", row.id)).await.expect(200).json());
    }
    (audit, events)
}

both! {
    async fn each_change_has_its_audit_row_and_its_event(app) {
        let post = app.as_partner().post("/v1/campaigns", samples::campaign()).header("x-request-id", "made");
        let id = post.await.expect(201).id();
        let path = format!("/v1/campaigns/{id}");
        let _patched =
            app.as_partner().patch(&path, json!({"title": "Autre"})).if_match("*").await.expect(200);
        for (caller, transition) in [
            (app.as_partner(), "submit"),
            (app.as_operator(), "approve"),
            (app.as_operator(), "start"),
            (app.as_partner(), "pause"),
            (app.as_operator(), "close"),
        ] {
            let _moved = caller.post_empty(&format!("{path}/{transition}")).await.expect(200);
        }
        let (audit, events) = trail(app, "campaign", &id).await;
        let actions: Vec<_> = audit.iter().map(|event| event.action.as_str()).collect();
        assert_eq!(actions.len(), 7, "{actions:?}");
        assert_eq!(actions[0], "campaign.created");
        assert_eq!(actions[2], "campaign.submitted");
        let types: Vec<_> = events.iter().map(|event| event["type"].as_str().expect("a type")).collect();
        assert_eq!(types, actions);
        for (row, event) in audit.iter().zip(&events) {
            assert_eq!((json!(row.id), &row.detail), (event["id"].clone(), &event["data"]));
        }
        assert_eq!(audit[0].request_id, "made");
        assert_eq!(audit[0].organisation_id, Some(app.seed().partner.id));
        assert_eq!(audit[0].client_id.map(|id| id.to_string()).as_ref(), Some(&app.seed().partner.live.id));
        assert_eq!(audit[3].organisation_id, Some(app.seed().operator.id));
        let text = json!(events).to_string();
        assert!(!text.contains("Bonjour"), "an event holds ids, codes and statuses: {text}");
    }

    async fn what_changes_nothing_leaves_no_row(app) {
        let id = samples::draft(app).await;
        let path = format!("/v1/campaigns/{id}");
        let mut rows = app.connect();
        let before = (rows.count("audit_events"), rows.count("events"));
        let _read = app.as_partner().get(&path).await.expect(200);
        let _same = app.as_partner().patch(&path, json!({})).if_match("*").await.expect(200);
        let _stale = app.as_partner().patch(&path, json!({"title": "x"})).if_match("\"9\"").await.expect(412);
        let _refused = app.as_partner().post_empty(&format!("{path}/pause")).await.expect(409);
        let _stranger = app.as_other_partner().post_empty(&format!("{path}/submit")).await.expect(404);
        let _invalid = app.as_partner().post("/v1/campaigns", json!({})).await.expect(422);
        assert_eq!((rows.count("audit_events"), rows.count("events")), before);
        let _first = app.as_partner().post_empty(&format!("{path}/submit")).key("k").await.expect(200);
        let _replay = app.as_partner().post_empty(&format!("{path}/submit")).key("k").await.expect(200);
        assert_eq!((rows.count("audit_events"), rows.count("events")), (before.0 + 1, before.1 + 1));
    }

    async fn a_change_that_can_not_be_recorded_is_not_made(app) {
        let id = samples::draft(app).await;
        let path = format!("/v1/campaigns/{id}");
        let before = app.as_partner().get(&path).await.expect(200);
        for table in ["events", "audit_events", "idempotency_keys"] {
            app.connect().execute(&format!("ALTER TABLE {table} RENAME TO {table}_gone"));
            app.as_partner().post("/v1/campaigns", samples::campaign()).await.problem(500, "internal");
            app.as_partner().post_empty(&format!("{path}/submit")).await.problem(500, "internal");
            app.connect().execute(&format!("ALTER TABLE {table}_gone RENAME TO {table}"));
        }
        let after = app.as_partner().get(&path).await.expect(200);
        assert_eq!((before.etag(), before.body), (after.etag(), after.body));
        assert_eq!(app.connect().count("campaigns"), 1);
        assert_eq!(app.connect().count("idempotency_keys"), 1);
    }

    async fn clients_and_organisations_are_recorded_too(app) {
        let made =
            app.as_operator().post("/v1/organisations", samples::organisation("Ville")).await.expect(201);
        let (audit, events) = trail(app, "organisation", &made.id()).await;
        assert_eq!((audit.len(), events.len(), audit[0].action.as_str()), (1, 1, "organisation.created"));
        let body = json!({"organisation_id": made.id(), "name": "New"});
        let client = app.as_operator().post("/v1/clients", body).await.expect(201).id();
        let _rotated =
            app.as_operator().post(&format!("/v1/clients/{client}/rotate"), json!({})).await.expect(200);
        let _revoked =
            app.as_operator().post_empty(&format!("/v1/clients/{client}/revoke")).await.expect(200);
        let (audit, events) = trail(app, "client", &client).await;
        let actions: Vec<_> = audit.iter().map(|event| event.action.as_str()).collect();
        assert_eq!(actions, ["client.created", "client.secret_rotated", "client.revoked"]);
        assert_eq!(events.len(), 3);
    }
}
