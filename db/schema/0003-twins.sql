-- Ids that are one are asked for with every page: they stand apart from the many joined findings.

CREATE INDEX same_ids ON same (a, b, same) WHERE points = 0;
