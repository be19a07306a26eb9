-- How far the laptops of a visit's team were heard here.

-- part: about_visit
SELECT entity AS id, 'ticket' AS entity FROM tickets WHERE visit = :visit
UNION SELECT id, 'recording' FROM recordings WHERE visit = :visit UNION SELECT :visit, 'visit'

-- name: visit_writers
-- Each journal that wrote of a visit what a desk there writes, and when last.
SELECT j.device, j.incarnation, max(json_extract(CAST(e.header AS TEXT), '$.at')) AS until
FROM ({about_visit}) a CROSS JOIN events e ON e.entity_id = a.id AND e.entity = a.entity
JOIN journals j ON j.no = e.journal
WHERE e.entity <> 'visit' OR e.kind IN ('desk_opened', 'sent_home') GROUP BY e.journal

-- name: visit_holes
-- Where something of a visit may be absent: `known` where the last run of it that is here stands behind the hole and
-- says that more came before than did. A hole before a run that lacks nothing is of other visits.
SELECT j.device, j.incarnation, h.first, h.last, r.journal IS NOT NULL AS known
FROM holes h JOIN journals j ON j.no = h.journal
LEFT JOIN visit_runs r ON r.journal = h.journal AND r.visit = :visit
WHERE r.journal IS NULL OR h.last >= r.first OR r.earlier > (
  SELECT count(*) FROM events e WHERE e.journal = h.journal AND e.seq < r.first
    AND json_extract(CAST(e.header AS TEXT), '$.visit') = :visit)
ORDER BY h.journal, h.first

-- name: late_arrivals
-- What each laptop wrote of a visit behind the places that its signature names (`ends`), or in the gaps it names.
SELECT j.device, count(DISTINCT e.entity_id) FILTER (WHERE e.entity = 'ticket') AS numbers,
  count(DISTINCT e.entity_id) FILTER (WHERE e.kind = 'recording_finished') AS recordings
FROM ({about_visit}) a CROSS JOIN events e ON e.entity_id = a.id AND e.entity = a.entity
JOIN journals j ON j.no = e.journal
LEFT JOIN json_each(:ends) s
  ON json_extract(s.value, '$[0]') = j.device AND json_extract(s.value, '$[1]') = j.incarnation
WHERE e.entity <> 'visit' AND (e.seq > coalesce(json_extract(s.value, '$[2]'), 0) OR EXISTS (
    SELECT 1 FROM json_each(:gaps) g WHERE json_extract(g.value, '$[0]') = j.device
      AND json_extract(g.value, '$[1]') = j.incarnation
      AND e.seq BETWEEN json_extract(g.value, '$[2]') AND json_extract(g.value, '$[3]')))
  AND NOT EXISTS (SELECT 1 FROM held h WHERE h.journal = e.journal AND h.seq = e.seq)
GROUP BY j.device

-- name: visit_of_laptop
SELECT visit AS value FROM desks WHERE device = :device ORDER BY opened_at DESC, visit LIMIT 1

-- name: last_finished_on
-- The last recording of a visit that a laptop finished, and how many it did.
SELECT coalesce(t.number, '') AS number, r.ended_at AS at, count(*) OVER () AS finished
FROM recordings r
JOIN events e ON e.entity_id = r.id AND e.entity = 'recording' AND e.kind = 'recording_finished'
JOIN journals j ON j.no = e.journal AND j.device = :device
LEFT JOIN tickets t ON t.id = r.ticket
WHERE r.visit = :visit AND r.state IN ('finished', 'double') ORDER BY e.journal DESC, e.seq DESC LIMIT 1
