//! A place in the document, which knows its own JSON pointer, and the refusal of what stands there.

use std::fmt;

use serde_json::{Map, Value};

/// Why the document can't be rendered, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where, as a JSON pointer into the document (RFC 6901).
    pub pointer: String,
    /// What is there and can't be rendered.
    pub reason: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.pointer, self.reason)
    }
}

impl std::error::Error for Refusal {}

/// What reading a part of the document gives.
pub type Read<T> = Result<T, Refusal>;

/// A value of the document together with its place.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    document: &'a Value,
    value: &'a Value,
    pointer: String,
}

impl<'a> Node<'a> {
    /// The whole document.
    pub fn root(document: &'a Value) -> Self {
        Self { document, value: document, pointer: String::new() }
    }

    /// What stands here.
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// Where this is.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Refuses what stands here.
    pub fn refuse<T>(&self, reason: impl Into<String>) -> Read<T> {
        Err(Refusal { pointer: self.pointer.clone(), reason: reason.into() })
    }

    fn child(&self, name: &str, value: &'a Value) -> Self {
        let name = name.replace('~', "~0").replace('/', "~1");
        Self { document: self.document, value, pointer: format!("{}/{name}", self.pointer) }
    }

    /// The member of this name, if it is there.
    pub fn get(&self, name: &str) -> Option<Self> {
        self.value.get(name).map(|value| self.child(name, value))
    }

    /// The member of this name; a refusal if it isn't there.
    pub fn must(&self, name: &str) -> Read<Self> {
        match self.get(name) {
            Some(node) => Ok(node),
            None => self.refuse(format!("`{name}` is missing")),
        }
    }

    fn object(&self) -> Read<&'a Map<String, Value>> {
        self.value.as_object().map_or_else(|| self.refuse("this has to be an object"), Ok)
    }

    /// All members, in their order.
    pub fn members(&self) -> Read<Vec<(&'a str, Self)>> {
        let members = self.object()?.iter();
        Ok(members.map(|(name, value)| (name.as_str(), self.child(name, value))).collect())
    }

    /// The members of the object in this member; none if it isn't there.
    pub fn members_of(&self, name: &str) -> Read<Vec<(&'a str, Self)>> {
        self.get(name).map_or_else(|| Ok(Vec::new()), |node| node.members())
    }

    /// All elements, in their order.
    pub fn elements(&self) -> Read<Vec<Self>> {
        let Some(elements) = self.value.as_array() else { return self.refuse("this has to be an array") };
        let with_place = elements.iter().enumerate();
        Ok(with_place.map(|(index, value)| self.child(&index.to_string(), value)).collect())
    }

    /// The text that stands here.
    pub fn text(&self) -> Read<&'a str> {
        self.value.as_str().map_or_else(|| self.refuse("this has to be a text"), Ok)
    }

    /// The texts of the array that stands here.
    pub fn texts(&self) -> Read<Vec<&'a str>> {
        self.elements()?.iter().map(Self::text).collect()
    }

    /// The text of a member that may be missing.
    pub fn text_of(&self, name: &str) -> Read<Option<&'a str>> {
        self.get(name).map(|node| node.text()).transpose()
    }

    /// The flag of a member that may be missing.
    pub fn flag(&self, name: &str) -> Read<bool> {
        let Some(node) = self.get(name) else { return Ok(false) };
        node.value.as_bool().map_or_else(|| node.refuse("this has to be true or false"), Ok)
    }

    /// Refuses every member that is not among `known`; extensions (`x-…`) may always be there.
    pub fn only(&self, known: &[&str]) -> Read<()> {
        for (name, node) in self.members()? {
            if !known.contains(&name) && !name.starts_with("x-") {
                return node.refuse(format!("`{name}` is not rendered here"));
            }
        }
        Ok(())
    }

    /// Follows a reference, if this is one; beside it only a description may stand.
    pub fn followed(&self) -> Read<Self> {
        let Some(reference) = self.get("$ref") else { return Ok(self.clone()) };
        self.only(&["$ref", "description"])?;
        let target = reference.text()?;
        let found = target.strip_prefix('#').and_then(|pointer| self.document.pointer(pointer));
        match found {
            Some(value) => {
                Ok(Self { document: self.document, value, pointer: target.trim_start_matches('#').into() })
            }
            None => reference.refuse(format!("`{target}` leads nowhere in this document")),
        }
    }
}
