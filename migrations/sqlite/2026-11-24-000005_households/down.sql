DROP TABLE household_edits;
DROP TABLE households;
DROP TABLE field_workers;
