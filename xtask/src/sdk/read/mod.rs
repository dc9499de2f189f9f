//! Reads the document into the [model](super::model), and refuses what it can't take in whole.

mod bodies;
mod ids;
mod limits;
mod operations;
mod samples;
mod schemas;
mod types;
mod usage;
mod webhooks;

use serde_json::Value;

pub use usage::{named, named_in};

use super::model::Api;
use super::node::{Node, Read};

/// The document as the model that the SDK is written from.
pub fn read(document: &Value) -> Read<Api> {
    let root = Node::root(document);
    root.only(&["openapi", "info", "servers", "tags", "paths", "webhooks", "components", "externalDocs"])?;
    let version = root.must("openapi")?;
    if !version.text()?.starts_with("3.1.") {
        return version.refuse("only OpenAPI 3.1 is read");
    }
    let ids = ids::of(&root)?;
    let context = types::Context::new(&root, &ids)?;
    let mut schemas = schemas::read(&context)?;
    let groups = operations::read(&context, &mut schemas)?;
    let webhooks = webhooks::read(&context, &schemas, &groups)?;
    usage::mark(&root, &mut schemas, &groups)?;
    let version = root.must("info")?.must("version")?.text()?.to_owned();
    Ok(Api { version, groups, webhooks, schemas, ids: ids.types() })
}
