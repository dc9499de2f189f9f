//! What neighbourhoods have several of (communes, predecessors, successors), read and written for many
//! neighbourhoods at once: a page costs as many queries as a single one.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use palier_domain::{
    caller::Act,
    code::{CommuneCode, NeighbourhoodCode},
};

use super::Conn;
use crate::{
    StoreError,
    rows::Outcome,
    schema::{neighbourhood_communes, neighbourhood_successions, neighbourhoods},
    types::At,
};

/// Rows of one statement.
const CHUNK: usize = 1_000;

type Codes<C> = HashMap<String, Vec<C>>;

fn grouped<C>(pairs: Vec<(String, String)>, code: fn(String) -> C) -> Codes<C> {
    let mut groups = Codes::new();
    for (of, text) in pairs {
        groups.entry(of).or_default().push(code(text));
    }
    groups
}

/// The communes of each of these neighbourhoods, sorted.
///
/// # Errors
/// If the database fails.
pub fn communes_of(conn: &mut Conn, codes: &[String]) -> Result<Codes<CommuneCode>, StoreError> {
    let pairs = neighbourhood_communes::table
        .filter(neighbourhood_communes::neighbourhood_code.eq_any(codes))
        .order((neighbourhood_communes::neighbourhood_code, neighbourhood_communes::commune_code))
        .select((neighbourhood_communes::neighbourhood_code, neighbourhood_communes::commune_code))
        .load(conn)?;
    Ok(grouped(pairs, CommuneCode::trusted))
}

/// The predecessors of each of these neighbourhoods, sorted.
///
/// # Errors
/// If the database fails.
pub fn predecessors_of(conn: &mut Conn, codes: &[String]) -> Result<Codes<NeighbourhoodCode>, StoreError> {
    use neighbourhood_successions::{predecessor_code, successor_code};
    let pairs = neighbourhood_successions::table
        .filter(successor_code.eq_any(codes))
        .order((successor_code, predecessor_code))
        .select((successor_code, predecessor_code))
        .load(conn)?;
    Ok(grouped(pairs, NeighbourhoodCode::trusted))
}

/// The successors of each of these neighbourhoods, sorted.
///
/// # Errors
/// If the database fails.
pub fn successors_of(conn: &mut Conn, codes: &[String]) -> Result<Codes<NeighbourhoodCode>, StoreError> {
    use neighbourhood_successions::{predecessor_code, successor_code};
    let pairs = neighbourhood_successions::table
        .filter(predecessor_code.eq_any(codes))
        .order((predecessor_code, successor_code))
        .select((predecessor_code, successor_code))
        .load(conn)?;
    Ok(grouped(pairs, NeighbourhoodCode::trusted))
}

/// Replaces the communes of each of these neighbourhoods.
///
/// # Errors
/// If the database fails.
pub fn replace_communes(
    conn: &mut Conn,
    _act: &Act,
    of: &[(&NeighbourhoodCode, &[CommuneCode])],
) -> Result<(), StoreError> {
    let codes: Vec<_> = of.iter().map(|(code, _)| code.as_str()).collect();
    diesel::delete(
        neighbourhood_communes::table.filter(neighbourhood_communes::neighbourhood_code.eq_any(codes)),
    )
    .execute(conn)?;
    let pairs: Vec<_> = of
        .iter()
        .flat_map(|(code, communes)| communes.iter().map(move |commune| (code.as_str(), commune.as_str())))
        .map(|(code, commune)| {
            (
                neighbourhood_communes::neighbourhood_code.eq(code),
                neighbourhood_communes::commune_code.eq(commune),
            )
        })
        .collect();
    for pairs in pairs.chunks(CHUNK) {
        diesel::insert_into(neighbourhood_communes::table)
            .values(pairs)
            .on_conflict_do_nothing()
            .execute(conn)?;
    }
    Ok(())
}

/// Adds successions, `(predecessor, successor)`, and tells of each whether it was new. Both ends of a new one
/// change by it, so both get a new version.
///
/// # Errors
/// [`Violation::UnknownReference`](crate::Violation::UnknownReference) if a neighbourhood does not exist.
pub fn insert_successions(
    conn: &mut Conn,
    act: &Act,
    given: &[(NeighbourhoodCode, NeighbourhoodCode)],
) -> Result<Vec<Outcome>, StoreError> {
    use neighbourhood_successions::{predecessor_code, successor_code};
    let known: Vec<(String, String)> =
        neighbourhood_successions::table.select((predecessor_code, successor_code)).load(conn)?;
    let mut known: HashSet<(String, String)> = known.into_iter().collect();
    let mut new = Vec::new();
    let outcomes = given
        .iter()
        .map(|(predecessor, successor)| {
            if known.insert((predecessor.to_string(), successor.to_string())) {
                new.push((predecessor.as_str(), successor.as_str()));
                Outcome::Inserted
            } else {
                Outcome::Unchanged
            }
        })
        .collect();
    let mut ends: Vec<_> =
        new.iter().flat_map(|(predecessor, successor)| [*predecessor, *successor]).collect();
    ends.sort_unstable();
    ends.dedup();
    for ends in ends.chunks(CHUNK) {
        diesel::update(neighbourhoods::table.filter(neighbourhoods::code.eq_any(ends)))
            .set((
                neighbourhoods::version.eq(neighbourhoods::version + 1),
                neighbourhoods::updated_at.eq(At(act.at)),
            ))
            .execute(conn)?;
    }
    for pairs in new.chunks(CHUNK) {
        let rows: Vec<_> =
            pairs.iter().map(|(p, s)| (predecessor_code.eq(*p), successor_code.eq(*s))).collect();
        diesel::insert_into(neighbourhood_successions::table)
            .values(rows)
            .on_conflict_do_nothing()
            .execute(conn)?;
    }
    Ok(outcomes)
}
