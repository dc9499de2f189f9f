use clap::CommandFactory;
use palier_domain::{organisation::OrganisationKind, time::Instant};

use super::{ClientCommand, Command, ImportCommand, Invocation, KeysCommand, keys};
use crate::config::Config;

fn read(line: &str) -> Result<Invocation, clap::Error> {
    Invocation::read(line.split_whitespace().map(str::to_owned))
}

#[test]
fn the_frame_is_sound() {
    super::Cli::command().debug_assert();
}

#[test]
fn serves_without_a_command() {
    for line in [
        "palier --demo --listen 127.0.0.1:9",
        "palier serve --demo --listen 127.0.0.1:9",
        "palier --demo serve --listen 127.0.0.1:9",
    ] {
        let Ok(Invocation { command: Command::Serve(serve), .. }) = read(line) else { panic!("{line}") };
        assert!(serve.demo && serve.listen.is_some_and(|address| address.port() == 9), "{line}");
    }
    assert!(matches!(read("palier").map(|found| found.command), Ok(Command::Serve(_))));
}

#[test]
fn options_of_every_command_stand_anywhere() {
    for line in ["palier --database a.db migrate", "palier migrate --database a.db"] {
        let found = read(line).expect("understood");
        assert!(matches!(found.command, Command::Migrate));
        assert_eq!(found.global.database.as_deref(), Some("a.db"));
        assert_eq!(found.config().expect("valid").database.redacted_url(), "a.db");
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    for line in [
        "palier --demo migrate",
        "palier --listen nonsense",
        "palier unknown",
        "palier import communes file.csv",
        "palier client create --organisation A --kind municipality",
        "palier client create --organisation A --kind nobody",
        "palier client create --organisation A --kind partner --scope nonsense",
        "palier client rotate not-an-id",
    ] {
        assert_eq!(read(line).expect_err(line).exit_code(), 2, "{line}");
    }
}

#[test]
fn commands_for_the_database() {
    let found = read("palier import neighbourhoods list.geojson --vintage 2024").expect("understood");
    assert!(
        matches!(found.command, Command::Import(ImportCommand::Neighbourhoods(args)) if args.vintage == Some(2024))
    );
    let found = read("palier import households doors.csv").expect("understood");
    assert!(matches!(found.command, Command::Import(ImportCommand::Households(_))));
    let found =
        read("palier client create --organisation A --kind municipality --commune 99001 --commune 99002")
            .expect("understood");
    let Command::Client(ClientCommand::Create(args)) = found.command else { panic!("create") };
    assert_eq!((args.kind, args.communes.len()), (Some(OrganisationKind::Municipality), 2));
}

/// Runs a `palier keys` command on a file, and gives what it prints or why it failed.
fn run_keys(line: &str, file: &std::path::Path, now: Instant) -> Result<String, String> {
    let found = read(&line.replace("FILE", &file.display().to_string())).expect("understood");
    let Command::Keys(command) = found.command else { panic!("{line}") };
    let mut out = Vec::new();
    keys::run(command, &Config::default(), now, &mut out)
        .map(|()| String::from_utf8(out).expect("text"))
        .map_err(|error| error.to_string())
}

#[test]
fn a_vault_from_generation_to_rotation() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("vault.json");
    let run = |line: &str| run_keys(line, &file, Instant::from_micros(1_795_426_200_000_000));
    let missing = run("palier keys rotate-vault --file FILE").expect_err("there is none");
    assert!(missing.contains("`palier keys generate-vault --out"), "{missing}");
    let made = run("palier keys generate-vault --out FILE").expect("made");
    assert!(made.contains("PALIER_PRIVACY_VAULT_FILE=") && made.contains("Back it up"), "{made}");
    assert_eq!(std::fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o600);
    let refused = run("palier keys generate-vault --out FILE").expect_err("never overwritten");
    assert!(refused.contains("exists already") && refused.contains("rotate-vault"), "{refused}");
    let rotated = run("palier keys rotate-vault --file FILE").expect("rotated");
    assert!(rotated.contains("holds 2 keys"), "{rotated}");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("opened to others");
    let exposed = run("palier keys rotate-vault --file FILE").expect_err("others can read it");
    assert!(exposed.contains("chmod 600"), "{exposed}");
}

#[test]
fn keys_from_generation_to_retirement() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("keys.json");
    let now = Instant::from_micros(1_795_426_200_000_000);
    let run = |line: &str, now: Instant| run_keys(line, &file, now);
    let missing = run("palier keys rotate --file FILE", now).expect_err("there is none");
    assert!(missing.contains("`palier keys generate --out"), "{missing}");
    let made = run("palier keys generate --out FILE", now).expect("made");
    assert!(made.contains("PALIER_AUTH_KEYS_FILE="), "{made}");
    let refused = run("palier keys generate --out FILE", now).expect_err("never overwritten");
    assert!(refused.contains("exists already"), "{refused}");
    let states = |text: &str| {
        text.lines()
            .skip(1)
            .map(|line| line.split_whitespace().nth(2).unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(states(&run("palier keys rotate --file FILE", now).expect("rotated")), ["signs", "published"]);
    let later = |seconds| run("palier keys list --file FILE", now.plus_seconds(seconds)).expect("listed");
    assert_eq!(states(&later(700)), ["verifies", "signs"]);
    assert_eq!(states(&later(2_000)), ["retired", "signs"]);
    assert!(matches!(
        read("palier keys list").map(|found| found.command),
        Ok(Command::Keys(KeysCommand::List(_)))
    ));
}
