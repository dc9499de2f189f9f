use std::{collections::BTreeSet, fs, os::unix::fs::PermissionsExt};

use palier_domain::{
    caller::Actor,
    campaign::{AnswerKind, Campaign, CampaignDraft, CampaignStatus},
    paging::From as Start,
};
use palier_store::{filters, query};
use serde_json::Value;
use tempfile::TempDir;

use super::*;

/// A town with few doors is made fast, by the same steps.
const FEW: Scale = Scale { percent: 4 };

struct Place {
    folder: TempDir,
    config: Config,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config::default();
        config.database.url = folder.path().join("palier.db").display().to_string().into();
        config.auth.argon2_memory_kib = 64;
        config.auth.argon2_iterations = 1;
        Self { folder, config }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("palier.demo.json")
    }

    /// A start, and what it printed at last.
    fn start(&self) -> Result<String, DemoError> {
        let mut printed = Vec::new();
        let demo = Demo::prepare_of(&self.config, FEW, &mut Vec::new())?;
        demo.announce("http://127.0.0.1:1", &mut printed)?;
        Ok(String::from_utf8(printed).expect("UTF-8"))
    }

    /// The names of all databases, and of what SQLite keeps beside them.
    fn databases(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder.path()).expect("lists").map(|entry| entry.expect("an entry"));
        let names = files.map(|file| file.file_name().into_string().expect("UTF-8"));
        names.filter(|name| name.contains(".db")).collect()
    }

    fn read<T>(&self, f: impl FnMut(&mut palier_store::Tx<'_>) -> Result<T, StoreError>) -> T {
        server::open_store(&self.config).expect("a store").read(f).expect("reads")
    }

    fn campaigns(&self) -> Vec<Campaign> {
        let (filter, all) = (filters::Campaigns::default(), Start { after: None, limit: 200 });
        self.read(|tx| query!(tx, campaigns::list(&Actor::CommandLine, &filter, &all))).items
    }
}

#[test]
fn the_town_shows_everything_a_campaign_can_be() {
    let place = Place::new();
    place.start().expect("loads");
    let campaigns = place.campaigns();
    let statuses: BTreeSet<_> = campaigns.iter().map(|campaign| campaign.status).collect();
    assert_eq!(statuses, BTreeSet::from(CampaignStatus::ALL));
    let languages: BTreeSet<_> =
        campaigns.iter().flat_map(|c| &c.messages).map(|message| message.language.as_str()).collect();
    assert!(["fr", "ar", "tr", "en"].iter().all(|language| languages.contains(language)), "{languages:?}");
    let kinds: BTreeSet<_> = campaigns
        .iter()
        .flat_map(|campaign| &campaign.content.questions)
        .map(|question| match question.answer {
            AnswerKind::SingleChoice { .. } => "single",
            AnswerKind::MultipleChoice { .. } => "multiple",
            AnswerKind::Scale { .. } => "scale",
            AnswerKind::YesNo => "yes_no",
            AnswerKind::Quantity { .. } => "quantity",
        })
        .collect();
    assert_eq!(kinds.len(), 5, "{kinds:?}");
    assert!(campaigns.iter().flat_map(|campaign| &campaign.messages).any(|message| message.version == 2));
}

#[test]
fn each_step_was_taken_by_whom_it_is_for() {
    let place = Place::new();
    place.start().expect("loads");
    let running = place.campaigns().into_iter().find(|c| c.status == CampaignStatus::Running).expect("one");
    let id = running.id.to_string();
    let trail = place.read(|tx| query!(tx, audit::of_subject(&Actor::CommandLine, "campaign", &id)));
    let partner = running.organisation_id.0;
    let steps: Vec<_> =
        trail.iter().map(|event| (event.action.as_str(), event.organisation_id == Some(partner))).collect();
    let expected = [
        ("campaign.created", true),
        ("campaign.submitted", true),
        ("campaign.approved", false),
        ("campaign.started", false),
    ];
    assert_eq!(steps[..4], expected);
    assert!(trail.iter().all(|event| event.client_id.is_some()));
}

#[test]
fn what_became_of_intentions_was_told_by_the_phones_of_those_who_had_called() {
    let place = Place::new();
    place.start().expect("loads");
    let (filter, all) = (filters::FollowUpActions::default(), Start { after: None, limit: 200 });
    let told = place.read(|tx| query!(tx, follow_up_actions::list(&Actor::CommandLine, &filter, &all))).items;
    assert!(!told.is_empty());
    for one in told {
        let visits = place.read(|tx| query!(tx, visits::find_many(&Actor::CommandLine, &[one.visit_id])));
        let (teller, visit) = ((one.field_worker_id, one.device_id), &visits[0]);
        assert_eq!(teller, (Some(visit.field_worker_id), visit.device_id));
        assert!(teller.1.is_some() && one.occurred_at > visit.occurred_at);
    }
}

#[test]
fn started_again_it_serves_what_is_there_and_says_the_same() {
    let place = Place::new();
    let first = place.start().expect("loads");
    let before = place.campaigns();
    assert_eq!(place.start().expect("starts again"), first);
    assert_eq!(place.campaigns(), before);
    let mode = fs::metadata(place.file()).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let file: Value = serde_json::from_slice(&fs::read(place.file()).expect("reads")).expect("JSON");
    for role in ["operator", "partner", "municipality", "app_publisher", "partner_test"] {
        let secret = file[role]["client_secret"].as_str().expect(role);
        assert!(first.contains(secret) && first.contains(file[role]["client_id"].as_str().expect(role)));
    }
    assert_eq!(file["url"], "http://127.0.0.1:1");
}

#[test]
fn it_is_never_mixed_into_other_data() {
    let place = Place::new();
    place.start().expect("loads");
    fs::remove_file(place.file()).expect("removes");
    let refused = place.start().expect_err("refused").to_string();
    assert!(refused.contains("holds data already") && refused.contains("--database demo.db"), "{refused}");

    let other = Place::new();
    other.start().expect("loads");
    fs::copy(other.file(), place.file()).expect("copies");
    assert!(matches!(place.start(), Err(DemoError::NotEmpty { .. })), "another town's credentials");

    let mut postgres = Place::new();
    postgres.config.database.url = "postgres://nowhere/palier".into();
    assert!(matches!(postgres.start(), Err(DemoError::Postgres)));
}

#[test]
fn a_load_that_fails_at_its_end_leaves_nothing() {
    let place = Place::new();
    // The credentials can't take the place of a folder that is not empty.
    fs::create_dir_all(place.file().join("in the way")).expect("a folder");
    assert!(matches!(place.start(), Err(DemoError::File { .. })));
    assert_eq!(place.databases(), Vec::<String>::new());
    fs::remove_dir_all(place.file()).expect("removes");
    place.start().expect("loads");
}

#[test]
fn what_an_interrupted_start_left_behind_is_no_town() {
    let place = Place::new();
    fs::write(place.folder.path().join("palier.db.unfinished"), "half a town").expect("written");
    fs::write(place.folder.path().join("palier.db.unfinished-wal"), "and its log").expect("written");
    place.start().expect("makes it anew");
    assert!(place.databases().iter().all(|name| !name.contains("unfinished")), "{:?}", place.databases());
    assert!(!place.campaigns().is_empty());
}

#[test]
fn a_database_that_was_only_migrated_takes_the_town() {
    let place = Place::new();
    let store = server::open_store(&place.config).expect("a store");
    store.migrate().expect("migrates");
    store.close();
    drop(store);
    place.start().expect("makes it");
    assert!(!place.campaigns().is_empty());
}

#[test]
fn of_two_starts_at_once_one_makes_the_town_and_both_serve_it() {
    let place = Place::new();
    let (one, other) = std::thread::scope(|scope| {
        let started = [(); 2].map(|()| scope.spawn(|| place.start().expect("starts")));
        let [one, other] = started.map(|start| start.join().expect("no panic"));
        (one, other)
    });
    assert_eq!(one, other);
}

#[test]
fn no_word_of_the_data_is_lost() {
    let today = jiff::civil::date(2026, 11, 23);
    for member in content::MEMBERS {
        let given: Vec<Value> = serde_json::from_str(member.campaigns).expect("JSON");
        for (planned, given) in member.campaigns().expect("readable").iter().zip(given) {
            let pushed = serde_json::to_value(planned.pushed(today).expect("a body")).expect("JSON");
            let read: CampaignDraft = serde_json::from_value(pushed.clone()).expect("a draft");
            let read = serde_json::to_value(read).expect("JSON");
            for (name, value) in given["campaign"].as_object().expect("an object") {
                // The currency is understood where it is not said.
                let same = name == "price" || read[name] == *value;
                assert!(same && read.get(name).is_some(), "{name} of {}", given["campaign"]["external_id"]);
                assert_eq!(pushed[name], *value, "{name} of {}", given["campaign"]["external_id"]);
            }
        }
    }
}
