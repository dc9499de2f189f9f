//! Operations: parameters, bodies, answers and the rights they ask for.

use std::collections::BTreeMap;

use serde_json::Value;

use super::reader::{At, Document, members};
use super::{Comparison, Direction};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

type Parameters<'a> = BTreeMap<(&'a str, &'a str), At<'a>>;

impl<'a> Comparison<'a> {
    /// Compares what two path items offer. `body` says who writes the request body (in a webhook: the server).
    pub fn operations(&mut self, old: &At<'a>, new: &At<'a>, body: Direction) {
        for (method, old_operation) in members(old).into_iter().filter(|(name, _)| METHODS.contains(name)) {
            let Some(new_operation) = new.get(method) else {
                self.report(&old_operation, "the operation was removed");
                continue;
            };
            if old_operation.text("operationId") != new_operation.text("operationId") {
                let at = old_operation.child("operationId");
                self.report(&at, "the operationId changed: generated clients name their methods by it");
            }
            self.parameters(
                &parameters(self.old, old, &old_operation),
                &parameters(self.new, new, &new_operation),
            );
            self.body(&old_operation, &new_operation, body);
            self.answers(&old_operation, &new_operation);
            self.rights(&old_operation, &new_operation);
        }
    }

    fn parameters(&mut self, old: &Parameters<'a>, new: &Parameters<'a>) {
        for ((place, name), old_parameter) in old {
            let Some(new_parameter) = new.get(&(*place, *name)) else {
                self.report(old_parameter, format!("the {place} parameter `{name}` was removed"));
                continue;
            };
            if new_parameter.is("required") && !old_parameter.is("required") {
                self.report(new_parameter, format!("the {place} parameter `{name}` became required"));
            }
            self.schemas(old_parameter.child("schema"), new_parameter.child("schema"), Direction::Request);
        }
        let added = new.iter().filter(|(key, parameter)| !old.contains_key(*key) && parameter.is("required"));
        for ((place, name), parameter) in added {
            self.report(parameter, format!("the new {place} parameter `{name}` is required"));
        }
    }

    fn body(&mut self, old: &At<'a>, new: &At<'a>, direction: Direction) {
        let key = "requestBody";
        match (old.get(key), new.get(key)) {
            (Some(old), Some(new)) => {
                let (old, new) = (self.old.resolve(old), self.new.resolve(new));
                if direction == Direction::Request && new.is("required") && !old.is("required") {
                    self.report(&new, "the request body became required");
                }
                self.content(&old, &new, direction);
            }
            (Some(old), None) => self.report(&old, "the request body was removed"),
            (None, Some(new)) if direction == Direction::Request => {
                let new = self.new.resolve(new);
                if new.is("required") {
                    self.report(&new, "a request body is now required");
                }
            }
            (None, _) => {}
        }
    }

    fn answers(&mut self, old: &At<'a>, new: &At<'a>) {
        let new_answers = new.child("responses");
        for (status, old_answer) in members(&old.child("responses")) {
            let Some(new_answer) = new_answers.get(status) else {
                self.report(&old_answer, format!("the answer {status} was removed"));
                continue;
            };
            let (old_answer, new_answer) = (self.old.resolve(old_answer), self.new.resolve(new_answer));
            let new_headers = new_answer.child("headers");
            for (name, old_header) in members(&old_answer.child("headers")) {
                match new_headers.get(name) {
                    None => self.report(&old_header, format!("the header `{name}` was removed")),
                    Some(new_header) => {
                        let (old, new) = (self.old.resolve(old_header), self.new.resolve(new_header));
                        self.schemas(old.child("schema"), new.child("schema"), Direction::Answer);
                    }
                }
            }
            self.content(&old_answer, &new_answer, Direction::Answer);
        }
    }

    fn content(&mut self, old: &At<'a>, new: &At<'a>, direction: Direction) {
        let new_content = new.child("content");
        for (media_type, old_media) in members(&old.child("content")) {
            match new_content.get(media_type) {
                None => self.report(&old_media, format!("the media type `{media_type}` was removed")),
                Some(new_media) => {
                    self.schemas(old_media.child("schema"), new_media.child("schema"), direction)
                }
            }
        }
    }

    /// Whoever satisfied one of the old alternatives must satisfy one of the new ones.
    fn rights(&mut self, old: &At<'a>, new: &At<'a>) {
        let old_alternatives = alternatives(self.old, old);
        let new_alternatives = alternatives(self.new, new);
        let kept = |held: &Right<'a>| new_alternatives.iter().any(|needed| suffices(held, needed));
        if !old_alternatives.iter().all(kept) {
            self.report(&new.child("security"), "the operation asks for more rights than before");
        }
    }
}

fn parameters<'a>(document: Document<'a>, item: &At<'a>, operation: &At<'a>) -> Parameters<'a> {
    let mut all = item.child("parameters").elements();
    all.extend(operation.child("parameters").elements());
    let resolved = all.into_iter().map(|parameter| document.resolve(parameter));
    resolved.filter_map(|p| Some(((p.text("in")?, p.text("name")?), p))).collect()
}

/// Schemes with the scopes asked of each.
type Right<'a> = BTreeMap<&'a str, Vec<&'a str>>;

fn alternatives<'a>(document: Document<'a>, operation: &At<'a>) -> Vec<Right<'a>> {
    let own = operation.get("security").or_else(|| document.root().get("security"));
    let listed = own.map(|security| security.elements()).unwrap_or_default();
    let mut alternatives: Vec<Right> = listed.iter().map(right).collect();
    if alternatives.is_empty() {
        // No requirement: open to everyone.
        alternatives.push(Right::new());
    }
    alternatives
}

fn right<'a>(requirement: &At<'a>) -> Right<'a> {
    let schemes = members(requirement).into_iter().map(|(scheme, scopes)| {
        let scopes = scopes.elements().iter().filter_map(|scope| Value::as_str(scope.value)).collect();
        (scheme, scopes)
    });
    schemes.collect()
}

fn suffices(held: &Right<'_>, needed: &Right<'_>) -> bool {
    needed.iter().all(|(scheme, scopes)| {
        held.get(scheme).is_some_and(|owned| scopes.iter().all(|scope| owned.contains(scope)))
    })
}
