//! What the auditor is shown: what would be public, and, since it looks before anything is, which counts are truly
//! small. It is another program, which knows nothing of how the figures were protected.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashSet},
    time::Instant,
};

use palier_audit::{Budget, CellName, Publication, Report};
use palier_domain::{
    disclosure::{Protection, rest_name},
    ids::CampaignId,
    release::{
        Frame, HourBand, LANGUAGES, Level, LiveStep, Location, Method, NATION, Named, Period,
        ReleaseCampaign, ReleaseFigure, ReleaseProgramme, Table,
    },
    theme::{parents, themes},
};
use serde_json::{Value, json};

use super::ServiceError;

/// Seconds after which the auditor begins no further linear program; what it did not decide by then it says. A quarter of
/// the whole country takes it 60 on two processors (docs/benchmarks.md); slower machines shall come to an end, too.
const PATIENCE: u64 = 420;

/// Unknowns up to which linear programs are solved over all that hangs together. One over more takes minutes and
/// gigabytes; there the auditor looks at blocks of relations, and says of how many counts.
const WHOLE: usize = 3_000;

/// What is public of a release.
pub struct Public {
    /// What it is about.
    pub period: Period,
    /// The neighbourhoods' vintage.
    pub vintage: i32,
    /// Its public structure.
    pub frame: Frame,
    /// Its figures.
    pub figures: Vec<ReleaseFigure>,
}

/// What the auditor said.
pub struct Looked {
    report: Report,
    seconds: f64,
    /// The cells of the protection that it found something of.
    pub found: Vec<String>,
}

/// Lets the auditor look at all that would be public. `beat` is told the seconds that it took so far, and that it takes at
/// most.
///
/// # Errors
/// What `beat` fails with.
pub fn look(
    method: &Method,
    public: &[Public],
    (protection, cells): (&Protection, &[Named]),
    beat: &mut dyn FnMut(u64, u64) -> Result<(), ServiceError>,
) -> Result<Looked, ServiceError> {
    let smalls = smalls(public, (protection, cells));
    let publication =
        Publication { smalls: Some(smalls.keys().cloned().collect()), ..publication(method, public) };
    let begun = Instant::now();
    let heard = RefCell::new((beat, Ok(())));
    let stop = || {
        let (seconds, mut heard) = (begun.elapsed().as_secs(), heard.borrow_mut());
        let (beat, result) = &mut *heard;
        if result.is_ok() {
            *result = beat(seconds.min(PATIENCE), PATIENCE);
        }
        result.is_err() || seconds >= PATIENCE
    };
    let report =
        palier_audit::audit(&publication, &Budget { component: WHOLE, stop: &stop, ..Budget::default() });
    heard.into_inner().1?;
    let found = report.violations.iter().filter_map(|found| smalls.get(&found.cell).cloned()).collect();
    Ok(Looked { report, seconds: begun.elapsed().as_secs_f64(), found })
}

impl Looked {
    /// What is told of it, if there is nothing to be found.
    ///
    /// # Errors
    /// A conflict `disclosure_found` if the auditor found anything, and `audit_unfinished` if it could not decide on
    /// everything; then nothing may be published.
    pub fn clean(&self) -> Result<Value, ServiceError> {
        let Self { report, seconds, .. } = self;
        if !report.is_clean() {
            let tables = tables_of(report);
            tracing::error!(
                violations = report.violations.len(),
                form = report.form.len(),
                ?tables,
                "an audit stopped a release"
            );
            let findings = report.violations.len() + report.form.len();
            return Err(ServiceError::Conflict {
                code: "disclosure_found",
                detail: format!("The audit stopped the release. Findings: {findings}."),
            });
        }
        if report.decided.undecided > 0 {
            return Err(ServiceError::Conflict {
                code: "audit_unfinished",
                detail: format!("The audit could not decide on {} counts in time.", report.decided.undecided),
            });
        }
        Ok(told(report, *seconds))
    }
}

/// How many counts were found, by table. Which ones they are is not for a log: it would tell what the audit kept back.
fn tables_of(report: &Report) -> BTreeMap<&str, usize> {
    let mut tables = BTreeMap::new();
    for found in &report.violations {
        *tables.entry(found.cell.table.as_str()).or_default() += 1;
    }
    tables
}

/// What is told of a report that found nothing.
fn told(report: &Report, seconds: f64) -> Value {
    json!({
        "violations": report.violations.len(),
        "form_errors": report.form.len(),
        "figures": report.figures,
        "in_scope": report.in_scope,
        "latent": report.latent,
        "relations": report.relations,
        "narrowest": report.narrowest.as_ref().map(|narrowest| json!({"lo": narrowest.lo, "hi": narrowest.most()})),
        "decided": {
            "by_propagation": report.decided.by_propagation,
            "by_program": report.decided.by_program + report.decided.narrowed_by_program,
            "by_program_nearby": report.decided.near_only,
        },
        "programs": report.decided.programs + report.decided.near_programs,
        "seconds": (seconds * 10.0).round() / 10.0,
    })
}

/// What is public of releases, in the words of the auditor.
#[must_use]
pub fn publication(method: &Method, public: &[Public]) -> Publication {
    let parents =
        parents().iter().map(|parent| palier_audit::Theme { code: parent.code.to_owned(), parent: None });
    let children = themes().iter().map(|theme| palier_audit::Theme {
        code: theme.code.to_owned(),
        parent: Some(theme.parent.to_owned()),
    });
    Publication {
        k: method.threshold,
        base: method.base,
        least_published: method.least_published,
        themes: parents.chain(children).collect(),
        languages: LANGUAGES.iter().map(|language| (*language).to_owned()).collect(),
        hours: HourBand::ALL.iter().map(|band| band.as_str().to_owned()).collect(),
        releases: public.iter().map(release).collect(),
        smalls: None,
    }
}

fn release(public: &Public) -> palier_audit::Release {
    let place = |place: &palier_domain::release::Place| palier_audit::Place {
        code: place.code.clone(),
        level: level(place.level),
        parent: place.parent.clone(),
        active: place.active,
    };
    palier_audit::Release {
        period: public.period.to_string(),
        vintage: public.vintage.to_string(),
        places: public.frame.places.iter().map(place).collect(),
        campaigns: public.frame.campaigns.iter().map(campaign).collect(),
        campaigns_complete: true,
        programmes: public.frame.programmes.iter().map(programme).collect(),
        steps: public.frame.steps.iter().map(live_step).collect(),
        figures: public.figures.iter().map(figure).collect(),
    }
}

fn level(level: Level) -> palier_audit::Level {
    match level {
        Level::Nation => palier_audit::Level::Nation,
        Level::Department => palier_audit::Level::Department,
        Level::Commune => palier_audit::Level::Commune,
        Level::Neighbourhood => palier_audit::Level::Neighbourhood,
    }
}

fn campaign(campaign: &ReleaseCampaign) -> palier_audit::Campaign {
    let question = |(code, options): &(String, Vec<String>)| palier_audit::Question {
        code: code.clone(),
        options: options.clone(),
    };
    palier_audit::Campaign {
        id: campaign.id.to_string(),
        neighbourhoods: campaign.neighbourhoods.iter().map(ToString::to_string).collect(),
        questions: campaign.questions.iter().map(question).collect(),
        messages: campaign.messages.clone(),
        quarters: vec![],
    }
}

fn programme(programme: &ReleaseProgramme) -> palier_audit::Programme {
    palier_audit::Programme {
        campaign: programme.campaign_id.to_string(),
        utility: programme.utility.as_str().to_owned(),
    }
}

fn live_step(step: &LiveStep) -> palier_audit::Step {
    palier_audit::Step {
        campaign: step.campaign_id.to_string(),
        on: step.on.to_string(),
        doors_tried: step.doors_tried,
        doors_opened: step.doors_opened,
        doors_interviewed: step.doors_interviewed,
    }
}

fn figure(figure: &ReleaseFigure) -> palier_audit::Figure {
    palier_audit::Figure {
        table: figure.table.as_str().to_owned(),
        level: level(figure.level.unwrap_or(Level::Nation)),
        place: figure.place.clone().unwrap_or_else(|| NATION.to_owned()),
        campaign: figure.campaign_id.map(|id| id.to_string()),
        item: Some(figure.item.clone()).filter(|item| !item.is_empty()),
        value: figure.value,
        status: match figure.value {
            Some(_) => palier_audit::Status::Published,
            None => palier_audit::Status::Withheld,
        },
    }
}

/// The counts that are truly small, complements included: in the words of the auditor, and of the protection.
fn smalls(public: &[Public], (protection, cells): (&Protection, &[Named])) -> BTreeMap<CellName, String> {
    let small: HashSet<&str> = protection.small_names().collect();
    let mut names = BTreeMap::new();
    for cell in cells {
        let name = cell.to_string();
        if small.contains(name.as_str()) {
            names.insert(cell_name(cell, None), name.clone());
        }
        let (table, item) = &cell.cell;
        for of in table.denominators(item) {
            let denominator = of.0;
            let rest = rest_name(&name, &Named { cell: of, ..cell.clone() }.to_string());
            if small.contains(rest.as_str()) {
                names.insert(cell_name(cell, Some(denominator.as_str())), rest);
            }
        }
    }
    for release in public {
        let after = release.frame.last_increases(release.period).into_iter();
        for after in after.filter(|after| small.contains(after.name.as_str())) {
            let cell = campaign_cell(release.period, after.campaign_id, after.table);
            names.insert(CellName { since: Some(after.since.to_string()), ..cell }, after.name);
        }
    }
    names
}

fn campaign_cell(period: Period, campaign: CampaignId, table: Table) -> CellName {
    let cell = (table, String::new());
    cell_name(&Named { period, location: Location::Campaign(campaign), cell }, None)
}

fn cell_name(cell: &Named, complement: Option<&str>) -> CellName {
    let (level, place, campaign) = match &cell.location {
        Location::Area(at, code) => (level(*at), code.clone(), None),
        Location::Campaign(id) | Location::Programme(id, _) => {
            (palier_audit::Level::Nation, NATION.to_owned(), Some(id))
        }
        Location::Part(id, code) => (palier_audit::Level::Neighbourhood, code.to_string(), Some(id)),
    };
    let (table, item) = &cell.cell;
    CellName {
        period: cell.period.to_string(),
        table: table.as_str().to_owned(),
        level,
        place,
        campaign: campaign.map(ToString::to_string),
        item: Some(item.clone()).filter(|item| !item.is_empty()),
        complement: complement.map(ToOwned::to_owned),
        step: None,
        since: None,
    }
}

#[cfg(test)]
mod tests {
    use palier_audit::{Figure, Level, Place, Status, audit};

    use super::*;

    /// Figures that leave enough room to those that are withheld.
    const SAFE: [(&str, Option<u32>); 4] = [("C", Some(100)), ("A", Some(50)), ("B", None), ("D", None)];

    /// What the auditor says of households met in a commune `C` and its neighbourhoods `A`, `B` and `D`.
    fn looked(told: &[(&str, Option<u32>)], stop: &dyn Fn() -> bool) -> Looked {
        let release = palier_audit::Release {
            period: "2026-Q3".to_owned(),
            vintage: "2024".to_owned(),
            places: ["C", "A", "B", "D"].map(place).to_vec(),
            campaigns: vec![],
            campaigns_complete: false,
            programmes: vec![],
            steps: vec![],
            figures: told.iter().map(|(code, value)| met(code, *value)).collect(),
        };
        let publication = Publication {
            k: 11,
            base: 5,
            least_published: 15,
            themes: vec![],
            languages: vec!["fr".to_owned()],
            hours: vec![],
            releases: vec![release],
            smalls: None,
        };
        let report = audit(&publication, &Budget { stop, ..Budget::default() });
        Looked { report, seconds: 0.0, found: vec![] }
    }

    fn place(code: &str) -> Place {
        let parent = Some("C").filter(|parent| *parent != code);
        let level = if parent.is_some() { Level::Neighbourhood } else { Level::Commune };
        Place { code: code.to_owned(), level, parent: parent.map(ToOwned::to_owned), active: true }
    }

    fn met(code: &str, value: Option<u32>) -> Figure {
        Figure {
            table: "households_met".to_owned(),
            level: place(code).level,
            place: code.to_owned(),
            campaign: None,
            item: None,
            value,
            status: if value.is_some() { Status::Published } else { Status::Withheld },
        }
    }

    /// The code by which the release is stopped, and what is said of it.
    fn refusal(looked: &Looked) -> (&'static str, String) {
        match looked.clean() {
            Err(ServiceError::Conflict { code, detail }) => (code, detail),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_small_count_that_can_be_worked_out_stops_a_release() {
        let told = [("C", Some(60)), ("A", Some(60)), ("B", None), ("D", None)];
        // Also if the auditor had no time for the rest: that something was found is what matters.
        for in_time in [true, false] {
            let looked = looked(&told, &|| !in_time);
            let Report { violations, form, .. } = &looked.report;
            assert!(violations.iter().any(|found| found.cell.place == "B"), "{violations:?}");
            assert!(form.is_empty(), "{form:?}");
            let detail = format!("The audit stopped the release. Findings: {}.", violations.len());
            assert_eq!(refusal(&looked), ("disclosure_found", detail));
        }
    }

    #[test]
    fn a_value_that_the_method_cannot_have_told_stops_a_release() {
        let looked = looked(&[("A", Some(52))], &|| false);
        assert_eq!((looked.report.violations.len(), looked.report.form.len()), (0, 1));
        let detail = "The audit stopped the release. Findings: 1.".to_owned();
        assert_eq!(refusal(&looked), ("disclosure_found", detail));
    }

    #[test]
    fn a_count_that_was_not_decided_in_time_stops_a_release() {
        let looked = looked(&SAFE, &|| true);
        let undecided = looked.report.decided.undecided;
        assert!(looked.report.is_clean() && undecided > 0, "{:?}", looked.report);
        let detail = format!("The audit could not decide on {undecided} counts in time.");
        assert_eq!(refusal(&looked), ("audit_unfinished", detail));
    }

    #[test]
    fn what_leaves_enough_room_is_told_as_clean() {
        let looked = looked(&SAFE, &|| false);
        let told = looked.clean().expect("nothing is found");
        assert_eq!((&told["violations"], &told["form_errors"]), (&json!(0), &json!(0)));
        assert_eq!(told["in_scope"], json!(looked.report.in_scope));
        assert!(looked.report.in_scope > 0);
    }
}
