//! Where webhooks may be sent.

use serde::{Deserialize, Serialize};

use super::Network;

/// What the sender of webhooks may reach.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebhooksConfig {
    /// Addresses or networks that endpoints may be in although they are not open to the world, for partners in the same
    /// network. Within them plain HTTP is taken, where the URL names the address itself. Default: none.
    pub private_networks: Vec<Network>,
}
