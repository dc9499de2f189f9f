-- Field workers by a pseudonym; what else is known of them is the association's own matter and stands elsewhere.
CREATE TABLE field_workers (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    display_name TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'on_leave', 'left')),
    content TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- A dwelling and who lives there, without names. What could tell a person (door label, contact way, note) is sealed
-- with a data key of the household's own, which is wrapped by the key-encryption key: without it, nobody reads them.
-- `door_key` is a keyed hash, by which the same door is found again. `registers` (sealed too) holds, for each member
-- that can be edited, the edits that stand beside each other.
CREATE TABLE households (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    neighbourhood_code TEXT NOT NULL REFERENCES neighbourhoods (code),
    building TEXT,
    stairwell TEXT,
    floor INTEGER,
    occupants TEXT,
    tenure TEXT,
    water_billing TEXT,
    heating_billing TEXT,
    do_not_disturb_reason TEXT,
    do_not_disturb_until TEXT,
    do_not_disturb_since INTEGER,
    data_key BLOB NOT NULL,
    door_label BLOB,
    contact BLOB,
    note BLOB,
    door_key BLOB,
    registers BLOB NOT NULL,
    conflicts INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    device_id BLOB,
    occurred_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX households_neighbourhood_code_idx ON households (mode, neighbourhood_code, id);
CREATE INDEX households_door_key_idx ON households (door_key);

-- Every edit that was taken, so that the same one sent again changes nothing.
CREATE TABLE household_edits (
    id BLOB NOT NULL PRIMARY KEY,
    household_id BLOB NOT NULL REFERENCES households (id),
    device_id BLOB,
    base_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    edited_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX household_edits_household_id_idx ON household_edits (household_id, version);
