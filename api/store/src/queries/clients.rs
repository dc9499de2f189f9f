//! API clients and the hashes of their secrets.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Mode, Role},
    client::{AuthMethod, Client, ClientSecret},
    ids::{ClientId, SecretId},
    paging::{From as Start, Page},
    time::Instant,
};

use super::{Conn, Db, lock_row};
use crate::{
    StoreError, filters,
    rows::{scopes_from_document, scopes_to_document, stored},
    schema::{assertions, client_secrets, clients},
    types::{At, Json, Key, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = clients, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    organisation_id: Key,
    name: String,
    mode: String,
    auth_method: String,
    jwk: Option<Json>,
    scopes: Json,
    version: i32,
    created_at: At,
    updated_at: At,
    revoked_at: Option<At>,
}

impl Row {
    fn new(client: &Client) -> Self {
        Self {
            id: key(client.id),
            organisation_id: key(client.organisation_id),
            name: client.name.clone(),
            mode: client.mode.as_str().to_owned(),
            auth_method: client.auth_method.as_str().to_owned(),
            jwk: client.jwk.clone().map(Json),
            scopes: Json(scopes_to_document(&client.scopes)),
            version: client.version,
            created_at: At(client.created_at),
            updated_at: At(client.updated_at),
            revoked_at: client.revoked_at.map(At),
        }
    }

    fn client(self) -> Result<Client, StoreError> {
        Ok(Client {
            id: self.id.into(),
            organisation_id: self.organisation_id.into(),
            name: self.name,
            mode: stored("mode", Mode::parse(&self.mode))?,
            auth_method: stored("authentication method", AuthMethod::parse(&self.auth_method))?,
            jwk: self.jwk.map(|jwk| jwk.0),
            scopes: scopes_from_document(&self.scopes.0),
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
            revoked_at: self.revoked_at.map(|at| at.0),
        })
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = client_secrets, check_for_backend(Db), treat_none_as_default_value = false)]
struct SecretRow {
    id: Key,
    client_id: Key,
    hash: String,
    hint: String,
    created_at: At,
    expires_at: Option<At>,
    last_used_at: Option<At>,
}

impl From<SecretRow> for ClientSecret {
    fn from(row: SecretRow) -> Self {
        Self {
            id: row.id.into(),
            client_id: row.client_id.into(),
            hash: row.hash,
            hint: row.hint,
            created_at: row.created_at.0,
            expires_at: row.expires_at.map(|at| at.0),
            last_used_at: row.last_used_at.map(|at| at.0),
        }
    }
}

type Visible<'a> = clients::BoxedQuery<'a, Db>;

/// The operator sees all, everyone else the clients of its own organisation, and a field worker's device none; of live
/// clients a test client, the operator's too, sees none: what it may touch would reach live data.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let mut seen = clients::table.into_boxed();
    if who.mode() == Mode::Test {
        seen = seen.filter(clients::mode.eq(Mode::Test.as_str()));
    }
    match (who.role(), who.caller()) {
        (Role::Operator, _) | (_, None) => seen,
        (Role::FieldWorker(_), _) => seen.filter(clients::mode.eq("")),
        (Role::Partner | Role::Municipality | Role::AppPublisher, Some(caller)) => seen
            .filter(clients::organisation_id.eq(key(caller.organisation_id)))
            .filter(clients::mode.eq(caller.mode.as_str())),
    }
}

/// One client.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: ClientId) -> Result<Client, StoreError> {
    visible(who).filter(clients::id.eq(key(id))).select(Row::as_select()).first(conn)?.client()
}

/// One client, for the authorization server, before it is known who asks.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none.
pub fn to_authenticate(conn: &mut Conn, id: ClientId) -> Result<Client, StoreError> {
    find(conn, &Actor::CommandLine, id)
}

/// One client, to be changed: who else means to change it waits until this transaction ends, so that nobody who set
/// no condition is refused for another's change.
///
/// # Errors
/// As [`find`].
pub fn find_to_change(conn: &mut Conn, act: &Act, id: ClientId) -> Result<Client, StoreError> {
    lock_row(conn, "clients", id.0)?;
    find(conn, &act.actor, id)
}

/// A page of clients, oldest first.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::Clients,
    start: &Start<ClientId>,
) -> Result<Page<Client, ClientId>, StoreError> {
    let mut query = visible(who).order(clients::id).limit(start.limit as i64 + 1);
    if let Some(organisation) = filter.organisation_id {
        query = query.filter(clients::organisation_id.eq(key(organisation)));
    }
    if let Some(after) = start.after {
        query = query.filter(clients::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let rows = rows.into_iter().map(Row::client).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |client| client.id))
}

/// Adds a client.
///
/// # Errors
/// If the database fails.
pub fn insert(conn: &mut Conn, _act: &Act, client: &Client) -> Result<(), StoreError> {
    diesel::insert_into(clients::table).values(Row::new(client)).execute(conn)?;
    Ok(())
}

/// Writes a client's new state, if it is still of the version before.
///
/// # Errors
/// [`StoreError::Stale`] if it is not.
pub fn update(conn: &mut Conn, act: &Act, client: &Client) -> Result<Client, StoreError> {
    let row = Row::new(client);
    let changed = diesel::update(clients::table)
        .filter(clients::id.eq(key(client.id)))
        .filter(clients::version.eq(client.version))
        .set((
            clients::name.eq(row.name),
            clients::jwk.eq(row.jwk),
            clients::scopes.eq(row.scopes),
            clients::revoked_at.eq(row.revoked_at),
            clients::version.eq(client.version + 1),
            clients::updated_at.eq(At(act.at)),
        ))
        .execute(conn)?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    find(conn, &act.actor, client.id)
}

/// Adds a secret's hash.
///
/// # Errors
/// If the database fails.
pub fn insert_secret(conn: &mut Conn, _act: &Act, secret: &ClientSecret) -> Result<(), StoreError> {
    let row = SecretRow {
        id: key(secret.id),
        client_id: key(secret.client_id),
        hash: secret.hash.clone(),
        hint: secret.hint.clone(),
        created_at: At(secret.created_at),
        expires_at: secret.expires_at.map(At),
        last_used_at: secret.last_used_at.map(At),
    };
    diesel::insert_into(client_secrets::table).values(&row).execute(conn)?;
    Ok(())
}

/// The secrets of a client that still work at `now`, newest first; the client itself must have been found by
/// the caller's right before.
///
/// # Errors
/// If the database fails.
pub fn working_secrets(
    conn: &mut Conn,
    client: ClientId,
    now: Instant,
) -> Result<Vec<ClientSecret>, StoreError> {
    let rows: Vec<SecretRow> = client_secrets::table
        .filter(client_secrets::client_id.eq(key(client)))
        .filter(client_secrets::expires_at.is_null().or(client_secrets::expires_at.gt(At(now))))
        .order(client_secrets::id.desc())
        .select(SecretRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(ClientSecret::from).collect())
}

/// Lets the working secrets of a client end at `end`, unless they end sooner.
///
/// # Errors
/// If the database fails.
pub fn expire_secrets(conn: &mut Conn, act: &Act, client: ClientId, end: Instant) -> Result<(), StoreError> {
    diesel::update(client_secrets::table)
        .filter(client_secrets::client_id.eq(key(client)))
        .filter(client_secrets::expires_at.is_null().or(client_secrets::expires_at.gt(At(end.max(act.at)))))
        .set(client_secrets::expires_at.eq(At(end)))
        .execute(conn)?;
    Ok(())
}

/// Lets one secret end now.
///
/// # Errors
/// If the database fails.
pub fn expire_secret(conn: &mut Conn, act: &Act, id: SecretId) -> Result<(), StoreError> {
    diesel::update(client_secrets::table.find(key(id)))
        .set(client_secrets::expires_at.eq(At(act.at)))
        .execute(conn)?;
    Ok(())
}

/// Notes that a secret was used; the caller does so at most once a minute.
///
/// # Errors
/// If the database fails.
pub fn touch_secret(conn: &mut Conn, id: SecretId, now: Instant) -> Result<(), StoreError> {
    diesel::update(client_secrets::table.find(key(id)))
        .set(client_secrets::last_used_at.eq(At(now)))
        .execute(conn)?;
    Ok(())
}

/// Notes that an assertion was taken.
///
/// # Errors
/// [`Violation::AssertionReplayed`](crate::Violation::AssertionReplayed) if it was taken before.
pub fn take_assertion(
    conn: &mut Conn,
    client: ClientId,
    jti: &str,
    expires_at: Instant,
) -> Result<(), StoreError> {
    diesel::insert_into(assertions::table)
        .values((
            assertions::client_id.eq(key(client)),
            assertions::jti.eq(jti),
            assertions::expires_at.eq(At(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets the assertions that have expired and could not be taken again anyway.
///
/// # Errors
/// If the database fails.
pub fn sweep_assertions(conn: &mut Conn, now: Instant) -> Result<usize, StoreError> {
    Ok(diesel::delete(assertions::table.filter(assertions::expires_at.le(At(now)))).execute(conn)?)
}
