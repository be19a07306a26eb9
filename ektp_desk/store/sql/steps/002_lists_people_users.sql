-- The second release: several users, lists of every kind, people that acts correct and join.
ALTER TABLE register ADD COLUMN marital TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN siak_status TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN nisn TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN rombel TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN tps TEXT NOT NULL DEFAULT '';
CREATE INDEX register_birth ON register (birth);
DROP INDEX register_village;
CREATE INDEX register_village ON register (village, person, list);
CREATE TABLE figures (
  list TEXT NOT NULL, row INTEGER NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, grp TEXT NOT NULL,
  male INTEGER, female INTEGER, total INTEGER, warnings TEXT NOT NULL, PRIMARY KEY (list, row, grp)
) STRICT;
ALTER TABLE lists ADD COLUMN state TEXT;
ALTER TABLE lists ADD COLUMN withdrawn_at TEXT;
ALTER TABLE lists ADD COLUMN withdrawn_why TEXT;
CREATE TABLE list_files (list TEXT, digest TEXT, PRIMARY KEY (list, digest)) STRICT;
CREATE INDEX list_files_digest ON list_files (digest);
CREATE TABLE layouts (id TEXT PRIMARY KEY, kind TEXT, layout TEXT, meanings TEXT) STRICT;
CREATE TABLE policies (office TEXT, name TEXT, value TEXT, PRIMARY KEY (office, name)) STRICT;
ALTER TABLE users ADD COLUMN state TEXT;
ALTER TABLE incarnations ADD COLUMN reason TEXT;
ALTER TABLE incarnations ADD COLUMN opened_at TEXT;
CREATE TABLE backups (device TEXT, at TEXT, by TEXT, digest TEXT, size INTEGER, place TEXT) STRICT;
CREATE INDEX backups_of_device ON backups (device);
ALTER TABLE people ADD COLUMN met INTEGER;
ALTER TABLE people ADD COLUMN kk_number TEXT;
CREATE INDEX people_birth ON people (birth);
ALTER TABLE claims ADD COLUMN at TEXT;
ALTER TABLE claims ADD COLUMN by TEXT;
ALTER TABLE claims ADD COLUMN ground TEXT;
ALTER TABLE claims ADD COLUMN held INTEGER;
CREATE TABLE pairs (
  id TEXT PRIMARY KEY, first TEXT, second TEXT, ground TEXT, same INTEGER, at TEXT, by TEXT, event TEXT
) STRICT;
CREATE INDEX pairs_second ON pairs (second);
CREATE INDEX pairs_first ON pairs (first);
CREATE VIEW same_people AS
WITH RECURSIVE edges(a, b) AS (
  SELECT first, second FROM pairs WHERE same = 1 UNION ALL SELECT second, first FROM pairs WHERE same = 1),
reach(person, other) AS (
  SELECT a, b FROM edges UNION SELECT r.person, e.b FROM reach r JOIN edges e ON e.a = r.other)
SELECT person, other FROM reach;
CREATE INDEX events_days ON events (journal, seq) WHERE kind = 'day_confirmed';
CREATE TABLE contradictions (
  entity TEXT, entity_id TEXT, slot TEXT, event TEXT, at TEXT, by TEXT,
  PRIMARY KEY (entity_id, entity, slot, event)
) STRICT;
CREATE TABLE erasures (
  entity TEXT, entity_id TEXT, event TEXT, ground TEXT, at TEXT, by TEXT
) STRICT;
CREATE INDEX events_of_people ON events (entity, entity_id) WHERE entity IN ('person', 'pair');
CREATE INDEX events_settled ON events (kind) WHERE kind = 'settled';
CREATE INDEX recordings_birth ON recordings (birth);
CREATE INDEX recordings_of_visit ON recordings (visit, state);
CREATE INDEX erasures_of_entity ON erasures (entity_id, entity);
CREATE VIRTUAL TABLE recorded_names USING fts5(
  name, content='recordings', content_rowid='rowid', tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO recorded_names (recorded_names, rank) VALUES ('secure-delete', 1);
INSERT INTO recorded_names (rowid, name) SELECT rowid, name FROM recordings WHERE state = 'finished';
CREATE TRIGGER recordings_added AFTER INSERT ON recordings WHEN new.state = 'finished' BEGIN
  INSERT INTO recorded_names (rowid, name) VALUES (new.rowid, new.name);
END;
CREATE TRIGGER recordings_gone AFTER DELETE ON recordings WHEN old.state = 'finished' BEGIN
  INSERT INTO recorded_names (recorded_names, rowid, name) VALUES ('delete', old.rowid, old.name);
END;
INSERT INTO facts (name, value) SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events);
