//! Registers: how edits that were made without knowing of each other come together.
//!
//! Each member of a household is a register. It holds the values that stand beside each other because none of their
//! authors knew of the others; usually that is one. An edit names the version of the household that its author had
//! read: what was there by then, the author knew and meant to replace; what came later, it did not know and leaves. So
//! edits of different members merge, edits of the same member keep all values, and an edit by somebody who knows them
//! resolves them. Which one is shown meanwhile is decided by the edits themselves, never by which one arrived first.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Member;
use crate::{
    ids::{DeviceId, EditId},
    time::Instant,
};

/// One of the values that stand in a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sibling {
    /// The edit that said so.
    pub edit_id: EditId,
    /// When, by the clock of its device.
    pub edited_at: Instant,
    /// What it said; null: nothing is known.
    pub value: Value,
    /// The version that the household had with it.
    pub version_added: i32,
    /// The device that it came from; `None`: the operator's own doing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_id: Option<DeviceId>,
}

/// A member of which different values stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which member.
    pub member: Member,
    /// Its values, the one that is shown first.
    pub values: Vec<Sibling>,
}

/// The registers of a household.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Registers(BTreeMap<Member, Vec<Sibling>>);

impl Registers {
    /// Takes what an edit says of a member: its author had read the version `base`.
    pub fn take(&mut self, member: Member, base: i32, sibling: Sibling) {
        let siblings = self.0.entry(member).or_default();
        siblings.retain(|known| known.version_added > base);
        siblings.push(sibling);
        siblings.sort_by_key(|sibling| std::cmp::Reverse((sibling.edited_at, sibling.edit_id)));
    }

    /// The values of a member, the one that is shown first.
    #[must_use]
    pub fn siblings(&self, member: Member) -> &[Sibling] {
        self.0.get(&member).map_or(&[], Vec::as_slice)
    }

    /// When the value of a member that is shown was said; `None` if nothing is known.
    #[must_use]
    pub fn said_at(&self, member: Member) -> Option<Instant> {
        self.siblings(member)
            .first()
            .filter(|sibling| !sibling.value.is_null())
            .map(|sibling| sibling.edited_at)
    }

    /// The members that are known, each with the value that is shown.
    #[must_use]
    pub fn shown(&self) -> Map<String, Value> {
        let first = |siblings: &Vec<Sibling>| siblings.first().map(|sibling| sibling.value.clone());
        let said = self.0.iter().filter_map(|(member, siblings)| Some((*member, first(siblings)?)));
        said.filter(|(_, value)| !value.is_null())
            .map(|(member, value)| (member.as_str().to_owned(), value))
            .collect()
    }

    /// The members of which different values stand.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        let differ = |siblings: &[Sibling]| siblings.iter().any(|other| other.value != siblings[0].value);
        let found = self.0.iter().filter(|(_, siblings)| differ(siblings));
        found.map(|(member, siblings)| Conflict { member: *member, values: siblings.clone() }).collect()
    }
}

#[cfg(test)]
#[path = "register_tests.rs"]
mod tests;
