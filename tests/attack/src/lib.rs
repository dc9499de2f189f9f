//! An attacker on the releases of Palier, for the tests of the promise (CHECKLIST 67). It shares no code with the
//! protector or the auditor: neither their bounds, nor their closure, nor their relations.
//!
//! - [`town`] invents small towns, [`life`] what the field records there: in time, late, corrected, erased.
//! - [`making`] makes releases of it as the server does: quarters from facts, a year from the facts of its quarters.
//!   Here alone the product is used.
//! - [`tables`] and [`system`] write down what everybody knows: the tables as documented, and what must hold among
//!   their counts.
//! - [`bounds`] and [`lp`] conclude; [`attack`] puts both together, and [`truth`] tells how well it did.
//! - [`programmes`] has the households with a pair of readings, which are parts of nothing else.
//! - [`scene`] is all of it for one seed, [`nation`] a country; [`shares`] tells what is kept useful.

pub mod attack;
pub mod bounds;
pub mod life;
pub mod lp;
pub mod making;
pub mod nation;
pub mod programmes;
pub mod rates;
pub mod scene;
pub mod shares;
pub mod system;
pub mod tables;
pub mod town;
pub mod truth;

/// The least count that may be told.
pub const K: i64 = 11;
/// Published values are multiples of it.
pub const BASE: i64 = 5;
