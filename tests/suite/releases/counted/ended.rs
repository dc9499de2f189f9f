//! Needs and referrals that end.

use palier_domain::time::Instant;
use palier_tests::{
    App, both,
    field::{
        referrals::{consent, end, referral_of},
        sync::item,
        visits::need_of,
    },
};
use serde_json::Value;

use super::{PLACES, Told, enter, id_of, taken, team};

/// When they ended.
const ENDED: &str = "2026-03-20T12:00:00Z";
/// Seconds of a day.
const DAY: i64 = 24 * 3_600;

/// How referrals end, how many do, and the seconds that they took: just before and just after each limit.
const REFERRALS: [(&str, u64, i64); 9] = [
    ("resolved", 40, 8 * DAY - 1),
    ("resolved", 25, 8 * DAY),
    ("resolved", 25, 31 * DAY - 1),
    ("resolved", 30, 31 * DAY),
    ("resolved", 30, 91 * DAY - 1),
    ("resolved", 70, 91 * DAY),
    ("not_resolved", 40, DAY),
    ("refused", 50, DAY),
    ("withdrawn", 60, DAY),
];
/// Needs that were met, and that were not.
const NEEDS: [(&str, u64); 2] = [("mark-met", 60), ("mark-not-met", 40)];

/// How many referrals there are, in the first place, of which something is so.
fn referred(of: impl Fn(&str, i64) -> bool) -> [u64; 2] {
    let those = REFERRALS.iter().filter(|(outcome, _, seconds)| of(outcome, *seconds));
    [those.map(|(_, count, _)| count).sum(), 0]
}

/// Enters a household of the first place that agrees to a referral, and sends it; the referral's id.
fn refer(app: &App, items: &mut Vec<Value>) -> String {
    let household = enter(items, PLACES[0]);
    let agreed = consent(app, &household);
    let referral = referral_of(app, &household, &id_of(&agreed));
    let id = id_of(&referral);
    items.extend([item("consent", agreed), item("referral", referral)]);
    id
}

/// Needs and referrals end when it is said that they do: afterwards the clock of the server is put back to the quarter,
/// and referrals were sent so many seconds before.
fn put_clock(app: &App, sent: &[(Vec<String>, i64)]) {
    let ended: Instant = ENDED.parse().expect("an instant");
    let time = |at: Instant| app.backend.time(at);
    let literal = |id: &String| app.backend.id(id.parse().expect("an id"));
    let mut rows = app.connect();
    for (ids, seconds) in sent {
        let ids: Vec<String> = ids.iter().map(literal).collect();
        let (at, ids) = (time(ended.plus_seconds(-seconds)), ids.join(", "));
        rows.execute(&format!("UPDATE referrals SET created_at = {at} WHERE id IN ({ids})"));
    }
    for table in ["need_events", "referral_events"] {
        rows.execute(&format!("UPDATE {table} SET at = {}", time(ended)));
    }
}

both! {
    async fn what_ends_is_counted_by_how_it_ended_and_how_long_it_took(app) {
        let team = team(app, &PLACES[..1]).await;
        let (mut items, mut needs, mut sent) = (vec![], vec![], vec![]);
        for (step, count) in NEEDS {
            for _ in 0..count {
                let need = need_of(&enter(&mut items, PLACES[0]));
                needs.push((id_of(&need), step));
                items.push(item("need", need));
            }
        }
        for (_, count, seconds) in REFERRALS {
            let ids: Vec<String> = (0..count).map(|_| refer(app, &mut items)).collect();
            sent.push((ids, seconds));
        }
        taken(app, &team, &items).await;
        for (need, step) in needs {
            app.as_operator().post_empty(&format!("/v1/needs/{need}/{step}")).await.expect(200);
        }
        for ((ids, _), (outcome, ..)) in sent.iter().zip(REFERRALS) {
            for id in ids {
                end(app, id, outcome).await;
            }
        }
        put_clock(app, &sent);
        let told = Told::of(app, &team).await;
        let outcome = |outcome: &'static str| {
            (("referrals_ended", outcome), referred(|ended, _| ended == outcome))
        };
        let days = |item: &'static str, days: std::ops::RangeInclusive<i64>| {
            let resolved = referred(|ended, seconds| ended == "resolved" && days.contains(&(seconds / DAY)));
            (("referral_days", item), resolved)
        };
        let [(_, met), (_, not_met)] = NEEDS;
        told.holds(&[
            (("needs_ended", "any"), [met + not_met, 0]),
            (("needs_ended", "met"), [met, 0]),
            (("needs_ended", "not_met"), [not_met, 0]),
            (("referrals_ended", "any"), referred(|_, _| true)),
            outcome("resolved"),
            outcome("not_resolved"),
            outcome("refused"),
            outcome("withdrawn"),
            days("up_to_7", 0..=7),
            days("8_to_30", 8..=30),
            days("31_to_90", 31..=90),
            days("more_than_90", 91..=1_000),
        ]);
        told.indicates("needs_met", (("needs_ended", "met"), ("needs_ended", "any")));
        let resolved = ("referrals_ended", "resolved");
        told.indicates("referrals_resolved", (resolved, ("referrals_ended", "any")));
        let taken = &told.impact["referral_days"];
        told.shows(&taken["denominator"], (Some("FR"), resolved));
        let ranges = taken["ranges"].as_array().expect("a list");
        assert_eq!(ranges.len(), 4);
        for (range, days) in ranges.iter().zip(["up_to_7", "8_to_30", "31_to_90", "more_than_90"]) {
            assert_eq!(range["days"], days);
            told.shows(&range["numerator"], (Some("FR"), ("referral_days", days)));
        }
    }
}
