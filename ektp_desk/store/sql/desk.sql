-- What the desk needs to know of itself.

-- name: office
SELECT id, region, name, address, zone, closing_hour, sample FROM offices

-- name: office_root
SELECT founder, recovery FROM offices WHERE founder <> ''

-- name: office_hub
SELECT hub_key AS key, hub_addresses AS addresses FROM offices WHERE hub_key <> ''

-- name: users
SELECT id, name, roles, state FROM users ORDER BY name, id

-- name: lists
SELECT id, kind, name, as_of, source, rows, imported_at, state, withdrawn_at, withdrawn_why
FROM lists ORDER BY imported_at DESC, id

-- name: heads
-- CROSS JOIN: the planner has no counts, and would begin with every event there ever was.
SELECT i.label, e.seq, hex(e.link)
FROM journals j
CROSS JOIN incarnations i ON i.device = j.device AND i.incarnation = j.incarnation
CROSS JOIN events e ON e.journal = j.no AND e.seq = (SELECT max(seq) FROM events WHERE journal = j.no)
-- First the journal that is written here: its head is the one that a slip has.
ORDER BY i.incarnation <> (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'incarnation'), i.label

-- name: held_until
SELECT
  count(*) AS held,
  coalesce(max(e.seq), 0) AS last,
  coalesce(lower(hex(max(CASE WHEN e.seq = :seq THEN e.link END))), '') AS link
FROM journals j CROSS JOIN events e ON e.journal = j.no AND e.seq BETWEEN 1 AND :seq
WHERE j.device = :device AND j.incarnation = :incarnation

-- name: day_confirmed
SELECT local AS value FROM days WHERE device = :device AND day = :day

-- name: events_held
SELECT count(*) AS value FROM events

-- name: events_written
-- Counted by the last number of each journal less its holes: every look at the first screen asks.
SELECT coalesce(sum((SELECT max(seq) FROM events WHERE journal = j.no)), 0)
  - (SELECT coalesce(sum(last - first + 1), 0) FROM holes) AS value
FROM journals j

-- name: policy
SELECT value FROM policies WHERE name = :name

-- name: contradictions
SELECT DISTINCT entity, entity_id, slot FROM contradictions ORDER BY 1, 2, 3

-- name: page_drill
SELECT json_extract(CAST(value AS TEXT), '$.day') AS day, json_extract(CAST(value AS TEXT), '$.page') AS page
FROM facts WHERE name = 'page_drill'

-- name: last_backup
SELECT device, at, by, digest, size, place FROM backups ORDER BY at DESC, digest LIMIT 1

-- name: incarnations
SELECT device, incarnation, label, reason, opened_at FROM incarnations ORDER BY opened_at DESC, label DESC

-- name: user_keys
SELECT user, key, sign, seal, state FROM user_keys ORDER BY user, key

-- name: journal_ends
SELECT j.device, j.incarnation, (SELECT max(seq) FROM events WHERE journal = j.no) AS seq
FROM journals j WHERE EXISTS (SELECT 1 FROM events WHERE journal = j.no) ORDER BY j.no

-- name: heard_here
SELECT json_extract(p.value, '$.device') AS device, json_extract(p.value, '$.incarnation') AS incarnation,
  max(json_extract(p.value, '$.seq')) AS seq
FROM journals j JOIN events e ON e.journal = j.no
JOIN json_each(CAST(e.body AS TEXT), '$.heard') p
WHERE e.entity IN ('office', 'user', 'device') AND e.kind IN ('journals_heard', 'joined')
  AND j.device = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device')
  AND j.incarnation = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'incarnation')
GROUP BY 1, 2

-- name: held
-- What an ADB may let count all the same, of each user and journal; of a kit that two laptops used, each journal
-- in which one of them joined.
SELECT CASE WHEN h.why IN ('event.kit_twice', 'event.kit_revoked') THEN max(e.entity_id) FILTER (WHERE e.kind = 'joined')
    ELSE json_extract(CAST(e.header AS TEXT), '$.by') END AS user,
  j.device, j.incarnation, min(h.seq) AS first, max(h.seq) AS last, count(*) AS events,
  count(*) FILTER (WHERE e.kind = 'recording_finished') AS recordings,
  min(json_extract(CAST(e.header AS TEXT), '$.at')) AS since,
  max(json_extract(CAST(e.header AS TEXT), '$.at')) AS until, h.why,
  json_group_array(DISTINCT json_extract(CAST(e.header AS TEXT), '$.by')) AS authors,
  json_group_array(DISTINCT e.kind) AS kinds
FROM held h JOIN journals j ON j.no = h.journal JOIN events e ON e.journal = h.journal AND e.seq = h.seq
WHERE h.why IN ('event.after_end', 'event.beyond_role', 'event.after_revocation', 'event.not_from_office',
  'event.unknown_device', 'event.kit_twice', 'event.kit_revoked')
GROUP BY h.journal, h.why,
  CASE WHEN h.why NOT IN ('event.kit_twice', 'event.kit_revoked') THEN json_extract(CAST(e.header AS TEXT), '$.by') END
HAVING user IS NOT NULL ORDER BY min(e.rowid)

-- name: hold_rulings
SELECT entity_id AS user, lower(hex(link)) AS event FROM events
WHERE entity IN ('office', 'user', 'device') AND kind = 'hold_ruled'
  AND NOT EXISTS (SELECT 1 FROM held h WHERE h.journal = events.journal AND h.seq = events.seq)
ORDER BY rowid DESC

-- name: kits
SELECT id, number, desk, enrol FROM kits ORDER BY number, id

-- name: device_keys
-- Of a laptop that joined, and of the one on which the office was founded.
SELECT sign, seal FROM device_keys WHERE device = :device
UNION SELECT sign, seal FROM joins WHERE device = :device

-- name: joined_laptops
SELECT j.kit, k.number, k.desk, j.device, j.sign, j.seal,
  EXISTS (SELECT 1 FROM revocations r WHERE r.device = j.device) AS revoked
FROM joins j JOIN kits k ON k.id = j.kit ORDER BY k.number, j.device

-- name: kits_made
SELECT id AS kit, made_at, by, EXISTS (SELECT 1 FROM revocations r WHERE r.device = k.id) AS revoked FROM kits k

-- name: journals_known
-- How far each journal came here, and when its last event was written.
SELECT i.device, i.label, e.seq, json_extract(CAST(e.header AS TEXT), '$.at') AS at
FROM journals j
CROSS JOIN incarnations i ON i.device = j.device AND i.incarnation = j.incarnation
CROSS JOIN events e ON e.journal = j.no AND e.seq = (SELECT max(seq) FROM events WHERE journal = j.no)
ORDER BY i.label
