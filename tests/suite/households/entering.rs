//! Entering, reading and listing.

use palier_tests::{
    both,
    field::households::{draft, draft_with, household, households},
};
use serde_json::{Value, json};

both! {
    async fn what_is_entered_is_read_back(app) {
        let sent = draft();
        let made = app.as_operator().post("/v1/households", &sent).await.expect(201);
        let path = format!("/v1/households/{}", made.id());
        assert_eq!(made.header("location"), path);
        let read = app.as_operator().get(&path).await.expect(200);
        assert_eq!((made.json(), made.etag()), (read.json(), read.etag()));
        let read = read.json();
        for (member, value) in sent.as_object().expect("an object") {
            let time = |value: &Value| value.as_str().map(|text| text[..19].to_owned());
            if member == "occurred_at" {
                assert_eq!(time(&read[member]), time(value));
            } else {
                assert_eq!(&read[member], value, "{member}");
            }
        }
        assert!(read["created_at"].as_str() > read["occurred_at"].as_str(), "both clocks are kept");
        assert_eq!(read["conflicts"], json!([]));
        let known = app.as_operator().get(&path).header("if-none-match", "\"1\"").await;
        known.expect(304);
    }

    async fn c62_the_same_household_again_changes_nothing_and_another_one_is_refused(app) {
        let mut sent = draft();
        let made = app.as_operator().post("/v1/households", &sent).await.expect(201);
        // The same content in another order, with spaces around a text and nulls for what is not said.
        sent["door_label"] = json!("  porte gauche ");
        sent["do_not_disturb"] = json!(null);
        let again = app.as_operator().post("/v1/households", &sent).await.expect(200);
        assert_eq!((made.json(), made.etag()), (again.json(), again.etag()));
        sent["floor"] = json!(5);
        let other = app.as_operator().post("/v1/households", &sent).await;
        assert_eq!(other.problem(409, "content_differs")["current_version"], 1);
        let path = format!("/v1/households/{}", made.id());
        assert_eq!(app.as_operator().get(&path).await.expect(200).json()["floor"], 4);
    }

    async fn an_id_of_test_data_is_not_told_from_another_content(app) {
        let sent = draft();
        let trial = app.as_client(&app.seed().operator.test);
        let _made = trial.post("/v1/households", &sent).await.expect(201);
        let live = app.as_operator().post("/v1/households", &sent).await;
        live.problem(409, "content_differs");
    }

    async fn all_that_is_wrong_is_told_with_its_place(app) {
        let sent = draft_with(json!({"id": "5f64bc1c-3d0e-4b5a-9d5e-555555555555"}));
        let answer = app.as_operator().post("/v1/households", sent).await;
        assert_eq!(answer.invalid(), [("/id".to_owned(), "uuid_version".to_owned())]);
        let sent = draft_with(json!({"neighbourhood_code": "QN09999N"}));
        let answer = app.as_operator().post("/v1/households", sent).await;
        assert_eq!(answer.invalid(), [("/neighbourhood_code".to_owned(), "unknown_reference".to_owned())]);
        let sent = draft_with(json!({"round_id": uuid::Uuid::now_v7()}));
        let answer = app.as_operator().post("/v1/households", sent).await;
        assert_eq!(answer.invalid(), [("/round_id".to_owned(), "unknown_reference".to_owned())]);
        let sent = draft_with(json!({
            "floor": 100, "note": "x".repeat(281), "occupants": {"under_3": 31}, "tenure": "king", "name": "X",
        }));
        let answer = app.as_operator().post("/v1/households", sent).await;
        let pointers: Vec<_> = answer.invalid().into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(pointers, ["/floor", "/name", "/note", "/occupants/under_3", "/tenure"]);
    }

    async fn lists_are_narrowed_and_show_nothing_personal(app) {
        let ours = households(app, "C", 12).await;
        let spared = draft_with(json!({"do_not_disturb": {"reason": "asked", "until": null}}));
        let spared = app.as_operator().post("/v1/households", spared).await.expect(201).id();
        let over = draft_with(json!({"do_not_disturb": {"reason": "asked", "until": "2020-01-01"}}));
        let over = app.as_operator().post("/v1/households", over).await.expect(201).id();
        let listed = async |filter: &str| -> Vec<String> {
            let items = app.as_operator().all(&format!("/v1/households?{filter}"), 5).await;
            items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
        };
        assert_eq!(listed("building=C").await, ours);
        assert_eq!(listed("building=C&stairwell=1").await, ours[10..]);
        assert_eq!(listed("do_not_disturb=true").await, std::slice::from_ref(&spared));
        assert_eq!(listed("do_not_disturb=false&building=B").await, std::slice::from_ref(&over));
        assert_eq!(listed("neighbourhood_code=QN09901N").await.len(), 14);
        assert!(listed("neighbourhood_code=QN09903N").await.is_empty());
        assert!(listed("conflicts=true").await.is_empty());
        let page = app.as_operator().get("/v1/households").await.expect(200).text();
        let csv = app.as_operator().get("/v1/households").accept("text/csv").await.expect(200).text();
        for text in [page, csv] {
            assert!(text.contains(&spared) && !text.contains("porte") && !text.contains("+33"), "{text}");
        }
    }

    async fn another_mode_sees_none(app) {
        let id = household(app).await;
        let trial = app.as_client(&app.seed().operator.test);
        trial.get(&format!("/v1/households/{id}")).await.problem(404, "not_found");
        assert!(trial.all("/v1/households", 50).await.is_empty());
    }
}
