//! Who may do what when, and what is said to those who may not.

use palier_domain::{
    campaign::{Action, CampaignStatus, allowed},
    organisation::OrganisationKind,
};
use palier_tests::{App, both, samples};
use serde_json::{Value, json};

/// A campaign in a state, by the way that leads there.
async fn in_state(app: &App, state: CampaignStatus) -> String {
    let way: &[&str] = match state {
        CampaignStatus::Draft => &[],
        CampaignStatus::Submitted => &["submit"],
        CampaignStatus::Approved => &["submit", "approve"],
        CampaignStatus::Rejected => &["submit", "reject"],
        CampaignStatus::Running => &["submit", "approve", "start"],
        CampaignStatus::Paused => &["submit", "approve", "start", "pause"],
        CampaignStatus::Closed => &["submit", "approve", "close"],
    };
    let id = samples::draft(app).await;
    for step in way {
        let body = if *step == "reject" { json!({"reason": "No."}) } else { json!({}) };
        let _moved = app.as_operator().post(&format!("/v1/campaigns/{id}/{step}"), body).await.expect(200);
    }
    id
}

both! {
    /// The whole table: every state, every transition, both sides.
    async fn a_refused_transition_lists_what_is_allowed(app) {
        for state in CampaignStatus::ALL {
            for (caller, kind) in [
                (app.as_partner(), OrganisationKind::Partner),
                (app.as_operator(), OrganisationKind::Operator),
            ] {
                let possible = allowed(state, kind);
                for action in Action::ALL.into_iter().filter(|action| *action != Action::Edit) {
                    let needs_approval = matches!(action, Action::Approve | Action::Reject | Action::Start);
                    let body = if action == Action::Reject { json!({"reason": "No."}) } else { json!({}) };
                    let id = in_state(app, state).await;
                    let path = format!("/v1/campaigns/{id}");
                    let seen = caller.get(&path).await.expect(200).json();
                    let told: Vec<_> = seen["transitions"]
                        .as_array()
                        .expect("transitions")
                        .iter()
                        .map(|t| t.as_str().map(str::to_owned))
                        .collect();
                    let answer = caller.post(&format!("{path}/{}", action.as_str()), body).await;
                    let offered = told.contains(&Some(action.as_str().to_owned()));
                    assert_eq!(offered, possible.contains(&action), "{state} {action:?}: {told:?}");
                    if possible.contains(&action) {
                        let _moved = answer.expect(200);
                    } else if needs_approval && kind == OrganisationKind::Partner {
                        answer.problem(403, "insufficient_scope");
                    } else {
                        let problem = answer.problem(409, "transition_refused");
                        let names: Vec<_> = possible.iter().map(|action| json!(action.as_str())).collect();
                        assert_eq!(problem["allowed"], Value::Array(names), "{state} {action:?}");
                        assert_eq!(caller.get(&path).await.expect(200).json()["status"], state.as_str());
                    }
                }
            }
        }
    }

    async fn a_partner_edits_only_a_draft_or_a_rejected_campaign(app) {
        for state in CampaignStatus::ALL {
            let path = format!("/v1/campaigns/{}", in_state(app, state).await);
            let answer = app.as_partner().patch(&path, json!({"title": "Autre"})).if_match("*").await;
            if matches!(state, CampaignStatus::Draft | CampaignStatus::Rejected) {
                assert_eq!(answer.expect(200).json()["status"], "draft", "{state}");
            } else {
                answer.problem(409, "transition_refused");
                assert_eq!(
                    app.as_partner().get(&path).await.expect(200).json()["title"],
                    samples::campaign()["title"],
                    "{state}"
                );
            }
        }
    }

    async fn an_incomplete_draft_is_not_submitted(app) {
        let bare = json!({
            "title": "Eau", "information_kind": "service", "target_doors": 10, "starts_on": "2027-01-04", "ends_on": "2027-01-05",
        });
        let path =
            format!("/v1/campaigns/{}", app.as_partner().post("/v1/campaigns", bare).await.expect(201).id());
        let missing = app.as_partner().post_empty(&format!("{path}/submit")).await.invalid();
        let pointers: Vec<_> = missing
            .iter()
            .map(|(pointer, code)| {
                assert_eq!(code, "required");
                pointer.as_str()
            })
            .collect();
        for pointer in ["/messages", "/purpose", "/themes", "/neighbourhood_codes"] {
            assert!(pointers.contains(&pointer), "{pointer} is not in {pointers:?}");
        }
        assert_eq!(app.as_partner().get(&path).await.expect(200).json()["status"], "draft");
    }

    async fn a_rejection_needs_a_reason(app) {
        let path = format!("/v1/campaigns/{}/reject", in_state(app, CampaignStatus::Submitted).await);
        for body in [json!({}), json!({"reason": ""}), json!({"reason": "  "}), json!({"reason": null})] {
            let found = app.as_operator().post(&path, &body).await.invalid();
            assert_eq!(found[0].0, "/reason", "{body}");
        }
        let long = json!({"reason": "x".repeat(2001)});
        assert_eq!(
            app.as_operator().post(&path, long).await.invalid(),
            [("/reason".to_owned(), "too_long".to_owned())]
        );
    }

    async fn a_running_message_gets_a_new_version_and_keeps_the_old_one(app) {
        let path = format!("/v1/campaigns/{}", samples::running(app).await);
        let add = |text: &str, language: &str| {
            app.as_partner().post(&format!("{path}/messages"), json!({"language": language, "text": text}))
        };
        let first = app.as_partner().get(&path).await.expect(200).json();
        let after = add("Bonjour à nouveau.", "fr").await.expect(201).json();
        let french: Vec<_> = after["messages"]
            .as_array()
            .expect("messages")
            .iter()
            .filter(|m| m["language"] == "fr")
            .collect();
        assert_eq!((french.len(), &french[0]["version"], &french[1]["version"]), (2, &json!(1), &json!(2)));
        assert!(
            first["messages"]
                .as_array()
                .expect("messages")
                .iter()
                .all(|old| after["messages"].as_array().expect("messages").contains(old))
        );
        let turkish = add("Merhaba.", "tr").await.expect(201).json();
        assert!(
            turkish["messages"]
                .as_array()
                .expect("messages")
                .iter()
                .any(|m| m["language"] == "tr" && m["version"] == 1)
        );
        assert_eq!(add("", "fr").await.invalid()[0].0, "/text");
        assert_eq!(add("x", "not a language").await.invalid()[0].0, "/language");
        // Two at once are two versions.
        let (one, two) = tokio::join!(add("Un.", "fr").into_future(), add("Deux.", "fr").into_future());
        let (_one, _two) = (one.expect(201), two.expect(201));
        let last = app.as_partner().get(&path).await.expect(200).json();
        let versions: Vec<_> = last["messages"]
            .as_array()
            .expect("messages")
            .iter()
            .filter(|m| m["language"] == "fr")
            .map(|m| m["version"].clone())
            .collect();
        assert_eq!(versions, [json!(1), json!(2), json!(3), json!(4)]);
    }

    async fn a_drafts_messages_are_edited_not_versioned(app) {
        let path = format!("/v1/campaigns/{}/messages", samples::draft(app).await);
        let answer = app.as_partner().post(&path, json!({"language": "fr", "text": "x"})).await;
        let problem = answer.problem(409, "conflict");
        assert_eq!(problem["errors"][0]["code"], "messages_fixed");
    }
}
