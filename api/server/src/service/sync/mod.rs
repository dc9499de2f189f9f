//! Everything that a device did without a network, taken in one transaction, once, whatever the network does.
//!
//! - A batch has the device's own sequence number. The same batch again gets the answer that it got (its receipt is
//!   kept); the same number with another content is refused.
//! - Every item is taken or refused by itself, in a part of the transaction that can be undone alone; so one bad item
//!   never blocks the others. Their order does not matter: what refers to something further down waits for it.
//! - An item that refers to what is not here at all is *held*: another batch, perhaps of another device, may bring it.
//!   It is taken as soon as that comes, in a transaction of its own, or by the operator once its time is over.
//! - Who writes a thing of the field, or what refers to it, takes its turn first (`queries/turns.rs`). So an item can't be
//!   held in the same moment in which what it waits for comes in.

mod batch;
mod held;
mod item;
mod release;
mod result;

pub use batch::{Batch, REVOKED, Received, receipt, take};
pub use held::{Decision, decide, open, set_aside};
pub use item::{Item, Taken};
pub use release::{act_of, release, release_all};
pub use result::{ItemResult, ItemStatus, Receipt};
