-- The keys of visits, the newest with the highest number: what this desk opens that was sealed to a visit; and
-- the last package of each office desk for a visit that was made or taken in here.
CREATE TABLE visit_keys (
  no INTEGER PRIMARY KEY, visit TEXT NOT NULL, secret BLOB NOT NULL, revoked INTEGER NOT NULL, UNIQUE (visit, secret)
) STRICT;
CREATE TABLE packages (
  visit TEXT NOT NULL, device TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, expires TEXT NOT NULL,
  PRIMARY KEY (visit, device)
) STRICT, WITHOUT ROWID;
