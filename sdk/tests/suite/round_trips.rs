//! What this version does not know is kept.

use palier_sdk::testing::Example;
use palier_sdk::types::{
    AnswerKind, Campaign, CampaignInput, CampaignPatch, CampaignStatus, Household, PriceTerms,
};
use palier_sdk::{Cents, Field};
use serde_json::{Value, json};

fn changed<T: Example>(changes: &[(&str, Value)]) -> Value {
    let mut value: Value = serde_json::from_str(T::EXAMPLE).expect("it is JSON");
    for (pointer, new) in changes {
        let (parent, name) = pointer.rsplit_once('/').expect("it is a pointer");
        value.pointer_mut(parent).expect("it is there")[name] = new.clone();
    }
    value
}

/// With every instant in its shortest form: `.000000` says nothing.
fn plain(value: &Value) -> Value {
    match value {
        Value::String(text) => match text.parse::<palier_sdk::jiff::Timestamp>() {
            Ok(instant) => Value::String(instant.to_string()),
            Err(_) => value.clone(),
        },
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
        other => other.clone(),
    }
}

fn written(value: &impl serde::Serialize) -> Value {
    plain(&serde_json::to_value(value).expect("it is written"))
}

#[test]
fn c57_unknown_words_kinds_and_members_survive() {
    let strange = changed::<Campaign>(&[
        ("/status", json!("archived")),
        ("/questions/0/answer", json!({"kind": "drawing", "strokes": [1, 2.5, {"deep": null}]})),
        ("/weather", json!({"rain": true, "mm": 12.5})),
        ("/price/rebate_cents", json!(25)),
    ]);
    let campaign: Campaign = serde_json::from_value(strange.clone()).expect("it is read");
    assert_eq!(campaign.status, CampaignStatus::Unknown("archived".into()));
    assert!(matches!(campaign.questions[0].answer, AnswerKind::Unknown(_)));
    assert_eq!(campaign.unknown_members["weather"]["mm"], json!(12.5));
    assert_eq!(written(&campaign), plain(&strange));
}

#[test]
fn c57_absent_null_and_a_value_are_three_things_where_the_document_says_so() {
    let price = json!({"per_door_cents": 250, "per_interview_cents": 900});
    let mut absent = changed::<Campaign>(&[]);
    absent.as_object_mut().expect("it is an object").remove("price");
    for (given, wanted) in [
        (absent, Field::Absent),
        (changed::<Campaign>(&[("/price", Value::Null)]), Field::Null),
        (
            changed::<Campaign>(&[("/price", price.clone())]),
            Field::Value(serde_json::from_value::<PriceTerms>(price).expect("it is read")),
        ),
    ] {
        let campaign: Campaign = serde_json::from_value(given.clone()).expect("it is read");
        assert_eq!(campaign.price, wanted);
        assert_eq!(written(&campaign), plain(&given));
    }
}

#[test]
fn microseconds_are_kept() {
    let given = changed::<Household>(&[("/created_at", json!("2026-11-23T09:30:00.123456Z"))]);
    let household: Household = serde_json::from_value(given).expect("it is read");
    assert_eq!(household.created_at.as_microsecond() % 1_000_000, 123_456);
    let written = serde_json::to_value(&household).expect("it is written");
    assert_eq!(written["created_at"], "2026-11-23T09:30:00.123456Z");
}

#[test]
fn what_the_server_would_refuse_is_refused_when_it_is_read() {
    let mistyped = changed::<CampaignInput>(&[("/tittle", json!("x"))]);
    let error = serde_json::from_value::<CampaignInput>(mistyped).expect_err("there is no such member");
    assert!(error.to_string().contains("tittle"), "{error}");
}

#[test]
fn money_is_whole_cents_and_patches_begin_empty() {
    let campaign = Campaign::example();
    let price = campaign.price.value().expect("the example has one");
    assert_eq!(price.per_door_cents, Cents(250));
    assert_eq!(serde_json::to_value(CampaignPatch::new()).expect("it is written"), json!({}));
}
