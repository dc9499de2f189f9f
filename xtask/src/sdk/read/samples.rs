//! What operations answer with, by the document's examples: the fake server of the SDK's `testing` feature says it.

use serde_json::Value;

use super::super::model::{Sample, Schemas};
use super::super::node::{Node, Read};

/// The examples of the first successful answer that has a body, by media type.
pub fn of(schemas: &Schemas, node: &Node) -> Read<Vec<Sample>> {
    for (status, answer) in node.must("responses")?.members()? {
        if !status.starts_with('2') {
            continue;
        }
        let mut samples = Vec::new();
        for (media, place) in answer.followed()?.members_of("content")? {
            let own = place.get("example").map(|example| example.value());
            if let Some(example) = own.or_else(|| named(schemas, &place)) {
                samples.push(Sample {
                    status: status.to_owned(),
                    media: media.to_owned(),
                    text: text(media, example),
                });
            }
        }
        if !samples.is_empty() {
            return Ok(samples);
        }
    }
    Ok(Vec::new())
}

fn named<'s>(schemas: &'s Schemas, place: &Node) -> Option<&'s Value> {
    let reference = place.value().pointer("/schema/$ref")?.as_str()?;
    schemas.get(reference.rsplit('/').next()?)?.example.as_ref()
}

fn text(media: &str, example: &Value) -> String {
    match (media, example) {
        ("application/x-ndjson", _) => format!("{example}\n"),
        (_, Value::String(text)) if !media.ends_with("json") => text.clone(),
        _ => example.to_string(),
    }
}
