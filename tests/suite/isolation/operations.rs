//! The operations of the served document.

use palier_tests::App;
use reqwest::Method;
use serde_json::Value;

/// An operation as the document has it.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Its `operationId`.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its path, with variables.
    pub path: String,
    /// The scope that it needs.
    pub scope: String,
    /// All that the document says of it.
    pub value: Value,
}

impl Operation {
    /// The path of a resource that nobody ever made, with the query parameters that the operation requires.
    pub(crate) fn unknown_path(&self) -> String {
        let path = self
            .path
            .replace("{id}", "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e")
            .replace("{external_id}", "UNKNOWN")
            .replace("{sequence}", "9")
            .replace("/neighbourhoods/{code}", "/neighbourhoods/QN09999N")
            .replace("{code}", "unknown--theme")
            .replace("{commune_code}", "99999");
        self.asked(path)
    }

    /// The path of a resource, with the query parameters that the operation requires.
    pub(crate) fn path_of(&self, id: &str) -> String {
        self.asked(self.path.replace("{id}", id))
    }

    fn asked(&self, path: String) -> String {
        let parameters = self.value["parameters"].as_array().into_iter().flatten();
        let required =
            parameters.filter(|parameter| parameter["in"] == "query" && parameter["required"] == true);
        let query: Vec<_> = required
            .map(|parameter| {
                let (name, schema) = (parameter["name"].as_str().expect("a name"), &parameter["schema"]);
                match schema["enum"][0].as_str() {
                    Some(first) => format!("{name}={first}"),
                    None => format!("{name}={}", schema["minimum"].as_i64().expect("the least value")),
                }
            })
            .collect();
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }

    /// Whether it is about the device that asks: clients without one are refused, whatever their scopes are.
    pub(crate) fn is_for_devices_alone(&self) -> bool {
        ["sync_batch", "list_sync_changes"].contains(&self.id.as_str())
    }

    /// An example of its body, if it has one, with the media type.
    pub(crate) fn body(&self) -> Option<(String, Value)> {
        let content = self.value["requestBody"]["content"].as_object()?;
        let (media_type, media) = content.iter().next()?;
        let examples = media["examples"].as_object().and_then(|examples| examples.values().next());
        let example = media.get("example").or_else(|| examples.map(|example| &example["value"]));
        Some((media_type.clone(), example.expect("every body has an example").clone()))
    }
}

/// All operations that the server serves a document of.
pub(crate) async fn all(app: &App) -> Vec<Operation> {
    let document = app.anonymous().get("/v1/openapi.json").await.expect(200).json();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let id = operation["operationId"].as_str().expect("an operationId").to_owned();
            // What everybody may read without a token has tests of its own.
            if operation["security"] == serde_json::json!([{}]) {
                continue;
            }
            let scope = operation["security"][0]["oauth2"][0].as_str();
            operations.push(Operation {
                scope: scope.unwrap_or_else(|| panic!("{id} needs no scope")).to_owned(),
                method: Method::from_bytes(method.to_uppercase().as_bytes()).expect("a method"),
                path: path.clone(),
                value: operation.clone(),
                id,
            });
        }
    }
    assert!(operations.len() > 20, "the document lost its operations");
    operations
}
