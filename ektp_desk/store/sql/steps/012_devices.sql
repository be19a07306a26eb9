-- Which laptops are the office's: kits that ADBs made, who joined with them, and what is told of lists.
CREATE TABLE kits (id TEXT PRIMARY KEY, number TEXT, desk TEXT, enrol TEXT, made_at TEXT, by TEXT) STRICT;
CREATE TABLE joins (
  kit TEXT, device TEXT, incarnation TEXT, sign TEXT, seal TEXT, at TEXT, PRIMARY KEY (kit, device, incarnation)
) STRICT;
CREATE TABLE device_keys (device TEXT PRIMARY KEY, sign TEXT, seal TEXT) STRICT;
CREATE TABLE revocations (device TEXT, event TEXT, reason TEXT, at TEXT, by TEXT, PRIMARY KEY (device, event)) STRICT;
CREATE INDEX events_of_lists ON events (kind) WHERE entity = 'list';
INSERT OR REPLACE INTO facts (name, value) SELECT 'refold', x'01' WHERE EXISTS (SELECT 1 FROM events);
