//! What the auditor is given: everything that was published, in the form in which anybody can collect it.

use serde::{Deserialize, Serialize};

/// All that was ever published, with the public facts about the method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The threshold: a count of 1 to `k - 1` households, or of none, may not be told from one of `k` and more.
    pub k: u32,
    /// Published values are multiples of this, each less than one base away from the true count.
    pub base: u32,
    /// The least value that is published.
    pub least_published: u32,
    /// The themes of needs, with their parents.
    #[serde(default)]
    pub themes: Vec<Theme>,
    /// The fixed list of languages; `other` is added where it is missing.
    #[serde(default)]
    pub languages: Vec<String>,
    /// The fixed bands of hours. Empty: hours are read as they come, and no total of them is relied on.
    #[serde(default)]
    pub hours: Vec<String>,
    /// The releases, in any order.
    pub releases: Vec<Release>,
    /// Inside, before publishing: the names of the counts in scope that are truly smaller than `k` (zero included).
    /// From outside nobody knows them, and the member is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smalls: Option<Vec<CellName>>,
}

/// A theme of needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Its code, an item of `needs_theme`, or of `needs_parent` if it has no parent.
    pub code: String,
    /// The code of its parent.
    #[serde(default)]
    pub parent: Option<String>,
}

/// The tables of one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// A quarter (`2026-Q3`), a year (`2026`), or `lifetime` for campaigns from their first to their last day.
    pub period: String,
    /// The vintage of the list of neighbourhoods.
    pub vintage: String,
    /// The places of that vintage, with their parents.
    pub places: Vec<Place>,
    /// The campaigns of the period.
    #[serde(default)]
    pub campaigns: Vec<Campaign>,
    /// Whether `campaigns` names every campaign of the neighbourhoods. If not, a neighbourhood may hold more than
    /// its known campaigns do.
    #[serde(default)]
    pub campaigns_complete: bool,
    /// The programmes whose effect the release tells.
    #[serde(default)]
    pub programmes: Vec<Programme>,
    /// The live progress of its campaigns that was told before it.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// What was answered.
    #[serde(default)]
    pub figures: Vec<Figure>,
}

/// The levels of the tree of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The whole country.
    Nation,
    /// A department.
    Department,
    /// A commune.
    Commune,
    /// A priority neighbourhood.
    Neighbourhood,
}

/// A place of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its official code.
    pub code: String,
    /// Its level.
    pub level: Level,
    /// The code of the place of the next level above that holds it.
    #[serde(default)]
    pub parent: Option<String>,
    /// Whether a campaign of the period names it, or one of the places in it.
    pub active: bool,
}

/// A campaign of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// Its id.
    pub id: String,
    /// The codes of the neighbourhoods in which it is active in the period: all of them.
    pub neighbourhoods: Vec<String>,
    /// Its coded questions.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// The messages it carries, `<language>/<version>`; `none` is added.
    #[serde(default)]
    pub messages: Vec<String>,
    /// The quarters in which it was active, where its whole life is published.
    #[serde(default)]
    pub quarters: Vec<String>,
}

/// A campaign with a control group, of which is told what it saved of a utility.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// The campaign's id.
    pub campaign: String,
    /// The utility.
    pub utility: String,
}

/// A step of a campaign's live progress: rounded totals since the quarter began, all told on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The campaign's id.
    pub campaign: String,
    /// The day, `2026-08-14`. Days sort as texts.
    pub on: String,
    /// Households whose door was tried.
    pub doors_tried: u32,
    /// Those where somebody opened.
    pub doors_opened: u32,
    /// Those interviewed at the door.
    pub doors_interviewed: u32,
}

impl Step {
    /// Its values by table, each a part of the one before.
    #[must_use]
    pub fn values(&self) -> [(&'static str, u32); 3] {
        [
            ("doors_tried", self.doors_tried),
            ("doors_opened", self.doors_opened),
            ("doors_interviewed", self.doors_interviewed),
        ]
    }
}

/// A coded question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its code.
    pub code: String,
    /// The codes of all its options.
    pub options: Vec<String>,
}

/// What a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The value is given, rounded.
    Published,
    /// The value is kept back; it may be anything.
    Withheld,
    /// Nobody could be counted here, and that is public.
    StructuralZero,
}

/// One published figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The table.
    pub table: String,
    /// The level of the place; `nation` for a campaign as a whole.
    pub level: Level,
    /// The code of the place.
    pub place: String,
    /// The campaign, if the figure is of one campaign.
    #[serde(default)]
    pub campaign: Option<String>,
    /// The item within the table.
    #[serde(default)]
    pub item: Option<String>,
    /// The rounded value, if it is published.
    #[serde(default)]
    pub value: Option<u32>,
    /// What is said.
    pub status: Status,
}

/// The name of a count: of a cell, of an unpublished crossing, or of the complement of a cell in its denominator.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CellName {
    /// The period of the release.
    pub period: String,
    /// The table.
    pub table: String,
    /// The level of the place; `nation` for a campaign as a whole.
    pub level: Level,
    /// The code of the place.
    pub place: String,
    /// The campaign, if the count is of one campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
    /// The item within the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The table of the denominator, if the count is what the denominator holds and the cell does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complement: Option<String>,
    /// The day of the step of live progress that the count is of; none: of the whole period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The day of a step, if the count is what came between it and the next one, or the end of the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

impl CellName {
    /// The name of the cell of a figure.
    #[must_use]
    pub fn of(period: &str, figure: &Figure) -> Self {
        Self {
            period: period.into(),
            table: figure.table.clone(),
            level: figure.level,
            place: figure.place.clone(),
            campaign: figure.campaign.clone(),
            item: figure.item.clone(),
            complement: None,
            step: None,
            since: None,
        }
    }

    /// The name of a total of a campaign's step.
    #[must_use]
    pub fn of_step(period: &str, step: &Step, table: &str) -> Self {
        Self {
            period: period.into(),
            table: table.into(),
            level: Level::Nation,
            place: "FR".into(),
            campaign: Some(step.campaign.clone()),
            item: None,
            complement: None,
            step: Some(step.on.clone()),
            since: None,
        }
    }
}

impl std::fmt::Display for CellName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(denominator) = &self.complement {
            write!(f, "{denominator} without ")?;
        }
        write!(f, "{}", self.table)?;
        if let Some(item) = &self.item {
            write!(f, "[{item}]")?;
        }
        match &self.campaign {
            Some(campaign) if self.level == Level::Nation => write!(f, " of {campaign}")?,
            Some(campaign) => write!(f, " of {campaign} in {}", self.place)?,
            None => write!(f, " in {}", self.place)?,
        }
        match (&self.step, &self.since) {
            (Some(on), _) => write!(f, ", {} up to {on}", self.period),
            (_, Some(on)) => write!(f, ", {} since {on}", self.period),
            _ => write!(f, ", {}", self.period),
        }
    }
}
