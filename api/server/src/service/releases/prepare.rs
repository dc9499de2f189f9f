//! The job of a release: count, protect, audit, keep. What it writes is shown when all of it is there, so that a server
//! that is killed meanwhile leaves nothing to be seen but a job to be taken again.

use jiff::tz::TimeZone;
use palier_domain::{
    disclosure::{
        CellId, Draws, Evidence, Outcome, Progress as Protecting, Protection, Settings, Step, protect,
    },
    ids::ReleaseId,
    job::Progress,
    release::{
        Counting, Earlier, FigureStatus, Frame, Laid, Level, Location, Method, Named, Period, Release,
        ReleaseFigure,
    },
    time::Instant,
};
use palier_store::{
    Store, Tx, query,
    rows::{CountedSpan, PreparedRelease},
};
use serde_json::{Value, json};

use super::{
    Listener, ServiceError, audit, facts, frame,
    keep::{Kept, keep},
    live, related, savings, step, thresholds,
};
use crate::keys::Vault;

/// Separates evidence from all else that the vault seals.
const PURPOSE: &str = "release evidence";

/// What preparing needs.
#[derive(Clone, Copy)]
pub struct Preparing<'p> {
    /// The database.
    pub store: &'p Store,
    /// Draws, seals and opens.
    pub vault: &'p Vault,
    /// Whose clocks tell the hours of visits.
    pub zone: &'p TimeZone,
    /// Tells when it begins and, maybe hours later, when it ends.
    pub now: &'p dyn Fn() -> Instant,
}

/// A release that was published before.
struct Before {
    id: ReleaseId,
    period: Period,
    frame: Frame,
    evidence: Evidence,
}

/// What was counted.
struct CountedUp {
    frame: Frame,
    laid: Laid,
    before: Vec<Before>,
    facts: facts::Sealed,
    estimates: Vec<savings::Estimated>,
}

/// Prepares a release and makes it a draft.
///
/// # Errors
/// If the database fails, if the counts contradict each other (a fault of ours), a conflict `threshold_changed` if
/// figures of its year were told under another threshold since it was asked for, and a conflict `disclosure_found` if
/// the audit found that something would be disclosed; then there is no draft.
pub fn prepare(with: Preparing<'_>, release: &Release, listener: Listener<'_>) -> Result<(), ServiceError> {
    let now = (with.now)();
    let counted = with.store.snapshot(|tx| count(tx, with, (release, now), &mut *listener))?;
    listener(step("protecting", 0, 0))?;
    let mut protecting: Result<(), ServiceError> = Ok(());
    let draws = KeyedDraws { vault: with.vault, period: release.period };
    let settings = settings(&release.method);
    let Laid { system, own, all } = counted.laid;
    let protection = protect(system, &settings, &draws, &mut |progress| {
        if protecting.is_ok() {
            protecting = listener(told(progress));
        }
    });
    protecting?;
    let protection = protection.map_err(|error| ServiceError::Internal(error.to_string()))?;
    certified(&protection)?;
    let figures = figures(&own, &protection);
    let public = public(with.store, release, (&counted.frame, &counted.before), &figures)?;
    let mut beat = |seconds, of| listener(step("auditing", seconds, of));
    beat(0, 0)?;
    let audited = audit::before_publishing(&release.method, &public, (&protection, &all), &mut beat)?;
    // It may have taken hours; a draft that can't be published any more is none.
    let of = (release.mode, release.period);
    with.store.read(|tx| thresholds::still_holds(tx, of, &release.method))?;
    let report = json!({"protection": protected(&protection), "audit": audited});
    let based_on: Vec<ReleaseId> = counted.before.iter().map(|before| before.id).collect();
    let found = PreparedRelease {
        frame: &counted.frame,
        report: &report,
        evidence: &sealed(with.vault, release, &protection)?,
        based_on: &based_on,
        counted_at: now,
    };
    let savings = counted.estimates.iter().map(|estimated| estimated.told(&figures)).collect();
    let kept = Kept { found, figures: &figures, facts: &counted.facts, savings };
    keep(with, release, &kept, listener)
}

/// No witnesses, no release: what could not be proved safe is not frozen.
fn certified(protection: &Protection) -> Result<(), ServiceError> {
    let report = protection.report();
    if report.certified == report.small {
        return Ok(());
    }
    Err(ServiceError::Conflict {
        code: "not_certified",
        detail: "Not every small count could be proved safe, whatever is withheld; nothing was made."
            .to_owned(),
    })
}

fn told(progress: Protecting) -> Progress {
    let name = match progress.step {
        Step::Rules => "rounding",
        Step::Repair => "repairing",
        Step::Certify => "certifying",
    };
    step(name, progress.done as u64, progress.of as u64)
}

/// What the protection did. It tells of the data, so it is the operator's.
fn protected(protection: &Protection) -> Value {
    let report = protection.report();
    json!({
        "cells": report.cells, "sets": report.sets, "candidates": report.candidates, "latent": report.latent,
        "published": report.published, "withheld_primary": report.primary, "withheld_for_cover": report.keyed,
        "withheld_secondary": report.secondary, "small": report.small, "certified": report.certified,
        "redraws": report.redraws, "closures": report.closures,
    })
}

/// The constants of a method.
pub fn settings(method: &Method) -> Settings {
    Settings {
        k: method.threshold,
        base: method.base,
        least_published: method.least_published,
        withhold_share: method.withheld_per_10_000,
        ..Settings::default()
    }
}

fn count(
    tx: &mut Tx<'_>,
    with: Preparing<'_>,
    (release, now): (&Release, Instant),
    listener: Listener<'_>,
) -> Result<CountedUp, ServiceError> {
    thresholds::still_holds(tx, (release.mode, release.period), &release.method)?;
    let before = before(tx, with.vault, release)?;
    let frames: Vec<(Period, Frame)> = before.iter().map(|b| (b.period, b.frame.clone())).collect();
    let mut frame = match release.period {
        Period::Quarter(_) => frame::of_quarter(tx, release)?,
        Period::Year(_) => frame::of_year(tx, release, &frames)?,
    };
    let (steps, told) = match live::quarter(release) {
        Some(quarter) => live::steps(tx, with.vault, quarter)?,
        None => Default::default(),
    };
    frame.steps = steps;
    let mut counting = Counting::new(release.period, &frame);
    let mut listen = |done, total| listener(step("counting", done, total));
    let facts = match release.period {
        Period::Quarter(_) => {
            let (from, to) = release.period.instants();
            let span = CountedSpan { from, to, arrived: now };
            let what = (release, &frame, span);
            facts::count_quarter(tx, &mut counting, what, (with.vault, with.zone), &mut listen)?
        }
        Period::Year(_) => {
            let quarters: Vec<ReleaseId> = before.iter().map(|before| before.id).collect();
            facts::count_year(tx, &mut counting, (&quarters, &frame), with.vault, &mut listen)?;
            vec![]
        }
    };
    let estimates = savings::all(tx, (release, &frame.programmes, now))?;
    for estimated in &estimates {
        counting.add_programme(estimated.programme(), estimated.pairs());
    }
    let earlier: Vec<Earlier<'_>> = before
        .iter()
        .map(|before| Earlier { period: before.period, frame: &before.frame, evidence: &before.evidence })
        .collect();
    let faults = |faults: Vec<palier_domain::disclosure::Fault>| {
        let first: Vec<String> = faults.iter().take(5).map(ToString::to_string).collect();
        ServiceError::Internal(format!("the counts contradict each other: {}", first.join("; ")))
    };
    let laid = counting.lay(&earlier, &told).map_err(faults)?;
    Ok(CountedUp { laid, before, facts, estimates, frame })
}

/// What was published before and hangs together with this release.
fn before(tx: &mut Tx<'_>, vault: &Vault, release: &Release) -> Result<Vec<Before>, ServiceError> {
    let published = query!(tx, releases::published(release.mode, Some(release.vintage)))?;
    let related = related(release.period, &published);
    let mut before = Vec::new();
    for earlier in published.into_iter().filter(|earlier| related.contains(&earlier.id)) {
        let sealed = query!(tx, releases::evidence(earlier.id))?;
        let opened = vault.open(PURPOSE, &sealed, earlier.id.to_string().as_bytes());
        let opened = opened.map_err(|error| ServiceError::Internal(error.to_string()))?;
        before.push(Before {
            id: earlier.id,
            period: earlier.period,
            frame: earlier.frame.unwrap_or_default(),
            evidence: Evidence::from_bytes(&opened).map_err(|e| ServiceError::Internal(e.to_string()))?,
        });
    }
    Ok(before)
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

/// Everything that would be public of what hangs together: this release, and those before it.
fn public(
    store: &Store,
    release: &Release,
    (frame, before): (&Frame, &[Before]),
    figures: &[ReleaseFigure],
) -> Result<Vec<audit::Public>, ServiceError> {
    let own = audit::Public {
        period: release.period,
        vintage: release.vintage,
        frame: frame.clone(),
        figures: figures.to_vec(),
    };
    let mut all = vec![own];
    for before in before {
        let figures = store.read(|tx| query!(tx, release_figures::all(before.id)))?;
        let (period, vintage, frame) = (before.period, release.vintage, before.frame.clone());
        all.push(audit::Public { period, vintage, frame, figures });
    }
    Ok(all)
}

fn sealed(vault: &Vault, release: &Release, protection: &Protection) -> Result<Vec<u8>, ServiceError> {
    let evidence = protection.evidence().to_bytes();
    let sealed = vault.seal(PURPOSE, &evidence, release.id.to_string().as_bytes());
    sealed.map_err(|error| ServiceError::Internal(error.to_string()))
}

/// The draws of a period: by the deployment's own key, the same however often it is prepared.
pub struct KeyedDraws<'d> {
    /// Holds the key.
    pub vault: &'d Vault,
    /// Which period.
    pub period: Period,
}

impl Draws for KeyedDraws<'_> {
    fn draw(&self, purpose: &str, cell: &str, round: u32) -> u64 {
        let text = format!("{}/{purpose}/{round}/{cell}", self.period);
        let digest = self.vault.look_up("disclosure control", &text);
        digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
    }
}

/// Names the key of the draws without telling it.
#[must_use]
pub fn key_fingerprint(vault: &Vault) -> String {
    vault
        .look_up("disclosure control", "fingerprint")
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
