-- Which fingers an exception lacks.
ALTER TABLE modalities ADD COLUMN fingers TEXT NOT NULL DEFAULT '';
INSERT OR REPLACE INTO facts (name, value) SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events);
