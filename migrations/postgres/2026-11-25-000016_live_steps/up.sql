-- What was told of a running campaign before its quarter was over: rounded values, for ever. `evidence` is what the
-- quarter's release must reckon with, sealed: it holds the counts behind the figures.
CREATE TABLE live_steps (
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    period text COLLATE "C" NOT NULL,
    vintage integer NOT NULL,
    campaign_id uuid NOT NULL REFERENCES campaigns (id),
    number integer NOT NULL,
    told_on date NOT NULL,
    doors_tried integer NOT NULL,
    doors_opened integer NOT NULL,
    doors_interviewed integer NOT NULL,
    evidence bytea NOT NULL,
    CONSTRAINT live_steps_pkey PRIMARY KEY (campaign_id, period, vintage, number)
);
CREATE INDEX live_steps_period_idx ON live_steps (mode, period, vintage);

-- What the last step counted of each household of a neighbourhood, by a keyed digest, sealed: what was told is not taken
-- back. It goes when the quarter is published.
CREATE TABLE live_facts (
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    period text COLLATE "C" NOT NULL,
    vintage integer NOT NULL,
    campaign_id uuid NOT NULL,
    neighbourhood_code text COLLATE "C" NOT NULL,
    facts bytea NOT NULL,
    CONSTRAINT live_facts_pkey PRIMARY KEY (campaign_id, period, neighbourhood_code)
);
CREATE INDEX live_facts_neighbourhood_code_idx ON live_facts (mode, period, neighbourhood_code);

-- The days on which running campaigns were looked at: once each.
CREATE TABLE live_ticks (
    told_on date NOT NULL PRIMARY KEY,
    ticked_at timestamptz NOT NULL
);
