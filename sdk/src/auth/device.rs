//! Devices of field workers: enrolled by a one-time code, then kept signed in by refresh tokens, each good for one use.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::cache::Issued;
use super::exchange::{Tokens, tokens};
use crate::client::Inner;
use crate::platform::Instant;
use crate::types::{DeviceId, FieldWorkerId};
use crate::{Error, Secret};

const GRANT: &str = "urn:palier:params:oauth:grant-type:device-enrolment";

/// What a device has to remember.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DeviceTokens {
    /// What gets the next access token, and then is used up.
    pub refresh_token: Secret,
    /// The device.
    pub device_id: DeviceId,
    /// Whose it is.
    pub field_worker_id: FieldWorkerId,
}

/// Where a device remembers its tokens: a file, the phone's key store, ….
///
/// What was saved has to be there after a crash: the server gives each refresh token once.
pub trait TokenStore: crate::http_client::MaybeSend + fmt::Debug + 'static {
    /// What was saved last, if anything.
    ///
    /// # Errors
    /// If it can't be read.
    fn load(&self) -> std::io::Result<Option<DeviceTokens>>;

    /// Saves it in place of what was there, at once or not at all.
    ///
    /// # Errors
    /// If it can't be kept.
    fn save(&self, tokens: &DeviceTokens) -> std::io::Result<()>;
}

/// A file that only its owner may read.
#[derive(Clone, Debug)]
pub struct FileStore {
    path: PathBuf,
}

impl FileStore {
    /// In this file; it is made with the first save.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }
}

impl TokenStore for FileStore {
    fn load(&self) -> std::io::Result<Option<DeviceTokens>> {
        match std::fs::read(&self.path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(std::io::Error::other),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn save(&self, tokens: &DeviceTokens) -> std::io::Result<()> {
        use std::io::Write;
        let mut beside = self.path.clone().into_os_string();
        beside.push(".new");
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        file.write_all(&serde_json::to_vec(tokens).map_err(std::io::Error::other)?)?;
        file.sync_all()?;
        std::fs::rename(&beside, &self.path)?;
        // The new name, too, has to outlive a crash.
        #[cfg(unix)]
        if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

/// What an app shows to enrol a device.
#[derive(Clone, Debug)]
pub struct Enrolment {
    client_id: String,
    code: Secret,
    nonce: String,
    details: Vec<(&'static str, String)>,
}

impl Enrolment {
    /// By the one-time code, from an app that is known by this client id.
    pub fn new(client_id: impl Into<String>, code: impl Into<Secret>) -> Self {
        // Two of them: 148 bits by chance.
        let nonce = format!("{}{}", uuid::Uuid::new_v4().simple(), uuid::Uuid::new_v4().simple());
        Self { client_id: client_id.into(), code: code.into(), nonce, details: Vec::new() }
    }

    /// What tells this enrolment's repetitions from anybody else's: keep it before the first try, and an app that was
    /// killed in between can finish. 22 to 128 letters, digits, hyphens and underscores, at random.
    #[must_use]
    pub fn nonce(mut self, nonce: impl Into<String>) -> Self {
        self.nonce = nonce.into();
        self
    }

    /// What people call the device.
    #[must_use]
    pub fn label(self, label: impl Into<String>) -> Self {
        self.detail("device_label", label.into())
    }

    /// The operating system.
    #[must_use]
    pub fn platform(self, platform: impl Into<String>) -> Self {
        self.detail("platform", platform.into())
    }

    /// The version of the app.
    #[must_use]
    pub fn app_version(self, version: impl Into<String>) -> Self {
        self.detail("app_version", version.into())
    }

    fn detail(mut self, name: &'static str, value: String) -> Self {
        self.details.push((name, value));
        self
    }

    /// Enrols, and saves what the device is to remember before anything is done with it.
    pub(crate) async fn exchange(&self, client: &Inner, store: &dyn TokenStore) -> Result<(), Error> {
        let mut form = vec![
            ("grant_type", GRANT.to_owned()),
            ("client_id", self.client_id.clone()),
            ("code", self.code.expose().to_owned()),
            ("device_nonce", self.nonce.clone()),
        ];
        form.extend(self.details.iter().cloned());
        let asked_at = Instant::now();
        let first = tokens(client, &form).await?;
        keep(store, &first)?;
        client.auth.begin(first.issued(), asked_at);
        Ok(())
    }

    pub(crate) fn client_id(&self) -> &str {
        &self.client_id
    }
}

/// An enrolled device.
#[derive(Debug)]
pub(crate) struct Session {
    pub client_id: String,
    pub store: Arc<dyn TokenStore>,
}

impl Session {
    /// What was saved last, if anything.
    pub(super) fn known(&self) -> Result<Option<DeviceTokens>, Error> {
        self.store.load().map_err(unkept)
    }

    /// Gets the next access token. The next refresh token is saved before the access token is used: until then the
    /// server takes the old one again.
    pub(super) async fn refresh(&self, client: &Inner, scope: Option<&str>) -> Result<Issued, Error> {
        let Some(known) = self.known()? else {
            return Err(Error::Token("this device is not enrolled".to_owned()));
        };
        let mut form = vec![
            ("grant_type", "refresh_token".to_owned()),
            ("client_id", self.client_id.clone()),
            ("refresh_token", known.refresh_token.expose().to_owned()),
        ];
        form.extend(scope.map(|scope| ("scope", scope.to_owned())));
        let next = tokens(client, &form).await?;
        keep(self.store.as_ref(), &next)?;
        Ok(next.issued())
    }
}

fn keep(store: &dyn TokenStore, next: &Tokens) -> Result<(), Error> {
    let (Some(refresh_token), Some(device_id), Some(field_worker_id)) =
        (next.refresh_token.clone(), next.device_id, next.field_worker_id)
    else {
        return Err(Error::Token("the server gave no refresh token".to_owned()));
    };
    store.save(&DeviceTokens { refresh_token, device_id, field_worker_id }).map_err(unkept)
}

fn unkept(error: std::io::Error) -> Error {
    Error::Token(format!("the device's store: {error}"))
}
