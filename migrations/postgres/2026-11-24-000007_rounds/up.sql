-- A field worker's way for a day: the doors to try, for one campaign.
CREATE TABLE rounds (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    field_worker_id uuid NOT NULL REFERENCES field_workers (id),
    campaign_id uuid NOT NULL REFERENCES campaigns (id),
    day date NOT NULL,
    status text COLLATE "C" NOT NULL CHECK (status IN ('planned', 'closed', 'cancelled')),
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX rounds_field_worker_id_idx ON rounds (field_worker_id, day, id);
CREATE INDEX rounds_campaign_id_idx ON rounds (campaign_id, id);

-- A door that was taken off a round stays visible to its field worker, who may have knocked already.
CREATE TABLE round_doors (
    round_id uuid NOT NULL REFERENCES rounds (id),
    household_id uuid NOT NULL REFERENCES households (id),
    position integer NOT NULL,
    removed_at timestamptz,
    CONSTRAINT round_doors_pkey PRIMARY KEY (round_id, household_id)
);
CREATE INDEX round_doors_household_id_idx ON round_doors (household_id, round_id);
