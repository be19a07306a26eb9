-- Several laptops may hold one letter, and have given one number to several people.
DROP TABLE desks;
CREATE TABLE desks (
  visit TEXT, letter TEXT, device TEXT, opened_at TEXT, PRIMARY KEY (visit, letter, device)) STRICT;
CREATE TABLE doubles (ticket TEXT PRIMARY KEY, visit TEXT, papers INTEGER, loose INTEGER) STRICT;
ALTER TABLE tickets ADD COLUMN entity TEXT NOT NULL DEFAULT '';
CREATE INDEX tickets_of_entity ON tickets (entity);
ALTER TABLE tickets ADD COLUMN doubled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN was TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN others TEXT NOT NULL DEFAULT '';
CREATE INDEX tickets_entered ON tickets (was) WHERE was <> '';
CREATE INDEX events_parted ON events (kind) WHERE kind = 'number_parted';
INSERT OR REPLACE INTO facts (name, value) SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events);
