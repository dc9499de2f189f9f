//! Every answer that any test gets is held against the document: its status is declared, and so is its media type;
//! its JSON fits its schema. So each test is one of the document as well.

use std::sync::{Arc, OnceLock};

use actix_web::dev::ResourceDef;
use jsonschema::Validator;
use palier_server::http::contract::Contract;
pub use palier_server::http::contract::compile;
use reqwest::header::HeaderMap;
use serde_json::Value;

struct Operation {
    method: String,
    pattern: ResourceDef,
    name: String,
    responses: Vec<(u16, Declared)>,
}

struct Declared {
    content: Vec<(String, Option<Schema>)>,
    headers: Vec<String>,
}

/// Compiled when the first answer is held against it: most tests get few of all the answers.
struct Schema {
    schema: &'static Value,
    validator: OnceLock<Validator>,
}

fn operations() -> &'static [Operation] {
    static OPERATIONS: OnceLock<Vec<Operation>> = OnceLock::new();
    OPERATIONS.get_or_init(|| {
        static CONTRACT: OnceLock<Arc<Contract>> = OnceLock::new();
        let document = &CONTRACT.get_or_init(Contract::published).document;
        let paths = document["paths"].as_object().into_iter().flatten();
        let all =
            paths.flat_map(|(path, item)| item.as_object().into_iter().flatten().map(move |of| (path, of)));
        let mut operations: Vec<_> =
            all.map(|(path, (method, operation))| read(document, path, method, operation)).collect();
        // A path without variables goes before one with, as in the router.
        operations
            .sort_by_key(|operation| operation.pattern.pattern().is_some_and(|path| path.contains('{')));
        operations
    })
}

fn read(document: &'static Value, path: &str, method: &str, operation: &'static Value) -> Operation {
    let responses = operation["responses"].as_object().into_iter().flatten();
    let responses = responses.map(|(status, response)| {
        let response = follow(document, response);
        let content = response["content"].as_object().into_iter().flatten();
        let content = content.map(|(media_type, media)| {
            let is_json = media_type.ends_with("json") && media_type != "application/x-ndjson";
            let schema = || Schema { schema: &media["schema"], validator: OnceLock::new() };
            (media_type.clone(), is_json.then(schema))
        });
        let headers = response["headers"].as_object().into_iter().flatten();
        let declared = Declared {
            content: content.collect(),
            headers: headers.map(|(name, _)| name.to_lowercase()).collect(),
        };
        (status.parse().expect("a status"), declared)
    });
    Operation {
        method: method.to_uppercase(),
        pattern: ResourceDef::new(path),
        name: operation["operationId"].as_str().unwrap_or_default().to_owned(),
        responses: responses.collect(),
    }
}

/// What a reference of the document leads to, or the value itself.
#[must_use]
pub fn follow<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    match value["$ref"].as_str() {
        Some(reference) => {
            document.pointer(reference.trim_start_matches('#')).expect("a reference that resolves")
        }
        None => value,
    }
}

/// Headers that say something of one operation; those that every answer has are not declared one by one.
const TELLING: [&str; 6] =
    ["etag", "link", "location", "preference-applied", "ratelimit", "ratelimit-policy"];

/// Fails if the answer is none that the document declares.
pub(crate) fn check(method: &str, path: &str, status: u16, (headers, body): (&HeaderMap, &[u8])) {
    let method = if method == "HEAD" { "GET" } else { method };
    let found =
        operations().iter().find(|operation| operation.method == method && operation.pattern.is_match(path));
    let Some(operation) = found else { return };
    let name = &operation.name;
    let text = String::from_utf8_lossy(body);
    let Some((_, declared)) = operation.responses.iter().find(|(known, _)| *known == status) else {
        panic!("{name} answered {status}, which the document does not declare: {text}");
    };
    for header in TELLING {
        let undeclared =
            headers.contains_key(header) && !declared.headers.iter().any(|known| known == header);
        assert!(
            !undeclared || status >= 300,
            "{name} answered {status} with {header}, which is not declared"
        );
    }
    let media_type = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default();
    if body.is_empty() || headers.contains_key("content-encoding") {
        return;
    }
    let Some((_, schema)) = declared.content.iter().find(|(known, _)| known == essence) else {
        panic!("{name} answered {status} with {essence}, which the document does not declare");
    };
    let Some(Schema { schema, validator }) = schema else { return };
    let validator = validator.get_or_init(|| compile(&Contract::published().document, schema));
    let value: Value = serde_json::from_slice(body).unwrap_or_else(|error| panic!("{name}: {error}: {text}"));
    let errors: Vec<_> =
        validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{name} answered {status} and not as declared: {errors:?} in {value}");
}
