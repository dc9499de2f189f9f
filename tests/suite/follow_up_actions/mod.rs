//! What became of what residents meant to do.

use palier_tests::{
    both,
    field::{
        devices,
        sync::{item, send, statuses},
        visits::{door, follow_up_of, interview, with},
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

both! {
    async fn what_became_of_an_action_is_told_and_read_back(app) {
        let visit = interview(app).await;
        let sent = follow_up_of(&visit.id);
        let made = app.as_operator().post("/v1/follow-up-actions", &sent).await.expect(201);
        let path = format!("/v1/follow-up-actions/{}", made.id());
        assert_eq!(made.header("location"), path);
        let read = app.as_operator().get(&path).await.expect(200);
        assert_eq!((made.json(), made.etag()), (read.json(), read.etag()));
        assert_eq!((&read.json()["household_id"], &read.json()["current"]), (&json!(visit.door.household), &json!(true)));
        let of_household = format!("/v1/follow-up-actions?household_id={}&status=done", visit.door.household);
        assert_eq!(app.as_operator().all(&of_household, 10).await, [read.json()]);
        assert!(app.as_operator().all("/v1/follow-up-actions?status=unknown", 10).await.is_empty());
    }

    async fn c62_the_same_again_changes_nothing_and_another_one_is_refused(app) {
        let sent = follow_up_of(&interview(app).await.id);
        let made = app.as_operator().post("/v1/follow-up-actions", &sent).await.expect(201).json();
        let again = app.as_operator().post("/v1/follow-up-actions", &sent).await.expect(200).json();
        assert_eq!(again, made);
        let other = with(sent, &json!({"status": "not_done"}));
        app.as_operator().post("/v1/follow-up-actions", other).await.problem(409, "content_differs");
    }

    async fn the_latest_word_counts_in_whatever_order_the_words_come(app) {
        for late_first in [false, true] {
            let visit = interview(app).await.id;
            let early = follow_up_of(&visit);
            let late = with(follow_up_of(&visit), &json!({"status": "unknown", "occurred_at": "2026-04-02T17:10:00Z"}));
            let order = if late_first { [&late, &early] } else { [&early, &late] };
            for told in order {
                app.as_operator().post("/v1/follow-up-actions", told).await.expect(201);
            }
            for (told, current) in [(&early, false), (&late, true)] {
                let path = format!("/v1/follow-up-actions/{}", told["id"].as_str().expect("an id"));
                let read = app.as_operator().get(&path).await.expect(200);
                assert_eq!(read.json()["current"], current);
                assert_eq!(read.etag(), if current { "\"1\"" } else { "\"2\"" });
            }
        }
    }

    async fn only_what_somebody_meant_to_do_is_followed_up(app) {
        let visit = interview(app).await;
        let found = async |changes: Value| {
            let sent = with(follow_up_of(&visit.id), &changes);
            app.as_operator().post("/v1/follow-up-actions", sent).await.invalid()
        };
        assert_eq!(found(json!({"action_code": "move_out"})).await, one("/action_code", "not_intended"));
        let nobody = Uuid::now_v7();
        assert_eq!(found(json!({"visit_id": nobody})).await, one("/visit_id", "unknown_reference"));
        assert_eq!(found(json!({"field_worker_id": nobody})).await, one("/field_worker_id", "unknown_reference"));
        let id = "5f64bc1c-3d0e-4b5a-9d5e-555555555555";
        assert_eq!(found(json!({"id": id})).await, one("/id", "uuid_version"));
    }

    async fn c64_a_phone_tells_it_before_the_visit_has_arrived(app) {
        let door = door(app).await;
        let phone = devices::enrol(app, &door.worker).await;
        let visit = door.interview();
        let told = follow_up_of(visit["id"].as_str().expect("an id"));
        let held = send(app, &phone, 2, &[item("follow_up_action", told.clone())]).await;
        assert_eq!(statuses(&held), ["held"]);
        send(app, &phone, 1, &[item("visit", visit)]).await;
        let path = format!("/v1/follow-up-actions/{}", told["id"].as_str().expect("an id"));
        let read = app.as_device(&phone).get(&path).await.expect(200).json();
        assert_eq!(read["field_worker_id"], door.worker.as_str());
    }

    async fn c09_a_phone_sees_what_its_field_worker_took_down_alone(app) {
        let (visit, other) = (interview(app).await, door(app).await);
        let told = app.as_operator().post("/v1/follow-up-actions", follow_up_of(&visit.id)).await.expect(201);
        let phone = devices::enrol(app, &other.worker).await;
        let path = format!("/v1/follow-up-actions/{}", told.id());
        app.as_device(&phone).get(&path).await.problem(404, "not_found");
        assert!(app.as_device(&phone).all("/v1/follow-up-actions", 10).await.is_empty());
        let refused = send(app, &phone, 1, &[item("follow_up_action", follow_up_of(&visit.id))]).await;
        assert_eq!(statuses(&refused), ["held"], "for it there is no such visit");
    }
}
