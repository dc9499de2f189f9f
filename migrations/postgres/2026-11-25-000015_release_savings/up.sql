-- What a release tells of a programme's effect, already rounded, beside the published figures of its pairs. Like these it
-- never changes.
CREATE TABLE release_savings (
    release_id uuid NOT NULL REFERENCES releases (id),
    campaign_id uuid NOT NULL,
    utility text COLLATE "C" NOT NULL CHECK (utility IN ('water', 'electricity', 'gas')),
    told jsonb NOT NULL,
    CONSTRAINT release_savings_pkey PRIMARY KEY (release_id, campaign_id, utility)
);
