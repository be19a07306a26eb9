-- The whole queue: who is called before whom, and papers that another laptop gave out.
ALTER TABLE tickets ADD COLUMN given INTEGER;
ALTER TABLE tickets ADD COLUMN priority TEXT;
ALTER TABLE tickets ADD COLUMN turn INTEGER;
ALTER TABLE tickets ADD COLUMN grp TEXT;
ALTER TABLE tickets ADD COLUMN to_visit TEXT;
ALTER TABLE tickets ADD COLUMN home INTEGER;
CREATE TABLE stops (
  ticket TEXT PRIMARY KEY, visit TEXT, place INTEGER, address TEXT, dusun TEXT, rt TEXT, rw TEXT,
  contact TEXT, cannot TEXT
) STRICT;
CREATE INDEX stops_of_visit ON stops (visit);
CREATE TABLE groups (
  id TEXT PRIMARY KEY, visit TEXT, name TEXT, brought_by TEXT, together INTEGER, formed_at TEXT
) STRICT;
CREATE INDEX groups_of_visit ON groups (visit);
INSERT OR REPLACE INTO facts (name, value) SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events);
