CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
CREATE TABLE row_keys (list TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT;
CREATE TABLE journals (
  no INTEGER PRIMARY KEY, device TEXT NOT NULL, incarnation TEXT NOT NULL, UNIQUE (device, incarnation)
) STRICT;
CREATE TABLE events (
  journal INTEGER NOT NULL REFERENCES journals, seq INTEGER NOT NULL,
  link BLOB NOT NULL UNIQUE, entity TEXT NOT NULL, entity_id TEXT NOT NULL, kind TEXT NOT NULL,
  header BLOB NOT NULL, digest BLOB NOT NULL, salt BLOB, body BLOB,
  PRIMARY KEY (journal, seq)
) STRICT;
CREATE INDEX events_of_entity ON events (entity_id, entity);

CREATE TABLE offices (
  id TEXT PRIMARY KEY, region TEXT, name TEXT, address TEXT, zone TEXT, closing_hour TEXT, sample INTEGER
) STRICT;
CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT, roles TEXT) STRICT;
CREATE TABLE incarnations (
  device TEXT, incarnation TEXT, label TEXT, PRIMARY KEY (device, incarnation)
) STRICT;
CREATE TABLE days (device TEXT, day TEXT, local TEXT) STRICT;
CREATE INDEX days_of_device ON days (device, day);
CREATE TABLE lists (
  id TEXT PRIMARY KEY, kind TEXT, name TEXT, as_of TEXT, source TEXT, rows_file TEXT, rows INTEGER,
  imported_at TEXT
) STRICT;
CREATE TABLE register (
  list TEXT NOT NULL, row INTEGER NOT NULL, person TEXT NOT NULL, nik TEXT NOT NULL, name TEXT NOT NULL,
  sex TEXT, birth TEXT, birth_place TEXT, village TEXT, rt TEXT, rw TEXT, dusun TEXT, address TEXT,
  kk_number TEXT, wktp_class TEXT, record_status TEXT, warnings TEXT,
  PRIMARY KEY (list, row)
) STRICT;
CREATE INDEX register_person ON register (person);
CREATE INDEX register_nik ON register (nik);
CREATE INDEX register_village ON register (village, list);

CREATE TABLE visits (
  id TEXT PRIMARY KEY, kind TEXT, village TEXT, day TEXT, closing_hour TEXT, state TEXT, sent_home INTEGER,
  opened_at TEXT, closed_at TEXT, supervisor TEXT
) STRICT;
CREATE TABLE visit_lists (visit TEXT, list TEXT, PRIMARY KEY (visit, list)) STRICT;
CREATE TABLE desks (visit TEXT, letter TEXT, device TEXT, opened_at TEXT, PRIMARY KEY (visit, letter)) STRICT;
CREATE TABLE tickets (
  id TEXT PRIMARY KEY, visit TEXT, number TEXT, letter TEXT, serial INTEGER, purpose TEXT, batch TEXT,
  given_at TEXT, state TEXT, moved_at TEXT, desk TEXT, calls INTEGER, called_at TEXT, skips INTEGER,
  put_backs INTEGER, served_at TEXT, person TEXT, sex TEXT, person_source TEXT, ended_at TEXT, outcome TEXT,
  outcome_group TEXT, outcome_text TEXT, rescheduled_to TEXT, recording TEXT
) STRICT;
CREATE INDEX tickets_of_visit ON tickets (visit, state);
CREATE INDEX tickets_of_person ON tickets (person);
CREATE TABLE people (
  id TEXT PRIMARY KEY, visit TEXT, name TEXT, nik TEXT, sex TEXT, birth TEXT, village TEXT, address TEXT
) STRICT;
CREATE INDEX people_nik ON people (nik);
CREATE TABLE claims (person TEXT, field TEXT, value TEXT, source TEXT, day TEXT, event TEXT) STRICT;
CREATE INDEX claims_of_person ON claims (person);
CREATE TABLE recordings (
  id TEXT PRIMARY KEY, visit TEXT, started_at TEXT, ticket TEXT, desk TEXT, person TEXT, nik TEXT, name TEXT,
  sex TEXT, birth TEXT, village TEXT, kk INTEGER, f102 INTEGER, marriage INTEGER, note TEXT, saved_at TEXT,
  state TEXT, ended_at TEXT, passed_by TEXT, dropped TEXT
) STRICT;
CREATE INDEX recordings_of_ticket ON recordings (ticket);
CREATE INDEX recordings_of_person ON recordings (person);
CREATE INDEX recordings_nik ON recordings (nik);
CREATE TABLE modalities (
  recording TEXT, modality TEXT, state TEXT, count INTEGER, reason TEXT, second_person TEXT,
  PRIMARY KEY (recording, modality)
) STRICT;

-- Names are searched by FTS5 without content of its own; triggers keep it in step with the two tables
-- that hold names, so that no code has to remember it.
CREATE VIRTUAL TABLE register_names USING fts5(
  name, content='register', content_rowid='rowid', tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO register_names (register_names, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER register_added AFTER INSERT ON register BEGIN
  INSERT INTO register_names (rowid, name) VALUES (new.rowid, new.name);
END;
CREATE TRIGGER register_gone AFTER DELETE ON register BEGIN
  INSERT INTO register_names (register_names, rowid, name) VALUES ('delete', old.rowid, old.name);
END;
CREATE VIRTUAL TABLE people_names USING fts5(
  name, content='people', content_rowid='rowid', tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO people_names (people_names, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER people_added AFTER INSERT ON people BEGIN
  INSERT INTO people_names (rowid, name) VALUES (new.rowid, new.name);
END;
CREATE TRIGGER people_gone AFTER DELETE ON people BEGIN
  INSERT INTO people_names (people_names, rowid, name) VALUES ('delete', old.rowid, old.name);
END;
