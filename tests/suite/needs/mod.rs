//! Needs: raising, moving on, listing.

use palier_domain::{
    caller::{Act, Actor},
    ids::NeedId,
};
use palier_server::service::{ServiceError, needs};
use palier_store::Recorded;
use palier_tests::{
    App, both,
    field::{
        households,
        visits::{interview, need, need_of, with},
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

/// What a referral does to the needs that it carries.
fn carried(
    app: &App,
    change: impl FnOnce(&mut palier_store::Tx<'_>, &Act) -> Result<Recorded<()>, ServiceError>,
) {
    let act = Act { actor: Actor::CommandLine, request_id: "referral".to_owned(), at: app.state().now() };
    app.store().write(|tx| change(tx, &act)).expect("the needs are carried");
}

fn id_of(text: &str) -> NeedId {
    text.parse().expect("an id")
}

async fn read(app: &App, id: &str) -> Value {
    app.as_operator().get(&format!("/v1/needs/{id}")).await.expect(200).json()
}

both! {
    async fn a_raised_need_is_read_back_with_its_history(app) {
        let sent = need_of(&households::household(app).await);
        let made = app.as_operator().post("/v1/needs", &sent).await.expect(201);
        let path = format!("/v1/needs/{}", made.id());
        assert_eq!(made.header("location"), path);
        let read = app.as_operator().get(&path).await.expect(200);
        assert_eq!((made.json(), made.etag()), (read.json(), read.etag()));
        let read = read.json();
        for (member, value) in sent.as_object().expect("an object") {
            assert_eq!(&read[member], value, "{member}");
        }
        assert_eq!((&read["status"], &read["history"][0]["by"]), (&json!("raised"), &json!("operator")));
        assert_eq!(read["transitions"], json!(["mark_met", "mark_not_met", "withdraw"]));
        app.as_operator().get(&path).header("if-none-match", "\"1\"").await.expect(304);
    }

    async fn c62_the_same_need_again_changes_nothing_and_another_one_is_refused(app) {
        let sent = need_of(&households::household(app).await);
        let made = app.as_operator().post("/v1/needs", &sent).await.expect(201);
        let path = format!("/v1/needs/{}", made.id());
        let _met = app.as_operator().post_empty(&format!("{path}/mark-met")).await.expect(200);
        let again = app.as_operator().post("/v1/needs", &sent).await.expect(200);
        assert_eq!((again.json()["status"].clone(), again.etag()), (json!("met"), "\"2\"".to_owned()));
        let other = with(sent, &json!({"urgency": "low"}));
        let refused = app.as_operator().post("/v1/needs", other).await;
        assert_eq!(refused.problem(409, "content_differs")["current_version"], 2);
    }

    async fn a_need_refers_to_what_is_there(app) {
        let household = households::household(app).await;
        let found = async |changes: Value| {
            app.as_operator().post("/v1/needs", with(need_of(&household), &changes)).await.invalid()
        };
        assert_eq!(
            found(json!({"household_id": Uuid::now_v7(), "visit_id": Uuid::now_v7()})).await,
            [one("/household_id", "unknown_reference"), one("/visit_id", "unknown_reference")].concat()
        );
        let elsewhere = interview(app).await;
        assert_eq!(found(json!({"visit_id": elsewhere.id})).await, one("/visit_id", "other_household"));
        assert_eq!(
            found(json!({"field_worker_id": Uuid::now_v7()})).await,
            one("/field_worker_id", "unknown_reference")
        );
        assert_eq!(found(json!({"theme": "palier:eau"})).await, one("/theme", "malformed"));
        let id = "5f64bc1c-3d0e-4b5a-9d5e-555555555555";
        assert_eq!(found(json!({"id": id})).await, one("/id", "uuid_version"));
    }

    async fn a_need_goes_its_way_and_keeps_its_history(app) {
        let id = need(app).await;
        let go = |step: &str| app.as_operator().post_empty(&format!("/v1/needs/{id}/{step}"));
        for (step, status, version) in [
            ("mark-not-met", "not_met", "\"2\""),
            ("reopen", "raised", "\"3\""),
            ("withdraw", "withdrawn", "\"4\""),
        ] {
            let moved = go(step).await.expect(200);
            assert_eq!((moved.json()["status"].clone(), moved.etag()), (json!(status), version.to_owned()));
        }
        let refused = go("mark-met").await.problem(409, "transition_refused");
        assert_eq!(refused["allowed"], json!(["reopen"]));
        go("reopen").if_match("\"1\"").await.problem(412, "precondition_failed");
        let history = read(app, &id).await["history"].clone();
        let steps: Vec<_> = history.as_array().expect("steps").iter().map(|step| step["status"].clone()).collect();
        assert_eq!(steps, [json!("raised"), json!("not_met"), json!("raised"), json!("withdrawn")]);
    }

    async fn a_referral_moves_the_needs_that_it_carries(app) {
        let (first, second) = (need(app).await, need(app).await);
        let ids = [id_of(&first), id_of(&second)];
        carried(app, |tx, act| needs::refer(tx, act, &ids));
        assert_eq!(read(app, &first).await["status"], "referred");
        // What a person has said since counts more than how the referral ends.
        let path = format!("/v1/needs/{second}/withdraw");
        let _withdrawn = app.as_operator().post_empty(&path).await.expect(200);
        carried(app, |tx, act| needs::settle(tx, act, &ids, true));
        let met = read(app, &first).await;
        assert_eq!((&met["status"], &met["history"][2]["cause"]), (&json!("met"), &json!("referral_resolved")));
        assert_eq!(read(app, &second).await["status"], "withdrawn");
        // Nor is a need that was met referred again; one that was not met is.
        carried(app, |tx, act| needs::refer(tx, act, &ids[..1]));
        assert_eq!(read(app, &first).await["status"], "met");
    }

    async fn lists_of_needs_are_narrowed(app) {
        let made = interview(app).await;
        let raised = made.sent["needs"][0]["id"].as_str().expect("an id").to_owned();
        let other = need(app).await;
        let ids = async |query: &str| {
            let items = app.as_operator().all(&format!("/v1/needs?{query}"), 1).await;
            items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&format!("household_id={}", made.door.household)).await, std::slice::from_ref(&raised));
        assert_eq!(ids("urgency=high").await, std::slice::from_ref(&other));
        assert_eq!(ids("theme=palier:eau--facture").await.len(), 2);
        assert_eq!(ids("neighbourhood_code=QN09901N&status=raised").await.len(), 2);
        assert!(ids("neighbourhood_code=QN09903N").await.is_empty());
        let path = format!("/v1/needs/{other}/mark-met");
        let _met = app.as_operator().post_empty(&path).await.expect(200);
        assert_eq!(ids("status=raised").await, [raised]);
        assert_eq!(ids("status=met").await, [other]);
        app.as_operator().get("/v1/needs?theme=palier:eau").await.any_problem();
    }
}
