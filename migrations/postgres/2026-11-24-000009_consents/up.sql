-- Decisions, in the order in which they were made; the last of a household for a purpose (and, for a referral, an
-- organisation) is the one in force. None is ever changed or removed. `decided_at` is `occurred_at`, the clock of the
-- device, or `received_at` where that clock was ahead: it must not outlive a later withdrawal.
CREATE TABLE consents (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    household_id uuid NOT NULL REFERENCES households (id),
    purpose text COLLATE "C" NOT NULL,
    organisation_id uuid REFERENCES organisations (id),
    decision text COLLATE "C" NOT NULL CHECK (decision IN ('granted', 'refused', 'withdrawn')),
    text_version text COLLATE "C" NOT NULL,
    language text COLLATE "C" NOT NULL,
    visit_id uuid,
    field_worker_id uuid REFERENCES field_workers (id),
    device_id uuid REFERENCES devices (id),
    occurred_at timestamptz NOT NULL,
    decided_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    fingerprint bytea NOT NULL
);
CREATE INDEX consents_household_id_idx ON consents (household_id, purpose, organisation_id, decided_at, id);

-- A blocked case handed to an organisation. `contact` is sealed with the household's data key, and there only if the
-- household agreed to it.
CREATE TABLE referrals (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    household_id uuid NOT NULL REFERENCES households (id),
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    consent_id uuid NOT NULL REFERENCES consents (id),
    reason_code text COLLATE "C" NOT NULL,
    content jsonb NOT NULL,
    contact bytea,
    due_on date,
    status text COLLATE "C" NOT NULL
        CHECK (status IN ('sent', 'accepted', 'refused', 'in_progress', 'resolved', 'not_resolved', 'withdrawn')),
    status_reason text COLLATE "C",
    waiting_on text COLLATE "C",
    waiting_since timestamptz,
    partner_seconds bigint NOT NULL,
    operator_seconds bigint NOT NULL,
    field_worker_id uuid REFERENCES field_workers (id),
    device_id uuid REFERENCES devices (id),
    occurred_at timestamptz NOT NULL,
    fingerprint bytea NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX referrals_organisation_id_idx ON referrals (organisation_id, mode, id);
CREATE INDEX referrals_household_id_idx ON referrals (household_id, id);

CREATE TABLE referral_needs (
    referral_id uuid NOT NULL REFERENCES referrals (id),
    need_id uuid NOT NULL REFERENCES needs (id),
    CONSTRAINT referral_needs_pkey PRIMARY KEY (referral_id, need_id)
);
CREATE INDEX referral_needs_need_id_idx ON referral_needs (need_id, referral_id);

-- Everything that happened to a referral: its steps, and the coded messages that the two sides exchange.
CREATE TABLE referral_events (
    referral_id uuid NOT NULL REFERENCES referrals (id),
    version integer NOT NULL,
    at timestamptz NOT NULL,
    by_kind text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    code text COLLATE "C",
    CONSTRAINT referral_events_pkey PRIMARY KEY (referral_id, version)
);
