//! What every test of the suite stands on: a running server on a database of its own, and callers to ask it.
//!
//! ```ignore
//! both! {
//!     async fn a_partner_pushes_a_campaign(app) {
//!         app.as_partner().post("/v1/campaigns", samples::campaign(app)).await.expect(201);
//!     }
//! }
//! ```
//!
//! [`both!`] makes two tests of it, `…::sqlite` and `…::postgres`. Each runs the real server in this process, on a
//! database cloned from a template that is made once a process: migrated, with organisations, clients of known secrets
//! and a fictional town (see [`seed`]). Tests share nothing, so all run in parallel.

mod app;
pub mod chance;
pub mod conformance;
mod database;
pub mod field;
pub mod jwt;
pub mod logs;
mod postgres;
pub mod process;
pub mod receiver;
mod request;
mod response;
pub mod samples;
pub mod seed;
pub mod served;
mod server;
mod sqlite;
pub mod town;

pub use app::{App, run};
pub use database::{Backend, Raw};
pub use request::{Caller, Request};
pub use response::Response;
pub use server::Server;

/// Defines tests that run on both databases: `async fn name(app) { … }`, or, to change the server's configuration,
/// `async fn name(app, |config| config.limits.burst = 3) { … }`.
#[macro_export]
macro_rules! both {
    () => {};
    ($(#[$meta:meta])* async fn $name:ident($app:ident $(, $configure:expr)? $(,)?) $body:block $($rest:tt)*) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn test($app: &$crate::App) $body

            const CONFIGURE: fn(&mut ::palier_server::config::Config) = $crate::configuration!($($configure)?);

            #[test]
            fn sqlite() {
                $crate::run($crate::Backend::Sqlite, CONFIGURE, test);
            }

            #[test]
            fn postgres() {
                $crate::run($crate::Backend::Postgres, CONFIGURE, test);
            }
        }
        $crate::both! { $($rest)* }
    };
}

/// Defines tests of what only a database server can do: go away and come back.
#[macro_export]
macro_rules! on_postgres {
    () => {};
    ($(#[$meta:meta])* async fn $name:ident($app:ident $(, $configure:expr)? $(,)?) $body:block $($rest:tt)*) => {
        $(#[$meta])*
        #[test]
        fn $name() {
            async fn test($app: &$crate::App) $body
            $crate::run($crate::Backend::Postgres, $crate::configuration!($($configure)?), test);
        }
        $crate::on_postgres! { $($rest)* }
    };
}

/// The configuration of a test, or the usual one. Part of [`both!`].
#[doc(hidden)]
#[macro_export]
macro_rules! configuration {
    () => {
        |_| {}
    };
    ($configure:expr) => {
        $configure
    };
}
