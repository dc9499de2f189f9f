//! The items of a sync: every kind by the use case that a single request calls too, so that no rule is met by one path
//! only.

use palier_domain::{
    caller::Act,
    consent::ConsentDraft,
    diagnosis::DiagnosisDraft,
    follow_up_action::FollowUpActionDraft,
    household::{HouseholdDraft, HouseholdEdit},
    meter_reading::MeterReadingDraft,
    need::NeedDraft,
    referral::ReferralDraft,
    sync::ItemKind,
    visit::VisitDraft,
};
use palier_store::{Recorded, Tx};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::service::{
    ServiceError, consents, diagnoses,
    field::{Field, Put},
    follow_up_actions,
    households::{self, Edited},
    meter_readings, needs, referrals, visits,
};

macro_rules! items {
    ($($(#[$doc:meta])* $kind:ident($draft:ty) by $service:ident, version $version:expr;)+) => {
        /// An item that is well-formed.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "item", rename_all = "snake_case")]
        pub enum Item {
            $($(#[$doc])* $kind($draft),)+
            /// An edit of a household.
            HouseholdEdit(HouseholdEdit),
        }

        impl Item {
            /// What it is.
            #[must_use]
            pub fn kind(&self) -> ItemKind {
                match self {
                    $(Self::$kind(_) => ItemKind::$kind,)+
                    Self::HouseholdEdit(_) => ItemKind::HouseholdEdit,
                }
            }

            /// Its id.
            #[must_use]
            pub fn id(&self) -> Uuid {
                match self {
                    $(Self::$kind(draft) => draft.id.0,)+
                    Self::HouseholdEdit(edit) => edit.id.0,
                }
            }

            /// Its id, and those of the field's things that it refers to.
            #[must_use]
            pub fn turns(&self) -> Vec<Uuid> {
                match self {
                    $(Self::$kind(draft) => $service::turns(draft),)+
                    Self::HouseholdEdit(edit) => households::turns_of_edit(edit),
                }
            }

            /// Takes it.
            ///
            /// # Errors
            /// Those of its use case.
            pub fn put(
                self,
                tx: &mut Tx<'_>,
                act: &Act,
                field: Field<'_>,
            ) -> Result<Recorded<Taken>, ServiceError> {
                match self {
                    $(Self::$kind(draft) => {
                        let provides = provided(&Self::$kind(draft.clone()));
                        Ok(taken($service::put(tx, act, field, draft)?, provides, $version))
                    })+
                    Self::HouseholdEdit(edit) => Ok(households::edit(tx, act, field, edit)?.map(edited)),
                }
            }
        }
    };
}

items! {
    /// A new household.
    Household(HouseholdDraft) by households, version |household| household.version;
    /// A visit, with the needs that it raised.
    Visit(VisitDraft) by visits, version |_| 1;
    /// What became of an action.
    FollowUpAction(FollowUpActionDraft) by follow_up_actions, version |told| told.version();
    /// A need that no visit raised.
    Need(NeedDraft) by needs, version |need| need.version;
    /// A decision about a consent.
    Consent(ConsentDraft) by consents, version |_| 1;
    /// A blocked case, handed on.
    Referral(ReferralDraft) by referrals, version |referral| referral.version;
    /// A reading of a meter.
    MeterReading(MeterReadingDraft) by meter_readings, version |reading| reading.version;
    /// A diagnosis.
    Diagnosis(DiagnosisDraft) by diagnoses, version |diagnosis| diagnosis.version();
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

/// The ids that others may wait for.
fn provided(item: &Item) -> Vec<Uuid> {
    match item {
        Item::Visit(draft) => {
            let needs = draft.content.needs.iter().map(|need| need.id.0);
            std::iter::once(draft.id.0).chain(needs).collect()
        }
        // What takes a consent waits for it by the household; see `consents::demand`.
        Item::Consent(draft) => vec![draft.id.0, draft.household_id.0],
        other => vec![other.id()],
    }
}

fn taken<T>(recorded: Recorded<Put<T>>, provides: Vec<Uuid>, version: impl Fn(&T) -> i32) -> Recorded<Taken> {
    recorded.map(|put| Taken {
        changed: matches!(put, Put::Created(_)),
        version: version(put.value()),
        provides,
        ..Taken::default()
    })
}

fn edited(put: Put<Edited>) -> Taken {
    let edited = put.value();
    Taken {
        changed: matches!(put, Put::Created(_)),
        version: edited.household.version,
        merged: edited.merged,
        conflicts: edited.conflicts.iter().map(|member| member.as_str().to_owned()).collect(),
        provides: vec![],
    }
}
