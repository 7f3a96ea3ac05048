-- Facilities of one name are found by it: the papers of two of them on one day get names that differ.
-- With this step every visit that came with amendments is held against its papers anew: the second person's first word on
-- a candidate for major hazard, given after the signing, is a step of the finding and no amendment.

CREATE INDEX facility_by_name ON facility (name);
