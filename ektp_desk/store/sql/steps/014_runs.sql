-- What of this desk's own journals was sealed as runs, each a file beside the store; which packs of a card or
-- stick hold which of them and of the captured files; and which packs were read to their end.
CREATE TABLE runs (
  name TEXT PRIMARY KEY, journal INTEGER NOT NULL REFERENCES journals, first INTEGER NOT NULL, last INTEGER NOT NULL,
  visit TEXT NOT NULL, size INTEGER NOT NULL, sealed_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX runs_of_journal ON runs (journal, last);
CREATE TABLE carried (
  carrier TEXT NOT NULL, name TEXT NOT NULL, journal TEXT NOT NULL, pack INTEGER NOT NULL, PRIMARY KEY (carrier, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE packs_read (
  carrier TEXT NOT NULL, journal TEXT NOT NULL, pack INTEGER NOT NULL, size INTEGER NOT NULL,
  PRIMARY KEY (carrier, journal, pack)
) STRICT, WITHOUT ROWID;
