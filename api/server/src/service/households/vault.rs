//! What of a household is sealed and opened, and how its door is found again.

use palier_domain::{
    caller::Mode,
    household::{Household, HouseholdDetails, Member, Personal, Registers, Sealed, door_text},
    ids::HouseholdId,
};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    keys::{DataKey, KeyError, Unsealable},
    service::{ServiceError, field::Field},
};

const DOOR_LABEL: &str = "door_label";
const CONTACT: &str = "contact";
const NOTE: &str = "note";
const REGISTERS: &str = "registers";

/// A household's own key, to seal with.
pub(super) struct Door<'a> {
    field: Field<'a>,
    key: DataKey,
}

impl<'a> Door<'a> {
    /// A new key, and the same wrapped.
    pub(super) fn new(field: Field<'a>, id: HouseholdId) -> Result<(Self, Vec<u8>), ServiceError> {
        let (key, wrapped) = field.vault.new_data_key(id).map_err(unsealed)?;
        Ok((Self { field, key }, wrapped))
    }

    /// The key of a household.
    pub(super) fn of(field: Field<'a>, household: &Household) -> Result<Self, ServiceError> {
        let key = field.vault.open_data_key(household.id, &household.sealed.data_key).map_err(unopened)?;
        Ok(Self { field, key })
    }

    /// Seals what is personal.
    pub(super) fn seal(
        &self,
        mode: Mode,
        data_key: Vec<u8>,
        details: &HouseholdDetails,
        registers: &Registers,
    ) -> Result<Sealed, ServiceError> {
        let text = |column: &str, text: &Option<String>| {
            text.as_deref().map(|text| self.key.seal(column, text.as_bytes())).transpose().map_err(unsealed)
        };
        let registers = serde_json::to_vec(registers).map_err(unwritten)?;
        Ok(Sealed {
            data_key,
            door_label: text(DOOR_LABEL, &details.door_label)?,
            contact: text(CONTACT, &details.contact)?,
            note: text(NOTE, &details.note)?,
            door_key: look_up(self.field, mode, details),
            registers: self.key.seal(REGISTERS, &registers).map_err(unsealed)?,
        })
    }
}

/// What is personal of a household, opened.
///
/// # Errors
/// [`ServiceError::Internal`] if the vault lacks its key.
pub fn open(field: Field<'_>, household: &Household) -> Result<Personal, ServiceError> {
    let Door { key, .. } = Door::of(field, household)?;
    let text = |column: &str, sealed: &Option<Vec<u8>>| -> Result<Option<String>, ServiceError> {
        let Some(sealed) = sealed else { return Ok(None) };
        let plain = key.open(column, sealed).map_err(unopened)?;
        String::from_utf8(plain).map(Some).map_err(|error| ServiceError::Internal(error.to_string()))
    };
    let sealed = &household.sealed;
    let registers = key.open(REGISTERS, &sealed.registers).map_err(unopened)?;
    Ok(Personal {
        door_label: text(DOOR_LABEL, &sealed.door_label)?,
        contact: text(CONTACT, &sealed.contact)?,
        note: text(NOTE, &sealed.note)?,
        registers: serde_json::from_slice(&registers).map_err(unwritten)?,
    })
}

/// The keyed hash by which a door is found; `None` for one without a label.
#[must_use]
pub fn look_up(field: Field<'_>, mode: Mode, details: &HouseholdDetails) -> Option<Vec<u8>> {
    door_text(mode, details).map(|text| field.vault.look_up("door", &text))
}

/// The members of this map that a household has, each with its value.
pub(super) fn known(members: &Map<String, Value>) -> Vec<(Member, Value)> {
    members.iter().filter_map(|(name, value)| Some((Member::parse(name)?, value.clone()))).collect()
}

/// A draft as its fingerprint is taken.
pub(super) fn document(draft: &impl Serialize) -> Result<Value, ServiceError> {
    serde_json::to_value(draft).map_err(unwritten)
}

fn unsealed(error: KeyError) -> ServiceError {
    ServiceError::Internal(error.to_string())
}

fn unopened(_: Unsealable) -> ServiceError {
    ServiceError::Internal(
        "a household's data was sealed with a key that this vault does not hold".to_owned(),
    )
}

fn unwritten(error: serde_json::Error) -> ServiceError {
    ServiceError::Internal(error.to_string())
}
