//! The published document, enforced: what it says of bodies and query parameters is what requests are checked
//! against, so that it can't promise what the server refuses, nor hide what it takes.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock},
};

use actix_web::{HttpRequest, dev::ResourceDef, http::Method};
use jsonschema::{Draft, Validator};
use palier_domain::error::Invalid;
use serde_json::{Map, Value, json};

use super::{
    negotiate::best,
    openapi,
    problem::{INVALID_PARAMETERS, Problem},
    schema_errors,
};

/// The document and what was compiled from it.
pub struct Contract {
    /// The document's text, as served and committed.
    pub text: String,
    /// The document.
    pub document: Value,
    operations: HashMap<String, Operation>,
    components: HashMap<String, Validator>,
    routes: Vec<Route>,
}

/// Where references to named schemas lead.
const SCHEMAS: &str = "#/components/schemas/";

/// The most query parameters of a request: more than any operation has.
const MOST_PARAMETERS: usize = 50;

/// What the document says of one operation.
pub struct Operation {
    /// Its `operationId`.
    pub id: String,
    parameters: BTreeMap<String, Parameter>,
    body: Option<Validator>,
    produces: Vec<String>,
}

struct Parameter {
    kind: String,
    validator: Validator,
    example: Option<String>,
}

impl Parameter {
    /// A pattern explains little to people; an example does.
    fn problem(&self, name: &str, invalid: &Invalid) -> Problem {
        let (code, detail) =
            invalid.0.first().map_or(("malformed", ""), |error| (error.code, &*error.detail));
        let detail = match &self.example {
            Some(example) if code == "malformed" => format!("{name} takes a value such as {example}."),
            _ => format!("{name}: {detail}"),
        };
        Problem::parameter(name, code, detail)
    }
}

/// A path and the methods it has.
struct Route {
    pattern: ResourceDef,
    methods: Vec<Method>,
}

static PUBLISHED: LazyLock<Arc<Contract>> = LazyLock::new(|| Arc::new(Contract::new(openapi::document())));

impl Contract {
    /// The contract of this build of the server; compiled once a process.
    #[must_use]
    pub fn published() -> Arc<Self> {
        Arc::clone(&PUBLISHED)
    }

    /// Compiles a document.
    ///
    /// # Panics
    /// If a schema of our own is not one: every test would say so.
    #[must_use]
    pub fn new(document: Value) -> Self {
        let mut operations = HashMap::new();
        let mut routes = Vec::new();
        for (path, item) in document["paths"].as_object().into_iter().flatten() {
            let mut methods = Vec::new();
            for (method, operation) in item.as_object().into_iter().flatten() {
                operations.insert(name(&method.to_uppercase(), path), Operation::new(&document, operation));
                methods.extend(Method::from_bytes(method.to_uppercase().as_bytes()));
            }
            routes.push(Route { pattern: ResourceDef::new(path.as_str()), methods });
        }
        let schemas = document["components"]["schemas"].as_object();
        let components = schemas
            .into_iter()
            .flatten()
            .filter(|(name, _)| name.ends_with("Input"))
            .map(|(name, schema)| (name.clone(), compile(&document, schema)))
            .collect();
        let mut text = serde_json::to_string_pretty(&document).expect("a document of strings and numbers");
        text.push('\n');
        Self { text, document, operations, components, routes }
    }

    /// What the document says of the operation that this request matched.
    pub fn operation(&self, request: &HttpRequest) -> Option<&Operation> {
        self.operations.get(&name(request.method().as_str(), &request.match_pattern()?))
    }

    /// The methods that the document gives to the resource of this path, if it has one.
    #[must_use]
    pub fn methods(&self, path: &str) -> Vec<Method> {
        let matching = self.routes.iter().filter(|route| route.pattern.is_match(path));
        matching.flat_map(|route| route.methods.iter().cloned()).collect()
    }

    /// Checks a value against a named input schema.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn check(&self, component: &str, value: &Value) -> Result<(), Invalid> {
        match self.components.get(component) {
            Some(validator) => schema_errors::all(validator, value),
            None => Err(Invalid::one("", "unknown_schema", format!("no schema is called {component}"))),
        }
    }
}

fn name(method: &str, path: &str) -> String {
    format!("{method} {path}")
}

/// A validator of a schema of the document.
///
/// # Panics
/// If it is not a schema: every test would say so.
#[must_use]
pub fn compile(document: &Value, schema: &Value) -> Validator {
    // References lead to #/components/schemas; the schema is compiled where they can be followed. There are hundreds of
    // schemas, and compiling takes as long as what it is given is large: it gets those that it leads to.
    let mut root = schema.clone();
    root["components"] = json!({ "schemas": reached(document, schema) });
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(&root)
        .expect("the schemas of our own document compile")
}

/// The named schemas that a schema refers to, and those that they refer to.
fn reached(document: &Value, schema: &Value) -> Map<String, Value> {
    let schemas = &document["components"]["schemas"];
    let (mut reached, mut next) = (Map::new(), vec![schema]);
    while let Some(value) = next.pop() {
        match value {
            Value::Object(members) => next.extend(members.values()),
            Value::Array(items) => next.extend(items),
            _ => {}
        }
        let target = value.get("$ref").and_then(Value::as_str);
        let Some(name) = target.and_then(|target| target.strip_prefix(SCHEMAS)) else { continue };
        if let Some(found) = schemas.get(name).filter(|_| !reached.contains_key(name)) {
            reached.insert(name.to_owned(), found.clone());
            next.push(found);
        }
    }
    reached
}

/// What a reference leads to, if it is one.
fn resolved<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let target = value["$ref"].as_str().and_then(|target| target.strip_prefix('#'));
    target.and_then(|pointer| document.pointer(pointer)).unwrap_or(value)
}

impl Operation {
    fn new(document: &Value, operation: &Value) -> Self {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let parameters = parameters
            .map(|parameter| resolved(document, parameter))
            .filter(|parameter| parameter["in"] == "query")
            .map(|parameter| {
                let schema = &parameter["schema"];
                let kind = schema["type"].as_str().unwrap_or("string").to_owned();
                let name = parameter["name"].as_str().unwrap_or_default().to_owned();
                let example =
                    parameter.get("example").or_else(|| schema.get("example")).and_then(Value::as_str);
                let example = example.map(str::to_owned);
                (name, Parameter { kind, validator: compile(document, schema), example })
            })
            .collect();
        let content = operation["requestBody"]["content"].as_object();
        let body = content
            .and_then(|content| content.values().next())
            .map(|media| compile(document, &media["schema"]));
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        let successes = operation["responses"].as_object().into_iter().flatten();
        let successes = successes.filter(|(status, _)| status.starts_with('2'));
        let media = successes.flat_map(|(_, response)| response["content"].as_object()).flatten();
        let produces = media.map(|(media_type, _)| media_type.clone()).collect();
        Self { id, parameters, body, produces }
    }

    /// Checks that the caller accepts something that the operation answers with: before anything is done.
    ///
    /// # Errors
    /// A 406 problem that lists what is offered.
    pub fn check_accept(&self, request: &HttpRequest) -> Result<(), Problem> {
        let offered: Vec<&str> = self.produces.iter().map(String::as_str).collect();
        // What answers without a body has nothing that could be refused.
        if offered.is_empty() { Ok(()) } else { best(request, &offered).map(drop) }
    }

    /// Checks a body.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn check_body(&self, value: &Value) -> Result<(), Invalid> {
        match &self.body {
            Some(validator) => schema_errors::all(validator, value),
            None => Ok(()),
        }
    }

    /// Checks the query: every parameter known, given once, and of a value that its schema takes.
    ///
    /// # Errors
    /// A 400 problem that names every parameter that is wrong.
    pub fn check_query(&self, pairs: &[(String, String)]) -> Result<(), Problem> {
        if pairs.len() > MOST_PARAMETERS {
            let detail = format!("A query may have {MOST_PARAMETERS} parameters.");
            return Err(Problem::new(INVALID_PARAMETERS, detail));
        }
        let mut problems: Vec<Problem> = Vec::new();
        for (index, (name, value)) in pairs.iter().enumerate() {
            let Some(parameter) = self.parameters.get(name) else {
                problems.push(self.unknown(name));
                continue;
            };
            if pairs[..index].iter().any(|(earlier, _)| earlier == name) {
                problems.push(Problem::parameter(
                    name,
                    "repeated",
                    format!("{name} is given more than once."),
                ));
                continue;
            }
            if let Err(invalid) = schema_errors::all(&parameter.validator, &typed(&parameter.kind, value)) {
                problems.push(parameter.problem(name, &invalid));
            }
        }
        let errors: Vec<_> = problems.iter().flat_map(|problem| problem.errors.clone()).collect();
        match problems.into_iter().next() {
            Some(first) => Err(first.with_errors(errors)),
            None => Ok(()),
        }
    }

    fn unknown(&self, name: &str) -> Problem {
        let known: Vec<&str> = self.parameters.keys().map(String::as_str).collect();
        let detail = if known.is_empty() {
            format!("{name} is unknown; this operation takes no query parameters.")
        } else {
            format!("{name} is unknown; known are {}.", known.join(", "))
        };
        Problem::parameter(name, "unknown_parameter", detail)
    }
}

/// A query parameter's text as the JSON value that its schema speaks of.
fn typed(kind: &str, text: &str) -> Value {
    let parsed = match kind {
        "integer" => text.parse::<i64>().ok().map(Value::from),
        "number" => text.parse::<f64>().ok().and_then(|n| serde_json::Number::from_f64(n).map(Value::Number)),
        "boolean" => text.parse::<bool>().ok().map(Value::from),
        _ => None,
    };
    parsed.unwrap_or_else(|| Value::from(text))
}
