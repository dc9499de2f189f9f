//! The client of Palier, the open API of door-to-door outreach.
//!
//! ```no_run
//! use palier_sdk::Client;
//!
//! # async fn example() -> Result<(), palier_sdk::Error> {
//! let client = Client::builder("https://palier.example")
//!     .credentials("019ab0f2-6b1e-7c40-9d5e-333333333333", "palier_live_…")
//!     .build()?;
//! let mut needs = client.needs().list().neighbourhood_code("QN09901N").stream();
//! while let Some(need) = needs.try_next().await? {
//!     println!("{} {}", need.theme, need.status);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Operations are grouped as in the API's document: [`Client::campaigns`], [`Client::rounds`], [`Client::sync`], …. Each
//! is a builder: required values are its arguments, optional ones its methods, and awaiting it sends it. Lists are
//! streams. Types are in [`types`].
//!
//! What is sent can be sent again: every change carries an idempotency key that stays the same through all tries.
//! Connections that break, time limits and busy servers are tried again, as [`RetryPolicy`] says.

mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod call;
mod client;
mod error;
mod generated;
pub mod http_client;
#[cfg(feature = "offline")]
pub mod offline;
mod platform;
mod response;
mod retry;
#[cfg(feature = "testing")]
pub mod testing;
mod values;
#[cfg(feature = "webhooks")]
pub mod webhooks;

#[cfg(feature = "private-key")]
pub use auth::PrivateKey;
pub use auth::device;
pub use call::{IfMatch, Items};
pub use client::{Client, ClientBuilder};
pub use error::{ApiError, Error};
pub use generated::*;
pub use response::{ETag, RateLimit, Response};
pub use retry::RetryPolicy;
pub use values::{Cents, Field, Secret};

/// Days and instants of the API.
pub use jiff;
/// UUIDs of the API.
pub use uuid;

// One of its programs needs the outbox.
#[cfg(all(doctest, feature = "offline"))]
#[doc = include_str!("../README.md")]
struct Readme;
