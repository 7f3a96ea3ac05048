-- What a merge brought of checklists goes out with it: the number of the last one held before it; null = not noted.
ALTER TABLE local_merge ADD COLUMN contents INTEGER;

-- How the laptop of a key stands here, by decision of a person: 1 introduced by one that is paired, 2 paired, 3 removed. A
-- laptop without a row is not paired.
DROP TABLE local_trust;
CREATE TABLE local_trust (
    key      TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    since    TEXT NOT NULL,
    standing INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
