//! PostgreSQL 14 and later, through libpq.

use diesel::prelude::*;

/// The backend that the queries are compiled for.
pub type Db = diesel::pg::Pg;
/// Its connection.
pub type Conn = diesel::PgConnection;

#[path = "../queries/mod.rs"]
pub mod queries;

/// Makes the session's messages English, where they are not; only some roles may.
pub(crate) const ENGLISH: &str = "SELECT set_config('lc_messages', 'C', false) \
     WHERE current_setting('lc_messages') !~ '^(C|POSIX|en)'";

/// What to do about a refusal of [`ENGLISH`].
pub(crate) const NOT_ENGLISH: &str = "PostgreSQL's messages are not in English, and this role may not change that: \
     a full disk or a timeout will be answered as a fault. Run ALTER ROLE … SET lc_messages = 'C' as superuser";

/// So that a server that is gone without a word is noticed within half a minute, and not after libpq's two hours.
const DEFAULTS: &[(&str, &str)] = &[
    ("connect_timeout", "5"),
    ("keepalives_idle", "30"),
    ("keepalives_interval", "10"),
    ("keepalives_count", "3"),
    ("tcp_user_timeout", "30000"),
];

/// The URL with [`DEFAULTS`] for what it does not say itself.
pub(crate) fn with_defaults(url: &str) -> String {
    // As libpq reads it: the first `@` ends a password, which may hold a `?`, unless a `/` comes before it.
    let host = url.find("://").map_or(0, |at| at + 3);
    let host = match url[host..].find(['@', '/']) {
        Some(at) if url[host + at..].starts_with('@') => host + at + 1,
        _ => host,
    };
    let set = url[host..].split_once('?').map(|(_, query)| query);
    let mut whole = url.to_owned();
    for (key, value) in DEFAULTS {
        let named = |parameter: &str| parameter.split('=').next() == Some(*key);
        if set.is_some_and(|query| query.split('&').any(named)) {
            continue;
        }
        match (set.is_some() || whole.len() > url.len(), whole.ends_with(['?', '&'])) {
            (false, _) => whole.push('?'),
            (true, false) => whole.push('&'),
            (true, true) => {}
        }
        whole.extend([*key, "=", *value]);
    }
    whole
}

/// Takes the right to run one keyed request until the transaction ends; false if another holds it, on this
/// instance of the server or any other.
pub(crate) fn try_lock(conn: &mut Conn, lock: i64) -> QueryResult<bool> {
    diesel::select(
        diesel::dsl::sql::<diesel::sql_types::Bool>("pg_try_advisory_xact_lock(")
            .bind::<diesel::sql_types::BigInt, _>(lock)
            .sql(")"),
    )
    .get_result(conn)
}

/// The oldest transaction of this database that is still running, or else the next one: what younger ones wrote may be
/// followed by something that it writes.
///
/// A snapshot knows the transactions of the whole cluster (`pg_snapshot_xmin` is of them all), so that a long one in
/// another database would hold this one up. A transaction counts as another database's only if the lock that it has on
/// its own number is seen to be held from there; one that nothing is known of counts as ours. Any role may look these up.
pub(crate) fn frontier(conn: &mut Conn) -> QueryResult<i64> {
    let oldest = "coalesce( \
         (SELECT min(running.id::text::bigint) FROM pg_snapshot_xip(pg_current_snapshot()) AS running (id) \
          WHERE NOT EXISTS ( \
              SELECT FROM pg_locks AS held JOIN pg_stat_activity AS holder ON holder.pid = held.pid \
              WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock' AND held.granted \
                AND held.transactionid = running.id::xid \
                AND holder.datid <> (SELECT oid FROM pg_database WHERE datname = current_database()))), \
         pg_snapshot_xmax(pg_current_snapshot())::text::bigint)";
    diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>(oldest)).get_result(conn)
}

/// Waits for this right, which lasts until the transaction ends.
pub(crate) fn take_lock(conn: &mut Conn, lock: i64) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_advisory_xact_lock($1)")
        .bind::<diesel::sql_types::BigInt, _>(lock)
        .execute(conn)
        .map(drop)
}

/// Makes other writers of a table wait until the transaction ends; readers don't.
pub(crate) fn exclude_writers(conn: &mut Conn, table: &'static str) -> QueryResult<()> {
    diesel::sql_query(format!("LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")).execute(conn).map(drop)
}

/// Makes others who mean to change this row wait until the transaction ends; readers don't. (READ COMMITTED would
/// otherwise let two read one version, and refuse the later for the other's change.)
pub(crate) fn lock_row(conn: &mut Conn, table: &'static str, id: uuid::Uuid) -> QueryResult<()> {
    diesel::sql_query(format!("SELECT 1 FROM {table} WHERE id = $1 FOR NO KEY UPDATE"))
        .bind::<crate::types::Uid, _>(crate::types::Key(id))
        .execute(conn)
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::with_defaults;

    const ALL: &str = "connect_timeout=5&keepalives_idle=30&keepalives_interval=10&keepalives_count=3&\
         tcp_user_timeout=30000";

    #[test]
    fn the_url_says_what_it_says_and_the_rest_is_added() {
        for (url, joined) in [
            ("postgres://palier@db/palier", "?"),
            ("postgres://db", "?"),
            ("postgres://palier:a?b@db/palier", "?"),
            ("postgres://palier@db/palier?", ""),
            ("postgres://palier@db/palier?sslmode=disable", "&"),
            ("postgresql:///palier?host=/run/postgresql", "&"),
            ("postgresql://%2Frun%2Fpostgresql/palier?application_name=a@b&", ""),
        ] {
            assert_eq!(with_defaults(url), format!("{url}{joined}{ALL}"));
        }
        let own = "postgres://db/palier?connect_timeout=2&tcp_user_timeout=0";
        let rest = "&keepalives_idle=30&keepalives_interval=10&keepalives_count=3";
        assert_eq!(with_defaults(own), format!("{own}{rest}"));
    }
}
