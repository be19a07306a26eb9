-- Events that stay in their chain and count nowhere; and where users and laptops are told of. Which captured
-- files should lie here is what this laptop's events name, no mark.
CREATE TABLE held (
  journal INTEGER NOT NULL REFERENCES journals, seq INTEGER NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (journal, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_of_office ON events (kind) WHERE entity IN ('office', 'user', 'device');
ALTER TABLE sealed_files DROP COLUMN here;
INSERT OR REPLACE INTO facts (name, value) SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events);
