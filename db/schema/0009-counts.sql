-- How many findings stand is counted before and after every merge.

CREATE INDEX finding_stands ON finding (n) WHERE lead = n AND stage IS NOT NULL;
