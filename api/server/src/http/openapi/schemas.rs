//! Schemas: pages get a name, patches get theirs from the inputs, and what the generator leaves open is closed.

use palier_domain::campaign::{MAX_LABEL, MAX_LANGUAGES, MAX_QUESTION_TEXT};
use serde_json::{Map, Value, json};

use super::{directions, variants};

const PREFIX: &str = "#/components/schemas/";

/// Finishes the schemas.
pub fn finish(document: &mut Value) {
    name_pages(document);
    bound_texts(document);
    variants::name(document);
    directions::part(document);
    make_patches(document);
    require_what_is_sent(document);
    walk(document, &mut |node| {
        merge_description(node);
        tidy_nullable(node);
        order_members(node);
    });
}

/// `PageOf_Campaign` is `CampaignPage`, with an example made of its item's.
fn name_pages(document: &mut Value) {
    let names: Vec<String> = names(document).filter(|name| name.starts_with("PageOf")).collect();
    for name in names {
        let item = name.trim_start_matches("PageOf").trim_start_matches('_').to_owned();
        let page = format!("{item}Page");
        let example = document["components"]["schemas"][&item]["example"].clone();
        let Some(schemas) = document["components"]["schemas"].as_object_mut() else { return };
        if let Some(mut schema) = schemas.shift_remove(&name) {
            schema["example"] = json!({"items": [example], "next_cursor": null});
            schema["properties"]["items"]["items"] = json!({"$ref": format!("{PREFIX}{item}")});
            schemas.insert(page.clone(), schema);
        }
        let (old, new) = (format!("{PREFIX}{name}"), format!("{PREFIX}{page}"));
        walk(document, &mut |node| {
            if node.get("$ref").and_then(Value::as_str) == Some(&old) {
                node.insert("$ref".to_owned(), Value::from(new.clone()));
            }
        });
    }
}

fn names(document: &Value) -> impl Iterator<Item = String> + use<'_> {
    document["components"]["schemas"].as_object().into_iter().flatten().map(|(name, _)| name.clone())
}

/// A merge patch of `CampaignInput` is `CampaignPatch`: nothing required, and what may be absent clearable (RFC 7396).
fn make_patches(document: &mut Value) {
    let mut wanted = Vec::new();
    let content = "/patch/requestBody/content/application~1merge-patch+json/schema";
    for (_, item) in document["paths"].as_object_mut().into_iter().flatten() {
        let Some(schema) = item.pointer_mut(content) else { continue };
        if let Some(input) =
            schema["$ref"].as_str().and_then(|name| name.strip_prefix(PREFIX)).map(str::to_owned)
        {
            let patch = input.replace("Input", "Patch");
            *schema = json!({"$ref": format!("{PREFIX}{patch}")});
            wanted.push((input, patch));
        }
    }
    while let Some((input, patch)) = wanted.pop() {
        let mut schema = patch_of(&document["components"]["schemas"][&input]);
        wanted.extend(patch_members(document, &mut schema));
        document["components"]["schemas"][&patch] = schema;
    }
}

/// A member that is an object is merged as well, so it is patched by a schema of its own; arrays are replaced.
fn patch_members(document: &Value, schema: &mut Value) -> Vec<(String, String)> {
    let mut wanted = Vec::new();
    for (_, property) in schema["properties"].as_object_mut().into_iter().flatten() {
        let property = match property.get_mut("oneOf").and_then(|all| all.get_mut(0)) {
            Some(first) => first,
            None => property,
        };
        let Some(input) = property["$ref"].as_str().and_then(|name| name.strip_prefix(PREFIX)) else {
            continue;
        };
        if document["components"]["schemas"][input].get("properties").is_some() {
            let patch = input.replace("Input", "Patch");
            wanted.push((input.to_owned(), patch.clone()));
            property["$ref"] = json!(format!("{PREFIX}{patch}"));
        }
    }
    wanted
}

fn patch_of(input: &Value) -> Value {
    let mut schema = input.clone();
    schema["description"] = json!(
        "A JSON Merge Patch (RFC 7396): members that are absent stay as they are, null clears, arrays are replaced."
    );
    if let Some(members) = schema.as_object_mut() {
        members.shift_remove("required");
    }
    let required = input["required"].as_array().cloned().unwrap_or_default();
    for (name, property) in schema["properties"].as_object_mut().into_iter().flatten() {
        if !required.iter().any(|required| required == name) {
            make_nullable(property);
        }
    }
    let example = input["example"].as_object().and_then(|members| members.iter().next_back());
    if let Some((name, value)) = example {
        schema["example"] = json!({ name: value });
    }
    schema
}

/// Texts by language: the generator knows the map, not its keys and lengths.
fn bound_texts(document: &mut Value) {
    for (name, longest) in [("Texts", MAX_QUESTION_TEXT), ("ShortTexts", MAX_LABEL)] {
        let schema = &mut document["components"]["schemas"][name];
        schema["propertyNames"] = json!({"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"});
        schema["additionalProperties"] = json!({"type": "string", "minLength": 1, "maxLength": longest});
        schema["minProperties"] = json!(1);
        schema["maxProperties"] = json!(MAX_LANGUAGES);
    }
}

/// Members that some callers are not sent.
const MAY_BE_ABSENT: &[(&str, &str)] = &[("Campaign", "price")];

/// What the server sends it sends whole: a member without a value is `null`, not absent.
fn require_what_is_sent(document: &mut Value) {
    let sent = names(document).filter(|name| !["Input", "Patch"].iter().any(|suffix| name.ends_with(suffix)));
    for schema_name in sent.collect::<Vec<_>>() {
        let schema = &mut document["components"]["schemas"][&schema_name];
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { continue };
        let nullable = |property: &Value| {
            property["type"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "null"))
                || property["oneOf"].as_array().is_some_and(|all| all.iter().any(|one| one["type"] == "null"))
        };
        let known = schema["required"].as_array().cloned().unwrap_or_default();
        let required: Vec<Value> = properties
            .iter()
            .filter(|(name, property)| {
                (nullable(property) && !MAY_BE_ABSENT.contains(&(schema_name.as_str(), name.as_str())))
                    || known.iter().any(|known| known == *name)
            })
            .map(|(name, _)| Value::from(name.clone()))
            .collect();
        schema["required"] = Value::from(required);
    }
}

fn make_nullable(schema: &mut Value) {
    let Some(members) = schema.as_object_mut() else { return };
    members.shift_remove("default");
    match members.get("type").cloned() {
        Some(Value::String(kind)) => {
            members.insert("type".to_owned(), json!([kind, "null"]));
        }
        Some(_) => {}
        None if members.contains_key("oneOf") || members.contains_key("anyOf") => {
            let list = if members.contains_key("oneOf") { "oneOf" } else { "anyOf" };
            if let Some(Value::Array(branches)) = members.get_mut(list)
                && !branches.iter().any(|branch| branch["type"] == "null")
            {
                branches.push(json!({"type": "null"}));
            }
        }
        None => {
            let description = members.shift_remove("description");
            let inner = Value::Object(std::mem::take(members));
            members.extend(description.map(|text| ("description".to_owned(), text)));
            members.insert("oneOf".to_owned(), json!([inner, {"type": "null"}]));
        }
    }
}

/// An inlined type and the description of the member that holds it come as an `allOf` of the type and an empty
/// object; they are one schema.
fn merge_description(node: &mut Map<String, Value>) {
    let Some(Value::Array(parts)) = node.get("allOf") else { return };
    let [Value::Object(schema), note] = parts.as_slice() else { return };
    if note["type"] == "object" && note.get("properties").is_none() {
        let mut merged = schema.clone();
        merged.insert("description".to_owned(), note["description"].clone());
        *node = merged;
    }
}

/// Null comes last in a choice, so that generators name the type after what it holds.
fn tidy_nullable(node: &mut Map<String, Value>) {
    if let Some(Value::Array(branches)) = node.get_mut("oneOf") {
        branches.sort_by_key(|branch| branch["type"] == "null");
    }
    if let Some(Value::Array(kinds)) = node.get_mut("type") {
        kinds.sort_by_key(|kind| kind == "null");
    }
}

/// A description first, for people.
fn order_members(node: &mut Map<String, Value>) {
    if (node.contains_key("type") || node.contains_key("oneOf"))
        && let Some(text) = node.get("description").filter(|text| text.is_string()).cloned()
    {
        node.shift_remove("description");
        node.shift_insert(0, "description".to_owned(), text);
    }
}

/// Visits every object of the document.
pub fn walk(value: &mut Value, visit: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            visit(members);
            members.values_mut().for_each(|member| walk(member, visit));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, visit)),
        _ => {}
    }
}
