//! Packages: what a field worker takes along where there is no network, and what of it changed.

use palier_tests::{
    App, both,
    field::{
        devices, households,
        referrals::{decide, decision},
        visits::{self, Door, with},
        workers,
    },
    samples,
};
use serde_json::{Value, json};
use uuid::Uuid;

async fn package(app: &App, round: &str, query: &str) -> Value {
    app.as_operator().get(&format!("/v1/rounds/{round}/package{query}")).await.expect(200).json()
}

/// What changed since an earlier package.
async fn since(app: &App, round: &str, before: &Value) -> Value {
    let as_of = before["as_of"].as_str().expect("a mark");
    let delta = package(app, round, &format!("?since={as_of}")).await;
    assert_eq!(delta["delta"], true);
    delta
}

fn ids(list: &Value, pointer: &str) -> Vec<String> {
    let text = |entry: &Value| entry.pointer(pointer).and_then(Value::as_str).expect("an id").to_owned();
    list.as_array().expect("a list").iter().map(text).collect()
}

fn doors(package: &Value) -> Vec<String> {
    ids(&package["doors"], "/household/id")
}

/// A visit at a door on a day of January 2026.
async fn visited(app: &App, door: &Door, day: u8) -> String {
    let at = format!("2026-01-{day:02}T16:00:00.000000Z");
    let sent = with(door.no_answer(), &json!({"occurred_at": at}));
    app.as_operator().post("/v1/visits", sent).await.expect(201).id()
}

both! {
    async fn a_package_holds_all_that_is_needed_without_a_network(app) {
        let door = visits::door(app).await;
        let second = households::household(app).await;
        let round = visits::round(app, (&door.worker, &door.campaign), &[&second, &door.household]).await;
        let mut made = vec![];
        for day in [6, 9, 7, 8] {
            made.push((day, visited(app, &door, day).await));
        }
        made.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
        let whole = package(app, &round, "").await;
        assert_eq!(whole["delta"], false);
        assert_eq!(doors(&whole), [second, door.household.clone()], "in the round's order");
        let told = &whole["doors"][1];
        let last: Vec<&str> = made.iter().take(3).map(|(_, id)| id.as_str()).collect();
        assert_eq!(ids(&told["visits"], "/id"), last, "the last three, latest first");
        assert_eq!(told["household"]["door_label"], "porte gauche");
        assert_eq!(told["version"], 1);
        // The field worker speaks French and Arabic.
        let messages: Vec<_> = whole["messages"].as_array().expect("messages").iter()
            .map(|message| (message["language"].clone(), message["version"].clone())).collect();
        assert_eq!(messages, [(json!("ar"), json!(1)), (json!("fr"), json!(1))]);
        assert_eq!(ids(&whole["questions"], "/code"), ["reads_own_meter", "leaks"]);
        assert_eq!(ids(&whole["actions"], "/code"), ["repair_leak"]);
        assert_eq!(whole["contact_caps"][1], json!({"campaigns": 2, "days": 90}));
        assert_eq!(whole["referral_destinations"][0]["organisation_id"], app.seed().partner.id.to_string());
        // By the phone of its field worker it is the same.
        let phone = devices::enrol(app, &door.worker).await;
        let own = app.as_device(&phone).get(&format!("/v1/rounds/{round}/package")).await.expect(200).json();
        assert_eq!(own["doors"], whole["doors"]);
    }

    async fn a_way_to_reach_them_and_needs_about_health_go_along_only_if_they_agreed(app) {
        let household = households::household(app).await;
        let health = json!({
            "id": Uuid::now_v7(), "household_id": household, "theme": "sante--acces-aux-soins",
            "urgency": "normal", "occurred_at": "2026-11-20T16:40:00Z",
        });
        let agreed = decide(app, &decision(&household, "health_themes", "granted")).await;
        let need = app.as_operator().post("/v1/needs", health).await.expect(201).id();
        let round = workers::round(app, &[&household]).await.round;
        let told = package(app, &round, "").await["doors"][0].clone();
        assert_eq!((&told["household"]["contact"], ids(&told["needs"], "/id")), (&json!(null), vec![need]));
        decide(app, &decision(&household, "contact_by_phone", "granted")).await;
        app.as_operator().post_empty(&format!("/v1/consents/{agreed}/withdraw")).await.expect(200);
        let told = package(app, &round, "").await["doors"][0].clone();
        assert_eq!((&told["household"]["contact"], &told["needs"]), (&json!("+33 6 99 00 00 01"), &json!([])));
        let decided: Vec<_> = told["consents"].as_array().expect("consents").iter()
            .map(|consent| (consent["purpose"].clone(), consent["decision"].clone())).collect();
        let wanted = [("contact_by_phone", "granted"), ("health_themes", "withdrawn")];
        assert_eq!(decided, wanted.map(|(purpose, decision)| (json!(purpose), json!(decision))));
    }

    async fn a_package_that_is_known_is_not_sent_again(app) {
        let door = visits::door(app).await;
        let path = format!("/v1/rounds/{}/package", door.round);
        let etag = app.as_operator().get(&path).await.expect(200).etag();
        let again = app.as_operator().get(&path).header("if-none-match", &etag).await;
        assert_eq!((again.status, again.text().is_empty()), (304, true));
        visited(app, &door, 9).await;
        let changed = app.as_operator().get(&path).header("if-none-match", &etag).await.expect(200);
        assert_ne!(changed.etag(), etag);
    }

    async fn since_an_earlier_package_only_what_changed_is_told(app) {
        let door = visits::door(app).await;
        let others = households::households(app, "C", 3).await;
        let [first, second, third] = [0, 1, 2].map(|place| others[place].as_str());
        let who = (door.worker.as_str(), door.campaign.as_str());
        let round = visits::round(app, who, &[&door.household, first, second]).await;
        let whole = package(app, &round, "").await;
        let nothing = since(app, &round, &whole).await;
        for member in ["doors", "removed", "messages"] {
            assert_eq!(nothing[member], json!([]), "{member}");
        }
        // A visit, and a household that asks to be left alone.
        visited(app, &door, 9).await;
        let asked = json!({"do_not_disturb": {"reason": "asked", "until": null}});
        let path = format!("/v1/households/{second}");
        let etag = app.as_operator().get(&path).await.expect(200).etag();
        app.as_operator().patch(&path, asked).if_match(&etag).await.expect(200);
        let delta = since(app, &round, &whole).await;
        assert_eq!((doors(&delta), &delta["removed"]), (vec![door.household.clone()], &json!([second])));
        assert_eq!(delta["left_out"], json!([{"household_id": second, "reasons": ["do_not_disturb"]}]));
        assert_eq!(delta["doors"][0]["visits"].as_array().map(Vec::len), Some(1));
        // The round itself changes: all its doors are told, and those that left it.
        let path = format!("/v1/rounds/{round}");
        let etag = app.as_operator().get(&path).await.expect(200).etag();
        let moved = json!({"household_ids": [third, door.household]});
        app.as_operator().patch(&path, moved).if_match(&etag).await.expect(200);
        let delta = since(app, &round, &delta).await;
        assert_eq!(doors(&delta), [third, &door.household]);
        assert!(ids(&delta["removed"], "").contains(&first.to_owned()), "{}", delta["removed"]);
        // A newer message.
        let text = json!({"language": "fr", "text": "Bonjour, c'est encore pour l'eau."});
        app.as_partner().post(&format!("/v1/campaigns/{}/messages", door.campaign), text).await.expect(201);
        let delta = since(app, &round, &delta).await;
        let newer = &delta["messages"];
        assert_eq!((newer[0]["language"].clone(), newer[0]["version"].clone()), (json!("fr"), json!(2)));
        assert_eq!(newer.as_array().map(Vec::len), Some(1));
        // A mark of another round is none of this one's.
        let as_of = package(app, &door.round, "").await["as_of"].as_str().expect("a mark").to_owned();
        let path = format!("/v1/rounds/{round}/package?since={as_of}");
        app.as_operator().get(&path).await.problem(400, "invalid_cursor");
    }

    async fn a_door_that_a_rule_spares_is_left_out_and_a_visit_there_is_flagged(app) {
        let first = visits::door(app).await;
        let met = with(first.interview(), &json!({"occurred_at": "2026-01-12T16:00:00Z"}));
        app.as_operator().post("/v1/visits", met).await.expect(201);
        let closed = households::household(app).await;
        let granted = with(
            decision(&closed, "follow_up", "granted"),
            &json!({"occurred_at": "2026-01-06T10:00:00Z"}),
        );
        let withdrawn = with(
            decision(&closed, "follow_up", "withdrawn"),
            &json!({"occurred_at": "2026-01-07T10:00:00Z", "withdraws_id": granted["id"]}),
        );
        for decided in [&granted, &withdrawn] {
            decide(app, decided).await;
        }
        let open = households::household(app).await;
        // One other campaign in 90 days is one too many for this one.
        let dates = json!({
            "starts_on": "2026-01-05", "ends_on": "2099-12-31", "contact_cap": {"campaigns": 1, "days": 90},
        });
        let body = samples::campaign_with(dates);
        let campaign = app.as_partner().post("/v1/campaigns", body).await.expect(201).id();
        for step in ["submit", "approve", "start"] {
            app.as_operator().post_empty(&format!("/v1/campaigns/{campaign}/{step}")).await.expect(200);
        }
        let worker = workers::worker(app, &[&campaign]).await;
        let all = [first.household.as_str(), &closed, &open];
        let planned = with(workers::round_of(&worker, &campaign, &all), &json!({"day": "2026-01-20"}));
        let round = app.as_operator().post("/v1/rounds", planned).await.expect(201).id();
        let told = package(app, &round, "").await;
        assert_eq!(doors(&told), std::slice::from_ref(&open));
        let rules = [
            (first.household.clone(), json!(["contact_cap"])),
            (closed.clone(), json!(["consent_withdrawn"])),
        ];
        let left_out: Vec<Value> = rules.iter()
            .map(|(household, reasons)| json!({"household_id": household, "reasons": reasons})).collect();
        assert_eq!(told["left_out"], json!(left_out));
        // Who knocked all the same did: nothing is dropped.
        for (household, flags) in rules.into_iter().chain([(open, json!([]))]) {
            let (round, worker, campaign) = (round.clone(), worker.clone(), campaign.clone());
            let door = Door { household, round, worker, campaign };
            let at = json!({"occurred_at": "2026-01-20T16:00:00Z"});
            let made = app.as_operator().post("/v1/visits", with(door.no_answer(), &at)).await.expect(201).json();
            assert_eq!(made["flags"], flags);
        }
    }
}
