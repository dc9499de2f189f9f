-- A phone or tablet of a field worker, enrolled with an app.
CREATE TABLE devices (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    field_worker_id uuid NOT NULL REFERENCES field_workers (id),
    client_id uuid NOT NULL REFERENCES clients (id),
    label text COLLATE "C",
    platform text COLLATE "C",
    app_version text COLLATE "C",
    status text COLLATE "C" NOT NULL CHECK (status IN ('active', 'revoked')),
    revocation_reason text COLLATE "C",
    revoked_at timestamptz,
    last_seen_at timestamptz,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX devices_field_worker_id_idx ON devices (field_worker_id, id);

-- One-time codes; only a keyed hash of the code is kept.
CREATE TABLE device_enrolments (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    field_worker_id uuid NOT NULL REFERENCES field_workers (id),
    code_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    device_id uuid REFERENCES devices (id),
    cancelled_at timestamptz,
    -- Tells a repetition by the same app from everybody else who knows the code.
    nonce_hash bytea,
    CONSTRAINT device_enrolments_code_hash_key UNIQUE (code_hash)
);
CREATE INDEX device_enrolments_field_worker_id_idx ON device_enrolments (field_worker_id, id);

-- A refresh token is its row's id and a code made of it with the server's key: a copy of this table makes none.
-- A family begins with an enrolment; each use of a token makes its successor.
CREATE TABLE refresh_tokens (
    id uuid NOT NULL PRIMARY KEY,
    device_id uuid NOT NULL REFERENCES devices (id),
    family_id uuid NOT NULL,
    scopes jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    successor_id uuid,
    revoked_at timestamptz
);
CREATE INDEX refresh_tokens_family_id_idx ON refresh_tokens (family_id, id);
CREATE INDEX refresh_tokens_device_id_idx ON refresh_tokens (device_id, id);

ALTER TABLE audit_events ADD COLUMN device_id uuid;
