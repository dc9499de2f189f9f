//! Readings: taken down once, never changed, and judged together.

use palier_tests::{
    both,
    field::{
        households,
        meters::{flags, read, reading_of, willing},
        referrals::{decide, decision},
        visits::{interview, with},
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::one;

both! {
    async fn a_reading_is_taken_down_and_read_back(app) {
        let household = willing(app).await;
        let sent = reading_of(&household, "2026-03-01", 1284.512);
        let made = app.as_operator().post("/v1/meter-readings", &sent).await.expect(201);
        let path = format!("/v1/meter-readings/{}", made.id());
        assert_eq!(made.header("location"), path);
        let read = app.as_operator().get(&path).await.expect(200);
        assert_eq!((made.json(), made.etag()), (read.json(), read.etag()));
        assert_eq!(read.json()["index"], json!(1284.512));
        assert_eq!((&read.json()["unit"], &read.json()["flags"]), (&json!("m3"), &json!([])));
        app.as_operator().get(&path).header("if-none-match", &read.etag()).await.expect(304);
    }

    async fn c62_the_same_reading_again_changes_nothing_and_another_one_is_refused(app) {
        let household = willing(app).await;
        let sent = reading_of(&household, "2026-03-01", 100.0);
        let made = app.as_operator().post("/v1/meter-readings", &sent).await.expect(201).json();
        let again = app.as_operator().post("/v1/meter-readings", &sent).await.expect(200).json();
        assert_eq!(again, made);
        let other = with(sent, &json!({"index": 101.0}));
        app.as_operator().post("/v1/meter-readings", other).await.problem(409, "content_differs");
    }

    async fn a_meter_is_read_with_the_households_consent_only(app) {
        let household = households::household(app).await;
        let sent = reading_of(&household, "2026-03-01", 100.0);
        let try_it = async || app.as_operator().post("/v1/meter-readings", &sent).await;
        assert_eq!(try_it().await.invalid(), one("/household_id", "consent_required"));
        decide(app, &decision(&household, "meter_data", "refused")).await;
        assert_eq!(try_it().await.invalid(), one("/household_id", "consent_required"));
        let granted = with(
            decision(&household, "meter_data", "granted"), &json!({"occurred_at": "2026-11-20T17:00:00Z"}),
        );
        let consent = decide(app, &granted).await;
        let _made = try_it().await.expect(201);
        let path = format!("/v1/households/{household}/consumption?utility=water");
        let _read = app.as_operator().get(&path).await.expect(200);
        let _withdrawn = app.as_operator().post_empty(&format!("/v1/consents/{consent}/withdraw")).await;
        let other = reading_of(&household, "2026-04-01", 110.0);
        let refused = app.as_operator().post("/v1/meter-readings", other).await.invalid();
        assert_eq!(refused, one("/household_id", "consent_required"));
        app.as_operator().get(&path).await.refused_by("consent_required");
    }

    async fn a_reading_refers_to_what_is_there(app) {
        let household = willing(app).await;
        let found = async |changes: Value| {
            let sent = with(reading_of(&household, "2026-03-01", 100.0), &changes);
            app.as_operator().post("/v1/meter-readings", sent).await.invalid()
        };
        let nobody = Uuid::now_v7();
        assert_eq!(found(json!({"household_id": nobody})).await, one("/household_id", "unknown_reference"));
        assert_eq!(found(json!({"visit_id": nobody})).await, one("/visit_id", "unknown_reference"));
        assert_eq!(found(json!({"supersedes_id": nobody})).await, one("/supersedes_id", "unknown_reference"));
        assert_eq!(found(json!({"field_worker_id": nobody})).await, one("/field_worker_id", "unknown_reference"));
        let elsewhere = interview(app).await;
        assert_eq!(found(json!({"visit_id": elsewhere.id})).await, one("/visit_id", "other_household"));
        let gas = with(reading_of(&household, "2026-03-01", 5.0), &json!({"utility": "gas"}));
        let gas = read(app, &gas).await;
        assert_eq!(found(json!({"supersedes_id": gas["id"]})).await, one("/supersedes_id", "other_meter"));
        assert_eq!(found(json!({"index": 1.0005})).await, one("/index", "precision"));
        assert_eq!(
            found(json!({"index": 12_000.0, "meter_event": {"kind": "rolled_over", "digits": 4}})).await,
            one("/index", "out_of_range")
        );
        assert_eq!(
            found(json!({"id": "5f64bc1c-3d0e-4b5a-9d5e-555555555555"})).await, one("/id", "uuid_version")
        );
    }

    async fn what_physics_does_not_allow_is_kept_and_flagged(app) {
        let household = willing(app).await;
        for (day, index) in [("2026-03-01", 100.0), ("2026-04-01", 110.0), ("2026-05-01", 105.0), ("2026-05-02", 900.0)] {
            read(app, &reading_of(&household, day, index)).await;
        }
        let found = flags(app, &household).await;
        assert_eq!(found, [json!([]), json!([]), json!(["index_went_down"]), json!(["impossible_flow"])]);
        let ahead = read(app, &reading_of(&household, "2098-01-01", 950.0)).await;
        assert_eq!(ahead["flags"], json!(["clock_ahead"]));
    }

    async fn a_replacement_and_a_roll_over_explain_an_index_that_went_down(app) {
        let household = willing(app).await;
        read(app, &reading_of(&household, "2026-03-01", 9_990.0)).await;
        let rolled = json!({"meter_event": {"kind": "rolled_over", "digits": 4}});
        read(app, &with(reading_of(&household, "2026-04-01", 3.0), &rolled)).await;
        let replaced = json!({"meter_event": {"kind": "replaced", "old_index": 13.0}});
        read(app, &with(reading_of(&household, "2026-05-01", 0.0), &replaced)).await;
        read(app, &reading_of(&household, "2026-06-01", 11.5)).await;
        assert_eq!(flags(app, &household).await, [json!([]), json!([]), json!([]), json!([])]);
        let path = format!("/v1/households/{household}/consumption?utility=water");
        let used = app.as_operator().get(&path).await.expect(200).json();
        let amounts: Vec<_> = used["periods"].as_array().expect("periods").iter().map(|p| p["amount"].clone()).collect();
        assert_eq!(amounts, [json!(13.0), json!(10.0), json!(11.5)]);
    }

    async fn readings_out_of_order_and_corrections_end_in_the_same_flags(app) {
        let wrong = |household: &str| {
            let first = reading_of(household, "2026-03-01", 100.0);
            let typo = reading_of(household, "2026-04-01", 1_100.0);
            let last = reading_of(household, "2026-05-01", 120.0);
            let mut right = reading_of(household, "2026-04-01", 110.0);
            right["supersedes_id"] = typo["id"].clone();
            [first, typo, last, right]
        };
        for order in [[0, 1, 2, 3], [2, 1, 3, 0], [1, 3, 0, 2], [1, 0, 2, 3]] {
            let household = willing(app).await;
            let readings = wrong(&household);
            for place in order {
                read(app, &readings[place]).await;
            }
            // By instant and then by id, so that the correction comes after what it corrects.
            let found = flags(app, &household).await;
            assert_eq!(found, [json!([]), json!(["superseded"]), json!([]), json!([])], "{order:?}");
        }
    }

    async fn the_flagged_are_found(app) {
        let household = willing(app).await;
        read(app, &reading_of(&household, "2026-03-01", 100.0)).await;
        let low = read(app, &reading_of(&household, "2026-04-01", 90.0)).await;
        let found = app.as_operator().all("/v1/meter-readings?flagged=true", 10).await;
        assert_eq!(found.iter().map(|reading| &reading["id"]).collect::<Vec<_>>(), [&low["id"]]);
    }
}
