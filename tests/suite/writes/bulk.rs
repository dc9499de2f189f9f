//! Operations on many things, and operations that take longer than a request. Of the latter none exists yet; the first
//! one has to keep its rule, or the build fails.

use palier_tests::{both, samples::campaign_with};
use serde_json::{Value, json};

use crate::isolation::operations::all;

const BATCH: &str = "/v1/campaign-batches";

fn item(external_id: &str, doors: i64) -> Value {
    campaign_with(json!({"external_id": external_id, "target_doors": doors}))
}

fn statuses(answer: &Value) -> Vec<u64> {
    let items = answer["items"].as_array().expect("a list of results");
    items.iter().map(|item| item["status"].as_u64().expect("a status")).collect()
}

both! {
    async fn c28_each_item_has_its_result_in_input_order(app) {
        let body = json!({"items": [item("B-1", 10), item("B-2", -1), {"external_id": "B-3"}, item("B-1", 10), item("B-4", 40)]});
        let answer = app.as_partner().post(BATCH, body.clone()).key("batch").await.expect(207).json();
        assert_eq!(statuses(&answer), [201, 422, 422, 200, 201]);
        let items = answer["items"].as_array().expect("results");
        assert_eq!(items[1]["problem"]["errors"][0]["pointer"], "/target_doors");
        assert_eq!(items[1]["external_id"], "B-2");
        assert_eq!(items[0]["id"], items[3]["id"], "the same campaign twice is one campaign");
        // Sent again it is the same answer, and one campaign each.
        let again = app.as_partner().post(BATCH, body).key("batch").await.expect(207).json();
        assert_eq!(again, answer);
        assert_eq!(app.connect().count("campaigns"), 2);
        let id = items[4]["id"].as_str().expect("an id");
        let campaign = app.as_partner().get(&format!("/v1/campaigns/{id}")).await.expect(200).json();
        assert_eq!((&campaign["external_id"], &campaign["target_doors"]), (&json!("B-4"), &json!(40)));
    }

    async fn c28_atomic_is_all_or_nothing(app) {
        let body = |doors| json!({"atomic": true, "items": [item("A-1", 10), item("A-2", doors), item("A-3", 30)]});
        let refused = app.as_partner().post(BATCH, body(-1)).await;
        refused.problem(422, "validation_failed");
        assert_eq!(refused.json()["errors"][0]["pointer"], "/items/1/target_doors");
        assert_eq!(app.connect().count("campaigns"), 0);
        let taken = app.as_partner().post(BATCH, body(20)).await.expect(207).json();
        assert_eq!(statuses(&taken), [201, 201, 201]);
        assert_eq!(app.connect().count("campaigns"), 3);
    }

    async fn c28_a_running_campaign_refuses_alone(app) {
        let running = palier_tests::samples::running(app).await;
        let before = app.as_partner().get(&format!("/v1/campaigns/{running}")).await.expect(200).json();
        let name = before["external_id"].as_str().map_or_else(|| "R-1".to_owned(), str::to_owned);
        let body = json!({"items": [item(&name, 77), item("R-2", 20)]});
        let answer = app.as_partner().post(BATCH, body).await.expect(207).json();
        let last = *statuses(&answer).last().expect("two results");
        assert_eq!(last, 201);
        let wrong = json!({"items": [], "atomic": "yes"});
        app.as_partner().post(BATCH, wrong).await.problem(422, "validation_failed");
        app.as_partner().post(BATCH, json!({"items": []})).await.problem(422, "validation_failed");
    }

    async fn c28_every_operation_on_many_can_be_asked_for_all_or_nothing(app) {
        let mut found = 0;
        let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        for operation in all(app).await {
            let Some(answer) = operation.value["responses"].get("207") else { continue };
            found += 1;
            assert!(answer["content"]["application/json"]["schema"]["$ref"].is_string(), "{}", operation.id);
            let schema = &operation.value["requestBody"]["content"]["application/json"]["schema"]["$ref"];
            let pointer = schema.as_str().and_then(|name| name.strip_prefix('#')).expect("a schema");
            assert_eq!(document.pointer(&format!("{pointer}/properties/atomic/type")), Some(&json!("boolean")), "{}", operation.id);
        }
        assert!(found > 0);
    }

    async fn c29_a_202_leads_to_a_job(app) {
        for operation in all(app).await {
            let Some(answer) = operation.value["responses"].get("202") else { continue };
            assert!(
                answer["headers"].get("Location").is_some(),
                "{}: a 202 says where the job is",
                operation.id
            );
        }
    }
}
