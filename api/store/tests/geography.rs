//! Neighbourhoods and communes on a database of their own.

use palier_domain::{
    boundary,
    caller::{Act, Actor},
    code::{CommuneCode, NeighbourhoodCode},
    commune::Commune,
    neighbourhood::NeighbourhoodDraft,
    paging::From as Start,
    time::Instant,
};
use palier_store::{Recorded, Settings, Store, StoreError, Target, Tx, filters, query, rows::Outcome};

struct Database {
    store: Store,
    _folder: tempfile::TempDir,
}

fn database() -> Database {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("palier.db");
    let store = Store::open(&Settings {
        target: Target::Sqlite(path.to_str().expect("UTF-8").to_owned()),
        pool_size: 2,
        acquire_timeout: std::time::Duration::from_secs(5),
        busy_timeout: std::time::Duration::from_secs(5),
        statement_cache: true,
    });
    store.migrate().expect("migrates");
    Database { store, _folder: folder }
}

impl Database {
    fn write<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>) -> T {
        self.store.write(|tx| f(tx).map(Recorded::unchanged)).expect("written")
    }

    fn read<T>(&self, f: impl FnMut(&mut Tx<'_>) -> Result<T, StoreError>) -> T {
        self.store.read(f).expect("read")
    }

    fn upsert(&self, second: i64, drafts: &[NeighbourhoodDraft]) -> Vec<Outcome> {
        self.write(|tx| query!(tx, neighbourhoods::upsert(&act(second), drafts)))
    }

    fn listed(&self, filter: &filters::Neighbourhoods) -> Vec<String> {
        let start = Start { after: None, limit: 50 };
        let page =
            self.read(|tx| query!(tx, neighbourhoods::list(&Actor::CommandLine, filter, &start, false)));
        let codes: Vec<_> = page.items.iter().map(|item| item.code.to_string()).collect();
        let all = self.read(|tx| query!(tx, neighbourhoods::codes(&Actor::CommandLine, filter)));
        assert_eq!(codes, all.iter().map(ToString::to_string).collect::<Vec<_>>());
        codes
    }

    fn searched(&self, q: &str) -> Vec<String> {
        self.listed(&filters::Neighbourhoods { q: Some(q.to_owned()), ..Default::default() })
    }
}

fn act(second: i64) -> Act {
    let at = Instant::from_micros(second * 1_000_000);
    Act { actor: Actor::CommandLine, request_id: "test".to_owned(), at }
}

fn code(text: &str) -> NeighbourhoodCode {
    NeighbourhoodCode::new(text).expect("a code")
}

fn draft(text: &str, name: &str, communes: &[&str]) -> NeighbourhoodDraft {
    let square = r#"{"type":"Polygon","coordinates":[[[2,48],[3,48],[3,49],[2,49],[2,48]]]}"#;
    let draft = NeighbourhoodDraft {
        code: code(text),
        name: name.to_owned(),
        vintage: code(text).vintage(),
        commune_codes: communes.iter().map(|code| CommuneCode::new(*code).expect("a code")).collect(),
        boundary: Some(boundary::from_geojson(square).expect("a boundary")),
    };
    draft.check().expect("valid")
}

fn town() -> Vec<NeighbourhoodDraft> {
    vec![
        draft("QN09902N", "Le Lac d’Été", &["99002"]),
        draft("QN09901N", "Les Tilleuls", &["99001", "99002"]),
        draft("QN09903N", "Œuvre 100%_\\", &["99001"]),
        draft("QP099001", "Le Lac", &["99002"]),
    ]
}

#[test]
fn a_second_import_changes_nothing() {
    let database = database();
    assert_eq!(database.upsert(1, &town()), [Outcome::Inserted; 4]);
    let revision = database.read(|tx| query!(tx, neighbourhoods::revision()));
    assert_eq!(database.upsert(2, &town()), [Outcome::Unchanged; 4]);
    assert_eq!(database.read(|tx| query!(tx, neighbourhoods::revision())), revision);

    let mut changed = town();
    changed[0].name = "Le Grand Lac".to_owned();
    changed[1].commune_codes.pop();
    changed[2].boundary = None;
    let outcomes = [Outcome::Updated, Outcome::Updated, Outcome::Unchanged, Outcome::Unchanged];
    assert_eq!(database.upsert(3, &changed), outcomes);
    assert_ne!(database.read(|tx| query!(tx, neighbourhoods::revision())), revision);
    let found = database.read(|tx| query!(tx, neighbourhoods::find(&Actor::CommandLine, &code("QN09901N"))));
    assert_eq!((found.version, found.created_at, found.updated_at), (2, act(1).at, act(3).at));
    assert_eq!(found.commune_codes.len(), 1);
    assert_eq!(found.boundary, town()[1].boundary);
    let kept = database.read(|tx| query!(tx, neighbourhoods::find(&Actor::CommandLine, &code("QN09903N"))));
    assert_eq!((kept.version, kept.boundary), (1, town()[2].boundary.clone()));
}

#[test]
fn lists_are_narrowed_and_paged_by_code() {
    let database = database();
    database.upsert(1, &town());
    assert_eq!(database.listed(&Default::default()), ["QN09901N", "QN09902N", "QN09903N", "QP099001"]);
    let commune = Some(CommuneCode::new("99002").expect("a code"));
    let inside = filters::Neighbourhoods { commune_code: commune, vintage: Some(2024), ..Default::default() };
    assert_eq!(database.listed(&inside), ["QN09901N", "QN09902N"]);
    let some = filters::Neighbourhoods { codes: Some(vec![code("QP099001")]), ..Default::default() };
    assert_eq!(database.listed(&some), ["QP099001"]);
    let none = filters::Neighbourhoods { codes: Some(vec![]), ..Default::default() };
    assert!(database.listed(&none).is_empty());

    let after = Some(code("QN09902N"));
    let start = Start { after, limit: 1 };
    let filter = filters::Neighbourhoods::default();
    let page =
        database.read(|tx| query!(tx, neighbourhoods::list(&Actor::CommandLine, &filter, &start, true)));
    assert_eq!((page.items[0].code.as_str(), page.next), ("QN09903N", Some(code("QN09903N"))));
    assert!(page.items[0].boundary.is_some());
}

#[test]
fn searches_forget_case_and_accents_but_take_wildcards_literally() {
    let database = database();
    database.upsert(1, &town());
    assert_eq!(database.searched("lac D'ÉTÉ"), ["QN09902N"]);
    assert_eq!(database.searched("oeuv"), ["QN09903N"]);
    assert_eq!(database.searched("qp0990"), ["QP099001"]);
    assert_eq!(database.searched("0%_\\"), ["QN09903N"]);
    for nothing in ["%", "_", "\\", "l%c", "\u{301}"] {
        let expected: &[&str] = if nothing.len() == 1 { &["QN09903N"] } else { &[] };
        assert_eq!(database.searched(nothing), expected, "{nothing}");
    }
}

#[test]
fn successions_are_many_to_many_and_change_both_ends() {
    let database = database();
    database.upsert(1, &town());
    let pairs = [(code("QP099001"), code("QN09901N")), (code("QP099001"), code("QN09902N"))];
    let insert = |second| {
        database.write(|tx| query!(tx, neighbourhood_parts::insert_successions(&act(second), &pairs)))
    };
    assert_eq!(insert(2), [Outcome::Inserted; 2]);
    assert_eq!(insert(3), [Outcome::Unchanged; 2]);
    let old = database.read(|tx| query!(tx, neighbourhoods::find(&Actor::CommandLine, &code("QP099001"))));
    assert_eq!(old.successors, [code("QN09901N"), code("QN09902N")]);
    assert_eq!((old.version, old.updated_at), (2, act(2).at));
    let new = database.read(|tx| query!(tx, neighbourhoods::find(&Actor::CommandLine, &code("QN09902N"))));
    assert_eq!((new.predecessors, new.version), (vec![code("QP099001")], 2));
}

#[test]
fn communes_belong_to_an_edition() {
    let database = database();
    let commune = |code: &str, name: &str| Commune {
        code: CommuneCode::new(code).expect("a code"),
        name: name.to_owned(),
        department: "99".to_owned(),
        lat: Some(48.123_456_789),
        lon: None,
    };
    let upsert = |edition, communes: &[Commune]| {
        database.write(|tx| query!(tx, communes::upsert(&act(1), edition, communes)))
    };
    let both = [commune("99001", "Vallebelle"), commune("99002", "Montclair")];
    assert_eq!(upsert(2024, &both), [Outcome::Inserted; 2]);
    assert_eq!(upsert(2024, &both), [Outcome::Unchanged; 2]);
    assert_eq!(upsert(2024, &[commune("99002", "Clairmont")]), [Outcome::Updated]);
    assert_eq!(upsert(2025, &[commune("99003", "Neuve")]), [Outcome::Inserted]);
    assert_eq!(database.read(|tx| query!(tx, communes::editions())), [2024, 2025]);
    let known = database.read(|tx| query!(tx, communes::known_codes()));
    let is_known = |code: &str| known.contains(&CommuneCode::new(code).expect("a code"));
    assert!(known.len() == 3 && is_known("99003") && !is_known("99059"));
    let many: Vec<_> = (0..35_014).map(|i| commune(&format!("{i:05}"), "Ici")).collect();
    assert_eq!(upsert(2026, &many).len(), 35_014);
}

#[test]
fn boundaries_come_in_batches() {
    let database = database();
    let mut town = town();
    town[3].boundary = None;
    database.upsert(1, &town);
    let (mut start, mut codes) = (Start { after: None, limit: 2 }, Vec::new());
    loop {
        let page = database.read(|tx| query!(tx, neighbourhoods::boundaries(&start)));
        codes.extend(page.items.into_iter().map(|(code, _)| code));
        let Some(next) = page.next else { break };
        start.after = Some(next);
    }
    assert_eq!(codes, [code("QN09901N"), code("QN09902N"), code("QN09903N")]);
}
