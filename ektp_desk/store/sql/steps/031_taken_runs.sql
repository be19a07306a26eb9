-- Runs of other laptops that were taken in and lie here as they came, to be carried on until an office desk has opened
-- them: their laptop and its card may be gone by then.
CREATE TABLE taken_runs (
  name TEXT PRIMARY KEY, journal INTEGER NOT NULL REFERENCES journals, first INTEGER NOT NULL, last INTEGER NOT NULL,
  visit TEXT NOT NULL, size INTEGER NOT NULL
) STRICT;
