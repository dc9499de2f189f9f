use serde_json::json;

use super::*;

fn full() -> serde_json::Value {
    json!({
        "external_id": "EAU-2026-7",
        "title": "Comprendre sa facture d'eau",
        "purpose": "Help households read their bill.",
        "themes": ["palier:eau--facture"],
        "information_kind": "advice",
        "messages": [{ "language": "fr", "text": "Bonjour" }, { "language": "AR", "text": "مرحبا" }],
        "questions": [
            { "code": "has-meter", "text": { "fr": "Avez-vous un compteur ?" }, "answer": { "kind": "yes_no" } },
            { "code": "people", "text": { "fr": "Combien ?" }, "answer": { "kind": "quantity", "unit": "persons" } },
            { "code": "mood", "text": { "fr": "Utile ?" }, "answer": { "kind": "scale", "min": 1, "max": 5 } },
            { "code": "which", "text": { "fr": "Lesquels ?" }, "answer": { "kind": "multiple_choice", "options": [
                { "code": "bath", "label": { "fr": "Bain" } }, { "code": "sink", "label": { "fr": "Évier" } } ] } }
        ],
        "actions": [{ "code": "call", "label": { "fr": "Appeler" } }],
        "neighbourhood_codes": ["QN09901N"],
        "target_doors": 550,
        "starts_on": "2026-12-01",
        "ends_on": "2027-02-28",
        "price": { "per_door_cents": 400, "per_interview_cents": 1200 },
        "contact_cap": { "campaigns": 2, "days": 90 }
    })
}

fn draft(change: impl FnOnce(&mut serde_json::Value)) -> CampaignDraft {
    let mut body = full();
    change(&mut body);
    serde_json::from_value(body).expect("a draft")
}

fn problems(change: impl FnOnce(&mut serde_json::Value)) -> Vec<(String, &'static str)> {
    let checked = draft(change).check();
    checked.err().unwrap_or_default().0.into_iter().map(|e| (e.pointer, e.code)).collect()
}

#[test]
fn a_full_draft_is_ready_and_survives_json() {
    let draft = draft(|_| {}).check().expect("valid");
    draft.ready_for_submission().expect("ready");
    assert_eq!(draft.messages[1].language.as_str(), "ar");
    assert_eq!(draft.content.price.as_ref().expect("a price").currency.as_str(), "EUR");
    let text = serde_json::to_string(&draft).expect("writes");
    assert_eq!(serde_json::from_str::<CampaignDraft>(&text).expect("reads"), draft);
}

#[test]
fn a_draft_may_be_incomplete_but_not_be_submitted() {
    let draft = draft(|body| {
        for list in ["messages", "themes", "questions", "actions", "neighbourhood_codes"] {
            body[list] = json!([]);
        }
        body["target_doors"] = json!(0);
        body["purpose"] = json!("");
    });
    let draft = draft.check().expect("a valid draft");
    let missing = draft.ready_for_submission().expect_err("not ready");
    let pointers: Vec<_> = missing.0.iter().map(|e| (e.pointer.as_str(), e.code)).collect();
    let expected = ["/messages", "/purpose", "/themes", "/neighbourhood_codes", "/target_doors"];
    assert_eq!(pointers, expected.map(|pointer| (pointer, "required")));
}

#[test]
fn each_problem_is_located() {
    type Change = fn(&mut serde_json::Value);
    let cases: &[(Change, &str, &str)] = &[
        (|b| b["messages"][1]["language"] = json!("FR"), "/messages/1/language", "duplicate"),
        (|b| b["messages"][0]["text"] = json!(" \n"), "/messages/0/text", "required"),
        (|b| b["messages"][0]["text"] = json!("a\u{0}b"), "/messages/0/text", "null_character"),
        (|b| b["title"] = json!("x".repeat(201)), "/title", "too_long"),
        (|b| b["title"] = json!(""), "/title", "required"),
        (|b| b["purpose"] = json!("\u{0}"), "/purpose", "null_character"),
        (|b| b["external_id"] = json!("a/b"), "/external_id", "external_id"),
        (|b| b["external_id"] = json!(""), "/external_id", "external_id"),
        (|b| b["external_id"] = json!("é"), "/external_id", "external_id"),
        (|b| b["ends_on"] = json!("2026-11-30"), "/ends_on", "period_order"),
        (|b| b["themes"] = json!(["sante--addictions", "sante--addictions"]), "/themes/1", "duplicate"),
        (|b| b["target_doors"] = json!(1_000_001), "/target_doors", "out_of_range"),
        (|b| b["questions"][1]["code"] = json!("has-meter"), "/questions/1/code", "duplicate"),
        (|b| b["questions"][1]["code"] = json!("Has Meter"), "/questions/1/code", "slug"),
        (|b| b["questions"][0]["text"] = json!({}), "/questions/0/text", "required"),
        (|b| b["questions"][0]["text"]["fr"] = json!(""), "/questions/0/text/fr", "required"),
        (|b| b["questions"][1]["answer"]["unit"] = json!(""), "/questions/1/answer/unit", "required"),
        (|b| b["questions"][2]["answer"]["max"] = json!(1), "/questions/2/answer/max", "out_of_range"),
        (
            |b| b["questions"][3]["answer"]["options"][1]["code"] = json!("bath"),
            "/questions/3/answer/options/1/code",
            "duplicate",
        ),
        (
            |b| b["questions"][3]["answer"]["options"] = json!([{ "code": "a", "label": { "fr": "A" } }]),
            "/questions/3/answer/options",
            "too_few",
        ),
        (
            |b| b["questions"][3]["answer"]["max_choices"] = json!(3),
            "/questions/3/answer/max_choices",
            "out_of_range",
        ),
        (|b| b["actions"][0]["label"]["fr"] = json!("x".repeat(201)), "/actions/0/label/fr", "too_long"),
        (|b| b["price"]["per_door_cents"] = json!(-1), "/price/per_door_cents", "out_of_range"),
        (|b| b["contact_cap"]["days"] = json!(0), "/contact_cap/days", "out_of_range"),
    ];
    assert_eq!(problems(|_| {}), []);
    for (change, pointer, code) in cases {
        assert_eq!(problems(change), [((*pointer).to_owned(), *code)]);
    }
}
