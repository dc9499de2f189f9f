DROP INDEX consents_household_id_idx;
ALTER TABLE consents DROP COLUMN withdraws_id;
ALTER TABLE consents ADD COLUMN decided_at timestamptz;
UPDATE consents SET decided_at = least(occurred_at, received_at);
ALTER TABLE consents ALTER COLUMN decided_at SET NOT NULL;
CREATE INDEX consents_household_id_idx ON consents (household_id, purpose, organisation_id, decided_at, id);
