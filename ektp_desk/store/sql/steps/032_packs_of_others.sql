-- Of a pack that was read and has something which is sealed to others alone: a digest of the names that opened nothing
-- more of it. Empty: there is nothing more in it for anybody here.
ALTER TABLE packs_read ADD COLUMN names TEXT NOT NULL DEFAULT '';
