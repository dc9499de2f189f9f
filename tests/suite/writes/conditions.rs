//! `ETag`, `If-Match`, `If-None-Match`.

use palier_tests::{both, samples};
use serde_json::json;

both! {
    async fn c25_write_without_if_match_is_428(app) {
        let made = app.as_operator().post("/v1/organisations", samples::organisation("Ville")).await.expect(201);
        let path = format!("/v1/organisations/{}", made.id());
        app.as_operator().patch(&path, json!({"name": "Autre"})).await.problem(428, "precondition_required");
    }
}
