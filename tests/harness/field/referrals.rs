//! Consents and referrals.

use serde_json::{Value, json};
use uuid::Uuid;

use super::households;
use crate::App;

/// A decision of a household, as the operator takes it down.
#[must_use]
pub fn decision(household: &str, purpose: &str, decision: &str) -> Value {
    json!({
        "id": Uuid::now_v7(), "household_id": household, "purpose": purpose, "decision": decision,
        "text_version": "2026-09", "language": "ar", "occurred_at": "2026-11-20T16:25:00Z",
    })
}

/// A household's consent to a referral to the partner of the tests.
#[must_use]
pub fn consent(app: &App, household: &str) -> Value {
    let mut decision = decision(household, "referral", "granted");
    decision["organisation_id"] = json!(app.seed().partner.id);
    decision
}

/// Takes a decision down and gives its id.
pub async fn decide(app: &App, decision: &Value) -> String {
    let household = decision["household_id"].as_str().expect("an id");
    app.as_operator().post(&format!("/v1/households/{household}/consents"), decision).await.expect(201).id()
}

/// A referral to the partner of the tests by this consent.
#[must_use]
pub fn referral_of(app: &App, household: &str, consent: &str) -> Value {
    json!({
        "id": Uuid::now_v7(), "household_id": household, "organisation_id": app.seed().partner.id,
        "consent_id": consent, "reason": "wrong_bill", "themes": ["palier:eau--facture"],
        "due_on": "2027-02-15", "occurred_at": "2026-11-20T16:30:00Z",
    })
}

/// A household with its consent.
pub async fn willing(app: &App) -> (String, String) {
    let household = households::household(app).await;
    let consent = decide(app, &consent(app, &household)).await;
    (household, consent)
}

/// Sends a referral to the partner of the tests and gives its id.
pub async fn referral(app: &App) -> String {
    let (household, consent) = willing(app).await;
    app.as_operator().post("/v1/referrals", referral_of(app, &household, &consent)).await.expect(201).id()
}

/// What both sides say of a referral until it has this outcome.
pub async fn end(app: &App, referral: &str, outcome: &str) {
    let path = |step: &str| format!("/v1/referrals/{referral}/{step}");
    let reason = json!({"reason": "not_responsible"});
    if ["resolved", "not_resolved"].contains(&outcome) {
        let _accepted = app.as_partner().post_empty(&path("accept")).await.expect(200);
    }
    let ended = match outcome {
        "resolved" => app.as_partner().post_empty(&path("resolve")).await,
        "not_resolved" => app.as_partner().post(&path("not-resolve"), reason).await,
        "refused" => app.as_partner().post(&path("refuse"), reason).await,
        _ => app.as_operator().post(&path("withdraw"), json!({"reason": "mistake"})).await,
    };
    let _ended = ended.expect(200);
}
