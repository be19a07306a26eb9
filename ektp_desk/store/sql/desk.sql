-- What the desk needs to know of itself.

-- name: office
SELECT id, region, name, address, zone, closing_hour, sample FROM offices

-- name: users
SELECT id, name, roles FROM users ORDER BY name

-- name: lists
SELECT id, kind, name, as_of, source, rows, imported_at FROM lists ORDER BY imported_at DESC, id

-- name: heads
SELECT i.label, hex(e.link)
FROM journals j
JOIN incarnations i ON i.device = j.device AND i.incarnation = j.incarnation
JOIN events e ON e.journal = j.no AND e.seq = (SELECT max(seq) FROM events WHERE journal = j.no)
ORDER BY i.label

-- name: label_of_device
SELECT label AS value FROM incarnations WHERE device = :device ORDER BY label

-- name: day_confirmed
SELECT local AS value FROM days WHERE device = :device AND day = :day

-- name: events_held
SELECT count(*) AS value FROM events
