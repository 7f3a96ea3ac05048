-- The log: entries, chains, seals, content. Everything below "projections" can be dropped and rebuilt from it.
-- Texts that repeat (names, item ids) are written once and meant by a number; numbers are local to this file.

CREATE TABLE word (
    n    INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

-- What entries are about. kind: 1 facility 2 trait 3 paper 4 person 5 inspection 6 point 7 major 8 freeze 9 same
-- 10 import 11 plan 12 undo 13 log 14 not known to the program that stored it. a, b: words; 0 = none ("-").
CREATE TABLE subject (
    n    INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    a    INTEGER NOT NULL,
    b    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX subject_by_name ON subject (kind, a, b);

-- One unforked run of a log. A log that was continued twice (a copied laptop) has a chain for each branch; a branch
-- leaves its parent after number fork.
CREATE TABLE chain (
    n      INTEGER PRIMARY KEY,
    log    INTEGER NOT NULL REFERENCES word (n),
    parent INTEGER REFERENCES chain (n),
    fork   INTEGER NOT NULL DEFAULT 0,
    tip    INTEGER NOT NULL DEFAULT 0,
    key    TEXT,
    laptop TEXT NOT NULL DEFAULT '',
    demo   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX chain_by_log ON chain (log);

-- The exact bytes of an entry are these texts between fixed ones; see v_entry. Nothing here is ever written anew.
-- at: local seconds since 1970 * 128 + offset in quarters of an hour + 64, or the text itself where it has another form.
-- grp is null where the group is the entry's own number; replaces and undoes as in the bytes, null where absent.
-- body is null for the plain pass. covers: what stands in the empty "covers":[] of a freeze's body, as numbers of entries:
-- a JSON list of the first one's number and the distance of each from it.
CREATE TABLE entry (
    n        INTEGER PRIMARY KEY,
    id       TEXT NOT NULL,
    chain    INTEGER NOT NULL REFERENCES chain (n),
    seq      INTEGER NOT NULL,
    subject  INTEGER NOT NULL REFERENCES subject (n),
    at       ANY NOT NULL,
    author   INTEGER REFERENCES word (n),
    grp      INTEGER,
    body     TEXT,
    replaces TEXT,
    undoes   TEXT,
    covers   TEXT
) STRICT;
CREATE INDEX entry_by_id ON entry (substr(id, 1, 8));
CREATE UNIQUE INDEX entry_by_chain ON entry (chain, seq);
CREATE INDEX entry_by_subject ON entry (subject);

-- Which undo names which entry of its own chain.
CREATE TABLE undone (
    entry INTEGER NOT NULL,
    undo  INTEGER NOT NULL,
    PRIMARY KEY (entry, undo)
) STRICT, WITHOUT ROWID;

-- The signature over a chain's last number and id.
CREATE TABLE seal (
    chain     INTEGER PRIMARY KEY REFERENCES chain (n),
    seq       INTEGER NOT NULL,
    id        TEXT NOT NULL,
    signature BLOB NOT NULL
) STRICT;

-- Checklists as they were used, by the SHA-256 of their bytes.
CREATE TABLE content (
    n     INTEGER PRIMARY KEY,
    hash  TEXT NOT NULL UNIQUE,
    bytes BLOB NOT NULL
) STRICT;

-- Outside log and digest: what the last merge brought (so that it can be taken out), and which laptops are known.
CREATE TABLE local_merge (
    n      INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    file   TEXT NOT NULL,
    first  INTEGER NOT NULL,
    last   INTEGER NOT NULL
) STRICT;
CREATE TABLE local_merge_chain (
    merge     INTEGER NOT NULL REFERENCES local_merge (n),
    chain     INTEGER NOT NULL,
    was       INTEGER NOT NULL,
    seq       INTEGER,
    id        TEXT,
    signature BLOB,
    PRIMARY KEY (merge, chain)
) STRICT, WITHOUT ROWID;
CREATE TABLE local_trust (
    key   TEXT PRIMARY KEY,
    name  TEXT NOT NULL,
    since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Projections ------------------------------------------------------------------------------------------------------

-- What a list needs to know of its items, per version.
CREATE TABLE item (
    content  INTEGER NOT NULL REFERENCES content (n),
    item     INTEGER NOT NULL,
    red_line INTEGER NOT NULL,
    PRIMARY KEY (content, item)
) STRICT, WITHOUT ROWID;

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
    host          INTEGER,
    marks         TEXT,
    disputed      INTEGER NOT NULL,
    last_visit    TEXT,
    open_findings INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX facility_by_visit ON facility (status, last_visit);
CREATE INDEX facility_by_address ON facility (address);

CREATE TABLE trait (
    n        INTEGER PRIMARY KEY,
    facility INTEGER NOT NULL,
    name     TEXT NOT NULL,
    presence TEXT NOT NULL,
    disputed INTEGER NOT NULL
) STRICT;

CREATE TABLE paper (
    n        INTEGER PRIMARY KEY,
    facility INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    number   TEXT,
    expires  TEXT
) STRICT;
CREATE INDEX paper_by_expiry ON paper (expires) WHERE expires IS NOT NULL;

CREATE TABLE person (
    n          INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    unit       TEXT,
    card       TEXT,
    card_until TEXT,
    phone      TEXT
) STRICT;

-- stage: 0 draft 1 frozen 2 signed 3 refused 4 not done.
CREATE TABLE inspection (
    n          INTEGER PRIMARY KEY,
    facility   INTEGER NOT NULL,
    day        TEXT NOT NULL,
    kind       TEXT NOT NULL,
    team       INTEGER NOT NULL,
    type       TEXT,
    lists      TEXT,
    people     TEXT,
    stage      INTEGER NOT NULL,
    backfilled INTEGER NOT NULL,
    amended    INTEGER NOT NULL,
    disputed   INTEGER NOT NULL,
    draft      INTEGER,
    code       TEXT,
    answered   INTEGER NOT NULL DEFAULT 0,
    failed     INTEGER NOT NULL DEFAULT 0,
    unchecked  INTEGER NOT NULL DEFAULT 0,
    disputes   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX inspection_by_facility ON inspection (facility, day);
CREATE INDEX inspection_by_stage ON inspection (stage, day) WHERE stage < 2;

-- n: the subject. verdict: 0 cleared 1 unchecked 2 pass 3 na 4 fail. item: null = the point's own key, 0 = none.
CREATE TABLE point (
    n         INTEGER PRIMARY KEY,
    verdict   INTEGER NOT NULL,
    item      INTEGER,
    who       INTEGER,
    batch     INTEGER,
    disputed  INTEGER,
    words     TEXT,
    return_by TEXT
) STRICT;
CREATE INDEX point_disputed ON point (disputed) WHERE disputed IS NOT NULL;
CREATE INDEX point_to_return ON point (return_by) WHERE return_by IS NOT NULL;

CREATE TABLE major (
    n        INTEGER PRIMARY KEY,
    major    INTEGER NOT NULL,
    disputed INTEGER NOT NULL
) STRICT;

-- Two things that are one: numbers of subjects (points) or words (ids).
CREATE TABLE same (
    n        INTEGER PRIMARY KEY,
    points   INTEGER NOT NULL,
    a        INTEGER NOT NULL,
    b        INTEGER NOT NULL,
    same     INTEGER NOT NULL,
    disputed INTEGER NOT NULL
) STRICT;
CREATE INDEX same_a ON same (a);
CREATE INDEX same_b ON same (b);

-- One row a point that fails or failed. lead: the point under which joined ones are listed; the lead's row says how all
-- of them stand together. severity: 0 minor 1 serious 2 major. stage: 0 open 1 not_fixed 2 partly 3 ordered 4 extended
-- 5 reported 6 transferred 7 closed 8 fixed_on_spot; null = withdrawn.
CREATE TABLE finding (
    n         INTEGER PRIMARY KEY,
    lead      INTEGER NOT NULL,
    facility  INTEGER NOT NULL,
    visit     INTEGER NOT NULL,
    item      INTEGER,
    severity  INTEGER NOT NULL,
    stage     INTEGER,
    due       TEXT,
    found     TEXT,
    place     TEXT,
    facts     TEXT,
    handling  INTEGER,
    candidate INTEGER NOT NULL,
    disputed  INTEGER NOT NULL,
    imported  INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_due ON finding (due) WHERE lead = n AND stage < 7;
CREATE INDEX finding_grave ON finding (candidate, severity) WHERE lead = n AND stage < 7;
CREATE INDEX finding_by_facility ON finding (facility, lead);
CREATE INDEX finding_joined ON finding (lead) WHERE lead <> n;

CREATE TABLE plan (
    n         INTEGER PRIMARY KEY,
    facility  INTEGER NOT NULL,
    day       TEXT NOT NULL,
    people    TEXT,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_by_day ON plan (day);

CREATE TABLE import (
    n        INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    file     TEXT NOT NULL,
    hash     TEXT NOT NULL,
    rows     INTEGER NOT NULL,
    added    INTEGER NOT NULL,
    changed  INTEGER NOT NULL,
    left_out INTEGER NOT NULL
) STRICT;
