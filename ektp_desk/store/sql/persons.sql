-- One person's whole line, who is one with whom, and what of it somebody has to decide.

-- part: went_to
-- Where a visit was: the desa's code, or the school's or counter's name.
coalesce(CASE WHEN v.kind <> 'desa' THEN nullif(v.place, '') END, v.village, '')

-- name: clusters_of
WITH RECURSIVE asked(id) AS (SELECT DISTINCT value FROM json_each(:people)), {together}
SELECT person, other FROM together ORDER BY 1, 2

-- name: verdicts
SELECT id, first, second, same, event FROM pairs ORDER BY id

-- name: split_pairs
SELECT p.id, p.first, p.second, p.same, p.event FROM pairs p
WHERE p.same = 0 AND (p.first, p.second) IN (SELECT person, other FROM same_people)
ORDER BY p.id

-- name: mentions
SELECT r.person, r.row, r.name, r.nik, r.sex, r.birth, r.village, r.address, r.rt, r.rw, r.kk_number,
  r.siak_status, l.id AS list, l.kind, l.name AS list_name, l.as_of, l.source, l.imported_at
FROM register r JOIN lists l ON l.id = r.list
WHERE r.person IN (SELECT value FROM json_each(:people))
ORDER BY l.as_of DESC, l.imported_at DESC, l.id, r.row

-- name: said_claims
SELECT c.person, c.field, c.value, c.source, c.day, c.event, c.by, c.ground, c.held, coalesce(x.witness, '') AS witness,
  coalesce(x.verdict, '') AS verdict
FROM claims c LEFT JOIN corrections x ON x.person = c.person AND x.event = c.event
WHERE c.person IN (SELECT value FROM json_each(:people)) ORDER BY c.at DESC, c.event

-- name: number_and_village
SELECT t.id, t.number, {went_to} AS village FROM tickets t LEFT JOIN visits v ON v.id = t.visit
WHERE t.id IN (SELECT value FROM json_each(:tickets))

-- name: births_after
SELECT birth, count(*) AS people FROM register WHERE birth > :after AND birth <> ''
GROUP BY birth ORDER BY birth LIMIT :most

-- name: people_born
SELECT r.person AS id, coalesce(p.name, r.name) AS name, coalesce(p.birth, r.birth) AS birth,
  coalesce(p.nik, r.nik) AS nik FROM register r LEFT JOIN people p ON p.id = r.person
WHERE r.birth >= :low AND r.birth <= :high AND r.person <> '' AND (p.birth IS NULL OR p.birth = r.birth)
UNION
SELECT p.id, coalesce(p.name, ''), p.birth, coalesce(p.nik, '') FROM people p
WHERE p.birth >= :low AND p.birth <= :high AND p.name IS NOT NULL
UNION
SELECT c.person, coalesce(p.name, c.name), c.birth, coalesce(p.nik, c.nik) FROM recordings c LEFT JOIN people p ON p.id = c.person
WHERE c.birth >= :low AND c.birth <= :high AND p.birth IS NULL AND {unlisted}
ORDER BY 3, 1

-- name: contact_of_person
WITH RECURSIVE asked(id) AS (SELECT :person), {together}
SELECT phone, whose FROM contacts WHERE person IN (SELECT other FROM together) ORDER BY at DESC, event DESC LIMIT 1

-- name: people_with_nik
SELECT r.person AS value FROM register r WHERE r.nik = :nik AND r.person <> '' AND NOT EXISTS (
  SELECT 1 FROM people p WHERE p.id = r.person AND p.nik IS NOT NULL AND p.nik <> :nik)
UNION SELECT id FROM people WHERE nik = :nik
UNION SELECT c.person FROM recordings c
WHERE c.nik = :nik AND {unlisted} AND NOT EXISTS (SELECT 1 FROM people WHERE id = c.person AND nik IS NOT NULL) ORDER BY 1

-- name: unjoined
SELECT p.id AS value FROM people p
WHERE p.met = 1 AND coalesce(p.name, '') <> '' AND NOT EXISTS (SELECT 1 FROM register WHERE person = p.id)
  AND p.id NOT IN (SELECT same_people.person FROM same_people JOIN register r ON r.person = same_people.other)
ORDER BY p.rowid DESC LIMIT :most

-- name: earlier_recordings
WITH RECURSIVE asked(id) AS (SELECT :person), {together}
SELECT c.id, c.person, c.name, c.nik, c.birth, c.ended_at, coalesce(t.number, '') AS number,
  {went_to} AS village, coalesce(u.name, '') AS by, coalesce(i.label, '') AS laptop,
  c.person IN (SELECT other FROM together) AS same_person
FROM recordings c LEFT JOIN tickets t ON t.id = c.ticket LEFT JOIN visits v ON v.id = c.visit
LEFT JOIN events e ON e.entity_id = c.id AND e.entity = 'recording' AND e.kind = 'recording_finished'
LEFT JOIN users u ON u.id = json_extract(CAST(e.header AS TEXT), '$.by')
LEFT JOIN journals j ON j.no = e.journal
LEFT JOIN incarnations i ON i.device = j.device AND i.incarnation = j.incarnation
WHERE c.state = 'finished' AND c.id IN (
  SELECT id FROM recordings WHERE person IN (SELECT other FROM together)
  UNION SELECT id FROM recordings WHERE nik = :nik AND nik <> ''
  UNION SELECT id FROM recordings WHERE birth = :birth AND birth <> '')
ORDER BY c.ended_at DESC, c.id

-- name: owner_of
SELECT person FROM tickets WHERE id = :id AND :entity = 'ticket'
UNION ALL SELECT person FROM recordings WHERE id = :id AND :entity = 'recording'

-- name: settlements
SELECT entity, entity_id, hex(link) AS event FROM events WHERE kind = 'settled' ORDER BY rowid DESC LIMIT :most
