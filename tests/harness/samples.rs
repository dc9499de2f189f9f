//! Bodies that are accepted as they are; a test changes what it is about.

use serde_json::{Value, json};

use crate::{App, Caller};

/// A municipality.
#[must_use]
pub fn organisation(name: &str) -> Value {
    json!({"kind": "municipality", "name": name, "commune_codes": ["99002"]})
}

/// A campaign that is complete: it can be submitted as it is.
#[must_use]
pub fn campaign() -> Value {
    json!({
        "external_id": null,
        "title": "Eau solidaire aux Tilleuls",
        "purpose": "Households read their meter, find leaks and know whom to call about a bill.",
        "themes": ["palier:eau--facture"],
        "information_kind": "service",
        "messages": [
            {"language": "fr", "text": "Bonjour, je suis votre voisine. Je viens pour l'eau."},
            {"language": "ar", "text": "مرحبا، أنا جارتكم."},
        ],
        "questions": [
            {
                "code": "reads_own_meter", "text": {"fr": "Savez-vous lire votre compteur ?"},
                "answer": {"kind": "yes_no"},
            },
            {
                "code": "leaks", "text": {"fr": "Où voyez-vous des fuites ?"},
                "answer": {"kind": "multiple_choice", "max_choices": 2, "options": [
                    {"code": "tap", "label": {"fr": "Robinet"}}, {"code": "toilet", "label": {"fr": "Toilettes"}},
                ]},
            },
        ],
        "actions": [{"code": "repair_leak", "label": {"fr": "Faire réparer une fuite"}}],
        "neighbourhood_codes": ["QN09901N"],
        "target_doors": 550,
        "starts_on": "2027-01-04",
        "ends_on": "2027-03-26",
        "price": {"currency": "EUR", "per_door_cents": 250, "per_interview_cents": 900},
        "contact_cap": {"campaigns": 2, "days": 90},
    })
}

/// The same with some members changed.
#[must_use]
pub fn campaign_with(changes: Value) -> Value {
    let mut campaign = campaign();
    for (name, value) in changes.as_object().expect("an object") {
        campaign[name] = value.clone();
    }
    campaign
}

/// Pushes a draft of the partner's and gives its id.
pub async fn draft(app: &App) -> String {
    app.as_partner().post("/v1/campaigns", campaign()).await.expect(201).id()
}

/// Pushes a campaign of the partner's, has it approved, starts it, and gives its id.
pub async fn running(app: &App) -> String {
    running_of(app, &app.as_partner(), campaign()).await
}

/// Pushes a campaign of a partner's, has it approved, starts it, and gives its id.
pub async fn running_of(app: &App, partner: &Caller<'_>, campaign: Value) -> String {
    let id = partner.post("/v1/campaigns", campaign).await.expect(201).id();
    let _submitted = partner.post_empty(&format!("/v1/campaigns/{id}/submit")).await.expect(200);
    for transition in ["approve", "start"] {
        let path = format!("/v1/campaigns/{id}/{transition}");
        let _moved = app.as_operator().post_empty(&path).await.expect(200);
    }
    id
}
