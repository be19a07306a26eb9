-- Stretches without a hole of which an office desk said the last link as it is here: of a laptop that was copied whole
-- and went on twice, these are of the branch that the office has.
CREATE TABLE office_branches (
  journal INTEGER NOT NULL REFERENCES journals, first INTEGER NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (journal, first)
) STRICT, WITHOUT ROWID;
