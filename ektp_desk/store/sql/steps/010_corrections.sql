-- A correction tells who witnessed it, or what a supervisor said of it.
CREATE TABLE corrections (
  person TEXT, event TEXT, field TEXT, was TEXT, value TEXT, ground TEXT, visit TEXT, at TEXT, by TEXT, witness TEXT,
  verdict TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', PRIMARY KEY (person, event)) STRICT;
CREATE INDEX corrections_of_visit ON corrections (visit);
CREATE INDEX corrections_waiting ON corrections (visit) WHERE witness = '' AND verdict = '';
INSERT OR REPLACE INTO facts (name, value) SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events);
