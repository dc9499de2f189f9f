//! What several clients are told, put together.

use std::{collections::BTreeMap, io::Write};

use palier_audit::{Campaign, CellName, Figure, Publication, Release, Theme};

use super::{
    OutsideError,
    api::{Api, Known, KnownProgramme, Listed, Login, Method, Structure, Told},
};

/// All that these clients are told of published releases, put together by calendar year: nothing relates two years, and
/// each may have a threshold of its own.
///
/// # Errors
/// If the API does not answer, tells two clients different things, or a year by two methods.
pub fn publications(
    url: &str,
    logins: &BTreeMap<String, Login>,
    out: &mut dyn Write,
) -> Result<BTreeMap<String, Publication>, OutsideError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut years: BTreeMap<String, Together> = BTreeMap::new();
        for (name, login) in logins {
            let api = Api::of(url.trim_end_matches('/'), login).await?;
            // An app's publisher, say, reads no releases: it knows nothing of them.
            let Some(releases) = api.releases().await? else {
                writeln!(out, "{name} may not read releases")?;
                continue;
            };
            let mut figures = 0;
            for release in &releases {
                let year = years.entry(release.year().to_owned()).or_insert_with(|| Together::by(release));
                figures += year.add(release, api.structure(release).await?, api.figures(release).await?)?;
            }
            writeln!(out, "{name} is told {figures} figures of {} releases", releases.len())?;
        }
        if years.is_empty() {
            return Err(OutsideError::Nothing);
        }
        Ok(years.into_iter().map(|(year, together)| (year, together.publication())).collect())
    })
}

/// What several clients know of a calendar year.
struct Together {
    method: Method,
    lists: (Vec<Theme>, Vec<String>, Vec<String>),
    releases: BTreeMap<String, (Release, BTreeMap<CellName, Figure>)>,
}

impl Together {
    /// Nothing yet, by the method of one of the year's releases, which must be that of all of them.
    fn by(listed: &Listed) -> Self {
        Self { method: listed.method, lists: Default::default(), releases: BTreeMap::new() }
    }

    /// Adds what a client is told of a release: how many figures.
    fn add(&mut self, listed: &Listed, structure: Structure, told: Vec<Told>) -> Result<usize, OutsideError> {
        if self.method != listed.method {
            return Err(OutsideError::Methods(listed.year().to_owned()));
        }
        self.lists = (structure.themes, structure.languages, structure.hours);
        let (release, figures) = self.releases.entry(listed.id.clone()).or_insert_with(|| {
            let (period, vintage) = (listed.period.clone(), listed.vintage.to_string());
            let places = structure.places.clone();
            let release = Release {
                period,
                vintage,
                places,
                campaigns: vec![],
                campaigns_complete: false,
                programmes: structure.programmes.iter().map(programme).collect(),
                steps: vec![],
                figures: vec![],
            };
            (release, BTreeMap::new())
        });
        release.campaigns_complete |= structure.campaigns_complete;
        for known in structure.campaigns {
            if !release.campaigns.iter().any(|campaign| campaign.id == known.id) {
                release.campaigns.push(campaign(known));
            }
        }
        for step in structure.steps {
            if !release.steps.contains(&step) {
                release.steps.push(step);
            }
        }
        let many = told.len();
        for figure in told.into_iter().map(Figure::from) {
            let name = CellName::of(&release.period, &figure);
            let said = (figure.status, figure.value);
            let before = figures.insert(name.clone(), figure);
            if before.is_some_and(|before| (before.status, before.value) != said) {
                return Err(OutsideError::Contradiction(name.to_string()));
            }
        }
        Ok(many)
    }

    fn publication(self) -> Publication {
        let (themes, languages, hours) = self.lists;
        let whole = |(release, figures): (Release, BTreeMap<CellName, Figure>)| Release {
            figures: figures.into_values().collect(),
            ..release
        };
        Publication {
            k: self.method.threshold,
            base: self.method.base,
            least_published: self.method.least_published,
            themes,
            languages,
            hours,
            releases: self.releases.into_values().map(whole).collect(),
            smalls: None,
        }
    }
}

fn campaign(known: Known) -> Campaign {
    Campaign {
        id: known.id,
        neighbourhoods: known.neighbourhood_codes,
        questions: known.questions,
        messages: known.messages,
        quarters: vec![],
    }
}

fn programme(known: &KnownProgramme) -> palier_audit::Programme {
    palier_audit::Programme { campaign: known.campaign_id.clone(), utility: known.utility.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(period: &str, threshold: u32) -> Listed {
        let method = Method { threshold, base: 5, least_published: 20 };
        Listed { id: period.to_owned(), period: period.to_owned(), vintage: 2024, method }
    }

    fn structure() -> Structure {
        let nothing = serde_json::json!({
            "places": [], "campaigns": [], "campaigns_complete": true, "programmes": [], "steps": [], "themes": [],
            "languages": [], "hours": [],
        });
        serde_json::from_value(nothing).expect("a structure")
    }

    #[test]
    fn a_year_has_one_threshold() {
        let mut year = Together::by(&listed("2026-Q1", 11));
        assert!(year.add(&listed("2026-Q1", 11), structure(), vec![]).is_ok());
        let other = year.add(&listed("2026", 15), structure(), vec![]);
        assert!(matches!(other, Err(OutsideError::Methods(year)) if year == "2026"));
    }
}
