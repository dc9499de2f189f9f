CREATE TABLE organisations (
    id uuid NOT NULL PRIMARY KEY,
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('operator', 'partner', 'municipality', 'app_publisher')),
    name text COLLATE "C" NOT NULL,
    commune_codes jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE clients (
    id uuid NOT NULL PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    name text COLLATE "C" NOT NULL,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    auth_method text COLLATE "C" NOT NULL CHECK (auth_method IN ('client_secret', 'private_key_jwt')),
    jwk jsonb,
    scopes jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX clients_organisation_id_idx ON clients (organisation_id, id);

CREATE TABLE client_secrets (
    id uuid NOT NULL PRIMARY KEY,
    client_id uuid NOT NULL REFERENCES clients (id),
    hash text COLLATE "C" NOT NULL,
    hint text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    last_used_at timestamptz
);
CREATE INDEX client_secrets_client_id_idx ON client_secrets (client_id, id);

-- What stopped working before its time: 'client:<id>' or 'token:<jti>'. Rows outlive the tokens they stop.
CREATE TABLE revocations (
    subject text COLLATE "C" NOT NULL PRIMARY KEY,
    issued_before timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX revocations_expires_at_idx ON revocations (expires_at);

-- The `jti` of every client assertion taken, so that none is taken twice (RFC 7523, section 3).
CREATE TABLE assertions (
    client_id uuid NOT NULL REFERENCES clients (id),
    jti text COLLATE "C" NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT assertions_pkey PRIMARY KEY (client_id, jti)
);
CREATE INDEX assertions_expires_at_idx ON assertions (expires_at);
