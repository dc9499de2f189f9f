//! The document, read and judged: what the SDK is written from.

use std::collections::BTreeMap;

use serde_json::Value;

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A text.
    Text,
    /// A text that is never shown in `Debug`.
    Secret,
    /// Yes or no.
    Flag,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// A number with a fraction.
    Double,
    /// An amount of money in cents.
    Cents,
    /// An instant in UTC.
    Instant,
    /// A day.
    Day,
    /// A UUID that names nothing particular.
    Uuid,
    /// The id of a resource, by the name of its newtype.
    Id(String),
    /// Any JSON.
    Any,
    /// An object whose members are not told.
    Object,
    /// A schema of the document, by its name in Rust.
    Named(String),
    /// A text that is always the same.
    Constant(String),
    /// A list.
    List(Box<Type>),
    /// An object by free names.
    Map(Box<Type>),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Property {
    /// As the document writes it.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// Its type, null apart.
    pub ty: Type,
    /// Whether it always stands there.
    pub required: bool,
    /// Whether it can be null.
    pub nullable: bool,
}

/// What a schema describes.
#[derive(Clone, Debug)]
pub enum Shape {
    /// An object; `closed` if it takes no other members.
    Object {
        /// Its members.
        properties: Vec<Property>,
        /// Whether other members are refused.
        closed: bool,
    },
    /// One of several texts; more may come.
    Words(Vec<String>),
    /// A text with a form of its own.
    Code,
    /// An object by free names.
    Map(Type),
    /// One of several objects, told apart by a member.
    Union {
        /// The member.
        tag: String,
        /// Its values and the schemas that they stand for.
        variants: Vec<(String, String)>,
    },
    /// The bytes of a file, or a text that is a file: never a member of anything.
    File,
}

/// How a schema is used.
#[derive(Clone, Copy, Debug, Default)]
pub struct Use {
    /// It is sent.
    pub sent: bool,
    /// It is a merge patch, or a part of one.
    pub patch: bool,
}

/// A schema of the document.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Its name in Rust.
    pub name: String,
    /// Where it stands.
    pub pointer: String,
    /// What it is.
    pub doc: String,
    /// Its shape.
    pub shape: Shape,
    /// An example of it.
    pub example: Option<Value>,
    /// How it is used.
    pub usage: Use,
}

/// All schemas by name.
pub type Schemas = BTreeMap<String, Schema>;

/// A parameter in the path or the query.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// As the document writes it.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// Its type.
    pub ty: Type,
    /// Whether it stands in the path, else in the query.
    pub in_path: bool,
    /// Whether it has to be there.
    pub required: bool,
    /// A value for it.
    pub example: Option<Value>,
}

/// Whether and how a header may be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Header {
    /// The operation doesn't take it.
    #[default]
    Unknown,
    /// It may be sent.
    Optional,
    /// It has to be sent.
    Required,
}

/// The headers that the runtime knows how to send.
#[derive(Clone, Copy, Debug, Default)]
pub struct Headers {
    /// `Idempotency-Key`.
    pub key: Header,
    /// `If-Match`.
    pub if_match: Header,
    /// `If-None-Match`.
    pub if_none_match: Header,
    /// `Prefer`.
    pub prefer: Header,
}

/// What is sent.
#[derive(Clone, Debug)]
pub struct Body {
    /// The media type.
    pub media: String,
    /// The schema.
    pub ty: Type,
    /// An example of it.
    pub example: Option<Value>,
}

/// What a successful answer carries, by media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// One JSON value.
    Json(Type),
    /// A JSON value a line.
    Lines(Type),
    /// GeoJSON.
    Geo(Type),
    /// CSV.
    Csv,
    /// A file, by its media type.
    File(String),
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its own type.
    pub name: String,
    /// The type of its items.
    pub item: Type,
}

/// An answer by the document's examples.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The status.
    pub status: String,
    /// The media type.
    pub media: String,
    /// The body.
    pub text: String,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// Its group.
    pub tag: String,
    /// Its method within the group.
    pub method: String,
    /// The HTTP method.
    pub verb: String,
    /// The path, with `{…}`.
    pub path: String,
    /// A line about it.
    pub summary: String,
    /// All about it.
    pub doc: String,
    /// The scope that it needs.
    pub scope: Option<String>,
    /// Whether it is to go.
    pub deprecated: bool,
    /// Parameters of path and query.
    pub parameters: Vec<Parameter>,
    /// Headers.
    pub headers: Headers,
    /// What is sent.
    pub body: Option<Body>,
    /// What is answered.
    pub contents: Vec<Content>,
    /// The page, if it is a list.
    pub page: Option<Page>,
    /// Answers by example.
    pub samples: Vec<Sample>,
    /// Statuses of errors, with what they mean.
    pub errors: Vec<(String, String)>,
}

/// A group of operations.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its tag.
    pub tag: String,
    /// What it is about.
    pub doc: String,
    /// Its operations.
    pub operations: Vec<Operation>,
}

/// A webhook: an event that the server sends by itself.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Its name, which is the tag of the variant that it carries.
    pub name: String,
    /// A line about it.
    pub summary: String,
    /// An example of what it carries.
    pub example: Option<Value>,
}

/// All webhooks.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// The union that they carry.
    pub union: String,
    /// One for each of its variants, in the order of the document.
    pub all: Vec<Webhook>,
}

/// The whole document.
#[derive(Clone, Debug)]
pub struct Api {
    /// The version that it says.
    pub version: String,
    /// The groups, in the order of the document.
    pub groups: Vec<Group>,
    /// What the server sends by itself, if it does.
    pub webhooks: Option<Webhooks>,
    /// All schemas.
    pub schemas: Schemas,
    /// The newtypes of ids.
    pub ids: Vec<String>,
}
