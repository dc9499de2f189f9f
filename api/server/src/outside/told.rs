//! The report of an audit from outside, as a person reads it.

use std::io::{self, Write};

use palier_audit::{Difference, Publication, Report, Tally};

/// Findings that are printed; the others are counted.
const SHOWN: usize = 20;

/// Prints which year a report is about.
///
/// # Errors
/// If it can't be written.
pub fn year((year, told): (&str, &Publication), out: &mut dyn Write) -> io::Result<()> {
    let periods: Vec<&str> = told.releases.iter().map(|release| release.period.as_str()).collect();
    writeln!(out, "\nyear                  {year}, by a threshold of {}: {}", told.k, periods.join(", "))
}

/// Prints the report of a year.
///
/// # Errors
/// If it can't be written.
pub fn report(report: &Report, seconds: f64, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "table                 of                         published   withheld")?;
    report.figures.iter().try_for_each(|tally| line(tally, out))?;
    let decided = &report.decided;
    writeln!(out, "counts in scope       {} ({} of them never published)", report.in_scope, report.latent)?;
    writeln!(out, "relations             {}", report.relations)?;
    writeln!(
        out,
        "decided               {} by propagation, {} by linear programs, {} by such near them, {} not",
        decided.by_propagation,
        decided.by_program + decided.narrowed_by_program,
        decided.near_only,
        decided.undecided
    )?;
    if let Some(narrowest) = &report.narrowest {
        match narrowest.most() {
            Some(most) => {
                writeln!(out, "narrowest range       {} to {most}: {}", narrowest.lo, narrowest.cell)?;
            }
            None => writeln!(out, "narrowest range       unbounded")?,
        }
    }
    writeln!(out, "violations            {}", report.violations.len())?;
    for found in report.violations.iter().take(SHOWN) {
        writeln!(out, "  {}: certainly {} to {}", found.cell, found.lo, found.hi)?;
        found.binding.iter().try_for_each(|relation| writeln!(out, "    since {relation}"))?;
    }
    for found in report.form.iter().take(SHOWN) {
        writeln!(out, "  {found}")?;
    }
    writeln!(out, "seconds               {seconds:.1}")
}

/// Prints what has changed since an earlier time.
///
/// # Errors
/// If it can't be written.
pub fn changed(changed: &[Difference], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\nchanged since         {}", changed.len())?;
    changed.iter().take(SHOWN).try_for_each(|change| writeln!(out, "  {}", change.cell))
}

fn line(tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
    let level = format!("{:?}", tally.level).to_lowercase();
    let of = match (tally.by_campaign, tally.level) {
        (true, palier_audit::Level::Nation) => "campaign".to_owned(),
        (true, _) => format!("campaign in {level}"),
        (false, _) => level,
    };
    writeln!(out, "{:<21} {of:<25} {:>10} {:>10}", tally.table, tally.published, tally.withheld)
}

#[cfg(test)]
mod tests {
    use palier_audit::{CellName, Level, Narrowest};

    use super::*;

    /// The line of the narrowest range, if a figure can have this value at most.
    fn narrowest(hi: i64) -> String {
        let cell = CellName {
            period: "2026-Q1".to_owned(),
            table: "needs".to_owned(),
            level: Level::Nation,
            place: "FR".to_owned(),
            campaign: None,
            item: None,
            complement: None,
            step: None,
            since: None,
        };
        let found = Report { narrowest: Some(Narrowest { cell, lo: 0, hi }), ..Report::default() };
        let mut out = Vec::new();
        report(&found, 1.0, &mut out).expect("written");
        let out = String::from_utf8(out).expect("text");
        out.lines().find(|line| line.starts_with("narrowest")).expect("a line").to_owned()
    }

    #[test]
    fn what_nothing_bounds_is_called_unbounded() {
        assert!(narrowest(58).contains("0 to 58: "));
        assert!(narrowest(100_000_000).ends_with("unbounded"));
    }
}
