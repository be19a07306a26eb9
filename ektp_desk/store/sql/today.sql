-- What the first screen says of the running day.

-- name: batches
SELECT min(t.given_at) AS at, count(*) AS count, max(coalesce(g.together, 0)) AS together
FROM tickets t LEFT JOIN groups g ON g.id = t.grp
WHERE t.visit = :visit AND t.batch <> '' AND t.state <> 'voided' GROUP BY t.batch ORDER BY 1

-- name: targets_today
-- def: Sasaran yang datang: sasaran yang dikenali pada nomor kunjungan ini.
-- Counted here: at the office's counter a whole regency is expected, and F1 asks every half minute.
-- `young` of those who have yet to come were born after :grown.
WITH ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person),
done AS (
  SELECT coalesce(o.one, c.person) AS who FROM recordings c LEFT JOIN ones o ON o.person = c.person
  WHERE c.visit = :visit AND c.state = 'finished'),
here AS (
  SELECT coalesce(o.one, t.person) AS who FROM tickets t LEFT JOIN ones o ON o.person = t.person
  WHERE t.visit = :visit AND t.state <> 'voided' AND t.person IS NOT NULL)
SELECT count(*) AS "all", coalesce(sum(recorded), 0) AS recorded, coalesce(sum(came), 0) AS came,
  coalesce(sum(NOT (recorded OR came)), 0) AS to_come,
  coalesce(sum(NOT (recorded OR came) AND birth > :grown), 0) AS young
FROM (
  SELECT max(e.birth) AS birth,
    coalesce(o.one, e.person) IN (SELECT who FROM done) AS recorded,
    coalesce(o.one, e.person) IN (SELECT who FROM here) AS came
  FROM ({expected}) e LEFT JOIN ones o ON o.person = e.person GROUP BY coalesce(o.one, e.person))

-- name: recordings_kept
SELECT count(*) AS value FROM recordings WHERE visit = :visit AND state = 'finished'

-- name: recordings_not_backed_up
-- A backup that another laptop made does not hold what was recorded on this one.
SELECT count(*) AS value FROM recordings WHERE visit = :visit AND state = 'finished'
  AND ended_at > coalesce((SELECT max(at) FROM backups WHERE device = :device), '')

-- name: last_saved
-- Of the journal that this laptop writes now: what came from another was saved there, by its clock.
-- CROSS JOIN: the planner has no counts, and would begin with every event there ever was.
SELECT json_extract(CAST(e.header AS TEXT), '$.at') AS value
FROM journals j CROSS JOIN events e ON e.journal = j.no
  AND e.seq = (SELECT max(seq) FROM events WHERE journal = j.no)
WHERE j.device = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device')
  AND j.incarnation = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'incarnation')

-- name: waiting_since
SELECT id, number, given_at AS at FROM tickets
WHERE visit = :visit AND state = 'waiting' AND home = 0 ORDER BY given_at, letter, serial

-- name: unclear_since
SELECT id, number, given_at AS at FROM tickets
WHERE visit = :visit AND state IN ('waiting', 'called', 'serving') ORDER BY given_at, letter, serial

-- name: recordings_set_aside
SELECT t.id, t.number, r.saved_at AS at FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.visit = :visit AND r.state = 'open' AND t.state <> 'serving' ORDER BY t.letter, t.serial

-- name: tickets_of_nik
SELECT t.id, t.number, r.ended_at AS at FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.nik = :nik AND r.visit = :visit AND r.state = 'finished' ORDER BY r.ended_at, r.id
