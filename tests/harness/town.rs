//! A fictional town of department 99, with a neighbourhood for each way in which boundaries are difficult.

use geo::{MultiPolygon, Polygon, polygon};
use palier_domain::{
    code::{CommuneCode, NeighbourhoodCode},
    neighbourhood::NeighbourhoodDraft,
};
use palier_server::{
    import::{Place, Row, successions::Succession},
    service::{ServiceError, neighbourhoods},
};
use palier_store::Store;

use crate::seed;

/// Spans the communes 99001 and 99002.
pub const TWO_COMMUNES: &str = "QN09902N";
/// Has a hole, from 48.51 to 48.52 north and from 2.55 to 2.56 east.
pub const WITH_HOLE: &str = "QN09903N";
/// Two squares apart, in commune 99003.
pub const TWO_PARTS: &str = "QN09904N";
/// Has a name that is a formula to a spreadsheet, with quotes, separators and a line's end in it.
pub const TRICKY: &str = "QN09911N";
/// Has no boundary.
pub const NO_BOUNDARY: &str = "QN09912N";
/// All of the list of 2024, by code.
pub const ALL_2024: [&str; 12] = [
    "QN09901N", "QN09902N", "QN09903N", "QN09904N", "QN09905M", "QN09906M", "QN09907I", "QN09908C",
    "QN09909N", "QN09910N", "QN09911N", "QN09912N",
];
/// Those of the list of 2015.
pub const ALL_2015: [&str; 2] = ["QP099001", "QP099002"];

fn square(lon: f64, lat: f64, side: f64) -> Polygon<f64> {
    let (east, north) = (lon + side, lat + side);
    polygon![(x: lon, y: lat), (x: east, y: lat), (x: east, y: north), (x: lon, y: north)]
}

fn boundary(code: &str) -> Option<MultiPolygon<f64>> {
    let polygons = match code {
        NO_BOUNDARY => return None,
        WITH_HOLE => {
            let hole = square(2.55, 48.51, 0.01).exterior().clone();
            vec![Polygon::new(square(2.54, 48.50, 0.03).exterior().clone(), vec![hole])]
        }
        TWO_PARTS => vec![square(2.60, 48.53, 0.01), square(2.62, 48.55, 0.01)],
        // As the 2024 list redrew it: the same ground as QN09901N.
        "QP099001" => vec![square(2.50, 48.50, 0.005)],
        "QP099002" => vec![square(2.505, 48.50, 0.02)],
        _ => {
            let number: f64 = code[5..7].parse().expect("a number");
            vec![square(2.48 + 0.02 * number, 48.50, 0.01)]
        }
    };
    Some(MultiPolygon::new(polygons))
}

fn row(number: u64, (code, name, communes): (&str, &str, &[&str])) -> Row<NeighbourhoodDraft> {
    let draft = NeighbourhoodDraft {
        code: NeighbourhoodCode::new(code).expect("a code"),
        name: name.to_owned(),
        vintage: if code.starts_with("QN") { 2024 } else { 2015 },
        commune_codes: communes.iter().map(|code| CommuneCode::new(*code).expect("a code")).collect(),
        boundary: boundary(code),
    };
    Row {
        place: Place::Line(number),
        code: Some(code.to_owned()),
        read: draft.check().map_err(|e| format!("{e:?}")),
    }
}

const ROWS: [(&str, &str, &[&str]); 14] = [
    ("QN09901N", "Les Tilleuls", &["99001"]),
    (TWO_COMMUNES, "Bords de l'Yvette", &["99001", "99002"]),
    (WITH_HOLE, "La Couronne", &["99002"]),
    (TWO_PARTS, "L'Archipel", &["99003"]),
    ("QN09905M", "Saint-Éloi", &["99003"]),
    ("QN09906M", "Grand Pré", &["99003", "99004"]),
    ("QN09907I", "Œuvre Neuve", &["99004"]),
    ("QN09908C", "Cité des Cheminots", &["99004"]),
    ("QN09909N", "100 % Soleil", &["99004"]),
    ("QN09910N", "Quartier_Nord", &["99004"]),
    (TRICKY, "=SOMME(A1;\"dit\"),\nle Bas", &["99004"]),
    (NO_BOUNDARY, "Sans Limite", &["99004"]),
    ("QP099001", "Les Tilleuls Nord", &["99001"]),
    ("QP099002", "Les Tilleuls Sud", &["99001"]),
];

const SUCCESSIONS: [(&str, &str); 3] =
    [("QP099001", "QN09901N"), ("QP099002", "QN09901N"), ("QP099002", TWO_COMMUNES)];

/// Builds the town in a database.
pub(crate) fn build(store: &Store) {
    let act = seed::act();
    let rows: Vec<_> = ROWS.into_iter().zip(1..).map(|(what, number)| row(number, what)).collect();
    let done: Result<_, ServiceError> = store.write(|tx| Ok(neighbourhoods::import(tx, &act, rows, |_| {})?));
    let report = done.expect("the town is built");
    assert!(report.refused.is_empty(), "the town's own rows are good: {:?}", report.refused);
    let code = |text: &str| NeighbourhoodCode::new(text).expect("a code");
    let pair = |(before, after)| Succession { predecessor: code(before), successor: code(after) };
    let rows: Vec<_> = SUCCESSIONS
        .into_iter()
        .zip(1..)
        .map(|(both, number)| Row { place: Place::Line(number), code: None, read: Ok(pair(both)) })
        .collect();
    let done: Result<_, ServiceError> =
        store.write(|tx| Ok(neighbourhoods::import_successions(tx, &act, rows, |_| {})?));
    assert!(done.expect("the town has a past").refused.is_empty());
}
