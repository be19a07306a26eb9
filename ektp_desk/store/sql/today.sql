-- What the first screen says of the running day.

-- name: batches
SELECT min(t.given_at) AS at, count(*) AS count, max(coalesce(g.together, 0)) AS together
FROM tickets t LEFT JOIN groups g ON g.id = t.grp
WHERE t.visit = :visit AND t.batch <> '' AND t.state <> 'voided' GROUP BY t.batch ORDER BY 1

-- name: recordings_kept
SELECT count(*) AS value FROM recordings WHERE visit = :visit AND state IN ('finished', 'double')

-- name: recordings_finished
SELECT count(*) AS value FROM recordings WHERE state = 'finished'

-- name: mirror_card
SELECT CAST(value AS TEXT) AS value FROM facts WHERE name = 'mirror'

-- name: recordings_not_backed_up
-- A backup that another laptop made does not hold what was recorded on this one.
SELECT count(*) AS value FROM recordings WHERE visit = :visit AND state IN ('finished', 'double')
  AND ended_at > coalesce((SELECT max(at) FROM backups WHERE device = :device), '')

-- name: unclear_since
SELECT id, number, given_at AS at, state, home FROM tickets
WHERE visit = :visit AND state IN ('waiting', 'called', 'serving') ORDER BY given_at, letter, serial

-- name: recordings_set_aside
SELECT t.id, t.number FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.visit = :visit AND r.state = 'open' AND t.state <> 'serving' ORDER BY t.letter, t.serial
