"""The shape of the store, step by step: a shipped step is never edited."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from ektp_desk.store.kept.sealed import SCHEMA as _CAPTURES

steps = Migrations("desk")

_JOURNAL = """
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
"""

_OFFICE = """
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
"""

_VISIT = """
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
"""

# Names are searched by FTS5 without content of its own; triggers keep it in step with the two tables
# that hold names, so that no code has to remember it.
_SEARCH = """
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
"""


# The second release: several users, lists of every kind, people that acts correct and join.
_SECOND = """
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
"""

# Visits to schools and at the office's counter: whoever their lists name is expected, whatever village.
_VISITS = """
ALTER TABLE visits ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN opening_hour TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN team TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN polling_day TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN postponed_from TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visits ADD COLUMN reopened_why TEXT NOT NULL DEFAULT '';
CREATE INDEX register_listed ON register (list, person);
INSERT OR REPLACE INTO facts (name, value) SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events);
"""

# The whole queue: who is called before whom, and papers that another laptop gave out.
_QUEUE = """
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
"""


@steps()
def m001_first_store(db: Database) -> None:
    """Make the journal, the views of the first release, and the search over names."""
    for script in (_JOURNAL, _OFFICE, _VISIT, _SEARCH):
        for statement in _statements(script):
            db.execute(statement)


@steps()
def m002_lists_people_users(db: Database) -> None:
    """Make the views of the second release; `refold` has the next opening fill them from the journal."""
    for statement in _statements(_SECOND):
        db.execute(statement)


@steps()
def m003_visits(db: Database) -> None:
    """Let visits have a kind, a place, a team, a day that was moved, and be opened again."""
    for statement in _statements(_VISITS):
        db.execute(statement)


@steps()
def m004_queue(db: Database) -> None:
    """Widen the queue's views; `refold` has the next opening fill them from the journal."""
    for statement in _statements(_QUEUE):
        db.execute(statement)


@steps()
def m005_captures(db: Database) -> None:
    """Give a step its sealed file, and remember which files lie beside the store."""
    for statement in _statements(_CAPTURES):
        db.execute(statement)


def _statements(script: str) -> list[str]:
    """Cut a script at `;` line ends, keeping triggers whole, to stay within one transaction."""
    found, lines = [], []
    for line in script.strip().splitlines():
        lines.append(line)
        inside = any(part.startswith("CREATE TRIGGER") for part in lines)
        if line.endswith(";") and (not inside or line == "END;"):
            found.append("\n".join(lines))
            lines = []
    return found
