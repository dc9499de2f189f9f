-- Field workers by a pseudonym; what else is known of them is the association's own matter and stands elsewhere.
CREATE TABLE field_workers (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    display_name text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL CHECK (status IN ('active', 'on_leave', 'left')),
    content jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

-- A dwelling and who lives there, without names. What could tell a person (door label, contact way, note) is sealed
-- with a data key of the household's own, which is wrapped by the key-encryption key: without it, nobody reads them.
-- `door_key` is a keyed hash, by which the same door is found again. `registers` (sealed too) holds, for each member
-- that can be edited, the edits that stand beside each other.
CREATE TABLE households (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    neighbourhood_code text COLLATE "C" NOT NULL REFERENCES neighbourhoods (code),
    building text COLLATE "C",
    stairwell text COLLATE "C",
    floor integer,
    occupants jsonb,
    tenure text COLLATE "C",
    water_billing text COLLATE "C",
    heating_billing text COLLATE "C",
    do_not_disturb_reason text COLLATE "C",
    do_not_disturb_until date,
    do_not_disturb_since timestamptz,
    data_key bytea NOT NULL,
    door_label bytea,
    contact bytea,
    note bytea,
    door_key bytea,
    registers bytea NOT NULL,
    conflicts integer NOT NULL,
    fingerprint bytea NOT NULL,
    device_id uuid,
    occurred_at timestamptz NOT NULL,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX households_neighbourhood_code_idx ON households (mode, neighbourhood_code, id);
CREATE INDEX households_door_key_idx ON households (door_key);

-- Every edit that was taken, so that the same one sent again changes nothing.
CREATE TABLE household_edits (
    id uuid NOT NULL PRIMARY KEY,
    household_id uuid NOT NULL REFERENCES households (id),
    device_id uuid,
    base_version integer NOT NULL,
    version integer NOT NULL,
    fingerprint bytea NOT NULL,
    edited_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL
);
CREATE INDEX household_edits_household_id_idx ON household_edits (household_id, version);
