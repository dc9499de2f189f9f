//! What operations are sent and what they answer with.

use super::super::model::{Body, Content, Schema, Shape, Type};
use super::super::node::{Node, Read};
use super::types::{Context, Place};

const JSON: &str = "application/json";
const MERGE_PATCH: &str = "application/merge-patch+json";
const LINES: &str = "application/x-ndjson";
const GEO: &str = "application/geo+json";
const CSV: &str = "text/csv";
const PROBLEM: &str = "application/problem+json";

/// The body that is sent: as JSON, or as a merge patch. NDJSON may stand beside JSON; the SDK sends JSON.
pub fn sent<'a>(context: &Context<'a>, node: &Node<'a>) -> Read<Option<Body>> {
    let Some(body) = node.get("requestBody") else { return Ok(None) };
    body.only(&["content", "required", "description"])?;
    if !body.flag("required")? {
        return body.refuse("a body that may be left out is not rendered");
    }
    let mut found = None;
    for (media, place) in body.must("content")?.members()? {
        match media {
            JSON | MERGE_PATCH if found.is_none() => found = Some(one(context, media, &place)?),
            // It is not sent, but what it says has to be known all the same.
            LINES => drop(content(context, &place)?),
            _ => return place.refuse(format!("a body of `{media}` is not rendered here")),
        }
    }
    found.map_or_else(|| body.refuse("a body has to be JSON or a merge patch"), |body| Ok(Some(body)))
}

/// The body that a webhook carries: JSON, and nothing beside it.
pub fn delivered<'a>(context: &Context<'a>, node: &Node<'a>) -> Read<Body> {
    for (media, place) in node.must("requestBody")?.must("content")?.members()? {
        if media != JSON {
            return place.refuse("a webhook carries application/json alone");
        }
    }
    sent(context, node)?.map_or_else(|| node.refuse("a webhook carries a body"), Ok)
}

fn one<'a>(context: &Context<'a>, media: &str, place: &Node<'a>) -> Read<Body> {
    let (ty, _) = content(context, place)?;
    if !matches!(ty, Type::Named(_)) {
        return place.refuse("a body has to be a schema of its own");
    }
    let example = place.get("example").map(|example| example.value().clone());
    Ok(Body { media: media.to_owned(), ty, example })
}

fn content<'a>(context: &Context<'a>, place: &Node<'a>) -> Read<(Type, bool)> {
    place.only(&["schema", "example"])?;
    let schema = place.must("schema")?;
    let (ty, nullable) = context.typed(&schema, Place { owner: "Content", member: "value" })?;
    if nullable {
        schema.refuse("what is sent or answered as a whole can't be null")
    } else {
        Ok((ty, nullable))
    }
}

/// What successful answers carry; all of them the same.
pub fn answers<'a>(context: &Context<'a>, node: &Node<'a>, preferable: bool) -> Read<Vec<Content>> {
    let mut contents: Option<Vec<Content>> = None;
    let mut empty = None;
    for (status, place) in node.must("responses")?.members()? {
        let answer = place.followed()?;
        answer.only(&["description", "headers", "content", "links"])?;
        match status {
            "304" => {}
            "204" => empty = Some(answer),
            "200" | "201" | "202" | "207" => {
                let carried = carried(context, &answer)?;
                if contents.as_ref().is_some_and(|before| *before != carried) {
                    return answer.refuse("successful answers have to carry the same, whatever their status");
                }
                contents = Some(carried);
            }
            _ if status.starts_with(['4', '5']) && status.len() == 3 => {}
            _ => return place.refuse(format!("the status `{status}` is not rendered")),
        }
    }
    match (contents, empty) {
        (Some(contents), None) => Ok(contents),
        (Some(contents), Some(_)) if preferable || contents.is_empty() => Ok(contents),
        (Some(_), Some(empty)) => {
            empty.refuse("an answer without a body beside one with a body needs `Prefer`")
        }
        (None, Some(_)) => Ok(Vec::new()),
        (None, None) => node.must("responses")?.refuse("there is no successful answer"),
    }
}

fn carried<'a>(context: &Context<'a>, answer: &Node<'a>) -> Read<Vec<Content>> {
    let mut contents = Vec::new();
    for (media, place) in answer.members_of("content")? {
        let (ty, _) = content(context, &place)?;
        contents.push(match media {
            JSON => Content::Json(ty),
            LINES => Content::Lines(ty),
            GEO => Content::Geo(ty),
            CSV => Content::Csv,
            _ if media.starts_with("image/") || media == "application/pdf" => Content::File(media.to_owned()),
            _ => return place.refuse(format!("an answer of `{media}` is not rendered")),
        });
    }
    Ok(contents)
}

/// Errors are problems, which the runtime reads.
pub fn is_problem(answer: &Node) -> Read<()> {
    answer.only(&["description", "headers", "content", "links"])?;
    for (media, place) in answer.members_of("content")? {
        place.only(&["schema", "example", "examples"])?;
        let schema = place.must("schema")?;
        schema.only(&["$ref", "description"])?;
        let schema = schema.text_of("$ref")?;
        if media != PROBLEM || schema != Some("#/components/schemas/Problem") {
            return place.refuse("an error has to be a `Problem` in application/problem+json");
        }
    }
    Ok(())
}

/// Whether a schema is only the content of a file.
pub fn is_file(schema: &Schema) -> bool {
    matches!(schema.shape, Shape::File)
}
