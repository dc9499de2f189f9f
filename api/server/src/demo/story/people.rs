//! Who goes to the doors, and who lives behind them. No name of a person anywhere: field workers have those of birds.

use jiff::{Timestamp, civil::Date};
use palier_domain::control_group::Stairwell;
use palier_sdk::types::{HouseholdInput, OccupantsInput};
use uuid::Uuid;

use super::{Scale, count, days_after, draw::Draw, moment};

/// A field worker.
#[derive(Debug, PartialEq)]
pub struct Worker {
    /// A pseudonym.
    pub name: &'static str,
    /// What they speak, best first.
    pub languages: &'static [&'static str],
    /// Where they are at home.
    pub neighbourhoods: &'static [&'static str],
    /// The first day of their contract.
    pub since: Date,
    /// What was agreed on, in hours a month.
    pub hours: u32,
}

type Entry = (&'static str, &'static [&'static str], &'static [&'static str], u32);

/// Twelve, two or three of them at home in each neighbourhood.
const WORKERS: [Entry; 12] = [
    ("Mésange", &["fr", "ar"], &["QN09901N"], 16),
    ("Hirondelle", &["fr", "kab", "ar"], &["QN09901N"], 16),
    ("Rouge-gorge", &["fr", "pt"], &["QN09901N", "QN09902N"], 20),
    ("Moineau", &["fr", "tr"], &["QN09902N"], 16),
    ("Fauvette", &["fr", "ar", "en"], &["QN09902N"], 16),
    ("Pinson", &["fr", "kab"], &["QN09903M"], 16),
    ("Alouette", &["fr", "tr", "en"], &["QN09903M"], 24),
    ("Bergeronnette", &["fr", "pt"], &["QN09903M", "QN09904N"], 16),
    ("Sittelle", &["fr", "ar"], &["QN09904N"], 16),
    ("Loriot", &["fr", "tr"], &["QN09904N"], 12),
    ("Huppe", &["fr", "ar", "en"], &["QN09905N"], 16),
    ("Martinet", &["fr", "kab", "tr"], &["QN09905N"], 16),
];

/// How many households each neighbourhood has.
pub const HOUSEHOLDS: [(&str, usize); 5] =
    [("QN09901N", 220), ("QN09902N", 190), ("QN09903M", 180), ("QN09904N", 160), ("QN09905N", 150)];

/// When the association began here: so many days ago.
const BEGINNING: i64 = 560;

/// All of them.
pub fn workers(today: Date) -> Vec<Worker> {
    let worker = |(name, languages, neighbourhoods, hours)| Worker {
        name,
        languages,
        neighbourhoods,
        since: days_after(today, -BEGINNING),
        hours,
    };
    WORKERS.into_iter().map(worker).collect()
}

/// A household, and where it lives.
#[derive(Debug, PartialEq)]
pub struct Household {
    /// Its id.
    pub id: Uuid,
    /// Where.
    pub neighbourhood: &'static str,
    /// On which floor.
    pub floor: i32,
    /// The number to call.
    pub phone: String,
    /// How many people live there.
    pub people: u32,
    /// What is known, as it was entered.
    pub entered: HouseholdInput,
}

impl Household {
    /// Its stairwell.
    pub fn stairwell(&self) -> Stairwell {
        let HouseholdInput { building, stairwell, .. } = &self.entered;
        let text = |label: &Option<String>| label.clone().unwrap_or_default();
        let (building, stairwell) = (text(building), text(stairwell));
        Stairwell { neighbourhood_code: self.neighbourhood.to_owned(), building, stairwell }
    }
}

/// Building by building, stairwell by stairwell, floor by floor: the order in which doors are tried.
pub fn households(seed: u64, today: Date, scale: Scale) -> Vec<Household> {
    let mut draw = Draw::new(seed, "households");
    let entered = moment(days_after(today, -BEGINNING), 9 * 60);
    let mut all = Vec::new();
    for (neighbourhood, count) in HOUSEHOLDS {
        for place in 0..scale.of(count) {
            all.push(household(&mut draw, entered, (neighbourhood, place)));
        }
    }
    all
}

fn household(draw: &mut Draw, at: Timestamp, (neighbourhood, place): (&'static str, usize)) -> Household {
    let doors = ["gauche", "face", "droite"];
    let floor = i32::try_from(place / doors.len() % 5).unwrap_or_default();
    let letter = char::from(b'A' + u8::try_from(place / 30 % 26).unwrap_or_default());
    let (occupants, people) = occupants(draw);
    let occupants = draw.chance(70).then_some(occupants);
    let tenure = [("social_tenant", 74), ("private_tenant", 13), ("owner", 8), ("lodged", 3), ("unknown", 2)];
    let tenure = draw.weighted(&tenure);
    // Who gets a water bill of their own is rare: most pay with the charges of the building.
    let water = draw.weighted(&[("own_contract", 13), ("service_charges", 80), ("unknown", 7)]);
    let heating = draw.weighted(&[("own_contract", 28), ("service_charges", 64), ("unknown", 8)]);
    let notes =
        ["Sonnette en panne, frapper.", "Chien, attendre sur le palier.", "Après 18 h de préférence."];
    let note = draw.chance(6).then(|| (*draw.one(&notes)).to_owned());
    // 06 39 98 is a range that no telephone has: it is for fiction.
    let phone = format!("+33 6 39 98 {:02} {:02}", draw.between(0, 99), draw.between(0, 99));
    let contact = draw.chance(9).then(|| phone.clone());
    let id = draw.id(at);
    let mut entered = HouseholdInput::new(id, at, neighbourhood)
        .building(letter)
        .stairwell((place / 15 % 2 + 1).to_string())
        .floor(floor)
        .door_label(format!("porte {}", doors[place % doors.len()]))
        .tenure(tenure)
        .water_billing(water)
        .heating_billing(heating);
    (entered.occupants, entered.note, entered.contact) = (occupants, note, contact);
    Household { id, neighbourhood, floor, phone, people, entered }
}

/// Some 2.6 people a household.
fn occupants(draw: &mut Draw) -> (OccupantsInput, u32) {
    let old = draw.chance(18);
    let adults = if old { draw.between(0, 1) } else { draw.weighted(&[(1, 45), (2, 48), (3, 7)]) };
    let elders = if old { draw.between(1, 2) } else { 0 };
    let children = if old { 0 } else { draw.weighted(&[(0, 42), (1, 24), (2, 20), (3, 10), (4, 4)]) };
    let babies = if children > 0 && draw.chance(25) { 1 } else { 0 };
    let people = adults + elders + children;
    let bands = OccupantsInput::new()
        .under_3(count(babies))
        .from_3_to_17(count(children - babies))
        .from_18_to_64(count(adults))
        .from_65(count(elders));
    (bands, people)
}
