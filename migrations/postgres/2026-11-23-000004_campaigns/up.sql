CREATE TABLE campaigns (
    id uuid NOT NULL PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    external_id text COLLATE "C",
    status text COLLATE "C" NOT NULL
        CHECK (status IN ('draft', 'submitted', 'approved', 'rejected', 'running', 'paused', 'closed')),
    content jsonb NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    rejection_reason text COLLATE "C",
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT campaigns_external_id_key UNIQUE (organisation_id, mode, external_id)
);
CREATE INDEX campaigns_status_idx ON campaigns (mode, status, id);

CREATE TABLE campaign_neighbourhoods (
    campaign_id uuid NOT NULL REFERENCES campaigns (id),
    neighbourhood_code text COLLATE "C" NOT NULL REFERENCES neighbourhoods (code),
    CONSTRAINT campaign_neighbourhoods_pkey PRIMARY KEY (campaign_id, neighbourhood_code)
);
CREATE INDEX campaign_neighbourhoods_neighbourhood_code_idx ON campaign_neighbourhoods (neighbourhood_code, campaign_id);

-- Numbered and immutable once heard: a running message gets a new version, never an edit.
CREATE TABLE campaign_messages (
    campaign_id uuid NOT NULL REFERENCES campaigns (id),
    language text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    text text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT campaign_messages_pkey PRIMARY KEY (campaign_id, language, version)
);
