-- By which telephone somebody can be reached, and whose it is.
CREATE TABLE contacts (person TEXT PRIMARY KEY, phone TEXT, whose TEXT, at TEXT, event TEXT) STRICT;
INSERT OR REPLACE INTO facts (name, value)
SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events WHERE kind = 'contact_given');
