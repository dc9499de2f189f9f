//! What is said in interviews, and what becomes of it.

use palier_tests::{
    both,
    field::{
        releases::Team,
        sync::item,
        visits::{follow_up_of, with},
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{PLACES, Told, VISITED, enter, id_of, taken, team};

/// Households that were interviewed alike: how many in each of the places, and what they said.
struct Group {
    households: [u64; 2],
    residents: Option<u32>,
    learned: Option<bool>,
    intends: bool,
    reads_meter: Option<bool>,
    leaks: &'static [&'static str],
    needs: &'static [&'static str],
}

/// Who says nothing.
const SILENT: Group = Group {
    households: [0, 0],
    residents: None,
    learned: None,
    intends: false,
    reads_meter: None,
    leaks: &[],
    needs: &[],
};

/// Of every answer and of its contrary there are enough in both places to be told.
static GROUPS: [Group; 7] = [
    Group { households: [40, 100], intends: true, reads_meter: Some(true), ..SILENT },
    Group {
        households: [50, 90],
        residents: Some(1),
        learned: Some(true),
        intends: true,
        reads_meter: Some(true),
        needs: &["palier:eau--facture"],
        ..SILENT
    },
    Group {
        households: [60, 40],
        residents: Some(2),
        learned: Some(false),
        intends: true,
        reads_meter: Some(false),
        leaks: &["tap"],
        ..SILENT
    },
    Group {
        households: [70, 50],
        residents: Some(3),
        learned: Some(true),
        leaks: &["tap", "toilet"],
        ..SILENT
    },
    Group {
        households: [80, 60],
        residents: Some(4),
        learned: Some(false),
        leaks: &["toilet"],
        needs: &["palier:eau--fuite", "palier:energie--chauffage"],
        ..SILENT
    },
    Group { residents: Some(5), ..MANY },
    Group { residents: Some(9), ..MANY },
];

/// Homes with five residents and more.
const MANY: Group = Group {
    households: [45, 40],
    learned: Some(true),
    reads_meter: Some(false),
    needs: &["palier:energie--chauffage"],
    ..SILENT
};

/// What became of what households meant to do, how many of each place say so, and when.
const FOLLOW_UPS: [([u64; 2], &str, &str); 4] = [
    ([60, 50], "done", "2026-03-02T17:10:00Z"),
    ([40, 80], "not_done", "2026-03-02T17:10:00Z"),
    // Nobody knows, and somebody acted when the quarter was over: they are not followed up in it.
    ([50, 40], "unknown", "2026-03-02T17:10:00Z"),
    ([70, 60], "done", "2026-04-01T10:00:00Z"),
];
/// Households that meant to do nothing.
const IDLE: [u64; 2] = [80, 100];

impl Group {
    /// What makes an interview one of its own.
    fn said(&self) -> Value {
        let mut answers = vec![];
        if let Some(yes) = self.reads_meter {
            let answer = json!({"kind": "yes_no", "yes": yes});
            answers.push(json!({"question_code": "reads_own_meter", "answer": answer}));
        }
        if !self.leaks.is_empty() {
            let answer = json!({"kind": "multiple_choice", "choices": self.leaks});
            answers.push(json!({"question_code": "leaks", "answer": answer}));
        }
        let need = |theme: &&str| json!({"id": Uuid::now_v7(), "theme": theme, "urgency": "normal"});
        let needs: Vec<Value> = self.needs.iter().map(need).collect();
        let intended = if self.intends { json!(["repair_leak"]) } else { json!([]) };
        json!({
            "residents_present": self.residents, "learned_something": self.learned, "found_useful": null,
            "actions_intended": intended, "answers": answers, "needs": needs,
        })
    }

    /// Whether it raised a need of which the theme's code begins so.
    fn needs(&self, code: &str) -> bool {
        self.needs.iter().any(|theme| theme.starts_with(code))
    }
}

/// How many households there are in each place of which something is so.
fn so(of: impl Fn(&Group) -> bool) -> [u64; 2] {
    let mut all = [0, 0];
    for group in GROUPS.iter().filter(|group| of(group)) {
        all = sum([all, group.households]);
    }
    all
}

/// Several groups together, by place.
fn sum<const N: usize>(groups: [[u64; 2]; N]) -> [u64; 2] {
    [0, 1].map(|place: usize| groups.iter().map(|group| group[place]).sum())
}

/// The place of each of so many households.
fn doors(households: [u64; 2]) -> impl Iterator<Item = &'static str> {
    PLACES.into_iter().zip(households).flat_map(|(place, count)| (0..count).map(move |_| place))
}

/// Enters a household of a place and interviews it; the id of the visit.
fn interview(items: &mut Vec<Value>, (team, place): (&Team, &str), said: &Value) -> String {
    let household = enter(items, place);
    let visit = with(team.interview(&household, VISITED), said);
    let id = id_of(&visit);
    items.push(item("visit", visit));
    id
}

both! {
    async fn what_is_said_in_interviews_is_counted_as_it_was_said(app) {
        let team = team(app, &PLACES).await;
        let mut items = vec![];
        for group in &GROUPS {
            for place in doors(group.households) {
                interview(&mut items, (&team, place), &group.said());
            }
        }
        taken(app, &team, &items).await;
        let told = Told::of(app, &team).await;
        let met = ("households_met", "");
        told.holds(&[
            (met, so(|_| true)),
            (("learned_something", ""), so(|group| group.learned == Some(true))),
            (("intends_to_act", ""), so(|group| group.intends)),
            (("residents_present", "unknown"), so(|group| group.residents.is_none())),
            (("residents_present", "1"), so(|group| group.residents == Some(1))),
            (("residents_present", "2"), so(|group| group.residents == Some(2))),
            (("residents_present", "3"), so(|group| group.residents == Some(3))),
            (("residents_present", "4"), so(|group| group.residents == Some(4))),
            (("residents_present", "5_or_more"), so(|group| group.residents >= Some(5))),
            (("answers", "reads_own_meter"), so(|group| group.reads_meter.is_some())),
            (("answers", "reads_own_meter/yes"), so(|group| group.reads_meter == Some(true))),
            (("answers", "reads_own_meter/no"), so(|group| group.reads_meter == Some(false))),
            (("answers", "leaks"), so(|group| !group.leaks.is_empty())),
            (("answers", "leaks/tap"), so(|group| group.leaks.contains(&"tap"))),
            (("answers", "leaks/toilet"), so(|group| group.leaks.contains(&"toilet"))),
            (("needs", "any"), so(|group| !group.needs.is_empty())),
            (("needs_parent", "palier:eau"), so(|group| group.needs("palier:eau"))),
            (("needs_parent", "palier:energie"), so(|group| group.needs("palier:energie"))),
            (("needs_theme", "palier:eau--facture"), so(|group| group.needs("palier:eau--facture"))),
            (("needs_theme", "palier:eau--fuite"), so(|group| group.needs("palier:eau--fuite"))),
        ]);
        for table in ["learned_something", "intends_to_act"] {
            told.shows(&told.results[table]["households"], (None, (table, "")));
            told.indicates(table, ((table, ""), met));
        }
        told.indicates("needs_raised", (("needs", "any"), met));
        for (number, code, names) in [(0, "reads_own_meter", ["yes", "no"]), (1, "leaks", ["tap", "toilet"])] {
            let question = &told.results["questions"][number];
            assert_eq!(question["question"], code);
            told.shows(&question["answered"], (None, ("answers", code)));
            for (option, name) in names.into_iter().enumerate() {
                let option = &question["options"][option];
                assert_eq!(option["option"], name);
                told.shows(&option["households"], (None, ("answers", &format!("{code}/{name}"))));
            }
        }
    }

    async fn who_did_what_they_meant_to_do_is_counted_of_those_of_whom_it_is_known(app) {
        let team = team(app, &PLACES).await;
        let mut items = vec![];
        let idle = json!({"found_useful": null});
        let means_to = json!({"found_useful": null, "actions_intended": ["repair_leak"]});
        for place in doors(IDLE) {
            interview(&mut items, (&team, place), &idle);
        }
        for (households, status, at) in FOLLOW_UPS {
            for place in doors(households) {
                let visit = interview(&mut items, (&team, place), &means_to);
                let told = json!({"status": status, "occurred_at": at});
                items.push(item("follow_up_action", with(follow_up_of(&visit), &told)));
            }
        }
        taken(app, &team, &items).await;
        let told = Told::of(app, &team).await;
        let [(done, ..), (not_done, ..), (unknown, ..), (late, ..)] = FOLLOW_UPS;
        told.holds(&[
            (("households_met", ""), sum([done, not_done, unknown, late, IDLE])),
            (("intends_to_act", ""), sum([done, not_done, unknown, late])),
            (("followed_up", ""), sum([done, not_done])),
            (("acted", ""), done),
        ]);
        for table in ["followed_up", "acted"] {
            told.shows(&told.results[table], (None, (table, "")));
        }
        told.indicates("acted", (("acted", ""), ("followed_up", "")));
    }
}
