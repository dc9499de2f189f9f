//! Small documents, accepted and refused.

use serde_json::{Value, json};

use super::changes;

fn document() -> Value {
    json!({
        "paths": { "/v1/visits/{id}": {
            "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
            "post": {
                "operationId": "create_visit",
                "security": [{ "oauth": ["visits:write"] }],
                "parameters": [{ "name": "limit", "in": "query", "schema": { "type": "integer", "maximum": 200 } }],
                "requestBody": { "required": true, "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/NewVisit" } } } },
                "responses": { "201": {
                    "headers": { "ETag": { "schema": { "type": "string" } } },
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Visit" } } }
                } }
            },
            "get": { "operationId": "get_visit", "responses": { "200": {} } }
        } },
        "webhooks": { "visit.created": { "post": { "requestBody": { "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/Visit" } } } }, "responses": { "204": {} } } } },
        "components": {
            "schemas": {
                "NewVisit": { "type": "object", "required": ["outcome"], "properties": {
                    "outcome": { "$ref": "#/components/schemas/Outcome" },
                    "note": { "type": ["string", "null"], "maxLength": 200 }
                } },
                "Visit": { "type": "object", "required": ["id", "outcome"], "properties": {
                    "id": { "type": "string", "format": "uuid" },
                    "outcome": { "$ref": "#/components/schemas/Outcome" },
                    "parent": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Visit" }] },
                    "place": { "$ref": "#/components/schemas/Place" }
                } },
                "Outcome": { "type": "string", "enum": ["interview", "declined"] },
                "Place": { "oneOf": [
                    { "type": "object", "properties": { "kind": { "const": "door" }, "floor": { "type": "integer" } } },
                    { "type": "object", "properties": { "kind": { "const": "phone" } } }
                ] }
            },
            "securitySchemes": { "oauth": { "type": "oauth2", "flows": { "clientCredentials": {
                "scopes": { "visits:write": "Writes visits", "visits:read": "Reads visits" } } } } }
        }
    })
}

/// Changes the document at each pointer and gives what breaks. Null removes the member.
fn after(edits: &[(&str, Value)]) -> Vec<String> {
    let mut changed = document();
    for (pointer, value) in edits {
        let (parent, name) = pointer.rsplit_once('/').expect("a pointer has a slash");
        let name = name.replace("~1", "/");
        let parent = changed.pointer_mut(parent).expect("the parent is in the document");
        let members = parent.as_object_mut().expect("the parent is an object");
        match value {
            Value::Null => drop(members.remove(&name)),
            value => drop(members.insert(name, value.clone())),
        }
    }
    changes(&document(), &changed).iter().map(ToString::to_string).collect()
}

const OPERATION: &str = "/paths/~1v1~1visits~1{id}/post";

fn of_operation(rest: &str) -> String {
    format!("{OPERATION}/{rest}")
}

#[test]
fn the_same_document_breaks_nothing() {
    assert_eq!(after(&[]), Vec::<String>::new());
}

#[test]
fn additions_break_nothing() {
    let new_parameter = json!([
        { "name": "limit", "in": "query", "schema": { "type": "integer", "maximum": 500 } },
        { "name": "q", "in": "query", "schema": { "type": "string" } }
    ]);
    assert_eq!(
        after(&[
            ("/paths/~1v1~1rounds", json!({ "get": { "responses": {} } })),
            ("/paths/~1v1~1visits~1{id}/patch", json!({ "responses": {} })),
            (&of_operation("parameters"), new_parameter),
            (&of_operation("responses/409"), json!({})),
            ("/components/schemas/NewVisit/properties/language", json!({ "type": "string" })),
            ("/components/schemas/NewVisit/required", json!([])),
            ("/components/schemas/Visit/properties/language", json!({ "type": "string" })),
            ("/components/schemas/Visit/required", json!(["id", "outcome", "language"])),
            ("/components/schemas/Outcome/enum", json!(["interview", "declined", "absent"])),
            ("/components/securitySchemes/oauth/flows/clientCredentials/scopes/rounds:read", json!("Reads")),
        ]),
        Vec::<String>::new()
    );
}

#[test]
fn a_new_variant_of_an_answer_breaks_nothing() {
    let mut variants = document()["components"]["schemas"]["Place"]["oneOf"].clone();
    let list = variants.as_array_mut().expect("a list");
    list.insert(0, json!({ "type": "object", "properties": { "kind": { "const": "event" } } }));
    assert_eq!(after(&[("/components/schemas/Place/oneOf", variants)]), Vec::<String>::new());
}

#[test]
fn removals_break() {
    let answer = of_operation("responses/201");
    let cases = [
        ("/paths/~1v1~1visits~1{id}", "#/paths/~1v1~1visits~1{id}: `/v1/visits/{id}` was removed"),
        ("/paths/~1v1~1visits~1{id}/get", "#/paths/~1v1~1visits~1{id}/get: the operation was removed"),
        (&answer, &format!("#{answer}: the answer 201 was removed")),
        (
            &of_operation("responses/201/headers/ETag"),
            &format!("#{answer}/headers/ETag: the header `ETag` was removed"),
        ),
        (
            "/components/schemas/Visit/properties/id",
            "#/components/schemas/Visit/properties/id: the property `id` was removed",
        ),
        (
            "/components/schemas/NewVisit/properties/note",
            "#/components/schemas/NewVisit/properties/note: the property `note` was removed",
        ),
        (
            &of_operation("parameters"),
            &format!("#{OPERATION}/parameters/0: the query parameter `limit` was removed"),
        ),
        ("/webhooks/visit.created", "#/webhooks/visit.created: `visit.created` was removed"),
        (
            "/components/securitySchemes/oauth/flows/clientCredentials/scopes/visits:read",
            "#/components/securitySchemes/oauth/flows/clientCredentials/scopes/visits:read: \
             the scope `visits:read` was removed",
        ),
    ];
    for (pointer, finding) in cases {
        assert_eq!(after(&[(pointer, Value::Null)]), [finding], "after removing {pointer}");
    }
}

#[test]
fn requests_may_not_ask_for_more() {
    let cases = [
        ("/components/schemas/NewVisit/required", json!(["outcome", "note"]), "`note` became required"),
        ("/components/schemas/NewVisit/required", json!(["outcome", "door"]), "`door` is new and required"),
        ("/components/schemas/NewVisit/properties/note/maxLength", json!(100), "maxLength is tighter"),
        (
            "/components/schemas/NewVisit/properties/note/type",
            json!("string"),
            "from null or string to string",
        ),
        ("/components/schemas/NewVisit/additionalProperties", json!(false), "no longer accepted"),
        ("/components/schemas/Outcome/enum", json!(["interview"]), "\"declined\" is no longer accepted"),
        (&of_operation("security"), json!([{ "oauth": ["visits:write", "visits:read"] }]), "more rights"),
        (&of_operation("operationId"), json!("add_visit"), "operationId changed"),
    ];
    for (pointer, value, expected) in cases {
        let found = after(&[(pointer, value)]);
        assert!(found.len() == 1 && found[0].contains(expected), "{pointer}: {found:?}");
    }
}

#[test]
fn a_new_required_parameter_breaks() {
    let mut parameters = document()["paths"]["/v1/visits/{id}"]["post"]["parameters"].clone();
    let list = parameters.as_array_mut().expect("a list");
    list.push(json!({ "name": "Idempotency-Key", "in": "header", "required": true }));
    let found = after(&[(&of_operation("parameters"), parameters)]);
    assert_eq!(
        found,
        [format!("#{OPERATION}/parameters/1: the new header parameter `Idempotency-Key` is required")]
    );
}

#[test]
fn answers_may_not_say_less() {
    let cases = [
        ("/components/schemas/Visit/required", json!(["id"]), "`outcome` may now be absent"),
        (
            "/components/schemas/Visit/properties/id/type",
            json!(["string", "null"]),
            "from string to null or string",
        ),
        ("/components/schemas/Visit/properties/id/format", json!("date"), "the format changed"),
        (
            "/components/schemas/Visit/properties/place",
            json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Place" }] }),
            "may now be null",
        ),
    ];
    for (pointer, value, expected) in cases {
        let found = after(&[(pointer, value)]);
        assert!(found.len() == 1 && found[0].contains(expected), "{pointer}: {found:?}");
    }
}
