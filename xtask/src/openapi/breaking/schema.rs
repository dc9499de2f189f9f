//! Schemas: types, members, enumerations, limits and unions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::reader::{At, Document, members};
use super::{Comparison, Direction};

/// Limits where a smaller number asks for more.
const UPPER: [&str; 5] = ["maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties"];
/// Limits where a greater number asks for more.
const LOWER: [&str; 5] = ["minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties"];

/// A union inside a union inside …: beyond this it contains itself.
const MOST_NESTED: usize = 16;

impl<'a> Comparison<'a> {
    /// Compares two schemas, each pair once.
    pub fn schemas(&mut self, old: At<'a>, new: At<'a>, direction: Direction) {
        if old.value.is_null() && new.value.is_null() {
            return;
        }
        let (old, new) = (self.old.resolve(old), self.new.resolve(new));
        if !self.seen.insert((old.pointer.clone(), new.pointer.clone(), direction)) {
            return;
        }
        let (old_variants, new_variants) = (variants(self.old, &old), variants(self.new, &new));
        if !is_union(&old) && !is_union(&new) {
            return self.plain(&old, &new, direction);
        }
        for (key, old_variant) in &old_variants {
            match new_variants.get(key) {
                Some(new_variant) => self.variant(old_variant, new_variant, direction),
                // An answer that a client knows but no longer gets harms nobody.
                None if direction == Direction::Request => {
                    self.report(old_variant, format!("the variant {key} is no longer accepted"));
                }
                None => {}
            }
        }
        if direction == Direction::Answer
            && new_variants.contains_key("null")
            && !old_variants.contains_key("null")
        {
            self.report(&new, "may now be null in answers");
        }
        if direction == Direction::Answer && !new_variants.keys().any(|key| old_variants.contains_key(key)) {
            self.report(&old, "has no variant in common with before");
        }
    }

    fn variant(&mut self, old: &At<'a>, new: &At<'a>, direction: Direction) {
        if self.seen.insert((old.pointer.clone(), new.pointer.clone(), direction)) {
            self.plain(old, new, direction);
        }
    }

    fn plain(&mut self, old: &At<'a>, new: &At<'a>, direction: Direction) {
        self.types(old, new, direction);
        self.values(old, new, direction);
        self.object(old, new, direction);
        if direction == Direction::Request {
            self.limits(old, new);
        }
        for key in ["items", "additionalProperties"] {
            let (old, new) = (old.child(key), new.child(key));
            if old.value.is_object() && new.value.is_object() {
                self.schemas(old, new, direction);
            } else if direction == Direction::Request && closes(&old, &new) {
                self.report(&new, "other members are no longer accepted");
            }
        }
    }

    fn types(&mut self, old: &At<'a>, new: &At<'a>, direction: Direction) {
        let (was, is) = (types(old), types(new));
        // No type means any.
        let fits = |given: &BTreeSet<&str>, taken: &BTreeSet<&str>| {
            let known =
                |kind: &&str| taken.contains(kind) || (*kind == "integer" && taken.contains("number"));
            taken.is_empty() || (!given.is_empty() && given.iter().all(known))
        };
        let unbroken = match direction {
            Direction::Request => fits(&was, &is),
            Direction::Answer => fits(&is, &was),
        };
        if !unbroken {
            let list = |kinds: &BTreeSet<&str>| match kinds.is_empty() {
                true => "any".to_owned(),
                false => kinds.iter().copied().collect::<Vec<_>>().join(" or "),
            };
            self.report(&old.child("type"), format!("the type changed from {} to {}", list(&was), list(&is)));
        }
        let (had, has) = (old.text("format"), new.text("format"));
        let relied_on = if direction == Direction::Request { has } else { had };
        if had != has && relied_on.is_some() {
            self.report(&old.child("format"), format!("the format changed from {had:?} to {has:?}"));
        }
    }

    fn values(&mut self, old: &At<'a>, new: &At<'a>, direction: Direction) {
        let allowed = |at: &At<'a>| match at.value.get("const") {
            Some(only) => Some(vec![only]),
            None => at.value.get("enum").and_then(Value::as_array).map(|list| list.iter().collect()),
        };
        let (Some(is), was) = (allowed(new), allowed(old)) else { return };
        match (direction, was) {
            (Direction::Request, None) => {
                self.report(&new.child("enum"), "only listed values are now accepted")
            }
            (Direction::Request, Some(was)) => {
                for value in was.iter().filter(|value| !is.contains(value)) {
                    self.report(&old.child("enum"), format!("the value {value} is no longer accepted"));
                }
            }
            (Direction::Answer, Some(was)) if !is.iter().any(|value| was.contains(value)) => {
                self.report(&old.child("enum"), "answers have no value in common with before");
            }
            (Direction::Answer, _) => {}
        }
    }

    fn object(&mut self, old: &At<'a>, new: &At<'a>, direction: Direction) {
        let (was, is) = (self.shape(old, true), self.shape(new, false));
        for (name, old_member) in &was.members {
            match is.members.get(name) {
                None => self.report(old_member, format!("the property `{name}` was removed")),
                Some(new_member) => self.schemas(old_member.clone(), new_member.clone(), direction),
            }
        }
        match direction {
            Direction::Request => {
                for name in is.required.difference(&was.required) {
                    let news = if was.members.contains_key(name) {
                        "became required"
                    } else {
                        "is new and required"
                    };
                    self.report(&new.child("required"), format!("the property `{name}` {news}"));
                }
            }
            Direction::Answer => {
                for name in
                    was.required.difference(&is.required).filter(|name| is.members.contains_key(*name))
                {
                    self.report(&old.child("required"), format!("the property `{name}` may now be absent"));
                }
            }
        }
    }

    fn limits(&mut self, old: &At<'a>, new: &At<'a>) {
        let number = |at: &At<'a>, key: &str| at.value.get(key).and_then(Value::as_f64);
        let mut tighter = |key: &str, tightens: fn(f64, f64) -> bool| {
            let Some(is) = number(new, key) else { return };
            if number(old, key).is_none_or(|was| tightens(was, is)) {
                self.report(&new.child(key), format!("{key} is tighter than before: {is}"));
            }
        };
        UPPER.iter().for_each(|key| tighter(key, |was, is| is < was));
        LOWER
            .iter()
            .filter(|key| number(new, key) != Some(0.0))
            .for_each(|key| tighter(key, |was, is| is > was));
        if new.text("pattern").is_some() && old.text("pattern") != new.text("pattern") {
            self.report(&new.child("pattern"), "the pattern changed");
        }
    }

    /// The members of an object, those of its `allOf` parts included.
    fn shape(&self, at: &At<'a>, old: bool) -> Shape<'a> {
        let document = if old { self.old } else { self.new };
        let mut shape =
            Shape { members: BTreeMap::new(), required: at.texts("required").into_iter().collect() };
        shape.members.extend(members(&at.child("properties")));
        for part in at.child("allOf").elements() {
            let part = self.shape(&document.resolve(part), old);
            shape.members.extend(part.members);
            shape.required.extend(part.required);
        }
        shape
    }
}

struct Shape<'a> {
    members: BTreeMap<&'a str, At<'a>>,
    required: BTreeSet<&'a str>,
}

fn is_union(at: &At<'_>) -> bool {
    at.value.get("oneOf").is_some() || at.value.get("anyOf").is_some()
}

/// The variants of a union by a name that stays when others come, those of unions in it included; anything
/// else is its own only variant.
fn variants<'a>(document: Document<'a>, at: &At<'a>) -> BTreeMap<String, At<'a>> {
    let mut listed = Vec::new();
    flatten(document, at.clone(), MOST_NESTED, &mut listed);
    let mut variants = BTreeMap::new();
    for variant in listed {
        let name = variant_name(&variant);
        let names = std::iter::once(name.clone()).chain((2..).map(|n| format!("{name} {n}")));
        let free = names.into_iter().find(|name| !variants.contains_key(name)).unwrap_or(name);
        variants.insert(free, document.resolve(variant));
    }
    variants
}

fn flatten<'a>(document: Document<'a>, at: At<'a>, depth: usize, into: &mut Vec<At<'a>>) {
    let resolved = document.resolve(at.clone());
    if !is_union(&resolved) || depth == 0 {
        return into.push(at);
    }
    for key in ["oneOf", "anyOf"] {
        let elements = resolved.child(key).elements().into_iter();
        elements.for_each(|variant| flatten(document, variant, depth - 1, into));
    }
}

fn variant_name(at: &At<'_>) -> String {
    // A resolved schema is named by where it stands, so that `X` and `oneOf: [null, X]` share a variant.
    let place = at.reference().unwrap_or(&at.pointer);
    if let Some(name) = place.strip_prefix("#/components/schemas/").filter(|rest| !rest.contains('/')) {
        return name.to_owned();
    }
    let tag = members(&at.child("properties")).into_iter().find_map(|(name, member)| {
        let only = member.value.get("const").or_else(|| member.value.get("enum")?.as_array()?.first())?;
        Some(format!("{name}={only}"))
    });
    let title = at.text("title").map(str::to_owned);
    title.or(tag).unwrap_or_else(|| types(at).into_iter().collect::<Vec<_>>().join(" or "))
}

fn types<'a>(at: &At<'a>) -> BTreeSet<&'a str> {
    match at.text("type") {
        Some(one) => BTreeSet::from([one]),
        None => at.texts("type").into_iter().collect(),
    }
}

fn closes(old: &At<'_>, new: &At<'_>) -> bool {
    new.value == &Value::Bool(false) && old.value != &Value::Bool(false)
}
