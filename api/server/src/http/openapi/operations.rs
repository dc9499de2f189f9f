//! What holds for every operation of its kind: parameters, problems, headers, exports, examples.

use serde_json::{Value, json};

use super::parts::RESPONSES;
use crate::http::{deprecation::Deprecation, list::csv_example, v1};

const SCHEMAS: &str = "#/components/schemas/";

/// Finishes the operations.
pub fn finish(document: &mut Value, deprecations: &[Deprecation]) {
    let schemas = document["components"]["schemas"].clone();
    for (path, item) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            let kind = Kind::of(method, path, operation);
            describe(operation, deprecations);
            parameters(operation, kind, path);
            successes(operation, kind, &schemas);
            request_example(operation, &schemas);
            problems(operation, kind, path);
        }
    }
    links(document);
}

/// What was created can be read, changed and moved on: each operation on `/v1/things/{id}` is linked from the answer
/// that tells the id.
fn links(document: &mut Value) {
    let paths = document["paths"].clone();
    let on_one = |collection: &str| {
        let prefix = format!("{collection}/{{id}}");
        let items =
            paths.as_object().into_iter().flatten().filter(move |(path, _)| path.starts_with(&prefix));
        items.flat_map(|(_, item)| item.as_object().into_iter().flatten()).filter_map(|(_, operation)| {
            let id = operation["operationId"].as_str()?;
            Some((id.to_owned(), json!({"operationId": id, "parameters": {"id": "$response.body#/id"}})))
        })
    };
    for (path, item) in document["paths"].as_object_mut().into_iter().flatten() {
        let links: serde_json::Map<String, Value> = on_one(path).collect();
        if let Some(created) = item.pointer_mut("/post/responses/201").filter(|_| !links.is_empty()) {
            created["links"] = Value::Object(links);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    List,
    Read,
    /// What changed after a cursor: always another answer, so that it has no version.
    Feed,
    Post,
    /// A batch that has a number of its own, which is its idempotency key.
    Numbered,
    Put,
    Patch,
    Delete,
}

impl Kind {
    fn of(method: &str, path: &str, operation: &Value) -> Self {
        match method {
            "get" if page(operation).is_some() => Self::List,
            "get" if path == "/v1/sync/changes" => Self::Feed,
            "get" => Self::Read,
            "post" if path == "/v1/sync" => Self::Numbered,
            "post" => Self::Post,
            "put" => Self::Put,
            "patch" => Self::Patch,
            "delete" => Self::Delete,
            other => panic!("no rule says what a {other} on {path} has"),
        }
    }
}

/// The item of the page that a list answers with.
fn page(operation: &Value) -> Option<&str> {
    let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
    schema["$ref"].as_str()?.strip_prefix(SCHEMAS)?.strip_suffix("Page")
}

fn scope(operation: &Value) -> Option<&str> {
    operation["security"][0]["oauth2"][0].as_str()
}

fn describe(operation: &mut Value, deprecations: &[Deprecation]) {
    let mut text = operation["description"].as_str().unwrap_or_default().trim().to_owned();
    if let Some(scope) = scope(operation) {
        text.push_str(&format!("\n\nScope: `{scope}`."));
    }
    if let Some(deprecation) = deprecations.iter().find(|d| operation["operationId"] == d.operation) {
        operation["deprecated"] = json!(true);
        text.push_str(&format!(
            "\n\nDeprecated: use {} before {}.",
            deprecation.successor, deprecation.sunset
        ));
    }
    operation["description"] = json!(text.trim());
}

fn parameters(operation: &mut Value, kind: Kind, path: &str) {
    let on_one = path.contains('{');
    let shared: &[&str] = match kind {
        Kind::List => &["Limit", "Cursor"],
        Kind::Read => &["IfNoneMatch"],
        Kind::Post if on_one => &["IdempotencyKey", "OptionalIfMatch", "Prefer"],
        Kind::Post => &["IdempotencyKey", "Prefer"],
        Kind::Numbered | Kind::Feed => &[],
        Kind::Put => &["OptionalIdempotencyKey", "OptionalIfMatch", "Prefer"],
        Kind::Patch => &["IfMatch", "OptionalIdempotencyKey", "Prefer"],
        Kind::Delete => &["OptionalIdempotencyKey", "OptionalIfMatch"],
    };
    if operation["parameters"].is_null() {
        operation["parameters"] = json!([]);
    }
    if let Some(list) = operation["parameters"].as_array_mut() {
        list.iter_mut().for_each(open_optional);
        list.extend(shared.iter().map(|name| json!({"$ref": format!("#/components/parameters/{name}")})));
    }
}

/// An absent query parameter is absent; it can't be null.
fn open_optional(parameter: &mut Value) {
    if parameter["in"] != "query" {
        return;
    }
    let schema = &mut parameter["schema"];
    if let Some(kinds) = schema["type"].as_array() {
        let kind = kinds.iter().find(|kind| *kind != "null").cloned();
        schema["type"] = kind.unwrap_or(Value::Null);
    }
    if let Some(branches) = schema["oneOf"].as_array()
        && let Some(branch) = branches.iter().find(|branch| branch["type"] != "null").cloned()
    {
        *schema = branch;
    }
    // Consoles fill an example in, and then the first list that somebody asks for is narrowed to nothing.
    let inside = schema.as_object_mut().and_then(|members| members.shift_remove("example"));
    let members = parameter.as_object_mut();
    if let Some((members, example)) =
        members.and_then(|m| m.shift_remove("example").or(inside).map(|e| (m, e)))
    {
        members.insert("x-example".to_owned(), example);
    }
}

fn successes(operation: &mut Value, kind: Kind, schemas: &Value) {
    let item = page(operation).map(str::to_owned);
    let mut minimal = None;
    for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
        let names: &[&str] = match (kind, status.as_str()) {
            (Kind::List, _) => &["Link"],
            (Kind::Read, _) => &["ETag"],
            (_, "207") | (Kind::Numbered | Kind::Feed | Kind::Delete, _) => &[],
            (_, "201" | "202") => &["ETag", "Location", "Preference-Applied"],
            _ => &["ETag", "Preference-Applied"],
        };
        for name in names.iter().chain(&["X-Request-Id", "RateLimit", "RateLimit-Policy"]) {
            response["headers"][*name] = json!({"$ref": format!("#/components/headers/{name}")});
        }
        let content = response.get_mut("content").and_then(Value::as_object_mut);
        content.into_iter().flatten().for_each(|(_, media)| example(media, schemas));
        if status == "200" && !matches!(kind, Kind::List | Kind::Read | Kind::Feed | Kind::Numbered) {
            minimal = Some(response["headers"].clone());
        }
    }
    if let Some(item) = item {
        exports(&mut operation["responses"]["200"]["content"], &item, schemas);
    }
    if kind == Kind::Read {
        operation["responses"]["304"] = json!({
            "description": "You have the present version already.",
            "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
        });
    }
    if let Some(headers) = minimal {
        operation["responses"]["204"] =
            json!({"description": "As 200, without the body: `Prefer: return=minimal`.", "headers": headers});
    }
}

/// A media type's example is its schema's.
fn example(media: &mut Value, schemas: &Value) {
    if media.get("example").is_some() || media.get("examples").is_some() {
        return;
    }
    let name = media["schema"]["$ref"].as_str().and_then(|name| name.strip_prefix(SCHEMAS));
    if let Some(value) = name.and_then(|name| schemas[name].get("example")).cloned() {
        media["example"] = value;
    }
}

fn exports(content: &mut Value, item: &str, schemas: &Value) {
    let value = &schemas[item]["example"];
    content["application/x-ndjson"] =
        json!({"schema": {"$ref": format!("{SCHEMAS}{item}")}, "example": value});
    let columns = v1::COLUMNS.iter().find(|(name, _)| *name == item).map_or(&[][..], |(_, columns)| *columns);
    content["text/csv"] = json!({"schema": {"type": "string"}, "example": csv_example(columns, value)});
}

fn request_example(operation: &mut Value, schemas: &Value) {
    let content = operation.pointer_mut("/requestBody/content").and_then(Value::as_object_mut);
    content.into_iter().flatten().for_each(|(_, media)| example(media, schemas));
}

fn problems(operation: &mut Value, kind: Kind, path: &str) {
    let body = operation.get("requestBody").is_some();
    let secured = scope(operation).is_some();
    // An operation may declare one that others of its kind never answer.
    let declared = operation["responses"].clone();
    let occurs = |status: u16| match status {
        _ if declared.get(status.to_string()).is_some() => true,
        401 | 403 => secured,
        406 => kind != Kind::Delete,
        404 => path.contains('{') || kind == Kind::Post,
        409 | 412 | 422 | 507 => !matches!(kind, Kind::List | Kind::Read | Kind::Feed),
        408 | 413 | 415 => body,
        428 => kind == Kind::Patch,
        _ => true,
    };
    for (status, name, _) in RESPONSES.iter().filter(|(status, ..)| occurs(*status)) {
        operation["responses"][status.to_string()] =
            json!({"$ref": format!("#/components/responses/{name}")});
    }
    if let Some(responses) = operation["responses"].as_object_mut() {
        responses.sort_keys();
    }
}
