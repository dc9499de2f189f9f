//! What is said in an interview, and what is handed on after it.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use palier_domain::campaign::{AnswerKind, Question};
use palier_sdk::types::{
    AnswerValueInput, AnswerValueMultipleChoiceInput, AnswerValueQuantityInput, AnswerValueScaleInput,
    AnswerValueSingleChoiceInput, AnswerValueYesNoInput, QuestionAnswerInput,
};

use super::{
    Consent, End, Household, Interview, Mission, Need, Referral, Round, Step, Worker, days_after, draw::Draw,
    later, moment,
};

/// What people lack beside what the campaign is about.
const OTHER_THEMES: [&str; 10] = [
    "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits",
    "difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere",
    "equipement-et-alimentation--alimentation",
    "famille--garde-denfants",
    "lecture-ecriture-calcul--maitriser-le-francais",
    "logement-hebergement--changer-de-logement",
    "numerique--acceder-a-des-services-en-ligne",
    "remobilisation--lien-social",
    "trouver-un-emploi--suivre-ses-candidatures-et-relancer-les-employeurs",
    "palier:vie-de-quartier--proprete",
];

/// An interview, and the decisions that were made in it. What it led to is weighed once all are there.
pub fn interview(
    draw: &mut Draw,
    (mission, worker): (&Mission, &Worker),
    (household, at): (usize, Timestamp),
    lately: bool,
) -> (Interview, Vec<Consent>) {
    let language = spoken(draw, worker);
    let heard = mission.languages.iter().find(|tag| **tag == language);
    let heard = heard.cloned().unwrap_or_else(|| "fr".to_owned());
    let is_new = lately && mission.renewed.contains(&heard);
    let message = (heard, if is_new { 2 } else { 1 });
    let mut decisions = Decisions { household, language: &language, at, made: vec![] };
    if draw.chance(40) {
        decisions.ask(draw, ("follow_up", 68));
    }
    if super::readings::metered(mission).is_some() && draw.chance(60) {
        decisions.ask(draw, ("meter_data", 64));
    }
    let needs = needs(draw, mission, &mut decisions);
    let consents = decisions.made;
    let asked: Vec<&Question> = mission.content.questions.iter().filter(|_| draw.chance(92)).collect();
    let answers = asked.into_iter().map(|question| answer(draw, question)).collect();
    let unweighed =
        Interview { language, message, answers, needs, useful: true, learned: true, intends: vec![] };
    (unweighed, consents)
}

/// Mostly French, else another language that the field worker speaks.
fn spoken(draw: &mut Draw, worker: &Worker) -> String {
    let others = &worker.languages[1..];
    let language = if others.is_empty() || draw.chance(58) { worker.languages[0] } else { *draw.one(others) };
    language.to_owned()
}

/// What a household decides in the course of a visit.
struct Decisions<'a> {
    household: usize,
    language: &'a str,
    at: Timestamp,
    made: Vec<Consent>,
}

impl Decisions<'_> {
    /// Asks; of a hundred, so many agree. To refuse is a decision like any other.
    fn ask(&mut self, draw: &mut Draw, (purpose, agree): (&'static str, u32)) -> bool {
        let granted = draw.chance(agree);
        self.made.push(Consent {
            id: draw.id(self.at),
            household: self.household,
            purpose,
            partner: None,
            decision: if granted { "granted" } else { "refused" },
            language: self.language.to_owned(),
            at: self.at,
            withdrawn: granted && purpose == "follow_up" && draw.chance(3),
        });
        granted
    }
}

/// What they lack; about health only if they agree that it is written down.
fn needs(draw: &mut Draw, mission: &Mission, decisions: &mut Decisions<'_>) -> Vec<Need> {
    let count = draw.weighted(&[(0, 66), (1, 29), (2, 5)]);
    let mut needs: Vec<Need> = Vec::new();
    // Who was asked once in a visit is not asked again.
    let mut agrees = None;
    for _ in 0..count {
        let own = draw.one(&mission.content.themes).as_str().to_owned();
        let theme = if draw.chance(64) { own } else { (*draw.one(&OTHER_THEMES)).to_owned() };
        let is_health = theme.starts_with("sante--");
        if needs.iter().any(|need| need.theme == theme)
            || (is_health && !*agrees.get_or_insert_with(|| decisions.ask(draw, ("health_themes", 74))))
        {
            continue;
        }
        let urgency = draw.weighted(&[("low", 20), ("normal", 58), ("high", 19), ("emergency", 3)]);
        needs.push(Need { id: draw.id(decisions.at), theme, urgency, end: None });
    }
    needs
}

fn answer(draw: &mut Draw, question: &Question) -> QuestionAnswerInput {
    let value: AnswerValueInput = match &question.answer {
        AnswerKind::YesNo => AnswerValueYesNoInput::new(draw.chance(46)).into(),
        AnswerKind::Scale { min, max } => {
            let steps = u32::try_from(max - min).unwrap_or_default();
            let step = min + i32::try_from(draw.between(0, steps)).unwrap_or_default();
            AnswerValueScaleInput::new(step).into()
        }
        AnswerKind::SingleChoice { options } => {
            AnswerValueSingleChoiceInput::new(&draw.one(options).code).into()
        }
        AnswerKind::MultipleChoice { options, .. } => {
            AnswerValueMultipleChoiceInput::new([&draw.one(options).code]).into()
        }
        AnswerKind::Quantity { unit } => {
            let (low, high) = match unit.as_str() {
                "persons" => (1, 6),
                "degrees" => (15, 23),
                _ => (0, 14),
            };
            AnswerValueQuantityInput::new(draw.between(low, high).into()).into()
        }
    };
    QuestionAnswerInput::new(&question.code, value)
}

/// How many cases are handed on; of these, so many households said no when they were asked.
const ASKED: usize = 74;
const REFUSED: usize = 12;

/// Rounds with the cases that were handed on from them, and with what became of the other needs.
pub fn handed_on(seed: u64, today: Date, mut rounds: Vec<Round>, households: &[Household]) -> Vec<Round> {
    let mut draw = Draw::new(seed, "referrals");
    let mut blocked: Vec<(usize, usize)> = Vec::new();
    for (index, round) in rounds.iter().enumerate() {
        let with_needs = round.visits.iter().enumerate().filter(|(_, visit)| partner_of(visit).is_some());
        blocked.extend(with_needs.map(|(place, _)| (index, place)));
    }
    draw.shuffle(&mut blocked);
    // One case a household is enough.
    let mut seen = std::collections::BTreeSet::new();
    blocked.retain(|(round, visit)| seen.insert(rounds[*round].visits[*visit].household));
    for (number, (round, visit)) in blocked.into_iter().take(ASKED).enumerate() {
        hand_on(&mut draw, today, (&mut rounds[round], visit), (households, number < REFUSED));
    }
    let referred: BTreeMap<_, _> =
        rounds.iter().flat_map(|round| &round.referrals).map(|referral| (referral.need, ())).collect();
    let needs = rounds.iter_mut().flat_map(|round| &mut round.visits).filter_map(|visit| {
        let at = visit.at;
        visit.interview.as_mut().map(|interview| (at, interview))
    });
    for (at, need) in needs.flat_map(|(at, interview)| interview.needs.iter_mut().map(move |need| (at, need)))
    {
        let is_old = at < moment(days_after(today, -30), 0);
        if is_old && !referred.contains_key(&need.id) {
            let ends = [(Some(End::Met), 38), (Some(End::NotMet), 16), (Some(End::Withdrawn), 6), (None, 40)];
            need.end = draw.weighted(&ends);
        }
    }
    rounds
}

/// Who answers for the first need of a visit, and why it is blocked.
fn partner_of(visit: &super::Visit) -> Option<(&'static str, &'static str)> {
    let need = visit.interview.as_ref()?.needs.first()?;
    Some(match need.theme.split_once("--")? {
        ("palier:eau", "facture") => ("partner", "wrong_bill"),
        ("palier:eau", "impaye") => ("partner", "arrears"),
        ("palier:eau", "fuite") => ("partner", "leak"),
        ("palier:eau", _) => ("partner", "meter_blocked"),
        ("palier:energie", "chauffage") => ("partner_energy", "heating_failure"),
        ("palier:energie", "cheque-energie") => ("partner_energy", "non_take_up"),
        ("palier:energie", "facture") => ("partner_energy", "wrong_bill"),
        ("palier:energie", _) => ("partner_energy", "arrears"),
        ("palier:transport" | "mobilite", _) => ("partner_transport", "non_take_up"),
        ("palier:courrier", _) => ("partner_post", "delivery"),
        ("palier:dechets" | "palier:vie-de-quartier", _) => ("partner_landlord", "repair"),
        ("logement-hebergement", _) => ("partner_landlord", "other"),
        ("sante", _) => ("partner_health", "non_take_up"),
        _ => return None,
    })
}

fn hand_on(
    draw: &mut Draw,
    today: Date,
    (round, place): (&mut Round, usize),
    (households, refuses): (&[Household], bool),
) {
    let visit = &round.visits[place];
    let (Some((partner, reason)), Some(interview)) = (partner_of(visit), &visit.interview) else { return };
    let need = &interview.needs[0];
    let (household, at) = (visit.household, later(visit.at, visit.seconds));
    let decide = |draw: &mut Draw, purpose, partner, granted: bool| Consent {
        id: draw.id(at),
        household,
        purpose,
        partner,
        decision: if granted { "granted" } else { "refused" },
        language: interview.language.clone(),
        at,
        withdrawn: false,
    };
    let consent = decide(draw, "referral", Some(partner), !refuses);
    if refuses {
        round.consents.push(consent);
        return;
    }
    let callable = draw.chance(60);
    let phone = decide(draw, "contact_by_phone", None, callable);
    let referral = Referral {
        id: draw.id(at),
        household,
        partner,
        consent: consent.id,
        reason,
        theme: need.theme.clone(),
        need: need.id,
        contact: callable.then(|| households[household].phone.clone()),
        at,
        course: course(draw, at < moment(days_after(today, -45), 0)),
    };
    round.consents.extend([consent, phone]);
    round.referrals.push(referral);
}

/// What became of a case: an old one has mostly ended, a young one waits for one side or the other.
fn course(draw: &mut Draw, is_old: bool) -> Vec<(bool, Step)> {
    let (partner, operator) = (false, true);
    let accepted = vec![(partner, Step::Accept)];
    let begun = [accepted.clone(), vec![(partner, Step::Start)]].concat();
    let more = |steps: &[(bool, Step)]| [begun.clone(), steps.to_vec()].concat();
    let ends = [
        (more(&[(partner, Step::Resolve)]), 30),
        (
            more(&[
                (partner, Step::Message("needs_document")),
                (operator, Step::Message("document_sent")),
                (partner, Step::Resolve),
            ]),
            22,
        ),
        (more(&[(partner, Step::Message("called_no_answer")), (partner, Step::NotResolve("no_answer"))]), 13),
        (vec![(partner, Step::Refuse("not_responsible"))], 9),
        (vec![(partner, Step::Refuse("not_eligible"))], 5),
        (vec![(operator, Step::Withdraw("household_wish"))], 6),
        (more(&[(partner, Step::Message("delayed"))]), 6),
    ];
    let opens = [
        (vec![], 34),
        (accepted, 18),
        (more(&[(partner, Step::Message("needs_document"))]), 16),
        (more(&[(partner, Step::Message("appointment_proposed"))]), 14),
        (more(&[(partner, Step::Resolve)]), 10),
        (vec![(operator, Step::Message("status_requested"))], 8),
    ];
    let of: &[(Vec<(bool, Step)>, u32)] = if is_old { &ends } else { &opens };
    let places: Vec<(usize, u32)> =
        of.iter().enumerate().map(|(place, (_, weight))| (place, *weight)).collect();
    of[draw.weighted(&places)].0.clone()
}
