//! What devices may have to know of, in an order in which nothing appears late (see the migration `sync`).

use diesel::prelude::*;
use palier_domain::{
    caller::Act,
    ids::{CampaignId, HouseholdId, RoundId},
};
use uuid::Uuid;

use super::Conn;
use crate::{
    StoreError,
    record::Touched,
    schema::sync_changes,
    types::{At, Key, key},
};

/// Notes that something changed that devices may know.
///
/// # Errors
/// If the database fails.
pub fn insert(
    conn: &mut Conn,
    act: &Act,
    (kind, id): (&str, Uuid),
    touched: &Touched,
) -> Result<(), StoreError> {
    let of = |id: Option<Uuid>| id.map(Key);
    diesel::insert_into(sync_changes::table)
        .values((
            sync_changes::mode.eq(act.actor.mode().as_str()),
            sync_changes::kind.eq(kind),
            sync_changes::subject_id.eq(key(id)),
            sync_changes::household_id.eq(of(touched.household.map(|HouseholdId(id)| id))),
            sync_changes::round_id.eq(of(touched.round.map(|RoundId(id)| id))),
            sync_changes::campaign_id.eq(of(touched.campaign.map(|CampaignId(id)| id))),
            sync_changes::at.eq(At(act.at)),
        ))
        .execute(conn)?;
    Ok(())
}
