//! The tables, as both databases have them (migrations/); a test compares them with what the migrations make.

use diesel::{allow_tables_to_appear_in_same_query, joinable, table};

use crate::types::{Civil, Doc, Uid, Utc};

macro_rules! tables {
    ($($name:ident ($($key:ident),+) { $($column:ident: $kind:ty,)+ })+) => {$(
        table! {
            use diesel::sql_types::{Binary, Double, Integer, Nullable, Text};
            use super::{Civil, Doc, Uid, Utc};

            $name ($($key),+) { $($column -> $kind,)+ }
        }
    )+};
}

tables! {
    organisations (id) {
        id: Uid, kind: Text, name: Text, commune_codes: Doc, version: Integer, created_at: Utc, updated_at: Utc,
    }
    clients (id) {
        id: Uid, organisation_id: Uid, name: Text, mode: Text, auth_method: Text, jwk: Nullable<Doc>, scopes: Doc,
        version: Integer, created_at: Utc, updated_at: Utc, revoked_at: Nullable<Utc>,
    }
    client_secrets (id) {
        id: Uid, client_id: Uid, hash: Text, hint: Text, created_at: Utc, expires_at: Nullable<Utc>,
        last_used_at: Nullable<Utc>,
    }
    revocations (subject) { subject: Text, issued_before: Utc, expires_at: Utc, }
    assertions (client_id, jti) { client_id: Uid, jti: Text, expires_at: Utc, }
    idempotency_keys (client_id, key) {
        client_id: Uid, key: Text, fingerprint: Binary, reply: Binary, created_at: Utc, expires_at: Utc,
    }
    audit_events (id) {
        id: Uid, at: Utc, client_id: Nullable<Uid>, organisation_id: Nullable<Uid>, action: Text,
        subject_type: Text, subject_id: Text, request_id: Text, detail: Doc,
    }
    communes (edition, code) {
        edition: Integer, code: Text, name: Text, department: Text, lat: Nullable<Double>, lon: Nullable<Double>,
    }
    neighbourhoods (code) {
        code: Text, name: Text, search: Text, vintage: Integer, boundary: Nullable<Text>, version: Integer,
        created_at: Utc, updated_at: Utc,
    }
    neighbourhood_communes (neighbourhood_code, commune_code) { neighbourhood_code: Text, commune_code: Text, }
    neighbourhood_successions (predecessor_code, successor_code) { predecessor_code: Text, successor_code: Text, }
    campaigns (id) {
        id: Uid, organisation_id: Uid, mode: Text, external_id: Nullable<Text>, status: Text,
        content: Doc, starts_on: Civil, ends_on: Civil, rejection_reason: Nullable<Text>,
        version: Integer, created_at: Utc, updated_at: Utc,
    }
    campaign_neighbourhoods (campaign_id, neighbourhood_code) { campaign_id: Uid, neighbourhood_code: Text, }
    campaign_messages (campaign_id, language, version) {
        campaign_id: Uid, language: Text, version: Integer, text: Text, created_at: Utc,
    }
}

table! {
    use diesel::sql_types::Text;
    use super::{Doc, Uid, Utc};

    outbox_events (id) {
        id -> Uid,
        at -> Utc,
        #[sql_name = "type"]
        type_ -> Text,
        mode -> Text,
        subject_type -> Text,
        subject_id -> Text,
        payload -> Doc,
    }
}

joinable!(clients -> organisations (organisation_id));
joinable!(client_secrets -> clients (client_id));
joinable!(neighbourhood_communes -> neighbourhoods (neighbourhood_code));
joinable!(campaign_neighbourhoods -> campaigns (campaign_id));
joinable!(campaign_messages -> campaigns (campaign_id));

allow_tables_to_appear_in_same_query!(
    organisations,
    clients,
    client_secrets,
    neighbourhoods,
    neighbourhood_communes,
    neighbourhood_successions,
    campaigns,
    campaign_neighbourhoods,
    campaign_messages,
);
