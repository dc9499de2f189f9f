//! Organisations.

use diesel::prelude::*;
use palier_domain::{
    caller::{Act, Actor, Role},
    ids::OrganisationId,
    organisation::{Organisation, OrganisationDraft, OrganisationKind},
    paging::{From as Start, Page},
};

use super::{Conn, Db, lock_row};
use crate::{
    StoreError, filters,
    rows::{document, stored, to_document},
    schema::organisations,
    types::{At, Json, Key, key},
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = organisations, check_for_backend(Db), treat_none_as_default_value = false)]
struct Row {
    id: Key,
    kind: String,
    name: String,
    commune_codes: Json,
    version: i32,
    created_at: At,
    updated_at: At,
}

impl Row {
    fn organisation(self) -> Result<Organisation, StoreError> {
        Ok(Organisation {
            id: self.id.into(),
            kind: stored("organisation kind", OrganisationKind::parse(&self.kind))?,
            name: self.name,
            commune_codes: document("list of communes", self.commune_codes.0)?,
            version: self.version,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
        })
    }
}

type Visible<'a> = organisations::BoxedQuery<'a, Db>;

/// The operator sees all; a field worker's device the operator and the partners, to whom referrals go; everyone else
/// its own.
fn visible<'a>(who: &Actor) -> Visible<'a> {
    let all = organisations::table.into_boxed();
    match (who.role(), who.caller()) {
        (Role::Operator, _) | (_, None) => all,
        (Role::FieldWorker(_), _) => {
            let known = [OrganisationKind::Operator, OrganisationKind::Partner];
            all.filter(organisations::kind.eq_any(known.map(OrganisationKind::as_str)))
        }
        (Role::Partner | Role::Municipality | Role::AppPublisher, Some(caller)) => {
            all.filter(organisations::id.eq(key(caller.organisation_id)))
        }
    }
}

/// One organisation.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or none that the caller may see.
pub fn find(conn: &mut Conn, who: &Actor, id: OrganisationId) -> Result<Organisation, StoreError> {
    visible(who).filter(organisations::id.eq(key(id))).select(Row::as_select()).first(conn)?.organisation()
}

/// One organisation, to be changed: who else means to change it waits until this transaction ends, so that nobody who set
/// no condition is refused for another's change.
///
/// # Errors
/// As [`find`].
pub fn find_to_change(conn: &mut Conn, act: &Act, id: OrganisationId) -> Result<Organisation, StoreError> {
    lock_row(conn, "organisations", id.0)?;
    find(conn, &act.actor, id)
}

/// The operator of the deployment (of several, the first), for the authorization server: its field workers' devices
/// act for it.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none yet.
pub fn operator(conn: &mut Conn) -> Result<Organisation, StoreError> {
    organisations::table
        .filter(organisations::kind.eq(OrganisationKind::Operator.as_str()))
        .order(organisations::id)
        .select(Row::as_select())
        .first(conn)?
        .organisation()
}

/// A page of organisations, oldest first.
///
/// # Errors
/// If the database fails.
pub fn list(
    conn: &mut Conn,
    who: &Actor,
    filter: &filters::Organisations,
    start: &Start<OrganisationId>,
) -> Result<Page<Organisation, OrganisationId>, StoreError> {
    let mut query = visible(who).order(organisations::id).limit(start.limit as i64 + 1);
    if let Some(kind) = filter.kind {
        query = query.filter(organisations::kind.eq(kind.as_str()));
    }
    if let Some(after) = start.after {
        query = query.filter(organisations::id.gt(key(after)));
    }
    let rows: Vec<Row> = query.select(Row::as_select()).load(conn)?;
    let rows = rows.into_iter().map(Row::organisation).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(rows, start.limit, |organisation| organisation.id))
}

/// Adds an organisation.
///
/// # Errors
/// If the database fails.
pub fn insert(
    conn: &mut Conn,
    act: &Act,
    id: OrganisationId,
    draft: &OrganisationDraft,
) -> Result<Organisation, StoreError> {
    let row = Row {
        id: key(id),
        kind: draft.kind.as_str().to_owned(),
        name: draft.name.clone(),
        commune_codes: Json(to_document(&draft.commune_codes)?),
        version: 1,
        created_at: At(act.at),
        updated_at: At(act.at),
    };
    diesel::insert_into(organisations::table).values(&row).execute(conn)?;
    row.organisation()
}

/// Replaces what was said of an organisation, if it is still of the version that the caller read.
///
/// # Errors
/// [`StoreError::Stale`] if it is not.
pub fn update(
    conn: &mut Conn,
    act: &Act,
    (id, version): (OrganisationId, i32),
    draft: &OrganisationDraft,
) -> Result<Organisation, StoreError> {
    let changed = diesel::update(organisations::table)
        .filter(organisations::id.eq(key(id)))
        .filter(organisations::version.eq(version))
        .set((
            organisations::name.eq(&draft.name),
            organisations::commune_codes.eq(Json(to_document(&draft.commune_codes)?)),
            organisations::version.eq(version + 1),
            organisations::updated_at.eq(At(act.at)),
        ))
        .execute(conn)?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    find(conn, &act.actor, id)
}
