-- With which other recordings of its person somebody has ruled on it: ids with spaces between.
ALTER TABLE recordings ADD COLUMN ruled TEXT NOT NULL DEFAULT '';
