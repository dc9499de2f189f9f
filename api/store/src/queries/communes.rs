//! Communes, by the edition of the Code officiel géographique that they were imported with.
//!
//! They are public and the same for everyone: reading them asks nobody who they are.

use std::collections::{HashMap, HashSet};

use diesel::{dsl::exists, prelude::*, upsert::excluded};
use palier_domain::{caller::Act, code::CommuneCode, commune::Commune};

use super::{Conn, Db};
use crate::{
    StoreError,
    rows::Outcome,
    schema::{communes, neighbourhood_communes},
};

/// Rows of one statement: six variables each, far below what either database takes.
const CHUNK: usize = 1_000;

#[derive(Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = communes, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    edition: i32,
    code: String,
    name: String,
    department: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

impl Row {
    fn new(edition: i32, commune: &Commune) -> Self {
        Self {
            edition,
            code: commune.code.to_string(),
            name: commune.name.clone(),
            department: commune.department.clone(),
            lat: commune.lat,
            lon: commune.lon,
        }
    }
}

/// Makes other imports wait until this one is committed, so that each is compared with what the one before left.
///
/// # Errors
/// If the database fails.
pub fn import_alone(conn: &mut Conn, _act: &Act) -> Result<(), StoreError> {
    Ok(super::exclude_writers(conn, "communes")?)
}

/// Brings communes of one edition to what is given, and tells of each what that meant, in the order given. No
/// code may be given twice.
///
/// # Errors
/// If the database fails.
pub fn upsert(
    conn: &mut Conn,
    _act: &Act,
    edition: i32,
    given: &[Commune],
) -> Result<Vec<Outcome>, StoreError> {
    let before: Vec<Row> =
        communes::table.filter(communes::edition.eq(edition)).select(Row::as_select()).load(conn)?;
    let before: HashMap<String, Row> = before.into_iter().map(|row| (row.code.clone(), row)).collect();
    let mut changed = Vec::new();
    let mut outcomes = Vec::with_capacity(given.len());
    for commune in given {
        let row = Row::new(edition, commune);
        let outcome = match before.get(&row.code) {
            None => Outcome::Inserted,
            Some(old) if *old == row => Outcome::Unchanged,
            Some(_) => Outcome::Updated,
        };
        if outcome != Outcome::Unchanged {
            changed.push(row);
        }
        outcomes.push(outcome);
    }
    for rows in changed.chunks(CHUNK) {
        diesel::insert_into(communes::table)
            .values(rows)
            .on_conflict((communes::edition, communes::code))
            .do_update()
            .set((
                communes::name.eq(excluded(communes::name)),
                communes::department.eq(excluded(communes::department)),
                communes::lat.eq(excluded(communes::lat)),
                communes::lon.eq(excluded(communes::lon)),
            ))
            .execute(conn)?;
    }
    Ok(outcomes)
}

/// The codes that any imported edition has; empty before the first import.
///
/// # Errors
/// If the database fails.
pub fn known_codes(conn: &mut Conn) -> Result<HashSet<CommuneCode>, StoreError> {
    let codes: Vec<String> = communes::table.select(communes::code).distinct().load(conn)?;
    Ok(codes.into_iter().map(CommuneCode::trusted).collect())
}

/// The editions that were imported, oldest first.
///
/// # Errors
/// If the database fails.
pub fn editions(conn: &mut Conn) -> Result<Vec<i32>, StoreError> {
    Ok(communes::table.select(communes::edition).distinct().order(communes::edition).load(conn)?)
}

/// Whether there is, or was, such a commune: in any edition, or, where none was imported, in a neighbourhood.
///
/// # Errors
/// If the database fails.
pub fn known(conn: &mut Conn, code: &CommuneCode) -> Result<bool, StoreError> {
    let code = code.to_string();
    let listed = communes::table.filter(communes::code.eq(code.clone()));
    let spanned = neighbourhood_communes::table.filter(neighbourhood_communes::commune_code.eq(code));
    Ok(diesel::select(exists(listed)).get_result(conn)?
        || diesel::select(exists(spanned)).get_result(conn)?)
}
