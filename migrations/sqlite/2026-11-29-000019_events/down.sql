DROP TABLE webhook_deliveries;
DROP TABLE webhook_endpoints;
DROP TABLE events;

-- What is to be told to others, in the same transaction; delivered later, at least once.
CREATE TABLE outbox_events (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    subject_type TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    payload TEXT NOT NULL
) STRICT;
