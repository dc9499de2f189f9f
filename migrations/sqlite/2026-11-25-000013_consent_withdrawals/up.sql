-- A withdrawal may name the decision that it takes back. Which decision is in force is found from all decisions of a
-- household in one place, the domain, so that no order is kept here.
DROP INDEX consents_household_id_idx;
ALTER TABLE consents DROP COLUMN decided_at;
ALTER TABLE consents ADD COLUMN withdraws_id BLOB;
CREATE INDEX consents_household_id_idx ON consents (household_id, id);
