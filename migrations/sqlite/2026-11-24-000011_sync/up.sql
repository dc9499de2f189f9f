-- What arrived from a device, by its own sequence number, with the sealed answer: the same batch sent again gets it.
CREATE TABLE sync_batches (
    device_id BLOB NOT NULL REFERENCES devices (id),
    sequence INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    receipt BLOB NOT NULL,
    items INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    CONSTRAINT sync_batches_pkey PRIMARY KEY (device_id, sequence)
) STRICT;

-- Items that wait: for what they refer to (`waiting`), or, from a device that was revoked, for the operator (`aside`).
-- `item` is sealed.
CREATE TABLE held_items (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    device_id BLOB NOT NULL REFERENCES devices (id),
    sequence INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    item_id BLOB NOT NULL,
    waits_for_kind TEXT,
    waits_for_id BLOB,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'aside', 'applied', 'refused', 'discarded')),
    item BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    problem BLOB,
    received_at INTEGER NOT NULL,
    deadline INTEGER NOT NULL,
    version INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX held_items_waits_for_id_idx ON held_items (waits_for_id, status);
CREATE INDEX held_items_item_id_idx ON held_items (item_id);
CREATE INDEX held_items_device_id_idx ON held_items (device_id, id);
CREATE INDEX held_items_status_idx ON held_items (mode, status, id);

-- What devices may have to know of. `position` grows with every row; the writer is alone, so rows appear in its order.
CREATE TABLE sync_changes (
    position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    writer INTEGER NOT NULL DEFAULT 0,
    mode TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    household_id BLOB,
    round_id BLOB,
    campaign_id BLOB,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX sync_changes_household_id_idx ON sync_changes (household_id, position);
CREATE INDEX sync_changes_writer_idx ON sync_changes (writer, position);
