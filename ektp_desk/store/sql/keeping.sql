-- What is kept how long: where the journal says something of somebody, and what is past its days.
-- Both ask the events themselves: a view does not show what was withdrawn or said before.

-- name: places_of_people
SELECT entity, entity_id, visit FROM (
  SELECT 'person' AS entity, w.value AS entity_id, coalesce(p.visit, '') AS visit
  FROM json_each(:people) w LEFT JOIN people p ON p.id = w.value
  UNION SELECT 'ticket', t.entity, t.visit FROM tickets t WHERE t.person IN (SELECT value FROM json_each(:people))
  UNION SELECT 'ticket', o.ticket, o.visit FROM reopenings o WHERE o.person IN (SELECT value FROM json_each(:people))
  UNION SELECT 'recording', r.id, r.visit FROM recordings r
    WHERE r.person IN (SELECT value FROM json_each(:people))
  UNION SELECT 'pair', e.entity_id, '' FROM events e INDEXED BY events_of_people JOIN json_each(:people) w
    ON e.entity_id LIKE w.value || '~%' OR e.entity_id LIKE '%~' || w.value
    WHERE e.entity = 'pair' AND e.entity IN ('person', 'pair'))
ORDER BY entity, entity_id

-- name: places_past_retention
-- On a field laptop it waits until all that was said there is safe at the office, also where it was written before.
WITH old AS (SELECT id FROM visits WHERE state = 'closed' AND closed_at < :before),
said AS (
  SELECT json_extract(value, '$[0]') AS kind, '$.' || json_extract(value, '$[1]') AS field FROM json_each(:personal)),
quiet AS (
  SELECT entity, entity_id FROM events WHERE entity IN ('person', 'pair') GROUP BY entity, entity_id
  HAVING max(json_extract(CAST(header AS TEXT), '$.at')) < :before_utc)
SELECT w.entity, w.entity_id, w.visit FROM (
  SELECT 'ticket' AS entity, t.entity AS entity_id, t.visit FROM tickets t JOIN old ON old.id = t.visit
  UNION SELECT 'ticket', t.was, t.visit FROM old CROSS JOIN tickets t ON t.visit = old.id AND t.was <> ''
  UNION ALL SELECT 'recording', r.id, r.visit FROM recordings r JOIN old ON old.id = r.visit
  UNION ALL SELECT 'group', g.id, g.visit FROM groups g JOIN old ON old.id = g.visit
  UNION ALL SELECT q.entity, q.entity_id, '' FROM quiet q WHERE NOT EXISTS (
    SELECT 1 FROM tickets t WHERE t.person = q.entity_id AND t.visit NOT IN (SELECT id FROM old))) w
WHERE EXISTS (
  SELECT 1 FROM events e JOIN said s ON s.kind = e.kind
  WHERE e.entity_id = w.entity_id AND e.entity = w.entity AND e.body IS NOT NULL
    AND coalesce(json_extract(CAST(e.body AS TEXT), s.field), '') <> '')
  AND (:at_office OR NOT EXISTS (
    SELECT 1 FROM events e WHERE e.entity = w.entity AND e.entity_id IN (
      SELECT w.entity_id UNION ALL SELECT was FROM tickets WHERE entity = w.entity_id
      UNION ALL SELECT entity FROM tickets WHERE was = w.entity_id AND was <> '') AND {not_safe}))
ORDER BY w.entity, w.entity_id LIMIT :most
