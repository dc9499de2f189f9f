DROP TABLE release_savings;
