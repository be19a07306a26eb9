-- Captured files whose event was erased, with its link; `claimed` where another event names the file too.
CREATE TABLE erased_files (file TEXT PRIMARY KEY, link TEXT NOT NULL, claimed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX erased_files_claimed ON erased_files (file) WHERE claimed = 1;
