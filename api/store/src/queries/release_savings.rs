//! What releases tell of programmes. They stand there from preparation on, as rounded as they leave.

use diesel::prelude::*;
use palier_domain::{
    ids::{CampaignId, ReleaseId},
    meter_reading::Utility,
    savings::Told,
};

use super::Conn;
use crate::{
    StoreError,
    rows::{document, stored, to_document},
    schema::release_savings,
    types::{Json, Key, key},
};

/// What a release tells of its programmes, by campaign and utility.
///
/// # Errors
/// If the database fails.
pub fn of_release(
    conn: &mut Conn,
    release: ReleaseId,
) -> Result<Vec<(CampaignId, Utility, Told)>, StoreError> {
    let rows: Vec<(Key, String, Json)> = release_savings::table
        .filter(release_savings::release_id.eq(key(release)))
        .order((release_savings::campaign_id, release_savings::utility))
        .select((release_savings::campaign_id, release_savings::utility, release_savings::told))
        .load(conn)?;
    rows.into_iter()
        .map(|(campaign, utility, told)| {
            let utility = stored("utility", Utility::parse(&utility))?;
            Ok((campaign.into(), utility, document("told savings", told.0)?))
        })
        .collect()
}

/// Writes what a release that is being prepared tells.
///
/// # Errors
/// If the database fails.
pub fn insert(
    conn: &mut Conn,
    release: ReleaseId,
    all: &[(CampaignId, Utility, Told)],
) -> Result<(), StoreError> {
    for (campaign, utility, told) in all {
        diesel::insert_into(release_savings::table)
            .values((
                release_savings::release_id.eq(key(release)),
                release_savings::campaign_id.eq(key(*campaign)),
                release_savings::utility.eq(utility.as_str()),
                release_savings::told.eq(Json(to_document(told)?)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Removes what a release told that nobody wants.
///
/// # Errors
/// If the database fails.
pub fn delete(conn: &mut Conn, release: ReleaseId) -> Result<usize, StoreError> {
    Ok(diesel::delete(release_savings::table.filter(release_savings::release_id.eq(key(release))))
        .execute(conn)?)
}
