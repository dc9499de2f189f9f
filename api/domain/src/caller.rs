//! Who asks: the first argument of every query.

use uuid::Uuid;

use crate::{
    code::CommuneCode,
    ids::{ClientId, DeviceId, FieldWorkerId, OrganisationId},
    organisation::OrganisationKind,
    scope::Scope,
    time::Instant,
};

/// Whether a client works on live data or on its own test data; the two never meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The real field: `palier_live_…` secrets.
    Live,
    /// A sandbox beside it, in the same deployment: `palier_test_…` secrets.
    Test,
}

impl Mode {
    /// `live` or `test`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Test => "test",
        }
    }

    /// Reads what [`Mode::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "live" => Some(Self::Live),
            "test" => Some(Self::Test),
            _ => None,
        }
    }
}

/// An authenticated client, with what decides the rows it may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The client itself.
    pub client_id: ClientId,
    /// Its organisation: the tenant.
    pub organisation_id: OrganisationId,
    /// What kind of organisation that is.
    pub kind: OrganisationKind,
    /// The communes a municipality is bound to; empty for every other kind.
    pub commune_codes: Vec<CommuneCode>,
    /// Live or test data.
    pub mode: Mode,
    /// What the token that it came with may be used for.
    pub scopes: Vec<Scope>,
    /// The device that the client is running on, if it was enrolled for a field worker. The organisation is then the
    /// operator, but the device sees what its field worker may see, and no more.
    pub device: Option<Device>,
}

/// The enrolled device of a field worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// The device.
    pub id: DeviceId,
    /// Whose it is.
    pub field_worker_id: FieldWorkerId,
}

/// As what somebody asks: decides which rows there are for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The association, over the API or from the command line: everything of its mode.
    Operator,
    /// A partner.
    Partner,
    /// A municipality.
    Municipality,
    /// A publisher of apps.
    AppPublisher,
    /// A field worker, by a device.
    FieldWorker(FieldWorkerId),
}

impl Caller {
    /// True for the association that runs this deployment, and false for its field workers' devices.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        self.role() == Role::Operator
    }

    /// As what it asks.
    #[must_use]
    pub fn role(&self) -> Role {
        match (self.device, self.kind) {
            (Some(device), _) => Role::FieldWorker(device.field_worker_id),
            (None, OrganisationKind::Operator) => Role::Operator,
            (None, OrganisationKind::Partner) => Role::Partner,
            (None, OrganisationKind::Municipality) => Role::Municipality,
            (None, OrganisationKind::AppPublisher) => Role::AppPublisher,
        }
    }

    /// Who it is among all callers: the device, or else the client. Rate limits and idempotency keys are theirs.
    #[must_use]
    pub fn principal(&self) -> Uuid {
        self.device.map_or(self.client_id.0, |device| device.id.0)
    }
}

/// On whose behalf something is read or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A client over the API.
    Client(Caller),
    /// Someone with a shell on the server: `palier client create`, an import, the demo. Sees all live data.
    CommandLine,
    /// The server by itself, beside all requests: the sender of webhooks. Sees all data of the mode.
    Server(Mode),
}

impl Actor {
    /// The acting client, if it was one.
    #[must_use]
    pub fn caller(&self) -> Option<&Caller> {
        match self {
            Self::Client(caller) => Some(caller),
            Self::CommandLine | Self::Server(_) => None,
        }
    }

    /// Whether it may see every organisation's rows of its mode.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        self.caller().is_none_or(Caller::is_operator)
    }

    /// As what it asks; the command line is the operator's own, and so is the server.
    #[must_use]
    pub fn role(&self) -> Role {
        self.caller().map_or(Role::Operator, Caller::role)
    }

    /// The device that it asks by, if it does.
    #[must_use]
    pub fn device(&self) -> Option<Device> {
        self.caller().and_then(|caller| caller.device)
    }

    /// The kind of organisation it acts for; the command line is the operator's own.
    #[must_use]
    pub fn kind(&self) -> OrganisationKind {
        self.caller().map_or(OrganisationKind::Operator, |caller| caller.kind)
    }

    /// The data it works on.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self {
            Self::Client(caller) => caller.mode,
            Self::CommandLine => Mode::Live,
            Self::Server(mode) => *mode,
        }
    }
}

/// One act: who, when and in which request. Every change is recorded with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// On whose behalf.
    pub actor: Actor,
    /// The request that asked for it (`X-Request-Id`), or a name of the command line's own making.
    pub request_id: String,
    /// When, by the server's clock.
    pub at: Instant,
}
