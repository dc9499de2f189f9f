//! The operations of the document, by their tags.

use std::collections::BTreeSet;

use super::super::model::{
    Content, Group, Header, Headers, Operation, Page, Parameter, Schemas, Shape, Type,
};
use super::super::names::{method, nameable, pascal, snake};
use super::super::node::{Node, Read};
use super::bodies;
use super::limits::described;
use super::samples;
use super::types::{Context, Place};

const VERBS: &[&str] = &["get", "post", "put", "patch", "delete"];

/// Modules that the crate has for itself, as files beside those of the groups or in its root.
const MODULES_TAKEN: &[&str] = &[
    "blocking",
    "device",
    "http_client",
    "jiff",
    "mod",
    "offline",
    "samples",
    "testing",
    "types",
    "uuid",
    "webhooks",
];

/// Reads all operations; enumerations that only they use join the schemas.
pub fn read(context: &Context, schemas: &mut Schemas) -> Read<Vec<Group>> {
    let mut groups = groups(&context.root)?;
    for (path, item) in context.root.must("paths")?.members()? {
        item.only(VERBS)?;
        for (verb, node) in item.members()?.into_iter().filter(|(name, _)| VERBS.contains(name)) {
            let operation = operation(context, schemas, (path, verb), &node)?;
            let group = of_tag(&mut groups, &operation.tag, &node)?;
            if group.operations.iter().any(|other| other.method == operation.method) {
                return node.refuse(format!("`{}` is a method of this group already", operation.method));
            }
            if schemas.contains_key(&pascal(&operation.id)) {
                return node.refuse(format!(
                    "its builder would be called `{}`, which a schema is",
                    pascal(&operation.id)
                ));
            }
            group.operations.push(operation);
        }
    }
    schemas.extend(context.take_inline().into_iter().map(|schema| (schema.name.clone(), schema)));
    Ok(groups)
}

/// The group of a tag; one that is not described in the document gets its name for a description.
fn of_tag<'g>(groups: &'g mut Vec<Group>, tag: &str, node: &Node) -> Read<&'g mut Group> {
    if !nameable(tag) || MODULES_TAKEN.contains(&snake(tag).as_str()) {
        return node.must("tags")?.refuse(format!("`{tag}` can't be the name of a module"));
    }
    let known = groups.iter().position(|group| group.tag == tag);
    let index = known.unwrap_or_else(|| {
        let doc = format!("Operations of `{tag}`.");
        groups.push(Group { tag: tag.to_owned(), doc, operations: Vec::new() });
        groups.len() - 1
    });
    Ok(&mut groups[index])
}

fn groups(root: &Node) -> Read<Vec<Group>> {
    let mut groups = Vec::new();
    for tag in root.must("tags")?.elements()? {
        tag.only(&["name", "description"])?;
        let name = tag.must("name")?.text()?.to_owned();
        groups.push(Group { tag: name, doc: described(&tag), operations: Vec::new() });
    }
    Ok(groups)
}

const KNOWN: &[&str] = &[
    "tags",
    "summary",
    "description",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "security",
    "deprecated",
];

fn operation<'a>(
    context: &Context<'a>,
    schemas: &Schemas,
    (path, verb): (&str, &str),
    node: &Node<'a>,
) -> Read<Operation> {
    node.only(KNOWN)?;
    let tags = node.must("tags")?;
    let [tag] = tags.texts()?[..] else { return tags.refuse("an operation has exactly one tag") };
    let id = node.must("operationId")?.text()?.to_owned();
    if !nameable(&id) || snake(&id) != id {
        return node.must("operationId")?.refuse("this can't be the name of a method");
    }
    let (parameters, headers) = parameters(context, (path, &id), node)?;
    let contents = bodies::answers(context, node, headers.prefer != Header::Unknown)?;
    Ok(Operation {
        method: method(&id, tag),
        tag: tag.to_owned(),
        verb: verb.to_ascii_uppercase(),
        path: path.to_owned(),
        summary: node.text_of("summary")?.unwrap_or_default().to_owned(),
        doc: node.text_of("description")?.unwrap_or_default().to_owned(),
        scope: scope(node)?,
        deprecated: node.flag("deprecated")?,
        body: bodies::sent(context, node)?,
        page: page(schemas, &parameters, &contents),
        errors: errors(node)?,
        samples: samples::of(schemas, node)?,
        id,
        parameters,
        headers,
        contents,
    })
}

/// The one scope that is needed; none for what everyone may do (`[{}]`).
fn scope(node: &Node) -> Read<Option<String>> {
    let Some(security) = node.get("security") else { return Ok(None) };
    match security.elements()?.as_slice() {
        [] => Ok(None),
        [one] => match one.members()?.as_slice() {
            [] => Ok(None),
            [("oauth2", scopes)] => match scopes.texts()?[..] {
                [scope] => Ok(Some(scope.to_owned())),
                _ => scopes.refuse("an operation needs exactly one scope"),
            },
            _ => one.refuse("the SDK authenticates by oauth2 alone"),
        },
        _ => security.refuse("alternative ways to authenticate are not rendered"),
    }
}

fn errors(node: &Node) -> Read<Vec<(String, String)>> {
    let mut errors = Vec::new();
    for (status, answer) in node.must("responses")?.members()? {
        if status.starts_with(['4', '5']) {
            let answer = answer.followed()?;
            let text = answer.must("description")?.text()?.to_owned();
            bodies::is_problem(&answer)?;
            errors.push((status.to_owned(), text));
        }
    }
    Ok(errors)
}

fn parameters<'a>(
    context: &Context<'a>,
    (path, id): (&str, &str),
    node: &Node<'a>,
) -> Read<(Vec<Parameter>, Headers)> {
    let (mut parameters, mut headers) = (Vec::<Parameter>::new(), Headers::default());
    let listed = node.get("parameters").map(|list| list.elements()).transpose()?.unwrap_or_default();
    for place in listed {
        let place = place.followed()?;
        match place.must("in")?.text()? {
            "header" => header(&place, &mut headers)?,
            "path" | "query" => parameters.push(parameter(context, (path, id), &place)?),
            other => return place.must("in")?.refuse(format!("parameters in `{other}` are not rendered")),
        }
    }
    let described: BTreeSet<_> = parameters.iter().filter(|p| p.in_path).map(|p| p.name.as_str()).collect();
    let named: BTreeSet<_> = path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    if described != named {
        return node.refuse(format!("the parameters of the path `{path}` are not the ones described"));
    }
    // The path says in which order they are given.
    parameters
        .sort_by_key(|p| if p.in_path { path.find(&format!("{{{}}}", p.name)) } else { Some(usize::MAX) });
    Ok((parameters, headers))
}

/// What builders call their own arguments and methods.
const BUILDERS_OWN: &[&str] = &[
    "body",
    "call",
    "client",
    "export",
    "geojson",
    "idempotency_key",
    "if_match",
    "new",
    "pages",
    "send",
    "send_if_changed",
    "send_minimal",
    "stream",
    "timeout",
    "wait",
    "with_body",
];

fn header(place: &Node, headers: &mut Headers) -> Read<()> {
    place.only(&["name", "in", "required", "description", "schema", "example"])?;
    let name = place.must("name")?;
    let header = match name.text()? {
        "Idempotency-Key" => &mut headers.key,
        "If-Match" => &mut headers.if_match,
        "If-None-Match" => &mut headers.if_none_match,
        "Prefer" => &mut headers.prefer,
        other => return name.refuse(format!("the runtime doesn't know the header `{other}`")),
    };
    *header = if place.flag("required")? { Header::Required } else { Header::Optional };
    Ok(())
}

fn parameter<'a>(context: &Context<'a>, (path, id): (&str, &str), place: &Node<'a>) -> Read<Parameter> {
    place.only(&["name", "in", "required", "description", "schema", "example"])?;
    let name = place.must("name")?.text()?.to_owned();
    let schema = place.must("schema")?;
    let (mut ty, nullable) = context.typed(&schema, Place { owner: id, member: &name })?;
    if nullable || matches!(ty, Type::Any | Type::Object | Type::Map(_) | Type::List(_) | Type::Constant(_)) {
        return schema.refuse("a parameter has one plain value");
    }
    let in_path = place.must("in")?.text()? == "path";
    if let (true, Type::Uuid, Some(id)) = (in_path && name == "id", &ty, context.ids.of_path(path)) {
        ty = Type::Id(id.clone());
    }
    if !nameable(&name) || BUILDERS_OWN.contains(&snake(&name).as_str()) {
        return place.must("name")?.refuse("this can't be the name of an argument");
    }
    if in_path && !place.flag("required")? {
        return place.refuse("a parameter of the path is always required");
    }
    let example =
        place.get("example").or_else(|| place.get("x-example")).map(|example| example.value().clone());
    Ok(Parameter {
        doc: described_with(place, &schema),
        ty,
        in_path,
        required: place.flag("required")?,
        example,
        name,
    })
}

fn described_with(place: &Node, schema: &Node) -> String {
    let limits = super::limits::sentence(schema);
    let text = described(place);
    if limits.is_empty() { text } else { format!("{text} {limits}") }
}

/// A list has a `cursor`, and answers with `items` and a `next_cursor` that ends as null.
fn page(schemas: &Schemas, parameters: &[Parameter], contents: &[Content]) -> Option<Page> {
    if !parameters.iter().any(|p| p.name == "cursor" && !p.in_path) {
        return None;
    }
    contents.iter().find_map(|content| {
        let Content::Json(Type::Named(name)) = content else { return None };
        let Shape::Object { properties, .. } = &schemas.get(name)?.shape else { return None };
        let member = |wanted: &str| properties.iter().find(|p| p.name == wanted && p.required);
        let ends = member("next_cursor").is_some_and(|p| p.nullable && p.ty == Type::Text);
        match (ends, &member("items")?.ty) {
            (true, Type::List(item)) => Some(Page { name: name.clone(), item: (**item).clone() }),
            _ => None,
        }
    })
}
