//! A list of addresses: `neighbourhood_code, building, stairwell, floor, door_label`, and `tenure`, `water_billing` and
//! `heating_billing` where they are known. One line a door.

use std::io::Read;

use palier_domain::{
    caller::Mode,
    household::{HouseholdDetails, Member, door_text},
};
use serde_json::{Map, Value};

use super::{Format, ImportError, Row, open, printable, reason, refuse_repeated, table};

const NEIGHBOURHOOD: &[&str] = &["neighbourhood_code"];
const DOOR: &[&str] = &["door_label"];
const NEEDED: &[&[&str]] = &[NEIGHBOURHOOD, &["building"], &["stairwell"], &["floor"], DOOR];

/// What a list can say of a door; anything else would be about who lives there.
const MEMBERS: &[Member] = &[
    Member::NeighbourhoodCode,
    Member::Building,
    Member::Stairwell,
    Member::Floor,
    Member::DoorLabel,
    Member::Tenure,
    Member::WaterBilling,
    Member::HeatingBilling,
];

/// Reads a CSV file, plain or gzipped. Columns that are not known are passed over, and so is what stands in them.
///
/// # Errors
/// The file as a whole can't be read.
pub fn read(file: impl Read) -> Result<Vec<Row<HouseholdDetails>>, ImportError> {
    let (format, file) = open(file)?;
    if format == Format::Json {
        return Err(ImportError::Format("JSON; addresses are imported from CSV"));
    }
    let mut rows = Vec::new();
    table::Table::open(file, NEEDED)?.each(|place, line| {
        // A report names the neighbourhood of a line and never the door: it may be read by others, and kept.
        let code = line.as_ref().ok().and_then(|line| printable(line.get(NEIGHBOURHOOD)));
        rows.push(Row { place, code, read: line.and_then(|line| details(&line)) });
    })?;
    refuse_repeated(&mut rows, "door", |door| door_text(Mode::Live, door).unwrap_or_default());
    Ok(rows)
}

fn details(line: &table::Line<'_>) -> Result<HouseholdDetails, String> {
    if line.get(DOOR).is_empty() {
        return Err("door_label: A door is told from others by its label.".to_owned());
    }
    let mut members = Map::new();
    for member in MEMBERS {
        let text = line.get(&[member.as_str()]);
        // Without the number, so that it is refused as what is none.
        let number = || text.parse::<i32>().map_or_else(|_| Value::from(text), Value::from);
        if !text.is_empty() || *member == Member::NeighbourhoodCode {
            let value = if *member == Member::Floor { number() } else { Value::from(text) };
            members.insert(member.as_str().to_owned(), value);
        }
    }
    let checked = Member::check_all(&members).and_then(HouseholdDetails::from_members);
    checked.map_err(|wrong| reason(&wrong))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Result<HouseholdDetails, String>> {
        read(text.as_bytes()).expect("a table").into_iter().map(|row| row.read).collect()
    }

    #[test]
    fn lines_are_doors_in_any_order_of_columns() {
        let rows = rows(
            "Door_Label;floor;stairwell;building;neighbourhood_code;tenure;name\n\
             gauche;-1;;Bât. A;QN09901N;social_tenant;X\n",
        );
        let door = rows[0].as_ref().expect("a door");
        assert_eq!(door.door_label.as_deref(), Some("gauche"));
        assert_eq!((door.floor, door.stairwell.as_deref()), (Some(-1), None));
        assert_eq!(door.tenure.map(|tenure| tenure.as_str()), Some("social_tenant"));
    }

    #[test]
    fn what_can_not_be_is_refused_without_telling_the_door() {
        let rows = rows(
            "neighbourhood_code,building,stairwell,floor,door_label,tenure\n\
             QN09901N,A,1,2,ZQXJ,\n\
             QN09901N,a,1,2,zqxj,owner\n\
             QN09901N,A,1,ground,ZQXJ,\n\
             QN1,A,1,2,ZQXJ,king\n\
             QN09901N,A,1,2,,\n\
             QN09901N,A,1,3,…,\n",
        );
        let refused: Vec<_> = rows[1..].iter().map(|row| row.clone().expect_err("refused")).collect();
        assert_eq!(refused[0], "line 2 has this door already.");
        assert_eq!(refused[1], "floor: This must be a whole number.");
        assert!(
            refused[2].contains("neighbourhood_code: ") && refused[2].contains("tenure: "),
            "{}",
            refused[2]
        );
        assert!(refused[3].starts_with("door_label: ") && refused[4].starts_with("door_label: "));
        assert!(refused.iter().all(|reason| !reason.to_lowercase().contains("zqxj")));
    }
}
