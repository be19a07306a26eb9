-- The size of the pack in which each run and file was carried: one that was emptied or cut since has nothing of them.
ALTER TABLE carried ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
