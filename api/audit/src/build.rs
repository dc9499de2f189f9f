//! From a publication to its system: which counts there are, which relations hold, and what was said of each.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::locations::{Composition, Location, Locations, Makeup, Spot};
use crate::measures::{self, Measures, Plan, SAVINGS, Slot, is_by_hour, is_published};
use crate::publication::{CellName, Figure, Level, Publication};
use crate::system::{Kind, Relation, System, Var};

/// The counts of a class of locations: a first unknown, and their order after it.
#[derive(Debug)]
struct Class {
    first: Var,
    plan: Rc<Plan>,
    order: Rc<HashMap<Slot, u32>>,
    members: Vec<Location>,
}

/// A plan and the place of each of its counts.
type Joint = (Rc<Plan>, Rc<HashMap<Slot, u32>>);

/// A publication as a system, with the way from names to unknowns and back.
#[derive(Debug)]
pub(crate) struct Built {
    pub system: System,
    pub locations: Locations,
    pub measures: Measures,
    periods: Vec<String>,
    classes: Vec<Class>,
    class_of: Vec<u32>,
    /// The plan of each location by itself.
    plans: Vec<Rc<Plan>>,
    stands: Vec<Var>,
}

impl Built {
    pub fn of(publication: &Publication) -> Self {
        let locations = Locations::of(publication);
        let mut measures = Measures::default();
        let plans = plans(publication, &locations, &mut measures);
        let mut built = Self {
            system: System::default(),
            periods: publication.releases.iter().map(|release| release.period.clone()).collect(),
            classes: vec![],
            class_of: vec![0; locations.spots.len()],
            plans,
            stands: vec![],
            locations,
            measures,
        };
        built.add_classes();
        for class in 0..built.classes.len() {
            built.relate_measures(class);
        }
        for at in 0..built.locations.compositions.len() {
            let made = built.locations.compositions[at].clone();
            built.relate_locations(&made);
        }
        built.stands = built.system.settle();
        built.leave_out_untold(publication);
        built
    }

    /// A release that tells no hours of areas promises nothing of them. They are there all the same: the year that tells
    /// them is made of them.
    fn leave_out_untold(&mut self, publication: &Publication) {
        let of_area = |figure: &Figure| figure.campaign.is_none() && is_by_hour(&figure.table);
        let tells: Vec<bool> =
            publication.releases.iter().map(|release| release.figures.iter().any(of_area)).collect();
        let mut promised = vec![false; self.system.len()];
        for var in 0..self.system.len() {
            promised[self.stands[var] as usize] |= self.is_promised(var, &tells);
        }
        self.system.in_scope.iter_mut().zip(promised).for_each(|(scope, promised)| *scope &= promised);
    }

    fn is_promised(&self, var: usize, tells: &[bool]) -> bool {
        let home = self.system.homes[var];
        let (Slot::Count(measure) | Slot::Rest { part: measure, .. }) = home.slot;
        if !is_by_hour(self.measures.table(measure)) {
            return true;
        }
        let members = self.classes[home.class as usize].members.iter();
        let mut holding = members.filter(|at| holds(&self.plans[**at as usize], home.slot));
        holding.any(|at| match &self.locations.spots[*at as usize] {
            (release, Spot::Area(..)) => tells[*release],
            _ => true,
        })
    }

    fn add_classes(&mut self) {
        let mut members: HashMap<Location, Vec<Location>> = HashMap::new();
        for (at, same) in self.locations.same.iter().enumerate() {
            members.entry(*same).or_default().push(at as Location);
        }
        let mut members: Vec<_> = members.into_iter().collect();
        members.sort();
        let mut shared: HashMap<BTreeSet<usize>, Joint> = HashMap::new();
        for (_, members) in members {
            let kinds = members.iter().map(|at| Rc::as_ptr(&self.plans[*at as usize]) as usize).collect();
            let (plan, order) = shared.entry(kinds).or_insert_with(|| self.joint(&members)).clone();
            let first = self.system.len() as Var;
            let class = self.classes.len() as u32;
            plan.slots().into_iter().for_each(|slot| self.system.add(class, slot));
            members.iter().for_each(|at| self.class_of[*at as usize] = class);
            self.classes.push(Class { first, plan, order, members });
        }
    }

    fn joint(&self, members: &[Location]) -> Joint {
        let mut plan = Plan::default();
        members.iter().for_each(|at| plan.join(&self.plans[*at as usize]));
        let order = plan.slots().into_iter().zip(0..).collect();
        (Rc::new(plan), Rc::new(order))
    }

    fn var(&self, class: usize, slot: Slot) -> Option<Var> {
        let class = &self.classes[class];
        class.order.get(&slot).map(|at| class.first + at)
    }

    fn relate_measures(&mut self, class: usize) {
        let plan = Rc::clone(&self.classes[class].plan);
        let counts = |built: &Self, of: &[u32]| -> Box<[Var]> {
            of.iter().filter_map(|measure| built.var(class, Slot::Count(*measure))).collect()
        };
        for (part, of) in &plan.shares {
            let rest = self.var(class, Slot::Rest { part: *part, of: *of });
            let parts = counts(self, &[*part]).iter().copied().chain(rest).collect();
            self.relate(Kind::Complement, counts(self, &[*of])[0], parts);
        }
        for (part, whole) in &plan.below {
            self.relate(Kind::Within, counts(self, &[*whole])[0], counts(self, &[*part]));
        }
        for union in &plan.unions {
            let kind = if union.complete { Kind::Union } else { Kind::Within };
            self.relate(kind, counts(self, &[union.whole])[0], counts(self, &union.parts));
        }
        let rest =
            |built: &Self, (part, of): &(u32, u32)| built.var(class, Slot::Rest { part: *part, of: *of });
        for split in &plan.splits {
            let parts: Box<[Var]> = split.parts.iter().filter_map(|pair| rest(self, pair)).collect();
            if let (Some(whole), true) = (rest(self, &split.whole), parts.len() == split.parts.len()) {
                self.relate(Kind::Cover, whole, parts);
            }
        }
    }

    /// Carries a composition of locations over to their counts.
    fn relate_locations(&mut self, made: &Composition) {
        let whole = self.class_of[made.whole as usize] as usize;
        let mut parts: Vec<usize> =
            made.parts.iter().map(|at| self.class_of[*at as usize] as usize).collect();
        parts.sort_unstable();
        parts.dedup();
        if parts.contains(&whole) {
            return;
        }
        let plan = Rc::clone(&self.plans[made.whole as usize]);
        for slot in plan.slots() {
            let Some(own) = self.var(whole, slot) else { continue };
            let held: Box<[Var]> = parts.iter().filter_map(|class| self.var(*class, slot)).collect();
            let kind = kind_for(made.makeup, slot, held.len() == parts.len());
            if let (Some(kind), false) = (kind, held.is_empty()) {
                self.relate(kind, own, held);
            }
        }
    }

    fn relate(&mut self, kind: Kind, whole: Var, parts: Box<[Var]>) {
        self.system.relations.push(Relation { kind, whole, parts });
    }

    fn location(&self, period: &str, spot: &Spot) -> Option<Location> {
        self.locations.find(self.periods.iter().position(|known| known == period)?, spot)
    }

    /// The location of an area, if it is active.
    pub fn area(&self, period: &str, level: Level, code: &str) -> Option<Location> {
        self.location(period, &Spot::Area(level, code.to_owned()))
    }

    /// The location of a campaign in a neighbourhood, if it is active there.
    pub fn part(&self, period: &str, campaign: &str, code: &str) -> Option<Location> {
        self.location(period, &Spot::Part { campaign: campaign.to_owned(), neighbourhood: code.to_owned() })
    }

    /// The complements of a cell in its denominators.
    pub fn complements(&self, name: &CellName) -> Vec<Var> {
        let found = || {
            let location = self.location(&name.period, &spot(name)?)? as usize;
            let own = self.measures.find(&name.table, name.item.as_deref())?;
            let shares = self.plans[location].shares.iter().filter(|(part, _)| *part == own);
            let slots = shares.map(|(part, of)| Slot::Rest { part: *part, of: *of });
            let vars = slots.filter_map(|slot| self.var(self.class_of[location] as usize, slot));
            Some(vars.map(|var| self.stands[var as usize]).collect())
        };
        found().unwrap_or_default()
    }

    /// The unknown of a name, if there is such a count.
    pub fn find(&self, name: &CellName) -> Option<Var> {
        let location = self.location(&name.period, &spot(name)?)?;
        let part = self.measures.find(&name.table, name.item.as_deref())?;
        let plan = &self.plans[location as usize];
        let slot = match &name.complement {
            None => Slot::Count(part),
            Some(table) => {
                let shares = plan.shares.iter().filter(|(share, _)| *share == part);
                let of = shares.map(|(_, of)| *of).find(|of| self.measures.table(*of) == table)?;
                Slot::Rest { part, of }
            }
        };
        if !plan.counts.contains(&part) {
            return None;
        }
        self.var(self.class_of[location as usize] as usize, slot).map(|var| self.stands[var as usize])
    }

    /// The name of an unknown: the first of those it goes by.
    pub fn name(&self, var: Var) -> CellName {
        let home = self.system.homes[var as usize];
        let members = &self.classes[home.class as usize].members;
        let holds = |at: &&Location| holds(&self.plans[**at as usize], home.slot);
        let (release, spot) =
            &self.locations.spots[*members.iter().find(holds).unwrap_or(&members[0]) as usize];
        let (part, complement) = match home.slot {
            Slot::Count(measure) => (measure, None),
            Slot::Rest { part, of } => (part, Some(self.measures.table(of).to_owned())),
        };
        let (level, place, campaign) = match spot {
            Spot::Area(level, code) => (*level, code.clone(), None),
            Spot::Part { campaign, neighbourhood } => {
                (Level::Neighbourhood, neighbourhood.clone(), Some(campaign.clone()))
            }
            Spot::Campaign(id)
            | Spot::Programme { campaign: id, .. }
            | Spot::Step { campaign: id, .. }
            | Spot::Since { campaign: id, .. } => (Level::Nation, "FR".to_owned(), Some(id.clone())),
        };
        let (step, since) = match spot {
            Spot::Step { on, .. } => (Some(on.clone()), None),
            Spot::Since { on, .. } => (None, Some(on.clone())),
            _ => (None, None),
        };
        CellName {
            period: self.periods[*release].clone(),
            table: self.measures.table(part).to_owned(),
            level,
            place,
            campaign,
            item: self.measures.item(part).map(str::to_owned),
            complement,
            step,
            since,
        }
    }

    /// Whether no figure is ever published of the count.
    pub fn is_latent(&self, var: Var) -> bool {
        let home = self.system.homes[var as usize];
        let Slot::Count(measure) = home.slot else { return true };
        let table = self.measures.table(measure);
        let members = self.classes[home.class as usize].members.iter();
        let mut holding = members.filter(|at| holds(&self.plans[**at as usize], home.slot));
        !holding.any(|at| is_published(table, self.locations.spots[*at as usize].1.at()))
    }

    /// A relation in words.
    pub fn describe(&self, relation: u32) -> String {
        let relation = &self.system.relations[relation as usize];
        let whole = self.name(relation.whole);
        let first = self.name(relation.parts[0]);
        let kind = match relation.kind {
            Kind::Complement => return format!("{whole} = {first} + complement"),
            Kind::Sum | Kind::Implied => "sum",
            Kind::Union => "union",
            Kind::Cover => {
                return format!("{whole} <= sum of {first}, and {} more", relation.parts.len() - 1);
            }
            Kind::Within => return format!("{whole} >= {first}, and {} more", relation.parts.len() - 1),
        };
        format!("{whole} = {kind} of {first}, and {} more", relation.parts.len() - 1)
    }
}

fn holds(plan: &Plan, slot: Slot) -> bool {
    match slot {
        Slot::Count(measure) => plan.counts.contains(&measure),
        Slot::Rest { part, of } => plan.shares.contains(&(part, of)),
    }
}

/// A union's complement is at most those of its parts together; and what a part does not count by itself may still be in
/// the whole.
fn kind_for(makeup: Makeup, slot: Slot, all_hold: bool) -> Option<Kind> {
    let is_count = matches!(slot, Slot::Count(_));
    match makeup {
        Makeup::Sum if all_hold && is_count => Some(Kind::Sum),
        Makeup::Sum if all_hold => Some(Kind::Implied),
        Makeup::Union if all_hold && is_count => Some(Kind::Union),
        Makeup::Union if all_hold => Some(Kind::Cover),
        _ if is_count => Some(Kind::Within),
        _ => None,
    }
}

fn spot(name: &CellName) -> Option<Spot> {
    if let Some(campaign) = name.campaign.clone() {
        match (name.step.clone(), name.since.clone()) {
            (Some(on), _) => return Some(Spot::Step { campaign, on }),
            (_, Some(on)) => return Some(Spot::Since { campaign, on }),
            _ => {}
        }
    }
    match (&name.campaign, name.level) {
        (None, level) => Some(Spot::Area(level, name.place.clone())),
        (Some(campaign), Level::Neighbourhood) => {
            Some(Spot::Part { campaign: campaign.clone(), neighbourhood: name.place.clone() })
        }
        (Some(campaign), Level::Nation) if name.table == SAVINGS => {
            let utility = name.item.as_deref()?.split('/').next()?.to_owned();
            Some(Spot::Programme { campaign: campaign.clone(), utility })
        }
        (Some(campaign), Level::Nation) => Some(Spot::Campaign(campaign.clone())),
        _ => None,
    }
}

/// The plan of each location. Equal plans are one.
fn plans(publication: &Publication, locations: &Locations, measures: &mut Measures) -> Vec<Rc<Plan>> {
    let area = Rc::new(measures::area(publication, measures));
    let mut campaigns: HashMap<(usize, &str), Rc<Plan>> = HashMap::new();
    for (release, of) in publication.releases.iter().enumerate() {
        for campaign in &of.campaigns {
            let plan = measures::campaign(publication, campaign, measures);
            campaigns.insert((release, &campaign.id), Rc::new(plan));
        }
    }
    let all = publication.releases.iter().flat_map(|release| &release.programmes);
    let programmes: HashMap<&str, Rc<Plan>> =
        all.map(|of| (of.utility.as_str(), Rc::new(measures::programme(&of.utility, measures)))).collect();
    let (step, since) = measures::live(measures);
    let (step, since) = (Rc::new(step), Rc::new(since));
    let plan = |(release, spot): &(usize, Spot)| match spot {
        Spot::Step { .. } => Rc::clone(&step),
        Spot::Since { .. } => Rc::clone(&since),
        Spot::Area(..) => Rc::clone(&area),
        Spot::Programme { utility, .. } => Rc::clone(&programmes[utility.as_str()]),
        Spot::Part { campaign, .. } | Spot::Campaign(campaign) => {
            Rc::clone(&campaigns[&(*release, campaign.as_str())])
        }
    };
    locations.spots.iter().map(plan).collect()
}
