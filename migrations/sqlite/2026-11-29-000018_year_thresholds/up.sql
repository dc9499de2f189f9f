-- The threshold that the figures of a calendar year are protected with, since the first of them was told: what was told
-- under one threshold can't be reckoned with under another.
CREATE TABLE year_thresholds (
    mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
    year INTEGER NOT NULL,
    threshold INTEGER NOT NULL,
    CONSTRAINT year_thresholds_pkey PRIMARY KEY (mode, year)
) STRICT;

INSERT INTO year_thresholds (mode, year, threshold)
SELECT mode, CAST(substr(period, 1, 4) AS INTEGER), MIN(json_extract(method, '$.threshold'))
FROM releases WHERE status = 'published' GROUP BY mode, substr(period, 1, 4);

-- A year of which only live progress was told so far: steps do not say by which threshold, so the one of the newest release
-- of their mode is taken, published or not. Where there is none, 11: what holds where nobody raised it.
INSERT INTO year_thresholds (mode, year, threshold)
SELECT DISTINCT mode, CAST(substr(period, 1, 4) AS INTEGER), COALESCE(
    (
        SELECT json_extract(method, '$.threshold') FROM releases
        WHERE releases.mode = live_steps.mode ORDER BY created_at DESC, id DESC LIMIT 1
    ),
    11
)
FROM live_steps WHERE true
ON CONFLICT DO NOTHING;
