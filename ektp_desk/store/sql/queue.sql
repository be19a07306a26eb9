-- The queue and the recordings as the screens show them. Who is next follows the order of the
-- events as they were written (their rowid), never a clock: an old laptop's may jump back at noon.

-- name: visits
WITH ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person)
SELECT v.*,
  (SELECT coalesce(group_concat(letter, ' '), '') FROM (SELECT letter FROM desks WHERE visit = v.id ORDER BY letter)) AS desks,
  (SELECT count(DISTINCT coalesce(o.one, nullif(r.person, ''))) FROM register r JOIN visit_lists n ON n.list = r.list
   LEFT JOIN ones o ON o.person = r.person WHERE n.visit = v.id AND r.village = v.village) AS targets,
  (SELECT count(DISTINCT coalesce(o.one, c.person)) FROM recordings c LEFT JOIN ones o ON o.person = c.person
   WHERE c.visit = v.id AND c.state = 'finished') AS recorded
FROM visits v ORDER BY v.day, v.id

-- name: visits_facts
-- Without counting anybody: what only chooses a visit, or asks whether it is open, shall not read its lists.
SELECT v.*, (SELECT coalesce(group_concat(letter, ' '), '') FROM (SELECT letter FROM desks WHERE visit = v.id ORDER BY letter)) AS desks
FROM visits v ORDER BY v.day, v.id

-- name: visit_facts
SELECT v.*, (SELECT coalesce(group_concat(letter, ' '), '') FROM (SELECT letter FROM desks WHERE visit = v.id ORDER BY letter)) AS desks
FROM visits v WHERE v.id = :visit

-- name: open_visit
SELECT id AS value FROM visits WHERE state = 'open' ORDER BY day DESC, id DESC LIMIT 1

-- name: visit
WITH ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person)
SELECT v.*,
  (SELECT coalesce(group_concat(letter, ' '), '') FROM (SELECT letter FROM desks WHERE visit = v.id ORDER BY letter)) AS desks,
  (SELECT count(DISTINCT coalesce(o.one, nullif(r.person, ''))) FROM register r JOIN visit_lists n ON n.list = r.list
   LEFT JOIN ones o ON o.person = r.person WHERE n.visit = v.id AND r.village = v.village) AS targets,
  (SELECT count(DISTINCT coalesce(o.one, c.person)) FROM recordings c LEFT JOIN ones o ON o.person = c.person
   WHERE c.visit = v.id AND c.state = 'finished') AS recorded
FROM visits v WHERE v.id = :visit

-- name: open_tickets
SELECT t.*, coalesce(p.name, r.name, '') AS name
FROM tickets t
LEFT JOIN people p ON p.id = t.person
LEFT JOIN register r ON r.rowid = (SELECT min(rowid) FROM register WHERE person = t.person AND name <> '')
WHERE t.visit = :visit AND t.state IN ('waiting', 'called', 'serving')
ORDER BY (
  SELECT min(rowid) FROM events WHERE entity_id = t.id AND entity = 'ticket' AND kind = 'ticket_given'
), t.letter, t.serial

-- name: ticket
SELECT t.*, coalesce(p.name, r.name, '') AS name
FROM tickets t
LEFT JOIN people p ON p.id = t.person
LEFT JOIN register r ON r.rowid = (SELECT min(rowid) FROM register WHERE person = t.person AND name <> '')
WHERE t.id = :ticket

-- name: ended_tickets
SELECT t.*, coalesce(p.name, r.name, '') AS name
FROM tickets t
LEFT JOIN people p ON p.id = t.person
LEFT JOIN register r ON r.rowid = (SELECT min(rowid) FROM register WHERE person = t.person AND name <> '')
WHERE t.visit = :visit AND t.state IN ('ended', 'voided')
ORDER BY t.ended_at DESC, t.id

-- name: next_waiting
SELECT t.id AS value FROM tickets t
WHERE t.visit = :visit AND t.state = 'waiting'
ORDER BY t.skips + t.put_backs > 0, (
  SELECT max(rowid) FROM events WHERE entity_id = t.id AND entity = 'ticket'
    AND kind IN ('ticket_given', 'ticket_skipped', 'ticket_put_back')
), t.letter, t.serial
LIMIT 1

-- name: last_serial
SELECT coalesce(max(serial), 0) AS value FROM tickets WHERE visit = :visit AND letter = :letter

-- name: recording
SELECT * FROM recordings WHERE id = :recording

-- name: open_recording_of_ticket
SELECT * FROM recordings WHERE ticket = :ticket AND state = 'open' ORDER BY started_at DESC, id LIMIT 1

-- name: open_recordings
SELECT * FROM recordings WHERE visit = :visit AND state = 'open' ORDER BY started_at DESC, id

-- name: steps
SELECT modality, state, count, reason, second_person FROM modalities WHERE recording = :recording
