//! Tariffs. They are no secret: everybody who may read them reads the same.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor},
    code::CommuneCode,
    ids::TariffId,
    meter_reading::Utility,
    money::Currency,
    paging::{From as Start, Page},
    tariff::{Tariff, TariffDraft},
};

use super::{Conn, Db, lock_row};
use crate::{
    StoreError, filters,
    rows::stored,
    schema::tariffs,
    types::{At, Key, On, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = tariffs, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    commune_code: String,
    utility: String,
    starts_on: On,
    price_micros: i64,
    currency: String,
    version: i32,
    created_at: At,
    updated_at: At,
}

impl Row {
    fn new(tariff: &Tariff) -> Self {
        let content = &tariff.content;
        Self {
            id: key(tariff.id),
            commune_code: content.commune_code.to_string(),
            utility: content.utility.as_str().to_owned(),
            starts_on: On(content.starts_on),
            price_micros: content.price_micros,
            currency: content.currency.to_string(),
            version: tariff.version,
            created_at: At(tariff.created_at),
            updated_at: At(tariff.updated_at),
        }
    }

    fn tariff(self) -> Result<Tariff, StoreError> {
        Ok(Tariff {
            id: self.id.into(),
            content: TariffDraft {
                commune_code: CommuneCode::trusted(self.commune_code),
                utility: stored("utility", Utility::parse(&self.utility))?,
                starts_on: self.starts_on.0,
                price_micros: self.price_micros,
                currency: Currency::trusted(self.currency),
            },
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }
}

/// One tariff.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none.
pub fn find(conn: &mut Conn, _who: &Actor, id: TariffId) -> Result<Tariff, StoreError> {
    tariffs::table.filter(tariffs::id.eq(key(id))).select(Row::as_select()).first(conn)?.tariff()
}

/// One tariff, to be changed: who else means to change it waits until this transaction ends.
///
/// # Errors
/// As [`find`].
pub fn find_to_change(conn: &mut Conn, act: &Act, id: TariffId) -> Result<Tariff, StoreError> {
    lock_row(conn, "tariffs", id.0)?;
    find(conn, &act.actor, id)
}

/// A page of tariffs, by id.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    _who: &Actor,
    filter: &filters::Tariffs,
    start: &Start<TariffId>,
) -> Result<Page<Tariff, TariffId>, StoreError> {
    let mut query = tariffs::table.into_boxed().order(tariffs::id).limit(start.limit as i64 + 1);
    if let Some(code) = &filter.commune_code {
        query = query.filter(tariffs::commune_code.eq(code.to_string()));
    }
    if let Some(utility) = filter.utility {
        query = query.filter(tariffs::utility.eq(utility.as_str()));
    }
    if let Some(after) = start.after {
        query = query.filter(tariffs::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let rows = rows.into_iter().map(Row::tariff).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |tariff| tariff.id))
}

/// All tariffs of a utility in these communes.
///
/// # Errors
/// If the database fails.
pub fn of_communes(
    conn: &mut Conn,
    _who: &Actor,
    utility: Utility,
    communes: &[CommuneCode],
) -> Result<Vec<Tariff>, StoreError> {
    let codes: Vec<String> = communes.iter().map(ToString::to_string).collect();
    let rows: Vec<Row> = tariffs::table
        .filter(tariffs::utility.eq(utility.as_str()))
        .filter(tariffs::commune_code.eq_any(codes))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::tariff).collect()
}

/// Adds a tariff.
///
/// # Errors
/// [`StoreError::Violation`] if there is one of this commune, utility and day.
pub fn insert(conn: &mut Conn, _act: &Act, tariff: &Tariff) -> Result<(), StoreError> {
    diesel::insert_into(tariffs::table).values(Row::new(tariff)).execute(conn)?;
    Ok(())
}

/// Writes what a tariff says now, if it is still of the version before.
///
/// # Errors
/// [`StoreError::Stale`] if it is not; [`StoreError::Violation`] if there is another one of this commune, utility and day.
pub fn update(conn: &mut Conn, act: &Act, tariff: &Tariff) -> Result<(), StoreError> {
    let row = Row::new(tariff);
    let changed = diesel::update(tariffs::table)
        .filter(tariffs::id.eq(row.id))
        .filter(tariffs::version.eq(tariff.version))
        .set((
            tariffs::commune_code.eq(row.commune_code),
            tariffs::utility.eq(row.utility),
            tariffs::starts_on.eq(row.starts_on),
            tariffs::price_micros.eq(row.price_micros),
            tariffs::currency.eq(row.currency),
            tariffs::version.eq(tariff.version + 1),
            tariffs::updated_at.eq(At(act.at)),
        ))
        .execute(conn)?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
}
