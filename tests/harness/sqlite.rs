//! The SQLite template: one file, checkpointed, so that a copy of it is a database.

use std::time::Duration;

use palier_store::{Settings, Store, Target};

use crate::{
    database::{Template, process_folder},
    seed,
};

pub(crate) fn template() -> Template {
    let file = process_folder().join("template.db");
    let source = file.display().to_string();
    let store = open(Target::Sqlite(source.clone()));
    let seed = seed::plant(&store);
    store.close();
    Template { source, seed }
}

/// A store for the harness's own use.
pub(crate) fn open(target: Target) -> Store {
    Store::open(&Settings {
        target,
        pool_size: 1,
        acquire_timeout: Duration::from_secs(20),
        busy_timeout: Duration::from_secs(5),
        statement_cache: true,
    })
}
