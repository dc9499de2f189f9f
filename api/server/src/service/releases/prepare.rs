//! The job of a release: count, protect, audit, keep. What it writes is shown when all of it is there, so that a server
//! that is killed meanwhile leaves nothing to be seen but a job to be taken again.

use std::cell::RefCell;

use jiff::tz::TimeZone;
use palier_domain::{
    disclosure::{
        Draws, Evidence, Progress as Protecting, ProtectError, Protection, Settings, Step, protect_audited,
    },
    ids::ReleaseId,
    job::Progress,
    release::{Counting, Earlier, Frame, Laid, Method, Period, Release, ReleaseFigure},
    time::Instant,
};
use palier_store::{
    Store, Tx, query,
    rows::{CountedSpan, PreparedRelease},
};
use serde_json::{Value, json};

use super::{
    Listener, ServiceError, audit,
    auditing::Auditing,
    facts, frame,
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
    let public = public(with.store, release, (&counted.frame, &counted.before))?;
    let (protection, figures, audited) = protected(with, release, (counted.laid, public), &mut *listener)?;
    // It may have taken hours; a draft that can't be published any more is none.
    let of = (release.mode, release.period);
    with.store.read(|tx| thresholds::still_holds(tx, of, &release.method))?;
    let report = json!({"protection": told_of(&protection), "audit": audited});
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

/// Protects what was counted until the auditor finds nothing: the figures, and what is told of its last look.
fn protected(
    with: Preparing<'_>,
    release: &Release,
    (Laid { system, own, all }, public): (Laid, Vec<audit::Public>),
    listener: Listener<'_>,
) -> Result<(Protection, Vec<ReleaseFigure>, Value), ServiceError> {
    listener(step("protecting", 0, 0))?;
    let draws = KeyedDraws { vault: with.vault, period: release.period };
    let settings = settings(&release.method);
    // Protector and auditor take turns, and both tell how far they are.
    let (heard, mut protecting) = (RefCell::new(listener), Ok(()));
    let mut beat = |seconds, of| (heard.borrow_mut())(step("auditing", seconds, of));
    let mut auditing = Auditing::new(&release.method, (&own, &all), public, &mut beat);
    let mut progress = |progress| {
        if protecting.is_ok() {
            protecting = (heard.borrow_mut())(told(progress));
        }
    };
    // What can't be proved safe is not made, and need not be looked at.
    let mut look = |protection: &Protection| match certified(protection) {
        Ok(()) => auditing.look(protection),
        Err(_) => Some(vec![]),
    };
    let protection = protect_audited(system, &settings, &draws, &mut progress, &mut look);
    protecting?;
    match &protection {
        Ok(protection) => certified(protection)?,
        // Why, the audit knows.
        Err(ProtectError::GivenUp) => {}
        Err(error) => return Err(ServiceError::Internal(error.to_string())),
    }
    let (figures, audited) = auditing.finish()?;
    let protection = protection.map_err(|error| ServiceError::Internal(error.to_string()))?;
    Ok((protection, figures, audited))
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
fn told_of(protection: &Protection) -> Value {
    let report = protection.report();
    json!({
        "cells": report.cells, "sets": report.sets, "candidates": report.candidates, "latent": report.latent,
        "published": report.published, "withheld_primary": report.primary, "withheld_for_cover": report.keyed,
        "withheld_secondary": report.secondary, "small": report.small, "certified": report.certified,
        "redraws": report.redraws, "closures": report.closures, "audit_rounds": report.audit_rounds,
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

/// Everything that would be public of what hangs together: this release, without figures yet, and those before it.
fn public(
    store: &Store,
    release: &Release,
    (frame, before): (&Frame, &[Before]),
) -> Result<Vec<audit::Public>, ServiceError> {
    let own = audit::Public {
        period: release.period,
        vintage: release.vintage,
        frame: frame.clone(),
        figures: vec![],
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
