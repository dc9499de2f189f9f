//! Releases: what outsiders read. Closed calendar quarters and years, counted once, protected, then never changed.
//!
//! - [`Period`]: which time a release is about.
//! - [`Places`]: the tree of places of a release, and which neighbourhoods are active.
//! - [`Table`]: one record for each table: what it counts, by what, and how it hangs together with the others.
//! - [`Facts`]: what is counted of one household in a period. Years are counted from the facts of their quarters.
//! - [`Counting`]: from facts to cells and relations, the one place where anything is counted.
//! - [`LiveStep`]: what a partner may see of its running campaign before.
//! - [`Release`]: a release as it is stored, with its public structure, the [`Frame`].
//!
//! The guarantee and its limits stand in `docs/disclosure-control.md`.

mod campaign;
mod cells;
mod counted;
mod counting;
mod covers;
mod facts;
mod live;
mod period;
mod places;
mod programme;
mod stored;
mod tables;
mod years;

pub use campaign::ReleaseCampaign;
pub use cells::{Location, Named};
pub use counted::{Counted, CountedVisit};
pub use counting::{Counting, Earlier, Laid};
pub use facts::{CampaignFacts, Facts, HourBand};
pub use live::{LIVE, LastIncrease, LiveCounting, LiveStep, StepBefore, quiet_from};
pub use period::{Period, Quarter};
pub use places::{Level, NATION, Place, Places};
pub use programme::{ReleaseProgramme, pairs_item, pairs_items};
pub use stored::{FigureStatus, Frame, Method, Release, ReleaseFigure, ReleaseStatus};
pub use tables::{Denominator, InTable, LANGUAGES, Published, Scope, Table, TableRecord, language_item};
