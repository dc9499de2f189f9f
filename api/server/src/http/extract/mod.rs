//! What a handler's arguments take from a request. A handler's signature tells what it needs: who may call it
//! ([`Authorized`]), what it reads ([`Body`], [`MergePatch`], [`Query`], [`Id`]) and which conditions go with it.

mod authorized;
mod body;
mod conditions;
mod id;
mod public;
mod query;

pub use authorized::{Authorized, RequiredScope, invalid_token, scopes};
pub use body::{Body, Empty, MergePatch, Unjudged, judge};
pub use conditions::{IfMatch, IfNoneMatch, Preference, Write, Writes};
pub use id::{Id, Named};
pub use public::Public;
pub use query::{Listing, MAX_LIMIT, Query};
