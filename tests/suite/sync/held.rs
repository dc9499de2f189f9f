use palier_tests::{
    both,
    field::{
        devices,
        households::{draft, draft_with},
        sync::{batch, edit, item, phone, send, statuses},
        visits::{self, with},
    },
};
use serde_json::{Value, json};

async fn held(app: &palier_tests::App) -> Vec<Value> {
    app.as_operator().all("/v1/sync/held", 50).await
}

/// Asks until it is so: what another path than a sync brought is taken within a second or two.
async fn soon(app: &palier_tests::App, status: &str) {
    for _ in 0..100 {
        if held(app).await.iter().all(|held| held["status"] == status) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("not {status}: {:?}", held(app).await);
}

both! {
    async fn c63_a_visit_that_arrives_before_its_household_is_held_visibly_and_applied_when_that_comes(app) {
        let door = visits::door(app).await;
        let phone = devices::enrol(app, &door.worker).await;
        let other = devices::enrol(app, &door.worker).await;
        let household = draft();
        let visit = door.interview_with(json!({"household_id": household["id"], "round_id": null}));
        let results = send(app, &phone, 1, &[item("visit", visit.clone())]).await;
        assert_eq!(statuses(&results), ["held"]);
        assert_eq!(results[0]["waits_for"], json!({"kind": "household", "id": household["id"]}));
        for caller in [app.as_operator(), app.as_device(&phone)] {
            let waiting = caller.all("/v1/sync/held", 50).await;
            assert_eq!(waiting.len(), 1);
            let shown = (&waiting[0]["kind"], &waiting[0]["item_id"], &waiting[0]["status"]);
            assert_eq!(shown, (&json!("visit"), &visit["id"], &json!("waiting")));
            assert_eq!(waiting[0]["deadline"], results[0]["deadline"]);
        }
        let path = format!("/v1/visits/{}", visit["id"].as_str().expect("an id"));
        app.as_operator().get(&path).await.problem(404, "not_found");
        let needs = async || app.as_operator().all("/v1/needs", 50).await.len();
        assert_eq!(needs().await, 0);
        // Another phone of the same field worker brings the household: by the time it is answered the visit stands.
        send(app, &other, 1, &[item("household", household.clone())]).await;
        let taken = app.as_operator().get(&path).await.expect(200).json();
        assert_eq!((&taken["household_id"], &taken["outcome"]), (&household["id"], &visit["outcome"]));
        assert_eq!(taken["device_id"], phone.device_id.as_str(), "in the name of the phone that sent it");
        assert_eq!(needs().await, 1, "with the need that it raised");
        assert_eq!(held(app).await[0]["status"], "applied");
        let again = send(app, &phone, 2, &[item("visit", visit)]).await;
        assert_eq!(statuses(&again), ["unchanged"]);
        assert_eq!((held(app).await.len(), needs().await), (1, 1));
    }

    async fn what_waits_under_an_id_is_not_taken_for_another_item_of_that_id(app) {
        let door = visits::door(app).await;
        let phone = devices::enrol(app, &door.worker).await;
        let household = draft();
        let waiting = door.interview_with(json!({"household_id": household["id"], "round_id": null}));
        send(app, &phone, 1, &[item("visit", waiting.clone())]).await;
        // A faulty app gives the id again, to a visit that can be taken at once.
        let other = with(waiting.clone(), &json!({"household_id": door.household}));
        assert_eq!(statuses(&send(app, &phone, 2, &[item("visit", other)]).await), ["applied"]);
        assert_eq!(held(app).await[0]["status"], "waiting", "nothing became of the first one");
        send(app, &phone, 3, &[item("household", household)]).await;
        let id = held(app).await[0]["id"].as_str().expect("an id").to_owned();
        let first = app.as_operator().get(&format!("/v1/sync/held/{id}")).await.expect(200).json();
        assert_eq!((&first["status"], &first["problem"]["code"]), (&json!("refused"), &json!("content_differs")));
        assert_eq!(first["item"]["household_id"], waiting["household_id"], "and the operator can read it");
    }

    async fn an_item_that_can_not_be_read_keeps_no_other_from_being_taken(app) {
        let phone = phone(app).await;
        let household = draft();
        let edits = [
            edit(&household["id"], 1, json!({"floor": 2})),
            edit(&household["id"], 1, json!({"building": "Z"})),
        ];
        send(app, &phone, 1, &edits).await;
        app.connect().execute(
            "UPDATE held_items SET item = fingerprint WHERE id = (SELECT id FROM held_items ORDER BY id LIMIT 1)",
        );
        send(app, &phone, 2, &[item("household", household.clone())]).await;
        let stands: Vec<_> = held(app).await.iter().map(|held| held["status"].clone()).collect();
        assert_eq!(stands, ["waiting", "applied"]);
        let path = format!("/v1/households/{}", household["id"].as_str().expect("an id"));
        assert_eq!(app.as_operator().get(&path).await.expect(200).json()["building"], "Z");
        // Nor does it hold up the job that looks after what comes by other ways.
        let (later, entered) = (draft(), app.as_operator());
        send(app, &phone, 3, &[edit(&later["id"], 1, json!({"floor": 3}))]).await;
        entered.post("/v1/households", later.clone()).await.expect(201);
        let campaign = palier_tests::samples::running(app).await;
        let worker = format!("/v1/field-workers/{}", phone.field_worker_id);
        let etag = entered.get(&worker).await.expect(200).etag();
        entered.patch(&worker, json!({"trained_for": [campaign]})).if_match(&etag).await.expect(200);
        let doors = [later["id"].as_str().expect("an id")];
        let round = palier_tests::field::workers::round_of(&phone.field_worker_id, &campaign, &doors);
        entered.post("/v1/rounds", round).await.expect(201);
        for _ in 0..100 {
            if held(app).await[2]["status"] == "applied" { return; }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("it still waits: {:?}", held(app).await);
    }

    async fn an_item_waits_visibly_for_what_it_refers_to_and_is_taken_when_that_comes(app) {
        let phone = phone(app).await;
        let other = devices::enrol(app, &phone.field_worker_id).await;
        let household = draft_with(json!({"floor": 1}));
        let results = send(app, &phone, 1, &[edit(&household["id"], 1, json!({"floor": 2}))]).await;
        assert_eq!(statuses(&results), ["held"]);
        assert_eq!(results[0]["waits_for"], json!({"kind": "household", "id": household["id"]}));
        let waiting = held(app).await;
        assert_eq!((waiting.len(), &waiting[0]["status"]), (1, &json!("waiting")));
        assert_eq!(waiting[0]["deadline"], results[0]["deadline"]);
        // Another device of the same field worker brings it.
        send(app, &other, 1, &[item("household", household.clone())]).await;
        assert_eq!(held(app).await[0]["status"], "applied");
        let path = format!("/v1/households/{}", household["id"].as_str().expect("an id"));
        assert_eq!(app.as_operator().get(&path).await.expect(200).json()["floor"], 2);
    }

    async fn what_comes_by_another_path_releases_too(app) {
        let phone = phone(app).await;
        let household = draft();
        send(app, &phone, 1, &[edit(&household["id"], 1, json!({"floor": 2}))]).await;
        // The operator enters it, and it is not the field worker's; then it joins a round of the field worker's.
        app.as_operator().post("/v1/households", household.clone()).await.expect(201);
        let id = household["id"].as_str().expect("an id");
        let campaign = palier_tests::samples::running(app).await;
        let worker = format!("/v1/field-workers/{}", phone.field_worker_id);
        let etag = app.as_operator().get(&worker).await.expect(200).etag();
        app.as_operator().patch(&worker, json!({"trained_for": [campaign]})).if_match(&etag).await.expect(200);
        let round = palier_tests::field::workers::round_of(&phone.field_worker_id, &campaign, &[id]);
        app.as_operator().post("/v1/rounds", round).await.expect(201);
        soon(app, "applied").await;
    }

    async fn an_item_that_waits_is_kept_once_and_another_content_is_a_conflict(app) {
        let phone = phone(app).await;
        let waiting = edit(&draft()["id"], 1, json!({"floor": 2}));
        let first = send(app, &phone, 1, std::slice::from_ref(&waiting)).await;
        let again = send(app, &phone, 2, std::slice::from_ref(&waiting)).await;
        assert_eq!(first, again);
        let mut other = waiting;
        other["item"]["changes"] = json!({"floor": 3});
        assert_eq!(statuses(&send(app, &phone, 3, &[other]).await), ["conflict"]);
        assert_eq!(held(app).await.len(), 1);
    }

    async fn the_operator_decides(app, |config| config.field.held_days = 0) {
        let phone = phone(app).await;
        let household = draft();
        let items = [
            edit(&household["id"], 1, json!({"floor": 2})),
            edit(&household["id"], 1, json!({"building": "Z"})),
        ];
        send(app, &phone, 1, &items).await;
        let overdue = app.as_operator().get("/v1/sync/held?overdue=true").await.expect(200).json();
        let ids: Vec<String> = overdue["items"].as_array().expect("items").iter()
            .map(|held| held["id"].as_str().expect("an id").to_owned()).collect();
        assert_eq!(ids.len(), 2);
        let apply = format!("/v1/sync/held/{}/apply", ids[0]);
        let refused = app.as_operator().post_empty(&apply).await;
        assert_eq!(refused.invalid(), [("/household_id".to_owned(), "unknown_reference".to_owned())]);
        // It comes, but the time of these is over: they are the operator's to decide.
        send(app, &phone, 2, &[item("household", household.clone())]).await;
        assert!(held(app).await.iter().all(|held| held["status"] == "waiting"));
        let applied = app.as_operator().post_empty(&apply).await.expect(200).json();
        assert_eq!(applied["status"], "applied");
        let twice = app.as_operator().post_empty(&apply).await.problem(409, "conflict");
        assert_eq!(twice["errors"][0]["code"], "decided_already");
        let discard = format!("/v1/sync/held/{}/discard", ids[1]);
        assert_eq!(app.as_operator().post_empty(&discard).await.expect(200).json()["status"], "discarded");
        let opened = app.as_operator().get(&format!("/v1/sync/held/{}", ids[1])).await.expect(200).json();
        assert_eq!(opened["item"]["changes"], json!({"building": "Z"}));
        let path = format!("/v1/households/{}", household["id"].as_str().expect("an id"));
        let shown = app.as_operator().get(&path).await.expect(200).json();
        assert_eq!((&shown["floor"], &shown["building"]), (&json!(2), &household["building"]));
    }

    async fn what_a_lost_phone_sends_is_refused_and_set_aside(app) {
        let phone = phone(app).await;
        let (before, after) = (draft(), draft());
        let taken = [item("household", before)];
        send(app, &phone, 1, &taken).await;
        let revoke = format!("/v1/devices/{}/revoke", phone.device_id);
        app.as_operator().post(&revoke, json!({"reason": "lost"})).await.expect(200);
        let good = item("household", after.clone());
        let items = [item("household", json!({"id": 1})), good.clone(), good];
        let refused = batch(app, &phone, 2, &items).await.problem(401, "device_revoked");
        assert_eq!(refused["set_aside"], 1);
        let again = batch(app, &phone, 2, &items).await.problem(401, "device_revoked");
        assert_eq!(again["set_aside"], 0, "kept once");
        let lost_answer = batch(app, &phone, 1, &taken).await.problem(401, "device_revoked");
        assert_eq!(lost_answer["set_aside"], 0, "taken before");
        let path = format!("/v1/households/{}", after["id"].as_str().expect("an id"));
        app.as_operator().get(&path).await.problem(404, "not_found");
        let aside = held(app).await;
        assert_eq!((aside.len(), &aside[0]["status"]), (1, &json!("aside")));
        assert_eq!((&aside[0]["sequence"], &aside[0]["position"]), (&json!(2), &json!(1)));
        let apply = format!("/v1/sync/held/{}/apply", aside[0]["id"].as_str().expect("an id"));
        app.as_operator().post_empty(&apply).await.expect(200);
        app.as_operator().get(&path).await.expect(200);
    }

    async fn a_held_item_is_nobody_elses(app) {
        let (one, other) = (phone(app).await, phone(app).await);
        send(app, &one, 1, &[edit(&draft()["id"], 1, json!({"floor": 2}))]).await;
        let id = held(app).await[0]["id"].as_str().expect("an id").to_owned();
        assert_eq!(app.as_device(&other).all("/v1/sync/held", 50).await.len(), 0);
        app.as_device(&other).get(&format!("/v1/sync/held/{id}")).await.problem(404, "not_found");
        app.as_device(&other).post_empty(&format!("/v1/sync/held/{id}/discard")).await.problem(404, "not_found");
        app.as_device(&one).post_empty(&format!("/v1/sync/held/{id}/discard")).await.problem(404, "not_found");
    }
}
