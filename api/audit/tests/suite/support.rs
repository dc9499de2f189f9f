//! Small publications, written by hand.

use palier_audit::{
    Budget, Campaign, CellName, Figure, Level, Place, Publication, Release, Report, Status, Theme, audit,
};

/// A publication of these releases, without themes and with two languages.
pub fn publication(releases: Vec<Release>) -> Publication {
    Publication {
        k: 11,
        base: 5,
        least_published: 15,
        themes: vec![],
        languages: vec!["fr".into()],
        hours: vec![],
        releases,
        smalls: None,
    }
}

pub fn theme(code: &str, parent: Option<&str>) -> Theme {
    Theme { code: code.into(), parent: parent.map(Into::into) }
}

/// One commune `C` with these neighbourhoods, all active.
pub fn release(period: &str, neighbourhoods: &[&str]) -> Release {
    let mut places = vec![place("C", Level::Commune, None)];
    places.extend(neighbourhoods.iter().map(|code| place(code, Level::Neighbourhood, Some("C"))));
    Release {
        period: period.into(),
        vintage: "2024".into(),
        places,
        campaigns: vec![],
        campaigns_complete: false,
        programmes: vec![],
        steps: vec![],
        figures: vec![],
    }
}

pub fn place(code: &str, level: Level, parent: Option<&str>) -> Place {
    Place { code: code.into(), level, parent: parent.map(Into::into), active: true }
}

pub fn campaign(id: &str, neighbourhoods: &[&str]) -> Campaign {
    Campaign {
        id: id.into(),
        neighbourhoods: neighbourhoods.iter().map(|code| (*code).to_owned()).collect(),
        questions: vec![],
        messages: vec![],
        quarters: vec![],
    }
}

impl Known for Release {
    fn says(mut self, table: &str, place: &str, value: u32) -> Self {
        self.figures.push(figure(table, place, Some(value), Status::Published));
        self
    }

    fn withholds(mut self, table: &str, place: &str) -> Self {
        self.figures.push(figure(table, place, None, Status::Withheld));
        self
    }

    fn has(mut self, campaign: Campaign) -> Self {
        self.campaigns.push(campaign);
        self.campaigns_complete = true;
        self
    }
}

/// Adds figures. `table` is `table` or `table/item`, `place` a commune `C`, a neighbourhood, or `neighbourhood@campaign`.
pub trait Known {
    fn says(self, table: &str, place: &str, value: u32) -> Self;
    fn withholds(self, table: &str, place: &str) -> Self;
    fn has(self, campaign: Campaign) -> Self;
}

pub fn figure(table: &str, place: &str, value: Option<u32>, status: Status) -> Figure {
    let (table, item) = table.split_once('/').map_or((table, None), |(table, item)| (table, Some(item)));
    let (place, campaign) = place.split_once('@').map_or((place, None), |(place, id)| (place, Some(id)));
    let level = match place {
        "FR" => Level::Nation,
        "C" => Level::Commune,
        _ => Level::Neighbourhood,
    };
    Figure {
        table: table.into(),
        level,
        place: place.into(),
        campaign: campaign.map(Into::into),
        item: item.map(Into::into),
        value,
        status,
    }
}

pub fn name(period: &str, table: &str, place: &str) -> CellName {
    CellName::of(period, &figure(table, place, None, Status::Withheld))
}

pub fn outside(publication: &Publication) -> Report {
    audit(publication, &Budget::default())
}

/// Whether the count is among the violations, alone or with others.
pub fn violates(report: &Report, cell: &CellName) -> bool {
    report.violations.iter().any(|violation| violation.cell == *cell)
}
