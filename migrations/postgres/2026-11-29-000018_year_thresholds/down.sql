DROP TABLE year_thresholds;
