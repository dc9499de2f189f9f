-- One answer a client and key; `reply` is sealed (it may hold a secret that is shown once).
CREATE TABLE idempotency_keys (
    client_id BLOB NOT NULL REFERENCES clients (id),
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    reply BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (client_id, key)
) STRICT;
CREATE INDEX idempotency_keys_expires_at_idx ON idempotency_keys (expires_at);

-- Who did what, when: written in the transaction of the change itself.
CREATE TABLE audit_events (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    client_id BLOB,
    organisation_id BLOB,
    action TEXT NOT NULL,
    subject_type TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
CREATE INDEX audit_events_subject_idx ON audit_events (subject_type, subject_id, id);

-- What is to be told to others, in the same transaction; delivered later, at least once.
CREATE TABLE outbox_events (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    subject_type TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    payload TEXT NOT NULL
) STRICT;
