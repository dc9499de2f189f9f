DROP TABLE diagnoses;
DROP TABLE control_group_stairwells;
DROP TABLE control_groups;
DROP TABLE tariffs;
DROP TABLE meter_readings;
