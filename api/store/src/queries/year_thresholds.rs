//! The threshold that all figures of a calendar year are protected with, since the first of them was told.

use diesel::prelude::*;
use palier_domain::caller::Mode;

use super::Conn;
use crate::{StoreError, rows::stored, schema::year_thresholds};

/// The threshold of a year, if anything was told of it. It is the deployment's and nobody's in particular.
///
/// # Errors
/// If the database fails.
pub fn find(conn: &mut Conn, mode: Mode, year: i16) -> Result<Option<u32>, StoreError> {
    let own = year_thresholds::table.find((mode.as_str(), i32::from(year)));
    let threshold: Option<i32> = own.select(year_thresholds::threshold).first(conn).optional()?;
    threshold.map(|value| stored("threshold of a year", u32::try_from(value).ok())).transpose()
}

/// Fixes the threshold of a year, unless it is fixed already; which one holds.
///
/// # Errors
/// If the database fails.
pub fn fix(conn: &mut Conn, (mode, year): (Mode, i16), threshold: u32) -> Result<u32, StoreError> {
    diesel::insert_into(year_thresholds::table)
        .values((
            year_thresholds::mode.eq(mode.as_str()),
            year_thresholds::year.eq(i32::from(year)),
            year_thresholds::threshold.eq(i32::try_from(threshold).unwrap_or(i32::MAX)),
        ))
        .on_conflict((year_thresholds::mode, year_thresholds::year))
        .do_nothing()
        .execute(conn)?;
    Ok(find(conn, mode, year)?.unwrap_or(threshold))
}
