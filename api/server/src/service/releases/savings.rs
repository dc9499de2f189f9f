//! The effect of programmes, estimated while a release is counted, in the same snapshot: what is told of it is frozen with
//! the release. Only what the published figures of its pairs allow leaves this file.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use aws_lc_rs::digest::{SHA256, digest};
use palier_domain::{
    caller::Actor,
    code::{CommuneCode, NeighbourhoodCode},
    consent::{Consent, ConsentDecision, Purpose, in_force},
    consumption::Quality,
    control_group::{Arm, Stairwell},
    disclosure::Count,
    ids::{CampaignId, ControlGroupId, HouseholdId},
    meter_reading::{MeterReading, Utility},
    release::{Period, Release, ReleaseFigure, ReleaseProgramme, Table, pairs_item},
    savings::{Estimate, HouseholdRecord, Programme, Told, estimate, tariff_on},
    tariff::Tariff,
    time::{Day, Instant},
};
use palier_store::{Tx, query, rows::StartedCampaign};

use super::ServiceError;

/// The currency in which savings are told.
const EURO: &str = "EUR";

/// The programmes that a quarter tells of, among campaigns that were started.
///
/// # Errors
/// If the database fails.
pub fn programmes(
    tx: &mut Tx<'_>,
    release: &Release,
    (started, known): (&[StartedCampaign], &BTreeSet<&NeighbourhoodCode>),
) -> Result<Vec<ReleaseProgramme>, ServiceError> {
    let drawn = query!(tx, programmes::control_groups(release.mode))?;
    let due = started.iter().filter(|campaign| {
        ReleaseProgramme::is_told_in(campaign.content.ends_on, release.period)
            && drawn.iter().any(|(id, ..)| *id == campaign.id)
    });
    let mut programmes = Vec::new();
    for campaign in due {
        let codes = &campaign.content.neighbourhood_codes;
        let mut neighbourhoods: Vec<_> = codes.iter().filter(|code| known.contains(code)).cloned().collect();
        neighbourhoods.sort();
        if neighbourhoods.is_empty() {
            continue;
        }
        for utility in ReleaseProgramme::utilities(&campaign.content.themes) {
            programmes.push(ReleaseProgramme {
                campaign_id: campaign.id,
                utility,
                starts_on: campaign.content.starts_on,
                ends_on: campaign.content.ends_on,
                neighbourhoods: neighbourhoods.clone(),
            });
        }
    }
    Ok(programmes)
}

/// An estimate, before anybody knows what of it may be told.
pub struct Estimated {
    programme: ReleaseProgramme,
    estimate: Estimate,
    priced: bool,
}

impl Estimated {
    /// Of which programme.
    pub fn programme(&self) -> &ReleaseProgramme {
        &self.programme
    }

    /// How many households have a pair, by item.
    pub fn pairs(&self) -> Vec<(String, Count)> {
        let utility = self.programme.utility;
        let of = self.estimate.by_quality.iter().flat_map(|quality| {
            [(Arm::Treatment, quality.treatment), (Arm::Control, quality.control)]
                .map(|(arm, of)| (pairs_item(utility, quality.quality, arm), of.households))
        });
        of.collect()
    }

    /// What may be told of it beside these figures.
    pub fn told(&self, figures: &[ReleaseFigure]) -> (CampaignId, Utility, Told) {
        let ReleaseProgramme { campaign_id, utility, .. } = self.programme;
        let is_published = |quality: Quality, arm: Arm| {
            let item = pairs_item(utility, quality, arm);
            let of = |figure: &&ReleaseFigure| {
                figure.table == Table::SavingsPairs
                    && figure.campaign_id == Some(campaign_id)
                    && figure.item == item
            };
            figures.iter().find(of).is_some_and(|figure| figure.value.is_some())
        };
        let told = Told::new(&self.estimate, (utility, self.priced), is_published);
        (campaign_id, utility, told)
    }
}

/// Where a programme stands: what is read of it once.
struct Reader<'r> {
    release: &'r Release,
    programme: &'r ReleaseProgramme,
    arms: Vec<(Stairwell, Arm)>,
    communes: HashMap<NeighbourhoodCode, CommuneCode>,
    now: Instant,
}

/// Estimates the effect of a programme from what had arrived by now.
///
/// # Errors
/// If the database fails.
pub fn estimated(
    tx: &mut Tx<'_>,
    (release, programme, now): (&Release, &ReleaseProgramme, Instant),
) -> Result<Estimated, ServiceError> {
    let groups = query!(tx, programmes::control_groups(release.mode))?;
    let (group, seed) = group_of(groups, programme.campaign_id)?;
    let here = |well: &Stairwell| {
        programme.neighbourhoods.iter().any(|code| code.as_str() == well.neighbourhood_code)
    };
    let arms = query!(tx, programmes::arms(group))?.into_iter().filter(|(well, _)| here(well)).collect();
    let communes = query!(tx, counted::neighbourhoods(release.vintage))?.into_iter();
    let communes = communes.filter_map(|(code, communes)| Some((code, communes.into_iter().min()?)));
    let reader = Reader { release, programme, arms, communes: communes.collect(), now };
    let (records, until, window) = reader.records(tx)?;
    let tariffs = reader.tariffs(tx)?;
    let of = Programme {
        utility: programme.utility,
        window,
        until,
        arms: reader.arms.clone(),
        seed: number(&seed),
    };
    let price = |commune: &CommuneCode, day: Day| {
        tariff_on(&tariffs, commune, day).map(|tariff| tariff.content.price_micros)
    };
    let priced = reader.is_priced(&tariffs, programme.starts_on);
    let estimate = estimate(&of, &records, price);
    Ok(Estimated { programme: programme.clone(), estimate, priced })
}

fn group_of(
    groups: Vec<(CampaignId, ControlGroupId, String)>,
    campaign: CampaignId,
) -> Result<(ControlGroupId, String), ServiceError> {
    let found = groups.into_iter().find(|(id, ..)| *id == campaign).map(|(_, group, seed)| (group, seed));
    found.ok_or_else(|| ServiceError::Internal(format!("the control group of {campaign} is gone")))
}

/// The bootstrap's seed, from that of the draw: a number that JSON holds exactly.
fn number(seed: &str) -> u64 {
    let hash = digest(&SHA256, format!("savings/{seed}").as_bytes());
    hash.as_ref().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes)) >> 11
}

type Records = (Vec<HouseholdRecord>, Instant, (Instant, Instant));

impl Reader<'_> {
    /// The records of all households that were read, until when the arms are compared, and when the programme went on.
    fn records(&self, tx: &mut Tx<'_>) -> Result<Records, ServiceError> {
        let (_, end) = self.release.period.instants();
        let arms: HashMap<&Stairwell, Arm> = self.arms.iter().map(|(well, arm)| (well, *arm)).collect();
        let (mut records, mut until) = (Vec::new(), end);
        let mut reached: Vec<Instant> = Vec::new();
        for code in &self.programme.neighbourhoods {
            let campaign = self.programme.campaign_id;
            let mut met: HashMap<HouseholdId, Instant> = HashMap::new();
            for (household, at) in query!(tx, programmes::interviews(campaign, (code, self.now)))? {
                met.entry(household).or_insert(at);
            }
            for mut record in self.of_neighbourhood(tx, code)? {
                let first = met.get(&record.household_id).copied();
                match arms.get(&record.stairwell) {
                    // From when its own stairwells are met, nothing waits any more to compare with.
                    Some(Arm::Control) => until = first.map_or(until, |at| until.min(at)),
                    _ => record.reached_at = first,
                }
                reached.extend(record.reached_at);
                records.push(record);
            }
        }
        let first = reached.iter().min().copied();
        let last = reached.iter().max().copied();
        let otherwise = (self.programme.starts_on, self.programme.ends_on);
        let window = (
            first.unwrap_or_else(|| Instant::start_of(otherwise.0)),
            last.unwrap_or_else(|| Instant::start_of(otherwise.1)),
        );
        Ok((records, until, window))
    }

    /// The households of a neighbourhood that were read and still agree to it.
    fn of_neighbourhood(
        &self,
        tx: &mut Tx<'_>,
        code: &NeighbourhoodCode,
    ) -> Result<Vec<HouseholdRecord>, ServiceError> {
        let (mode, utility) = (self.release.mode, self.programme.utility);
        let mut readings: HashMap<HouseholdId, Vec<MeterReading>> = HashMap::new();
        for reading in query!(tx, meter_readings::of_neighbourhood(mode, (code, utility), self.now))? {
            readings.entry(reading.household_id).or_default().push(reading);
        }
        let agreed = agreed(query!(tx, consents::of_neighbourhood(mode, code))?);
        let mut occupants: BTreeMap<HouseholdId, Vec<(Instant, u32)>> = BTreeMap::new();
        for diagnosis in query!(tx, diagnoses::of_neighbourhood(mode, (code, utility), self.now))? {
            let told = (diagnosis.occurred_at, diagnosis.content.occupants);
            occupants.entry(diagnosis.household_id).or_default().push(told);
        }
        let mut records = Vec::new();
        for household in query!(tx, programmes::households(mode, code))? {
            let Some(readings) = readings.remove(&household.id).filter(|_| agreed.contains(&household.id))
            else {
                continue;
            };
            let known = household.occupants.filter(|total| *total > 0);
            let otherwise = || known.map(|total| (household.since, total)).into_iter().collect();
            records.push(HouseholdRecord {
                household_id: household.id,
                commune_code: self.communes.get(code).cloned(),
                occupants: occupants.remove(&household.id).unwrap_or_else(otherwise),
                stairwell: household.stairwell,
                reached_at: None,
                readings,
            });
        }
        Ok(records)
    }

    fn tariffs(&self, tx: &mut Tx<'_>) -> Result<Vec<Tariff>, ServiceError> {
        let codes: Vec<CommuneCode> = self
            .programme
            .neighbourhoods
            .iter()
            .filter_map(|code| self.communes.get(code).cloned())
            .collect();
        // Tariffs are everybody's, of live and test data alike.
        let all = query!(tx, tariffs::of_communes(&Actor::CommandLine, self.programme.utility, &codes))?;
        Ok(all.into_iter().filter(|tariff| tariff.content.currency.as_str() == EURO).collect())
    }

    /// Whether all communes of the programme have a tariff that held when it began. That is public.
    fn is_priced(&self, tariffs: &[Tariff], day: Day) -> bool {
        self.programme.neighbourhoods.iter().all(|code| {
            let commune = self.communes.get(code);
            commune.is_some_and(|commune| tariff_on(tariffs, commune, day).is_some())
        })
    }
}

/// The households whose consent to the use of their readings is in force.
fn agreed(decisions: Vec<Consent>) -> HashSet<HouseholdId> {
    let mut by_household: HashMap<HouseholdId, Vec<Consent>> = HashMap::new();
    for decision in decisions {
        by_household.entry(decision.household_id).or_default().push(decision);
    }
    let agrees = |decisions: &[Consent]| {
        let last = in_force(decisions, Purpose::MeterData, None);
        last.is_some_and(|last| last.decision == ConsentDecision::Granted)
    };
    by_household.into_iter().filter(|(_, decisions)| agrees(decisions)).map(|(id, _)| id).collect()
}

/// Of a quarter: the estimates of all its programmes.
///
/// # Errors
/// If the database fails.
pub fn all(
    tx: &mut Tx<'_>,
    (release, programmes, now): (&Release, &[ReleaseProgramme], Instant),
) -> Result<Vec<Estimated>, ServiceError> {
    match release.period {
        Period::Quarter(_) => {
            programmes.iter().map(|programme| estimated(tx, (release, programme, now))).collect()
        }
        Period::Year(_) => Ok(vec![]),
    }
}
