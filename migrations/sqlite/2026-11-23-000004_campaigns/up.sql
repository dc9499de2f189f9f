CREATE TABLE campaigns (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    external_id TEXT,
    status TEXT NOT NULL
        CHECK (status IN ('draft', 'submitted', 'approved', 'rejected', 'running', 'paused', 'closed')),
    content TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    rejection_reason TEXT,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT campaigns_external_id_key UNIQUE (organisation_id, mode, external_id)
) STRICT;
CREATE INDEX campaigns_status_idx ON campaigns (mode, status, id);

CREATE TABLE campaign_neighbourhoods (
    campaign_id BLOB NOT NULL REFERENCES campaigns (id),
    neighbourhood_code TEXT NOT NULL REFERENCES neighbourhoods (code),
    CONSTRAINT campaign_neighbourhoods_pkey PRIMARY KEY (campaign_id, neighbourhood_code)
) STRICT;
CREATE INDEX campaign_neighbourhoods_neighbourhood_code_idx ON campaign_neighbourhoods (neighbourhood_code, campaign_id);

-- Numbered and immutable once heard: a running message gets a new version, never an edit.
CREATE TABLE campaign_messages (
    campaign_id BLOB NOT NULL REFERENCES campaigns (id),
    language TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT campaign_messages_pkey PRIMARY KEY (campaign_id, language, version)
) STRICT;
