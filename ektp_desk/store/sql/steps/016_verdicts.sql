-- What an office desk opened of the captured files ('' for a whole one); the newest verdict on each journal of each
-- office desk's key, as it was signed; and what follows from all verdicts: which stretches of a journal the office
-- has heard, has opened, keeps safe, and which files are no whole pictures there.
CREATE TABLE files_opened (file TEXT PRIMARY KEY, verdict TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE verdicts (
  device TEXT NOT NULL, incarnation TEXT NOT NULL, key TEXT NOT NULL, epoch INTEGER NOT NULL, number INTEGER NOT NULL,
  name TEXT NOT NULL, object BLOB NOT NULL, PRIMARY KEY (device, incarnation, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE backed_up (
  disk TEXT NOT NULL, journal INTEGER NOT NULL REFERENCES journals, first INTEGER NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (disk, journal, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE at_office (
  journal INTEGER NOT NULL REFERENCES journals, state TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (journal, state, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE wrong_files (file TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;
