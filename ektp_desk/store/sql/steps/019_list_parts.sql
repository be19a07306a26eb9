-- Rows of lists that a package brings for a visit: of each list the visit's people alone. `is_here` once the row
-- file came, which is named by its SHA-256; `loaded` of its rows stand in the register: two visits may name one.
CREATE TABLE list_parts (
  file TEXT PRIMARY KEY, list TEXT NOT NULL, visit TEXT NOT NULL, key BLOB NOT NULL, rows INTEGER NOT NULL,
  expires TEXT NOT NULL, is_here INTEGER NOT NULL DEFAULT 0, loaded INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX parts_of_list ON list_parts (list);
