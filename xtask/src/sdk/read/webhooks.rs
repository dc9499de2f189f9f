//! What the server sends by itself: a webhook for each variant of one union, verified by the headers that the runtime
//! knows.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::model::{Group, Schema, Schemas, Shape, Type, Webhook, Webhooks};
use super::super::names::{nameable, snake};
use super::super::node::{Node, Read};
use super::bodies;
use super::types::{Context, Place};

/// The header of the time at which a delivery was sent.
const TIMESTAMP: &str = "webhook-timestamp";

/// The headers that the runtime verifies.
const HEADERS: [&str; 3] = ["webhook-id", TIMESTAMP, "webhook-signature"];

const KNOWN: &[&str] =
    &["tags", "summary", "description", "operationId", "parameters", "requestBody", "responses", "security"];

/// All webhooks; nothing if the document doesn't speak of any.
pub fn read(context: &Context, schemas: &Schemas, groups: &[Group]) -> Read<Option<Webhooks>> {
    let Some(node) = context.root.get("webhooks") else { return Ok(None) };
    let mut ids = groups.iter().flat_map(|group| &group.operations).map(|one| one.id.clone()).collect();
    let (mut union, mut all) = (None::<&Schema>, Vec::new());
    for (name, item) in node.members()? {
        item.only(&["post"])?;
        let post = item.must("post")?;
        has_an_id_of_its_own(&post, &mut ids)?;
        let (carried, webhook) = webhook(context, schemas, (name, &post))?;
        let first = *union.get_or_insert(carried);
        if first.name != carried.name {
            let reason = format!("it carries a `{}`, but others carry a `{}`", carried.name, first.name);
            return item.refuse(reason);
        }
        all.push(webhook);
    }
    let Some(union) = union else { return node.refuse("there is no webhook") };
    is_complete(&node, union, &all)?;
    Ok(Some(Webhooks { union: union.name.clone(), all }))
}

fn webhook<'a, 's>(
    context: &Context<'a>,
    schemas: &'s Schemas,
    (name, post): (&str, &Node<'a>),
) -> Read<(&'s Schema, Webhook)> {
    post.only(KNOWN)?;
    let tags = post.must("tags")?;
    if tags.texts()?.len() != 1 {
        return tags.refuse("a webhook has exactly one tag");
    }
    let summary = post.must("summary")?;
    if summary.text()?.trim().is_empty() || summary.text()?.contains('\n') {
        return summary.refuse("the summary of a webhook is one line");
    }
    post.text_of("description")?;
    headers(context, schemas, post)?;
    responses(post)?;
    if let Some(security) = post.get("security")
        && !security.elements()?.is_empty()
    {
        return security.refuse("a webhook is authenticated by its signature alone");
    }
    let (union, example) = carried(context, schemas, (name, post))?;
    Ok((union, Webhook { name: name.to_owned(), summary: summary.text()?.trim().to_owned(), example }))
}

fn has_an_id_of_its_own(post: &Node, ids: &mut BTreeSet<String>) -> Read<()> {
    let id = post.must("operationId")?;
    let text = id.text()?;
    if !nameable(text) || snake(text) != text {
        return id.refuse("this can't be the name of a method");
    }
    if ids.insert(text.to_owned()) { Ok(()) } else { id.refuse("another operation has this id") }
}

/// Exactly the headers that the runtime verifies: what others say would be lost, and without one nothing is verified.
fn headers<'a>(context: &Context<'a>, schemas: &Schemas, post: &Node<'a>) -> Read<()> {
    let list = post.must("parameters")?;
    let mut missing = HEADERS.to_vec();
    for place in list.elements()? {
        let place = place.followed()?;
        place.only(&["name", "in", "required", "description", "schema", "example"])?;
        let (kind, name) = (place.must("in")?, place.must("name")?);
        if kind.text()? != "header" {
            return kind.refuse("a webhook has headers and a body alone");
        }
        let Some(index) = missing.iter().position(|known| name.value() == known) else {
            return name.refuse("this is not one of the headers that the runtime verifies, each once");
        };
        if !place.flag("required")? {
            return place.refuse("a header that the runtime verifies is always required");
        }
        header_value(context, schemas, (missing.remove(index), &place.must("schema")?))?;
    }
    match missing.first() {
        None => Ok(()),
        Some(name) => list.refuse(format!("`{name}` is missing, which the runtime verifies")),
    }
}

/// A text; for the time, a number of seconds will do as well.
fn header_value<'a>(context: &Context<'a>, schemas: &Schemas, (name, schema): (&str, &Node<'a>)) -> Read<()> {
    let (ty, nullable) = context.typed(schema, Place { owner: "Webhook", member: name })?;
    let fits = match &ty {
        Type::Text | Type::Uuid => true,
        Type::Named(other) => schemas.get(other).is_some_and(|schema| matches!(schema.shape, Shape::Code)),
        Type::Int32 | Type::Int64 => name == TIMESTAMP,
        _ => false,
    };
    if fits && !nullable {
        return Ok(());
    }
    schema.refuse(format!("the runtime doesn't read the header `{name}` like this"))
}

/// Any success takes a delivery, and no answer has a body: that is what receivers are told.
fn responses(post: &Node) -> Read<()> {
    let responses = post.must("responses")?;
    responses.must("2XX")?;
    for (status, place) in responses.members()? {
        let refuses = status.starts_with(['4', '5']) && status.len() == 3;
        if status != "2XX" && status != "default" && !refuses {
            return place.refuse(format!("the status `{status}` of a webhook is not rendered"));
        }
        place.followed()?.only(&["description"])?;
    }
    Ok(())
}

/// The union of which a webhook carries the variant that is called as the webhook is, and an example.
fn carried<'a, 's>(
    context: &Context<'a>,
    schemas: &'s Schemas,
    (name, post): (&str, &Node<'a>),
) -> Read<(&'s Schema, Option<Value>)> {
    let body = bodies::delivered(context, post)?;
    let place = post.must("requestBody")?.must("content")?.must(&body.media)?.must("schema")?;
    let Type::Named(variant) = &body.ty else {
        return place.refuse("a webhook carries a variant of a union");
    };
    let unions: Vec<_> =
        schemas.values().filter(|schema| variants(schema).any(|(_, known)| known == variant)).collect();
    let [union] = unions[..] else {
        return place.refuse(format!("`{variant}` has to be a variant of exactly one union"));
    };
    if let Some((tag, _)) = variants(union).find(|(tag, known)| known == variant && tag != name) {
        return place.refuse(format!("`{variant}` is told by `{tag}`, but the webhook is called `{name}`"));
    }
    let example = body.example.or_else(|| schemas.get(variant)?.example.clone());
    Ok((union, example))
}

fn variants(schema: &Schema) -> impl Iterator<Item = &(String, String)> {
    let variants = if let Shape::Union { variants, .. } = &schema.shape { variants.as_slice() } else { &[] };
    variants.iter()
}

/// What has no webhook would be a type of what never comes.
fn is_complete(node: &Node, union: &Schema, all: &[Webhook]) -> Read<()> {
    match variants(union).find(|(tag, _)| !all.iter().any(|webhook| webhook.name == *tag)) {
        None => Ok(()),
        Some((tag, _)) => node.refuse(format!("`{tag}` of `{}` has no webhook", union.name)),
    }
}
