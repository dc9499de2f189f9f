//! Who asks: the first argument of every query.

use crate::{
    code::CommuneCode,
    ids::{ClientId, OrganisationId},
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
}

impl Caller {
    /// True for the association that runs this deployment.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        self.kind == OrganisationKind::Operator
    }
}

/// On whose behalf something is read or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A client over the API.
    Client(Caller),
    /// Someone with a shell on the server: `palier client create`, an import, the demo. Sees all live data.
    CommandLine,
}

impl Actor {
    /// The acting client, if it was one.
    #[must_use]
    pub fn caller(&self) -> Option<&Caller> {
        match self {
            Self::Client(caller) => Some(caller),
            Self::CommandLine => None,
        }
    }

    /// Whether it may see every organisation's rows of its mode.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        self.caller().is_none_or(Caller::is_operator)
    }

    /// The kind of organisation it acts for; the command line is the operator's own.
    #[must_use]
    pub fn kind(&self) -> OrganisationKind {
        self.caller().map_or(OrganisationKind::Operator, |caller| caller.kind)
    }

    /// The data it works on.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.caller().map_or(Mode::Live, |caller| caller.mode)
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
