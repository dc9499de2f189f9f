-- What happened at a door: an event that never changes. A correction is another visit, which supersedes it.
CREATE TABLE visits (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    household_id uuid NOT NULL REFERENCES households (id),
    campaign_id uuid NOT NULL REFERENCES campaigns (id),
    round_id uuid REFERENCES rounds (id),
    field_worker_id uuid NOT NULL REFERENCES field_workers (id),
    device_id uuid REFERENCES devices (id),
    channel text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    language text COLLATE "C",
    message_language text COLLATE "C",
    message_version integer,
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    duration_seconds integer,
    content jsonb NOT NULL,
    flags jsonb NOT NULL,
    supersedes_id uuid REFERENCES visits (id),
    fingerprint bytea NOT NULL
);
CREATE INDEX visits_household_id_idx ON visits (household_id, occurred_at, id);
CREATE INDEX visits_campaign_id_idx ON visits (campaign_id, id);
CREATE INDEX visits_field_worker_id_idx ON visits (field_worker_id, occurred_at, id);
CREATE INDEX visits_supersedes_id_idx ON visits (supersedes_id);

-- What became later of an action that a resident meant to take.
CREATE TABLE follow_up_actions (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    visit_id uuid NOT NULL REFERENCES visits (id),
    household_id uuid NOT NULL REFERENCES households (id),
    action_code text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL CHECK (status IN ('done', 'not_done', 'unknown')),
    reported_by text COLLATE "C" NOT NULL,
    known_by text COLLATE "C" NOT NULL,
    field_worker_id uuid REFERENCES field_workers (id),
    device_id uuid REFERENCES devices (id),
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    fingerprint bytea NOT NULL
);
CREATE INDEX follow_up_actions_visit_id_idx ON follow_up_actions (visit_id, id);

CREATE TABLE needs (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    household_id uuid NOT NULL REFERENCES households (id),
    visit_id uuid REFERENCES visits (id),
    theme text COLLATE "C" NOT NULL,
    urgency text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL CHECK (status IN ('raised', 'referred', 'met', 'not_met', 'withdrawn')),
    field_worker_id uuid REFERENCES field_workers (id),
    device_id uuid REFERENCES devices (id),
    occurred_at timestamptz NOT NULL,
    fingerprint bytea NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX needs_household_id_idx ON needs (household_id, id);
CREATE INDEX needs_status_idx ON needs (mode, status, id);

CREATE TABLE need_events (
    need_id uuid NOT NULL REFERENCES needs (id),
    version integer NOT NULL,
    status text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    by_kind text COLLATE "C" NOT NULL,
    reason text COLLATE "C",
    CONSTRAINT need_events_pkey PRIMARY KEY (need_id, version)
);
