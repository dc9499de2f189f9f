-- A phone or tablet of a field worker, enrolled with an app.
CREATE TABLE devices (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    field_worker_id BLOB NOT NULL REFERENCES field_workers (id),
    client_id BLOB NOT NULL REFERENCES clients (id),
    label TEXT,
    platform TEXT,
    app_version TEXT,
    status TEXT NOT NULL CHECK (status IN ('active', 'revoked')),
    revocation_reason TEXT,
    revoked_at INTEGER,
    last_seen_at INTEGER,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX devices_field_worker_id_idx ON devices (field_worker_id, id);

-- One-time codes; only a keyed hash of the code is kept.
CREATE TABLE device_enrolments (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    field_worker_id BLOB NOT NULL REFERENCES field_workers (id),
    code_hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    device_id BLOB REFERENCES devices (id),
    cancelled_at INTEGER,
    -- Tells a repetition by the same app from everybody else who knows the code.
    nonce_hash BLOB,
    CONSTRAINT device_enrolments_code_hash_key UNIQUE (code_hash)
) STRICT;
CREATE INDEX device_enrolments_field_worker_id_idx ON device_enrolments (field_worker_id, id);

-- A refresh token is its row's id and a code made of it with the server's key: a copy of this table makes none.
-- A family begins with an enrolment; each use of a token makes its successor.
CREATE TABLE refresh_tokens (
    id BLOB NOT NULL PRIMARY KEY,
    device_id BLOB NOT NULL REFERENCES devices (id),
    family_id BLOB NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    successor_id BLOB,
    revoked_at INTEGER
) STRICT;
CREATE INDEX refresh_tokens_family_id_idx ON refresh_tokens (family_id, id);
CREATE INDEX refresh_tokens_device_id_idx ON refresh_tokens (device_id, id);

ALTER TABLE audit_events ADD COLUMN device_id BLOB;
