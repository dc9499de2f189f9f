//! Neighbourhoods. They are public: whoever may read them at all reads all of them.

use std::collections::HashMap;

use diesel::{dsl::sum, prelude::*, upsert::excluded};
use palier_domain::{
    boundary,
    caller::{Act, Actor},
    code::NeighbourhoodCode,
    neighbourhood::{Neighbourhood, NeighbourhoodDraft},
    paging::{From as Start, Page},
    text::fold,
};

use super::{
    Conn, Db,
    neighbourhood_parts::{communes_of, predecessors_of, replace_communes, successors_of},
};
use crate::{
    StoreError, filters,
    rows::{Outcome, Revision, stored},
    schema::{neighbourhood_communes, neighbourhoods},
    types::At,
};

/// Rows of one statement: eight variables each, far below what either database takes.
const CHUNK: usize = 500;

/// A row without its boundary, which most readers don't need.
#[derive(Queryable, Selectable)]
#[diesel(table_name = neighbourhoods, check_for_backend(Db))]
struct Head {
    code: String,
    name: String,
    vintage: i32,
    version: i32,
    created_at: At,
    updated_at: At,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = neighbourhoods, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    code: String,
    name: String,
    search: String,
    vintage: i32,
    boundary: Option<String>,
    version: i32,
    created_at: At,
    updated_at: At,
}

impl Row {
    fn new(act: &Act, draft: &NeighbourhoodDraft) -> Self {
        Self {
            code: draft.code.to_string(),
            name: draft.name.clone(),
            search: fold(&format!("{} {}", draft.name, draft.code)),
            vintage: draft.vintage,
            boundary: draft.boundary_geojson(),
            version: 1,
            created_at: At(act.at),
            updated_at: At(act.at),
        }
    }

    /// Whether an import that gives `self` would change nothing in `old`. A list without boundaries takes none away.
    fn says_the_same_as(&self, old: &Self) -> bool {
        let boundary = self.boundary.is_none() || self.boundary == old.boundary;
        boundary && (&self.name, &self.search, self.vintage) == (&old.name, &old.search, old.vintage)
    }
}

/// One neighbourhood, with its boundary.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none.
pub fn find(conn: &mut Conn, _who: &Actor, code: &NeighbourhoodCode) -> Result<Neighbourhood, StoreError> {
    let head = neighbourhoods::table.find(code.as_str()).select(Head::as_select()).first(conn)?;
    complete(conn, vec![head], true)?.pop().ok_or(StoreError::NotFound)
}

/// A page of neighbourhoods by code, with their boundaries if asked.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    _who: &Actor,
    filter: &filters::Neighbourhoods,
    start: &Start<NeighbourhoodCode>,
    boundaries: bool,
) -> Result<Page<Neighbourhood, NeighbourhoodCode>, StoreError> {
    let Some(query) = matching(filter) else { return Ok(Page { items: Vec::new(), next: None }) };
    let mut query = query.order(neighbourhoods::code).limit(start.limit as i64 + 1);
    if let Some(after) = &start.after {
        query = query.filter(neighbourhoods::code.gt(after.as_str()));
    }
    let heads: Vec<Head> = query.select(Head::as_select()).load(conn)?;
    let rows = complete(conn, heads, boundaries)?;
    Ok(Page::cut(rows, start.limit, |neighbourhood| neighbourhood.code.clone()))
}

/// The codes of all neighbourhoods that a filter leaves, sorted.
///
/// # Errors
/// If the database fails.
pub fn codes(
    conn: &mut Conn,
    _who: &Actor,
    filter: &filters::Neighbourhoods,
) -> Result<Vec<NeighbourhoodCode>, StoreError> {
    let Some(query) = matching(filter) else { return Ok(Vec::new()) };
    let codes: Vec<String> = query.order(neighbourhoods::code).select(neighbourhoods::code).load(conn)?;
    Ok(codes.into_iter().map(NeighbourhoodCode::trusted).collect())
}

/// The rows that a filter leaves; `None` if it can leave none.
fn matching<'a>(filter: &filters::Neighbourhoods) -> Option<neighbourhoods::BoxedQuery<'a, Db>> {
    let mut query = neighbourhoods::table.into_boxed();
    if let Some(commune) = &filter.commune_code {
        let inside = neighbourhood_communes::table
            .filter(neighbourhood_communes::commune_code.eq(commune.to_string()))
            .select(neighbourhood_communes::neighbourhood_code);
        query = query.filter(neighbourhoods::code.eq_any(inside));
    }
    if let Some(vintage) = filter.vintage {
        query = query.filter(neighbourhoods::vintage.eq(vintage));
    }
    if let Some(q) = &filter.q {
        let folded = fold(q);
        if folded.is_empty() {
            return None;
        }
        query = query.filter(neighbourhoods::search.like(format!("%{}%", escaped(&folded))).escape('\\'));
    }
    if let Some(codes) = &filter.codes {
        let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
        query = query.filter(neighbourhoods::code.eq_any(codes));
    }
    Some(query)
}

/// A text that LIKE takes literally.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Adds what other tables hold, in a constant number of queries.
fn complete(conn: &mut Conn, heads: Vec<Head>, boundaries: bool) -> Result<Vec<Neighbourhood>, StoreError> {
    if heads.is_empty() {
        return Ok(Vec::new());
    }
    let codes: Vec<String> = heads.iter().map(|head| head.code.clone()).collect();
    let mut communes = communes_of(conn, &codes)?;
    let mut predecessors = predecessors_of(conn, &codes)?;
    let mut successors = successors_of(conn, &codes)?;
    let mut texts: HashMap<String, Option<String>> = HashMap::new();
    if boundaries {
        let found: Vec<(String, Option<String>)> = neighbourhoods::table
            .filter(neighbourhoods::code.eq_any(&codes))
            .select((neighbourhoods::code, neighbourhoods::boundary))
            .load(conn)?;
        texts.extend(found);
    }
    let whole = |head: Head| {
        let text = texts.remove(&head.code).flatten();
        let read = |text: String| stored("boundary", boundary::from_geojson(&text).ok());
        Ok(Neighbourhood {
            name: head.name,
            vintage: head.vintage,
            commune_codes: communes.remove(&head.code).unwrap_or_default(),
            boundary: text.map(read).transpose()?,
            predecessors: predecessors.remove(&head.code).unwrap_or_default(),
            successors: successors.remove(&head.code).unwrap_or_default(),
            version: head.version,
            created_at: head.created_at.0,
            updated_at: head.updated_at.0,
            code: NeighbourhoodCode::trusted(head.code),
        })
    };
    heads.into_iter().map(whole).collect()
}

/// Makes other imports wait until this one is committed, so that each is compared with what the one before left.
///
/// # Errors
/// If the database fails.
pub fn import_alone(conn: &mut Conn, _act: &Act) -> Result<(), StoreError> {
    Ok(super::exclude_writers(conn, "neighbourhoods")?)
}

/// Brings neighbourhoods to what a list gives, and tells of each what that meant, in the order given. No code may
/// be given twice. A list without boundaries leaves those that are there.
///
/// # Errors
/// If the database fails.
pub fn upsert(conn: &mut Conn, act: &Act, given: &[NeighbourhoodDraft]) -> Result<Vec<Outcome>, StoreError> {
    let mut outcomes = Vec::with_capacity(given.len());
    for drafts in given.chunks(CHUNK) {
        outcomes.extend(upsert_chunk(conn, act, drafts)?);
    }
    Ok(outcomes)
}

fn upsert_chunk(
    conn: &mut Conn,
    act: &Act,
    drafts: &[NeighbourhoodDraft],
) -> Result<Vec<Outcome>, StoreError> {
    let codes: Vec<String> = drafts.iter().map(|draft| draft.code.to_string()).collect();
    let before: Vec<Row> = neighbourhoods::table
        .filter(neighbourhoods::code.eq_any(&codes))
        .select(Row::as_select())
        .load(conn)?;
    let before: HashMap<String, Row> = before.into_iter().map(|row| (row.code.clone(), row)).collect();
    let communes = communes_of(conn, &codes)?;
    let (mut rows, mut bound, mut outcomes) = (Vec::new(), Vec::new(), Vec::new());
    for draft in drafts {
        let row = Row::new(act, draft);
        let outcome = match before.get(&row.code) {
            None => Outcome::Inserted,
            Some(old)
                if row.says_the_same_as(old) && communes.get(&row.code) == Some(&draft.commune_codes) =>
            {
                Outcome::Unchanged
            }
            Some(_) => Outcome::Updated,
        };
        if outcome != Outcome::Unchanged {
            rows.push(row);
            bound.push((&draft.code, draft.commune_codes.as_slice()));
        }
        outcomes.push(outcome);
    }
    if !rows.is_empty() {
        write(conn, act, &rows)?;
        replace_communes(conn, act, &bound)?;
    }
    Ok(outcomes)
}

fn write(conn: &mut Conn, act: &Act, rows: &[Row]) -> Result<(), StoreError> {
    let boundary = diesel::dsl::sql::<diesel::sql_types::Nullable<diesel::sql_types::Text>>(
        "coalesce(excluded.boundary, neighbourhoods.boundary)",
    );
    diesel::insert_into(neighbourhoods::table)
        .values(rows)
        .on_conflict(neighbourhoods::code)
        .do_update()
        .set((
            neighbourhoods::name.eq(excluded(neighbourhoods::name)),
            neighbourhoods::search.eq(excluded(neighbourhoods::search)),
            neighbourhoods::vintage.eq(excluded(neighbourhoods::vintage)),
            neighbourhoods::boundary.eq(boundary),
            neighbourhoods::version.eq(neighbourhoods::version + 1),
            neighbourhoods::updated_at.eq(At(act.at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// A page of boundaries, as GeoJSON texts, for the index in memory.
///
/// # Errors
/// If the database fails.
pub fn boundaries(
    conn: &mut Conn,
    start: &Start<NeighbourhoodCode>,
) -> Result<Page<(NeighbourhoodCode, String), NeighbourhoodCode>, StoreError> {
    let mut query = neighbourhoods::table
        .filter(neighbourhoods::boundary.is_not_null())
        .order(neighbourhoods::code)
        .limit(start.limit as i64 + 1)
        .select((neighbourhoods::code, neighbourhoods::boundary.assume_not_null()))
        .into_boxed();
    if let Some(after) = &start.after {
        query = query.filter(neighbourhoods::code.gt(after.as_str()));
    }
    let rows: Vec<(String, String)> = query.load(conn)?;
    let rows = rows.into_iter().map(|(code, text)| (NeighbourhoodCode::trusted(code), text)).collect();
    Ok(Page::cut(rows, start.limit, |(code, _)| code.clone()))
}

/// The state of all neighbourhoods together, to see whether any changed; costs next to nothing.
///
/// # Errors
/// If the database fails.
pub fn revision(conn: &mut Conn) -> Result<Revision, StoreError> {
    let (count, versions): (i64, Option<i64>) = neighbourhoods::table
        .select((diesel::dsl::count_star(), sum(neighbourhoods::version)))
        .first(conn)?;
    Ok(Revision { count, versions: versions.unwrap_or_default() })
}

/// The vintages of these neighbourhoods, in their order.
///
/// # Errors
/// If the database fails.
pub fn vintages_of(conn: &mut Conn, codes: &[NeighbourhoodCode]) -> Result<Vec<i32>, StoreError> {
    let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
    let of = neighbourhoods::table.filter(neighbourhoods::code.eq_any(codes));
    Ok(of.order(neighbourhoods::vintage).select(neighbourhoods::vintage).distinct().load(conn)?)
}

/// The vintage of every neighbourhood.
///
/// # Errors
/// If the database fails.
pub fn vintages(conn: &mut Conn) -> Result<HashMap<NeighbourhoodCode, i32>, StoreError> {
    let all: Vec<(String, i32)> =
        neighbourhoods::table.select((neighbourhoods::code, neighbourhoods::vintage)).load(conn)?;
    Ok(all.into_iter().map(|(code, vintage)| (NeighbourhoodCode::trusted(code), vintage)).collect())
}
