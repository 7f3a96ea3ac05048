-- Home tells with every start how many visits there are and how many are unfinished; counting would read them all.

CREATE TABLE visits_at (
    stage  INTEGER PRIMARY KEY,
    visits INTEGER NOT NULL
) STRICT;
INSERT INTO visits_at (stage, visits) SELECT stage, count(*) FROM inspection GROUP BY stage;
