//! Disclosure control: which counts of households may be told, and how, so that no small one can be worked out.
//!
//! This is the protector. It knows no tables, places or periods: it gets cells (counts of distinct households),
//! relations between them that everybody knows, and what earlier releases told. Its promise, for every count in scope
//! whose true value is 0 to k−1:
//!
//! > among the whole-number data sets that respect the public relations and that the method could, under some key,
//! > have turned into exactly what was ever published, at least one gives it 0 and at least one gives it k or more.
//!
//! It is about possibility, not probability, and excludes outside knowledge. In scope are all declared cells,
//! published or not, the latent ones included; declared structural zeros are public and are not.
//!
//! How: cells that are one set of households become one ([`SystemBuilder::build`]); each is rounded at random by a
//! keyed draw; the small ones are withheld, and a few others for cover; what a client could conclude is computed
//! (closure) and repaired by other roundings and further withholding; at the end two witnesses are found and checked
//! for each small count. What was published stays: it comes back as [`Role::Frozen`] from the [`Evidence`].

mod around;
mod bounds;
mod certify;
mod count;
mod covers;
mod evidence;
mod explain;
mod ground;
mod merge;
mod model;
mod plan;
mod program;
mod protect;
mod protection;
mod prover;
mod repair;
mod search;
mod settings;
mod steps;
mod system;
#[cfg(test)]
mod tests;

pub use count::{Count, Tally};
pub use evidence::{Evidence, EvidenceError};
pub use protect::{Auditor, ProtectError, protect, protect_audited};
pub use protection::{Outcome, Protection, Report};
pub use settings::{Draws, Progress, Protections, Settings, Step};
pub use steps::{Growing, LastStep, Stepped, step};
pub use system::{CellId, Fault, Role, System, SystemBuilder, rest_name};
