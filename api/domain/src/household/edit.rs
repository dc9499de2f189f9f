//! Edits: what somebody changed, knowing one version of the household.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Member;
use crate::{
    error::Invalid,
    ids::{EditId, HouseholdId},
    time::Instant,
};

/// A change of some members of a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdEdit {
    /// Its id, a UUIDv7 that its maker chose.
    pub id: EditId,
    /// Which household.
    pub household_id: HouseholdId,
    /// The version of the household that its maker had read.
    pub base_version: i32,
    /// When it was made, by the clock of the device.
    pub edited_at: Instant,
    /// The members that it changes, each with its whole new value; null says that nothing is known any more.
    pub changes: Map<String, Value>,
}

impl HouseholdEdit {
    /// Checks it, and brings it into its canonical form.
    ///
    /// # Errors
    /// Everything that is wrong, each located.
    pub fn check(self) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        check_id(&mut invalid, self.id.0);
        if self.base_version < 1 {
            invalid.push("/base_version", "out_of_range", "Versions are counted from 1.");
        }
        if self.changes.is_empty() {
            invalid.push("/changes", "required", "An edit changes at least one member.");
        }
        let changes = match Member::check_all(&self.changes) {
            Ok(changes) => changes,
            Err(wrong) => {
                invalid.absorb("/changes", wrong);
                Map::new()
            }
        };
        invalid.or(Self { changes, ..self })
    }
}

/// Ids that their makers choose sort by time.
pub(super) fn check_id(invalid: &mut Invalid, id: Uuid) {
    if id.get_version_num() != 7 {
        invalid.push("/id", "uuid_version", "The id is a UUID of version 7.");
    }
}
