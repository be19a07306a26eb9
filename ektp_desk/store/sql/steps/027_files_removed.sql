-- Captured files of which this laptop said that it removes them, since they are safe at the office; `gone`: they are.
CREATE TABLE files_removed (file TEXT PRIMARY KEY, gone INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX files_to_remove ON files_removed (file) WHERE gone = 0;
