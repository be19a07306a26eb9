-- What the journal says of this laptop's clock, and how far it got.

-- name: last_hour
WITH own AS (
  SELECT e.journal, e.seq, e.kind, e.header FROM journals j JOIN events e ON e.journal = j.no
  WHERE j.device = :device
), answered AS (
  SELECT journal, seq FROM own WHERE kind = 'day_confirmed' ORDER BY journal DESC, seq DESC LIMIT 1
)
SELECT max(json_extract(CAST(own.header AS TEXT), '$.at')) AS value
FROM own LEFT JOIN answered AS a
WHERE a.seq IS NULL OR (own.journal, own.seq) >= (a.journal, a.seq)

-- name: last_record
SELECT json_extract(CAST(e.header AS TEXT), '$.at') AS at, e.seq AS number
FROM journals j JOIN events e ON e.journal = j.no
WHERE j.device = :device ORDER BY e.journal DESC, e.seq DESC LIMIT 1

-- name: left_at_desk
SELECT t.number AS value FROM tickets t JOIN recordings r ON r.ticket = t.id
WHERE t.state = 'serving' AND r.state = 'open' ORDER BY r.started_at DESC, r.id
