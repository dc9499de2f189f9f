//! The tables, as both databases have them (migrations/); a test compares them with what the migrations make.

use diesel::{allow_tables_to_appear_in_same_query, joinable, table};

use crate::types::{Civil, Doc, Uid, Utc};

macro_rules! tables {
    ($($name:ident ($($key:ident),+) { $($column:ident: $kind:ty,)+ })+) => {$(
        table! {
            use diesel::sql_types::{BigInt, Binary, Double, Integer, Nullable, Text};
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
        subject_type: Text, subject_id: Text, request_id: Text, detail: Doc, device_id: Nullable<Uid>,
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
    field_workers (id) {
        id: Uid, mode: Text, display_name: Text, status: Text, content: Doc, version: Integer,
        created_at: Utc, updated_at: Utc,
    }
    households (id) {
        id: Uid, mode: Text, neighbourhood_code: Text, building: Nullable<Text>, stairwell: Nullable<Text>,
        floor: Nullable<Integer>, occupants: Nullable<Doc>, tenure: Nullable<Text>,
        water_billing: Nullable<Text>, heating_billing: Nullable<Text>, do_not_disturb_reason: Nullable<Text>,
        do_not_disturb_until: Nullable<Civil>, do_not_disturb_since: Nullable<Utc>, data_key: Binary,
        door_label: Nullable<Binary>,
        contact: Nullable<Binary>, note: Nullable<Binary>, door_key: Nullable<Binary>, registers: Binary,
        conflicts: Integer, fingerprint: Binary, device_id: Nullable<Uid>, occurred_at: Utc, version: Integer,
        created_at: Utc, updated_at: Utc,
    }
    household_edits (id) {
        id: Uid, household_id: Uid, device_id: Nullable<Uid>, base_version: Integer, version: Integer,
        fingerprint: Binary, edited_at: Utc, received_at: Utc,
    }
    devices (id) {
        id: Uid, mode: Text, field_worker_id: Uid, client_id: Uid, label: Nullable<Text>,
        platform: Nullable<Text>, app_version: Nullable<Text>, status: Text,
        revocation_reason: Nullable<Text>, revoked_at: Nullable<Utc>, last_seen_at: Nullable<Utc>,
        version: Integer, created_at: Utc, updated_at: Utc,
    }
    device_enrolments (id) {
        id: Uid, mode: Text, field_worker_id: Uid, code_hash: Binary, created_at: Utc, expires_at: Utc,
        used_at: Nullable<Utc>, device_id: Nullable<Uid>, cancelled_at: Nullable<Utc>,
        nonce_hash: Nullable<Binary>,
    }
    refresh_tokens (id) {
        id: Uid, device_id: Uid, family_id: Uid, scopes: Doc, created_at: Utc, expires_at: Utc,
        used_at: Nullable<Utc>, successor_id: Nullable<Uid>, revoked_at: Nullable<Utc>,
    }
    rounds (id) {
        id: Uid, mode: Text, field_worker_id: Uid, campaign_id: Uid, day: Civil, status: Text,
        version: Integer, created_at: Utc, updated_at: Utc,
    }
    round_doors (round_id, household_id) {
        round_id: Uid, household_id: Uid, position: Integer, removed_at: Nullable<Utc>,
    }
    visits (id) {
        id: Uid, mode: Text, household_id: Uid, campaign_id: Uid, round_id: Nullable<Uid>,
        field_worker_id: Uid, device_id: Nullable<Uid>, channel: Text, outcome: Text,
        language: Nullable<Text>, message_language: Nullable<Text>, message_version: Nullable<Integer>,
        occurred_at: Utc, received_at: Utc, duration_seconds: Nullable<Integer>, content: Doc, flags: Doc,
        supersedes_id: Nullable<Uid>, fingerprint: Binary,
    }
    follow_up_actions (id) {
        id: Uid, mode: Text, visit_id: Uid, household_id: Uid, action_code: Text, status: Text,
        reported_by: Text, known_by: Text, field_worker_id: Nullable<Uid>, device_id: Nullable<Uid>,
        occurred_at: Utc, received_at: Utc, fingerprint: Binary,
    }
    needs (id) {
        id: Uid, mode: Text, household_id: Uid, visit_id: Nullable<Uid>, theme: Text, urgency: Text,
        status: Text, field_worker_id: Nullable<Uid>, device_id: Nullable<Uid>, occurred_at: Utc,
        fingerprint: Binary, version: Integer, created_at: Utc, updated_at: Utc,
    }
    need_events (need_id, version) {
        need_id: Uid, version: Integer, status: Text, at: Utc, by_kind: Text, reason: Nullable<Text>,
    }
    consents (id) {
        id: Uid, mode: Text, household_id: Uid, purpose: Text, organisation_id: Nullable<Uid>, decision: Text,
        withdraws_id: Nullable<Uid>, text_version: Text, language: Text, visit_id: Nullable<Uid>,
        field_worker_id: Nullable<Uid>, device_id: Nullable<Uid>, occurred_at: Utc, received_at: Utc,
        fingerprint: Binary,
    }
    referrals (id) {
        id: Uid, mode: Text, household_id: Uid, organisation_id: Uid, consent_id: Uid, reason_code: Text,
        content: Doc, contact: Nullable<Binary>, due_on: Nullable<Civil>, status: Text,
        status_reason: Nullable<Text>, waiting_on: Nullable<Text>, waiting_since: Nullable<Utc>,
        partner_seconds: BigInt, operator_seconds: BigInt, field_worker_id: Nullable<Uid>,
        device_id: Nullable<Uid>, occurred_at: Utc, fingerprint: Binary, version: Integer, created_at: Utc,
        updated_at: Utc,
    }
    referral_needs (referral_id, need_id) {
        referral_id: Uid, need_id: Uid,
    }
    referral_events (referral_id, version) {
        referral_id: Uid, version: Integer, at: Utc, by_kind: Text, kind: Text, status: Text,
        code: Nullable<Text>,
    }
    meter_readings (id) {
        id: Uid, mode: Text, household_id: Uid, utility: Text, index_milli: BigInt, source: Text,
        meter_event: Nullable<Text>, old_index_milli: Nullable<BigInt>, meter_digits: Nullable<Integer>,
        visit_id: Nullable<Uid>, field_worker_id: Nullable<Uid>, device_id: Nullable<Uid>, occurred_at: Utc,
        received_at: Utc, supersedes_id: Nullable<Uid>, flags: Doc, version: Integer, fingerprint: Binary,
    }
    tariffs (id) {
        id: Uid, commune_code: Text, utility: Text, starts_on: Civil, price_micros: BigInt, currency: Text,
        version: Integer, created_at: Utc, updated_at: Utc,
    }
    control_groups (id) {
        id: Uid, mode: Text, campaign_id: Uid, seed: Text, share_percent: Integer, created_at: Utc,
    }
    control_group_stairwells (control_group_id, neighbourhood_code, building, stairwell) {
        control_group_id: Uid, neighbourhood_code: Text, building: Text, stairwell: Text, arm: Text,
    }
    diagnoses (id) {
        id: Uid, mode: Text, household_id: Uid, campaign_id: Nullable<Uid>, visit_id: Nullable<Uid>,
        utility: Text, content: Doc, follow_up_due_on: Civil, follow_up_opens_at: Utc,
        field_worker_id: Nullable<Uid>, device_id: Nullable<Uid>, occurred_at: Utc, received_at: Utc,
        supersedes_id: Nullable<Uid>, fingerprint: Binary,
    }
    sync_batches (device_id, sequence) {
        device_id: Uid, sequence: BigInt, fingerprint: Binary, receipt: Binary, items: Integer,
        received_at: Utc,
    }
    held_items (id) {
        id: Uid, mode: Text, device_id: Uid, sequence: BigInt, position: Integer, kind: Text, item_id: Uid,
        waits_for_kind: Nullable<Text>, waits_for_id: Nullable<Uid>, status: Text, item: Binary,
        fingerprint: Binary, problem: Nullable<Binary>, received_at: Utc, deadline: Utc, version: Integer,
        updated_at: Utc,
    }
    sync_changes (position) {
        position: BigInt, writer: BigInt, mode: Text, kind: Text, subject_id: Uid, household_id: Nullable<Uid>,
        round_id: Nullable<Uid>, campaign_id: Nullable<Uid>, at: Utc,
    }
    jobs (id) {
        id: Uid, mode: Text, kind: Text, subject_id: Uid, status: Text, step: Text, done: BigInt, total: BigInt,
        problem: Nullable<Doc>, beat_at: Nullable<Utc>, started_at: Nullable<Utc>, ended_at: Nullable<Utc>,
        version: Integer, created_at: Utc, updated_at: Utc,
    }
    releases (id) {
        id: Uid, mode: Text, period: Text, vintage: Integer, status: Text, job_id: Uid, based_on: Doc, method: Doc,
        frame: Nullable<Doc>, report: Nullable<Doc>, evidence: Nullable<Binary>, counted_at: Nullable<Utc>,
        published_at: Nullable<Utc>, version: Integer, created_at: Utc, updated_at: Utc,
    }
    release_figures (release_id, position) {
        release_id: Uid, position: Integer, table_name: Text, level: Nullable<Text>, place: Nullable<Text>,
        campaign_id: Nullable<Uid>, item: Text, value: Nullable<Integer>, status: Text,
    }
    release_savings (release_id, campaign_id, utility) {
        release_id: Uid, campaign_id: Uid, utility: Text, told: Doc,
    }
    live_steps (campaign_id, period, vintage, number) {
        mode: Text, period: Text, vintage: Integer, campaign_id: Uid, number: Integer, told_on: Civil,
        doors_tried: Integer, doors_opened: Integer, doors_interviewed: Integer, evidence: Binary,
    }
    live_facts (campaign_id, period, neighbourhood_code) {
        mode: Text, period: Text, vintage: Integer, campaign_id: Uid, neighbourhood_code: Text, facts: Binary,
    }
    live_ticks (told_on) { told_on: Civil, ticked_at: Utc, }
    year_thresholds (mode, year) { mode: Text, year: Integer, threshold: Integer, }
    events (position) {
        position: BigInt, writer: BigInt, id: Uid, at: Utc, event_type: Text, mode: Text,
        organisation_id: Nullable<Uid>, data: Doc,
    }
    webhook_endpoints (id) {
        id: Uid, mode: Text, organisation_id: Uid, url: Text, description: Nullable<Text>, event_types: Doc,
        status: Text, disabled_reason: Nullable<Text>, failing_since: Nullable<Utc>, secret: Binary,
        previous_secret: Nullable<Binary>, previous_expires_at: Nullable<Utc>, version: Integer, created_at: Utc,
        updated_at: Utc,
    }
    webhook_deliveries (id) {
        id: Uid, endpoint_id: Uid, event_id: Uid, status: Text, attempts: Integer, next_at: Utc,
        attempted_at: Nullable<Utc>, response_status: Nullable<Integer>, failure: Nullable<Text>, created_at: Utc,
    }
    release_facts (release_id, neighbourhood_code) { release_id: Uid, neighbourhood_code: Text, facts: Binary, }
}

joinable!(clients -> organisations (organisation_id));
joinable!(client_secrets -> clients (client_id));
joinable!(neighbourhood_communes -> neighbourhoods (neighbourhood_code));
joinable!(campaign_neighbourhoods -> campaigns (campaign_id));
joinable!(campaign_messages -> campaigns (campaign_id));
joinable!(rounds -> field_workers (field_worker_id));
joinable!(round_doors -> rounds (round_id));
joinable!(round_doors -> households (household_id));
joinable!(visits -> households (household_id));
joinable!(control_group_stairwells -> control_groups (control_group_id));

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
    field_workers,
    households,
    household_edits,
    devices,
    device_enrolments,
    refresh_tokens,
    rounds,
    round_doors,
    visits,
    follow_up_actions,
    needs,
    need_events,
    consents,
    referrals,
    referral_needs,
    referral_events,
    meter_readings,
    tariffs,
    control_groups,
    control_group_stairwells,
    diagnoses,
    sync_batches,
    held_items,
    sync_changes,
    jobs,
    releases,
    release_figures,
    release_facts,
    release_savings,
    live_steps,
    live_facts,
    live_ticks,
    year_thresholds,
    events,
    webhook_endpoints,
    webhook_deliveries,
);
