CREATE TABLE organisations (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('operator', 'partner', 'municipality', 'app_publisher')),
    name TEXT NOT NULL,
    commune_codes TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE clients (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    name TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    auth_method TEXT NOT NULL CHECK (auth_method IN ('client_secret', 'private_key_jwt')),
    jwk TEXT,
    scopes TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX clients_organisation_id_idx ON clients (organisation_id, id);

CREATE TABLE client_secrets (
    id BLOB NOT NULL PRIMARY KEY,
    client_id BLOB NOT NULL REFERENCES clients (id),
    hash TEXT NOT NULL,
    hint TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER
) STRICT;
CREATE INDEX client_secrets_client_id_idx ON client_secrets (client_id, id);

-- What stopped working before its time: 'client:<id>' or 'token:<jti>'. Rows outlive the tokens they stop.
CREATE TABLE revocations (
    subject TEXT NOT NULL PRIMARY KEY,
    issued_before INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX revocations_expires_at_idx ON revocations (expires_at);

-- The `jti` of every client assertion taken, so that none is taken twice (RFC 7523, section 3).
CREATE TABLE assertions (
    client_id BLOB NOT NULL REFERENCES clients (id),
    jti TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT assertions_pkey PRIMARY KEY (client_id, jti)
) STRICT;
CREATE INDEX assertions_expires_at_idx ON assertions (expires_at);
