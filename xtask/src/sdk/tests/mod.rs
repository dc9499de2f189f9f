//! The generator against a corpus of small documents, and against the real one with something added that it can't know.
//!
//! Each document is [`base.json`] with a change (JSON Merge Patch): in `accepted.json` with what the files then have and
//! lack, in `refused.json` with the place and the reason. Those that are `with` webhooks are changed by
//! [`webhooks.json`] first.

use serde_json::{Value, json};

use super::read::read;
use super::{DOCUMENT, generate};
use crate::process::root;

const BASE: &str = include_str!("base.json");
const WEBHOOKS: &str = include_str!("webhooks.json");
const ACCEPTED: &str = include_str!("accepted.json");
const REFUSED: &str = include_str!("refused.json");

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

fn cases(text: &str) -> Vec<(String, Value, Value)> {
    let cases = parsed(text);
    let cases = cases.as_array().expect("it is a list").iter().map(|case| {
        let mut document = if case["with"] == "webhooks" { with_webhooks() } else { parsed(BASE) };
        merge(&mut document, &case["change"]);
        (case["name"].as_str().expect("each has a name").to_owned(), document, case.clone())
    });
    cases.collect()
}

fn with_webhooks() -> Value {
    let mut document = parsed(BASE);
    merge(&mut document, &parsed(WEBHOOKS));
    document
}

/// JSON Merge Patch (RFC 7396).
fn merge(target: &mut Value, patch: &Value) {
    let Some(members) = patch.as_object() else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let object = target.as_object_mut().expect("it is one now");
    for (name, value) in members {
        if value.is_null() {
            object.remove(name);
        } else {
            merge(object.entry(name.clone()).or_insert(Value::Null), value);
        }
    }
}

/// Spaces and line breaks say nothing about what was written.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(", )", ")")
}

#[test]
fn accepted_documents_give_what_they_say() {
    for (name, document, case) in cases(ACCEPTED) {
        let files = generate(&document).unwrap_or_else(|reason| panic!("{name}: {reason}"));
        let all = one_line(&files.values().cloned().collect::<String>());
        for wanted in case["has"].as_array().expect("each has some") {
            let wanted = one_line(wanted.as_str().expect("it is a text"));
            assert!(all.contains(&wanted), "{name}: `{wanted}` is not in\n{all}");
        }
        for unwanted in case["lacks"].as_array().into_iter().flatten() {
            let unwanted = one_line(unwanted.as_str().expect("it is a text"));
            assert!(!all.contains(&unwanted), "{name}: `{unwanted}` is in\n{all}");
        }
    }
}

#[test]
fn refused_documents_are_refused_where_and_why_they_say() {
    for (name, document, case) in cases(REFUSED) {
        let Err(refusal) = read(&document) else { panic!("{name}: it was accepted") };
        assert_eq!(refusal.pointer, case["pointer"], "{name}: {refusal}");
        let reason = case["reason"].as_str().expect("each has one");
        assert!(refusal.reason.contains(reason), "{name}: `{reason}` is not in `{refusal}`");
    }
}

/// Headers of requests are known by their names, and their schemas say nothing to the SDK; those of webhooks are read.
fn of_header(document: &Value, place: &str) -> bool {
    let parameter = place.strip_suffix("/schema").and_then(|parent| document.pointer(parent));
    parameter.is_some_and(|parameter| {
        let name = parameter["name"].as_str().unwrap_or_default();
        parameter["in"] == "header" && !name.starts_with("webhook-")
    })
}

/// The pointers of everything that describes a value, in the real document.
fn schemas(document: &Value) -> Vec<String> {
    let (mut open, mut found) = (vec![String::new()], Vec::new());
    while let Some(place) = open.pop() {
        let value = document.pointer(&place).expect("it was just found");
        let example = ["/example", "/examples", "/links", "/securitySchemes", "/headers"]
            .iter()
            .any(|part| place.ends_with(part) || place.contains(&format!("{part}/")));
        let Some(members) = value.as_object().filter(|_| !example) else {
            let elements = value.as_array().map_or(0, Vec::len);
            let own = if example { 0 } else { elements };
            open.extend((0..own).map(|index| format!("{place}/{index}")));
            continue;
        };
        let named = place.ends_with("/properties") || place.ends_with("/mapping");
        let describes =
            members.contains_key("type") || members.contains_key("$ref") || members.contains_key("oneOf");
        if describes && !named && !of_header(document, &place) {
            found.push(place.clone());
        }
        open.extend(
            members.keys().map(|name| format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"))),
        );
    }
    found
}

#[test]
fn whatever_is_added_to_the_real_document_that_is_not_known_is_refused() {
    let text = std::fs::read_to_string(root().join(DOCUMENT)).expect("the document is committed");
    let document = parsed(&text);
    read(&document).expect("as it is it is accepted");
    let places = schemas(&document);
    assert!(places.len() > 500, "{} places", places.len());
    // One in some is enough; which ones changes with the document.
    let some = places.iter().step_by(29);
    let of_webhooks = places.iter().filter(|place| place.to_ascii_lowercase().contains("/webhook"));
    for place in some.chain(of_webhooks) {
        refused_with_more(&document, place);
    }
}

fn refused_with_more(document: &Value, place: &str) {
    let mut changed = document.clone();
    let schema = changed.pointer_mut(place).expect("it is there");
    schema["contentMediaType"] = json!("text/html");
    assert!(read(&changed).is_err(), "{place} was accepted with something that is not known");
}

#[test]
fn whatever_is_added_to_a_document_with_webhooks_that_is_not_known_is_refused() {
    let document = with_webhooks();
    read(&document).expect("as it is it is accepted");
    let places = schemas(&document);
    for wanted in [
        "/webhooks/door.opened/post/parameters/0",
        "/webhooks/door.opened/post/requestBody/content/application~1json/schema",
        "/components/parameters/WebhookTimestamp/schema",
        "/components/schemas/DoorEventData/properties/door_id",
    ] {
        assert!(places.iter().any(|place| place == wanted), "{wanted} is not among {places:?}");
    }
    places.iter().for_each(|place| refused_with_more(&document, place));
}

#[test]
fn a_document_without_webhooks_gives_nothing_of_them() {
    let files = generate(&parsed(BASE)).expect("it is accepted");
    assert!(!files.keys().any(|name| name.starts_with("webhooks")), "{:?}", files.keys());
    assert!(!files["mod.rs"].contains("webhooks"));
}

#[test]
fn the_same_document_gives_the_same_files() {
    let document = with_webhooks();
    assert_eq!(generate(&document), generate(&document));
}
