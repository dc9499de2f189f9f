//! What every operation says of itself.

use std::collections::BTreeSet;

use palier_tests::{both, conformance};
use serde_json::Value;

use crate::isolation::operations::{Operation, all};

/// The statuses of problems that an operation declares, each with what it declares.
fn problems<'d>(document: &'d Value, operation: &'d Operation) -> Vec<(u16, &'d Value)> {
    let responses = operation.value["responses"].as_object().expect("responses");
    let all = responses.iter().map(|(status, response)| {
        (status.parse().expect("a status"), conformance::follow(document, response))
    });
    all.filter(|(status, _)| *status >= 400).collect()
}

both! {
    async fn c50_operations_have_an_id_a_tag_and_a_description(app) {
        let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        let tags: Vec<_> =
            document["tags"].as_array().expect("tags").iter().map(|tag| tag["name"].clone()).collect();
        let mut ids = BTreeSet::new();
        for operation in all(app).await {
            let id = &operation.id;
            assert!(ids.insert(id.clone()), "{id} stands twice");
            let words: Vec<_> = id.split('_').collect();
            let is_snake =
                words.iter().all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
            assert!(is_snake && words.len() >= 2, "{id} is not verb_noun");
            let own = operation.value["tags"].as_array().expect("tags");
            assert!(own.len() == 1 && tags.contains(&own[0]), "{id}: one tag that the document describes");
            let text = |name: &str| operation.value[name].as_str().unwrap_or_default().to_owned();
            assert!(
                !text("summary").is_empty() && !text("summary").ends_with('.'),
                "{id}: {}",
                text("summary")
            );
            let described = text("description").replace(&format!("Scope: `{}`.", operation.scope), "");
            assert!(described.trim().len() > 20, "{id}: a description that tells something");
        }
    }

    /// The name in the document is the handler's: whoever reads an operation finds its code by it.
    async fn c50_the_operation_id_is_the_handlers_name(app) {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../api/server/src/http/v1");
        let source = sources(std::path::Path::new(folder));
        for operation in all(app).await {
            let id = &operation.id;
            // A macro that writes several alike names them in its table.
            let named = [format!("pub async fn {id}("), format!("    {id} = \"")];
            assert!(named.iter().any(|name| source.contains(name)), "no handler is called {id}");
        }
    }

    async fn c52_problems_are_declared_wherever_they_can_occur(app) {
        let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        for operation in all(app).await {
            let declared = problems(&document, &operation);
            let mut needed = vec![400, 401, 403, 429, 500, 503, 504];
            if operation.path.contains('{') && !operation.path.contains("{external_id}") {
                needed.push(404);
            }
            if operation.method == "GET" {
                needed.push(406);
            } else {
                needed.extend([409, 412, 422, 507]);
            }
            if operation.body().is_some() {
                needed.extend([408, 413, 415]);
            }
            if operation.method == "PATCH" {
                needed.push(428);
            }
            let missing: Vec<_> =
                needed.iter().filter(|status| !declared.iter().any(|(known, _)| known == *status)).collect();
            assert!(missing.is_empty(), "{} does not declare {missing:?}", operation.id);
        }
    }

    async fn c52_problems_are_declared_as_problems(app) {
        let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        for operation in all(app).await {
            for (status, response) in problems(&document, &operation) {
                let content = response["content"].as_object().expect("content");
                let types: Vec<_> = content.keys().collect();
                assert_eq!(types, ["application/problem+json"], "{} {status}", operation.id);
                let schema = &content["application/problem+json"]["schema"]["$ref"];
                assert_eq!(schema, "#/components/schemas/Problem", "{} {status}", operation.id);
                assert!(response["headers"]["X-Request-Id"].is_object(), "{} {status}", operation.id);
                let needed: &[&str] = match status {
                    401 | 403 => &["WWW-Authenticate"],
                    429 | 503 => &["Retry-After"],
                    _ => &[],
                };
                for header in needed {
                    assert!(response["headers"][header].is_object(), "{} {status}: {header}", operation.id);
                }
            }
        }
    }

    async fn c36_limits_are_declared_on_every_success(app) {
        let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
        for operation in all(app).await {
            for (status, response) in operation.value["responses"].as_object().expect("responses") {
                let response = conformance::follow(&document, response);
                for header in ["RateLimit", "RateLimit-Policy", "X-Request-Id"] {
                    let declared = response["headers"][header].is_object();
                    assert!(!status.starts_with('2') || declared, "{} {status}: {header}", operation.id);
                }
            }
        }
    }
}

fn sources(folder: &std::path::Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).expect("the handlers' folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            text.push_str(&sources(&path));
        } else {
            text.push_str(&std::fs::read_to_string(&path).expect("a source file"));
        }
    }
    text
}
