use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use palier_tests::{
    both,
    field::{
        devices,
        households::{draft, draft_with},
        sync::{batch, edit, item, phone, send, statuses},
        visits,
    },
};
use serde_json::{Value, json};

both! {
    async fn c62_the_same_content_changes_nothing_and_another_one_is_a_conflict(app) {
        let phone = phone(app).await;
        let household = draft();
        let first = send(app, &phone, 1, &[item("household", household.clone())]).await;
        assert_eq!((statuses(&first), &first[0]["version"]), (vec!["applied"], &json!(1)));
        let again = send(app, &phone, 2, &[item("household", household.clone())]).await;
        assert_eq!((statuses(&again), &again[0]["version"]), (vec!["unchanged"], &json!(1)));
        let other = draft_with(json!({"id": household["id"], "floor": 9}));
        let third = send(app, &phone, 3, &[item("household", other.clone())]).await;
        assert_eq!((statuses(&third), &third[0]["version"]), (vec!["conflict"], &json!(1)));
        assert_eq!(third[0]["problem"]["code"], "content_differs");
        assert_eq!(third[0]["problem"]["current_version"], 1);
        let single = app.as_operator().post("/v1/households", other).await;
        assert_eq!(single.problem(409, "content_differs")["current_version"], 1);
        let path = format!("/v1/households/{}", household["id"].as_str().expect("an id"));
        assert_eq!(app.as_operator().get(&path).await.expect(200).json()["floor"], household["floor"]);
    }

    async fn c64_disjoint_edits_merge_and_overlapping_ones_keep_both(app) {
        let (one, other) = (phone(app).await, phone(app).await);
        let household = draft_with(json!({"floor": 1, "building": "A"}));
        let id = household["id"].clone();
        send(app, &one, 1, &[item("household", household)]).await;
        let results = send(app, &one, 2, &[edit(&id, 1, json!({"floor": 2}))]).await;
        assert_eq!((statuses(&results), &results[0]["merged"]), (vec!["applied"], &json!(false)));
        // From the same stale base: another member merges, the same member is kept beside.
        let results = send(app, &one, 3, &[
            edit(&id, 1, json!({"building": "B"})),
            edit(&id, 1, json!({"floor": 3})),
        ]).await;
        assert_eq!(statuses(&results), ["applied", "applied"]);
        assert_eq!((&results[0]["merged"], &results[0]["conflicts"]), (&json!(true), &json!([])));
        assert_eq!((&results[1]["merged"], &results[1]["conflicts"]), (&json!(true), &json!(["floor"])));
        let path = format!("/v1/households/{}", id.as_str().expect("an id"));
        let shown = app.as_operator().get(&path).await.expect(200).json();
        assert_eq!(shown["building"], "B");
        assert_eq!(shown["conflicts"][0]["member"], "floor");
        assert_eq!(shown["conflicts"][0]["values"].as_array().expect("values").len(), 2);
        let flagged = app.as_operator().get("/v1/households?conflicts=true").await.expect(200).json();
        assert_eq!(flagged["items"][0]["id"], id);
        // The door of another field worker is none of this one's.
        let results = send(app, &other, 1, &[edit(&id, 1, json!({"floor": 4}))]).await;
        assert_eq!(statuses(&results), ["held"]);
    }

    async fn c65_a_batch_sent_again_gets_the_same_results_and_makes_nothing_twice(app) {
        let phone = phone(app).await;
        let items = [
            item("household", draft()),
            item("household", json!({"id": "not-an-id"})),
            edit(&draft()["id"], 1, json!({"floor": 2})),
        ];
        let first = batch(app, &phone, 1, &items).await.expect(200).json();
        let again = batch(app, &phone, 1, &items).await.expect(200).json();
        assert_eq!(first, again);
        let kept = app.as_device(&phone).get("/v1/sync/receipts/1").await.expect(200).json();
        assert_eq!(first, kept);
        assert_eq!(app.as_device(&phone).all("/v1/households", 50).await.len(), 1);
        assert_eq!(app.as_device(&phone).all("/v1/sync/held", 50).await.len(), 1);
        let other = batch(app, &phone, 1, &items[..1]).await.problem(409, "conflict");
        assert_eq!(other["errors"][0]["code"], "sequence_reused");
        app.as_device(&phone).get("/v1/sync/receipts/2").await.problem(404, "not_found");
    }

    async fn c66_one_bad_item_does_not_stop_the_others(app) {
        let phone = phone(app).await;
        let mut wrong = draft();
        wrong["floor"] = json!("four");
        wrong["occupants"] = json!({"under_3": -1});
        let results = send(app, &phone, 1, &[
            item("household", draft()),
            item("household", wrong),
            item("teapot", json!({})),
            json!("nothing"),
            item("household", draft_with(json!({"neighbourhood_code": "QN09999N"}))),
            item("household", draft()),
        ]).await;
        assert_eq!(statuses(&results), ["applied", "refused", "refused", "refused", "refused", "applied"]);
        let pointers = |result: &Value| -> Vec<String> {
            let errors = result["problem"]["errors"].as_array().expect("errors").iter();
            errors.map(|error| error["pointer"].as_str().expect("a pointer").to_owned()).collect()
        };
        let located = pointers(&results[1]);
        assert!(located.iter().any(|pointer| pointer == "/floor"), "{located:?}");
        assert!(located.iter().any(|pointer| pointer == "/occupants/under_3"), "{located:?}");
        assert_eq!(pointers(&results[4]), ["/neighbourhood_code"]);
        assert_eq!(results[2]["problem"]["errors"][0]["code"], "unknown_kind");
        assert_eq!(app.as_device(&phone).all("/v1/households", 50).await.len(), 2);
    }

    async fn c66_the_times_of_the_device_and_of_the_server_are_both_kept(app) {
        let door = visits::door(app).await;
        let phone = devices::enrol(app, &door.worker).await;
        let visit = door.interview_with(json!({"occurred_at": "2026-01-12T16:20:00.123456Z"}));
        let receipt = batch(app, &phone, 1, &[item("visit", visit.clone())]).await.expect(200).json();
        let path = format!("/v1/visits/{}", visit["id"].as_str().expect("an id"));
        let kept = app.as_operator().get(&path).await.expect(200).json();
        assert_eq!(kept["occurred_at"], "2026-01-12T16:20:00.123456Z");
        assert_eq!(kept["received_at"], receipt["received_at"]);
        // Sent again later, it is still of the time at which it arrived first.
        send(app, &phone, 2, &[item("visit", visit)]).await;
        assert_eq!(app.as_operator().get(&path).await.expect(200).json(), kept);
    }

    async fn lines_and_gzip_are_taken_as_json_is(app) {
        let phone = phone(app).await;
        let (first, second) = (item("household", draft()), item("household", draft()));
        let lines = format!("{first}\n\n{second}\nnot JSON\n");
        let path = "/v1/sync?sequence=1";
        let plain = app.as_device(&phone).post(path, ()).without_key().body("application/x-ndjson", lines.clone());
        let plain = plain.await.expect(200).json();
        assert_eq!(statuses(plain["items"].as_array().expect("results")), ["applied", "applied", "refused"]);
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(lines.as_bytes()).expect("packed");
        let packed = packed.finish().expect("packed");
        let again = app.as_device(&phone).post(path, ()).without_key().body("application/x-ndjson", packed);
        let again = again.header("content-encoding", "gzip").await.expect(200).json();
        assert_eq!(again, plain, "the same items in the same batch");
    }

    async fn missing_batches_are_told_until_they_arrive(app) {
        let phone = phone(app).await;
        let missing = async |sequence: i64| {
            let receipt = batch(app, &phone, sequence, &[item("household", draft())]).await.expect(200).json();
            receipt["missing_sequences"].clone()
        };
        assert_eq!(missing(1).await, json!([]));
        assert_eq!(missing(4).await, json!([{"from": 2, "to": 3}]));
        assert_eq!(missing(7).await, json!([{"from": 2, "to": 3}, {"from": 5, "to": 6}]));
        assert_eq!(missing(2).await, json!([{"from": 3, "to": 3}, {"from": 5, "to": 6}]));
    }

    async fn a_receipt_that_is_known_is_told_again_when_batches_are_missing_since(app) {
        let phone = phone(app).await;
        send(app, &phone, 1, &[item("household", draft())]).await;
        let path = "/v1/sync/receipts/1";
        let first = app.as_device(&phone).get(path).await.expect(200);
        assert_eq!(first.json()["missing_sequences"], json!([]));
        let unchanged = app.as_device(&phone).get(path).header("if-none-match", &first.etag());
        unchanged.await.expect(304);
        send(app, &phone, 4, &[item("household", draft())]).await;
        let later = app.as_device(&phone).get(path).header("if-none-match", &first.etag()).await.expect(200);
        assert_eq!(later.json()["missing_sequences"], json!([{"from": 2, "to": 3}]));
    }

    async fn atomic_takes_all_or_nothing(app) {
        let phone = phone(app).await;
        let path = "/v1/sync?sequence=1&atomic=true";
        let household = draft();
        let good = [edit(&household["id"], 1, json!({"floor": 7})), item("household", household.clone())];
        let mut items = good.to_vec();
        items.push(edit(&draft()["id"], 1, json!({"floor": 2})));
        items.push(item("household", draft_with(json!({"neighbourhood_code": "QN09999N"}))));
        let refused = app.as_device(&phone).post(path, json!({"items": items})).without_key().await;
        let mut located: Vec<_> = refused.invalid().into_iter().map(|(pointer, _)| pointer).collect();
        located.sort();
        assert_eq!(located, ["/items/2/item/household_id", "/items/3/item/neighbourhood_code"]);
        assert_eq!(app.as_device(&phone).all("/v1/households", 50).await.len(), 0);
        // Nothing was kept of it, its number neither; and the order within a batch does not matter.
        let taken = app.as_device(&phone).post(path, json!({"items": good})).without_key().await.expect(200).json();
        assert_eq!(statuses(taken["items"].as_array().expect("results")), ["applied", "applied"]);
    }

    async fn a_batch_has_bounds(app, |config| config.field.sync_body_limit_bytes = 3_000) {
        let phone = phone(app).await;
        batch(app, &phone, 1, &[]).await.problem(422, "validation_failed");
        let many = vec![json!(1); 1_001];
        assert_eq!(batch(app, &phone, 1, &many).await.invalid()[0].0, "/items");
        let long = vec![json!("x".repeat(100)); 100];
        batch(app, &phone, 1, &long).await.problem(413, "body_too_large");
        let path = "/v1/sync?sequence=1";
        let device = app.as_device(&phone);
        device.post(path, ()).without_key().body("text/plain", "x").await.problem(415, "unsupported_media_type");
        device.post(path, ()).without_key().body("application/json", "{").await.problem(400, "malformed_body");
        device.post("/v1/sync", json!({"items": [1]})).without_key().await.problem(400, "invalid_parameters");
        device.post("/v1/sync?sequence=0", json!({"items": [1]})).without_key().await.problem(400, "invalid_parameters");
        app.as_operator().post(path, json!({"items": [1]})).without_key().await.problem(403, "device_required");
        app.as_partner().post(path, json!({"items": [1]})).without_key().await.problem(403, "insufficient_scope");
        app.anonymous().post(path, json!({"items": [1]})).without_key().await.problem(401, "unauthenticated");
    }

    async fn a_whole_batch_of_visits_to_one_door_is_taken(app) {
        let door = visits::door(app).await;
        let phone = devices::enrol(app, &door.worker).await;
        // Latest first: each one happened before all that are there.
        let minutes = (0..1_000).rev();
        let items: Vec<Value> = minutes
            .map(|minute| {
                let at = format!("2026-02-{:02}T{:02}:{:02}:00Z", 1 + minute / 100, 9 + minute % 100 / 10, minute % 10);
                item("visit", visits::with(door.no_answer(), &json!({"outcome": "declined", "occurred_at": at})))
            })
            .collect();
        let results = send(app, &phone, 1, &items).await;
        assert!(statuses(&results).iter().all(|status| *status == "applied"));
    }
}
