//! A place in a document: a value together with the JSON pointer that leads to it.

use serde_json::Value;

static NOTHING: Value = Value::Null;

/// A whole document, by which references are resolved.
#[derive(Clone, Copy)]
pub struct Document<'a>(pub &'a Value);

/// A value and where it stands.
#[derive(Clone)]
pub struct At<'a> {
    pub value: &'a Value,
    pub pointer: String,
}

impl<'a> Document<'a> {
    pub fn root(self) -> At<'a> {
        At { value: self.0, pointer: "#".into() }
    }

    /// Follows `$ref` until it ends; a reference that leads nowhere is left as it stands.
    pub fn resolve(self, mut at: At<'a>) -> At<'a> {
        // References to references are rare, and a circle of them is no document: a bound suffices.
        for _ in 0..32 {
            let Some(target) = at.reference() else { break };
            let Some(value) = target.strip_prefix('#').and_then(|pointer| self.0.pointer(pointer)) else {
                break;
            };
            at = At { value, pointer: target.to_owned() };
        }
        at
    }
}

impl<'a> At<'a> {
    /// A member, absent ones as null.
    pub fn child(&self, name: &str) -> At<'a> {
        let escaped = name.replace('~', "~0").replace('/', "~1");
        let pointer = format!("{}/{escaped}", self.pointer);
        At { value: self.value.get(name).unwrap_or(&NOTHING), pointer }
    }

    /// A member, if it is there.
    pub fn get(&self, name: &str) -> Option<At<'a>> {
        self.value.get(name).map(|_| self.child(name))
    }

    /// The elements of a list; none if it is no list.
    pub fn elements(&self) -> Vec<At<'a>> {
        let list = self.value.as_array().map(Vec::as_slice).unwrap_or_default();
        let numbered = list.iter().enumerate();
        numbered.map(|(index, value)| At { value, pointer: format!("{}/{index}", self.pointer) }).collect()
    }

    /// What `$ref` names.
    pub fn reference(&self) -> Option<&'a str> {
        self.value.get("$ref").and_then(Value::as_str)
    }

    /// A member's text.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.value.get(name).and_then(Value::as_str)
    }

    /// Whether a member is `true`.
    pub fn is(&self, name: &str) -> bool {
        self.value.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The texts of a list of texts.
    pub fn texts(&self, name: &str) -> Vec<&'a str> {
        let list = self.value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        list.iter().filter_map(Value::as_str).collect()
    }
}

/// The members of an object with their names; none if it is no object.
pub fn members<'a>(at: &At<'a>) -> Vec<(&'a str, At<'a>)> {
    let Some(object) = at.value.as_object() else { return Vec::new() };
    object.keys().map(|name| (name.as_str(), at.child(name))).collect()
}
