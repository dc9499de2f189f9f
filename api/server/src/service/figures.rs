//! Reading protected figures: nothing here counts, and nothing here knows a count that was not published.

use std::collections::HashSet;

use palier_domain::{
    caller::{Actor, Role},
    campaign::Campaign,
    code::{CommuneCode, NeighbourhoodCode},
    commune::department_of,
    ids::CampaignId,
    paging::{From as Start, Page},
    release::{FigureStatus, Frame, Level, NATION, Period, Release, ReleaseFigure, Table},
    theme::{parents, themes},
};
use palier_store::{StoreError, Tx, filters, query};
use serde::{Deserialize, Serialize};

use super::ServiceError;

/// A place whose needs are read. In their order larger ones come first, then it goes by code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlaceAsked {
    /// How large it is.
    pub level: Level,
    /// Its code.
    pub code: String,
}

/// A protected figure: a value, or that there is none to tell.
pub type Cell = (Option<u32>, FigureStatus);

/// A line of a place's needs in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedLine {
    /// The period.
    pub period: Period,
    /// The vintage of the neighbourhoods of which the release tells: a period may have a release of each.
    pub vintage: i32,
    /// The place.
    pub place: PlaceAsked,
    /// The parent theme or theme; `None`: any need.
    pub theme: Option<String>,
    /// Households with such a need.
    pub households: Cell,
    /// Households that were met there in the period.
    pub households_met: Cell,
    /// Households whose door was tried.
    pub doors_tried: Cell,
    /// Those where somebody opened.
    pub doors_opened: Cell,
}

/// Where a line stands in the order of lines: by period, vintage, place and theme. The place stands there itself, since a
/// release that is published between two pages may bring others before it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LineKey(String, i32, PlaceAsked, usize);

/// Which lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineFilter {
    /// Only this period.
    pub period: Option<Period>,
    /// Only this parent theme or theme.
    pub theme: Option<String>,
}

/// The neighbourhood, if its needs are shown to the caller.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not there or not shown.
pub fn neighbourhood(
    tx: &mut Tx<'_>,
    who: &Actor,
    code: &NeighbourhoodCode,
) -> Result<PlaceAsked, ServiceError> {
    let found = query!(tx, neighbourhoods::find(who, code))?;
    if !shown(who, &found.commune_codes) {
        return Err(StoreError::NotFound.into());
    }
    Ok(PlaceAsked { level: Level::Neighbourhood, code: found.code.to_string() })
}

/// The commune, if its needs are shown to the caller.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not there or not shown.
pub fn commune(tx: &mut Tx<'_>, who: &Actor, code: &CommuneCode) -> Result<PlaceAsked, ServiceError> {
    if !shown(who, std::slice::from_ref(code)) || !query!(tx, communes::known(code))? {
        return Err(StoreError::NotFound.into());
    }
    Ok(PlaceAsked { level: Level::Commune, code: code.to_string() })
}

/// The operator sees every place, a municipality its communes and what lies in them.
fn shown(who: &Actor, communes: &[CommuneCode]) -> bool {
    match (who.role(), who.caller()) {
        (Role::Operator, _) => true,
        (Role::Municipality, Some(caller)) => communes.iter().any(|code| caller.commune_codes.contains(code)),
        _ => false,
    }
}

/// All places whose needs the caller may read: larger ones first, by code.
///
/// # Errors
/// If the database fails.
pub fn places(tx: &mut Tx<'_>, who: &Actor) -> Result<Vec<PlaceAsked>, ServiceError> {
    let own = own_neighbourhoods(tx, who)?;
    let mut places = vec![];
    for release in query!(tx, releases::published(who.mode(), None))? {
        for place in release.frame.iter().flat_map(|frame| &frame.places) {
            let asked = PlaceAsked { level: place.level, code: place.code.clone() };
            if may_read(who, (place.level, &place.code), &own) && !places.contains(&asked) {
                places.push(asked);
            }
        }
    }
    places.sort();
    Ok(places)
}

/// The codes of the places whose figures a municipality reads beside those of the country.
///
/// # Errors
/// If the database fails.
pub fn own_places(tx: &mut Tx<'_>, who: &Actor, frame: Option<&Frame>) -> Result<Vec<String>, ServiceError> {
    let own = own_neighbourhoods(tx, who)?;
    let places = frame.into_iter().flat_map(|frame| &frame.places);
    let shown = places.filter(|place| may_read(who, (place.level, &place.code), &own));
    Ok(shown.map(|place| place.code.clone()).collect())
}

/// The neighbourhoods that lie in a municipality's communes, wholly or in part.
fn own_neighbourhoods(tx: &mut Tx<'_>, who: &Actor) -> Result<HashSet<String>, ServiceError> {
    let mut own = HashSet::new();
    for code in who.caller().iter().flat_map(|caller| &caller.commune_codes) {
        let inside = filters::Neighbourhoods { commune_code: Some(code.clone()), ..Default::default() };
        let codes = query!(tx, neighbourhoods::codes(who, &inside))?;
        own.extend(codes.into_iter().map(|code| code.to_string()));
    }
    Ok(own)
}

fn may_read(who: &Actor, (level, code): (Level, &str), neighbourhoods: &HashSet<String>) -> bool {
    let own = |code: &str| {
        who.caller().is_some_and(|caller| caller.commune_codes.iter().any(|own| own.as_str() == code))
    };
    match (who.role(), level) {
        (Role::Operator, _) => true,
        // All who read releases read the country's figures there.
        (_, Level::Nation) => true,
        (Role::Municipality, Level::Department) => who
            .caller()
            .is_some_and(|caller| caller.commune_codes.iter().any(|own| department_of(own) == code)),
        (Role::Municipality, Level::Commune) => own(code),
        (Role::Municipality, Level::Neighbourhood) => neighbourhoods.contains(code),
        _ => false,
    }
}

/// The themes that lines are by: any need, parents, themes; a fixed list.
fn line_themes() -> Vec<(Table, Option<&'static str>)> {
    let mut all = vec![(Table::Needs, None)];
    all.extend(parents().iter().map(|parent| (Table::NeedsParent, Some(parent.code))));
    all.extend(themes().iter().map(|theme| (Table::NeedsTheme, Some(theme.code))));
    all
}

/// A page of lines of some places, which stand in their order. Which lines there are is public: it depends on what was
/// released, and never on a count.
///
/// # Errors
/// If the database fails.
pub fn need_lines(
    tx: &mut Tx<'_>,
    who: &Actor,
    (places, filter): (&[PlaceAsked], &LineFilter),
    start: &Start<LineKey>,
) -> Result<Page<NeedLine, LineKey>, ServiceError> {
    let published = query!(tx, releases::published(who.mode(), None))?;
    let themes = line_themes();
    let mut lines: Vec<(LineKey, NeedLine)> = Vec::new();
    for release in published.iter().filter(|release| filter.period.is_none_or(|of| of == release.period)) {
        let key = |place: &PlaceAsked, theme| {
            LineKey(release.period.to_string(), release.vintage, place.clone(), theme)
        };
        for place in places {
            if lines.len() > start.limit {
                break;
            }
            if start.after.as_ref().is_some_and(|after| *after >= key(place, themes.len())) {
                continue;
            }
            for (number, line) in lines_of(tx, who, (release, place), &themes)? {
                let key = key(place, number);
                let wanted = filter.theme.is_none() || filter.theme == line.theme;
                if wanted && start.after.as_ref().is_none_or(|after| key > *after) {
                    lines.push((key, line));
                }
            }
        }
    }
    lines.truncate(start.limit + 1);
    let page = Page::cut(lines, start.limit, |(key, _)| key.clone());
    Ok(page.map(|(_, line)| line))
}

fn lines_of(
    tx: &mut Tx<'_>,
    who: &Actor,
    (release, place): (&Release, &PlaceAsked),
    themes: &[(Table, Option<&'static str>)],
) -> Result<Vec<(usize, NeedLine)>, ServiceError> {
    let of_vintage = release.frame.iter().flat_map(|frame| &frame.places);
    let Some(known) = of_vintage.into_iter().find(|p| p.level == place.level && p.code == place.code) else {
        return Ok(vec![]);
    };
    let figures = match known.active {
        true => query!(tx, release_figures::of_place(who, release.id, (place.level, &place.code)))?,
        false => vec![],
    };
    let cell = |table: Table, item: &str| cell(&figures, known.active, table, item);
    let lines = themes.iter().enumerate().filter(|(_, (table, _))| table.is_published_at(place.level));
    Ok(lines
        .map(|(number, (table, theme))| {
            let line = NeedLine {
                period: release.period,
                vintage: release.vintage,
                place: place.clone(),
                theme: theme.map(ToOwned::to_owned),
                households: cell(*table, theme.unwrap_or("any")),
                households_met: cell(Table::HouseholdsMet, ""),
                doors_tried: cell(Table::DoorsTried, ""),
                doors_opened: cell(Table::DoorsOpened, ""),
            };
            (number, line)
        })
        .collect())
}

/// A cell among a location's figures; where no campaign is active there is nothing to count, and that is public.
fn cell(figures: &[ReleaseFigure], active: bool, table: Table, item: &str) -> Cell {
    if !active {
        return (Some(0), FigureStatus::StructuralZero);
    }
    let found = figures.iter().find(|figure| figure.table == table && figure.item == item);
    found.map_or((None, FigureStatus::Withheld), |figure| (figure.value, figure.status))
}

/// What a release tells of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignFigures {
    /// The release.
    pub release: Release,
    /// The campaign's own figures.
    pub own: Vec<ReleaseFigure>,
    /// Those of the country, all campaigns together.
    pub network: Vec<ReleaseFigure>,
}

/// Published releases in the order of time. A year ends with its last quarter, and comes after it.
fn in_time(tx: &mut Tx<'_>, who: &Actor) -> Result<Vec<Release>, ServiceError> {
    let mut all = query!(tx, releases::published(who.mode(), None))?;
    all.sort_by_key(|release| {
        (release.period.end(), matches!(release.period, Period::Year(_)), release.vintage)
    });
    Ok(all)
}

/// The figures of the country in published releases, in the order of time, a year after its quarters.
///
/// # Errors
/// If the database fails.
pub fn of_nation(
    tx: &mut Tx<'_>,
    who: &Actor,
    period: Option<Period>,
) -> Result<Vec<(Release, Vec<ReleaseFigure>)>, ServiceError> {
    let mut all = Vec::new();
    for release in in_time(tx, who)? {
        if period.is_none_or(|of| of == release.period) {
            let figures = query!(tx, release_figures::of_place(who, release.id, (Level::Nation, NATION)))?;
            all.push((release, figures));
        }
    }
    Ok(all)
}

/// The campaign, if its figures are shown to the caller: they are its partner's and the operator's.
///
/// # Errors
/// [`StoreError::NotFound`] if it is not there or not shown.
pub fn campaign(tx: &mut Tx<'_>, who: &Actor, id: CampaignId) -> Result<Campaign, ServiceError> {
    if !matches!(who.role(), Role::Operator | Role::Partner) {
        return Err(StoreError::NotFound.into());
    }
    Ok(query!(tx, campaigns::find(who, id))?)
}

/// The figures of a campaign in the releases that hold it, in the order of time, a year after its quarters.
///
/// # Errors
/// As those of [`campaign`].
pub fn of_campaign(
    tx: &mut Tx<'_>,
    who: &Actor,
    (id, period): (CampaignId, Option<Period>),
) -> Result<Vec<CampaignFigures>, ServiceError> {
    let _shown = campaign(tx, who, id)?;
    let mut all = Vec::new();
    for release in in_time(tx, who)? {
        let holds = release.frame.iter().flat_map(|frame| &frame.campaigns).any(|campaign| campaign.id == id);
        if holds && period.is_none_or(|of| of == release.period) {
            let own = query!(tx, release_figures::of_campaign(who, release.id, id))?;
            let nation = (Level::Nation, NATION);
            let network = query!(tx, release_figures::of_place(who, release.id, nation))?;
            all.push(CampaignFigures { release, own, network });
        }
    }
    Ok(all)
}
