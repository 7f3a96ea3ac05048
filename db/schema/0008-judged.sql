-- A visit is a check of a place when at least one item was judged for itself: 符合 or 不符合, not 成批. What only does not
-- apply, or was not looked at, is none.

ALTER TABLE inspection ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;
UPDATE inspection SET judged = coalesce((
    SELECT sum(p.verdict IN (2, 4) AND p.batch IS NULL) FROM subject s JOIN point p ON p.n = s.n
    WHERE s.kind = 6 AND s.a = inspection.n), 0);
