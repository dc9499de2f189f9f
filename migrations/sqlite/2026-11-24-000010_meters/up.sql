-- What a meter showed. The index is in thousandths of the utility's unit (litres of water and gas, watt-hours), so
-- that nothing is rounded.
CREATE TABLE meter_readings (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    household_id BLOB NOT NULL REFERENCES households (id),
    utility TEXT NOT NULL CHECK (utility IN ('water', 'electricity', 'gas')),
    index_milli INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('read', 'bill', 'declared', 'estimated')),
    meter_event TEXT,
    old_index_milli INTEGER,
    meter_digits INTEGER,
    visit_id BLOB,
    field_worker_id BLOB REFERENCES field_workers (id),
    device_id BLOB REFERENCES devices (id),
    occurred_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    supersedes_id BLOB REFERENCES meter_readings (id),
    flags TEXT NOT NULL,
    version INTEGER NOT NULL,
    fingerprint BLOB NOT NULL
) STRICT;
CREATE INDEX meter_readings_household_id_idx ON meter_readings (household_id, utility, occurred_at, id);

-- What a unit costs in a commune from a day on, in millionths of the currency's unit.
CREATE TABLE tariffs (
    id BLOB NOT NULL PRIMARY KEY,
    commune_code TEXT NOT NULL,
    utility TEXT NOT NULL CHECK (utility IN ('water', 'electricity', 'gas')),
    starts_on TEXT NOT NULL,
    price_micros INTEGER NOT NULL,
    currency TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT tariffs_commune_code_key UNIQUE (commune_code, utility, starts_on)
) STRICT;

-- Which stairwells of a campaign are visited later, to compare with: drawn once, from a recorded seed.
CREATE TABLE control_groups (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    campaign_id BLOB NOT NULL REFERENCES campaigns (id),
    seed TEXT NOT NULL,
    share_percent INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT control_groups_campaign_id_key UNIQUE (campaign_id)
) STRICT;

CREATE TABLE control_group_stairwells (
    control_group_id BLOB NOT NULL REFERENCES control_groups (id),
    neighbourhood_code TEXT NOT NULL,
    building TEXT NOT NULL,
    stairwell TEXT NOT NULL,
    arm TEXT NOT NULL CHECK (arm IN ('treatment', 'control')),
    CONSTRAINT control_group_stairwells_pkey PRIMARY KEY (control_group_id, neighbourhood_code, building, stairwell)
) STRICT;

CREATE TABLE diagnoses (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    household_id BLOB NOT NULL REFERENCES households (id),
    campaign_id BLOB REFERENCES campaigns (id),
    visit_id BLOB,
    utility TEXT NOT NULL CHECK (utility IN ('water', 'electricity', 'gas')),
    content TEXT NOT NULL,
    follow_up_due_on TEXT NOT NULL,
    follow_up_opens_at INTEGER NOT NULL,
    field_worker_id BLOB REFERENCES field_workers (id),
    device_id BLOB REFERENCES devices (id),
    occurred_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    supersedes_id BLOB REFERENCES diagnoses (id),
    fingerprint BLOB NOT NULL
) STRICT;
CREATE INDEX diagnoses_household_id_idx ON diagnoses (household_id, utility, occurred_at, id);
CREATE INDEX diagnoses_supersedes_id_idx ON diagnoses (supersedes_id);
CREATE INDEX diagnoses_follow_up_due_on_idx ON diagnoses (mode, follow_up_due_on, id);
