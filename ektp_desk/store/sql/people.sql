-- People, from lists and met at the desk, as one kind of row.

-- name: people_by_name
SELECT * FROM (
SELECT r.person AS id, r.name, r.nik, r.sex, r.birth, r.birth_place, r.village, r.rt, r.rw, r.address,
  r.list AS source, r.warnings,
  (SELECT max(ended_at) FROM recordings WHERE person = r.person AND state = 'finished') AS recorded_at
FROM register_names JOIN register r ON r.rowid = register_names.rowid
WHERE register_names.name MATCH :words LIMIT :most)
UNION ALL
SELECT * FROM (
SELECT p.id, p.name, p.nik, p.sex, p.birth, '', p.village, '', '', p.address, 'desk', '',
  (SELECT max(ended_at) FROM recordings WHERE person = p.id AND state = 'finished')
FROM people_names JOIN people p ON p.rowid = people_names.rowid
WHERE people_names.name MATCH :words LIMIT :most)

-- name: people_by_nik
SELECT * FROM (
SELECT r.person AS id, r.name, r.nik, r.sex, r.birth, r.birth_place, r.village, r.rt, r.rw, r.address,
  r.list AS source, r.warnings,
  (SELECT max(ended_at) FROM recordings WHERE person = r.person AND state = 'finished') AS recorded_at
FROM register r WHERE r.nik >= :low AND r.nik < :high LIMIT :most)
UNION ALL
SELECT * FROM (
SELECT p.id, p.name, p.nik, p.sex, p.birth, '', p.village, '', '', p.address, 'desk', '',
  (SELECT max(ended_at) FROM recordings WHERE person = p.id AND state = 'finished')
FROM people p WHERE p.nik >= :low AND p.nik < :high LIMIT :most)

-- name: person
SELECT * FROM (
SELECT r.person AS id, r.name, r.nik, r.sex, r.birth, r.birth_place, r.village, r.rt, r.rw, r.address,
  r.list AS source, r.warnings,
  (SELECT max(ended_at) FROM recordings WHERE person = r.person AND state = 'finished') AS recorded_at
FROM register r JOIN lists l ON l.id = r.list WHERE r.person = :person
ORDER BY l.as_of DESC, l.imported_at DESC, l.id, r.row LIMIT 1)
UNION ALL
SELECT p.id, p.name, p.nik, p.sex, p.birth, '', p.village, '', '', p.address, 'desk', '',
  (SELECT max(ended_at) FROM recordings WHERE person = p.id AND state = 'finished')
FROM people p WHERE p.id = :person

-- name: targets_of_visit
SELECT r.person AS id, r.name, r.nik, r.sex, r.birth, r.birth_place, r.village, r.rt, r.rw, r.address,
  r.list AS source, r.warnings,
  (SELECT max(ended_at) FROM recordings WHERE person = r.person AND state = 'finished') AS recorded_at
FROM visits v JOIN visit_lists n ON n.visit = v.id JOIN register r ON r.list = n.list AND r.village = v.village
WHERE v.id = :visit ORDER BY r.name, r.nik
