//! Webhooks on their way out: where they may go, what they carry, how they are signed.
//!
//! Whoever registers an endpoint names a URL that this server will call. So that nobody reaches by it what stands behind
//! the same wall as the server, an address is judged at the moment of the connection: the very addresses that a name was
//! resolved to, and literal ones, are checked before anything is sent to them ([`address`], [`client`]).

pub mod address;
pub mod client;
pub mod message;
pub mod secrets;
pub mod target;

use crate::keys::Vault;
use address::Reach;

/// What the use cases of endpoints need.
#[derive(Clone, Copy, Debug)]
pub struct Webhooks<'a> {
    /// Seals their secrets.
    pub vault: &'a Vault,
    /// Which addresses may be reached.
    pub reach: &'a Reach,
}
