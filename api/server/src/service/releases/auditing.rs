//! Preparing and auditing in turn: what the auditor finds is withheld around, and it looks again. Protector and auditor
//! stay strangers: the one hears of the other which counts it found, and nothing else.

use palier_domain::{
    disclosure::{CellId, Outcome, Protection},
    release::{FigureStatus, Level, Location, Method, Named, ReleaseFigure},
};
use serde_json::Value;

use super::{
    ServiceError,
    audit::{self, Looked, Public},
};

/// Looks after which a release is given up. A small town needs one or two.
const MOST_LOOKS: usize = 40;

/// Is told the seconds that a look took so far, and that it takes at most.
pub type Beat<'b> = &'b mut dyn FnMut(u64, u64) -> Result<(), ServiceError>;

/// The looks at one release.
pub struct Auditing<'a> {
    method: &'a Method,
    /// The cells that have a figure, and all of them.
    cells: (&'a [(Named, CellId)], &'a [Named]),
    /// What would be public: this release, whose figures are those of the last look, and those before it.
    public: Vec<Public>,
    beat: Beat<'a>,
    looks: usize,
    last: Option<Result<Looked, ServiceError>>,
}

impl<'a> Auditing<'a> {
    /// Of a release by a method; `public` is it, without figures, and those before it.
    pub fn new(
        method: &'a Method,
        cells: (&'a [(Named, CellId)], &'a [Named]),
        public: Vec<Public>,
        beat: Beat<'a>,
    ) -> Self {
        Self { method, cells, public, beat, looks: 0, last: None }
    }

    /// Looks at what this protection would make public: the cells that something was found of; `None` if the look failed.
    pub fn look(&mut self, protection: &Protection) -> Option<Vec<String>> {
        self.looks += 1;
        if let Some(own) = self.public.first_mut() {
            own.figures = figures(self.cells.0, protection);
        }
        let what = (protection, self.cells.1);
        let looked = (self.beat)(0, 0).and_then(|()| audit::look(self.method, &self.public, what, self.beat));
        let last = self.last.insert(looked).as_ref().ok()?;
        // After so many there is no hope; what it found is still there, and stops the release.
        Some(if self.looks < MOST_LOOKS { last.found.clone() } else { vec![] })
    }

    /// The figures, with what is told of the last look at them.
    ///
    /// # Errors
    /// What the look failed with; what [`Looked::clean`] refuses.
    pub fn finish(mut self) -> Result<(Vec<ReleaseFigure>, Value), ServiceError> {
        let never = || ServiceError::Internal("a release was not audited".to_owned());
        let told = self.last.ok_or_else(never)??.clean()?;
        Ok((std::mem::take(&mut self.public[0].figures), told))
    }
}

/// The figures as they leave, in the order of their cells.
fn figures(own: &[(Named, CellId)], protection: &Protection) -> Vec<ReleaseFigure> {
    let figure = |(position, (name, id)): (usize, &(Named, _))| {
        let value = match protection.outcome(*id) {
            Outcome::Published(value) => Some(value),
            Outcome::Withheld | Outcome::StructuralZero => None,
        };
        let (level, place, campaign_id) = match &name.location {
            Location::Area(level, code) => (Some(*level), Some(code.clone()), None),
            Location::Campaign(id) | Location::Programme(id, _) => (None, None, Some(*id)),
            Location::Part(id, code) => (Some(Level::Neighbourhood), Some(code.to_string()), Some(*id)),
        };
        let (table, item) = name.cell.clone();
        let status = if value.is_some() { FigureStatus::Published } else { FigureStatus::Withheld };
        let position = i32::try_from(position).unwrap_or(i32::MAX);
        ReleaseFigure { position, table, level, place, campaign_id, item, value, status }
    };
    own.iter().enumerate().map(figure).collect()
}
