//! What several clients are told, put together.

use std::{collections::BTreeMap, io::Write};

use palier_audit::{Campaign, CellName, Figure, Publication, Release, Theme};

use super::{
    OutsideError,
    api::{Api, Known, KnownProgramme, Listed, Login, Method, Structure, Told},
};

/// All that these clients are told of published releases, put together.
///
/// # Errors
/// If the API does not answer, or tells two clients different things.
pub fn publication(
    url: &str,
    logins: &BTreeMap<String, Login>,
    out: &mut dyn Write,
) -> Result<Publication, OutsideError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut together = Together::default();
        for (name, login) in logins {
            let api = Api::of(url.trim_end_matches('/'), login).await?;
            // An app's publisher, say, reads no releases: it knows nothing of them.
            let Some(releases) = api.releases().await? else {
                writeln!(out, "{name} may not read releases")?;
                continue;
            };
            let mut figures = 0;
            for release in &releases {
                figures +=
                    together.add(release, api.structure(release).await?, api.figures(release).await?)?;
            }
            writeln!(out, "{name} is told {figures} figures of {} releases", releases.len())?;
        }
        together.publication()
    })
}

/// What several clients know.
#[derive(Default)]
struct Together {
    method: Option<Method>,
    lists: (Vec<Theme>, Vec<String>, Vec<String>),
    releases: BTreeMap<String, (Release, BTreeMap<CellName, Figure>)>,
}

impl Together {
    /// Adds what a client is told of a release: how many figures.
    fn add(&mut self, listed: &Listed, structure: Structure, told: Vec<Told>) -> Result<usize, OutsideError> {
        self.method.get_or_insert(listed.method);
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

    fn publication(self) -> Result<Publication, OutsideError> {
        let method = self.method.ok_or(OutsideError::Nothing)?;
        let (themes, languages, hours) = self.lists;
        let whole = |(release, figures): (Release, BTreeMap<CellName, Figure>)| Release {
            figures: figures.into_values().collect(),
            ..release
        };
        Ok(Publication {
            k: method.threshold,
            base: method.base,
            least_published: method.least_published,
            themes,
            languages,
            hours,
            releases: self.releases.into_values().map(whole).collect(),
            smalls: None,
        })
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
