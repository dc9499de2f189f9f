//! Examples are what the server takes and gives.

use palier_tests::{
    App, both,
    conformance::{compile, follow},
    field::{referrals, visits},
};
use serde_json::{Value, json};

use crate::isolation::operations::all;

/// All examples of a media type.
fn examples(media: &Value) -> Vec<&Value> {
    let named = media["examples"].as_object().into_iter().flatten().map(|(_, example)| &example["value"]);
    media.get("example").into_iter().chain(named).collect()
}

#[track_caller]
fn fits(document: &Value, schema: &Value, example: &Value, what: &str) {
    let errors: Vec<_> = compile(document, schema)
        .iter_errors(example)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:?}");
}

both! {
    async fn c50_every_body_and_answer_has_an_example_that_validates(app) {
        let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        for operation in all(app).await {
            let bodies = operation.value["requestBody"]["content"].as_object().into_iter().flatten();
            for (media_type, media) in bodies {
                let found = examples(media);
                assert!(!found.is_empty(), "{} has no example of its body", operation.id);
                for example in found {
                    fits(&document, &media["schema"], example, &format!("{} {media_type}", operation.id));
                }
            }
            for (status, response) in operation.value["responses"].as_object().expect("responses") {
                let content = follow(&document, response)["content"].as_object().into_iter().flatten();
                for (media_type, media) in content {
                    let found = examples(media);
                    assert!(!found.is_empty(), "{} {status} {media_type} has no example", operation.id);
                    for example in found {
                        fits(
                            &document,
                            &media["schema"],
                            example,
                            &format!("{} {status} {media_type}", operation.id),
                        );
                    }
                }
            }
        }
    }

    async fn c50_examples_of_parameters_and_schemas_validate(app) {
        let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        for operation in all(app).await {
            for parameter in operation.value["parameters"].as_array().into_iter().flatten() {
                let parameter = follow(&document, parameter);
                let name = format!("{} {}", operation.id, parameter["name"]);
                assert!(
                    parameter["description"].as_str().is_some_and(|text| text.len() > 5),
                    "{name}: no description"
                );
                for example in examples(parameter) {
                    fits(&document, &parameter["schema"], example, &name);
                }
            }
        }
        for (name, schema) in document["components"]["schemas"].as_object().expect("schemas") {
            if let Some(example) = schema.get("example") {
                fits(&document, schema, example, name);
            }
        }
    }

    /// The examples of the document can be pasted: the server takes them, once they name what is here.
    async fn c50_the_server_takes_its_own_examples(app) {
        let here = Here::new(app).await;
        let mut taken = 0;
        for operation in all(app).await {
            let makes = ["create_", "push_", "look_up_"].iter().any(|verb| operation.id.starts_with(verb));
            // What is made under another thing by its path alone has no body.
            let Some((media_type, mut body)) = operation.body().filter(|_| makes) else { continue };
            here.name_in(&mut body);
            let mut path = operation.path.replace("/households/{id}", &format!("/households/{}", here.household()));
            if let Some(external_id) = body["external_id"].as_str() {
                path = path.replace("{external_id}", external_id);
            }
            let request = app.as_operator().request(operation.method.clone(), &path).key(&operation.id);
            let answer = request.body(&media_type, body.to_string()).await;
            // Two operations may make the same campaign.
            assert!(matches!(answer.status, 200 | 201 | 202 | 207), "{}: {}", operation.id, answer.text());
            taken += 1;
        }
        assert!(taken > 10, "only {taken} examples were sent");
    }

    async fn c50_a_devices_sync_is_taken_as_the_example_has_it(app) {
        let phone = palier_tests::field::sync::phone(app).await;
        let operations = all(app).await;
        let sync = operations.iter().find(|operation| operation.id == "sync_batch").expect("the sync");
        let mut sequence = 0;
        for (media_type, media) in sync.value["requestBody"]["content"].as_object().expect("two forms") {
            for example in examples(media) {
                sequence += 1;
                let path = format!("/v1/sync?sequence={sequence}");
                let request = app.as_device(&phone).request(sync.method.clone(), &path);
                let receipt = request.body(media_type, format!("{example}\n")).await.expect(200).json();
                for result in receipt["items"].as_array().expect("results") {
                    let taken = ["applied", "unchanged"].iter().any(|status| result["status"] == *status);
                    assert!(taken, "{media_type}: {result}");
                }
            }
        }
        assert!(sequence >= 2, "both forms have an example");
    }
}

/// What an example can't know: the ids of this database's things, by the members that name them.
struct Here(Vec<(&'static str, Value)>);

impl Here {
    /// A door of a field worker's round, for a campaign that runs, and the household's consent to a referral.
    async fn new(app: &App) -> Self {
        let door = visits::door(app).await;
        let consent = referrals::decide(app, &referrals::consent(app, &door.household)).await;
        referrals::decide(app, &referrals::decision(&door.household, "meter_data", "granted")).await;
        let visit = app.as_operator().post("/v1/visits", door.interview()).await.expect(201).id();
        Self(vec![
            ("organisation_id", json!(app.seed().partner.id)),
            ("campaign_id", json!(door.campaign)),
            ("trained_for", json!([door.campaign])),
            ("field_worker_id", json!(door.worker)),
            ("round_id", json!(door.round)),
            ("household_id", json!(door.household)),
            ("household_ids", json!([door.household])),
            ("consent_id", json!(consent)),
            ("visit_id", json!(visit)),
        ])
    }

    fn household(&self) -> &str {
        self.0
            .iter()
            .find(|(name, _)| *name == "household_id")
            .and_then(|(_, id)| id.as_str())
            .expect("an id")
    }

    /// Names them where the example names others; all else stays as it is.
    fn name_in(&self, body: &mut Value) {
        for (name, id) in &self.0 {
            if body.get(name).is_some_and(|named| !named.is_null()) {
                body[name] = id.clone();
            }
        }
    }
}
