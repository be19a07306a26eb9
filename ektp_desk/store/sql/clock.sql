-- What the journal says of this laptop's clock, and how far it got. Read at each start: none of these walks
-- through the whole journal.

-- name: last_hour
WITH answered AS (
  SELECT e.journal, e.seq FROM journals j JOIN events e ON e.journal = j.no AND e.kind = 'day_confirmed'
  WHERE j.device = :device ORDER BY e.journal DESC, e.seq DESC LIMIT 1
), since AS (
  SELECT coalesce((SELECT journal FROM answered), 0) AS journal, coalesce((SELECT seq FROM answered), 0) AS seq
)
SELECT max(json_extract(CAST(header AS TEXT), '$.at')) AS value FROM (
  SELECT e.header FROM since s JOIN events e ON e.journal = s.journal AND e.seq >= s.seq
  UNION ALL
  SELECT e.header FROM since s JOIN journals j ON j.no > s.journal AND j.device = :device
  JOIN events e ON e.journal = j.no)

-- name: days_confirmed
-- The journal that is written here now comes last: another copy of this store may have gone on meanwhile.
SELECT substr(json_extract(CAST(e.body AS TEXT), '$.local'), 1, 10) AS day,
  coalesce(json_extract(CAST(e.body AS TEXT), '$.jump_minutes'), 0) AS jump, e.kind = 'expiry_allowed' AS allowed
FROM events e JOIN journals j ON j.no = e.journal
WHERE e.entity_id = :device AND e.entity = 'device' AND e.kind IN ('day_confirmed', 'expiry_allowed')
  AND NOT EXISTS (SELECT 1 FROM held h WHERE h.journal = e.journal AND h.seq = e.seq)
ORDER BY j.incarnation = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'incarnation'), e.journal, e.seq

-- name: last_record
-- Of the journal that is written here now: another copy of this store goes on under the same device.
-- CROSS JOIN: the planner has no counts, and would begin with every event there ever was.
SELECT json_extract(CAST(e.header AS TEXT), '$.at') AS at, e.seq AS number
FROM journals j CROSS JOIN events e ON e.journal = j.no
  AND e.seq = (SELECT max(seq) FROM events WHERE journal = j.no)
WHERE j.device = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device')
  AND j.incarnation = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'incarnation')

-- name: left_at_desk
-- CROSS JOIN: the planner has no counts, and would begin with every recording there ever was.
SELECT t.number AS value FROM visits v CROSS JOIN tickets t ON t.visit = v.id AND t.state = 'serving'
CROSS JOIN recordings r ON r.ticket = t.id AND r.state = 'open' ORDER BY r.started_at DESC, r.id
