//! Webhook endpoints. An organisation sees its own of its mode, and nobody sees another's, the operator neither: where an
//! organisation wants to be told is its own affair.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    event::EventType,
    ids::WebhookEndpointId,
    paging::{From as Start, Page},
    time::Instant,
    webhook::{DisabledReason, EndpointDraft, EndpointStatus, SealedSecrets, WebhookEndpoint},
};
use serde_json::Value;

use super::{Conn, Db, lock_row};
use crate::{
    StoreError,
    rows::stored,
    schema::webhook_endpoints,
    types::{At, Json, Key, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_endpoints, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    mode: String,
    organisation_id: Key,
    url: String,
    description: Option<String>,
    event_types: Json,
    status: String,
    disabled_reason: Option<String>,
    failing_since: Option<At>,
    secret: Vec<u8>,
    previous_secret: Option<Vec<u8>>,
    previous_expires_at: Option<At>,
    version: i32,
    created_at: At,
    updated_at: At,
}

impl Row {
    fn new(endpoint: &WebhookEndpoint) -> Self {
        let (content, secrets) = (&endpoint.content, &endpoint.secrets);
        Self {
            id: key(endpoint.id),
            mode: endpoint.mode.as_str().to_owned(),
            organisation_id: key(endpoint.organisation_id),
            url: content.url.clone(),
            description: content.description.clone(),
            event_types: Json(content.event_types.iter().map(|one| one.as_str()).collect()),
            status: content.status.as_str().to_owned(),
            disabled_reason: endpoint.disabled_reason.map(|reason| reason.as_str().to_owned()),
            failing_since: endpoint.failing_since.map(At),
            secret: secrets.current.clone(),
            previous_secret: secrets.previous.as_ref().map(|(secret, _)| secret.clone()),
            previous_expires_at: secrets.previous.as_ref().map(|(_, until)| At(*until)),
            version: endpoint.version,
            created_at: At(endpoint.created_at),
            updated_at: At(endpoint.updated_at),
        }
    }

    fn endpoint(self) -> Result<WebhookEndpoint, StoreError> {
        let reason = self.disabled_reason.map(|text| stored("reason", DisabledReason::parse(&text)));
        let until = self.previous_expires_at.map(|At(until)| until);
        Ok(WebhookEndpoint {
            id: self.id.into(),
            organisation_id: self.organisation_id.into(),
            mode: stored("mode", Mode::parse(&self.mode))?,
            content: EndpointDraft {
                url: self.url,
                description: self.description,
                event_types: types(&self.event_types.0)?,
                status: stored("status of an endpoint", EndpointStatus::parse(&self.status))?,
            },
            disabled_reason: reason.transpose()?,
            failing_since: self.failing_since.map(|At(since)| since),
            secrets: SealedSecrets { current: self.secret, previous: self.previous_secret.zip(until) },
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }
}

/// None of them may be dropped for not being known: a list that is empty means all.
fn types(document: &Value) -> Result<Vec<EventType>, StoreError> {
    let texts = document.as_array().map(Vec::as_slice).unwrap_or_default();
    let one = |text: &Value| stored("event type", text.as_str().and_then(EventType::parse));
    texts.iter().map(one).collect()
}

type Visible<'a> = webhook_endpoints::BoxedQuery<'a, Db>;

fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = webhook_endpoints::table.filter(webhook_endpoints::mode.eq(who.mode().as_str())).into_boxed();
    match (who.role(), who.caller()) {
        (Role::FieldWorker(_), _) | (_, None) => all.filter(webhook_endpoints::mode.eq("")),
        (_, Some(caller)) => all.filter(webhook_endpoints::organisation_id.eq(key(caller.organisation_id))),
    }
}

/// One endpoint.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none of the caller's.
pub fn find(conn: &mut Conn, who: &Actor, id: WebhookEndpointId) -> Result<WebhookEndpoint, StoreError> {
    visible(who).filter(webhook_endpoints::id.eq(key(id))).select(Row::as_select()).first(conn)?.endpoint()
}

/// One endpoint, to be changed: who else means to change it waits until this transaction ends.
///
/// # Errors
/// As [`find`].
pub fn find_to_change(
    conn: &mut Conn,
    act: &Act,
    id: WebhookEndpointId,
) -> Result<WebhookEndpoint, StoreError> {
    lock_row(conn, "webhook_endpoints", id.0)?;
    find(conn, &act.actor, id)
}

/// Makes others who mean to change an endpoint wait until this transaction ends.
///
/// # Errors
/// If the database fails.
pub fn lock(conn: &mut Conn, id: WebhookEndpointId) -> Result<(), StoreError> {
    Ok(lock_row(conn, "webhook_endpoints", id.0)?)
}

/// One endpoint, to be changed by the sender for whoever it belongs to.
///
/// # Errors
/// [`StoreError::NotFound`] if it was removed.
pub fn of_sender(conn: &mut Conn, id: WebhookEndpointId) -> Result<WebhookEndpoint, StoreError> {
    lock_row(conn, "webhook_endpoints", id.0)?;
    let found = webhook_endpoints::table.filter(webhook_endpoints::id.eq(key(id)));
    found.select(Row::as_select()).first::<Row>(conn)?.endpoint()
}

/// Endpoints by their ids, for the sender.
///
/// # Errors
/// If the database fails.
pub(super) fn by_ids(conn: &mut Conn, ids: &[Key]) -> Result<Vec<WebhookEndpoint>, StoreError> {
    let found = webhook_endpoints::table.filter(webhook_endpoints::id.eq_any(ids));
    let rows: Vec<Row> = found.select(Row::as_select()).load(conn)?;
    rows.into_iter().map(Row::endpoint).collect()
}

/// A page of endpoints, oldest first.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    start: &Start<WebhookEndpointId>,
) -> Result<Page<WebhookEndpoint, WebhookEndpointId>, StoreError> {
    let mut query = visible(who).order(webhook_endpoints::id).limit(start.limit as i64 + 1);
    if let Some(after) = start.after {
        query = query.filter(webhook_endpoints::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let rows = rows.into_iter().map(Row::endpoint).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |endpoint| endpoint.id))
}

/// How many endpoints the caller has.
///
/// # Errors
/// If the database fails.
pub fn count(conn: &mut Conn, who: &Actor) -> Result<usize, StoreError> {
    let count: i64 = visible(who).count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Adds an endpoint.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, endpoint: &WebhookEndpoint) -> Result<(), StoreError> {
    diesel::insert_into(webhook_endpoints::table).values(Row::new(endpoint)).execute(conn)?;
    Ok(())
}

/// Writes what an endpoint is now, if it is still of the version before; answers with the endpoint of the next one.
///
/// # Errors
/// [`StoreError::Stale`] if it is not.
pub fn update(conn: &mut Conn, act: &Act, endpoint: WebhookEndpoint) -> Result<WebhookEndpoint, StoreError> {
    let before = endpoint.version;
    let endpoint = WebhookEndpoint { version: before + 1, updated_at: act.at, ..endpoint };
    let row = Row::new(&endpoint);
    let changed = diesel::update(webhook_endpoints::table)
        .filter(webhook_endpoints::id.eq(row.id))
        .filter(webhook_endpoints::version.eq(before))
        .set((
            webhook_endpoints::url.eq(row.url),
            webhook_endpoints::description.eq(row.description),
            webhook_endpoints::event_types.eq(row.event_types),
            webhook_endpoints::status.eq(row.status),
            webhook_endpoints::disabled_reason.eq(row.disabled_reason),
            webhook_endpoints::failing_since.eq(row.failing_since),
            webhook_endpoints::secret.eq(row.secret),
            webhook_endpoints::previous_secret.eq(row.previous_secret),
            webhook_endpoints::previous_expires_at.eq(row.previous_expires_at),
            webhook_endpoints::version.eq(row.version),
            webhook_endpoints::updated_at.eq(row.updated_at),
        ))
        .execute(conn)?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(endpoint) }
}

/// Removes an endpoint that was found to be the caller's.
///
/// # Errors
/// If the database fails.
pub fn delete(conn: &mut Conn, _act: &Act, id: WebhookEndpointId) -> Result<(), StoreError> {
    diesel::delete(webhook_endpoints::table.filter(webhook_endpoints::id.eq(key(id)))).execute(conn)?;
    Ok(())
}

/// Notes that a delivery to an endpoint arrived. Most did before, and nothing is written.
///
/// # Errors
/// If the database fails.
pub fn note_success(conn: &mut Conn, id: WebhookEndpointId, now: Instant) -> Result<(), StoreError> {
    let failing = webhook_endpoints::table
        .filter(webhook_endpoints::id.eq(key(id)))
        .filter(webhook_endpoints::status.eq(EndpointStatus::Enabled.as_str()))
        .filter(webhook_endpoints::failing_since.is_not_null());
    diesel::update(failing)
        .set((
            webhook_endpoints::failing_since.eq(None::<At>),
            webhook_endpoints::version.eq(webhook_endpoints::version + 1),
            webhook_endpoints::updated_at.eq(At(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that a delivery to an endpoint failed, and tells since when all do.
///
/// # Errors
/// If the database fails.
pub fn note_failure(
    conn: &mut Conn,
    id: WebhookEndpointId,
    now: Instant,
) -> Result<Option<Instant>, StoreError> {
    let enabled = webhook_endpoints::table
        .filter(webhook_endpoints::id.eq(key(id)))
        .filter(webhook_endpoints::status.eq(EndpointStatus::Enabled.as_str()));
    diesel::update(enabled.filter(webhook_endpoints::failing_since.is_null()))
        .set((
            webhook_endpoints::failing_since.eq(Some(At(now))),
            webhook_endpoints::version.eq(webhook_endpoints::version + 1),
            webhook_endpoints::updated_at.eq(At(now)),
        ))
        .execute(conn)?;
    let since: Option<Option<At>> =
        enabled.select(webhook_endpoints::failing_since).first(conn).optional()?;
    Ok(since.flatten().map(|At(since)| since))
}
