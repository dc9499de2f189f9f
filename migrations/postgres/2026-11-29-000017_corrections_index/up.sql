-- Few visits are corrections. An index of them alone says so to a planner that does not tell nulls from other values:
-- with statistics of a table without any correction SQLite took the whole index for one value, and read all visits
-- for each visit.
DROP INDEX visits_supersedes_id_idx;
CREATE INDEX visits_supersedes_id_idx ON visits (supersedes_id) WHERE supersedes_id IS NOT NULL;
