-- Who did something signs it: the last event of a transaction carries the signature of its author, and an act
-- that asked for a second person that person's.
ALTER TABLE events ADD COLUMN signature BLOB;
ALTER TABLE events ADD COLUMN second BLOB;
ALTER TABLE offices ADD COLUMN founder TEXT NOT NULL DEFAULT '';
ALTER TABLE offices ADD COLUMN recovery TEXT NOT NULL DEFAULT '';
CREATE TABLE user_keys (user TEXT, key TEXT, sign TEXT, seal TEXT, state TEXT, PRIMARY KEY (user, key)) STRICT;
INSERT OR REPLACE INTO facts (name, value) SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events);
