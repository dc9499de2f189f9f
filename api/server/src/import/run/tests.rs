use palier_domain::code::NeighbourhoodCode;
use palier_store::{Settings, Target, query};

use super::*;

struct Bench {
    store: Store,
    folder: tempfile::TempDir,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let wait = Duration::from_secs(5);
    let path = folder.path().join("palier.db").to_string_lossy().into_owned();
    let settings = Settings {
        target: Target::Sqlite(path),
        pool_size: 2,
        acquire_timeout: wait,
        busy_timeout: wait,
        statement_cache: true,
    };
    let store = Store::open(&settings);
    store.migrate().expect("migrates");
    Bench { store, folder }
}

impl Bench {
    fn file(&self, name: &str, text: &str) -> std::path::PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    }

    fn recorded(&self) -> usize {
        let subjects =
            |tx: &mut Tx<'_>| query!(tx, audit::of_subject(&Actor::CommandLine, "communes", "2024"));
        self.store.read(subjects).expect("read").len()
    }
}

fn counts(report: &Report) -> [usize; 5] {
    let Report { inserted, updated, unchanged, refused, warnings } = report;
    [*inserted, *updated, *unchanged, refused.len(), warnings.len()]
}

const LIST: &str = "code_qp,lib_qp,insee_com\n\
                    QN09901N,Les Tilleuls,99001\n\
                    QN09902N,Le Lac,99001 99059\n\
                    QN0990,Trop court,99001\n\
                    QP099001,Le Port,99001\n";

#[test]
fn unknown_communes_are_warnings_once_an_edition_is_there() {
    let bench = bench();
    let list = bench.file("list.csv", LIST);
    let import = || neighbourhoods(&bench.store, &list, None, &mut Vec::new()).expect("imported");
    assert_eq!(counts(&import()), [3, 0, 0, 1, 0]);
    let communes_file = bench.file("communes.csv", "insee,name\n99001,Vallebelle\n");
    for expected in [[1, 0, 0, 0, 0], [0, 0, 1, 0, 0]] {
        let report = communes(&bench.store, &communes_file, 2024, &mut Vec::new()).expect("imported");
        assert_eq!(counts(&report), expected);
        assert_eq!(bench.recorded(), 1);
    }
    let report = import();
    assert_eq!(counts(&report), [0, 0, 3, 1, 1]);
    assert!(
        report.warnings[0].to_string().contains("line 3 (QN09902N): The imported communes have no 99059.")
    );
}

#[test]
fn successions_between_known_neighbourhoods_of_rising_vintage() {
    let bench = bench();
    neighbourhoods(&bench.store, &bench.file("list.csv", LIST), None, &mut Vec::new()).expect("imported");
    let text = "predecessor,successor\n\
                QP099001,QN09901N\n\
                QP099001,QN09902N\n\
                QN09902N,QN09901N\n\
                QP099009,QN09901N\n";
    let pairs = bench.file("pairs.csv", text);
    let mut out = Vec::new();
    let report = successions(&bench.store, &pairs, &mut out).expect("imported");
    assert_eq!(counts(&report), [2, 0, 0, 2, 0]);
    let printed = String::from_utf8(out).expect("UTF-8");
    assert!(printed.contains("line 4 (QN09902N to QN09901N): The predecessor is of 2024"), "{printed}");
    assert!(
        printed.contains("line 5 (QP099009 to QN09901N): There is no neighbourhood QP099009"),
        "{printed}"
    );
    let again = successions(&bench.store, &pairs, &mut Vec::new()).expect("imported");
    assert_eq!(counts(&again), [0, 0, 2, 2, 0]);
    let code = NeighbourhoodCode::new("QP099001").expect("a code");
    let port = bench.store.read(|tx| query!(tx, neighbourhoods::find(&Actor::CommandLine, &code)));
    assert_eq!(port.expect("found").successors.len(), 2);
}

#[test]
fn a_file_without_a_good_row_fails_after_its_report() {
    let bench = bench();
    let mut out = Vec::new();
    let list = bench.file("list.csv", "code_qp,lib_qp,insee_com\nQN0990,Court,99001\n");
    let error = neighbourhoods(&bench.store, &list, None, &mut out).expect_err("refused");
    assert!(matches!(error, RunError::NothingTaken));
    assert!(String::from_utf8_lossy(&out).contains("refused: line 2 (QN0990)"));
    let missing =
        neighbourhoods(&bench.store, Path::new("nowhere.csv"), None, &mut out).expect_err("refused");
    assert!(missing.to_string().starts_with("nowhere.csv: the file can't be read"));
}
