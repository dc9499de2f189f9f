//! The year as it happens: everything is sent as field apps and partners send it, live progress is looked at, quarters are
//! published, and what is true at each of these moments is kept aside.

use std::collections::{BTreeMap, BTreeSet};

use palier_domain::{
    ids::CampaignId,
    release::{CampaignFacts, LiveStep, Period, Quarter},
    time::{Day, Instant},
};
use palier_server::jobs::live;
use palier_tests::{
    App,
    field::{
        devices::{self, Phone},
        referrals, releases,
        sync::{item, send},
        visits, workers,
    },
    samples,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    plan::{BANDS, LAST, MOMENTS, Plan, QUARTERS, Visit, YEAR, quarter_of},
    pulled,
    records::{self, Town},
};

/// Items of a batch.
const BATCH: usize = 400;

/// What a step of live progress was counted from.
pub struct Step {
    pub quarter: i8,
    pub campaign: CampaignId,
    pub on: Day,
    pub told: BTreeMap<usize, CampaignFacts>,
}

/// A year that was lived through.
pub struct Lived<'a> {
    app: &'a App,
    plan: &'a Plan,
    phone: Phone,
    sequence: i64,
    /// By number.
    pub campaigns: Vec<CampaignId>,
    households: Vec<Uuid>,
    /// What each quarter was counted from.
    pub quarters: BTreeMap<i8, Town>,
    /// The steps of live progress.
    pub steps: Vec<Step>,
}

impl<'a> Lived<'a> {
    /// Lives through a year and publishes its releases.
    pub async fn through(app: &'a App, plan: &'a Plan) -> Self {
        let mut campaigns = vec![];
        for number in 0..plan.campaigns.len() {
            campaigns.push(campaign(app, plan, number).await);
        }
        let names: Vec<String> = campaigns.iter().map(ToString::to_string).collect();
        let mut worker = workers::field_worker(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let places: BTreeSet<_> = plan.households.iter().collect();
        worker["neighbourhood_codes"] = json!(places);
        let worker = app.as_operator().post("/v1/field-workers", worker).await.expect(201).id();
        let phone = devices::enrol(app, &worker).await;
        let households = plan.households.iter().map(|_| Uuid::now_v7()).collect();
        let (quarters, steps) = (BTreeMap::new(), vec![]);
        let mut lived = Self { app, plan, phone, sequence: 0, campaigns, households, quarters, steps };
        lived.enter().await;
        lived.plan_rounds(&worker).await;
        for moment in 1..=LAST {
            lived.arrive(moment).await;
            if moment == LAST {
                releases::published(app, &YEAR.to_string()).await;
            } else if moment.is_multiple_of(MOMENTS) {
                lived.publish(moment).await;
            } else {
                lived.look(moment).await;
            }
        }
        lived
    }

    async fn send(&mut self, items: Vec<Value>) {
        for items in items.chunks(BATCH) {
            self.sequence += 1;
            let results = send(self.app, &self.phone, self.sequence, items).await;
            let other = results.iter().find(|result| result["status"] != "applied");
            assert!(other.is_none(), "{other:?}");
        }
    }

    async fn enter(&mut self) {
        let entered = self.plan.households.iter().zip(&self.households).flat_map(|(place, id)| {
            let body = json!({
                "id": id, "occurred_at": format!("{YEAR}-01-02T10:00:00Z"), "neighbourhood_code": place,
                "building": "A", "stairwell": "1", "floor": 1, "door_label": format!("porte {id}"),
            });
            // Needs about health, and what became of actions, are told of who agreed to it.
            let agrees = ["health_themes", "follow_up"].map(|purpose| {
                let decision = referrals::decision(&id.to_string(), purpose, "granted");
                item(
                    "consent",
                    visits::with(decision, &json!({"occurred_at": format!("{YEAR}-01-02T10:05:00Z")})),
                )
            });
            std::iter::once(item("household", body)).chain(agrees)
        });
        let entered = entered.collect();
        self.send(entered).await;
    }

    /// Who has a round for a campaign knows the campaign.
    async fn plan_rounds(&self, worker: &str) {
        for (campaign, id) in self.plan.campaigns.iter().zip(&self.campaigns) {
            let here = self.plan.households.iter().position(|place| campaign.places.contains(place));
            let door = self.households[here.unwrap_or_default()].to_string();
            visits::round(self.app, (worker, &id.to_string()), &[&door]).await;
        }
    }

    /// Everything that there is from this moment on.
    async fn arrive(&mut self, moment: u16) {
        let plan = self.plan;
        for (household, _) in plan.erased.iter().filter(|(_, from)| **from == moment) {
            self.erase(*household);
        }
        self.second_messages(moment).await;
        let visits = plan.visits.iter().filter(|visit| visit.arrives == moment);
        let visits = visits.map(|visit| item("visit", self.visit(visit))).collect();
        self.send(visits).await;
        let told = plan.follow_ups.iter().filter(|told| told.arrives == moment);
        let told = told.map(|told| {
            let body = json!({
                "id": Uuid::now_v7(), "visit_id": told.visit, "action_code": "repair_leak",
                "status": if told.done { "done" } else { "not_done" }, "reported_by": "resident",
                "known_by": "asked", "occurred_at": format!("{}T12:00:00Z", day_of(told.quarter, 88)),
            });
            item("follow_up_action", body)
        });
        let told = told.collect();
        self.send(told).await;
        self.ends(moment).await;
    }

    /// Nothing of an erased household is to be found any more.
    fn erase(&self, household: usize) {
        let id = self.app.backend.id(self.households[household]);
        self.app.connect().execute(&format!("UPDATE households SET mode = 'test' WHERE id = {id}"));
    }

    async fn second_messages(&self, moment: u16) {
        for (number, (campaign, id)) in self.plan.campaigns.iter().zip(&self.campaigns).enumerate() {
            if moment % MOMENTS == 1 && moment < LAST && campaign.second_message == quarter_of(moment) {
                let path = format!("/v1/campaigns/{id}/messages");
                let message = json!({"language": "fr", "text": "Bonjour, encore moi."});
                pulled::partner_of(self.app, number).post(&path, message).await.expect(201);
            }
        }
    }

    fn visit(&self, visit: &Visit) -> Value {
        let mut body = json!({
            "id": visit.id, "household_id": self.households[visit.household],
            "campaign_id": self.campaigns[visit.campaign],
            "channel": if visit.by_phone { "phone" } else { "door" }, "outcome": visit.outcome,
            "occurred_at": occurred_at(visit), "supersedes_id": visit.corrects,
        });
        let Some(interview) = &visit.interview else { return body };
        let mut answers = vec![];
        if let Some(yes) = interview.reads_meter {
            let answer = json!({"kind": "yes_no", "yes": yes});
            answers.push(json!({"question_code": "reads_own_meter", "answer": answer}));
        }
        if !interview.leaks.is_empty() {
            let answer = json!({"kind": "multiple_choice", "choices": interview.leaks});
            answers.push(json!({"question_code": "leaks", "answer": answer}));
        }
        let needs = interview.needs.iter();
        let needs = needs.map(|(id, theme)| json!({"id": id, "theme": theme, "urgency": "normal"}));
        body["needs"] = needs.collect();
        body["answers"] = json!(answers);
        body["language"] = json!(if interview.language == "other" { "eo" } else { interview.language });
        body["message"] = json!({"language": "fr", "version": interview.message});
        body["residents_present"] = json!(interview.residents);
        body["found_useful"] = json!(interview.useful);
        body["learned_something"] = json!(interview.learned);
        body["actions_intended"] = if interview.intends { json!(["repair_leak"]) } else { json!([]) };
        body
    }

    /// Needs and referrals end when it is said that they do; the clock of the server is put to the moment afterwards.
    async fn ends(&self, moment: u16) {
        let operator = self.app.as_operator();
        for ended in self.plan.needs_ended.iter().filter(|ended| ended.moment == moment) {
            let step = if ended.met { "mark-met" } else { "mark-not-met" };
            operator.post_empty(&format!("/v1/needs/{}/{step}", ended.need)).await.expect(200);
        }
        let mut sent = vec![];
        for referral in self.plan.referrals.iter().filter(|referral| referral.moment == moment) {
            let household = self.households[referral.household].to_string();
            let consent = referrals::decide(self.app, &referrals::consent(self.app, &household)).await;
            let body = referrals::referral_of(self.app, &household, &consent);
            let id = operator.post("/v1/referrals", body).await.expect(201).id();
            referrals::end(self.app, &id, referral.outcome).await;
            sent.push((id.parse().expect("an id"), referral.days));
        }
        if !sent.is_empty() || self.plan.needs_ended.iter().any(|ended| ended.moment == moment) {
            self.put_clock(moment, &sent);
        }
    }

    fn put_clock(&self, moment: u16, sent: &[(Uuid, u32)]) {
        let at = Instant::start_of(day_of(quarter_of(moment), 80));
        let time = |at: Instant| self.app.backend.time(at);
        let later = Instant::start_of(Day::constant(YEAR + 1, 1, 1));
        let mut rows = self.app.connect();
        for (id, days) in sent {
            let id = self.app.backend.id(*id);
            let created = time(at.plus_seconds(-i64::from(*days) * 24 * 3600));
            rows.execute(&format!("UPDATE referrals SET created_at = {created} WHERE id = {id}"));
        }
        for table in ["need_events", "referral_events"] {
            rows.execute(&format!("UPDATE {table} SET at = {} WHERE at > {}", time(at), time(later)));
        }
    }

    /// Live progress is looked at, and its partners read it.
    async fn look(&mut self, moment: u16) {
        let quarter = quarter_of(moment);
        let on = day_of(quarter, i64::from((moment - 1) % MOMENTS));
        let moved = live::tick(self.app.state(), on, self.app.state().now()).expect("it is looked at");
        let now = records::facts(self.plan, &self.campaigns, (quarter, moment));
        let before = self.steps.len();
        for (number, campaign) in self.campaigns.clone().into_iter().enumerate() {
            let partner = pulled::partner_of(self.app, number);
            let steps = pulled::progress(&partner, campaign, &format!("{YEAR}-Q{quarter}")).await;
            if steps.last().is_some_and(|step: &LiveStep| step.on == on) {
                let told = self.held(&now, (quarter, campaign));
                self.steps.push(Step { quarter, campaign, on, told });
            }
        }
        assert_eq!(self.steps.len() - before, moved, "partners read of every step");
    }

    /// What the last step told of a campaign's households.
    fn told(&self, of: (i8, CampaignId)) -> impl Iterator<Item = (&usize, &CampaignFacts)> {
        let last = self.steps.iter().rfind(|step| (step.quarter, step.campaign) == of);
        last.into_iter().flat_map(|step| &step.told)
    }

    /// What is known of a campaign's households, with what was told of them.
    fn held(&self, now: &Town, (quarter, campaign): (i8, CampaignId)) -> BTreeMap<usize, CampaignFacts> {
        let mut now = records::of_campaign(now, campaign);
        for (household, told) in self.told((quarter, campaign)) {
            records::hold(now.entry(*household).or_default(), told);
        }
        now
    }

    async fn publish(&mut self, moment: u16) {
        let quarter = quarter_of(moment);
        let mut town = records::facts(self.plan, &self.campaigns, (quarter, moment));
        for campaign in &self.campaigns {
            for (household, told) in self.told((quarter, *campaign)) {
                let facts = town.entry(*household).or_default();
                records::hold(facts.by_campaign.entry(*campaign).or_default(), told);
            }
        }
        self.quarters.insert(quarter, town);
        releases::published(self.app, &format!("{YEAR}-Q{quarter}")).await;
    }

    /// What the year was counted from.
    pub fn year(&self) -> Town {
        let mut year = Town::new();
        for quarter in QUARTERS {
            for (household, facts) in &self.quarters[&quarter] {
                let all = year.entry(*household).or_default();
                for (campaign, facts) in &facts.by_campaign {
                    all.by_campaign.entry(*campaign).or_default().extend(facts.iter().cloned());
                }
                all.overall.extend(facts.overall.iter().cloned());
            }
        }
        year
    }
}

async fn campaign(app: &App, plan: &Plan, number: usize) -> CampaignId {
    let campaign = &plan.campaigns[number];
    let [first, last] = [campaign.active.start(), campaign.active.end()].map(|number| {
        let quarter = Quarter { year: YEAR, number: *number };
        (Period::Quarter(quarter).first_day(), Period::Quarter(quarter).last_day())
    });
    let mut body = samples::campaign_with(json!({
        "neighbourhood_codes": campaign.places, "starts_on": first.0, "ends_on": last.1, "contact_cap": null,
        "messages": [{"language": "fr", "text": "Bonjour, je suis votre voisine."}],
    }));
    if !campaign.asks {
        body["questions"] = json!([]);
    }
    samples::running_of(app, &pulled::partner_of(app, number), body).await.parse().expect("an id")
}

/// A day of a quarter, counted from its first one.
fn day_of(quarter: i8, days: i64) -> Day {
    let first = Period::Quarter(Quarter { year: YEAR, number: quarter }).first_day();
    Instant::start_of(first).plus_seconds(days * 24 * 3600).day()
}

/// The time of a visit, by the clocks of the deployment's time zone.
fn occurred_at(visit: &Visit) -> String {
    let (_, weekday, hour) = BANDS[visit.band];
    let first = day_of(visit.quarter, 7 * i64::from(visit.week));
    let first: jiff::civil::Date = first.to_string().parse().expect("a date");
    let ahead = (weekday - first.weekday().to_monday_one_offset()).rem_euclid(7);
    let at = first.saturating_add(jiff::Span::new().days(ahead)).at(hour, 30, 0, 0);
    at.in_tz("Europe/Paris").expect("a time zone").timestamp().to_string()
}
