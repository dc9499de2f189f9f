DROP INDEX visits_supersedes_id_idx;
CREATE INDEX visits_supersedes_id_idx ON visits (supersedes_id);
