//! Random edits with random knowledge of each other: whatever the order in which they arrive, as long as nobody knows
//! what has not arrived, the registers end the same, and as a plain model says.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Registers, Sibling};
use crate::{
    household::{HouseholdEdit, Member},
    ids::{EditId, HouseholdId},
    time::Instant,
};

const MEMBERS: [Member; 3] = [Member::Floor, Member::Note, Member::DoNotDisturb];

/// An edit between two readings of the household, by somebody who took part in the reading `knows`.
#[derive(Clone, Debug)]
struct Made {
    id: u8,
    knows: usize,
    at: i64,
    says: Vec<(Member, Value)>,
}

/// The household is read now and then; whoever edits has read it at one of these moments. Between two of them, edits
/// arrive in any order.
type History = Vec<Vec<Made>>;

fn said() -> impl Strategy<Value = Vec<(Member, Value)>> {
    let value = prop_oneof![Just(Value::Null), (0..3).prop_map(|number| json!(number))];
    let one = (prop::sample::select(MEMBERS.to_vec()), value);
    prop::collection::vec(one, 1..3).prop_map(|all| {
        let mut seen = BTreeSet::new();
        all.into_iter().filter(|(member, _)| seen.insert(*member)).collect()
    })
}

fn history() -> impl Strategy<Value = History> {
    let edit = (any::<prop::sample::Index>(), 0_i64..4, said());
    let stretch = prop::collection::vec(edit, 0..5);
    prop::collection::vec(stretch, 1..5).prop_map(|stretches| {
        let mut id = 0;
        let mut made = |now: usize, (knows, at, says): (prop::sample::Index, i64, _)| {
            id += 1;
            Made { id, knows: knows.index(now + 1), at, says }
        };
        let stretches = stretches.into_iter().enumerate();
        stretches.map(|(now, all)| all.into_iter().map(|edit| made(now, edit)).collect()).collect()
    })
}

fn id(number: u8) -> EditId {
    EditId(Uuid::from_u128(number.into()))
}

/// What stands when the edits of each stretch arrive in this order.
fn played(history: &History) -> Registers {
    let mut registers = Registers::default();
    let mut version = 1;
    let mut read = Vec::new();
    for stretch in history {
        read.push(version);
        for edit in stretch {
            version += 1;
            for (member, value) in &edit.says {
                let sibling = Sibling {
                    edit_id: id(edit.id),
                    edited_at: Instant::from_micros(edit.at),
                    value: value.clone(),
                    version_added: version,
                    device_id: None,
                };
                registers.take(*member, read[edit.knows], sibling);
            }
        }
    }
    registers
}

/// Without versions: a value stands if no edit of the same member knew of it.
fn standing(history: &History, member: Member) -> Vec<(EditId, Value)> {
    let speak = |edit: &&(usize, &Made)| edit.1.says.iter().any(|(said, _)| *said == member);
    let all: Vec<_> =
        history.iter().enumerate().flat_map(|(now, all)| all.iter().map(move |e| (now, e))).collect();
    let all: Vec<_> = all.iter().filter(speak).collect();
    let known = |(now, _): &(usize, &Made)| all.iter().any(|(_, other)| other.knows > *now);
    let mut left: Vec<_> = all.iter().filter(|edit| !known(edit)).collect();
    left.sort_by_key(|(_, edit)| std::cmp::Reverse((edit.at, edit.id)));
    let value =
        |edit: &Made| edit.says.iter().find(|(said, _)| *said == member).expect("it speaks of it").1.clone();
    left.into_iter().map(|(_, edit)| (id(edit.id), value(edit))).collect()
}

fn plain(registers: &Registers, member: Member) -> Vec<(EditId, Value)> {
    registers.siblings(member).iter().map(|sibling| (sibling.edit_id, sibling.value.clone())).collect()
}

fn shuffled(history: History) -> impl Strategy<Value = (History, History)> {
    let orders: Vec<_> = history.iter().map(|stretch| Just(stretch.clone()).prop_shuffle()).collect();
    (Just(history), orders)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_order_of_arrival_does_not_matter((one, other) in history().prop_flat_map(shuffled)) {
        let (first, second) = (played(&one), played(&other));
        prop_assert_eq!(first.shown(), second.shown());
        for member in MEMBERS {
            let model = standing(&one, member);
            prop_assert_eq!(&plain(&first, member), &model);
            prop_assert_eq!(&plain(&second, member), &model);
            let shown = model.first().map(|(_, value)| value.clone()).filter(|value| !value.is_null());
            let shown_now = first.shown();
            prop_assert_eq!(shown_now.get(member.as_str()), shown.as_ref());
            let values: BTreeSet<_> = model.iter().map(|(_, value)| value.to_string()).collect();
            let conflict = first.conflicts().into_iter().any(|conflict| conflict.member == member);
            prop_assert_eq!(conflict, values.len() > 1);
        }
    }

    #[test]
    fn who_knows_all_resolves_all(history in history(), value in 0..9) {
        let mut registers = played(&history);
        let base = 1 + history.iter().map(Vec::len).sum::<usize>() as i32;
        for member in MEMBERS {
            let (value, edited_at) = (json!(value), Instant::from_micros(-1));
            let last = Sibling { edit_id: id(255), edited_at, value, version_added: base + 1, device_id: None };
            registers.take(member, base, last);
        }
        prop_assert!(registers.conflicts().is_empty());
        let shown = registers.shown();
        prop_assert!(MEMBERS.iter().all(|member| shown[member.as_str()] == value));
    }
}

#[test]
fn registers_are_kept_as_they_are() {
    let edit =
        |number, knows, says: Value| Made { id: number, knows, at: 1, says: vec![(Member::Note, says)] };
    let registers = played(&vec![vec![edit(1, 0, json!("a")), edit(2, 0, Value::Null)]]);
    let text = serde_json::to_string(&registers).expect("JSON");
    assert_eq!(serde_json::from_str::<Registers>(&text).expect("registers"), registers);
    assert_eq!(registers.conflicts()[0].values.len(), 2, "that nothing is known is a value as well");
}

#[test]
fn an_edit_says_what_is_wrong_with_it() {
    let edit = HouseholdEdit {
        id: id(1),
        household_id: HouseholdId(Uuid::nil()),
        base_version: 0,
        edited_at: Instant::from_micros(0),
        changes: json!({"floor": "x", "neighbourhood_code": null}).as_object().expect("an object").clone(),
    };
    let wrong = edit.check().expect_err("all of it is wrong");
    let places: Vec<_> = wrong.0.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
    let expected = [
        ("/id", "uuid_version"),
        ("/base_version", "out_of_range"),
        ("/changes/floor", "malformed"),
        ("/changes/neighbourhood_code", "required"),
    ];
    assert_eq!(places, expected);
}
