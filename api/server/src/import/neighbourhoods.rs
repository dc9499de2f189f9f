//! Neighbourhoods: the official GeoJSON and CSV (`code_qp, lib_qp, insee_com, lib_com`), and the compact form
//! `{"qpvs": [{"code", "label", "insee", "g"}]}`, where `g` holds the coordinates of a multipolygon.

use std::{collections::HashSet, io::Read};

use geojson::{Geometry, GeometryValue};
use palier_domain::{
    boundary,
    code::{CommuneCode, NeighbourhoodCode},
    error::Invalid,
    neighbourhood::NeighbourhoodDraft,
};
use serde_json::Value;

use super::{Format, ImportError, Place, Row, elements, open, printable, reason, refuse_repeated, table};

const CODE: &[&str] = &["code_qp"];
/// `nom_qp` is what the lists of 2015 call it.
const NAME: &[&str] = &["lib_qp", "nom_qp"];
const COMMUNES: &[&str] = &["insee_com"];
/// The first vintage whose codes start with `QN`.
const FIRST_QN_VINTAGE: i32 = 2024;

/// A row's fields, before any is understood.
struct Fields {
    code: String,
    name: String,
    communes: Vec<String>,
    geometry: Result<Option<Geometry>, String>,
}

/// Reads a file, plain or gzipped. Without a `vintage`, each row has that of its code's form.
///
/// # Errors
/// The file as a whole can't be read.
pub fn read(file: impl Read, vintage: Option<i32>) -> Result<Vec<Row<NeighbourhoodDraft>>, ImportError> {
    let mut rows = Vec::new();
    let mut take = |place, fields: Result<Fields, String>| {
        let code = fields.as_ref().ok().and_then(|fields| printable(&fields.code));
        rows.push(Row { place, code, read: fields.and_then(|fields| draft(fields, vintage)) });
    };
    match open(file)? {
        (Format::Json, file) => elements::each(file, &["features", "qpvs"], |list, number, element| {
            let fields = if list == "features" { feature(element) } else { compact(element) };
            take(Place::Element(number), fields);
        })?,
        (Format::Csv, file) => table::Table::open(file, &[CODE, NAME, COMMUNES])?
            .each(|place, line| take(place, line.map(|line| columns(&line))))?,
    }
    refuse_repeated(&mut rows, "code", |draft| draft.code.to_string());
    Ok(rows)
}

/// What to warn of when a neighbourhood names communes that the imported COG does not have: they were merged
/// since, or the list is wrong.
#[must_use]
pub fn unknown_communes(draft: &NeighbourhoodDraft, known: &HashSet<CommuneCode>) -> Option<String> {
    let unknown: Vec<_> =
        draft.commune_codes.iter().filter(|code| !known.contains(code)).map(CommuneCode::as_str).collect();
    (!unknown.is_empty()).then(|| format!("The imported communes have no {}.", unknown.join(", ")))
}

fn draft(fields: Fields, vintage: Option<i32>) -> Result<NeighbourhoodDraft, String> {
    let code = NeighbourhoodCode::new(fields.code.trim()).map_err(|wrong| reason(&wrong))?;
    let vintage = vintage.unwrap_or_else(|| code.vintage());
    if (vintage >= FIRST_QN_VINTAGE) != (code.vintage() >= FIRST_QN_VINTAGE) {
        return Err(format!("Its code is of the form of {}, not of {vintage}.", code.vintage()));
    }
    let mut invalid = Invalid::default();
    let mut commune_codes = Vec::with_capacity(fields.communes.len());
    for commune in &fields.communes {
        match CommuneCode::new(commune.as_str()) {
            Ok(code) => commune_codes.push(code),
            Err(wrong) => {
                invalid.absorb(&format!("/commune_codes/{}", printable(commune).unwrap_or_default()), wrong)
            }
        }
    }
    let boundary = match fields.geometry?.map(|geometry| boundary::from_geometry(&geometry)).transpose() {
        Ok(boundary) => boundary,
        Err(wrong) => {
            invalid.absorb("/boundary", wrong);
            None
        }
    };
    let draft = NeighbourhoodDraft { code, name: fields.name, vintage, commune_codes, boundary };
    invalid.or(draft).and_then(NeighbourhoodDraft::check).map_err(|wrong| reason(&wrong))
}

fn columns(line: &table::Line<'_>) -> Fields {
    Fields {
        code: line.get(CODE).to_owned(),
        name: line.get(NAME).to_owned(),
        communes: split(line.get(COMMUNES)),
        geometry: Ok(None),
    }
}

fn feature(mut element: Value) -> Result<Fields, String> {
    let geometry = element.get_mut("geometry").map(Value::take).unwrap_or_default();
    let properties = element.get("properties").and_then(Value::as_object);
    let properties = properties.ok_or("It is not a GeoJSON feature with properties.")?;
    // The lists of 2015 write the names in capitals.
    let get = |names: &[&str]| {
        properties
            .iter()
            .find(|(key, _)| names.iter().any(|name| key.eq_ignore_ascii_case(name)))
            .map(|(_, v)| v)
    };
    let geometry = match geometry {
        Value::Null => Ok(None),
        geometry => serde_json::from_value(geometry)
            .map(Some)
            .map_err(|error| format!("Its geometry is not GeoJSON: {error}.")),
    };
    let (code, name) = (text("code_qp", get(CODE))?, text("lib_qp", get(NAME))?);
    Ok(Fields { code, name, communes: codes("insee_com", get(COMMUNES))?, geometry })
}

fn compact(mut element: Value) -> Result<Fields, String> {
    let geometry = match element.get_mut("g").map(Value::take) {
        None | Some(Value::Null) => Ok(None),
        Some(coordinates) => serde_json::from_value(coordinates)
            .map(|coordinates| Some(Geometry::new(GeometryValue::MultiPolygon { coordinates })))
            .map_err(|error| format!("`g` is not the coordinates of a multipolygon: {error}.")),
    };
    let element = element.as_object().ok_or("It is not an object.")?;
    let (code, name) = (text("code", element.get("code"))?, text("label", element.get("label"))?);
    Ok(Fields { code, name, communes: codes("insee", element.get("insee"))?, geometry })
}

fn text(name: &str, value: Option<&Value>) -> Result<String, String> {
    match value {
        Some(Value::String(text)) => Ok(text.clone()),
        None | Some(Value::Null) => Err(format!("It has no `{name}`.")),
        Some(_) => Err(format!("`{name}` is not a text.")),
    }
}

/// Commune codes in one text or in a list of texts. A number is refused: it has lost its leading zero.
fn codes(name: &str, value: Option<&Value>) -> Result<Vec<String>, String> {
    match value {
        Some(Value::Array(list)) => {
            let each = list.iter().map(|code| text(name, Some(code)).map(|text| split(&text)));
            Ok(each.collect::<Result<Vec<_>, _>>()?.concat())
        }
        value => text(name, value).map(|text| split(&text)),
    }
}

/// The codes in one field, by whatever stands between them.
fn split(field: &str) -> Vec<String> {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|');
    field.split(between).filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
