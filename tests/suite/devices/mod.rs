//! Devices of field workers: how they are enrolled, how they keep their tokens, and how they are shut out.

mod authority;
mod codes;
mod enrolment;
mod pictures;
mod refresh;
mod revocation;

use palier_tests::{App, Backend};

/// Lets time pass for what is stored: the instant in this column lies so many seconds further back.
fn pass(app: &App, (table, column): (&str, &str), seconds: i64) {
    let earlier = match app.backend {
        Backend::Sqlite => format!("{column} - {seconds}000000"),
        Backend::Postgres => format!("{column} - interval '{seconds} seconds'"),
    };
    app.connect().execute(&format!("UPDATE {table} SET {column} = {earlier}"));
}

/// What the audit trail says was done, oldest first.
fn audited(app: &App, like: &str) -> Vec<String> {
    let rows = format!("SELECT action AS text FROM audit_events WHERE action LIKE '{like}' ORDER BY id");
    app.connect().texts(&rows)
}
