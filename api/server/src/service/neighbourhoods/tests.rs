use std::time::Duration;

use palier_domain::{boundary, code::CommuneCode, time::Instant};
use palier_store::{Settings, Store, Target};

use super::*;
use crate::{import::Place, jobs::geography};

struct Bench {
    store: Store,
    _folder: tempfile::TempDir,
}

fn code(text: &str) -> NeighbourhoodCode {
    NeighbourhoodCode::new(text).expect("a code")
}

/// A square of a tenth of a degree whose south-west corner lies at 48 degrees north; `None`: without a boundary.
fn draft(text: &str, west: Option<f64>) -> NeighbourhoodDraft {
    let square = |west: f64| {
        let east = west + 0.1;
        let ring = json!([[[west, 48.0], [east, 48.0], [east, 48.1], [west, 48.1], [west, 48.0]]]);
        let geometry = json!({ "type": "Polygon", "coordinates": ring });
        boundary::from_geojson(&geometry.to_string()).expect("a boundary")
    };
    NeighbourhoodDraft {
        code: code(text),
        name: format!("Quartier {text}"),
        vintage: code(text).vintage(),
        commune_codes: vec![CommuneCode::new("99001").expect("a code")],
        boundary: west.map(square),
    }
}

fn bench(drafts: Vec<NeighbourhoodDraft>) -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let wait = Duration::from_secs(5);
    let store = Store::open(&Settings {
        target: Target::Sqlite(folder.path().join("palier.db").to_string_lossy().into_owned()),
        pool_size: 2,
        acquire_timeout: wait,
        busy_timeout: wait,
        statement_cache: true,
    });
    store.migrate().expect("migrates");
    let bench = Bench { store, _folder: folder };
    bench.import(drafts);
    bench
}

impl Bench {
    fn import(&self, drafts: Vec<NeighbourhoodDraft>) {
        let row = |(line, draft)| Row { place: Place::Line(line), code: None, read: Ok(draft) };
        let rows = (2..).zip(drafts).map(row).collect();
        let act = Act {
            actor: Actor::CommandLine,
            request_id: "import".to_owned(),
            at: Instant::from_micros(1_000_000),
        };
        self.store.write(|tx| import(tx, &act, rows, |_| {})).expect("imported");
    }

    /// All pages by distance from 2.05 degrees east.
    fn near(&self, filter: &filters::Neighbourhoods) -> Vec<(String, f64)> {
        let (_, index) = geography::load(&self.store).expect("loads");
        let from = Position { lat: 48.05, lon: 2.05 };
        let (mut start, mut found) = (Start { after: None, limit: 2 }, Vec::new());
        loop {
            let read = |tx: &mut Tx<'_>| near(tx, &Actor::CommandLine, (&index, from), filter, &start, true);
            let page = self.store.read(read).expect("read");
            assert!(page.items.iter().all(|(row, _)| row.boundary.is_some()));
            found.extend(page.items.into_iter().map(|(row, metres)| (row.code.to_string(), metres)));
            let Some(next) = page.next else { return found };
            start.after = Some(next);
        }
    }
}

#[test]
fn near_is_by_distance_and_then_by_code_over_all_pages() {
    let bench = bench(vec![
        draft("QN09904N", Some(2.5)),
        draft("QN09903N", Some(2.0)),
        draft("QN09902N", Some(2.2)),
        draft("QN09901N", Some(2.2)),
        draft("QP099001", Some(2.0)),
        draft("QN09905N", None),
    ]);
    let found = bench.near(&filters::Neighbourhoods::default());
    let codes: Vec<_> = found.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["QN09903N", "QP099001", "QN09901N", "QN09902N", "QN09904N"]);
    assert_eq!((found[0].1, found[1].1), (0.0, 0.0));
    // 0.15 degrees of longitude at 48.05 degrees north.
    assert!((found[2].1 - 11_150.0).abs() < 60.0, "{}", found[2].1);
    assert_eq!(found[2].1, found[3].1);

    let vintage = filters::Neighbourhoods { vintage: Some(2015), ..Default::default() };
    assert_eq!(bench.near(&vintage), [("QP099001".to_owned(), 0.0)]);
}

#[test]
fn the_index_shows_what_was_imported_and_its_revision_tells_of_changes() {
    let bench = bench(vec![draft("QN09901N", Some(2.0)), draft("QN09902N", None)]);
    let (before, index) = geography::load(&bench.store).expect("loads");
    assert_eq!(index.containing(48.05, 2.05), [code("QN09901N")]);
    bench.import(vec![draft("QN09901N", Some(2.0))]);
    assert_eq!(geography::load(&bench.store).expect("loads").0, before);
    bench.import(vec![draft("QN09902N", Some(2.0))]);
    let (after, index) = geography::load(&bench.store).expect("loads");
    assert_ne!(after, before);
    assert_eq!(index.containing(48.05, 2.05), [code("QN09901N"), code("QN09902N")]);
}
