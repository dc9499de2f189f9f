DROP TABLE release_facts;
DROP TABLE release_figures;
DROP TABLE releases;
DROP TABLE jobs;
