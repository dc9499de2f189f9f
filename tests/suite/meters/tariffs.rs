//! Tariffs.

use palier_tests::{both, field::meters::tariff};
use serde_json::json;

use super::one;

both! {
    async fn a_tariff_is_entered_changed_and_read_by_everybody(app) {
        let made = app.as_operator().post("/v1/tariffs", tariff("2026-01-01", 4_520_000)).await.expect(201);
        let path = format!("/v1/tariffs/{}", made.id());
        assert_eq!((&made.json()["unit"], &made.json()["currency"]), (&json!("m3"), &json!("EUR")));
        let patch = json!({"price_micros": 4_530_000});
        let changed = app.as_operator().patch(&path, patch).if_match(&made.etag()).await.expect(200);
        assert_eq!(changed.json()["price_micros"], 4_530_000);
        for caller in [app.as_partner(), app.as_municipality()] {
            assert_eq!(caller.get(&path).await.expect(200).json(), changed.json());
        }
        app.as_partner().post("/v1/tariffs", tariff("2027-01-01", 1)).await.problem(403, "insufficient_scope");
    }

    async fn one_tariff_a_commune_utility_and_day(app) {
        let first = app.as_operator().post("/v1/tariffs", tariff("2026-01-01", 4_520_000)).await.expect(201);
        let again = app.as_operator().post("/v1/tariffs", tariff("2026-01-01", 4_600_000)).await;
        assert_eq!(again.invalid(), one("/starts_on", "taken"));
        let second = app.as_operator().post("/v1/tariffs", tariff("2026-07-01", 4_600_000)).await.expect(201);
        let path = format!("/v1/tariffs/{}", second.id());
        let clash = app.as_operator().patch(&path, json!({"starts_on": "2026-01-01"})).if_match("*").await;
        assert_eq!(clash.invalid(), one("/starts_on", "taken"));
        let found = app.as_operator().all("/v1/tariffs?commune_code=99001&utility=water", 1).await;
        assert_eq!(found.len(), 2);
        assert_eq!(found[0]["id"], first.id().as_str());
        assert!(app.as_operator().all("/v1/tariffs?utility=gas", 10).await.is_empty());
    }

    async fn a_tariff_says_what_can_be(app) {
        let mut sent = tariff("2026-01-01", 4_520_000);
        sent["commune_code"] = json!("98999");
        let refused = app.as_operator().post("/v1/tariffs", &sent).await.invalid();
        assert_eq!(refused, one("/commune_code", "unknown_reference"));
        let free = app.as_operator().post("/v1/tariffs", tariff("2026-01-01", 0)).await.invalid();
        assert_eq!(free, one("/price_micros", "too_small"));
    }
}
