-- An office desk may be there twice, as a backup that was put back on two machines: what each gives and says stands beside
-- the other's, by the incarnation in which it did. What was said before this step is said once more.
CREATE TABLE packages_given (
  visit TEXT NOT NULL, device TEXT NOT NULL, incarnation TEXT NOT NULL, seq INTEGER NOT NULL, number INTEGER NOT NULL,
  name TEXT NOT NULL, expires TEXT NOT NULL, PRIMARY KEY (visit, device, incarnation)
) STRICT, WITHOUT ROWID;
INSERT INTO packages_given SELECT visit, device, '', 0, number, name, expires FROM packages;
DROP TABLE packages;
ALTER TABLE packages_given RENAME TO packages;
ALTER TABLE list_parts ADD COLUMN incarnation TEXT NOT NULL DEFAULT '';
DROP TABLE verdicts;
CREATE TABLE verdicts (
  device TEXT NOT NULL, incarnation TEXT NOT NULL, desk TEXT NOT NULL, desk_incarnation TEXT NOT NULL,
  number INTEGER NOT NULL, name TEXT NOT NULL, object BLOB NOT NULL,
  PRIMARY KEY (device, incarnation, desk, desk_incarnation)
) STRICT, WITHOUT ROWID;
