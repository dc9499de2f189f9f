-- What organisations are told of (the feed and webhooks), in the transaction of the change itself. The outbox before it kept
-- every change and nobody read it; all of them stand in the audit trail, so it goes.
DROP TABLE outbox_events;

-- Transactions commit in another order than they take their positions in; so an event is ordered by the transaction that
-- wrote it (`writer`) and shown when no older transaction is still running. Where `organisation_id` is null, everybody is told.
CREATE TABLE events (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    writer bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    id uuid NOT NULL CONSTRAINT events_id_key UNIQUE,
    at timestamptz NOT NULL,
    event_type text COLLATE "C" NOT NULL,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    organisation_id uuid REFERENCES organisations (id),
    data jsonb NOT NULL
);
CREATE INDEX events_writer_idx ON events (mode, writer, position);
CREATE INDEX events_organisation_id_idx ON events (organisation_id, writer, position);
CREATE INDEX events_at_idx ON events (at);

-- Where organisations want to be told. An empty list of types is all of them. Secrets are sealed.
CREATE TABLE webhook_endpoints (
    id uuid NOT NULL PRIMARY KEY,
    mode text COLLATE "C" NOT NULL CHECK (mode IN ('live', 'test')),
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    url text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    event_types jsonb NOT NULL,
    status text COLLATE "C" NOT NULL CHECK (status IN ('enabled', 'disabled')),
    disabled_reason text COLLATE "C" CHECK (disabled_reason IN ('asked', 'gone', 'failing')),
    failing_since timestamptz,
    secret bytea NOT NULL,
    previous_secret bytea,
    previous_expires_at timestamptz,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX webhook_endpoints_organisation_id_idx ON webhook_endpoints (organisation_id, id);
CREATE INDEX webhook_endpoints_enabled_idx ON webhook_endpoints (mode, organisation_id) WHERE status = 'enabled';

-- One for each event and endpoint, however often it is tried; `next_at` is when, or until when somebody is at it. Endpoints
-- are not referred to by a constraint: an endpoint that is removed must not refuse a change that plans a delivery to it at
-- the same moment. What is left behind so is forgotten when it is due.
CREATE TABLE webhook_deliveries (
    id uuid NOT NULL PRIMARY KEY,
    endpoint_id uuid NOT NULL,
    event_id uuid NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    status text COLLATE "C" NOT NULL CHECK (status IN ('pending', 'delivered', 'failed')),
    attempts integer NOT NULL,
    next_at timestamptz NOT NULL,
    attempted_at timestamptz,
    response_status integer,
    failure text COLLATE "C" CHECK (failure IN ('unsuccessful_status', 'timed_out', 'not_connected', 'name_not_resolved',
        'address_refused', 'endpoint_disabled')),
    created_at timestamptz NOT NULL,
    CONSTRAINT webhook_deliveries_event_key UNIQUE (endpoint_id, event_id)
);
CREATE INDEX webhook_deliveries_next_at_idx ON webhook_deliveries (next_at) WHERE status = 'pending';
CREATE INDEX webhook_deliveries_event_id_idx ON webhook_deliveries (event_id);
CREATE INDEX webhook_deliveries_endpoint_id_idx ON webhook_deliveries (endpoint_id, id);
