-- What a meter showed. The index is in thousandths of the utility's unit (litres of water and gas, watt-hours), so
-- that nothing is rounded.
CREATE TABLE meter_readings (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    household_id uuid NOT NULL REFERENCES households (id),
    utility text COLLATE "C" NOT NULL CHECK (utility IN ('water', 'electricity', 'gas')),
    index_milli bigint NOT NULL,
    source text COLLATE "C" NOT NULL CHECK (source IN ('read', 'bill', 'declared', 'estimated')),
    meter_event text COLLATE "C",
    old_index_milli bigint,
    meter_digits integer,
    visit_id uuid,
    field_worker_id uuid REFERENCES field_workers (id),
    device_id uuid REFERENCES devices (id),
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    supersedes_id uuid REFERENCES meter_readings (id),
    flags jsonb NOT NULL,
    version integer NOT NULL,
    fingerprint bytea NOT NULL
);
CREATE INDEX meter_readings_household_id_idx ON meter_readings (household_id, utility, occurred_at, id);

-- What a unit costs in a commune from a day on, in millionths of the currency's unit.
CREATE TABLE tariffs (
    id uuid NOT NULL PRIMARY KEY,
    commune_code text COLLATE "C" NOT NULL,
    utility text COLLATE "C" NOT NULL CHECK (utility IN ('water', 'electricity', 'gas')),
    starts_on date NOT NULL,
    price_micros bigint NOT NULL,
    currency text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT tariffs_commune_code_key UNIQUE (commune_code, utility, starts_on)
);

-- Which stairwells of a campaign are visited later, to compare with: drawn once, from a recorded seed.
CREATE TABLE control_groups (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    campaign_id uuid NOT NULL REFERENCES campaigns (id),
    seed text COLLATE "C" NOT NULL,
    share_percent integer NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT control_groups_campaign_id_key UNIQUE (campaign_id)
);

CREATE TABLE control_group_stairwells (
    control_group_id uuid NOT NULL REFERENCES control_groups (id),
    neighbourhood_code text COLLATE "C" NOT NULL,
    building text COLLATE "C" NOT NULL,
    stairwell text COLLATE "C" NOT NULL,
    arm text COLLATE "C" NOT NULL CHECK (arm IN ('treatment', 'control')),
    CONSTRAINT control_group_stairwells_pkey PRIMARY KEY (control_group_id, neighbourhood_code, building, stairwell)
);

CREATE TABLE diagnoses (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    household_id uuid NOT NULL REFERENCES households (id),
    campaign_id uuid REFERENCES campaigns (id),
    visit_id uuid,
    utility text COLLATE "C" NOT NULL CHECK (utility IN ('water', 'electricity', 'gas')),
    content jsonb NOT NULL,
    follow_up_due_on date NOT NULL,
    follow_up_opens_at timestamptz NOT NULL,
    field_worker_id uuid REFERENCES field_workers (id),
    device_id uuid REFERENCES devices (id),
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    supersedes_id uuid REFERENCES diagnoses (id),
    fingerprint bytea NOT NULL
);
CREATE INDEX diagnoses_household_id_idx ON diagnoses (household_id, utility, occurred_at, id);
CREATE INDEX diagnoses_supersedes_id_idx ON diagnoses (supersedes_id);
CREATE INDEX diagnoses_follow_up_due_on_idx ON diagnoses (mode, follow_up_due_on, id);
