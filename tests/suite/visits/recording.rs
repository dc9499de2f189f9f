//! Recording, reading, sending again, correcting.

use palier_tests::{
    both,
    field::{
        households,
        visits::{door, interview, with},
    },
};
use serde_json::json;
use uuid::Uuid;

fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

both! {
    async fn a_recorded_visit_is_read_back_with_what_it_counts_as(app) {
        let door = door(app).await;
        let sent = door.interview();
        let made = app.as_operator().post("/v1/visits", &sent).await.expect(201);
        let path = format!("/v1/visits/{}", made.id());
        assert_eq!(made.header("location"), path);
        let read = app.as_operator().get(&path).await.expect(200);
        assert_eq!((made.json(), made.etag()), (read.json(), read.etag()));
        let read = read.json();
        for (member, value) in sent.as_object().expect("an object") {
            assert_eq!(&read[member], value, "{member}");
        }
        assert_eq!(read["funnel"], json!({"door_attempt": true, "door_opened": true, "interview": true}));
        assert_eq!((&read["flags"], &read["superseded_by"]), (&json!([]), &json!([])));
        app.as_operator().get(&path).header("if-none-match", "\"1\"").await.expect(304);
    }

    async fn c66_the_times_of_the_device_and_of_the_server_are_both_kept(app) {
        let made = interview(app).await;
        let read = app.as_operator().get(&format!("/v1/visits/{}", made.id)).await.expect(200).json();
        assert_eq!(read["occurred_at"], made.sent["occurred_at"]);
        assert!(read["received_at"].as_str() > read["occurred_at"].as_str());
    }

    async fn c62_the_same_visit_again_changes_nothing_and_another_one_is_refused(app) {
        let made = interview(app).await;
        let path = format!("/v1/visits/{}", made.id);
        let before = app.as_operator().get(&path).await.expect(200);
        let again = app.as_operator().post("/v1/visits", &made.sent).await.expect(200);
        assert_eq!((again.json(), again.etag()), (before.json(), before.etag()));
        let other = with(made.sent.clone(), &json!({"found_useful": false}));
        let refused = app.as_operator().post("/v1/visits", other).await;
        assert_eq!(refused.problem(409, "content_differs")["current_version"], 1);
        assert_eq!(app.as_operator().get(&path).await.expect(200).json(), before.json());
        assert_eq!((app.connect().count("visits"), app.connect().count("needs")), (1, 1));
    }

    async fn an_id_of_test_data_is_not_told_from_another_content(app) {
        let made = interview(app).await;
        let trial = app.as_client(&app.seed().operator.test);
        trial.post("/v1/visits", &made.sent).await.problem(409, "content_differs");
    }

    async fn a_correction_is_another_visit_and_both_stay(app) {
        let made = interview(app).await;
        let path = format!("/v1/visits/{}", made.id);
        let correction = made.door.interview_with(json!({
            "supersedes_id": made.id, "found_useful": false, "needs": [],
        }));
        let second = app.as_operator().post("/v1/visits", &correction).await.expect(201);
        assert_eq!(second.json()["supersedes_id"], json!(made.id));
        let first = app.as_operator().get(&path).await.expect(200);
        assert_eq!(first.json()["superseded_by"], json!([second.id()]));
        assert_eq!((first.json()["found_useful"].clone(), first.etag()), (json!(true), "\"2\"".to_owned()));
        let ids = async |query: &str| {
            let items = app.as_operator().all(&format!("/v1/visits?{query}"), 50).await;
            items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ids("superseded=false").await, [second.id()]);
        assert_eq!(ids("superseded=true").await, std::slice::from_ref(&made.id));
        assert_eq!(ids("flagged=false").await.len(), 2);
    }

    async fn what_it_corrects_is_there_and_of_the_same_household(app) {
        let made = interview(app).await;
        let nowhere = made.door.interview_with(json!({"supersedes_id": Uuid::now_v7()}));
        let answer = app.as_operator().post("/v1/visits", nowhere).await;
        assert_eq!(answer.invalid(), one("/supersedes_id", "unknown_reference"));
        let household = households::household(app).await;
        let elsewhere = made.door.interview_with(json!({"supersedes_id": made.id, "household_id": household}));
        let answer = app.as_operator().post("/v1/visits", elsewhere).await;
        assert_eq!(answer.invalid(), one("/supersedes_id", "other_household"));
        assert_eq!(app.connect().count("visits"), 1);
    }

    async fn all_that_is_missing_is_told_at_once(app) {
        let door = door(app).await;
        let sent = door.interview_with(json!({
            "household_id": Uuid::now_v7(), "supersedes_id": Uuid::now_v7(), "campaign_id": Uuid::now_v7(),
        }));
        let answer = app.as_operator().post("/v1/visits", sent).await;
        assert_eq!(
            answer.invalid(),
            [one("/household_id", "unknown_reference"), one("/supersedes_id", "unknown_reference")].concat()
        );
        let sent = door.interview_with(json!({
            "campaign_id": Uuid::now_v7(), "round_id": Uuid::now_v7(), "field_worker_id": Uuid::now_v7(),
        }));
        let found = app.as_operator().post("/v1/visits", sent).await.invalid();
        for pointer in ["/campaign_id", "/round_id", "/field_worker_id"] {
            assert!(found.contains(&one(pointer, "unknown_reference")[0]), "{found:?}");
        }
        assert_eq!(found.len(), 3);
    }

    async fn the_operator_names_the_field_worker(app) {
        let door = door(app).await;
        let sent = door.interview_with(json!({"field_worker_id": null, "round_id": null}));
        let answer = app.as_operator().post("/v1/visits", sent).await;
        assert_eq!(answer.invalid(), one("/field_worker_id", "required"));
    }

    async fn parts_that_contradict_each_other_are_told_with_their_places(app) {
        let door = door(app).await;
        let found = async |changes: serde_json::Value| {
            app.as_operator().post("/v1/visits", door.interview_with(changes)).await.invalid()
        };
        assert_eq!(
            found(json!({"outcome": "opened"})).await.into_iter().map(|(pointer, _)| pointer).collect::<Vec<_>>(),
            ["/language", "/answers", "/found_useful", "/actions_intended"]
        );
        assert_eq!(found(json!({"message": null})).await, one("/message", "required"));
        assert_eq!(found(json!({"residents_present": 0})).await, one("/residents_present", "out_of_range"));
        assert_eq!(found(json!({"duration_seconds": 43_201})).await[0].0, "/duration_seconds");
        assert_eq!(found(json!({"id": "5f64bc1c-3d0e-4b5a-9d5e-555555555555"})).await, one("/id", "uuid_version"));
        assert_eq!(found(json!({"outcome": "slept"})).await[0].0, "/outcome");
        assert_eq!(found(json!({"note": "Madame"})).await, one("/note", "unknown_member"));
        assert_eq!(app.connect().count("visits"), 0);
    }

    async fn the_needs_of_a_visit_come_with_it_or_not_at_all(app) {
        let made = interview(app).await;
        let id = made.sent["needs"][0]["id"].as_str().expect("an id");
        let need = app.as_operator().get(&format!("/v1/needs/{id}")).await.expect(200).json();
        assert_eq!((&need["visit_id"], &need["status"]), (&json!(made.id), &json!("raised")));
        assert_eq!(need["household_id"], json!(made.door.household));
        // Another visit can't raise the same need.
        let again = made.door.interview_with(json!({"needs": made.sent["needs"]}));
        app.as_operator().post("/v1/visits", again).await.problem(409, "content_differs");
        let wrong = made.door.interview_with(json!({
            "needs": [{"id": Uuid::now_v7(), "theme": "palier:eau", "urgency": "normal"}],
        }));
        let answer = app.as_operator().post("/v1/visits", wrong).await;
        assert_eq!(answer.invalid()[0].0, "/needs/0/theme");
        assert_eq!((app.connect().count("visits"), app.connect().count("needs")), (1, 1));
    }
}
