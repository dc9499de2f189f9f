-- Decisions, in the order in which they were made; the last of a household for a purpose (and, for a referral, an
-- organisation) is the one in force. None is ever changed or removed. `decided_at` is `occurred_at`, the clock of the
-- device, or `received_at` where that clock was ahead: it must not outlive a later withdrawal.
CREATE TABLE consents (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    household_id BLOB NOT NULL REFERENCES households (id),
    purpose TEXT NOT NULL,
    organisation_id BLOB REFERENCES organisations (id),
    decision TEXT NOT NULL CHECK (decision IN ('granted', 'refused', 'withdrawn')),
    text_version TEXT NOT NULL,
    language TEXT NOT NULL,
    visit_id BLOB,
    field_worker_id BLOB REFERENCES field_workers (id),
    device_id BLOB REFERENCES devices (id),
    occurred_at INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    fingerprint BLOB NOT NULL
) STRICT;
CREATE INDEX consents_household_id_idx ON consents (household_id, purpose, organisation_id, decided_at, id);

-- A blocked case handed to an organisation. `contact` is sealed with the household's data key, and there only if the
-- household agreed to it.
CREATE TABLE referrals (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    household_id BLOB NOT NULL REFERENCES households (id),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    consent_id BLOB NOT NULL REFERENCES consents (id),
    reason_code TEXT NOT NULL,
    content TEXT NOT NULL,
    contact BLOB,
    due_on TEXT,
    status TEXT NOT NULL
        CHECK (status IN ('sent', 'accepted', 'refused', 'in_progress', 'resolved', 'not_resolved', 'withdrawn')),
    status_reason TEXT,
    waiting_on TEXT,
    waiting_since INTEGER,
    partner_seconds INTEGER NOT NULL,
    operator_seconds INTEGER NOT NULL,
    field_worker_id BLOB REFERENCES field_workers (id),
    device_id BLOB REFERENCES devices (id),
    occurred_at INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX referrals_organisation_id_idx ON referrals (organisation_id, mode, id);
CREATE INDEX referrals_household_id_idx ON referrals (household_id, id);

CREATE TABLE referral_needs (
    referral_id BLOB NOT NULL REFERENCES referrals (id),
    need_id BLOB NOT NULL REFERENCES needs (id),
    CONSTRAINT referral_needs_pkey PRIMARY KEY (referral_id, need_id)
) STRICT;
CREATE INDEX referral_needs_need_id_idx ON referral_needs (need_id, referral_id);

-- Everything that happened to a referral: its steps, and the coded messages that the two sides exchange.
CREATE TABLE referral_events (
    referral_id BLOB NOT NULL REFERENCES referrals (id),
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by_kind TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    code TEXT,
    CONSTRAINT referral_events_pkey PRIMARY KEY (referral_id, version)
) STRICT;
