-- People as one kind of row: what acts say of them, else what the latest list says. A cell of `people`
-- is NULL where acts say nothing. Persons said to be the same are one: `recorded_at` is of any of them.

-- name: people_by_name
SELECT * FROM (
SELECT r.person AS id, coalesce(p.name, r.name, '') AS name, coalesce(p.nik, r.nik, '') AS nik, coalesce(p.sex, r.sex, '') AS sex,
  coalesce(p.birth, r.birth, '') AS birth, coalesce(r.birth_place, '') AS birth_place,
  coalesce(p.village, r.village, '') AS village, coalesce(r.rt, '') AS rt, coalesce(r.rw, '') AS rw,
  coalesce(p.address, r.address, '') AS address, coalesce(r.list, 'desk') AS source,
  coalesce(r.warnings, '') AS warnings,
  (SELECT max(ended_at) FROM recordings WHERE state = 'finished'
    AND (person = r.person OR person IN (SELECT other FROM same_people WHERE same_people.person = r.person))) AS recorded_at
FROM register_names JOIN register r ON r.rowid = register_names.rowid LEFT JOIN people p ON p.id = r.person
WHERE register_names.name MATCH :words AND r.person <> '' LIMIT :most)
UNION ALL
SELECT * FROM (
SELECT p.id, coalesce(p.name, r.name, '') AS name, coalesce(p.nik, r.nik, '') AS nik, coalesce(p.sex, r.sex, '') AS sex,
  coalesce(p.birth, r.birth, '') AS birth, coalesce(r.birth_place, '') AS birth_place,
  coalesce(p.village, r.village, '') AS village, coalesce(r.rt, '') AS rt, coalesce(r.rw, '') AS rw,
  coalesce(p.address, r.address, '') AS address, coalesce(r.list, 'desk') AS source,
  coalesce(r.warnings, '') AS warnings,
  (SELECT max(ended_at) FROM recordings WHERE state = 'finished'
    AND (person = p.id OR person IN (SELECT other FROM same_people WHERE same_people.person = p.id))) AS recorded_at
FROM people_names JOIN people p ON p.rowid = people_names.rowid
LEFT JOIN register r ON r.rowid = (
  SELECT b.rowid FROM register b JOIN lists l ON l.id = b.list WHERE b.person = p.id
  ORDER BY b.name = '', l.as_of DESC, l.imported_at DESC, l.id, b.row LIMIT 1)
WHERE people_names.name MATCH :words LIMIT :most)

-- name: people_by_nik
SELECT * FROM (
SELECT r.person AS id, coalesce(p.name, r.name, '') AS name, coalesce(p.nik, r.nik, '') AS nik, coalesce(p.sex, r.sex, '') AS sex,
  coalesce(p.birth, r.birth, '') AS birth, coalesce(r.birth_place, '') AS birth_place,
  coalesce(p.village, r.village, '') AS village, coalesce(r.rt, '') AS rt, coalesce(r.rw, '') AS rw,
  coalesce(p.address, r.address, '') AS address, coalesce(r.list, 'desk') AS source,
  coalesce(r.warnings, '') AS warnings,
  (SELECT max(ended_at) FROM recordings WHERE state = 'finished'
    AND (person = r.person OR person IN (SELECT other FROM same_people WHERE same_people.person = r.person))) AS recorded_at
FROM register r LEFT JOIN people p ON p.id = r.person
WHERE r.nik >= :low AND r.nik < :high AND r.person <> '' LIMIT :most)
UNION ALL
SELECT * FROM (
SELECT p.id, coalesce(p.name, r.name, '') AS name, coalesce(p.nik, r.nik, '') AS nik, coalesce(p.sex, r.sex, '') AS sex,
  coalesce(p.birth, r.birth, '') AS birth, coalesce(r.birth_place, '') AS birth_place,
  coalesce(p.village, r.village, '') AS village, coalesce(r.rt, '') AS rt, coalesce(r.rw, '') AS rw,
  coalesce(p.address, r.address, '') AS address, coalesce(r.list, 'desk') AS source,
  coalesce(r.warnings, '') AS warnings,
  (SELECT max(ended_at) FROM recordings WHERE state = 'finished'
    AND (person = p.id OR person IN (SELECT other FROM same_people WHERE same_people.person = p.id))) AS recorded_at
FROM people p LEFT JOIN register r ON r.rowid = (
  SELECT b.rowid FROM register b JOIN lists l ON l.id = b.list WHERE b.person = p.id
  ORDER BY b.name = '', l.as_of DESC, l.imported_at DESC, l.id, b.row LIMIT 1)
WHERE p.nik >= :low AND p.nik < :high LIMIT :most)

-- name: person
-- Whom only a withdrawn or expired list named is known by the last finished recording.
SELECT w.id, coalesce(p.name, r.name, c.name, '') AS name, coalesce(p.nik, r.nik, c.nik, '') AS nik, coalesce(p.sex, r.sex, c.sex, '') AS sex,
  coalesce(p.birth, r.birth, c.birth, '') AS birth, coalesce(r.birth_place, '') AS birth_place,
  coalesce(p.village, r.village, c.village, '') AS village, coalesce(r.rt, '') AS rt, coalesce(r.rw, '') AS rw,
  coalesce(p.address, r.address, '') AS address, coalesce(r.list, 'desk') AS source,
  coalesce(r.warnings, '') AS warnings,
  (SELECT max(ended_at) FROM recordings WHERE state = 'finished'
    AND (person = w.id OR person IN (SELECT other FROM same_people WHERE same_people.person = w.id))) AS recorded_at
FROM (SELECT :person AS id) w LEFT JOIN people p ON p.id = w.id
LEFT JOIN register r ON r.rowid = (
  SELECT b.rowid FROM register b JOIN lists l ON l.id = b.list WHERE b.person = w.id
  ORDER BY b.name = '', l.as_of DESC, l.imported_at DESC, l.id, b.row LIMIT 1)
LEFT JOIN recordings c ON c.id = (
  SELECT id FROM recordings WHERE person = w.id AND state = 'finished' ORDER BY ended_at DESC, id LIMIT 1)
WHERE p.id IS NOT NULL OR r.person IS NOT NULL OR c.id IS NOT NULL

-- name: targets_of_visit
SELECT r.person AS id, coalesce(p.name, r.name, '') AS name, coalesce(p.nik, r.nik, '') AS nik, coalesce(p.sex, r.sex, '') AS sex,
  coalesce(p.birth, r.birth, '') AS birth, coalesce(r.birth_place, '') AS birth_place,
  coalesce(p.village, r.village, '') AS village, coalesce(r.rt, '') AS rt, coalesce(r.rw, '') AS rw,
  coalesce(p.address, r.address, '') AS address, coalesce(r.list, 'desk') AS source,
  coalesce(r.warnings, '') AS warnings,
  (SELECT max(ended_at) FROM recordings WHERE state = 'finished'
    AND (person = r.person OR person IN (SELECT other FROM same_people WHERE same_people.person = r.person))) AS recorded_at
FROM visits v JOIN visit_lists n ON n.visit = v.id JOIN register r ON r.list = n.list AND r.village = v.village
LEFT JOIN people p ON p.id = r.person
WHERE v.id = :visit AND r.person <> '' ORDER BY coalesce(p.name, r.name), r.nik
