-- Which hub is the office's: its key in hex, and its addresses with a space between.
ALTER TABLE offices ADD COLUMN hub_key TEXT NOT NULL DEFAULT '';
ALTER TABLE offices ADD COLUMN hub_addresses TEXT NOT NULL DEFAULT '';
-- The hub's newest word on each journal, as it was signed. What follows stands in `at_office` as `received`.
CREATE TABLE receipts (
  device TEXT NOT NULL, incarnation TEXT NOT NULL, key TEXT NOT NULL, epoch INTEGER NOT NULL, number INTEGER NOT NULL,
  object BLOB NOT NULL, PRIMARY KEY (device, incarnation, key)
) STRICT, WITHOUT ROWID;
