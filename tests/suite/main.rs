//! The black-box suite: Palier over HTTP, on both databases. Tests that stand for a line of the acceptance checklist
//! carry its number: `c25_…`.

mod writes;
