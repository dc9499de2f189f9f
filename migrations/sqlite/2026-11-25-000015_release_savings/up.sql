-- What a release tells of a programme's effect, already rounded, beside the published figures of its pairs. Like these it
-- never changes.
CREATE TABLE release_savings (
    release_id BLOB NOT NULL REFERENCES releases (id),
    campaign_id BLOB NOT NULL,
    utility TEXT NOT NULL CHECK (utility IN ('water', 'electricity', 'gas')),
    told TEXT NOT NULL,
    CONSTRAINT release_savings_pkey PRIMARY KEY (release_id, campaign_id, utility)
) STRICT;
