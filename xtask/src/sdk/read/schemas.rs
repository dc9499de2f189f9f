//! The named schemas of the document.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::model::{Property, Schema, Schemas, Shape, Type, Use};
use super::super::names::{nameable, pascal, snake, tag_method};
use super::super::node::{Node, Read};
use super::limits::{LIMITS, described};
use super::types::{Context, Place, words};

/// Names that the runtime or the generated code has for itself.
const TAKEN: &[&str] = &[
    "Client", "Call", "Error", "Response", "Field", "Secret", "Cents", "Unknown", "Option", "String", "Vec",
    "Box", "Uuid",
];

/// Names of members that the generated types have for themselves.
const MEMBERS_TAKEN: &[&str] = &["unknown_members", "new"];

/// Reads all named schemas, and the enumerations inside of them.
pub fn read(context: &Context) -> Read<Schemas> {
    let mut schemas = Schemas::new();
    for (name, node) in context.components() {
        if !nameable(name) || pascal(name) != *name || TAKEN.contains(name) {
            return node.refuse(format!("`{name}` can't be the name of a type of its own"));
        }
        schemas.insert((*name).to_owned(), schema(context, name, node)?);
    }
    schemas.extend(context.take_inline().into_iter().map(|schema| (schema.name.clone(), schema)));
    unions_are_faithful(context, &schemas)?;
    Ok(schemas)
}

fn schema(context: &Context, name: &str, node: &Node) -> Read<Schema> {
    let shape = shape(context, name, node)?;
    Ok(Schema {
        name: name.to_owned(),
        pointer: node.pointer().to_owned(),
        doc: described(node),
        shape,
        example: node.get("example").map(|example| example.value().clone()),
        usage: Use::default(),
    })
}

fn shape<'a>(context: &Context<'a>, name: &str, node: &Node<'a>) -> Read<Shape> {
    if node.get("discriminator").is_some() {
        return union(node);
    }
    if node.get("allOf").is_some() {
        return merged(context, name, node);
    }
    let Some(kind) = node.get("type") else {
        return node.refuse("a schema needs a type, a discriminator or `allOf`");
    };
    match kind.text()? {
        "object" if node.get("properties").is_some() => object(context, name, node),
        "object" => map(context, name, node),
        "string" if node.get("enum").is_some() => words(node),
        "string" => code(node),
        other => kind.refuse(format!("a schema of its own can't be of the type `{other}`")),
    }
}

fn code(node: &Node) -> Read<Shape> {
    let mut known = vec!["type", "description", "example", "format"];
    known.extend(LIMITS);
    node.only(&known)?;
    match node.get("format") {
        None if node.get("pattern").is_some() || node.get("maxLength").is_some() => Ok(Shape::Code),
        None => Ok(Shape::File),
        Some(format) if format.text()? == "binary" => Ok(Shape::File),
        Some(format) => format.refuse("a text of its own can't have this format"),
    }
}

fn map<'a>(context: &Context<'a>, name: &str, node: &Node<'a>) -> Read<Shape> {
    node.only(&[
        "type",
        "description",
        "example",
        "additionalProperties",
        "propertyNames",
        "minProperties",
        "maxProperties",
    ])?;
    // The form of the names is for the server to judge; whatever else is said of them would be lost.
    if let Some(names) = node.get("propertyNames") {
        names.only(&["type", "pattern", "minLength", "maxLength", "description"])?;
    }
    let values = node.must("additionalProperties")?;
    let (ty, nullable) = context.typed(&values, Place { owner: name, member: "value" })?;
    if nullable {
        return values.refuse("values of free members that can be null are not rendered");
    }
    Ok(Shape::Map(ty))
}

fn object<'a>(context: &Context<'a>, name: &str, node: &Node<'a>) -> Read<Shape> {
    node.only(&["type", "description", "example", "properties", "required", "additionalProperties"])?;
    let closed = match node.get("additionalProperties") {
        None => false,
        Some(rule) if rule.value().is_boolean() => rule.value() == &Value::Bool(false),
        Some(rule) => return rule.refuse("members by name and free members in one object are not rendered"),
    };
    Ok(Shape::Object { properties: properties(context, name, node)?, closed })
}

fn properties<'a>(context: &Context<'a>, owner: &str, node: &Node<'a>) -> Read<Vec<Property>> {
    let required = node.get("required").map(|names| names.texts()).transpose()?.unwrap_or_default();
    let members = node.members_of("properties")?;
    for (index, name) in required.iter().enumerate() {
        if !members.iter().any(|(known, _)| known == name) {
            let place = node.must("required")?.elements()?.remove(index);
            return place.refuse(format!("`{name}` is required and not described"));
        }
    }
    let mut properties: Vec<Property> = Vec::new();
    for (name, place) in members {
        let taken = properties.iter().any(|other| snake(&other.name) == snake(name));
        if !nameable(name) || taken || MEMBERS_TAKEN.contains(&name) {
            return place.refuse(format!("`{name}` can't be the name of a field of its own"));
        }
        properties.push(property(context, owner, (name, &place), required.contains(&name))?);
    }
    Ok(properties)
}

fn property<'a>(
    context: &Context<'a>,
    owner: &str,
    (name, node): (&str, &Node<'a>),
    required: bool,
) -> Read<Property> {
    let (ty, nullable) = context.typed(node, Place { owner, member: name })?;
    if matches!(ty, Type::Constant(_)) && (!required || nullable) {
        return node.refuse("a constant has to be required");
    }
    let inner = node.get("oneOf").and_then(|choices| choices.elements().ok()).map(|mut all| all.remove(0));
    let mut doc = described(node);
    if let Some(inner) = inner.filter(|_| doc.is_empty()) {
        doc = described(&inner);
    }
    Ok(Property { name: name.to_owned(), doc, ty, required, nullable })
}

/// `allOf` of objects whose members don't overlap: one object with all of them.
fn merged<'a>(context: &Context<'a>, name: &str, node: &Node<'a>) -> Read<Shape> {
    node.only(&["allOf", "description", "example"])?;
    let mut all: Vec<Property> = Vec::new();
    for part in node.must("allOf")?.elements()? {
        let target = part.followed()?;
        let Shape::Object { properties, closed } = shape(context, name, &target)? else {
            return part.refuse("`allOf` can only join objects");
        };
        if closed {
            return part
                .refuse("an object that takes no other members can't be joined with one that has some");
        }
        if let Some(twice) = properties.iter().find(|new| all.iter().any(|old| old.name == new.name)) {
            return part.refuse(format!("`{}` is described twice", twice.name));
        }
        all.extend(properties);
    }
    Ok(Shape::Object { properties: all, closed: false })
}

fn union(node: &Node) -> Read<Shape> {
    node.only(&["oneOf", "type", "discriminator", "description", "example"])?;
    // The choices are objects, and the union may say so itself.
    if let Some(kind) = node.get("type").filter(|kind| kind.value() != "object") {
        return kind.refuse("a union is of objects");
    }
    let discriminator = node.must("discriminator")?;
    discriminator.only(&["propertyName", "mapping"])?;
    let mut listed = Vec::new();
    for choice in node.must("oneOf")?.elements()? {
        choice.only(&["$ref", "description"])?;
        listed.push(choice.must("$ref")?.text()?.to_owned());
    }
    let (mut variants, mut seen) = (Vec::new(), BTreeSet::new());
    for (value, target) in discriminator.must("mapping")?.members()? {
        let reference = target.text()?;
        if !listed.iter().any(|known| known == reference) {
            return target.refuse("the mapping leads to what `oneOf` doesn't list");
        }
        let variant = pascal(value);
        if !nameable(value) || variant == "Unknown" || !seen.insert(variant) {
            return target.refuse(format!("`{value}` can't be the name of a variant of its own"));
        }
        let name = reference.rsplit('/').next().unwrap_or_default();
        variants.push((value.to_owned(), name.to_owned()));
    }
    if variants.len() != listed.len() {
        return node.must("oneOf")?.refuse("the mapping has to name each choice once");
    }
    let tag = discriminator.must("propertyName")?;
    if !nameable(tag.text()?) {
        return tag.refuse("this can't be the name of a method");
    }
    let tag = tag.text()?.to_owned();
    Ok(Shape::Union { tag, variants })
}

/// Each variant has the tag as a constant of the value that the mapping says.
fn unions_are_faithful(context: &Context, schemas: &Schemas) -> Read<()> {
    for (name, node) in context.components() {
        let Some(Shape::Union { tag, variants }) = schemas.get(*name).map(|schema| &schema.shape) else {
            continue;
        };
        for (value, variant) in variants {
            let properties = match schemas.get(variant).map(|schema| &schema.shape) {
                Some(Shape::Object { properties, .. }) => properties.as_slice(),
                _ => &[],
            };
            let place = node.must("discriminator")?.must("mapping")?.must(value)?;
            if !properties.iter().any(|p| p.name == *tag && p.ty == Type::Constant(value.clone())) {
                return place
                    .refuse(format!("`{variant}` has no member `{tag}` with the constant `{value}`"));
            }
            let method = tag_method(tag);
            if properties.iter().any(|p| snake(&p.name) == method) {
                return place
                    .refuse(format!("`{variant}` has a member `{method}`, as a method of its union"));
            }
        }
    }
    Ok(())
}
