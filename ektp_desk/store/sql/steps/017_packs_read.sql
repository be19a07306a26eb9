-- Another pack of the same length may come to lie under a number: a carrier that was emptied and filled again.
-- What was read before this step is read once more.
ALTER TABLE packs_read ADD COLUMN digest TEXT NOT NULL DEFAULT '';
