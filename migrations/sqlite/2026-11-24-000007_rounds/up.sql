-- A field worker's way for a day: the doors to try, for one campaign.
CREATE TABLE rounds (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    field_worker_id BLOB NOT NULL REFERENCES field_workers (id),
    campaign_id BLOB NOT NULL REFERENCES campaigns (id),
    day TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('planned', 'closed', 'cancelled')),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX rounds_field_worker_id_idx ON rounds (field_worker_id, day, id);
CREATE INDEX rounds_campaign_id_idx ON rounds (campaign_id, id);

-- A door that was taken off a round stays visible to its field worker, who may have knocked already.
CREATE TABLE round_doors (
    round_id BLOB NOT NULL REFERENCES rounds (id),
    household_id BLOB NOT NULL REFERENCES households (id),
    position INTEGER NOT NULL,
    removed_at INTEGER,
    CONSTRAINT round_doors_pkey PRIMARY KEY (round_id, household_id)
) STRICT;
CREATE INDEX round_doors_household_id_idx ON round_doors (household_id, round_id);
