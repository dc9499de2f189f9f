-- The Code officiel géographique changes each January: a commune belongs to one edition of it.
CREATE TABLE communes (
    edition integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    department text COLLATE "C" NOT NULL,
    lat double precision,
    lon double precision,
    CONSTRAINT communes_pkey PRIMARY KEY (edition, code)
);
CREATE INDEX communes_code_idx ON communes (code);

CREATE TABLE neighbourhoods (
    code text COLLATE "C" NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    search text COLLATE "C" NOT NULL,
    vintage integer NOT NULL,
    boundary text COLLATE "C",
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

-- Every server sums the versions each second to see whether its boundaries in memory are still the present ones.
CREATE INDEX neighbourhoods_version_idx ON neighbourhoods (version);

-- Many-to-many: 149 of the 2024 neighbourhoods span two to five communes. No reference to `communes`, whose
-- editions drop merged codes that neighbourhoods still carry.
CREATE TABLE neighbourhood_communes (
    neighbourhood_code text COLLATE "C" NOT NULL REFERENCES neighbourhoods (code),
    commune_code text COLLATE "C" NOT NULL,
    CONSTRAINT neighbourhood_communes_pkey PRIMARY KEY (neighbourhood_code, commune_code)
);
CREATE INDEX neighbourhood_communes_commune_code_idx ON neighbourhood_communes (commune_code, neighbourhood_code);

CREATE TABLE neighbourhood_successions (
    predecessor_code text COLLATE "C" NOT NULL REFERENCES neighbourhoods (code),
    successor_code text COLLATE "C" NOT NULL REFERENCES neighbourhoods (code),
    CONSTRAINT neighbourhood_successions_pkey PRIMARY KEY (predecessor_code, successor_code)
);
CREATE INDEX neighbourhood_successions_successor_code_idx ON neighbourhood_successions (successor_code);
