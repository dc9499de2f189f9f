//! `palier keys`.

use std::{io::Write, path::PathBuf};

use clap::{Args, Subcommand};
use palier_domain::time::Instant;

use super::CliError;
use crate::{
    config::{Config, SigningAlgorithm},
    keys::{KeyRing, PUBLISH_BEFORE_SECONDS, SigningKey, Vault},
};

pub(super) const EXAMPLES: &str = "\
Examples:
  palier keys generate --out /etc/palier/keys.json
  palier keys rotate
  palier keys list
  palier keys generate-vault --out /etc/palier/vault.json
  palier keys rotate-vault

Running servers take up a rotation of the signing keys within a second. With several servers, copy the file to each of \
them before the new key is used. The vault, which protects personal data, is read when a server starts.";

/// What to do with the signing keys.
#[derive(Clone, Debug, Subcommand)]
pub enum KeysCommand {
    /// Make a new key file; an existing one is never overwritten
    Generate(GenerateKeys),
    /// Add a new signing key, and retire the old ones when their last token has expired
    Rotate(RotateKeys),
    /// List the signing keys with their times
    List(ListKeys),
    /// Make the file with the keys that protect personal data; an existing one is never overwritten
    GenerateVault(GenerateVault),
    /// Add a key that protects personal data; every server uses it from its next start
    RotateVault(RotateVault),
}

/// Options of `palier keys generate-vault`.
#[derive(Args, Clone, Debug)]
pub struct GenerateVault {
    /// File to make, with mode 0600 [default: the configured file, or the one beside the SQLite database]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Options of `palier keys rotate-vault`.
#[derive(Args, Clone, Debug)]
pub struct RotateVault {
    /// The file [default: the configured file, or the one beside the SQLite database]
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Options of `palier keys generate`.
#[derive(Args, Clone, Debug)]
pub struct GenerateKeys {
    /// File to make, with mode 0600 [default: the configured file, or the one beside the SQLite database]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Algorithm of the signing key [default: auth.signing_algorithm, which is EdDSA unless configured]
    #[arg(long, value_name = "ALGORITHM")]
    pub algorithm: Option<SigningAlgorithm>,
}

/// Options of `palier keys rotate`.
#[derive(Args, Clone, Debug)]
pub struct RotateKeys {
    /// Key file [default: the configured file, or the one beside the SQLite database]
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Seconds for which the new key is published before it signs, so that verifiers know it by then
    #[arg(long, value_name = "SECONDS", default_value_t = PUBLISH_BEFORE_SECONDS)]
    pub publish_before: u32,
    /// Algorithm of the new key [default: auth.signing_algorithm, which is EdDSA unless configured]
    #[arg(long, value_name = "ALGORITHM")]
    pub algorithm: Option<SigningAlgorithm>,
}

/// Options of `palier keys list`.
#[derive(Args, Clone, Debug)]
pub struct ListKeys {
    /// Key file [default: the configured file, or the one beside the SQLite database]
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Runs `palier keys`.
pub fn run(command: KeysCommand, config: &Config, now: Instant, out: &mut dyn Write) -> Result<(), CliError> {
    match command {
        KeysCommand::Generate(args) => generate(args, config, now, out),
        KeysCommand::Rotate(args) => rotate(args, config, now, out),
        KeysCommand::GenerateVault(args) => generate_vault(args, config, now, out),
        KeysCommand::RotateVault(args) => rotate_vault(args, config, now, out),
        KeysCommand::List(args) => print_keys(&KeyRing::load(&file(args.file, config)?)?, now, out),
    }
}

fn vault_file(given: Option<PathBuf>, config: &Config) -> Result<PathBuf, CliError> {
    given.map_or_else(|| Ok(config.vault_file()?), Ok)
}

fn generate_vault(
    args: GenerateVault,
    config: &Config,
    now: Instant,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let path = vault_file(args.out, config)?;
    Vault::generate(now)?.create(&path)?;
    let shown = path.display();
    writeln!(
        out,
        "Made {shown}, readable by its owner only. Back it up, apart from the database: without it nobody"
    )?;
    writeln!(out, "can read the personal data in the database again.")?;
    if config.vault_file().ok() != Some(path.clone()) {
        writeln!(
            out,
            "Set PALIER_PRIVACY_VAULT_FILE={shown}, or privacy.vault_file in the configuration file."
        )?;
    }
    Ok(())
}

fn rotate_vault(
    args: RotateVault,
    config: &Config,
    now: Instant,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let path = vault_file(args.file, config)?;
    let keys = Vault::rotate(&path, now)?.keys().count();
    writeln!(out, "{} holds {keys} keys now; the older ones open what they closed.", path.display())?;
    writeln!(out, "Copy it to every server first, then start them again one by one.")?;
    Ok(())
}

fn file(given: Option<PathBuf>, config: &Config) -> Result<PathBuf, CliError> {
    given.map_or_else(|| Ok(config.keys_file()?), Ok)
}

fn generate(args: GenerateKeys, config: &Config, now: Instant, out: &mut dyn Write) -> Result<(), CliError> {
    let path = file(args.out, config)?;
    KeyRing::generate(args.algorithm.unwrap_or(config.auth.signing_algorithm), now)?.create(&path)?;
    let shown = path.display();
    writeln!(out, "Made {shown}, readable by its owner only. Keep a backup: without it every token ends.")?;
    if config.keys_file().ok() != Some(path.clone()) {
        writeln!(out, "Set PALIER_AUTH_KEYS_FILE={shown}, or auth.keys_file in the configuration file.")?;
    }
    Ok(())
}

fn rotate(args: RotateKeys, config: &Config, now: Instant, out: &mut dyn Write) -> Result<(), CliError> {
    let algorithm = args.algorithm.unwrap_or(config.auth.signing_algorithm);
    let ring = KeyRing::update(&file(args.file, config)?, |ring| {
        ring.rotate(algorithm, now, args.publish_before, config.auth.access_token_seconds)
    })?;
    print_keys(&ring, now, out)
}

fn print_keys(ring: &KeyRing, now: Instant, out: &mut dyn Write) -> Result<(), CliError> {
    writeln!(out, "{:<43}  {:<9}  {:<9}  {:<27}  RETIRES AT", "KEY", "ALGORITHM", "STATE", "SIGNS FROM")?;
    for key in ring.keys() {
        let retires = key.retires_at.map_or_else(|| "-".to_owned(), |at| at.to_string());
        let (algorithm, state) = (key.algorithm.to_string(), state(ring, key, now));
        let activates = key.activates_at.to_string();
        writeln!(out, "{:<43}  {algorithm:<9}  {state:<9}  {activates:<27}  {retires}", key.kid)?;
    }
    Ok(())
}

fn state(ring: &KeyRing, key: &SigningKey, now: Instant) -> &'static str {
    if key.is_retired(now) {
        "retired"
    } else if ring.signing_key(now).kid == key.kid {
        "signs"
    } else if key.activates_at > now {
        "published"
    } else {
        "verifies"
    }
}
