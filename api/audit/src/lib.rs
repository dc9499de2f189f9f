//! The auditor of publications.
//!
//! It is given what was published and nothing else, derives by itself every count that the specification knows and
//! every relation between them, and says what anybody could conclude: by carrying bounds along the relations, by the
//! closure that the promise allows, and by linear programming. It shares no code with what protects publications, so
//! that a mistake there is not repeated here. Decision 14 says why.
//!
//! ```
//! use palier_audit::{Budget, Publication, audit};
//!
//! let published = r#"{
//!   "k": 11, "base": 5, "least_published": 15,
//!   "releases": [{
//!     "period": "2026-Q3", "vintage": "2024",
//!     "places": [
//!       {"code": "59350", "level": "commune", "active": true},
//!       {"code": "QN1", "level": "neighbourhood", "parent": "59350", "active": true},
//!       {"code": "QN2", "level": "neighbourhood", "parent": "59350", "active": true}
//!     ],
//!     "figures": [
//!       {"table": "households_met", "level": "commune", "place": "59350", "value": 60, "status": "published"},
//!       {"table": "households_met", "level": "neighbourhood", "place": "QN1", "value": 60, "status": "published"},
//!       {"table": "households_met", "level": "neighbourhood", "place": "QN2", "status": "withheld"}
//!     ]
//!   }]
//! }"#;
//! let publication: Publication = serde_json::from_str(published).expect("it is a publication");
//! let report = audit(&publication, &Budget::default());
//! assert_eq!(report.violations[0].cell.place, "QN2", "at most 64 less at least 56: certainly smaller than 11");
//! ```
//!
//! What it says is possible was found possible for numbers that need not be whole, and ranges are those of the relaxed
//! system: an attacker with whole numbers may, in rare cases, know more. What it says is certain is certain.

mod audit;
mod build;
mod compare;
mod figures;
mod locations;
mod lp;
mod measures;
mod propagate;
mod publication;
mod report;
mod sets;
mod system;

pub use audit::{Budget, Conclusion, Known, audit, conclude};
pub use compare::{Difference, Stated, compare};
pub use publication::{
    Campaign, CellName, Figure, Level, Place, Programme, Publication, Question, Release, Status, Step, Theme,
};
pub use report::{Decided, FormError, Narrowest, Report, Tally, Violation, ViolationKind};
