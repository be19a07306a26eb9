-- What a laptop that was lost held of people: what came here of its journals, and what its keys open.

-- name: breach_counts
-- def: Direkam di laptop: rekaman yang diselesaikan di laptop itu, sejauh jurnalnya sampai di sini.
SELECT
  (SELECT count(DISTINCT e.entity_id) FROM journals j CROSS JOIN events e ON e.journal = j.no
    WHERE j.device = :device AND e.kind = 'recording_finished') AS recordings,
  (SELECT count(DISTINCT nullif(json_extract(CAST(e.body AS TEXT), '$.file'), ''))
    FROM journals j CROSS JOIN events e ON e.journal = j.no
    WHERE j.device = :device AND e.kind = 'modality_set' AND e.body IS NOT NULL) AS files,
  (SELECT count(*) FROM journals j CROSS JOIN held h ON h.journal = j.no WHERE j.device = :device) AS held

-- name: breach_holes
SELECT i.label, h.first, h.last FROM journals j CROSS JOIN holes h ON h.journal = j.no
JOIN incarnations i ON i.device = j.device AND i.incarnation = j.incarnation
WHERE j.device = :device ORDER BY i.label, h.first

-- name: breach_visits
-- Where a laptop wrote something, and whose keys it may have: each package and kit is sealed to all laptops that are
-- not revoked by then. A visit's key says how many were when it was made. Which stick went where, nobody knows.
WITH cut AS (SELECT min(at) AS at FROM revocations WHERE device IN (:device, :kit)),
before AS (
  SELECT (SELECT at FROM cut) IS NOT NULL AS cut, count(DISTINCT r.device) AS n
  FROM revocations r WHERE r.at < (SELECT at FROM cut)),
keyed AS (
  SELECT k.visit, count(*) FILTER (WHERE NOT b.cut OR k.revoked <= b.n) AS old,
    count(*) FILTER (WHERE b.cut AND k.revoked > b.n) AS new
  FROM before b CROSS JOIN visit_keys k GROUP BY k.visit),
worked AS (
  SELECT json_extract(CAST(e.header AS TEXT), '$.visit') AS visit, count(*) AS events
  FROM journals j CROSS JOIN events e ON e.journal = j.no WHERE j.device = :device GROUP BY 1)
SELECT v.id AS visit, coalesce(w.events, 0) AS events, coalesce(k.old, 0) > 0 AS opens, coalesce(k.new, 0) > 0 AS renewed,
  EXISTS (SELECT 1 FROM packages p WHERE p.visit = v.id) AS packaged,
  (SELECT count(*) FROM visit_lists n LEFT JOIN lists l ON l.id = n.list
    WHERE n.visit = v.id AND coalesce(l.state, '') <> 'standing') AS lists_gone
FROM visits v LEFT JOIN keyed k ON k.visit = v.id LEFT JOIN worked w ON w.visit = v.id
WHERE k.old > 0 OR w.events > 0 ORDER BY v.day, v.id

-- name: people_of_device
WITH said AS (
  SELECT DISTINCT e.entity, e.entity_id AS id FROM journals j CROSS JOIN events e ON e.journal = j.no
  WHERE j.device = :device AND e.entity IN ('person', 'ticket', 'recording'))
SELECT id AS value FROM said WHERE entity = 'person'
UNION SELECT t.person FROM said s CROSS JOIN tickets t ON t.entity = s.id WHERE s.entity = 'ticket' AND t.person <> ''
UNION SELECT t.person FROM said s CROSS JOIN tickets t ON t.was = s.id AND t.was <> ''
  WHERE s.entity = 'ticket' AND t.person <> ''
UNION SELECT r.person FROM said s CROSS JOIN recordings r ON r.id = s.id
  WHERE s.entity = 'recording' AND r.person <> ''

-- name: people_listed
-- def: Di daftar kunjungan: yang disebut daftar kunjungan itu, yang barisnya dibawa paketnya.
SELECT DISTINCT person AS value FROM ({listed})

-- name: people_met
-- def: Dicatat di kunjungan: yang mendapat nomor dengan nama, atau direkam, di laptop mana pun.
SELECT person AS value FROM tickets WHERE visit = :visit AND person <> ''
UNION SELECT person FROM recordings WHERE visit = :visit AND person <> ''

-- name: people_everywhere
SELECT person AS value FROM register WHERE person <> '' UNION SELECT id FROM people
UNION SELECT person FROM recordings WHERE person <> ''
