-- Ended tickets that were opened again because something was wrong, and who saw it or read it: few, so that no index is
-- wanted.
ALTER TABLE tickets ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0;
CREATE TABLE reopenings (
  ticket TEXT, event TEXT, visit TEXT, at TEXT, by TEXT, outcome TEXT, person TEXT, reason TEXT, witness TEXT,
  at_once INTEGER, verdict TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', PRIMARY KEY (ticket, event)) STRICT;
-- A store that was handed such events before it knew them fills the view from them.
INSERT OR REPLACE INTO facts (name, value)
SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events WHERE kind = 'ticket_reopened');
