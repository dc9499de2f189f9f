//! The statement that the document has as an example: a year stands for a quarter that is withheld.

use serde_json::{Value, json};

const MEASURES: [&str; 3] = ["doors_tried", "doors_opened", "doors_interviewed"];
const PRICES: [Option<u32>; 3] = [Some(250), None, Some(900)];
/// What is told of the two quarters and of the year, and by what each measure is settled.
const QUARTERS: [(&str, &str, [Option<u32>; 3]); 2] = [
    ("2026-Q3", "019ab0f2-6b1e-7c40-9d5e-626262626262", [Some(180), Some(110), Some(70)]),
    ("2026-Q4", "019ab0f2-6b1e-7c40-9d5e-636363636363", [None, Some(20), None]),
];
const YEAR: [u32; 3] = [200, 125, 80];
const SETTLED: [(&str, u32, (u32, u32)); 3] =
    [("year", 200, (196, 204)), ("quarters", 130, (122, 138)), ("year", 80, (76, 84))];

fn figure(value: Option<u32>) -> Value {
    json!({"value": value, "status": if value.is_some() { "published" } else { "withheld" }})
}

fn line((quarter, release, told): (&str, &str, [Option<u32>; 3]), of: usize) -> Value {
    json!({
        "quarter": quarter, "vintage": 2024, "release_id": release, "measure": MEASURES[of],
        "delivered": figure(told[of]), "at_least": told[of].map(|value| value - 4),
        "at_most": told[of].map(|value| value + 4), "unit_price_cents": PRICES[of],
        "amount_cents": told[of].zip(PRICES[of]).map(|(value, price)| value * price),
    })
}

fn year(of: usize) -> Value {
    let (by, settled, (least, most)) = SETTLED[of];
    json!({
        "year": 2026, "vintage": 2024, "release_id": "019ab0f2-6b1e-7c40-9d5e-646464646464",
        "measure": MEASURES[of], "delivered": figure(Some(YEAR[of])), "settled_by": by, "settled": settled,
        "at_least": least, "at_most": most, "unit_price_cents": PRICES[of],
        "amount_cents": PRICES[of].map(|price| settled * price),
    })
}

fn total(of: usize) -> Value {
    let (_, settled, (least, most)) = SETTLED[of];
    let withheld = QUARTERS.iter().filter(|(_, _, told)| told[of].is_none()).count();
    json!({
        "measure": MEASURES[of], "ordered": (of == 0).then_some(220), "delivered": settled, "at_least": least,
        "at_most": most, "published": QUARTERS.len() - withheld, "withheld": withheld, "withheld_periods": 0,
        "complete": true, "unit_price_cents": PRICES[of], "amount_cents": PRICES[of].map(|price| settled * price),
    })
}

/// A closed campaign of two quarters, after the release of its year.
pub fn statement() -> Value {
    let lines = QUARTERS.iter().flat_map(|quarter| (0..3).map(|of| line(*quarter, of)));
    json!({
        "campaign_id": "019ab0f2-6b1e-7c40-9d5e-222222222222", "external_id": "EAU-2026-07",
        "title": "Eau solidaire aux Tilleuls", "status": "closed", "starts_on": "2026-07-06", "ends_on": "2026-10-30",
        "target_doors": 220, "price": {"currency": "EUR", "per_door_cents": 250, "per_interview_cents": 900},
        "lines": lines.collect::<Vec<_>>(), "years": [year(0), year(1), year(2)],
        "totals": [total(0), total(1), total(2)],
        "amount_cents": 200 * 250 + 80 * 900, "quarters_to_come": [], "years_to_come": [], "is_final": true,
    })
}
