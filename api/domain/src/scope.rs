//! OAuth scopes (RFC 6749, section 3.3): what a token may be used for.

use crate::organisation::OrganisationKind;

macro_rules! scopes {
    ($($variant:ident = $text:literal, $description:literal, $who:expr;)+) => {
        /// A scope. Names are `<resource>:read`, `<resource>:write`, and a few verbs of their own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Scope { $(#[doc = $description] $variant,)+ }

        impl Scope {
            /// All scopes, in the order in which they are documented.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The scope's text.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// What it allows, for the document and the consent of a person.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $description,)+ }
            }

            fn kinds(self) -> &'static [OrganisationKind] {
                match self { $(Self::$variant => $who,)+ }
            }
        }
    };
}

use OrganisationKind::{AppPublisher, Municipality, Operator, Partner};

const EVERYONE: &[OrganisationKind] = &[Operator, Partner, Municipality, AppPublisher];
const OPERATOR: &[OrganisationKind] = &[Operator];
/// The operator and, of these, what [`Scope::FOR_DEVICES`] lists: its field workers' devices.
const FIELD: &[OrganisationKind] = &[Operator];
const REFERRALS: &[OrganisationKind] = &[Operator, Partner];

scopes! {
    OrganisationsRead = "organisations:read", "Read organisations: the operator all, everyone else its own.", EVERYONE;
    OrganisationsWrite = "organisations:write", "Create and change organisations.", OPERATOR;
    ClientsRead = "clients:read", "Read API clients: the operator all, everyone else its own.", EVERYONE;
    ClientsWrite = "clients:write", "Rotate the secrets of one's own clients.", EVERYONE;
    ClientsManage = "clients:manage", "Create and revoke API clients of any organisation.", OPERATOR;
    ThemesRead = "themes:read", "Read the themes of needs and campaigns.", EVERYONE;
    NeighbourhoodsRead = "neighbourhoods:read", "Read neighbourhoods and their boundaries.", EVERYONE;
    CampaignsRead = "campaigns:read", "Read campaigns: a partner its own, a municipality those that run in its neighbourhoods.", &[Operator, Partner, Municipality];
    CampaignsWrite = "campaigns:write", "Create campaigns and change one's own.", &[Operator, Partner];
    CampaignsApprove = "campaigns:approve", "Approve or reject submitted campaigns.", OPERATOR;
    FieldWorkersRead = "field-workers:read", "Read field workers and the hours that they worked.", OPERATOR;
    FieldWorkersWrite = "field-workers:write", "Create and change field workers.", OPERATOR;
    DevicesRead = "devices:read", "Read the devices of field workers.", OPERATOR;
    DevicesWrite = "devices:write", "Enrol devices of field workers, and revoke lost ones.", OPERATOR;
    HouseholdsRead = "households:read", "Read households: the operator all, a device the doors of its rounds.", FIELD;
    HouseholdsWrite = "households:write", "Create and change households.", FIELD;
    RoundsRead = "rounds:read", "Read rounds and their packages: the operator all, a device its own.", FIELD;
    RoundsWrite = "rounds:write", "Plan, change and close rounds.", OPERATOR;
    VisitsRead = "visits:read", "Read visits and what became of them: the operator all, a device its own.", FIELD;
    VisitsWrite = "visits:write", "Record visits, and what became of them.", FIELD;
    ConsentsRead = "consents:read", "Read the consents of households.", FIELD;
    ConsentsWrite = "consents:write", "Record and withdraw consents.", FIELD;
    NeedsRead = "needs:read", "Read needs: the operator all, a device those that it raised.", FIELD;
    NeedsWrite = "needs:write", "Raise needs and tell what became of them.", FIELD;
    ReferralsRead = "referrals:read", "Read referrals: the operator all, a partner those addressed to it, a device those that it sent.", REFERRALS;
    ReferralsWrite = "referrals:write", "Send referrals; as a partner, answer those addressed to it.", REFERRALS;
    MeterReadingsRead = "meter-readings:read", "Read meter readings: the operator all, a device its own.", FIELD;
    MeterReadingsWrite = "meter-readings:write", "Record meter readings.", FIELD;
    DiagnosesRead = "diagnoses:read", "Read water and energy diagnoses: the operator all, a device its own.", FIELD;
    DiagnosesWrite = "diagnoses:write", "Record water and energy diagnoses.", FIELD;
    TariffsRead = "tariffs:read", "Read what water and energy cost, by commune and day.", EVERYONE;
    TariffsWrite = "tariffs:write", "Create and change tariffs.", OPERATOR;
    ControlGroupsRead = "control-groups:read", "Read which stairwells of a campaign are left until later.", OPERATOR;
    ControlGroupsWrite = "control-groups:write", "Draw the control group of a campaign.", OPERATOR;
    ReleasesRead = "releases:read", "Read releases and the protected figures in them: the operator all, a municipality its places, a partner its campaigns.", EVERYONE;
    ReleasesPublish = "releases:publish", "Prepare, publish and discard releases.", OPERATOR;
    JobsRead = "jobs:read", "Follow jobs.", OPERATOR;
    EventsRead = "events:read", "Read events: the operator all, everyone else those that concern its organisation, or everybody.", EVERYONE;
    WebhookEndpointsRead = "webhook-endpoints:read", "Read one's own webhook endpoints and what was delivered to them.", EVERYONE;
    WebhookEndpointsWrite = "webhook-endpoints:write", "Register, change, try and remove one's own webhook endpoints.", EVERYONE;
    SyncRead = "sync:read", "Read receipts, held items, and what changed for a device.", FIELD;
    SyncWrite = "sync:write", "Send what was done in the field; as the operator, decide on held items.", FIELD;
}

impl Scope {
    /// Reads what [`Scope::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.as_str() == text)
    }

    /// Whether clients of that kind of organisation may hold this scope.
    #[must_use]
    pub fn allowed_for(self, kind: OrganisationKind) -> bool {
        self.kinds().contains(&kind)
    }

    /// What the device of a field worker may do; rows are narrowed further by whose device it is.
    pub const FOR_DEVICES: &'static [Self] = &[
        Self::ThemesRead,
        Self::NeighbourhoodsRead,
        Self::HouseholdsRead,
        Self::HouseholdsWrite,
        Self::RoundsRead,
        Self::VisitsRead,
        Self::VisitsWrite,
        Self::ConsentsRead,
        Self::ConsentsWrite,
        Self::NeedsRead,
        Self::NeedsWrite,
        Self::ReferralsRead,
        Self::ReferralsWrite,
        Self::MeterReadingsRead,
        Self::MeterReadingsWrite,
        Self::DiagnosesRead,
        Self::DiagnosesWrite,
        Self::TariffsRead,
        Self::SyncRead,
        Self::SyncWrite,
    ];

    /// All scopes that clients of that kind of organisation may hold.
    pub fn all_for(kind: OrganisationKind) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |scope| scope.allowed_for(kind))
    }
}

impl std::fmt::Display for Scope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn texts_and_descriptions() {
        assert_eq!(Scope::parse("campaigns:approve"), Some(Scope::CampaignsApprove));
        assert_eq!(Scope::ThemesRead.description(), "Read the themes of needs and campaigns.");
    }
}
