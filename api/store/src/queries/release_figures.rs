//! The figures of releases. Which rows there are depends on a release's public structure alone, never on a count.

use diesel::prelude::*;
use palier_domain::{
    caller::{Actor, Role},
    ids::{CampaignId, ReleaseId},
    paging::{From as Start, Page},
    release::{FigureStatus, Level, ReleaseFigure, Table},
};

use super::{Conn, Db};
use crate::{
    StoreError, filters,
    rows::stored,
    schema::{campaigns, release_figures},
    types::{Key, key},
};

/// Rows of one statement: nine variables each.
const CHUNK: usize = 500;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = release_figures, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    release_id: Key,
    position: i32,
    table_name: String,
    level: Option<String>,
    place: Option<String>,
    campaign_id: Option<Key>,
    item: String,
    value: Option<i32>,
    status: String,
}

impl Row {
    fn new(release: ReleaseId, figure: &ReleaseFigure) -> Self {
        Self {
            release_id: key(release),
            position: figure.position,
            table_name: figure.table.as_str().to_owned(),
            level: figure.level.map(|level| level.as_str().to_owned()),
            place: figure.place.clone(),
            campaign_id: figure.campaign_id.map(key),
            item: figure.item.clone(),
            value: figure.value.and_then(|value| i32::try_from(value).ok()),
            status: figure.status.as_str().to_owned(),
        }
    }

    fn figure(self) -> Result<ReleaseFigure, StoreError> {
        let level = self.level.map(|level| stored("level", Level::parse(&level))).transpose()?;
        Ok(ReleaseFigure {
            position: self.position,
            table: stored("table", Table::parse(&self.table_name))?,
            level,
            place: self.place,
            campaign_id: self.campaign_id.map(Into::into),
            item: self.item,
            value: self.value.and_then(|value| u32::try_from(value).ok()),
            status: stored("status of a figure", FigureStatus::parse(&self.status))?,
        })
    }
}

type Visible<'a> = release_figures::BoxedQuery<'a, Db>;

/// Of the release that the caller has been shown: the operator all; a partner those of its campaigns and of the whole
/// country; a municipality those of its places, of its departments and of the whole country; others those of the
/// country.
fn visible<'a>(who: &Actor, release: ReleaseId, places: &[String]) -> Visible<'a> {
    let all = release_figures::table.filter(release_figures::release_id.eq(key(release))).into_boxed();
    let nation = release_figures::level.eq(Level::Nation.as_str());
    match (who.role(), who.caller()) {
        (Role::Operator, _) => all,
        (Role::Partner, Some(caller)) => {
            let own = campaigns::table.filter(campaigns::organisation_id.eq(key(caller.organisation_id)));
            let own = own.select(campaigns::id.nullable());
            all.filter(
                nation.assume_not_null().or(release_figures::campaign_id.eq_any(own).assume_not_null()),
            )
        }
        (Role::Municipality, _) => {
            let here = release_figures::place.eq_any(places.to_vec());
            all.filter(release_figures::campaign_id.is_null())
                .filter(nation.assume_not_null().or(here.assume_not_null()))
        }
        _ => all.filter(release_figures::campaign_id.is_null()).filter(nation.assume_not_null()),
    }
}

/// A page of a release's figures, in the release's order. `places` are the municipality's, if it is one that asks.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    (who, places): (&Actor, &[String]),
    (release, filter): (ReleaseId, &filters::ReleaseFigures),
    start: &Start<i32>,
) -> Result<Page<ReleaseFigure, i32>, StoreError> {
    let mut query = visible(who, release, places);
    if let Some(table) = filter.table {
        query = query.filter(release_figures::table_name.eq(table.as_str()));
    }
    if let Some(place) = &filter.place {
        query = query.filter(release_figures::place.eq(place.clone()));
    }
    if let Some(campaign) = filter.campaign_id {
        query = query.filter(release_figures::campaign_id.eq(key(campaign)));
    }
    if let Some(after) = start.after {
        query = query.filter(release_figures::position.gt(after));
    }
    let rows: Vec<Row> = query
        .order(release_figures::position)
        .limit(start.limit as i64 + 1)
        .select(Row::as_select())
        .load(conn)?;
    let rows = rows.into_iter().map(Row::figure).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |figure| figure.position))
}

/// All figures of a place, all campaigns together. Who may read them is decided above.
///
/// # Errors
/// If the database fails.
pub fn of_place(
    conn: &mut Conn,
    _who: &Actor,
    release: ReleaseId,
    (level, place): (Level, &str),
) -> Result<Vec<ReleaseFigure>, StoreError> {
    let rows: Vec<Row> = release_figures::table
        .filter(release_figures::release_id.eq(key(release)))
        .filter(release_figures::place.eq(place))
        .filter(release_figures::level.eq(level.as_str()))
        .filter(release_figures::campaign_id.is_null())
        .order(release_figures::position)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::figure).collect()
}

/// All figures of a campaign. Who may read them is decided above.
///
/// # Errors
/// If the database fails.
pub fn of_campaign(
    conn: &mut Conn,
    _who: &Actor,
    release: ReleaseId,
    campaign: CampaignId,
) -> Result<Vec<ReleaseFigure>, StoreError> {
    let rows: Vec<Row> = release_figures::table
        .filter(release_figures::release_id.eq(key(release)))
        .filter(release_figures::campaign_id.eq(key(campaign)))
        .order(release_figures::position)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::figure).collect()
}

/// All figures of a release, for the audit of what hangs together with it.
///
/// # Errors
/// If the database fails.
pub fn all(conn: &mut Conn, release: ReleaseId) -> Result<Vec<ReleaseFigure>, StoreError> {
    let rows: Vec<Row> = release_figures::table
        .filter(release_figures::release_id.eq(key(release)))
        .order(release_figures::position)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::figure).collect()
}

/// Writes figures of a release that is being prepared.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, release: ReleaseId, figures: &[ReleaseFigure]) -> Result<(), StoreError> {
    for chunk in figures.chunks(CHUNK) {
        let rows: Vec<Row> = chunk.iter().map(|figure| Row::new(release, figure)).collect();
        diesel::insert_into(release_figures::table).values(rows).execute(conn)?;
    }
    Ok(())
}

/// Removes the figures of a release that nobody wants.
///
/// # Errors
/// If the database fails.
pub fn delete(conn: &mut Conn, release: ReleaseId) -> Result<usize, StoreError> {
    Ok(diesel::delete(release_figures::table.filter(release_figures::release_id.eq(key(release))))
        .execute(conn)?)
}
