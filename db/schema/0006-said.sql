-- What was found of an item before: its wordings are offered on the form of a fail, the library and coverage open onto them.

CREATE INDEX finding_by_item ON finding (item, found) WHERE lead = n;
