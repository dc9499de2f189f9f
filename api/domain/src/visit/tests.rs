use uuid::Uuid;

use super::*;
use crate::contact_rules::Broken;
use crate::{
    caller::Mode,
    campaign::{
        ActionOption, AnswerKind, AnswerOption, Campaign, CampaignContent, CampaignStatus, InformationKind,
        Message, Question, Texts,
    },
    error::Invalid,
    ids::{CampaignId, HouseholdId, NeedId, OrganisationId, VisitId},
    language::LanguageTag,
    need::Urgency,
    theme::ThemeCode,
    time::{Day, Instant},
};

fn id() -> Uuid {
    Uuid::now_v7()
}

fn tag(text: &str) -> LanguageTag {
    LanguageTag::new(text).expect("a language")
}

fn noon(day: Day) -> Instant {
    Instant::start_of(day).plus_seconds(12 * 3_600)
}

const DAY: Day = Day::constant(2027, 1, 12);

fn interview() -> VisitDraft {
    VisitDraft {
        id: VisitId(id()),
        household_id: HouseholdId(id()),
        campaign_id: CampaignId(id()),
        round_id: None,
        field_worker_id: None,
        channel: Channel::Door,
        outcome: Outcome::Interviewed,
        language: Some(tag("ar")),
        message: Some(MessageHeard { language: tag("fr"), version: 1 }),
        occurred_at: noon(DAY),
        duration_seconds: Some(900),
        content: VisitContent {
            residents_present: Some(2),
            answers: vec![answer("meter", AnswerValue::YesNo { yes: true })],
            found_useful: Some(true),
            learned_something: Some(false),
            actions_intended: vec!["repair_leak".to_owned()],
            needs: vec![RaisedNeed {
                id: NeedId(id()),
                theme: ThemeCode::new("palier:eau--facture").expect("a theme"),
                urgency: Urgency::Normal,
            }],
        },
        supersedes_id: None,
    }
}

fn answer(code: &str, answer: AnswerValue) -> Answer {
    Answer { question_code: code.to_owned(), answer }
}

fn campaign(status: CampaignStatus) -> Campaign {
    let options = |codes: &[&str]| {
        codes.iter().map(|code| AnswerOption { code: (*code).to_owned(), label: Texts::new() }).collect()
    };
    let question = |code: &str, answer| Question { code: code.to_owned(), text: Texts::new(), answer };
    let message = |version| Message {
        language: tag("fr"),
        version,
        text: "Bonjour".to_owned(),
        created_at: Instant::from_micros(0),
    };
    Campaign {
        id: CampaignId(id()),
        organisation_id: OrganisationId(id()),
        mode: Mode::Live,
        status,
        content: CampaignContent {
            external_id: None,
            title: "Eau".to_owned(),
            purpose: String::new(),
            themes: vec![],
            information_kind: InformationKind::Service,
            questions: vec![
                question("meter", AnswerKind::YesNo),
                question("bill", AnswerKind::SingleChoice { options: options(&["own", "charges"]) }),
                question(
                    "leaks",
                    AnswerKind::MultipleChoice {
                        options: options(&["tap", "toilet", "pipe"]),
                        max_choices: Some(2),
                    },
                ),
                question("ease", AnswerKind::Scale { min: 1, max: 5 }),
                question("persons", AnswerKind::Quantity { unit: "persons".to_owned() }),
            ],
            actions: vec![ActionOption { code: "repair_leak".to_owned(), label: Texts::new() }],
            neighbourhood_codes: vec![],
            target_doors: 10,
            starts_on: Day::constant(2027, 1, 4),
            ends_on: Day::constant(2027, 3, 26),
            price: None,
            contact_cap: None,
        },
        messages: vec![message(1), message(2)],
        rejection_reason: None,
        version: 1,
        created_at: Instant::from_micros(0),
        updated_at: noon(DAY),
    }
}

fn found(result: Result<impl Sized, Invalid>) -> Vec<(String, &'static str)> {
    result.err().map_or(vec![], |wrong| wrong.0.into_iter().map(|e| (e.pointer, e.code)).collect())
}

fn wrong(change: impl FnOnce(&mut VisitDraft)) -> Vec<(String, &'static str)> {
    let mut visit = interview();
    change(&mut visit);
    found(visit.check())
}

#[test]
fn the_table_of_the_funnel() {
    let funnel = |outcome: Outcome, channel| {
        let Funnel { door_attempt, door_opened, interview } = outcome.funnel(channel);
        (door_attempt, door_opened, interview)
    };
    for (outcome, expected) in [
        (Outcome::NoAnswer, (true, false, false)),
        (Outcome::Declined, (true, true, false)),
        (Outcome::Opened, (true, true, false)),
        (Outcome::Interviewed, (true, true, true)),
        (Outcome::NotADwelling, (false, false, false)),
        (Outcome::MovedOut, (true, false, false)),
    ] {
        assert_eq!(funnel(outcome, Channel::Door), expected, "{outcome:?}");
        for channel in [Channel::BuildingEntrance, Channel::Phone, Channel::Event] {
            assert_eq!(funnel(outcome, channel), (false, false, expected.2), "{outcome:?} {channel:?}");
        }
    }
}

#[test]
fn a_whole_interview_is_taken() {
    assert_eq!(wrong(|_| {}), []);
    assert_eq!(found(interview().check_against(&campaign(CampaignStatus::Running))), []);
}

#[test]
fn what_is_stored_is_read_back_the_same() {
    let visit = interview();
    let text = serde_json::to_value(&visit).expect("JSON");
    assert_eq!(serde_json::from_value::<VisitDraft>(text).expect("a visit"), visit);
}

#[test]
fn only_an_interview_has_answers_and_effects() {
    let pointers = |outcome| {
        let found = wrong(|visit| visit.outcome = outcome);
        assert!(found.iter().all(|(_, code)| *code == "not_applicable"), "{found:?}");
        found.into_iter().map(|(pointer, _)| pointer).collect::<Vec<_>>()
    };
    let effects = ["/language", "/answers", "/found_useful", "/learned_something", "/actions_intended"];
    assert_eq!(pointers(Outcome::Opened), effects);
    assert_eq!(pointers(Outcome::Declined), effects);
    let nobody = [&effects[..], &["/message", "/needs", "/residents_present"]].concat();
    for outcome in [Outcome::NoAnswer, Outcome::MovedOut, Outcome::NotADwelling] {
        assert_eq!(pointers(outcome), nobody, "{outcome:?}");
    }
}

#[test]
fn parts_that_contradict_each_other() {
    let one = |pointer: &str, code| vec![(pointer.to_owned(), code)];
    assert_eq!(wrong(|v| v.id = VisitId(Uuid::from_u128(4))), one("/id", "uuid_version"));
    assert_eq!(wrong(|v| v.supersedes_id = Some(v.id)), one("/supersedes_id", "own_id"));
    assert_eq!(wrong(|v| v.message = None), one("/message", "required"));
    assert_eq!(wrong(|v| v.duration_seconds = Some(43_201)), one("/duration_seconds", "out_of_range"));
    assert_eq!(wrong(|v| v.content.residents_present = Some(0)), one("/residents_present", "out_of_range"));
    assert_eq!(
        wrong(|v| v.content.answers.push(v.content.answers[0].clone())),
        one("/answers/1/question_code", "duplicate")
    );
    assert_eq!(
        wrong(|v| v.content.actions_intended.push("repair_leak".to_owned())),
        one("/actions_intended/1", "duplicate")
    );
    assert_eq!(wrong(|v| v.content.needs.push(v.content.needs[0].clone())), one("/needs/1/id", "duplicate"));
    let by_phone = wrong(|v| {
        v.channel = Channel::Phone;
        v.outcome = Outcome::Opened;
        (v.language, v.message, v.content) = (None, None, VisitContent::default());
    });
    assert_eq!(by_phone, one("/outcome", "not_applicable"));
}

#[test]
fn answers_are_of_the_kind_that_is_asked() {
    let campaign = campaign(CampaignStatus::Running);
    let judged = |code: &str, value: AnswerValue| {
        let mut visit = interview();
        visit.content.answers = vec![answer(code, value)];
        found(visit.check_against(&campaign))
    };
    let single = |choice: &str| AnswerValue::SingleChoice { choice: choice.to_owned() };
    let multiple = |choices: &[&str]| AnswerValue::MultipleChoice {
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
    };
    for (code, value) in [
        ("bill", single("own")),
        ("leaks", multiple(&[])),
        ("leaks", multiple(&["tap", "pipe"])),
        ("ease", AnswerValue::Scale { step: 5 }),
        ("persons", AnswerValue::Quantity { amount: 2.5 }),
    ] {
        assert_eq!(judged(code, value), [], "{code}");
    }
    let one = |pointer: &str, code| vec![(pointer.to_owned(), code)];
    let at = "/answers/0/answer";
    assert_eq!(judged("nothing", single("own")), one("/answers/0/question_code", "unknown_reference"));
    assert_eq!(judged("bill", single("other")), one(&format!("{at}/choice"), "unknown_reference"));
    assert_eq!(judged("bill", multiple(&["own"])), one(&format!("{at}/kind"), "other_kind"));
    assert_eq!(
        judged("leaks", multiple(&["tap", "sink"])),
        one(&format!("{at}/choices/1"), "unknown_reference")
    );
    assert_eq!(
        judged("leaks", multiple(&["tap", "pipe", "toilet"])),
        one(&format!("{at}/choices"), "too_many")
    );
    assert_eq!(judged("ease", AnswerValue::Scale { step: 6 }), one(&format!("{at}/step"), "out_of_range"));
    for amount in [-1.0, f64::NAN, 1e10] {
        let found = judged("persons", AnswerValue::Quantity { amount });
        assert_eq!(found, one(&format!("{at}/amount"), "out_of_range"), "{amount}");
    }
}

#[test]
fn the_version_that_was_heard_counts_and_not_the_newest() {
    let heard = |status, language: &str, version| {
        let mut visit = interview();
        visit.message = Some(MessageHeard { language: tag(language), version });
        found(visit.check_against(&campaign(status)))
    };
    let one = |pointer: &str, code| vec![(pointer.to_owned(), code)];
    for status in CampaignStatus::ALL {
        let expected =
            if crate::campaign::settled(status) { vec![] } else { one("/message/version", "not_settled") };
        assert_eq!(heard(status, "fr", 1), expected, "{status}");
        assert_eq!(heard(status, "fr", 2), expected, "{status}");
    }
    assert_eq!(heard(CampaignStatus::Running, "fr", 3), one("/message/version", "unknown_reference"));
    assert_eq!(heard(CampaignStatus::Running, "tr", 1), one("/message/language", "unknown_reference"));
}

#[test]
fn flags_tell_what_the_operator_should_look_at() {
    let flagged = |status, occurred_at: Instant, received_at: Instant, in_round| {
        let campaign = campaign(status);
        let visit = VisitDraft { occurred_at, ..interview() };
        flags(&visit, &Circumstances { campaign: &campaign, received_at, in_round })
    };
    let then = noon(DAY);
    let running = CampaignStatus::Running;
    assert_eq!(flagged(running, then, then, true), []);
    assert_eq!(flagged(running, then.plus_seconds(600), then, true), []);
    assert_eq!(flagged(running, then.plus_seconds(601), then, true), [Flag::ClockAhead]);
    assert_eq!(flagged(running, then, then, false), [Flag::NotInRound]);
    let before = noon(Day::constant(2027, 1, 3));
    assert_eq!(flagged(running, before, then, true), [Flag::CampaignNotRunning]);
    // It was paused or closed at noon of that day.
    for status in [CampaignStatus::Paused, CampaignStatus::Closed] {
        assert_eq!(flagged(status, then, then, true), [], "{status}");
        assert_eq!(flagged(status, then.plus_seconds(1), then, true), [Flag::CampaignNotRunning], "{status}");
    }
    for status in [CampaignStatus::Draft, CampaignStatus::Submitted, CampaignStatus::Approved] {
        assert_eq!(flagged(status, then, then, true), [Flag::CampaignNotRunning], "{status}");
    }
}

#[test]
fn every_contact_rule_has_its_flag() {
    for rule in Broken::ALL {
        assert_eq!(Flag::from(rule).as_str(), rule.as_str());
        assert!(Flag::from(rule).is_of_contact_rule());
    }
    assert!(!Flag::ClockAhead.is_of_contact_rule());
}
