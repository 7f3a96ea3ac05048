-- How much there is of what Home tells with every start; counting would read it all. Each row counts once, under one key:
-- what 1: visits, under their stage; 2: facilities, under the year of the last visit ('' = never visited); 3: open findings that
-- are none of 4, and 4: open findings that are major or candidates, both under the day they are due ('' = none).

DROP TABLE visits_at;
CREATE TABLE tally (
    what  INTEGER NOT NULL,
    under TEXT NOT NULL,
    much  INTEGER NOT NULL,
    PRIMARY KEY (what, under)
) STRICT, WITHOUT ROWID;
INSERT INTO tally SELECT 1, stage, count(*) FROM inspection GROUP BY 2;
INSERT INTO tally SELECT 2, coalesce(substr(last_visit, 1, 4), ''), count(*) FROM facility GROUP BY 2;
INSERT INTO tally SELECT CASE WHEN candidate = 1 OR severity = 2 THEN 4 ELSE 3 END, coalesce(due, ''), count(*)
    FROM finding WHERE lead = n AND stage < 7 GROUP BY 1, 2;
