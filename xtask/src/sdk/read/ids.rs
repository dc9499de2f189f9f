//! Which UUIDs are ids of which resource: told by the operations that get one resource by its id.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::names::{pascal, singular};
use super::super::node::{Node, Read};

/// The newtypes of ids, by the noun of the resource (`field_worker`), by its schema and by its path.
#[derive(Debug, Default)]
pub struct Ids {
    by_noun: BTreeMap<String, String>,
    by_schema: BTreeMap<String, String>,
    by_path: BTreeMap<String, String>,
}

/// Members that are the id of what has them, or of another of the same kind.
const OWN: [&str; 3] = ["id", "supersedes_id", "superseded_by"];

/// Finds `get_<noun>` operations whose path ends in `{id}` and whose answer is one schema.
pub fn of(root: &Node) -> Read<Ids> {
    let mut ids = Ids::default();
    for (path, item) in root.members_of("paths")? {
        let Some(get) = item.get("get").filter(|_| path.ends_with("/{id}")) else { continue };
        let Some(noun) = get.must("operationId")?.text()?.strip_prefix("get_") else { continue };
        let answer = get.value().pointer("/responses/200/content/application~1json/schema/$ref");
        let Some(schema) = answer.and_then(|reference| reference.as_str()?.rsplit('/').next()) else {
            continue;
        };
        let id = format!("{}Id", pascal(noun));
        // What is got can be a union: its variants are the resource, each of them.
        for variant in choices(root, schema) {
            ids.by_schema.entry(variant.to_owned()).or_insert_with(|| id.clone());
        }
        ids.by_path.insert(path.to_owned(), id.clone());
        ids.by_schema.insert(schema.to_owned(), id.clone());
        ids.by_schema.insert(pascal(noun), id.clone());
        ids.by_noun.insert(noun.to_owned(), id);
    }
    Ok(ids)
}

/// The schemas that a union lists; none if it is no union.
fn choices<'a>(root: &Node<'a>, schema: &str) -> Vec<&'a str> {
    let listed = root.value().pointer(&format!("/components/schemas/{schema}/oneOf"));
    let listed = listed.and_then(Value::as_array).into_iter().flatten();
    listed.filter_map(|choice| choice["$ref"].as_str()?.rsplit('/').next()).collect()
}

impl Ids {
    /// All newtypes.
    pub fn types(&self) -> Vec<String> {
        let types: BTreeSet<_> = self.by_noun.values().cloned().collect();
        types.into_iter().collect()
    }

    /// The newtype of a member (`campaign_id`, `need_ids`, or `id` of `owner`).
    pub fn of_member(&self, owner: &str, member: &str) -> Option<&String> {
        if OWN.contains(&member) {
            let bare = ["Input", "Patch", "Summary"].iter().find_map(|ending| owner.strip_suffix(ending));
            let bare = bare.unwrap_or(owner);
            let bare = ["Package", "Raised"]
                .iter()
                .find_map(|beginning| bare.strip_prefix(beginning))
                .unwrap_or(bare);
            return self.by_schema.get(bare);
        }
        let noun = member.strip_suffix("_id").or_else(|| member.strip_suffix("_ids"))?;
        self.by_noun.get(noun).or_else(|| self.by_noun.get(&singular(noun)))
    }

    /// The newtype of `{id}` in a path.
    pub fn of_path(&self, path: &str) -> Option<&String> {
        let end = path.find("{id}")? + "{id}".len();
        self.by_path.get(&path[..end])
    }
}
