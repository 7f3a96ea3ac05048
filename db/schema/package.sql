-- A package (`.xuncha`): the carried tables of the log exactly as in 0001-first.sql, and these two. `PRAGMA application_id` is
-- 0x58756e50, `user_version` 1.

-- Whose package it is. whole: 1 = all logs that the sender holds, 0 = its own. signature: Ed25519 by `key` over
-- "xuncha/package", the log digest of `held` and that of the chains' ends in this file, a line each.
CREATE TABLE sender (
    key       TEXT NOT NULL,
    laptop    TEXT NOT NULL,
    whole     INTEGER NOT NULL,
    signature BLOB NOT NULL
) STRICT;

-- The ends of all chains that the sender held, whether they are in this file or not: who lacks what is told from these.
CREATE TABLE held (
    log TEXT NOT NULL,
    seq INTEGER NOT NULL,
    id  TEXT NOT NULL
) STRICT;
