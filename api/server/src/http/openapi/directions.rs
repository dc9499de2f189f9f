//! What is sent and what is received: a schema that stands in both gets one name for each. Received, it is closed
//! (unknown members are refused); sent, it is open (new members may come).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::schemas::walk;

const PREFIX: &str = "#/components/schemas/";

/// Parts the schemas.
pub fn part(document: &mut Value) {
    let received = reachable(document, &roots(document, "requestBody"));
    let sent = reachable(document, &roots(document, "responses"));
    for name in &received {
        if shape(document, name) && sent.contains(name) {
            let copy = document["components"]["schemas"][name].clone();
            document["components"]["schemas"][format!("{name}Input")] = copy;
        }
    }
    for name in &received {
        let split = shape(document, name) && sent.contains(name);
        let own = if split { format!("{name}Input") } else { name.clone() };
        let mut schema = document["components"]["schemas"][&own].take();
        walk(&mut schema, &mut |node| {
            let target =
                node.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix(PREFIX));
            if let Some(target) = target.filter(|target| shape(document, target) && sent.contains(*target)) {
                let renamed = format!("{PREFIX}{target}Input");
                node.insert("$ref".to_owned(), Value::from(renamed));
            }
            if let Some(mapping) = node.get_mut("mapping").and_then(Value::as_object_mut) {
                for value in mapping.values_mut() {
                    let target = value.as_str().and_then(|target| target.strip_prefix(PREFIX));
                    if let Some(target) = target.filter(|target| sent.contains(*target)) {
                        *value = json!(format!("{PREFIX}{target}Input"));
                    }
                }
            }
        });
        if schema.get("properties").is_some() {
            schema["additionalProperties"] = json!(false);
        }
        document["components"]["schemas"][&own] = schema;
    }
    for name in &sent {
        let schema = &mut document["components"]["schemas"][name];
        if schema["additionalProperties"] == false
            && let Some(members) = schema.as_object_mut()
        {
            members.shift_remove("additionalProperties");
        } else if schema["additionalProperties"].is_null()
            && let Some(members) = schema.as_object_mut()
        {
            members.shift_remove("additionalProperties");
        }
    }
}

/// Whether a schema is an object or a choice of objects; plain values are the same in both directions.
fn shape(document: &Value, name: &str) -> bool {
    let schema = &document["components"]["schemas"][name];
    schema.get("properties").is_some() || schema.get("discriminator").is_some()
}

/// The schemas that operations name in this part.
fn roots(document: &Value, part: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, item) in document["paths"].as_object().into_iter().flatten() {
        for (_, operation) in item.as_object().into_iter().flatten() {
            references(operation.get(part).unwrap_or(&Value::Null), &mut found);
        }
    }
    found
}

/// All schemas that these lead to, themselves included.
fn reachable(document: &Value, from: &BTreeSet<String>) -> BTreeSet<String> {
    let mut found = from.clone();
    let mut open: Vec<String> = from.iter().cloned().collect();
    while let Some(name) = open.pop() {
        let mut next = BTreeSet::new();
        references(&document["components"]["schemas"][&name], &mut next);
        open.extend(next.difference(&found).cloned().collect::<Vec<_>>());
        found.extend(next);
    }
    found
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            let target = members.get("$ref").and_then(Value::as_str);
            found.extend(target.and_then(|target| target.strip_prefix(PREFIX)).map(str::to_owned));
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}
