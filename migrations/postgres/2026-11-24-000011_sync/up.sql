-- What arrived from a device, by its own sequence number, with the sealed answer: the same batch sent again gets it.
CREATE TABLE sync_batches (
    device_id uuid NOT NULL REFERENCES devices (id),
    sequence bigint NOT NULL,
    fingerprint bytea NOT NULL,
    receipt bytea NOT NULL,
    items integer NOT NULL,
    received_at timestamptz NOT NULL,
    CONSTRAINT sync_batches_pkey PRIMARY KEY (device_id, sequence)
);

-- Items that wait: for what they refer to (`waiting`), or, from a device that was revoked, for the operator (`aside`).
-- `item` is sealed.
CREATE TABLE held_items (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    device_id uuid NOT NULL REFERENCES devices (id),
    sequence bigint NOT NULL,
    position integer NOT NULL,
    kind text COLLATE "C" NOT NULL,
    item_id uuid NOT NULL,
    waits_for_kind text COLLATE "C",
    waits_for_id uuid,
    status text COLLATE "C" NOT NULL CHECK (status IN ('waiting', 'aside', 'applied', 'refused', 'discarded')),
    item bytea NOT NULL,
    fingerprint bytea NOT NULL,
    problem bytea,
    received_at timestamptz NOT NULL,
    deadline timestamptz NOT NULL,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX held_items_waits_for_id_idx ON held_items (waits_for_id, status);
CREATE INDEX held_items_item_id_idx ON held_items (item_id);
CREATE INDEX held_items_device_id_idx ON held_items (device_id, id);
CREATE INDEX held_items_status_idx ON held_items (mode, status, id);

-- What devices may have to know of. Transactions commit in another order than they take their positions in; so a row
-- is ordered by the transaction that wrote it (`writer`) and shown when no older transaction is still running: what
-- commits late is never skipped.
CREATE TABLE sync_changes (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    writer bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    mode text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject_id uuid NOT NULL,
    household_id uuid,
    round_id uuid,
    campaign_id uuid,
    at timestamptz NOT NULL
);
CREATE INDEX sync_changes_writer_idx ON sync_changes (writer, position);
CREATE INDEX sync_changes_household_id_idx ON sync_changes (household_id, writer, position);
