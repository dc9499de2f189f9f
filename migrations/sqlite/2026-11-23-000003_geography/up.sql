-- The Code officiel géographique changes each January: a commune belongs to one edition of it.
CREATE TABLE communes (
    edition INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    department TEXT NOT NULL,
    lat REAL,
    lon REAL,
    CONSTRAINT communes_pkey PRIMARY KEY (edition, code)
) STRICT;
CREATE INDEX communes_code_idx ON communes (code);

CREATE TABLE neighbourhoods (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    boundary TEXT,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- Every server sums the versions each second to see whether its boundaries in memory are still the present ones.
CREATE INDEX neighbourhoods_version_idx ON neighbourhoods (version);

-- Many-to-many: 149 of the 2024 neighbourhoods span two to five communes. No reference to `communes`, whose
-- editions drop merged codes that neighbourhoods still carry.
CREATE TABLE neighbourhood_communes (
    neighbourhood_code TEXT NOT NULL REFERENCES neighbourhoods (code),
    commune_code TEXT NOT NULL,
    CONSTRAINT neighbourhood_communes_pkey PRIMARY KEY (neighbourhood_code, commune_code)
) STRICT;
CREATE INDEX neighbourhood_communes_commune_code_idx ON neighbourhood_communes (commune_code, neighbourhood_code);

CREATE TABLE neighbourhood_successions (
    predecessor_code TEXT NOT NULL REFERENCES neighbourhoods (code),
    successor_code TEXT NOT NULL REFERENCES neighbourhoods (code),
    CONSTRAINT neighbourhood_successions_pkey PRIMARY KEY (predecessor_code, successor_code)
) STRICT;
CREATE INDEX neighbourhood_successions_successor_code_idx ON neighbourhood_successions (successor_code);
