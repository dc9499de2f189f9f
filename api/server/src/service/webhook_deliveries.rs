//! Deliveries, as the sender works on them: claimed by one server at a time, then settled by what came of them.

use palier_domain::{
    caller::{Act, Actor},
    ids::WebhookDeliveryId,
    time::Instant,
    webhook::{DeliveryStatus, DisabledReason, Follows, Outcome, follows, has_failed_too_long},
};
use palier_store::{
    Recorded, Store, Tx, query,
    rows::{Busy, Due, Settled},
};

use super::{ServiceError, webhook_endpoints};

/// Seconds for which a delivery is its sender's: longer than an attempt can take, so that only one that was cut short is
/// sent again after it.
const LEASE_SECONDS: i64 = 60;

/// Seconds for which a delivery waits that can't be written.
const POSTPONED_SECONDS: i64 = 3_600;

/// Deliveries looked at at once.
const LOOK_AT: usize = 64;

/// Takes deliveries that are due: of those that are found, the ones that `choose` leaves. Looks first, since a transaction
/// that writes waits for all others on SQLite.
///
/// # Errors
/// If the database fails.
pub fn claim<T>(
    store: &Store,
    (now, busy): (Instant, &Busy),
    id_of: impl Fn(&T) -> WebhookDeliveryId,
    choose: impl FnOnce(Vec<Due>) -> Vec<T>,
) -> Result<Vec<T>, ServiceError> {
    if !store.read(|tx| query!(tx, webhook_deliveries::any_due(now, busy)))? {
        return Ok(vec![]);
    }
    store.write(|tx| {
        query!(tx, webhook_deliveries::take_turn_to_claim())?;
        let chosen = choose(query!(tx, webhook_deliveries::due((now, busy), LOOK_AT))?);
        let ids: Vec<_> = chosen.iter().map(id_of).collect();
        query!(tx, webhook_deliveries::lease(&ids, now.plus_seconds(LEASE_SECONDS)))?;
        Ok(Recorded::unchanged(chosen))
    })
}

/// Writes what came of an attempt, and what follows for the endpoint. Everybody who writes both takes the endpoint's row
/// first, then the turn to claim, then deliveries, so that nobody waits for each other.
///
/// # Errors
/// If the database fails.
pub fn settle(
    tx: &mut Tx<'_>,
    (due, outcome): (&Due, Outcome),
    (now, jitter): (Instant, u32),
) -> Result<Recorded<Follows>, ServiceError> {
    let endpoint = due.endpoint.id;
    let next = follows(outcome, due.attempts, (now, jitter));
    let failing_since = match next {
        Follows::Delivered => {
            query!(tx, webhook_endpoints::note_success(endpoint, now))?;
            None
        }
        _ => query!(tx, webhook_endpoints::note_failure(endpoint, now))?,
    };
    let reason = match next {
        Follows::Gone => Some(DisabledReason::Gone),
        _ => failing_since
            .filter(|since| has_failed_too_long(*since, now))
            .map(|_since| DisabledReason::Failing),
    };
    if reason.is_some() {
        query!(tx, webhook_endpoints::lock(endpoint))?;
        query!(tx, webhook_deliveries::take_turn_to_claim())?;
    }
    query!(tx, webhook_deliveries::settle(due.id, &settled(due, outcome, (next, now))))?;
    let Some(reason) = reason else { return Ok(Recorded::unchanged(next)) };
    tracing::warn!(%endpoint, reason = reason.as_str(), "a webhook endpoint is disabled");
    let act = act(due, now);
    Ok(webhook_endpoints::disable(tx, &act, endpoint, reason)?.map(|()| next))
}

fn settled(due: &Due, outcome: Outcome, (next, now): (Follows, Instant)) -> Settled {
    let (status, next_at) = match next {
        Follows::Delivered => (DeliveryStatus::Delivered, now),
        Follows::Again(at) => (DeliveryStatus::Pending, at),
        Follows::Gone | Follows::GivenUp => (DeliveryStatus::Failed, now),
    };
    Settled {
        attempts: due.attempts,
        status,
        next_at,
        at: now,
        response_status: outcome.status().map(i32::from),
        failure: outcome.failure(),
    }
}

/// Leaves a delivery for later that can't be written now.
///
/// # Errors
/// If the database fails.
pub fn postpone(tx: &mut Tx<'_>, due: &Due, now: Instant) -> Result<Recorded<()>, ServiceError> {
    query!(tx, webhook_deliveries::lease(&[due.id], now.plus_seconds(POSTPONED_SECONDS)))?;
    Ok(Recorded::unchanged(()))
}

/// Gives up what waits for an endpoint that was disabled while it was planned.
///
/// # Errors
/// If the database fails.
pub fn give_up(tx: &mut Tx<'_>, due: &Due) -> Result<Recorded<()>, ServiceError> {
    query!(tx, webhook_deliveries::take_turn_to_claim())?;
    query!(tx, webhook_deliveries::give_up(due.endpoint.id))?;
    Ok(Recorded::unchanged(()))
}

fn act(due: &Due, now: Instant) -> Act {
    Act { actor: Actor::Server(due.endpoint.mode), request_id: format!("delivery-{}", due.id), at: now }
}
