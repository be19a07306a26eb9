-- A step's sealed file, and which files lie beside the store.
CREATE TABLE sealed_files (
  file TEXT PRIMARY KEY, here INTEGER NOT NULL, recording TEXT NOT NULL, modality TEXT NOT NULL,
  size INTEGER NOT NULL, quality TEXT NOT NULL, algorithm TEXT NOT NULL,
  since TEXT NOT NULL, named INTEGER NOT NULL, loose INTEGER NOT NULL
) STRICT;
CREATE INDEX sealed_files_of_recording ON sealed_files (recording);
CREATE INDEX sealed_files_loose ON sealed_files (since) WHERE loose = 1;
ALTER TABLE modalities ADD COLUMN file TEXT NOT NULL DEFAULT '';
ALTER TABLE modalities ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE modalities ADD COLUMN quality TEXT NOT NULL DEFAULT '{}';
ALTER TABLE modalities ADD COLUMN algorithm TEXT NOT NULL DEFAULT '';
INSERT OR REPLACE INTO facts (name, value) SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events);
