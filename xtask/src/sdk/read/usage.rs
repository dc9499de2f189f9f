//! How schemas are used: what is sent gets constructors, merge patches get three states.

use super::super::model::{Group, Property, Schemas, Shape, Type};
use super::super::node::{Node, Read, Refusal};
use super::bodies::is_file;

const MERGE_PATCH: &str = "application/merge-patch+json";

/// Marks what is sent, and what is a merge patch or a part of one.
pub fn mark(root: &Node, schemas: &mut Schemas, groups: &[Group]) -> Read<()> {
    for body in
        groups.iter().flat_map(|group| &group.operations).filter_map(|operation| operation.body.as_ref())
    {
        let Type::Named(name) = &body.ty else { continue };
        if body.media == MERGE_PATCH { patch(schemas, name)? } else { sent(schemas, name) }
    }
    faithful(root, schemas)
}

fn sent(schemas: &mut Schemas, name: &str) {
    let Some(schema) = schemas.get_mut(name).filter(|schema| !schema.usage.sent) else { return };
    schema.usage.sent = true;
    named(&schema.shape).iter().for_each(|name| sent(schemas, name));
}

/// In a merge patch an object is merged member by member, so it is one as well; arrays are replaced.
fn patch(schemas: &mut Schemas, name: &str) -> Read<()> {
    let Some(schema) = schemas.get_mut(name).filter(|schema| !schema.usage.patch) else { return Ok(()) };
    let refuse = |reason| Err(Refusal { pointer: schema.pointer.clone(), reason });
    let Shape::Object { properties, .. } = &schema.shape else {
        return match &schema.shape {
            Shape::Words(_) | Shape::Code => Ok(()),
            _ => refuse("a merge patch can't have a union or free members".to_owned()),
        };
    };
    if let Some(required) = properties.iter().find(|property| property.required) {
        return refuse(format!("`{}` is required, but nothing is in a merge patch", required.name));
    }
    let properties = properties.clone();
    (schema.usage.patch, schema.usage.sent) = (true, true);
    for Property { ty, .. } in &properties {
        match ty {
            Type::Named(name) => patch(schemas, name)?,
            other => named_in(other).iter().for_each(|name| sent(schemas, name)),
        }
    }
    Ok(())
}

/// The schemas that a shape names.
pub fn named(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Object { properties, .. } => {
            properties.iter().flat_map(|property| named_in(&property.ty)).collect()
        }
        Shape::Map(ty) => named_in(ty),
        Shape::Union { variants, .. } => variants.iter().map(|(_, name)| name.clone()).collect(),
        Shape::Words(_) | Shape::Code | Shape::File => Vec::new(),
    }
}

/// The schemas that a type names.
pub fn named_in(ty: &Type) -> Vec<String> {
    match ty {
        Type::Named(name) => vec![name.clone()],
        Type::List(inner) | Type::Map(inner) => named_in(inner),
        _ => Vec::new(),
    }
}

/// What one schema alone can't tell.
fn faithful(root: &Node, schemas: &Schemas) -> Read<()> {
    for schema in schemas.values() {
        for name in named(&schema.shape) {
            if schemas.get(&name).is_some_and(is_file) {
                let reason = format!("`{name}` is a file and can't be a part of JSON");
                return Err(Refusal { pointer: schema.pointer.clone(), reason });
            }
        }
        if cyclic(schemas, &schema.name) {
            let reason = "it contains itself, which is not rendered".to_owned();
            return Err(Refusal { pointer: schema.pointer.clone(), reason });
        }
    }
    problem_is_known(root, schemas)
}

fn cyclic(schemas: &Schemas, start: &str) -> bool {
    let (mut seen, mut open) = (Vec::<String>::new(), vec![start.to_owned()]);
    while let Some(name) = open.pop() {
        for inner in schemas.get(&name).map(|schema| named(&schema.shape)).unwrap_or_default() {
            if inner == start {
                return true;
            }
            if !seen.contains(&inner) {
                seen.push(inner.clone());
                open.push(inner);
            }
        }
    }
    false
}

/// The runtime reads errors as `Problem`: the members that it uses are there.
fn problem_is_known(root: &Node, schemas: &Schemas) -> Read<()> {
    let place = root.must("components")?.must("schemas")?.must("Problem")?;
    let Some(Shape::Object { properties, .. }) = schemas.get("Problem").map(|schema| &schema.shape) else {
        return place.refuse("`Problem` has to be an object");
    };
    for name in ["type", "title", "status", "detail", "code", "request_id", "errors"] {
        if !properties.iter().any(|property| property.name == name) {
            return place.refuse(format!("the runtime needs the member `{name}`"));
        }
    }
    Ok(())
}
