//! The example of results that the document shows.

use serde_json::{Value, json};

/// A quarter of a campaign.
pub(super) fn example() -> Value {
    let published = |value: u32| json!({"value": value, "status": "published"});
    let withheld = json!({"value": null, "status": "withheld"});
    let outcome = |households: u32, share: f64, network: f64| json!({"households": published(households), "share": share, "network_share": network});
    let funnel = json!({
        "doors_tried": published(215), "doors_opened": published(130), "doors_interviewed": published(80),
        "households_met": published(85), "contact_rate": 0.605, "network_contact_rate": 0.58, "interview_rate": 0.615,
        "network_interview_rate": 0.601,
    });
    json!({
        "campaign_id": "019ab0f2-6b1e-7c40-9d5e-222222222222",
        "periods": [{
            "period": "2026-Q3", "vintage": 2024, "release_id": "019ab0f2-6b1e-7c40-9d5e-626262626262", "funnel": funnel,
            "found_useful": outcome(65, 0.765, 0.802), "learned_something": outcome(60, 0.706, 0.69),
            "intends_to_act": outcome(45, 0.529, 0.55), "followed_up": withheld, "acted": withheld,
            "acted_share": null, "network_acted_share": 0.61,
            "questions": [{
                "question": "reads_own_meter", "answered": published(80), "options": [
                    {"option": "yes", "households": published(50), "share": 0.625},
                    {"option": "no", "households": published(30), "share": 0.375},
                ],
            }],
            "messages": [{
                "message": "fr/1", "households": published(70), "found_useful": published(50), "useful_share": 0.714,
                "intends_to_act": published(40), "intends_share": 0.571,
            }],
            "languages": [{"language": "fr", "households": published(60), "share": 0.706, "network_share": 0.755}],
            "hours": [{
                "hours": "saturday", "doors_tried": published(60), "doors_opened": published(40), "contact_rate": 0.667,
                "network_contact_rate": 0.612,
            }],
            "neighbourhoods": [{
                "code": "QN09901N", "funnel": funnel, "found_useful": outcome(65, 0.765, 0.802),
                "intends_to_act": {"households": withheld, "share": null, "network_share": 0.55},
            }],
        }],
    })
}
