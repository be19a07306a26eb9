-- What the first screen says of the running day.

-- name: batches
SELECT min(given_at) AS at, count(*) AS count FROM tickets
WHERE visit = :visit AND batch <> '' AND state <> 'voided' GROUP BY batch ORDER BY 1

-- name: targets_today
WITH RECURSIVE edges(a, b) AS (SELECT first, second FROM pairs WHERE same = 1 UNION ALL SELECT second, first FROM pairs WHERE same = 1),
reach(person, other) AS (SELECT a, b FROM edges UNION SELECT r.person, e.b FROM reach r JOIN edges e ON e.a = r.other),
ones(person, one) AS (SELECT person, min(other) FROM reach GROUP BY person)
SELECT max(r.birth) AS birth,
  max(EXISTS (SELECT 1 FROM recordings c WHERE c.visit = v.id AND c.state = 'finished'
    AND (c.person = r.person OR c.person IN (SELECT other FROM reach WHERE reach.person = r.person)))) AS recorded,
  max(EXISTS (SELECT 1 FROM tickets t WHERE t.visit = v.id AND t.state <> 'voided'
    AND (t.person = r.person OR t.person IN (SELECT other FROM reach WHERE reach.person = r.person)))) AS came
FROM visits v JOIN visit_lists n ON n.visit = v.id
JOIN register r ON r.list = n.list AND r.village = v.village
LEFT JOIN ones o ON o.person = r.person
WHERE v.id = :visit AND r.person <> '' GROUP BY coalesce(o.one, r.person)

-- name: recordings_kept
SELECT count(*) AS value FROM recordings WHERE state = 'finished'

-- name: last_saved
SELECT max(json_extract(CAST(e.header AS TEXT), '$.at')) AS value
FROM journals j JOIN events e ON e.journal = j.no
  AND e.seq = (SELECT max(seq) FROM events WHERE journal = j.no)

-- name: waiting_since
SELECT id, number, given_at AS at FROM tickets
WHERE visit = :visit AND state = 'waiting' ORDER BY given_at, letter, serial

-- name: unclear_since
SELECT id, number, given_at AS at FROM tickets
WHERE visit = :visit AND state IN ('waiting', 'called', 'serving') ORDER BY given_at, letter, serial

-- name: recordings_set_aside
SELECT t.id, t.number, r.saved_at AS at FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.visit = :visit AND r.state = 'open' AND t.state <> 'serving' ORDER BY t.letter, t.serial

-- name: tickets_of_nik
SELECT t.id, t.number, r.ended_at AS at FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.nik = :nik AND r.visit = :visit AND r.state = 'finished' ORDER BY r.ended_at, r.id
