DROP TABLE neighbourhood_successions;
DROP TABLE neighbourhood_communes;
DROP TABLE neighbourhoods;
DROP TABLE communes;
