-- What happened at a door: an event that never changes. A correction is another visit, which supersedes it.
CREATE TABLE visits (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    household_id BLOB NOT NULL REFERENCES households (id),
    campaign_id BLOB NOT NULL REFERENCES campaigns (id),
    round_id BLOB REFERENCES rounds (id),
    field_worker_id BLOB NOT NULL REFERENCES field_workers (id),
    device_id BLOB REFERENCES devices (id),
    channel TEXT NOT NULL,
    outcome TEXT NOT NULL,
    language TEXT,
    message_language TEXT,
    message_version INTEGER,
    occurred_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    duration_seconds INTEGER,
    content TEXT NOT NULL,
    flags TEXT NOT NULL,
    supersedes_id BLOB REFERENCES visits (id),
    fingerprint BLOB NOT NULL
) STRICT;
CREATE INDEX visits_household_id_idx ON visits (household_id, occurred_at, id);
CREATE INDEX visits_campaign_id_idx ON visits (campaign_id, id);
CREATE INDEX visits_field_worker_id_idx ON visits (field_worker_id, occurred_at, id);
CREATE INDEX visits_supersedes_id_idx ON visits (supersedes_id);

-- What became later of an action that a resident meant to take.
CREATE TABLE follow_up_actions (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    visit_id BLOB NOT NULL REFERENCES visits (id),
    household_id BLOB NOT NULL REFERENCES households (id),
    action_code TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('done', 'not_done', 'unknown')),
    reported_by TEXT NOT NULL,
    known_by TEXT NOT NULL,
    field_worker_id BLOB REFERENCES field_workers (id),
    device_id BLOB REFERENCES devices (id),
    occurred_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    fingerprint BLOB NOT NULL
) STRICT;
CREATE INDEX follow_up_actions_visit_id_idx ON follow_up_actions (visit_id, id);

CREATE TABLE needs (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    household_id BLOB NOT NULL REFERENCES households (id),
    visit_id BLOB REFERENCES visits (id),
    theme TEXT NOT NULL,
    urgency TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('raised', 'referred', 'met', 'not_met', 'withdrawn')),
    field_worker_id BLOB REFERENCES field_workers (id),
    device_id BLOB REFERENCES devices (id),
    occurred_at INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX needs_household_id_idx ON needs (household_id, id);
CREATE INDEX needs_status_idx ON needs (mode, status, id);

CREATE TABLE need_events (
    need_id BLOB NOT NULL REFERENCES needs (id),
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    at INTEGER NOT NULL,
    by_kind TEXT NOT NULL,
    reason TEXT,
    CONSTRAINT need_events_pkey PRIMARY KEY (need_id, version)
) STRICT;
