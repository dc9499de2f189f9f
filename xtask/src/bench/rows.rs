//! Rows put straight into the database: as many as an export is to be tried with.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};

use crate::Outcome;
use crate::site::{Kind, Site};

/// Adds organisations number `first` to `last`, with ids in that order.
pub fn insert(site: &Site, first: u32, last: u32) -> Outcome<()> {
    let database = &site.setting.database;
    match site.kind {
        Kind::Sqlite => SqliteConnection::establish(database)?.batch_execute(&format!(
            "INSERT INTO organisations
             WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})
             SELECT unhex(printf('019a%08x70008000%012x', i, i)), 'partner', 'Organisation ' || i, '[]', 1,
                    1763900000000000 + i, 1763900000000000 + i FROM n;
             ANALYZE;"
        ))?,
        Kind::Postgres => PgConnection::establish(database)?.batch_execute(&format!(
            "INSERT INTO organisations
             SELECT ('019a' || lpad(to_hex(i), 8, '0') || '70008000' || lpad(to_hex(i), 12, '0'))::uuid, 'partner',
                    'Organisation ' || i, '[]', 1, now(), now() FROM generate_series({first}, {last}) AS i;
             ANALYZE organisations;"
        ))?,
    }
    Ok(())
}
