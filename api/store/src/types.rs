//! SQL types that both databases know under different names, and the Rust values that they carry.
//!
//! | here | PostgreSQL | SQLite |
//! |---|---|---|
//! | `Utc` | `timestamptz` | `INTEGER`, microseconds since 1970 |
//! | `Uid` | `uuid` | `BLOB`, 16 bytes, which sort as PostgreSQL's uuids do |
//! | `Doc` | `jsonb` | `TEXT` |
//! | `Civil` | `date` | `TEXT`, `2026-11-23` |

use std::io::Write;

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::{Pg, PgValue},
    query_builder::QueryId,
    serialize::{self, IsNull, Output, ToSql},
    sql_types::{BigInt, Binary, SqlType, Text},
    sqlite::{Sqlite, SqliteValue},
};
use palier_domain::{
    ids::{
        CampaignId, ClientId, ConsentId, ControlGroupId, DeviceId, DiagnosisId, EditId, EnrolmentId, EventId,
        FieldWorkerId, FollowUpActionId, HeldItemId, HouseholdId, JobId, MeterReadingId, NeedId,
        OrganisationId, ReferralId, RefreshTokenId, ReleaseId, RoundId, SecretId, TariffId, VisitId,
        WebhookDeliveryId, WebhookEndpointId,
    },
    time::{Day, Instant},
};
use serde_json::Value;
use uuid::Uuid;

/// An instant in UTC.
#[derive(Clone, Copy, Debug, SqlType, QueryId)]
#[diesel(postgres_type(oid = 1184, array_oid = 1185), sqlite_type(name = "Long"))]
pub struct Utc;

/// A UUID.
#[derive(Clone, Copy, Debug, SqlType, QueryId)]
#[diesel(postgres_type(oid = 2950, array_oid = 2951), sqlite_type(name = "Binary"))]
pub struct Uid;

/// A JSON document.
#[derive(Clone, Copy, Debug, SqlType, QueryId)]
#[diesel(postgres_type(oid = 3802, array_oid = 3807), sqlite_type(name = "Text"))]
pub struct Doc;

/// A day of the civil calendar.
#[derive(Clone, Copy, Debug, SqlType, QueryId)]
#[diesel(postgres_type(oid = 1082, array_oid = 1182), sqlite_type(name = "Text"))]
pub struct Civil;

/// An [`Instant`] in a query or a row. (The domain's types are not this crate's, so that diesel's traits can't
/// be given to them; these four carry them across.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Utc)]
pub struct At(pub Instant);

/// An id in a query or a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Uid)]
pub struct Key(pub Uuid);

/// A JSON document in a query or a row.
#[derive(Clone, Debug, PartialEq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Doc)]
pub struct Json(pub Value);

/// A [`Day`] in a query or a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Civil)]
pub struct On(pub Day);

macro_rules! ids {
    ($($id:ty),+) => {$(
        impl From<$id> for Key {
            fn from(id: $id) -> Self { Self(id.0) }
        }
        impl From<Key> for $id {
            fn from(key: Key) -> Self { Self(key.0) }
        }
    )+};
}

ids!(
    OrganisationId,
    ClientId,
    SecretId,
    CampaignId,
    FieldWorkerId,
    HouseholdId,
    EditId,
    DeviceId,
    EnrolmentId,
    RefreshTokenId,
    RoundId,
    VisitId,
    FollowUpActionId,
    NeedId,
    ConsentId,
    ReferralId,
    MeterReadingId,
    DiagnosisId,
    TariffId,
    ControlGroupId,
    HeldItemId,
    JobId,
    ReleaseId,
    EventId,
    WebhookEndpointId,
    WebhookDeliveryId
);

/// An id of any kind as a [`Key`].
pub fn key(id: impl Into<Uuid>) -> Key {
    Key(id.into())
}

/// Microseconds from 1970-01-01 to 2000-01-01, where PostgreSQL's calendar begins.
const POSTGRES_EPOCH_MICROS: i64 = 946_684_800_000_000;

impl ToSql<Utc, Pg> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(&(self.0.micros() - POSTGRES_EPOCH_MICROS).to_be_bytes())?;
        Ok(IsNull::No)
    }
}

impl FromSql<Utc, Pg> for At {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        let micros = i64::from_be_bytes(value.as_bytes().try_into()?);
        Ok(Self(Instant::from_micros(micros + POSTGRES_EPOCH_MICROS)))
    }
}

impl ToSql<Utc, Sqlite> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.micros());
        Ok(IsNull::No)
    }
}

impl FromSql<Utc, Sqlite> for At {
    fn from_sql(value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        Ok(Self(Instant::from_micros(<i64 as FromSql<BigInt, Sqlite>>::from_sql(value)?)))
    }
}

impl ToSql<Uid, Pg> for Key {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(self.0.as_bytes())?;
        Ok(IsNull::No)
    }
}

impl FromSql<Uid, Pg> for Key {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(Uuid::from_slice(value.as_bytes())?))
    }
}

impl ToSql<Uid, Sqlite> for Key {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_bytes().as_slice());
        Ok(IsNull::No)
    }
}

impl FromSql<Uid, Sqlite> for Key {
    fn from_sql(value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        Ok(Self(Uuid::from_slice(&<Vec<u8> as FromSql<Binary, Sqlite>>::from_sql(value)?)?))
    }
}

/// The first byte of a `jsonb` value on the wire: the version of its text form.
const JSONB_VERSION: u8 = 1;

impl ToSql<Doc, Pg> for Json {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(&[JSONB_VERSION])?;
        serde_json::to_writer(out, &self.0)?;
        Ok(IsNull::No)
    }
}

impl FromSql<Doc, Pg> for Json {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        match value.as_bytes() {
            [JSONB_VERSION, text @ ..] => Ok(Self(serde_json::from_slice(text)?)),
            _ => Err("a jsonb value of an unknown version".into()),
        }
    }
}

impl ToSql<Doc, Sqlite> for Json {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(serde_json::to_string(&self.0)?);
        Ok(IsNull::No)
    }
}

impl FromSql<Doc, Sqlite> for Json {
    fn from_sql(value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        Ok(Self(serde_json::from_str(&<String as FromSql<Text, Sqlite>>::from_sql(value)?)?))
    }
}

/// The day from which PostgreSQL counts its dates.
const POSTGRES_EPOCH_DAY: Day = Day::constant(2000, 1, 1);

impl ToSql<Civil, Pg> for On {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        let days = POSTGRES_EPOCH_DAY.until(self.0)?.get_days();
        out.write_all(&days.to_be_bytes())?;
        Ok(IsNull::No)
    }
}

impl FromSql<Civil, Pg> for On {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        let days = i32::from_be_bytes(value.as_bytes().try_into()?);
        Ok(Self(POSTGRES_EPOCH_DAY.checked_add(jiff::Span::new().try_days(days)?)?))
    }
}

impl ToSql<Civil, Sqlite> for On {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.to_string());
        Ok(IsNull::No)
    }
}

impl FromSql<Civil, Sqlite> for On {
    fn from_sql(value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        Ok(Self(<String as FromSql<Text, Sqlite>>::from_sql(value)?.parse()?))
    }
}
