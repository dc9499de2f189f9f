//! Examples are what the server takes and gives.

use palier_tests::{
    both,
    conformance::{compile, follow},
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

    /// The examples of the document can be pasted: the server takes them.
    async fn c50_the_server_takes_its_own_examples(app) {
        for operation in all(app)
            .await
            .into_iter()
            .filter(|operation| operation.id.starts_with("create_") || operation.id.starts_with("push_"))
            // What is made under another thing needs that one; it has no body of its own here.
            .filter(|operation| operation.body().is_some())
        {
            let (media_type, mut body) = operation.body().expect("a body");
            // An example can't know this database's organisations.
            if body.get("organisation_id").is_some() {
                body["organisation_id"] = json!(app.seed().partner.id);
            }
            let mut path = operation.unknown_path();
            if let Some(external_id) = body["external_id"].as_str() {
                path = path.replace("UNKNOWN", external_id);
            }
            let request = app.as_operator().request(operation.method.clone(), &path).key(&operation.id);
            let answer = request.body(&media_type, body.to_string()).await;
            // Two operations may make the same campaign.
            assert!(matches!(answer.status, 200 | 201 | 207), "{}: {}", operation.id, answer.text());
        }
    }
}
