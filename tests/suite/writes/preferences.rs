//! `Prefer` (RFC 7240).

use palier_tests::{both, samples};
use serde_json::json;

both! {
    async fn c27_return_minimal_is_honoured_and_echoed(app) {
        let post = |prefer: &str| {
            app.as_partner().post("/v1/campaigns", samples::campaign()).header("prefer", prefer)
        };
        let made = post("return=minimal").await.expect(201);
        assert!(made.body.is_empty());
        assert_eq!(made.header("preference-applied"), "return=minimal");
        assert!(made.maybe_header("content-type").is_none());
        let path = made.header("location").to_owned();
        let patch = app.as_partner().patch(&path, json!({"title": "Autre"})).if_match(&made.etag());
        let changed = patch.header("prefer", "return=minimal").await.expect(204);
        assert!(changed.body.is_empty());
        assert_eq!(changed.header("preference-applied"), "return=minimal");
        let read = app.as_partner().get(&path).await.expect(200);
        assert_eq!((read.json()["title"].as_str(), read.etag()), (Some("Autre"), changed.etag()));
        let submitted =
            app.as_partner().post_empty(&format!("{path}/submit")).header("prefer", "return=minimal").await;
        assert_eq!(submitted.expect(204).header("preference-applied"), "return=minimal");
    }

    async fn c27_other_preferences(app) {
        let post = |prefer: &str| {
            app.as_partner().post("/v1/campaigns", samples::campaign()).header("prefer", prefer)
        };
        let full = post("return=representation").await.expect(201);
        assert_eq!(full.header("preference-applied"), "return=representation");
        assert_eq!(full.json()["status"], "draft");
        for unknown in ["respond-async", "return=maximal", "handling=strict", "return"] {
            let answer = post(unknown).await.expect(201);
            assert!(answer.maybe_header("preference-applied").is_none(), "{unknown}");
            assert_eq!(answer.json()["status"], "draft");
        }
        for minimal in [
            "respond-async, return=minimal",
            "RETURN=minimal",
            "return = minimal",
            "return=minimal; foo",
            "return=\"minimal\"",
        ] {
            assert!(post(minimal).await.expect(201).body.is_empty(), "{minimal}");
        }
    }
}
