-- Which hub is the office's: its key in hex, and its addresses with a space between.
ALTER TABLE offices ADD COLUMN hub_key TEXT NOT NULL DEFAULT '';
ALTER TABLE offices ADD COLUMN hub_addresses TEXT NOT NULL DEFAULT '';
