-- People as one kind of row, and the search for them. What acts say of somebody comes first (a cell of
-- `people` is NULL where they say nothing), then what the latest list says; whom only a withdrawn or
-- expired list named is known by the last finished recording.

-- part: moved_away
-- Who said at a desk that they live in another regency: before all villages of this one, or behind (no code has a `:`).
(SELECT p.id FROM offices o JOIN people p INDEXED BY people_elsewhere ON p.village > '' AND p.village < o.region
  UNION ALL
  SELECT p.id FROM offices o JOIN people p INDEXED BY people_elsewhere
  ON p.village > '' AND p.village >= o.region || ':')

-- part: of_office
-- Of a row of the register: whether its person lives in the office's regency, by what they said at a desk, else by the
-- list. Of whom neither says it, it is so taken.
CASE WHEN r.village <> '' AND substr(r.village, 1, (SELECT length(region) FROM offices)) <> (SELECT region FROM offices)
  THEN EXISTS (SELECT 1 FROM people p JOIN offices o ON substr(p.village, 1, length(o.region)) = o.region
    WHERE p.id = r.person)
  ELSE r.person NOT IN {moved_away} END

-- part: expected
-- The targets of a visit, once for each row of its lists: of those who are listed, who lives in the office's regency.
  SELECT r.person, r.birth, r.rowid AS at FROM visits v JOIN visit_lists n ON n.visit = v.id
  JOIN register r ON r.list = n.list AND r.village = v.village
  WHERE v.id = :visit AND v.kind = 'desa' AND r.person <> '' AND r.person NOT IN {moved_away}
  UNION ALL
  SELECT r.person, r.birth, r.rowid AS at FROM visits v JOIN visit_lists n ON n.visit = v.id
  JOIN register r ON r.list = n.list WHERE v.id = :visit AND v.kind <> 'desa' AND r.person <> '' AND {of_office}

-- part: listed
-- A visit's people as its lists name them, once for each row: at a desa those who live there, elsewhere all.
-- Two halves, so that each finds its rows along an index alone.
  SELECT r.person, r.birth, r.rowid AS at FROM visits v JOIN visit_lists n ON n.visit = v.id
  JOIN register r ON r.list = n.list AND r.village = v.village
  WHERE v.id = :visit AND v.kind = 'desa' AND r.person <> ''
  UNION ALL
  SELECT r.person, r.birth, r.rowid AS at FROM visits v JOIN visit_lists n ON n.visit = v.id
  JOIN register r ON r.list = n.list WHERE v.id = :visit AND v.kind <> 'desa' AND r.person <> ''

-- part: together
-- All who are the same as those asked for. It begins at them, by index: `same_people` walks every pair.
together(person, other) AS (
  SELECT id, id FROM asked
  UNION SELECT t.person, p.second FROM together t JOIN pairs p ON p.first = t.other AND p.same = 1
  UNION SELECT t.person, p.first FROM together t JOIN pairs p ON p.second = t.other AND p.same = 1)

-- part: known
-- Persons said to be the same are one: `recorded_at` is of any of them. All who are asked for come from there,
-- once: to look each up in it took a desa of 11,000 targets minutes.
wanted(id, recorded_at) AS (
  SELECT t.person, max(c.ended_at) FROM together t LEFT JOIN recordings c ON c.person = t.other AND c.state = 'finished'
  GROUP BY t.person)
SELECT w.id, coalesce(p.name, r.name, c.name, '') AS name, coalesce(p.nik, r.nik, c.nik, '') AS nik,
  coalesce(p.kk_number, r.kk_number, '') AS kk_number, coalesce(p.sex, r.sex, c.sex, '') AS sex,
  coalesce(p.birth, r.birth, c.birth, '') AS birth, coalesce(r.birth_place, '') AS birth_place,
  coalesce(p.village, r.village, c.village, '') AS village, coalesce(r.rt, '') AS rt, coalesce(r.rw, '') AS rw,
  coalesce(r.dusun, '') AS dusun, coalesce(r.rombel, '') AS rombel,
  coalesce(p.address, r.address, '') AS address, coalesce(r.list, 'desk') AS source,
  coalesce(r.warnings, '') AS warnings, w.recorded_at
FROM wanted w LEFT JOIN people p ON p.id = w.id
LEFT JOIN register r ON r.rowid = (
  SELECT b.rowid FROM register b JOIN lists l ON l.id = b.list WHERE b.person = w.id
  ORDER BY b.name = '', l.as_of DESC, l.imported_at DESC, l.id, b.row LIMIT 1)
LEFT JOIN recordings c ON c.id = (
  SELECT id FROM recordings WHERE person = w.id AND state = 'finished' ORDER BY ended_at DESC, id LIMIT 1)
WHERE p.id IS NOT NULL OR r.person IS NOT NULL OR c.id IS NOT NULL

-- name: people
WITH RECURSIVE asked(id) AS (SELECT DISTINCT value FROM json_each(:people)), {together}, {known}

-- name: targets_of_visit
WITH RECURSIVE asked(id) AS (
  SELECT DISTINCT person FROM ({expected})),
{together}, {known} ORDER BY 2, 3

-- name: rows_expected
SELECT r.list, r.row FROM ({listed}) e JOIN register r ON r.rowid = e.at ORDER BY r.list, r.row

-- name: absences_of_visit
-- The latest last, of whoever of those who are one it was said.
SELECT person, reason FROM absences WHERE visit = :visit ORDER BY at, event

-- name: standing_of_target
-- `came` by a number or a recording of the visit; `explained` is whose life says why they did not.
WITH RECURSIVE asked(id) AS (SELECT :person), {together},
said AS (
  SELECT person, reason, said_by, event FROM absences WHERE visit = :visit AND person IN (SELECT other FROM together)
  ORDER BY at DESC, event DESC LIMIT 1)
SELECT EXISTS (SELECT 1 FROM ({expected}) WHERE person IN (SELECT other FROM together)) AS expected,
  EXISTS (SELECT 1 FROM tickets WHERE person IN (SELECT other FROM together) AND visit = :visit AND state <> 'voided')
  OR EXISTS (SELECT 1 FROM recordings WHERE person IN (SELECT other FROM together) AND visit = :visit
    AND state = 'finished') AS came,
  coalesce((SELECT person FROM said), '') AS explained, coalesce((SELECT reason FROM said), '') AS reason,
  coalesce((SELECT said_by FROM said), '') AS said_by, coalesce((SELECT event FROM said), '') AS event

-- name: strangers_of_visit
-- Persons with a number whom none of the visit's lists names; nobody where it has no lists.
WITH RECURSIVE asked(id) AS (SELECT DISTINCT person FROM tickets WHERE visit = :visit AND person <> ''), {together}
SELECT person AS value FROM together WHERE EXISTS (SELECT 1 FROM ({expected}))
GROUP BY person HAVING max(other IN (SELECT person FROM ({expected}))) = 0

-- name: hits_by_name
-- In the order of the index, which has acts first, then lists, then recordings: these are asked only where the
-- others are few.
SELECT coalesce(p.id, r.person, c.person) AS id, coalesce(p.name, r.name, c.name) AS name,
  coalesce(p.nik, r.nik, c.nik, '') AS nik
FROM all_names n LEFT JOIN people p ON p.rowid = n.rowid LEFT JOIN register r ON r.rowid = n.rowid - (1 << 40)
LEFT JOIN recordings c ON c.rowid = n.rowid - (2 << 40)
WHERE all_names MATCH :words AND (p.id IS NOT NULL OR r.person <> '' OR ({unlisted}
  AND NOT EXISTS (SELECT 1 FROM people WHERE id = c.person AND name IS NOT NULL)))
LIMIT :most

-- name: words_of_names
-- Those of the asked words, and beginnings of words, that stand in some name.
SELECT value AS word, 0 AS begun FROM json_each(:whole)
WHERE EXISTS (SELECT 1 FROM all_names_words WHERE term = value)
UNION ALL
SELECT value, 1 FROM json_each(:begun)
WHERE EXISTS (SELECT 1 FROM all_names_words WHERE term >= value AND term < value || '{')

-- name: hits_by_nik
SELECT * FROM (
  SELECT id, coalesce(name, '') AS name, nik FROM people WHERE nik >= :low AND nik < :high LIMIT :most)
UNION ALL
SELECT * FROM (
  SELECT person, name, nik FROM register WHERE nik >= :low AND nik < :high AND person <> ''
  UNION ALL
  SELECT c.person, c.name, c.nik FROM recordings c WHERE c.nik >= :low AND c.nik < :high AND {unlisted}
    AND NOT EXISTS (SELECT 1 FROM people WHERE id = c.person AND nik IS NOT NULL)
  LIMIT :most)

-- part: unlisted
c.person <> '' AND NOT EXISTS (SELECT 1 FROM register WHERE person = c.person)
    AND c.id = (SELECT id FROM recordings WHERE person = c.person AND state = 'finished' ORDER BY ended_at DESC, id LIMIT 1)
