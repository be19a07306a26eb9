-- Checks that span entities: what a person has to look at.

-- name: nik_recorded_twice
-- def: NIK direkam dua kali: dua rekaman selesai dengan NIK yang sama di laptop ini.
-- From the visit's own recordings on: the first screen asks after every save.
SELECT c.nik, t.id, t.number FROM recordings c JOIN tickets t ON t.id = c.ticket
WHERE c.visit = :visit AND c.state = 'finished' AND c.nik <> '' AND EXISTS (
  SELECT 1 FROM recordings o WHERE o.nik = c.nik AND o.id <> c.id AND o.state = 'finished')
ORDER BY c.nik, c.ended_at, c.id

-- name: served_without_recording
-- def: Direkam tanpa rekaman: nomor berhasil direkam yang rekamannya tidak selesai.
SELECT t.number AS value FROM tickets t
WHERE t.visit = :visit AND t.outcome = 'recorded' AND NOT EXISTS (
  SELECT 1 FROM recordings r WHERE r.id = t.recording AND r.ticket = t.id AND r.state IN ('finished', 'double'))
ORDER BY t.letter, t.serial

-- name: recording_without_outcome
-- def: Rekaman tanpa hasil: rekaman selesai yang nomornya tidak berhasil direkam.
SELECT r.ticket AS value FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.visit = :visit AND r.state = 'finished' AND t.recording <> r.id ORDER BY r.ticket

-- name: recordings_left_open
-- def: Rekaman terbuka: rekaman yang dimulai dan belum diselesaikan atau dibatalkan.
SELECT t.number AS value FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.visit = :visit AND r.state = 'open' ORDER BY t.letter, t.serial

-- name: double_recordings
-- def: Rekaman ganda: dua rekaman selesai dari orang atau NIK yang sama, dari dua laptop yang belum saling mendengar.
-- Two finished recordings of one person or of one NIK, of two laptops neither of which had heard of the other's.
-- From those of visits since a day on: the first screen asks after every save.
WITH fresh AS MATERIALIZED (
  SELECT r.id, r.person, r.nik FROM (SELECT 1 WHERE (SELECT count(DISTINCT device) FROM journals) > 1)
  CROSS JOIN visits v CROSS JOIN recordings r ON r.visit = v.id AND r.state = 'finished' WHERE v.day >= :since),
alike(one, other) AS (
  SELECT f.id, o.id FROM fresh f CROSS JOIN recordings o ON o.nik = f.nik
  WHERE f.nik <> '' AND o.id <> f.id AND o.state = 'finished'
  UNION SELECT f.id, o.id FROM fresh f CROSS JOIN recordings o ON o.person = f.person
  WHERE f.person <> '' AND o.id <> f.id AND o.state = 'finished'
  UNION SELECT f.id, o.id FROM same_people s CROSS JOIN fresh f ON f.person = s.person
  JOIN recordings o ON o.person = s.other WHERE o.id <> f.id AND o.state = 'finished'),
placed AS (
  SELECT min(a.one, a.other) AS first, max(a.one, a.other) AS second,
    e.journal, e.seq, j.device, j.incarnation, a.one AS id
  FROM alike a CROSS JOIN events e ON e.entity_id = a.one AND e.entity = 'recording' AND e.kind = 'recording_finished'
  JOIN journals j ON j.no = e.journal
  UNION
  SELECT min(a.one, a.other), max(a.one, a.other), e.journal, e.seq, j.device, j.incarnation, a.other
  FROM alike a CROSS JOIN events e ON e.entity_id = a.other AND e.entity = 'recording' AND e.kind = 'recording_finished'
  JOIN journals j ON j.no = e.journal)
SELECT DISTINCT a.first, a.second FROM placed a
JOIN placed b ON b.first = a.first AND b.second = a.second AND a.id = a.first AND b.id = b.second AND b.device <> a.device
JOIN recordings r ON r.id = a.first JOIN recordings o ON o.id = a.second
WHERE NOT (instr(' ' || r.ruled || ' ', ' ' || o.id || ' ') AND instr(' ' || o.ruled || ' ', ' ' || r.id || ' '))
  AND NOT EXISTS (SELECT 1 FROM pairs p WHERE p.same = 0
    AND p.first = min(r.person, o.person) AND p.second = max(r.person, o.person))
  AND NOT EXISTS (
    SELECT 1 FROM events h, json_each(CAST(h.body AS TEXT), '$.heard') k
    WHERE h.entity IN ('office', 'user', 'device') AND h.kind IN ('journals_heard', 'joined')
      AND ((h.journal = a.journal AND h.seq < a.seq AND json_extract(k.value, '$.device') = b.device
          AND json_extract(k.value, '$.incarnation') = b.incarnation AND json_extract(k.value, '$.seq') >= b.seq)
        OR (h.journal = b.journal AND h.seq < b.seq AND json_extract(k.value, '$.device') = a.device
          AND json_extract(k.value, '$.incarnation') = a.incarnation AND json_extract(k.value, '$.seq') >= a.seq)))
ORDER BY 1, 2

-- name: recordings_made
-- def: Rekaman berdampingan: siapa yang direkam, kapan, di laptop dan meja mana, oleh siapa, dan langkah yang diambil.
SELECT c.id, c.visit, c.person, c.name, c.desk, c.ended_at, coalesce(t.number, '') AS number, {went_to} AS village,
  coalesce(u.name, '') AS by, coalesce(i.label, '') AS laptop, coalesce((
    SELECT group_concat(m.modality || ' ' || m.state || ' ' || m.count, ',') FROM modalities m WHERE m.recording = c.id
  ), '') AS steps
FROM recordings c LEFT JOIN tickets t ON t.id = c.ticket LEFT JOIN visits v ON v.id = c.visit
LEFT JOIN events e ON e.entity_id = c.id AND e.entity = 'recording' AND e.kind = 'recording_finished'
LEFT JOIN users u ON u.id = json_extract(CAST(e.header AS TEXT), '$.by')
LEFT JOIN journals j ON j.no = e.journal
LEFT JOIN incarnations i ON i.device = j.device AND i.incarnation = j.incarnation
WHERE c.id IN (SELECT value FROM json_each(:recordings)) GROUP BY c.id
