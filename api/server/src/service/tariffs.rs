//! Tariffs: the operator's table of what water and energy cost.

use palier_domain::{
    caller::Act,
    error::Invalid,
    ids::TariffId,
    tariff::{Tariff, TariffDraft},
};
use palier_store::{Change, Recorded, Tx, query};
use serde_json::json;
use uuid::Uuid;

use super::{Expected, ServiceError, policy};

/// Adds a tariff.
///
/// # Errors
/// [`ServiceError::Invalid`] if it says what can't be; a violation if there is one of this commune, utility and day.
pub fn create(tx: &mut Tx<'_>, act: &Act, draft: TariffDraft) -> Result<Recorded<Tariff>, ServiceError> {
    policy::live(&act.actor)?;
    let content = draft.check()?;
    known_commune(tx, &content)?;
    let tariff =
        Tariff { id: TariffId(Uuid::now_v7()), content, version: 1, created_at: act.at, updated_at: act.at };
    query!(tx, tariffs::insert(act, &tariff))?;
    record(tx, act, "tariff.created", tariff)
}

/// Replaces what a tariff says by what `change` makes of it.
///
/// # Errors
/// [`ServiceError::Stale`] if it changed since the caller read it; else as for a new one.
pub fn update(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, expected): (TariffId, &Expected),
    change: impl FnOnce(&Tariff) -> Result<TariffDraft, Invalid>,
) -> Result<Recorded<Tariff>, ServiceError> {
    policy::live(&act.actor)?;
    let before = query!(tx, tariffs::find_to_change(act, id))?;
    expected.check(before.version)?;
    let content = change(&before)?.check()?;
    if content == before.content {
        return Ok(Recorded::unchanged(before));
    }
    known_commune(tx, &content)?;
    query!(tx, tariffs::update(act, &Tariff { content, ..before }))?;
    let after = query!(tx, tariffs::find(&act.actor, id))?;
    record(tx, act, "tariff.updated", after)
}

fn known_commune(tx: &mut Tx<'_>, content: &TariffDraft) -> Result<(), ServiceError> {
    let code = &content.commune_code;
    if query!(tx, communes::known(code))? {
        return Ok(());
    }
    Err(Invalid::one("/commune_code", "unknown_reference", format!("There is no commune {code}.")).into())
}

fn record(
    tx: &mut Tx<'_>,
    act: &Act,
    action: &'static str,
    tariff: Tariff,
) -> Result<Recorded<Tariff>, ServiceError> {
    let content = &tariff.content;
    let change = Change {
        action,
        subject_type: "tariff",
        subject_id: tariff.id.to_string(),
        payload: json!({
            "id": tariff.id,
            "commune_code": content.commune_code.as_str(),
            "utility": content.utility.as_str(),
            "starts_on": content.starts_on,
            "price_micros": content.price_micros,
            "currency": content.currency.as_str(),
        }),
    };
    Ok(tx.record(act, change)?.map(|()| tariff))
}
