DROP TABLE webhook_deliveries;
DROP TABLE webhook_endpoints;
DROP TABLE events;

-- What is to be told to others, in the same transaction; delivered later, at least once.
CREATE TABLE outbox_events (
    id uuid NOT NULL PRIMARY KEY,
    at timestamptz NOT NULL,
    type text COLLATE "C" NOT NULL,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    subject_type text COLLATE "C" NOT NULL,
    subject_id text COLLATE "C" NOT NULL,
    payload jsonb NOT NULL
);
