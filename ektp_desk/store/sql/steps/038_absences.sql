-- Why a target of a visit did not come, by whom that is said.
CREATE TABLE absences (
  person TEXT, visit TEXT, reason TEXT, said_by TEXT, at TEXT, event TEXT, PRIMARY KEY (person, visit)) STRICT;
CREATE INDEX absences_of_visit ON absences (visit);
-- A store that was handed such events before it knew them fills the view from them.
INSERT OR REPLACE INTO facts (name, value)
SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events WHERE kind = 'absence_explained');
