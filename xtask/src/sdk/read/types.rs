//! The type of a value, from the schema that stands where the value is described.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::Value;

use super::super::model::{Schema, Shape, Type, Use};
use super::super::names::{nameable, pascal, variant_text};
use super::super::node::{Node, Read};
use super::ids::Ids;
use super::limits::{LIMITS, described};

/// Members whose text is a secret, beside all that end in `secret`, `token` or `password`.
const SECRETS: &[(&str, &str)] = &[("Enrolment", "code"), ("Enrolment", "uri")];

/// What has to be known to read a type.
pub struct Context<'a> {
    /// The document.
    pub root: Node<'a>,
    /// The newtypes of ids.
    pub ids: &'a Ids,
    components: Vec<(&'a str, Node<'a>)>,
    /// The texts among them, without their examples.
    texts: Vec<(&'a str, Value)>,
    /// Enumerations that stand where they are used and get a type of their own.
    inline: RefCell<Vec<Schema>>,
}

/// Whose value it is, for types that go by the name.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The schema or operation.
    pub owner: &'a str,
    /// The member or parameter.
    pub member: &'a str,
}

/// A type, and whether null is one of its values.
pub type Typed = (Type, bool);

impl<'a> Context<'a> {
    /// Prepares for reading.
    pub fn new(root: &Node<'a>, ids: &'a Ids) -> Read<Self> {
        let components = root.must("components")?.members_of("schemas")?;
        let texts = components.iter().filter(|(_, component)| component.value()["type"] == "string");
        let texts = texts.map(|(name, component)| (*name, without_example(component.value()))).collect();
        Ok(Self { root: root.clone(), ids, components, texts, inline: RefCell::default() })
    }

    /// The schemas of the document.
    pub fn components(&self) -> &[(&'a str, Node<'a>)] {
        &self.components
    }

    /// Enumerations that were met inside of others.
    pub fn take_inline(&self) -> Vec<Schema> {
        self.inline.take()
    }

    /// The type of what `node` describes.
    pub fn typed(&self, node: &Node<'a>, place: Place) -> Read<Typed> {
        if node.get("$ref").is_some() {
            return Ok((self.reference(node)?, false));
        }
        if node.get("oneOf").is_some() {
            return self.nullable(node, place);
        }
        let Some(kind) = node.get("type") else {
            node.only(&["description", "example"])?;
            return Ok((Type::Any, true));
        };
        let (name, nullable) = type_name(&kind)?;
        if name == "object" {
            return Ok((self.object(node, place)?, nullable));
        }
        let mut known = vec!["type", "description", "example", "format", "enum", "const", "items"];
        known.extend(LIMITS);
        node.only(&known)?;
        let ty = match name {
            "string" => self.text(node, place)?,
            "array" => self.list(node, place)?,
            _ => plain(node, name, place)?,
        };
        Ok((ty, nullable))
    }

    fn reference(&self, node: &Node<'a>) -> Read<Type> {
        let target = node.followed()?;
        match target.pointer().strip_prefix("/components/schemas/") {
            Some(name) if self.components.iter().any(|(known, _)| *known == name) => {
                Ok(Type::Named(name.to_owned()))
            }
            _ => node.refuse("a schema can only be one of /components/schemas"),
        }
    }

    /// `oneOf` of something and null.
    fn nullable(&self, node: &Node<'a>, place: Place) -> Read<Typed> {
        node.only(&["oneOf", "description", "example"])?;
        let choices = node.must("oneOf")?;
        match choices.elements()?.as_slice() {
            [some, null] if null.value().get("type").and_then(Value::as_str) == Some("null") => {
                null.only(&["type"])?;
                Ok((self.typed(some, place)?.0, true))
            }
            _ => choices
                .refuse("only `[something, null]` may stand here; a union has to be a component of its own"),
        }
    }

    fn object(&self, node: &Node<'a>, place: Place) -> Read<Type> {
        node.only(&["type", "description", "example", "additionalProperties"])?;
        match node.get("additionalProperties") {
            None => Ok(Type::Object),
            Some(values) if values.value().is_object() => {
                let (ty, nullable) = self.typed(&values, place)?;
                if nullable {
                    return values.refuse("values of free members that can be null are not rendered");
                }
                Ok(Type::Map(Box::new(ty)))
            }
            Some(values) if values.value() == &Value::Bool(true) => Ok(Type::Object),
            Some(values) => values.refuse("an object without members that takes no others is not rendered"),
        }
    }

    fn list(&self, node: &Node<'a>, place: Place) -> Read<Type> {
        let items = node.must("items")?;
        let (ty, nullable) = self.typed(&items, place)?;
        if nullable && ty != Type::Any {
            return items.refuse("lists of what can be null are not rendered");
        }
        Ok(Type::List(Box::new(ty)))
    }

    fn text(&self, node: &Node<'a>, place: Place) -> Read<Type> {
        if let Some(constant) = node.text_of("const")? {
            node.only(&["type", "const", "description", "example"])?;
            return Ok(Type::Constant(constant.to_owned()));
        }
        if node.get("enum").is_some() {
            return self.words(node, place);
        }
        let Some(format) = node.get("format") else { return Ok(self.bare_text(node, place)) };
        match format.text()? {
            "uuid" => {
                let id = self.ids.of_member(place.owner, place.member);
                Ok(id.map_or(Type::Uuid, |id| Type::Id(id.clone())))
            }
            "date-time" => Ok(Type::Instant),
            "date" => Ok(Type::Day),
            other => format.refuse(format!("the format `{other}` of a text is not rendered here")),
        }
    }

    fn bare_text(&self, node: &Node<'a>, place: Place) -> Type {
        let Place { owner, member } = place;
        let secret = ["secret", "token", "password"].iter().any(|ending| member.ends_with(ending));
        if secret || SECRETS.contains(&(owner, member)) {
            return Type::Secret;
        }
        match self.same_component(node).filter(|_| node.get("pattern").is_some()) {
            Some(name) => Type::Named(name.to_owned()),
            None => Type::Text,
        }
    }

    /// Enumerations in parameters repeat the component that they are; others get a type by their place.
    fn words(&self, node: &Node<'a>, place: Place) -> Read<Type> {
        if let Some(name) = self.same_component(node) {
            return Ok(Type::Named(name.to_owned()));
        }
        let name = format!("{}{}", pascal(place.owner), pascal(place.member));
        if self.components.iter().any(|(known, _)| *known == name) {
            return node
                .refuse(format!("the type of this enumeration would be called `{name}`, which another is"));
        }
        let shape = words(node)?;
        let (pointer, doc) = (node.pointer().to_owned(), described(node));
        let usage = Use::default();
        self.inline.borrow_mut().push(Schema {
            name: name.clone(),
            pointer,
            doc,
            shape,
            example: None,
            usage,
        });
        Ok(Type::Named(name))
    }

    fn same_component(&self, node: &Node) -> Option<&'a str> {
        let bare = without_example(node.value());
        let same = self.texts.iter().filter(|(_, text)| *text == bare);
        let names: Vec<_> = same.map(|(name, _)| *name).collect();
        (names.len() == 1).then(|| names[0])
    }
}

/// The words of an enumeration.
pub fn words(node: &Node) -> Read<Shape> {
    node.only(&["type", "enum", "description", "example"])?;
    let list = node.must("enum")?;
    let words = list.texts()?;
    let mut seen = BTreeSet::from([String::from("Unknown")]);
    for (word, place) in words.iter().zip(list.elements()?) {
        if !nameable(word) || !seen.insert(variant_text(word)) {
            return place.refuse(format!("`{word}` can't be the name of a variant of its own"));
        }
    }
    Ok(Shape::Words(words.into_iter().map(str::to_owned).collect()))
}

fn without_example(value: &Value) -> Value {
    let mut bare = value.clone();
    if let Some(members) = bare.as_object_mut() {
        members.retain(|name, _| name != "example" && !name.starts_with("x-"));
    }
    bare
}

/// The one type beside null.
fn type_name<'a>(kind: &Node<'a>) -> Read<(&'a str, bool)> {
    if kind.value().is_string() {
        return Ok((kind.text()?, false));
    }
    let names = kind.texts()?;
    match names.as_slice() {
        [name, "null"] | ["null", name] => Ok((name, true)),
        [name] => Ok((name, false)),
        _ => kind.refuse("a value can have one type, and beside it null"),
    }
}

fn plain(node: &Node, name: &str, place: Place) -> Read<Type> {
    let format = node.get("format");
    let cents = place.member.ends_with("_cents");
    for wrong in ["enum", "const", "items", "pattern"] {
        if let Some(wrong) = node.get(wrong) {
            return wrong.refuse(format!("this is not rendered for the type `{name}`"));
        }
    }
    match (name, format.as_ref().map(Node::text).transpose()?) {
        ("boolean", None) => Ok(Type::Flag),
        ("integer", Some("int64") | None) if cents => Ok(Type::Cents),
        ("integer", Some("int32")) => Ok(Type::Int32),
        ("integer", Some("int64") | None) => Ok(Type::Int64),
        ("number", Some("double") | None) => Ok(Type::Double),
        (_, Some(_)) => {
            format.unwrap_or(node.clone()).refuse(format!("this format of `{name}` is not rendered"))
        }
        _ => node.refuse(format!("the type `{name}` is not rendered here")),
    }
}
