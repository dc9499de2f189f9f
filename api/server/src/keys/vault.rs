//! The keys that protect personal data.
//!
//! Every household has a data key of its own, which seals its personal columns; the data key is stored wrapped by the
//! newest key-encryption key of the vault. So a copy of the database alone tells nothing, a key-encryption key can be
//! replaced without touching the columns, and to forget a household for good its data key is enough. What must be
//! found again is looked up by a keyed hash, whose key never changes.

use std::path::Path;

use aws_lc_rs::rand;
use base64::{Engine, prelude::BASE64_STANDARD};
use palier_domain::{ids::HouseholdId, time::Instant};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{KeyError, SealingKey, Unsealable, file};

const VERSION: u32 = 1;
const WRAPPING: &str = "data keys";

/// The file as written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct VaultFile {
    /// The version of this form.
    version: u32,
    /// 32 random bytes in base64, for keyed hashes; never replaced.
    index_key: String,
    /// Key-encryption keys, oldest first.
    keys: Vec<VaultKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct VaultKey {
    id: Uuid,
    /// 32 random bytes in base64.
    key: String,
    created_at: Instant,
}

/// The key-encryption keys, and the key of keyed hashes.
#[derive(Debug)]
pub struct Vault {
    /// Never empty; the last one wraps what is new.
    keys: Vec<(Uuid, SealingKey, Instant)>,
    index: SealingKey,
}

/// The data key of one household.
#[derive(Debug)]
pub struct DataKey(SealingKey);

/// The vault's file is not the signing keys': what to do about it differs.
fn of_vault(error: KeyError) -> KeyError {
    match error {
        KeyError::Missing(path) => KeyError::MissingVault(path),
        KeyError::Exists(path) => KeyError::VaultExists(path),
        KeyError::Permissions { path, mode } => KeyError::VaultPermissions { path, mode },
        other => other,
    }
}

fn random() -> Result<[u8; 32], KeyError> {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).map_err(|_| KeyError::Crypto("give random bytes"))?;
    Ok(bytes)
}

impl Vault {
    /// A new vault with one key.
    ///
    /// # Errors
    /// If there is no randomness.
    pub fn generate(now: Instant) -> Result<Self, KeyError> {
        let mut vault = Self { keys: vec![], index: SealingKey::generate()? };
        vault.add_key(now)?;
        Ok(vault)
    }

    fn add_key(&mut self, now: Instant) -> Result<(), KeyError> {
        self.keys.push((Uuid::now_v7(), SealingKey::generate()?, now));
        Ok(())
    }

    /// Reads a vault's file; it must belong to its owner alone.
    ///
    /// # Errors
    /// [`KeyError`], which says what to do.
    pub fn load(path: &Path) -> Result<Self, KeyError> {
        parse(&file::read_private(path).map_err(of_vault)?)
            .map_err(|problem| KeyError::InvalidVault { path: path.to_owned(), problem })
    }

    /// Reads the vault's file, or makes it if there is none.
    ///
    /// # Errors
    /// As [`Vault::load`].
    pub fn load_or_generate(path: &Path, now: Instant) -> Result<Self, KeyError> {
        match Self::load(path) {
            Err(KeyError::MissingVault(_)) => {}
            loaded => return loaded,
        }
        match Self::generate(now)?.create(path) {
            Ok(()) | Err(KeyError::VaultExists(_)) => Self::load(path),
            Err(error) => Err(error),
        }
    }

    /// Writes the vault to a new file of mode 0600; an existing file is left alone.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn create(&self, path: &Path) -> Result<(), KeyError> {
        file::create_private(&self.entries(), path).map_err(of_vault)
    }

    /// Adds a key-encryption key to the file at `path`; it wraps all that is new from then on.
    ///
    /// # Errors
    /// If it can't be read or written.
    pub fn rotate(path: &Path, now: Instant) -> Result<Self, KeyError> {
        file::replace_private(path, || {
            let mut vault = Self::load(path)?;
            vault.add_key(now)?;
            Ok((vault.entries(), vault))
        })
        .map_err(of_vault)
    }

    /// The ids of the key-encryption keys and when they were made, oldest first.
    pub fn keys(&self) -> impl Iterator<Item = (Uuid, Instant)> + '_ {
        self.keys.iter().map(|(id, _, created_at)| (*id, *created_at))
    }

    /// A new data key for a household, and the same wrapped, to be stored.
    ///
    /// # Errors
    /// If there is no randomness.
    pub fn new_data_key(&self, household: HouseholdId) -> Result<(DataKey, Vec<u8>), KeyError> {
        let root = random()?;
        let (id, key, _) = self.keys.last().ok_or(KeyError::Crypto("find a key-encryption key"))?;
        let mut wrapped = id.as_bytes().to_vec();
        wrapped.extend(key.seal(WRAPPING, &root, household.0.as_bytes())?);
        Ok((DataKey(SealingKey::new(root)), wrapped))
    }

    /// The data key of a household, from what was stored.
    ///
    /// # Errors
    /// If it was wrapped by a key that this vault does not hold, or for another household.
    pub fn open_data_key(&self, household: HouseholdId, wrapped: &[u8]) -> Result<DataKey, Unsealable> {
        let (id, sealed) = wrapped.split_at_checked(16).ok_or(Unsealable)?;
        let (_, key, _) = self.keys.iter().find(|(known, _, _)| known.as_bytes() == id).ok_or(Unsealable)?;
        let root = key.open(WRAPPING, sealed, household.0.as_bytes())?;
        let root: [u8; 32] = root.as_slice().try_into().map_err(|_| Unsealable)?;
        Ok(DataKey(SealingKey::new(root)))
    }

    /// Seals what is of no household that exists yet, such as an item of a sync that waits.
    ///
    /// # Errors
    /// If there is no randomness.
    pub fn seal(&self, purpose: &str, plain: &[u8], context: &[u8]) -> Result<Vec<u8>, KeyError> {
        let (id, key, _) = self.keys.last().ok_or(KeyError::Crypto("find a key-encryption key"))?;
        let mut sealed = id.as_bytes().to_vec();
        sealed.extend(key.seal(purpose, plain, context)?);
        Ok(sealed)
    }

    /// Opens what [`Vault::seal`] sealed for the same purpose and context.
    ///
    /// # Errors
    /// If it was sealed for another one, or by a key that this vault does not hold.
    pub fn open(&self, purpose: &str, sealed: &[u8], context: &[u8]) -> Result<Vec<u8>, Unsealable> {
        let (id, sealed) = sealed.split_at_checked(16).ok_or(Unsealable)?;
        let (_, key, _) = self.keys.iter().find(|(known, _, _)| known.as_bytes() == id).ok_or(Unsealable)?;
        key.open(purpose, sealed, context)
    }

    /// The keyed hash by which a text is looked up again; the same for the same purpose and text, always.
    #[must_use]
    pub fn look_up(&self, purpose: &str, text: &str) -> Vec<u8> {
        self.index.mac(&format!("look-up/{purpose}"), text.as_bytes()).to_vec()
    }

    /// The keyed digest of a content: tells whether the same was sent again, without telling anyone what it was.
    /// The order of members does not matter.
    #[must_use]
    pub fn fingerprint(&self, kind: &str, content: &Value) -> Vec<u8> {
        self.index.mac(&format!("fingerprint/{kind}"), canonical(content).as_bytes()).to_vec()
    }

    fn entries(&self) -> VaultFile {
        let keys = self.keys.iter().map(|(id, key, created_at)| VaultKey {
            id: *id,
            key: BASE64_STANDARD.encode(key.root()),
            created_at: *created_at,
        });
        VaultFile {
            version: VERSION,
            index_key: BASE64_STANDARD.encode(self.index.root()),
            keys: keys.collect(),
        }
    }
}

impl DataKey {
    /// Seals the value of a column.
    ///
    /// # Errors
    /// If there is no randomness.
    pub fn seal(&self, column: &str, plain: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.0.seal(column, plain, b"")
    }

    /// Opens the value of a column.
    ///
    /// # Errors
    /// If it is of another column or household, or was changed.
    pub fn open(&self, column: &str, sealed: &[u8]) -> Result<Vec<u8>, Unsealable> {
        self.0.open(column, sealed, b"")
    }
}

/// A value with the members of its objects in order, whatever order `serde_json` keeps.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let sorted: std::collections::BTreeMap<_, _> = members.iter().collect();
            let members = sorted
                .into_iter()
                .map(|(name, value)| format!("{}:{}", Value::from(name.as_str()), canonical(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(","))
        }
        plain => plain.to_string(),
    }
}

fn parse(text: &str) -> Result<Vault, String> {
    // serde_json's message could quote a value; its place is enough.
    let file: VaultFile = serde_json::from_str(text)
        .map_err(|error| format!("line {} column {} is not as expected", error.line(), error.column()))?;
    if file.version != VERSION {
        return Err(format!("its version is {}, and this program reads version {VERSION}", file.version));
    }
    let key = |text: &str| BASE64_STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
    let index = SealingKey::new(key(&file.index_key).ok_or("index_key is not 32 bytes in base64")?);
    let keys = file.keys.into_iter().map(|entry| {
        let root = key(&entry.key).ok_or_else(|| format!("the key {} is damaged", entry.id))?;
        Ok((entry.id, SealingKey::new(root), entry.created_at))
    });
    let keys = keys.collect::<Result<Vec<_>, String>>()?;
    if keys.is_empty() {
        return Err("it holds no key".to_owned());
    }
    Ok(Vault { keys, index })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn household(number: u128) -> HouseholdId {
        HouseholdId(Uuid::from_u128(number))
    }

    #[test]
    fn a_data_key_opens_its_own_columns_and_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("vault.json");
        let now = Instant::from_micros(0);
        let vault = Vault::load_or_generate(&path, now).expect("made");
        let (key, wrapped) = vault.new_data_key(household(1)).expect("a key");
        let sealed = key.seal("note", "après 18 h".as_bytes()).expect("sealed");
        let rotated = Vault::rotate(&path, now).expect("rotated");
        assert_eq!(rotated.keys().count(), 2);
        let again = rotated.open_data_key(household(1), &wrapped).expect("the same key");
        assert_eq!(again.open("note", &sealed).expect("opened"), "après 18 h".as_bytes());
        assert!(again.open("contact", &sealed).is_err(), "columns can't be exchanged");
        assert!(rotated.open_data_key(household(2), &wrapped).is_err(), "nor can households");
        let stranger = Vault::generate(now).expect("another vault");
        assert!(stranger.open_data_key(household(1), &wrapped).is_err());
    }

    #[test]
    fn a_fingerprint_does_not_depend_on_the_order_of_members() {
        let vault = Vault::generate(Instant::from_micros(0)).expect("a vault");
        let one: Value = serde_json::from_str(r#"{"a":1,"b":{"c":[1,2],"d":null}}"#).expect("JSON");
        let other: Value = serde_json::from_str(r#"{"b":{"d":null,"c":[1,2]},"a":1}"#).expect("JSON");
        assert_eq!(vault.fingerprint("visit", &one), vault.fingerprint("visit", &other));
        assert_ne!(vault.fingerprint("visit", &one), vault.fingerprint("need", &one));
        assert_ne!(vault.fingerprint("visit", &one), vault.fingerprint("visit", &json!({"a": 1})));
    }
}
