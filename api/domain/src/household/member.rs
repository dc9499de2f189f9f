//! The members of a household that can be said and changed, and what each of them takes.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{BillingMode, DoNotDisturb, Occupants, Tenure};
use crate::{code::NeighbourhoodCode, error::Invalid, text};

/// The longest name of a building or stairwell.
pub const MAX_PLACE: usize = 60;
/// The longest door label.
pub const MAX_DOOR_LABEL: usize = 60;
/// The longest way to reach a household.
pub const MAX_CONTACT: usize = 120;
/// The longest note.
pub const MAX_NOTE: usize = 280;
/// The most people of one band of age.
pub const MAX_OCCUPANTS: u8 = 30;
/// The floors that there are.
pub const FLOORS: RangeInclusive<i32> = -9..=99;

macro_rules! members {
    ($($(#[$doc:meta])* $variant:ident = $text:literal,)+) => {
        /// A member of a household: each is changed by itself.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Member { $($(#[$doc])* #[serde(rename = $text)] $variant,)+ }

        impl Member {
            /// All members.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }
    };
}

members! {
    /// Where the household lies.
    NeighbourhoodCode = "neighbourhood_code",
    /// The building.
    Building = "building",
    /// The stairwell.
    Stairwell = "stairwell",
    /// The floor.
    Floor = "floor",
    /// What tells the door from others of its floor.
    DoorLabel = "door_label",
    /// A way to reach the household.
    Contact = "contact",
    /// A short note.
    Note = "note",
    /// Who lives there.
    Occupants = "occupants",
    /// By what right.
    Tenure = "tenure",
    /// How water is paid for.
    WaterBilling = "water_billing",
    /// How heating is paid for.
    HeatingBilling = "heating_billing",
    /// Whether the household is to be left alone.
    DoNotDisturb = "do_not_disturb",
}

impl Member {
    /// Reads what [`Member::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.as_str() == text)
    }

    /// Checks the values of several members, and brings each into its canonical form.
    ///
    /// # Errors
    /// Everything that is wrong: `unknown_member`, and what is wrong with a value, below the member's name.
    pub fn check_all(members: &Map<String, Value>) -> Result<Map<String, Value>, Invalid> {
        let mut invalid = Invalid::default();
        let mut checked = Map::new();
        for (name, value) in members {
            let Some(member) = Self::parse(name) else {
                invalid.push(format!("/{name}"), "unknown_member", "A household has no such member.");
                continue;
            };
            match member.check(value) {
                Ok(value) => drop(checked.insert(name.clone(), value)),
                Err(wrong) => invalid.absorb(&format!("/{name}"), wrong),
            }
        }
        invalid.or(checked)
    }

    /// Checks a value of this member, and brings it into its canonical form. Null says that nothing is known.
    ///
    /// # Errors
    /// What is wrong, located in the value.
    pub fn check(self, value: &Value) -> Result<Value, Invalid> {
        if value.is_null() {
            return match self {
                Self::NeighbourhoodCode => {
                    Err(Invalid::one("", "required", "A household lies in a neighbourhood."))
                }
                _ => Ok(Value::Null),
            };
        }
        match self {
            Self::NeighbourhoodCode => {
                NeighbourhoodCode::new(read::<String>(value)?).map(|code| Value::from(code.as_str()))
            }
            Self::Building | Self::Stairwell => line(value, MAX_PLACE),
            Self::DoorLabel => line(value, MAX_DOOR_LABEL),
            Self::Contact => line(value, MAX_CONTACT),
            Self::Note => paragraph(value, MAX_NOTE),
            Self::Floor => floor(value),
            Self::Occupants => occupants(value),
            Self::Tenure => write(&read::<Tenure>(value)?),
            Self::WaterBilling | Self::HeatingBilling => write(&read::<BillingMode>(value)?),
            Self::DoNotDisturb => write(&read::<DoNotDisturb>(value)?),
        }
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Invalid> {
    T::deserialize(value).map_err(|error| Invalid::one("", "malformed", error.to_string()))
}

fn write(value: &impl Serialize) -> Result<Value, Invalid> {
    serde_json::to_value(value).map_err(|error| Invalid::one("", "malformed", error.to_string()))
}

fn paragraph(value: &Value, max: usize) -> Result<Value, Invalid> {
    let said = read::<String>(value)?;
    let mut invalid = Invalid::default();
    text::required(&mut invalid, "", &said, max);
    invalid.or(Value::from(said.trim()))
}

fn line(value: &Value, max: usize) -> Result<Value, Invalid> {
    let said = read::<String>(value)?;
    let mut invalid = Invalid::default();
    text::line(&mut invalid, "", &said, max);
    invalid.or(Value::from(said.trim()))
}

fn floor(value: &Value) -> Result<Value, Invalid> {
    let floor = read::<i32>(value)?;
    if FLOORS.contains(&floor) {
        return Ok(Value::from(floor));
    }
    let detail = format!("A floor is a number from {} to {}.", FLOORS.start(), FLOORS.end());
    Err(Invalid::one("", "out_of_range", detail))
}

fn occupants(value: &Value) -> Result<Value, Invalid> {
    let occupants = read::<Occupants>(value)?;
    let mut invalid = Invalid::default();
    let bands = [
        ("/under_3", occupants.under_3),
        ("/from_3_to_17", occupants.from_3_to_17),
        ("/from_18_to_64", occupants.from_18_to_64),
        ("/from_65", occupants.from_65),
    ];
    for (pointer, count) in bands.into_iter().filter(|(_, count)| *count > MAX_OCCUPANTS) {
        invalid.push(pointer, "out_of_range", format!("{count} is more than {MAX_OCCUPANTS}."));
    }
    invalid.or(write(&occupants)?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn wrong(members: Value) -> Vec<(String, &'static str)> {
        let members = members.as_object().expect("an object").clone();
        let invalid = Member::check_all(&members).err().unwrap_or_default();
        invalid.0.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn everything_that_is_wrong_is_told_with_its_place() {
        let said = json!({
            "neighbourhood_code": "X", "building": " ", "floor": 100, "note": "a\u{0}", "tenure": "king",
            "occupants": {"under_3": 31, "from_65": 30}, "colour": "red", "contact": "x".repeat(121),
        });
        let mut found = wrong(said);
        found.sort();
        let expected = [
            ("/building", "blank"),
            ("/colour", "unknown_member"),
            ("/contact", "too_long"),
            ("/floor", "out_of_range"),
            ("/neighbourhood_code", "neighbourhood_code"),
            ("/note", "null_character"),
            ("/occupants/under_3", "out_of_range"),
            ("/tenure", "malformed"),
        ];
        assert_eq!(found, expected.map(|(pointer, code)| (pointer.to_owned(), code)));
    }

    #[test]
    fn values_have_one_form_and_null_clears_all_but_the_neighbourhood() {
        let said = json!({"door_label": "  gauche ", "occupants": {"from_65": 1}, "note": null});
        let checked = Member::check_all(said.as_object().expect("an object")).expect("fine");
        assert_eq!(checked["door_label"], "gauche");
        assert_eq!(checked["occupants"]["under_3"], 0);
        assert_eq!(checked["note"], Value::Null);
        assert_eq!(
            wrong(json!({"neighbourhood_code": null})),
            [("/neighbourhood_code".to_owned(), "required")]
        );
    }
}
