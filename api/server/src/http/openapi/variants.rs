//! Tagged unions: each variant gets a name, and the union the discriminator that tells them apart. The generator
//! leaves the variants anonymous, which makes clients guess.

use serde_json::{Map, Value, json};

const PREFIX: &str = "#/components/schemas/";

/// Names the variants of every tagged union.
pub fn name(document: &mut Value) {
    let Some(schemas) = document["components"]["schemas"].as_object_mut() else { return };
    let mut named = Vec::new();
    for (union, schema) in schemas.iter_mut() {
        let Some(branches) = schema.get("oneOf").and_then(Value::as_array).cloned() else { continue };
        let Some(tag) = branches.first().and_then(tag_of) else { continue };
        let Some(values) = branches.iter().map(|branch| value_of(branch, &tag)).collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        let mut mapping = Map::new();
        let mut references = Vec::new();
        for (branch, value) in branches.into_iter().zip(values) {
            let name = format!("{union}{}", pascal(&value));
            let reference = format!("{PREFIX}{name}");
            references.push(json!({"$ref": reference}));
            mapping.insert(value.clone(), Value::from(reference));
            named.push((name, constant(branch, &tag, &value)));
        }
        // Said of the union too: tools that follow the discriminator look at objects alone, and null would pass.
        schema["type"] = json!("object");
        schema["oneOf"] = Value::from(references);
        schema["discriminator"] = json!({"propertyName": tag, "mapping": mapping});
    }
    schemas.extend(named);
}

/// The property that holds one value only.
fn tag_of(branch: &Value) -> Option<String> {
    let properties = branch["properties"].as_object()?;
    properties.iter().find(|(_, property)| single(property).is_some()).map(|(name, _)| name.clone())
}

fn value_of(branch: &Value, tag: &str) -> Option<String> {
    single(branch["properties"].get(tag)?).map(str::to_owned)
}

fn single(property: &Value) -> Option<&str> {
    match property["enum"].as_array()?.as_slice() {
        [Value::String(value)] => Some(value),
        _ => None,
    }
}

/// The tag first, as a constant.
fn constant(mut branch: Value, tag: &str, value: &str) -> Value {
    if let Some(properties) = branch["properties"].as_object_mut() {
        properties.shift_remove(tag);
        properties.shift_insert(0, tag.to_owned(), json!({"type": "string", "const": value}));
    }
    branch
}

/// `campaign.message_added` as `CampaignMessageAdded`.
pub fn pascal(snake: &str) -> String {
    let capital = |word: &str| {
        word.chars().next().map(|first| first.to_uppercase().to_string() + &word[first.len_utf8()..])
    };
    snake.split(['_', '.']).filter_map(capital).collect()
}
