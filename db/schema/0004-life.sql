-- Facilities live: since when they are in business or not, and what they were called before. `facility` is a projection, made
-- anew after this step.

DROP TABLE facility;
CREATE TABLE facility (
    n             INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    type          TEXT,
    street        TEXT NOT NULL,
    address       TEXT NOT NULL,
    beds          INTEGER,
    phone         TEXT NOT NULL,
    credit_code   TEXT NOT NULL,
    filing_number TEXT NOT NULL,
    status        TEXT NOT NULL,
    status_from   TEXT,
    former        TEXT NOT NULL,
    host          INTEGER,
    marks         TEXT,
    disputed      INTEGER NOT NULL,
    last_visit    TEXT,
    open_findings INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX facility_by_visit ON facility (status, last_visit);
CREATE INDEX facility_by_address ON facility (address);
CREATE INDEX facility_by_host ON facility (host) WHERE host IS NOT NULL;
-- Few are ever out of business: Home asks for them with every group.
CREATE INDEX facility_by_life ON facility (status, status_from) WHERE status <> 'open' OR status_from IS NOT NULL;
