-- What organisations are told of (the feed and webhooks), in the transaction of the change itself. The outbox before it kept
-- every change and nobody read it; all of them stand in the audit trail, so it goes.
DROP TABLE outbox_events;

-- `position` grows with every row; the writer is alone, so rows appear in its order. Where `organisation_id` is null,
-- everybody is told.
CREATE TABLE events (
    position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    writer INTEGER NOT NULL DEFAULT 0,
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    event_type TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    organisation_id BLOB REFERENCES organisations (id),
    data TEXT NOT NULL,
    CONSTRAINT events_id_key UNIQUE (id)
) STRICT;
CREATE INDEX events_writer_idx ON events (mode, writer, position);
CREATE INDEX events_organisation_id_idx ON events (organisation_id, writer, position);
CREATE INDEX events_at_idx ON events (at);

-- Where organisations want to be told. An empty list of types is all of them. Secrets are sealed.
CREATE TABLE webhook_endpoints (
    id BLOB NOT NULL PRIMARY KEY,
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    url TEXT NOT NULL,
    description TEXT,
    event_types TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('enabled', 'disabled')),
    disabled_reason TEXT CHECK (disabled_reason IN ('asked', 'gone', 'failing')),
    failing_since INTEGER,
    secret BLOB NOT NULL,
    previous_secret BLOB,
    previous_expires_at INTEGER,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_endpoints_organisation_id_idx ON webhook_endpoints (organisation_id, id);
CREATE INDEX webhook_endpoints_enabled_idx ON webhook_endpoints (mode, organisation_id) WHERE status = 'enabled';

-- One for each event and endpoint, however often it is tried; `next_at` is when, or until when somebody is at it. Endpoints
-- are not referred to by a constraint: an endpoint that is removed must not refuse a change that plans a delivery to it at
-- the same moment. What is left behind so is forgotten when it is due.
CREATE TABLE webhook_deliveries (
    id BLOB NOT NULL PRIMARY KEY,
    endpoint_id BLOB NOT NULL,
    event_id BLOB NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    status TEXT NOT NULL CHECK (status IN ('pending', 'delivered', 'failed')),
    attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    attempted_at INTEGER,
    response_status INTEGER,
    failure TEXT CHECK (failure IN ('unsuccessful_status', 'timed_out', 'not_connected', 'name_not_resolved',
        'address_refused', 'endpoint_disabled')),
    created_at INTEGER NOT NULL,
    CONSTRAINT webhook_deliveries_event_key UNIQUE (endpoint_id, event_id)
) STRICT;
CREATE INDEX webhook_deliveries_next_at_idx ON webhook_deliveries (next_at) WHERE status = 'pending';
CREATE INDEX webhook_deliveries_event_id_idx ON webhook_deliveries (event_id);
CREATE INDEX webhook_deliveries_endpoint_id_idx ON webhook_deliveries (endpoint_id, id);
