//! The items of a sync: every kind by the use case that a single request calls too, so that no rule is met by one path
//! only.

use palier_domain::{
    caller::Act,
    household::{HouseholdDraft, HouseholdEdit},
    sync::ItemKind,
};
use palier_store::{Recorded, Tx};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::service::{
    ServiceError,
    field::{Field, Put},
    households,
};

/// An item that is well-formed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", content = "item", rename_all = "snake_case")]
pub enum Item {
    /// A new household.
    Household(HouseholdDraft),
    /// An edit of a household.
    HouseholdEdit(HouseholdEdit),
}

/// What became of an item that was taken.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// False if the same was here already.
    pub changed: bool,
    /// The version of what is here now.
    pub version: i32,
    /// Whether it was merged with what others had changed meanwhile.
    pub merged: bool,
    /// The members of which several values stand beside each other now.
    pub conflicts: Vec<String>,
    /// The ids that others may have waited for.
    pub provides: Vec<Uuid>,
}

/// A thing that was put, with its version.
fn put<T>(recorded: Recorded<Put<T>>, (id, version): (Uuid, impl Fn(&T) -> i32)) -> Recorded<Taken> {
    recorded.map(|put| Taken {
        changed: matches!(put, Put::Created(_)),
        version: version(put.value()),
        provides: vec![id],
        ..Taken::default()
    })
}

impl Item {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> ItemKind {
        match self {
            Self::Household(_) => ItemKind::Household,
            Self::HouseholdEdit(_) => ItemKind::HouseholdEdit,
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        match self {
            Self::Household(draft) => draft.id.0,
            Self::HouseholdEdit(edit) => edit.id.0,
        }
    }

    /// Its id, and those of the field's things that it refers to.
    #[must_use]
    pub fn turns(&self) -> Vec<Uuid> {
        match self {
            Self::Household(draft) => households::turns(draft),
            Self::HouseholdEdit(edit) => households::turns_of_edit(edit),
        }
    }

    /// Takes it.
    ///
    /// # Errors
    /// Those of its use case.
    pub fn put(self, tx: &mut Tx<'_>, act: &Act, field: Field<'_>) -> Result<Recorded<Taken>, ServiceError> {
        let id = self.id();
        Ok(match self {
            Self::Household(draft) => put(households::put(tx, act, field, draft)?, (id, |h| h.version)),
            Self::HouseholdEdit(edit) => households::edit(tx, act, field, edit)?.map(|put| {
                let changed = matches!(put, Put::Created(_));
                let edited = put.value();
                Taken {
                    changed,
                    version: edited.household.version,
                    merged: edited.merged,
                    conflicts: edited.conflicts.iter().map(|member| member.as_str().to_owned()).collect(),
                    provides: vec![id],
                }
            }),
        })
    }
}
