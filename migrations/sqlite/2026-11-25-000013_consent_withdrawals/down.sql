DROP INDEX consents_household_id_idx;
ALTER TABLE consents DROP COLUMN withdraws_id;
ALTER TABLE consents ADD COLUMN decided_at INTEGER NOT NULL DEFAULT 0;
UPDATE consents SET decided_at = min(occurred_at, received_at);
CREATE INDEX consents_household_id_idx ON consents (household_id, purpose, organisation_id, decided_at, id);
