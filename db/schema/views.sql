-- The read views: their columns stay; only new ones are added at the end. See README.md beside this file.

DROP VIEW IF EXISTS v_entry;
CREATE VIEW v_entry AS
WITH told AS (
    SELECT e.n, e.id, l.text AS log, e.seq, a.text AS author, coalesce(e.grp, e.seq) AS grp, e.replaces, e.undoes,
        CASE typeof(e.at) WHEN 'integer' THEN
            strftime('%Y-%m-%dT%H:%M:%S', e.at / 128, 'unixepoch')
            || CASE WHEN e.at % 128 < 64 THEN '-' ELSE '+' END
            || printf('%02d:%02d', abs(e.at % 128 - 64) / 4, abs(e.at % 128 - 64) % 4 * 15)
        ELSE e.at END AS at,
        CASE WHEN e.body IS NULL THEN '{"point":{"verdict":"pass"}}'
            WHEN e.covers IS NULL THEN e.body
            ELSE replace(e.body, '"covers":[]', '"covers":[' || (
                SELECT group_concat('"' || id || '"', ',') FROM (
                    SELECT f.id FROM json_each(e.covers) j JOIN entry f ON f.n = json_extract(e.covers, '$[0]') + j.value
                    WHERE j.key > 0 ORDER BY j.key
                )
            ) || ']')
        END AS body,
        CASE WHEN e.seq > 1 THEN (
            SELECT p.id FROM entry p
            WHERE p.seq = e.seq - 1 AND p.chain = CASE WHEN e.seq - 1 > c.fork THEN e.chain ELSE c.parent END
        ) END AS prev,
        CASE s.kind
            WHEN 1 THEN 'facility/' WHEN 2 THEN 'trait/' WHEN 3 THEN 'paper/' WHEN 4 THEN 'person/' WHEN 5 THEN 'inspection/'
            WHEN 6 THEN 'point/' WHEN 7 THEN 'major/' WHEN 8 THEN 'freeze/' WHEN 9 THEN 'same/' WHEN 10 THEN 'import/'
            WHEN 11 THEN 'plan/' WHEN 12 THEN 'undo/' WHEN 13 THEN 'log/' ELSE ''
        END
        || CASE WHEN s.kind IN (9, 14) THEN '' WHEN s.a = 0 THEN '-' ELSE wa.text END
        || CASE WHEN s.kind IN (2, 3, 6, 7) THEN '/' ELSE '' END
        || CASE WHEN s.b = 0 THEN '' ELSE wb.text END AS subject
    FROM entry e
    JOIN chain c ON c.n = e.chain
    JOIN word l ON l.n = c.log
    JOIN subject s ON s.n = e.subject
    LEFT JOIN word a ON a.n = e.author
    LEFT JOIN word wa ON wa.n = s.a
    LEFT JOIN word wb ON wb.n = s.b
)
SELECT id, log, seq, prev, at, author, subject, grp AS "group", replaces, undoes, body,
    '{"at":"' || at || '"'
    || CASE WHEN author IS NULL THEN '' ELSE ',"author":"' || author || '"' END
    || ',"body":' || body || ',"group":' || grp || ',"log":"' || log || '"'
    || CASE WHEN prev IS NULL THEN '' ELSE ',"prev":"' || prev || '"' END
    || CASE WHEN replaces IS NULL THEN '' ELSE ',"replaces":' || replaces END
    || ',"seq":' || seq || ',"subject":"' || subject || '"'
    || CASE WHEN undoes IS NULL THEN '' ELSE ',"undoes":' || undoes END
    || '}' AS bytes
FROM told;

DROP VIEW IF EXISTS v_facility;
CREATE VIEW v_facility AS
SELECT w.text AS id, f.name, f.type, f.street, f.address, f.beds, f.phone, f.credit_code, f.filing_number, f.status,
    f.last_visit, f.open_findings, f.disputed, h.text AS host, f.marks, f.status_from, f.former AS former_names
FROM facility f JOIN word w ON w.n = f.n LEFT JOIN word h ON h.n = f.host;

DROP VIEW IF EXISTS v_inspection;
CREATE VIEW v_inspection AS
SELECT w.text AS id, fw.text AS facility, f.name AS facility_name, i.day, i.kind, i.team,
    CASE i.stage WHEN 0 THEN 'draft' WHEN 1 THEN 'frozen' WHEN 2 THEN 'signed' WHEN 3 THEN 'refused' ELSE 'not_done' END AS stage,
    i.answered, i.failed, i.unchecked, i.disputes, i.backfilled, i.amended, i.draft, i.code, i.type AS facility_type, i.lists, i.judged
FROM inspection i JOIN word w ON w.n = i.n JOIN word fw ON fw.n = i.facility LEFT JOIN facility f ON f.n = i.facility;

DROP VIEW IF EXISTS v_point;
CREATE VIEW v_point AS
SELECT coalesce(wi.text, '-') || '/' || wk.text AS id, wi.text AS inspection,
    CASE WHEN p.item IS NULL THEN wk.text ELSE wx.text END AS item,
    coalesce(fw.text, gw.text) AS facility,
    CASE p.verdict WHEN 0 THEN 'cleared' WHEN 1 THEN 'unchecked' WHEN 2 THEN 'pass' WHEN 3 THEN 'na' ELSE 'fail' END AS verdict,
    coalesce(p.batch, 0) AS batch, coalesce(p.disputed, 0) AS disputed, p.words, p.return_by, aw.text AS who
FROM point p
JOIN subject s ON s.n = p.n
LEFT JOIN word wi ON wi.n = s.a
JOIN word wk ON wk.n = s.b
LEFT JOIN word wx ON wx.n = p.item
LEFT JOIN inspection i ON i.n = s.a
LEFT JOIN word fw ON fw.n = i.facility
LEFT JOIN finding g ON g.n = p.n
LEFT JOIN word gw ON gw.n = g.facility
LEFT JOIN word aw ON aw.n = p.who;

DROP VIEW IF EXISTS v_finding;
CREATE VIEW v_finding AS
SELECT coalesce(wi.text, '-') || '/' || wk.text AS id, wi.text AS inspection, wx.text AS item, fw.text AS facility,
    f.name AS facility_name,
    CASE g.severity WHEN 0 THEN 'minor' WHEN 1 THEN 'serious' ELSE 'major' END AS severity,
    CASE WHEN g.stage IS NULL THEN 'withdrawn' ELSE
        CASE g.stage WHEN 0 THEN 'open' WHEN 1 THEN 'not_fixed' WHEN 2 THEN 'partly' WHEN 3 THEN 'ordered'
            WHEN 4 THEN 'extended' WHEN 5 THEN 'reported' WHEN 6 THEN 'transferred' WHEN 7 THEN 'closed'
            ELSE 'fixed_on_spot' END
    END AS state,
    g.due, g.found, g.place, g.facts,
    CASE g.handling WHEN 0 THEN 'fixed' WHEN 1 THEN 'order' WHEN 2 THEN 'transfer' WHEN 3 THEN 'advise' END AS handling,
    g.candidate, g.disputed, g.imported
FROM finding g
JOIN subject s ON s.n = g.n
LEFT JOIN word wi ON wi.n = s.a
JOIN word wk ON wk.n = s.b
LEFT JOIN word wx ON wx.n = g.item
JOIN word fw ON fw.n = g.facility
LEFT JOIN facility f ON f.n = g.facility
WHERE g.lead = g.n;
