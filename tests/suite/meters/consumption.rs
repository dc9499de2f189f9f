//! What a household uses.

use palier_tests::{
    both,
    field::{
        meters::{read, reading_of, willing},
        visits::with,
    },
};
use serde_json::json;
use uuid::Uuid;

both! {
    async fn consumption_is_told_a_day_and_a_person(app) {
        let household = willing(app).await;
        read(app, &reading_of(&household, "2026-03-01", 100.0)).await;
        read(app, &reading_of(&household, "2026-03-31", 122.2)).await;
        let path = format!("/v1/households/{household}/consumption?utility=water");
        let used = app.as_operator().get(&path).await.expect(200);
        let period = used.json()["periods"][0].clone();
        assert_eq!(used.json()["occupants"], 5, "by what is known of the household");
        assert_eq!((&period["days"], &period["amount"]), (&json!(30.0), &json!(22.2)));
        assert_eq!((&period["per_day"], &period["per_person_per_day"]), (&json!(0.74), &json!(0.148)));
        app.as_operator().get(&path).header("if-none-match", &used.etag()).await.expect(304);
        read(app, &reading_of(&household, "2026-04-30", 140.0)).await;
        let changed = app.as_operator().get(&path).header("if-none-match", &used.etag()).await.expect(200);
        assert_eq!(changed.json()["periods"].as_array().map(Vec::len), Some(2));
    }

    async fn what_was_measured_declared_and_estimated_is_never_mixed(app) {
        let household = willing(app).await;
        for (day, index, source) in [
            ("2026-03-01", 100.0, "read"), ("2026-04-01", 112.0, "declared"), ("2026-05-01", 130.0, "estimated"),
            ("2026-06-01", 130.5, "bill"),
        ] {
            read(app, &with(reading_of(&household, day, index), &json!({"source": source}))).await;
        }
        let path = format!("/v1/households/{household}/consumption?utility=water");
        let used = app.as_operator().get(&path).await.expect(200).json();
        let told: Vec<_> = used["periods"].as_array().expect("periods").iter()
            .map(|period| (period["quality"].clone(), period["amount"].clone())).collect();
        assert_eq!(told, [
            (json!("declared"), json!(12.0)), (json!("measured"), json!(30.5)), (json!("estimated"), json!(18.0)),
            (json!("declared"), json!(18.5)), (json!("estimated"), json!(0.5)),
        ]);
    }

    async fn the_consumption_of_nobody_is_not_found(app) {
        let path = format!("/v1/households/{}/consumption?utility=water", Uuid::now_v7());
        app.as_operator().get(&path).await.problem(404, "not_found");
        let household = willing(app).await;
        let path = format!("/v1/households/{household}/consumption?utility=oil");
        app.as_operator().get(&path).await.problem(400, "invalid_parameters");
    }
}
