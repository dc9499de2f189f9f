-- What was told of a running campaign before its quarter was over: rounded values, for ever. `evidence` is what the
-- quarter's release must reckon with, sealed: it holds the counts behind the figures.
CREATE TABLE live_steps (
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    period TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    campaign_id BLOB NOT NULL REFERENCES campaigns (id),
    number INTEGER NOT NULL,
    told_on TEXT NOT NULL,
    doors_tried INTEGER NOT NULL,
    doors_opened INTEGER NOT NULL,
    doors_interviewed INTEGER NOT NULL,
    evidence BLOB NOT NULL,
    CONSTRAINT live_steps_pkey PRIMARY KEY (campaign_id, period, vintage, number)
) STRICT;
CREATE INDEX live_steps_period_idx ON live_steps (mode, period, vintage);

-- What the last step counted of each household of a neighbourhood, by a keyed digest, sealed: what was told is not taken
-- back. It goes when the quarter is published.
CREATE TABLE live_facts (
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    period TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    campaign_id BLOB NOT NULL,
    neighbourhood_code TEXT NOT NULL,
    facts BLOB NOT NULL,
    CONSTRAINT live_facts_pkey PRIMARY KEY (campaign_id, period, neighbourhood_code)
) STRICT;
CREATE INDEX live_facts_neighbourhood_code_idx ON live_facts (mode, period, neighbourhood_code);

-- The days on which running campaigns were looked at: once each.
CREATE TABLE live_ticks (
    told_on TEXT NOT NULL PRIMARY KEY,
    ticked_at INTEGER NOT NULL
) STRICT;
