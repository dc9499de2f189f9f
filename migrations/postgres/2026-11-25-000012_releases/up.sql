-- Work that takes longer than a request. A server that ends in the middle leaves its beat; another one goes on.
CREATE TABLE jobs (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    kind text COLLATE "C" NOT NULL,
    subject_id uuid NOT NULL,
    status text COLLATE "C" NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed')),
    step text COLLATE "C" NOT NULL,
    done bigint NOT NULL,
    total bigint NOT NULL,
    problem jsonb,
    beat_at timestamptz,
    started_at timestamptz,
    ended_at timestamptz,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX jobs_status_idx ON jobs (status, id);

-- What outsiders read. `frame` is the public structure (places, campaigns), `evidence` what later releases must reckon
-- with, sealed: it holds the counts behind the figures.
CREATE TABLE releases (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    period text COLLATE "C" NOT NULL,
    vintage integer NOT NULL,
    status text COLLATE "C" NOT NULL CHECK (status IN ('preparing', 'draft', 'published', 'discarded', 'failed')),
    job_id uuid NOT NULL REFERENCES jobs (id),
    based_on jsonb NOT NULL,
    method jsonb NOT NULL,
    frame jsonb,
    report jsonb,
    evidence bytea,
    counted_at timestamptz,
    published_at timestamptz,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX releases_status_idx ON releases (mode, status, id);
-- A period is published once, for ever.
CREATE UNIQUE INDEX releases_period_key ON releases (mode, period, vintage) WHERE status = 'published';

CREATE TABLE release_figures (
    release_id uuid NOT NULL REFERENCES releases (id),
    position integer NOT NULL,
    table_name text COLLATE "C" NOT NULL,
    level text COLLATE "C",
    place text COLLATE "C",
    campaign_id uuid,
    item text COLLATE "C" NOT NULL,
    value integer,
    status text COLLATE "C" NOT NULL CHECK (status IN ('published', 'withheld')),
    CONSTRAINT release_figures_pkey PRIMARY KEY (release_id, position)
);
CREATE INDEX release_figures_place_idx ON release_figures (place, table_name, release_id);
CREATE INDEX release_figures_campaign_id_idx ON release_figures (campaign_id, release_id);

-- What was counted of each household of a neighbourhood, by a keyed digest, sealed: the year is counted from it, and it
-- goes when the year is published.
CREATE TABLE release_facts (
    release_id uuid NOT NULL REFERENCES releases (id),
    neighbourhood_code text COLLATE "C" NOT NULL,
    facts bytea NOT NULL,
    CONSTRAINT release_facts_pkey PRIMARY KEY (release_id, neighbourhood_code)
);
