//! Visits: recording, correcting, listing, and what they are checked against.

mod devices;
mod flags;
mod heard;
mod listing;
mod recording;
