//! Households: a dwelling and who lives there, without names.

mod codes;
mod details;
mod edit;
mod member;
mod register;
mod stored;

pub use codes::{BillingMode, DoNotDisturbReason, Tenure};
pub use details::{DoNotDisturb, HouseholdDetails, HouseholdDraft, Occupants};
pub use edit::HouseholdEdit;
pub use member::{FLOORS, MAX_CONTACT, MAX_DOOR_LABEL, MAX_NOTE, MAX_OCCUPANTS, MAX_PLACE, Member};
pub use register::{Conflict, Registers, Sibling};
pub use stored::{Household, Personal, Sealed, door_text};
