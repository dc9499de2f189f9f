//! The use cases: what the API, the command line and the demo ask for, in the domain's words.

pub mod communes;
pub mod neighbourhoods;
