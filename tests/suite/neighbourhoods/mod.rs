//! Neighbourhoods and themes.

mod places;
mod themes;
