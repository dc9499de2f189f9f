//! What must stand in the end, said as simply as can be: sets, and who knew of what. Nothing of it depends on the order in
//! which anything arrived.

use std::collections::{BTreeMap, BTreeSet};

use palier_domain::household::Conflict;
use serde_json::{Value, json};
use uuid::Uuid;

/// The members that histories edit.
pub const MEMBERS: [&str; 3] = ["floor", "building", "stairwell"];

/// An edit of a household.
pub struct Edit {
    pub id: Uuid,
    pub household: Uuid,
    /// By the clock of the device; two may well be the same.
    pub at: i64,
    pub changes: BTreeMap<&'static str, Value>,
    /// The edits that its editor had seen.
    pub knew: BTreeSet<Uuid>,
}

/// All that the devices did.
#[derive(Default)]
pub struct Model {
    pub households: Vec<Uuid>,
    pub edits: Vec<Edit>,
    /// Visits by household.
    pub visits: Vec<(Uuid, Uuid)>,
    /// Needs by household, those that visits raised included.
    pub needs: Vec<(Uuid, Uuid)>,
}

impl Model {
    /// The value of a member, and all the values that stand beside each other.
    fn member(&self, household: Uuid, member: &str) -> (Value, BTreeSet<String>) {
        let touching: Vec<&Edit> = self
            .edits
            .iter()
            .filter(|edit| edit.household == household && edit.changes.contains_key(member))
            .collect();
        let standing =
            touching.iter().filter(|edit| !touching.iter().any(|other| other.knew.contains(&edit.id)));
        let values: BTreeMap<(i64, Uuid), Value> =
            standing.map(|edit| ((edit.at, edit.id), edit.changes[member].clone())).collect();
        let all = values.values().map(Value::to_string).collect();
        let shown = values.into_iter().next_back().map(|(_, value)| value);
        (shown.unwrap_or_else(|| if member == "floor" { json!(0) } else { json!("0") }), all)
    }

    /// Compares a household with what is shown of it.
    pub fn check(&self, household: Uuid, shown: &Value, conflicts: &[Conflict]) -> Result<(), String> {
        for member in MEMBERS {
            let (value, all) = self.member(household, member);
            if shown[member] != value {
                return Err(format!("{member} of {household} is {}, not {value}", shown[member]));
            }
            let kept: BTreeSet<String> = conflicts
                .iter()
                .filter(|conflict| conflict.member.as_str() == member)
                .flat_map(|conflict| conflict.values.iter().map(|sibling| sibling.value.to_string()))
                .collect();
            let expected = if all.len() > 1 { all } else { BTreeSet::new() };
            if kept != expected {
                return Err(format!("{member} of {household}: {kept:?} are kept, not {expected:?}"));
            }
        }
        Ok(())
    }
}
