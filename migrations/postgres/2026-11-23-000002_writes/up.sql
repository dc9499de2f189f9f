-- One answer a client and key; `reply` is sealed (it may hold a secret that is shown once).
CREATE TABLE idempotency_keys (
    client_id uuid NOT NULL REFERENCES clients (id),
    key text COLLATE "C" NOT NULL,
    fingerprint bytea NOT NULL,
    reply bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (client_id, key)
);
CREATE INDEX idempotency_keys_expires_at_idx ON idempotency_keys (expires_at);

-- Who did what, when: written in the transaction of the change itself.
CREATE TABLE audit_events (
    id uuid NOT NULL PRIMARY KEY,
    at timestamptz NOT NULL,
    client_id uuid,
    organisation_id uuid,
    action text COLLATE "C" NOT NULL,
    subject_type text COLLATE "C" NOT NULL,
    subject_id text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    detail jsonb NOT NULL
);
CREATE INDEX audit_events_subject_idx ON audit_events (subject_type, subject_id, id);

-- What is to be told to others, in the same transaction; delivered later, at least once.
CREATE TABLE outbox_events (
    id uuid NOT NULL PRIMARY KEY,
    at timestamptz NOT NULL,
    type text COLLATE "C" NOT NULL,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    subject_type text COLLATE "C" NOT NULL,
    subject_id text COLLATE "C" NOT NULL,
    payload jsonb NOT NULL
);
