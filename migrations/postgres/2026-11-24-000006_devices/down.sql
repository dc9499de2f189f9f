ALTER TABLE audit_events DROP COLUMN device_id;
DROP TABLE refresh_tokens;
DROP TABLE device_enrolments;
DROP TABLE devices;
