-- Visits to schools and at the office's counter: whoever their lists name is expected, whatever village.
ALTER TABLE visits ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN opening_hour TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN team TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN polling_day TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN postponed_from TEXT NOT NULL DEFAULT '';
ALTER TABLE visits ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visits ADD COLUMN reopened_why TEXT NOT NULL DEFAULT '';
ALTER TABLE recordings ADD COLUMN passed_why TEXT NOT NULL DEFAULT '';
ALTER TABLE recordings ADD COLUMN review TEXT NOT NULL DEFAULT '';
ALTER TABLE recordings ADD COLUMN review_note TEXT NOT NULL DEFAULT '';
CREATE INDEX register_listed ON register (list, person);
INSERT OR REPLACE INTO facts (name, value) SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events);
