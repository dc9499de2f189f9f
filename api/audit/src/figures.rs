//! What the figures say: checked for form, counted, and carried into the system.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::build::Built;
use crate::locations::{active, in_order};
use crate::publication::{CellName, Figure, Level, Publication, Release, Status};
use crate::report::{FormError, Tally};
use crate::system::{MOST, Range, Said, Var};

/// What came of reading the figures.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub form: Vec<FormError>,
    pub tallies: Vec<Tally>,
}

/// Checks the figures, and narrows the ranges of what is published.
pub(crate) fn read(publication: &Publication, built: &mut Built) -> Reading {
    let mut reader =
        Reader { publication, built, form: vec![], tallies: BTreeMap::new(), seen: HashMap::new() };
    reader.constants();
    for release in &publication.releases {
        reader.places(release);
        reader.seen.clear();
        for figure in &release.figures {
            reader.figure(release, figure);
        }
        reader.steps(release);
    }
    let tallies =
        reader.tallies.into_iter().map(|((table, level, by_campaign), [published, withheld, structural])| {
            Tally { table: table.to_owned(), level, by_campaign, published, withheld, structural }
        });
    Reading { tallies: tallies.collect(), form: reader.form }
}

struct Reader<'a> {
    publication: &'a Publication,
    built: &'a mut Built,
    form: Vec<FormError>,
    tallies: BTreeMap<(&'a str, Level, bool), [usize; 3]>,
    /// What was said of each unknown in this release.
    seen: HashMap<Var, (Status, Option<u32>)>,
}

impl<'a> Reader<'a> {
    fn constants(&mut self) {
        let Publication { k, base, least_published, .. } = *self.publication;
        if k == 0 || base == 0 || least_published < k {
            self.form.push(FormError::Constants);
        }
        let mut periods = HashSet::new();
        for release in &self.publication.releases {
            if !periods.insert(&release.period) {
                self.form.push(FormError::Period { period: release.period.clone() });
            }
        }
    }

    fn places(&mut self, release: &Release) {
        let active: HashSet<(Level, &str)> = active(release).into_iter().collect();
        let period = &release.period;
        for place in &release.places {
            if place.active != active.contains(&(place.level, place.code.as_str())) {
                self.form.push(FormError::Active { period: period.clone(), place: place.code.clone() });
            }
        }
        for campaign in &release.campaigns {
            for code in &campaign.neighbourhoods {
                if !active.contains(&(Level::Neighbourhood, code.as_str())) {
                    let (period, campaign) = (period.clone(), campaign.id.clone());
                    self.form.push(FormError::Campaign { period, campaign, place: code.clone() });
                }
            }
        }
    }

    fn figure(&mut self, release: &'a Release, figure: &'a Figure) {
        let key = (figure.table.as_str(), figure.level, figure.campaign.is_some());
        let at = match figure.status {
            Status::Published => 0,
            Status::Withheld => 1,
            Status::StructuralZero => 2,
        };
        self.tallies.entry(key).or_default()[at] += 1;
        let cell = CellName::of(&release.period, figure);
        self.value(&cell, figure);
        match self.built.find(&cell) {
            Some(var) => self.say(cell, (figure.status, figure.value), var),
            None if !self.is_place(release, figure) => self.form.push(FormError::Unknown { cell }),
            None if figure.status != Status::StructuralZero => {
                self.form.push(FormError::StructuralZero { cell })
            }
            None => {}
        }
    }

    /// What steps of live progress say: their values, and that they were large enough to be told.
    fn steps(&mut self, release: &Release) {
        for (step, next) in in_order(release) {
            for (table, value) in step.values() {
                let cell = CellName::of_step(&release.period, step, table);
                let Some(var) = self.built.find(&cell) else { continue };
                self.published(&cell, value);
                self.say(cell.clone(), (Status::Published, Some(value)), var);
                let since = CellName { step: None, since: cell.step.clone(), ..cell };
                if let (Some(_), Some(var)) = (next, self.built.find(&since)) {
                    let k = i64::from(self.publication.k);
                    meet(&mut self.built.system.ranges[var as usize], Range { lo: k, hi: MOST });
                }
            }
        }
    }

    /// Whether the figure is of a known table and of a known place in which nobody could be counted.
    fn is_place(&self, release: &Release, figure: &Figure) -> bool {
        let is_inactive = match &figure.campaign {
            None => self.built.area(&release.period, figure.level, &figure.place).is_none(),
            Some(campaign) => self.built.part(&release.period, campaign, &figure.place).is_none(),
        };
        let places = &release.places;
        is_inactive
            && self.built.measures.find(&figure.table, figure.item.as_deref()).is_some()
            && places.iter().any(|place| place.level == figure.level && place.code == figure.place)
    }

    fn value(&mut self, cell: &CellName, figure: &Figure) {
        let cell = cell.clone();
        match (figure.status, figure.value) {
            (Status::Published, None) => self.form.push(FormError::NoValue { cell }),
            (Status::Published, Some(value)) => self.published(&cell, value),
            (Status::Withheld | Status::StructuralZero, Some(_)) => {
                self.form.push(FormError::ValueWithheld { cell });
            }
            _ => {}
        }
    }

    fn published(&mut self, cell: &CellName, value: u32) {
        let Publication { base, least_published, .. } = *self.publication;
        if !value.is_multiple_of(base.max(1)) || value < least_published {
            self.form.push(FormError::Value { cell: cell.clone(), value });
        }
    }

    fn say(&mut self, cell: CellName, said: (Status, Option<u32>), var: Var) {
        let (status, value) = said;
        if *self.seen.entry(var).or_insert(said) != said {
            self.form.push(FormError::Unequal { cell: cell.clone() });
        }
        let system = &mut self.built.system;
        let k = i64::from(self.publication.k);
        if let Some(value) = value {
            // A value is a value, whatever is said beside it.
            let (value, slack) = (i64::from(value), i64::from(self.publication.base.max(1)) - 1);
            system.said[var as usize] = Said::Published;
            meet(&mut system.ranges[var as usize], Range { lo: k.max(value - slack), hi: value + slack });
            for rest in self.built.complements(&cell) {
                if self.built.system.in_scope[rest as usize] {
                    meet(&mut self.built.system.ranges[rest as usize], Range { lo: k, hi: MOST });
                }
            }
        } else if status == Status::StructuralZero {
            self.form.push(FormError::StructuralZero { cell });
            meet(&mut system.ranges[var as usize], Range { lo: 0, hi: 0 });
        } else if system.said[var as usize] == Said::Nothing {
            system.said[var as usize] = Said::Withheld;
        }
    }
}

fn meet(range: &mut Range, with: Range) {
    *range = Range { lo: range.lo.max(with.lo), hi: range.hi.min(with.hi) };
}
