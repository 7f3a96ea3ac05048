-- Home reads only what waits: what a district has seen through costs it nothing.

DROP INDEX finding_due;
DROP INDEX finding_grave;
CREATE INDEX finding_due ON finding (due, facility) WHERE lead = n AND stage < 7;
CREATE INDEX finding_grave ON finding (due, facility) WHERE lead = n AND stage < 7 AND (candidate = 1 OR severity = 2);
CREATE INDEX finding_to_order ON finding (due, facility, visit) WHERE lead = n AND stage < 3 AND handling = 1;
CREATE INDEX inspection_signed ON inspection (stage) WHERE stage = 2;
