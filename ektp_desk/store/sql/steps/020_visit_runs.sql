-- Of each journal and visit the last run that was taken in: its first event, and how many events of the visit it says
-- that journal had before. Where fewer are here, some have not arrived.
CREATE TABLE visit_runs (
  journal INTEGER NOT NULL REFERENCES journals, visit TEXT NOT NULL, first INTEGER NOT NULL, earlier INTEGER NOT NULL,
  PRIMARY KEY (journal, visit)
) STRICT, WITHOUT ROWID;
