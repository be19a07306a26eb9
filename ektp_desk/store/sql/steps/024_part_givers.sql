-- Which office desk's package brought a part of a list: its next one replaces it, another desk's lets it be. Empty
-- where packages of several had come before.
ALTER TABLE list_parts ADD COLUMN device TEXT NOT NULL DEFAULT '';
UPDATE list_parts SET device = (
  SELECT CASE count(*) WHEN 1 THEN min(p.device) ELSE '' END FROM packages p WHERE p.visit = list_parts.visit
);
