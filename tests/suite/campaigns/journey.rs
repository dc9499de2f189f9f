//! From draft to running, and back to a municipality.

use palier_tests::{
    both,
    samples::{campaign, campaign_with, running},
    town,
};
use serde_json::{Value, json};

both! {
    async fn a_partner_pushes_a_campaign(app) {
        let made = app.as_partner().post("/v1/campaigns", campaign()).await.expect(201).json();
        assert_eq!(made["status"], "draft");
        assert_eq!(made["organisation_id"], json!(app.seed().partner.id));
        for (name, value) in campaign().as_object().expect("an object") {
            if name != "messages" {
                assert_eq!(made[name], *value, "{name}");
            }
        }
        let versions: Vec<_> =
            made["messages"].as_array().expect("messages").iter().map(|m| m["version"].clone()).collect();
        assert_eq!(versions, [json!(1), json!(1)]);
    }

    async fn the_whole_journey(app) {
        let id = app.as_partner().post("/v1/campaigns", campaign()).await.expect(201).id();
        let path = format!("/v1/campaigns/{id}");
        let step = |name: &str| format!("{path}/{name}");
        let municipality = app.as_municipality();
        municipality.get(&path).await.problem(404, "not_found");
        let submitted = app.as_partner().post_empty(&step("submit")).await.expect(200).json();
        assert_eq!(submitted["status"], "submitted");
        municipality.get(&path).await.problem(404, "not_found");
        let reason = json!({"reason": "The Arabic message says Monday, the French one Tuesday."});
        let rejected = app.as_operator().post(&step("reject"), &reason).await.expect(200).json();
        assert_eq!(
            (&rejected["status"], &rejected["rejection_reason"]),
            (&json!("rejected"), &reason["reason"])
        );
        let etag = app.as_partner().get(&path).await.expect(200).etag();
        let edited =
            app.as_partner().patch(&path, json!({"title": "Mieux"})).if_match(&etag).await.expect(200).json();
        assert_eq!((&edited["status"], &edited["rejection_reason"]), (&json!("draft"), &Value::Null));
        let _again = app.as_partner().post_empty(&step("submit")).await.expect(200);
        let _approved = app.as_operator().post_empty(&step("approve")).await.expect(200);
        municipality.get(&path).await.problem(404, "not_found");
        let _started = app.as_operator().post_empty(&step("start")).await.expect(200);
        let seen = municipality.get(&path).await.expect(200).json();
        assert_eq!(seen["status"], "running");
        assert!(seen.get("price").is_none(), "prices are between the partner and the operator");
        assert_eq!(seen["transitions"], json!([]));
        let listed = municipality.all("/v1/campaigns", 50).await;
        assert_eq!(listed, [seen]);
        assert!(app.as_other_municipality().all("/v1/campaigns", 50).await.is_empty(), "it runs elsewhere");
        app.as_other_municipality().get(&path).await.problem(404, "not_found");
    }

    async fn a_municipality_sees_no_price_in_any_format(app) {
        let _id = running(app).await;
        let csv = app.as_municipality().get("/v1/campaigns").accept("text/csv").await.expect(200).text();
        let ndjson = app
            .as_municipality()
            .get("/v1/campaigns")
            .accept("application/x-ndjson")
            .await
            .expect(200)
            .text();
        assert!(csv.contains("Eau solidaire") && ndjson.contains("Eau solidaire"));
        // Whole cells: a figure may well stand inside an id or an instant.
        let cells: Vec<&str> = csv.lines().flat_map(|line| line.split(',')).collect();
        assert!(!cells.contains(&"250") && !cells.contains(&"900"), "{csv}");
        assert!(!ndjson.contains("price") && !ndjson.contains("per_door_cents"), "{ndjson}");
    }

    async fn a_neighbourhood_of_two_communes_is_seen_by_both(app) {
        let body = campaign_with(json!({"neighbourhood_codes": [town::TWO_COMMUNES, town::TWO_PARTS]}));
        let id = app.as_partner().post("/v1/campaigns", body).await.expect(201).id();
        for (caller, transition) in
            [(app.as_partner(), "submit"), (app.as_operator(), "approve"), (app.as_operator(), "start")]
        {
            let _moved = caller.post_empty(&format!("/v1/campaigns/{id}/{transition}")).await.expect(200);
        }
        for caller in [app.as_municipality(), app.as_other_municipality()] {
            let seen = caller.all("/v1/campaigns", 50).await;
            assert_eq!(seen.len(), 1, "once, however many of its neighbourhoods lie there");
        }
        let ids =
            async |query: &str| app.as_operator().all(&format!("/v1/campaigns?{query}"), 50).await.len();
        assert_eq!(ids("commune_code=99002").await, 1);
        assert_eq!(ids("commune_code=99004").await, 0);
        assert_eq!(ids("neighbourhood_code=QN09904N").await, 1);
        assert_eq!(ids("neighbourhood_code=QN09901N").await, 0);
        assert_eq!((ids("status=running").await, ids("status=draft").await), (1, 0));
        assert_eq!(
            (ids("on=2027-01-04").await, ids("on=2027-03-26").await, ids("on=2027-03-27").await),
            (1, 1, 0)
        );
    }

    async fn a_publisher_of_apps_sees_no_campaigns(app) {
        app.as_app_publisher().get("/v1/campaigns").await.problem(403, "insufficient_scope");
        let _themes = app.as_app_publisher().get("/v1/themes").await.expect(200);
        let _places = app.as_app_publisher().get("/v1/neighbourhoods").await.expect(200);
    }
}
