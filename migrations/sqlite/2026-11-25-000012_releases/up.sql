-- Work that takes longer than a request. A server that ends in the middle leaves its beat; another one goes on.
CREATE TABLE jobs (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed')),
    step TEXT NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    problem TEXT,
    beat_at INTEGER,
    started_at INTEGER,
    ended_at INTEGER,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX jobs_status_idx ON jobs (status, id);

-- What outsiders read. `frame` is the public structure (places, campaigns), `evidence` what later releases must reckon
-- with, sealed: it holds the counts behind the figures.
CREATE TABLE releases (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    period TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('preparing', 'draft', 'published', 'discarded', 'failed')),
    job_id BLOB NOT NULL REFERENCES jobs (id),
    based_on TEXT NOT NULL,
    method TEXT NOT NULL,
    frame TEXT,
    report TEXT,
    evidence BLOB,
    counted_at INTEGER,
    published_at INTEGER,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX releases_status_idx ON releases (mode, status, id);
-- A period is published once, for ever.
CREATE UNIQUE INDEX releases_period_key ON releases (mode, period, vintage) WHERE status = 'published';

CREATE TABLE release_figures (
    release_id BLOB NOT NULL REFERENCES releases (id),
    position INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    level TEXT,
    place TEXT,
    campaign_id BLOB,
    item TEXT NOT NULL,
    value INTEGER,
    status TEXT NOT NULL CHECK (status IN ('published', 'withheld')),
    CONSTRAINT release_figures_pkey PRIMARY KEY (release_id, position)
) STRICT;
CREATE INDEX release_figures_place_idx ON release_figures (place, table_name, release_id);
CREATE INDEX release_figures_campaign_id_idx ON release_figures (campaign_id, release_id);

-- What was counted of each household of a neighbourhood, by a keyed digest, sealed: the year is counted from it, and it
-- goes when the year is published.
CREATE TABLE release_facts (
    release_id BLOB NOT NULL REFERENCES releases (id),
    neighbourhood_code TEXT NOT NULL,
    facts BLOB NOT NULL,
    CONSTRAINT release_facts_pkey PRIMARY KEY (release_id, neighbourhood_code)
) STRICT;
