-- Which sealed runs hold what was erased since they were made: own ones, which are then sealed anew, and those that
-- an office desk took in or replaced. `files`: the captured files that a run names, each with the link of its event.
ALTER TABLE runs ADD COLUMN earlier INTEGER;
ALTER TABLE runs ADD COLUMN files TEXT NOT NULL DEFAULT '{}';
ALTER TABLE runs ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;
CREATE INDEX runs_stale ON runs (journal) WHERE stale;
CREATE TABLE arrived_runs (
  name TEXT PRIMARY KEY, journal INTEGER NOT NULL REFERENCES journals, first INTEGER NOT NULL, last INTEGER NOT NULL,
  visit TEXT NOT NULL, earlier INTEGER NOT NULL, files TEXT NOT NULL, stale INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX arrived_runs_of_journal ON arrived_runs (journal, last);
CREATE INDEX arrived_runs_stale ON arrived_runs (journal) WHERE stale;
-- What was erased before this step; and packs are read once more, to know the runs in them.
UPDATE runs SET stale = 1 WHERE EXISTS (
  SELECT 1 FROM events e WHERE e.journal = runs.journal AND e.seq BETWEEN runs.first AND runs.last AND e.body IS NULL
    AND NOT EXISTS (SELECT 1 FROM bare b WHERE b.journal = e.journal AND b.seq = e.seq));
DELETE FROM packs_read WHERE EXISTS (SELECT 1 FROM events WHERE kind IN ('body_erased', 'body_expired'));
-- The sheets of drop lists as office desks signed them, and a number made of the names that they had when a
-- carrier was last looked through: below zero where it held some of them still.
CREATE TABLE drop_lists (
  key TEXT NOT NULL, incarnation TEXT NOT NULL, number INTEGER NOT NULL, names INTEGER NOT NULL, name TEXT NOT NULL,
  object BLOB NOT NULL, PRIMARY KEY (key, incarnation, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE looked_through (carrier TEXT PRIMARY KEY, names INTEGER NOT NULL) STRICT, WITHOUT ROWID;
