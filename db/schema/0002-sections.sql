-- Where an item stands in its list: what a freeze of some sections has to be held against. `item` is a projection of `content`,
-- made anew after every step.

DROP TABLE item;
CREATE TABLE item (
    content  INTEGER NOT NULL,
    item     INTEGER NOT NULL,
    red_line INTEGER NOT NULL,
    section  INTEGER NOT NULL,
    place    INTEGER NOT NULL,
    PRIMARY KEY (content, item)
) STRICT, WITHOUT ROWID;
