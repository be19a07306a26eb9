-- A second root let nothing count, and nobody sign in: now it is held, and what it had undone is folded anew.
INSERT OR REPLACE INTO facts (name, value)
SELECT 'refold', x'01' WHERE (SELECT count(*) FROM events WHERE entity = 'office' AND kind = 'root_set') > 1;
