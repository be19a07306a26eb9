-- The queue and the recordings as the screens show them. Who is next follows the order of the
-- events as they were written (their rowid), never a clock: an old laptop's may jump back at noon.

-- part: visit_with_desks
v.id, v.kind, v.village, v.day, v.closing_hour, v.state, v.sent_home, v.opened_at, v.closed_at, v.supervisor,
  v.place, v.opening_hour, v.team, v.polling_day, v.postponed_from, v.reopened, v.reopened_why, v.proved,
  (SELECT coalesce(group_concat(letter, ' '), '') FROM (
    SELECT DISTINCT letter FROM desks WHERE visit = v.id ORDER BY letter)) AS desks,
  (SELECT coalesce(group_concat(letter, ' '), '') FROM (
    SELECT letter FROM desks WHERE visit = v.id GROUP BY letter HAVING count(*) > 1 ORDER BY letter)) AS shared_desks,
  (SELECT coalesce(group_concat(letter, ' '), '') FROM (
    SELECT letter FROM desks WHERE visit = v.id
    AND device = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device') ORDER BY opened_at, letter)) AS own_desks

-- name: visits
-- Nobody is counted here: what only chooses a visit shall not read its lists.
SELECT {visit_with_desks}
FROM visits v ORDER BY v.day, v.id

-- name: visits_planned
SELECT {visit_with_desks}
FROM visits v WHERE v.state = 'planned' ORDER BY v.day, v.id

-- name: visit_closed_last
SELECT {visit_with_desks}
FROM visits v WHERE v.closed_at IS NOT NULL ORDER BY v.closed_at DESC, v.id DESC LIMIT 1

-- name: open_visit
-- One at which this laptop has a desk, before one that only others opened.
SELECT {visit_with_desks}
FROM visits v WHERE v.state = 'open' ORDER BY own_desks = '', v.day DESC, v.id DESC LIMIT 1

-- name: visit
-- Every act asks this.
SELECT {visit_with_desks}
FROM visits v WHERE v.id = :visit

-- name: progress_of_visits
-- Targets, those of them who are recorded, and the recorded from outside the lists, as "targets" counts them.
WITH ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person),
met AS (
  SELECT v.id AS visit, coalesce(o.one, r.person) AS who, 1 AS listed, 0 AS done
  FROM visits v JOIN visit_lists n ON n.visit = v.id JOIN register r ON r.list = n.list AND r.village = v.village
  LEFT JOIN ones o ON o.person = r.person WHERE v.kind = 'desa' AND r.person <> ''
  AND r.person NOT IN {moved_away}
  UNION ALL
  SELECT v.id, coalesce(o.one, r.person), 1, 0
  FROM visits v JOIN visit_lists n ON n.visit = v.id JOIN register r INDEXED BY register_listed ON r.list = n.list
  LEFT JOIN ones o ON o.person = r.person WHERE v.kind <> 'desa' AND r.person <> '' AND {of_office}
  UNION ALL
  SELECT c.visit, coalesce(o.one, c.person), 0, 1
  FROM recordings c LEFT JOIN ones o ON o.person = c.person WHERE c.state = 'finished'),
counted AS (SELECT visit, max(listed) AS listed, max(done) AS done FROM met GROUP BY visit, who)
SELECT v.id AS visit,
  count(*) FILTER (WHERE p.listed) AS targets,
  count(*) FILTER (WHERE p.listed AND p.done) AS recorded,
  count(*) FILTER (WHERE p.done AND NOT p.listed) AS outside
FROM visits v LEFT JOIN counted p ON p.visit = v.id GROUP BY v.id

-- part: ticket_with_name
-- `place` is where somebody stands among those of their turn: by when they were put there, and whom nothing was said
-- of by when they came; in the order of this store's events, since laptops' clocks order nothing.
t.id, t.visit, t.number, t.letter, t.serial, t.given, t.purpose, t.home, t.grp, t.priority, t.given_at, t.state, t.turn,
  CASE t.state WHEN 'waiting' THEN coalesce((
    SELECT CASE t.turn WHEN 2 THEN min(e.rowid) ELSE max(e.rowid) END FROM events e
    WHERE e.entity_id IN (t.entity, t.was) AND e.entity = 'ticket' AND (t.turn = 2
      OR t.turn = 0 AND e.kind = 'ticket_returned' OR t.turn = 1 AND e.kind = 'ticket_prioritised'
      OR t.turn = 3 AND e.kind IN ('ticket_skipped', 'ticket_put_back'))), 0) ELSE 0 END AS place,
  t.moved_at, t.desk, t.calls, t.skips, t.put_backs, t.called_at, t.served_at, t.ended_at, t.person, t.sex,
  coalesce(p.name, r.name, '') AS name, t.outcome, t.outcome_text, t.recording, t.was, t.others, t.doubled,
  CASE WHEN t.home THEN coalesce((SELECT contact FROM stops WHERE ticket = t.id), '') ELSE '' END AS sought, t.reopened

-- part: tickets_and_people
tickets t
LEFT JOIN people p ON p.id = t.person
LEFT JOIN register r ON r.rowid = (SELECT min(rowid) FROM register WHERE person = t.person AND name <> '')

-- name: open_tickets
SELECT {ticket_with_name}
FROM {tickets_and_people}
WHERE t.visit = :visit AND t.state IN ('waiting', 'called', 'serving')
ORDER BY (SELECT min(rowid) FROM events WHERE entity_id IN (t.entity, t.was) AND entity = 'ticket'), t.letter, t.serial

-- name: tickets_of_visit
-- Every number with its group: who waits in which turn, and what became of the others.
SELECT {ticket_with_name}, coalesce(t.outcome_group, '') AS outcome_group, g.name AS group_name,
  g.brought_by AS group_brought_by, g.together AS group_together, g.formed_at AS group_at,
  CASE t.state WHEN 'ended' THEN (
    SELECT max(rowid) FROM events WHERE entity_id IN (t.entity, t.was) AND entity = 'ticket' AND kind = 'ticket_ended'
  ) END AS ended_place
FROM {tickets_and_people}
LEFT JOIN groups g ON g.id = t.grp
WHERE t.visit = :visit
ORDER BY (SELECT min(rowid) FROM events WHERE entity_id IN (t.entity, t.was) AND entity = 'ticket'), t.letter, t.serial

-- name: ticket
SELECT {ticket_with_name}
FROM {tickets_and_people}
WHERE t.id = :ticket

-- name: papers_of_number
-- Several laptops gave the number: who has it, and who was entered under another one.
SELECT {ticket_with_name}
FROM {tickets_and_people}
WHERE t.entity = :ticket OR t.was = :ticket AND t.was <> ''
ORDER BY t.was, t.id

-- name: doubled_numbers
-- Numbers that laptops gave without having seen each other, and of whose papers nobody has ruled yet.
SELECT ticket FROM doubles WHERE visit = :visit OR :visit = '' ORDER BY ticket

-- name: recordings_of_ticket
SELECT id, person FROM recordings WHERE ticket = :ticket ORDER BY id

-- name: number_rulings
SELECT entity_id AS ticket, hex(link) AS event FROM events
WHERE kind = 'number_parted' ORDER BY rowid DESC LIMIT :most

-- name: desks_of_visit
SELECT letter, device FROM desks WHERE visit = :visit ORDER BY letter, opened_at, device

-- name: stops
-- The homes still to go to: in the order that somebody gave them, the others by dusun, RW and RT.
SELECT s.ticket, t.number, coalesce(p.name, r.name, '') AS name, t.purpose, t.state, t.desk, t.given_at AS at,
  s.place, s.address, s.dusun, s.rt, s.rw, s.contact, s.cannot
FROM stops s JOIN tickets t ON t.id = s.ticket AND t.state IN ('waiting', 'called', 'serving')
LEFT JOIN people p ON p.id = t.person
LEFT JOIN register r ON r.rowid = (SELECT min(rowid) FROM register WHERE person = t.person AND name <> '')
WHERE s.visit = :visit
ORDER BY s.place = 0, s.place, lower(s.dusun), s.rw, s.rt, t.letter, t.serial

-- name: last_serial
-- Also of papers that were entered under another number since.
SELECT coalesce(max(serial), 0) AS value FROM (
  SELECT serial FROM tickets WHERE visit = :visit AND letter = :letter
  UNION ALL SELECT CAST(substr(was, length(visit) + 3) AS INTEGER) FROM tickets
  WHERE visit = :visit AND was <> '' AND substr(was, length(visit) + 2, 1) = :letter)

-- part: recording_row
SELECT id, visit, ticket, desk, person, nik, name, sex, birth, village, started_at, saved_at, ended_at, state, kk, f102,
  marriage, note FROM recordings

-- name: recording
{recording_row} WHERE id = :recording

-- name: open_recording_of_ticket
{recording_row} WHERE ticket = :ticket AND state = 'open' ORDER BY started_at DESC, id LIMIT 1

-- name: steps
SELECT modality, state, count, reason, second_person, file, size, quality, algorithm, fingers
FROM modalities WHERE recording = :recording

-- name: last_written
-- The end of the journal that this laptop writes now, latest first: longer than two bulks of numbers.
WITH own AS (
  SELECT j.no FROM journals j WHERE j.device = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device')
    AND j.incarnation = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'incarnation'))
SELECT e.entity, e.entity_id AS id, e.kind, lower(hex(e.link)) AS link,
  json_extract(CAST(e.header AS TEXT), '$.at') AS at, json_extract(CAST(e.header AS TEXT), '$.by') AS by,
  coalesce(json_extract(CAST(e.body AS TEXT), '$.batch'), json_extract(CAST(e.body AS TEXT), '$.act'), '') AS act,
  coalesce(json_extract(CAST(e.body AS TEXT), '$.event'), '') AS undone,
  coalesce(json_extract(CAST(e.body AS TEXT), '$.person'), '') AS person
FROM own CROSS JOIN events e ON e.journal = own.no
  AND e.seq > (SELECT max(seq) FROM events WHERE journal = own.no) - 420
ORDER BY e.seq DESC

-- name: last_called
-- What the hall sees: no person. The latest calls first, in the order in which they were written.
SELECT t.number, t.desk, t.state, t.calls FROM tickets t
WHERE t.visit = :visit AND t.calls > 0 AND t.home = 0
ORDER BY (
  SELECT max(rowid) FROM events WHERE entity_id IN (t.entity, t.was) AND entity = 'ticket' AND kind = 'ticket_called'
) DESC, t.letter, t.serial
LIMIT 24
