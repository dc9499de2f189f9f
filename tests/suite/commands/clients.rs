//! `palier client …`: the first operator client is made here.

use palier_tests::{
    App, both,
    process::{palier, printed},
    seed::Credentials,
};
use serde_json::Value;

fn json(app: &App, arguments: &[&str]) -> Value {
    let text = printed(palier(app).args(arguments).arg("--json"));
    serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{arguments:?} printed no JSON ({error}): {text}"))
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}")).to_owned()
}

async fn works(app: &App, id: &str, secret: &str) -> bool {
    let fields = [("grant_type", "client_credentials")];
    app.anonymous().form("/oauth/token", &fields).basic(id, secret).await.status == 200
}

both! {
    async fn a_client_is_made_rotated_and_revoked(app) {
        let made =
            json(app, &["client", "create", "--organisation", "Nouvelle association", "--kind", "operator"]);
        let (id, secret) = (text(&made, "client_id"), text(&made, "client_secret"));
        assert!(secret.starts_with("palier_live_"));
        let operator = Credentials { id: id.clone(), secret: secret.clone() };
        assert_eq!(app.as_client(&operator).all("/v1/organisations", 50).await.len(), 7);
        let rotated = json(app, &["client", "rotate", &id]);
        let second = text(&rotated, "client_secret");
        assert!(works(app, &id, &secret).await && works(app, &id, &second).await);
        let listed = printed(palier(app).args(["client", "list"]));
        assert!(listed.contains(&id) && !listed.contains(&secret) && !listed.contains(&second), "{listed}");
        let _told = printed(palier(app).args(["client", "revoke", &id]));
        assert!(!works(app, &id, &secret).await && !works(app, &id, &second).await);
        // Each is a change like any other, and recorded as one.
        let actions =
            "SELECT action AS text FROM audit_events WHERE subject_type = 'client' ORDER BY id DESC LIMIT 3";
        let actions = app.connect().texts(actions);
        assert_eq!(actions, ["client.revoked", "client.secret_rotated", "client.created"]);
    }

    async fn what_can_not_be_is_refused_with_advice(app) {
        for (arguments, advice) in [
            (vec!["client", "create", "--organisation", "Nobody"], "--kind"),
            (
                vec!["client", "create", "--organisation", "Eaux du Val", "--scope", "clients:manage"],
                "clients:manage",
            ),
            (vec!["client", "rotate", "019ab0f2-6b1e-7c40-9d5e-3f2a1b0c4d5e"], "client list"),
            (vec!["client", "create", "--organisation", "Ville", "--kind", "municipality"], "commune"),
        ] {
            let output = palier(app).args(&arguments).output().expect("it starts");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(!output.status.success(), "{arguments:?} succeeded");
            assert!(said.contains(advice), "{arguments:?}: {said}");
        }
    }
}
