//! Finds what a new document takes away from those who use the old one.
//!
//! A request may ask for less than before, never for more; an answer may say more, never less. Enumerations
//! in answers are open (the API law says so): new values are no break there.

mod operation;
mod reader;
mod schema;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

use reader::{At, Document, members};

/// Who writes what a schema describes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Direction {
    /// The client: it may go on sending what it sends.
    Request,
    /// The server: the client goes on understanding what it gets.
    Answer,
}

/// One thing that an existing client would trip over.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Change {
    /// Where, as a JSON pointer: in the new document if it was added, else in the released one.
    pub pointer: String,
    /// What, in words.
    pub what: String,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.pointer, self.what)
    }
}

/// All breaking changes from `released` to `current`.
pub fn changes(released: &Value, current: &Value) -> BTreeSet<Change> {
    let mut comparison = Comparison {
        old: Document(released),
        new: Document(current),
        found: BTreeSet::new(),
        seen: BTreeSet::new(),
    };
    comparison.paths("paths", Direction::Request);
    comparison.paths("webhooks", Direction::Answer);
    comparison.scopes();
    comparison.found
}

/// The two documents, and what was found and visited so far.
struct Comparison<'a> {
    old: Document<'a>,
    new: Document<'a>,
    found: BTreeSet<Change>,
    /// Pairs of schemas already compared: schemas may contain themselves.
    seen: BTreeSet<(String, String, Direction)>,
}

impl<'a> Comparison<'a> {
    fn report(&mut self, at: &At, what: impl Into<String>) {
        self.found.insert(Change { pointer: at.pointer.clone(), what: what.into() });
    }

    fn paths(&mut self, section: &str, body: Direction) {
        let (old, new) = (self.old.root().child(section), self.new.root().child(section));
        for (path, old_item) in members(&old) {
            let Some(new_item) = new.get(path) else {
                self.report(&old_item, format!("`{path}` was removed"));
                continue;
            };
            self.operations(&self.old.resolve(old_item), &self.new.resolve(new_item), body);
        }
    }

    fn scopes(&mut self) {
        let (old, new) = ("components", "securitySchemes");
        let old_schemes = self.old.root().child(old).child(new);
        let new_schemes = self.new.root().child(old).child(new);
        for (name, scheme) in members(&old_schemes) {
            let Some(new_scheme) = new_schemes.get(name) else {
                self.report(&scheme, format!("the security scheme `{name}` was removed"));
                continue;
            };
            for (flow_name, flow) in members(&scheme.child("flows")) {
                let Some(new_flow) = new_scheme.child("flows").get(flow_name) else {
                    self.report(&flow, format!("the flow `{flow_name}` was removed"));
                    continue;
                };
                let new_scopes = new_flow.child("scopes");
                for (scope, at) in members(&flow.child("scopes")) {
                    if new_scopes.get(scope).is_none() {
                        self.report(&at, format!("the scope `{scope}` was removed"));
                    }
                }
            }
        }
    }
}
