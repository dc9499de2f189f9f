//! Households.

use diesel::prelude::*;
use palier_domain::{
    caller::{Actor, Role},
    ids::HouseholdId,
};

use super::{Conn, Db};
use crate::{
    StoreError,
    schema::{devices, households, round_doors, rounds},
    types::key,
};

type Visible<'a> = households::BoxedQuery<'a, Db>;

/// The operator sees all of its mode, a field worker the doors of its rounds and those that it entered itself; nobody
/// else sees any.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = households::table.filter(households::mode.eq(who.mode().as_str())).into_boxed();
    match who.role() {
        Role::Operator => all,
        Role::FieldWorker(worker) => {
            let doors = round_doors::table
                .inner_join(rounds::table)
                .filter(rounds::field_worker_id.eq(key(worker)))
                .select(round_doors::household_id);
            let own = devices::table
                .filter(devices::field_worker_id.eq(key(worker)))
                .select(devices::id.nullable());
            all.filter(households::id.eq_any(doors).or(households::device_id.eq_any(own)))
        }
        Role::Partner | Role::Municipality | Role::AppPublisher => all.filter(households::mode.eq("")),
    }
}

/// Which of these households there are for the caller.
///
/// # Errors
/// If the database fails.
pub fn known(conn: &mut Conn, who: &Actor, ids: &[HouseholdId]) -> Result<Vec<HouseholdId>, StoreError> {
    let keys: Vec<_> = ids.iter().map(|id| key(*id)).collect();
    let found: Vec<crate::types::Key> =
        visible(who).filter(households::id.eq_any(keys)).select(households::id).load(conn)?;
    Ok(found.into_iter().map(Into::into).collect())
}
