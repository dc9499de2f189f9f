//! Blocked cases, from being sent to their end.

mod answering;
mod consented;
