//! The phones of field workers, each enrolled as the app on it does.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use palier_sdk::{
    Client,
    device::{DeviceTokens, Enrolment, TokenStore},
    types::{DeviceId, FieldWorkerId, SyncInput, SyncItemInput, SyncItemStatus},
};

use super::{DemoError, credentials::Login, in_process::InProcess};

/// A field worker's phone.
pub struct Phone {
    /// Whose it is.
    pub worker: FieldWorkerId,
    /// The device.
    pub device: DeviceId,
    /// What it calls by.
    pub client: Client,
}

/// What a phone remembers; nobody turns it on again once the town is made.
#[derive(Clone, Debug, Default)]
struct Memory(Arc<Mutex<Option<DeviceTokens>>>);

impl TokenStore for Memory {
    fn load(&self) -> io::Result<Option<DeviceTokens>> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn save(&self, tokens: &DeviceTokens) -> io::Result<()> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(tokens.clone());
        Ok(())
    }
}

impl Phone {
    /// The operator gives out a code, and the app of this publisher enrols the phone by it.
    ///
    /// # Errors
    /// If it is refused.
    pub async fn enrol(
        (api, publisher): (&InProcess, &Login),
        operator: &Client,
        (worker, name): (FieldWorkerId, &str),
    ) -> Result<Self, DemoError> {
        let code = operator.devices().create_enrolment(worker).await?.into_inner().code;
        let code = code.ok_or_else(|| DemoError::Content("an enrolment has no code".to_owned()))?;
        let enrolment = Enrolment::new(publisher.client_id.to_string(), code)
            .label(format!("Phone of {name}"))
            .platform("Android 14")
            .app_version("1.4.0");
        let memory = Memory::default();
        let client = api.anybody().enrol(enrolment, memory.clone()).await?;
        let known = memory.load()?;
        let known = known.ok_or_else(|| DemoError::Content("a phone was not enrolled".to_owned()))?;
        Ok(Self { worker, device: known.device_id, client })
    }

    /// Sends a batch of which every item is to be answered so.
    ///
    /// # Errors
    /// If one is not.
    pub async fn sync(
        &self,
        sequence: i64,
        items: impl IntoIterator<Item = SyncItemInput>,
        expected: SyncItemStatus,
    ) -> Result<(), DemoError> {
        let receipt = self.client.sync().batch(sequence, SyncInput::new(items)).await?;
        let other = receipt.items.iter().find(|result| result.status != expected);
        other.map_or(Ok(()), |result| {
            Err(DemoError::Content(format!("an item of a sync was not {expected}: {result:?}")))
        })
    }
}
