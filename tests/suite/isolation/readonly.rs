//! What only the server writes.

use palier_tests::{both, field, samples};
use serde_json::{Value, json};

use super::operations::all;

fn name(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/components/schemas/")
}

both! {
    /// Members that the answer of an operation has and its body has not are the server's.
    async fn c10_read_only_members_are_refused_by_every_operation(app) {
        let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        let members = |schema: &str| -> Vec<String> {
            let properties = &document["components"]["schemas"][schema]["properties"];
            properties.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
        };
        let phone = field::sync::phone(app).await;
        let mut tried = 0;
        for operation in all(app).await {
            let Some((media_type, example)) = operation.body() else { continue };
            let content = &operation.value["requestBody"]["content"][&media_type]["schema"];
            let input =
                members(name(content).unwrap_or_else(|| panic!("{} has no named body", operation.id)));
            let answers = operation.value["responses"].as_object().expect("responses").iter();
            let success = answers.filter(|(status, _)| status.starts_with('2'));
            let output = success
                .filter_map(|(_, answer)| name(&answer["content"]["application/json"]["schema"]))
                .next();
            let output = members(output.unwrap_or_else(|| panic!("{} answers nothing", operation.id)));
            for member in output.iter().filter(|member| !input.contains(member)) {
                let mut body = example.clone();
                body[member] = json!("x");
                let caller =
                    if operation.is_for_devices_alone() { app.as_device(&phone) } else { app.as_operator() };
                let request = caller.request(operation.method.clone(), &operation.unknown_path());
                let request =
                    request.body(&media_type, body.to_string()).key(&uuid::Uuid::now_v7().to_string());
                let answer = request.if_match("*").await;
                let expected = (format!("/{member}"), "unknown_member".to_owned());
                assert!(answer.invalid().contains(&expected), "{} takes {member}", operation.id);
                tried += 1;
            }
        }
        assert!(tried > 20, "only {tried} read-only members were found");
    }

    async fn c10_read_only_members_never_persist(app) {
        let id = samples::draft(app).await;
        let path = format!("/v1/campaigns/{id}");
        let before = app.as_partner().get(&path).await.expect(200);
        let attempts = [
            json!({"id": app.seed().partner.id}),
            json!({"status": "running"}),
            json!({"rejection_reason": "no"}),
            json!({"organisation_id": app.seed().other_partner.id}),
            json!({"created_at": "2020-01-01T00:00:00Z"}),
            json!({"transitions": ["approve"]}),
            json!({"title": "New", "version": 7}),
        ];
        for attempt in attempts {
            let answer = app.as_partner().patch(&path, &attempt).if_match("*").await;
            assert_eq!(answer.invalid()[0].1, "unknown_member", "{attempt}");
        }
        let after = app.as_partner().get(&path).await.expect(200);
        assert_eq!((before.etag(), before.body), (after.etag(), after.body));
    }
}
