-- What the office has said of recordings, and what is not safe there yet.

-- part: unsafe
-- Stretches of each journal that are not safe, and recordings of which something lies there: what finished them, or
-- what was said of them before and after. Of a long stretch the first part is looked through for the latter: there each
-- finished recording counts anyway. Or of which the office has a picture that is none.
unsafe AS (
  SELECT s.journal, s.last + 1 AS first, coalesce((
      SELECT min(a.first) - 1 FROM at_office a WHERE a.journal = s.journal AND a.state = 'safe' AND a.first > s.last
    ), 9007199254740991) AS last
  FROM (SELECT no AS journal, 0 AS last FROM journals
    UNION ALL SELECT journal, last FROM at_office WHERE state = 'safe') s),
spoilt AS (
  SELECT f.recording FROM wrong_files w JOIN sealed_files f ON f.file = w.file WHERE f.named = 1 AND f.loose = 0),
exposed AS (
  SELECT e.entity_id AS id FROM unsafe u CROSS JOIN events e INDEXED BY events_finished
    ON e.journal = u.journal AND e.seq BETWEEN u.first AND u.last WHERE e.kind = 'recording_finished'
  UNION SELECT e.entity_id FROM unsafe u CROSS JOIN events e
    ON e.journal = u.journal AND e.seq BETWEEN u.first AND min(u.last, u.first + 50000) WHERE e.entity = 'recording'
  UNION SELECT recording FROM spoilt)

-- name: copy_standing
SELECT CAST(value AS TEXT) AS value FROM facts WHERE name = 'copy'

-- name: last_stick
SELECT CAST(value AS TEXT) AS value FROM facts WHERE name = 'stick'

-- name: recordings_unsafe
-- def: Belum aman: rekaman selesai yang belum dibuka laptop kantor, atau belum ada di dua disk atau dua laptop kantor yang membacanya kembali.
WITH {unsafe}
SELECT count(*) AS value FROM exposed x CROSS JOIN recordings r ON r.id = x.id WHERE r.state IN ('finished', 'double')

-- part: heard
EXISTS (
  SELECT 1 FROM at_office a
  WHERE a.journal = d.journal AND a.state IN ('heard', 'received') AND d.seq BETWEEN a.first AND a.last)

-- part: sealed
d.seq <= (SELECT coalesce(max(last), 0) FROM runs WHERE journal = d.journal)

-- name: safety_ladder
-- def: Disegel, kartu: rekaman laptop ini yang kirimannya sudah tersegel, dan yang semua kiriman dan gambarnya sudah dibaca kembali dari kartu atau stik, kecuali gambar yang sudah dihapus dari laptop karena aman.
-- def: Dikirim: rekaman laptop ini yang dibaca kembali dari stik atau kartu lain daripada kartu di laptop itu, atau sudah diterima. Diterima: sudah ada di hub kantor, atau sudah terdengar laptop kantor.
-- def: Aman: sudah dibuka laptop kantor, dan ada di dua disk atau dua laptop kantor yang membacanya kembali. Kartu laptop tidak dihitung.
WITH {unsafe},
own_card AS (  -- that mirrors this laptop and stays in it
  SELECT coalesce(max(json_extract(CAST(value AS TEXT), '$.carrier')), '') AS carrier FROM facts WHERE name = 'mirror'),
shown AS (
  SELECT DISTINCT r.visit AS id FROM exposed x CROSS JOIN recordings r ON r.id = x.id WHERE r.state IN ('finished', 'double')
  UNION SELECT id FROM visits WHERE day >= :since),
done AS (  -- each with the event that finished it last, and the first of that journal
  SELECT r.id, r.visit, e.journal, e.seq, max(e.rowid), (
    SELECT min(b.seq) FROM events b WHERE b.entity_id = r.id AND b.entity = 'recording' AND +b.journal = e.journal
  ) AS began
  FROM shown s CROSS JOIN recordings r ON r.visit = s.id AND r.state IN ('finished', 'double')
  CROSS JOIN events e ON e.entity_id = r.id AND e.entity = 'recording' AND e.kind = 'recording_finished'
  GROUP BY r.id),
unopened AS (
  SELECT DISTINCT e.entity_id AS id FROM at_office a CROSS JOIN events e
    ON e.journal = a.journal AND e.seq BETWEEN a.first AND min(a.last, a.first + 50000)
  WHERE a.state = 'unopened' AND e.entity = 'recording')
SELECT d.visit, j.device, count(*) AS recorded,
  count(*) FILTER (WHERE {sealed}) AS sealed,
  count(*) FILTER (WHERE {sealed} AND NOT EXISTS (
      SELECT 1 FROM runs u WHERE u.journal = d.journal AND u.last >= d.began AND u.first <= d.seq
        AND u.name NOT IN (SELECT name FROM carried WHERE name = u.name))
    AND NOT EXISTS (
      SELECT 1 FROM sealed_files f WHERE f.recording = d.id AND f.named = 1 AND f.loose = 0
        AND f.file NOT IN (SELECT name FROM carried WHERE name = f.file)
        AND f.file NOT IN (SELECT file FROM files_removed))) AS carried,
  count(*) FILTER (WHERE {heard} OR ({sealed} AND NOT EXISTS (
      SELECT 1 FROM runs u WHERE u.journal = d.journal AND u.last >= d.began AND u.first <= d.seq
        AND u.name NOT IN (SELECT name FROM carried WHERE name = u.name AND carrier <> (SELECT carrier FROM own_card)))
    AND NOT EXISTS (
      SELECT 1 FROM sealed_files f WHERE f.recording = d.id AND f.named = 1 AND f.loose = 0
        AND f.file NOT IN (SELECT name FROM carried WHERE name = f.file AND carrier <> (SELECT carrier FROM own_card))
        AND f.file NOT IN (SELECT file FROM files_removed)))) AS sent,
  count(*) FILTER (WHERE {heard}) AS heard,
  count(*) FILTER (WHERE d.id IN (SELECT id FROM unopened)) AS unopened,
  count(*) FILTER (WHERE d.id IN (SELECT recording FROM spoilt)) AS spoilt,
  count(*) FILTER (WHERE d.id NOT IN (SELECT id FROM exposed)) AS safe
FROM done d JOIN journals j ON j.no = d.journal GROUP BY d.visit, j.device

-- part: not_safe
-- Whether an event of them lies in no stretch that is safe, or of a laptop and maybe on another branch than the office has.
(NOT EXISTS (
  SELECT 1 FROM at_office a WHERE a.journal = e.journal AND a.state = 'safe' AND e.seq BETWEEN a.first AND a.last)
OR (NOT EXISTS (
    SELECT 1 FROM office_branches b WHERE b.journal = e.journal AND e.seq BETWEEN b.first AND b.last)
  AND e.journal IN (
    SELECT j.no FROM journals j JOIN joins n ON n.device = j.device JOIN kits k ON k.id = n.kit WHERE k.desk = 'laptop')))

-- name: files_over
-- Captured files that this laptop has not removed, of recordings that were finished before then; the oldest first.
SELECT f.file AS value FROM sealed_files f CROSS JOIN recordings r ON r.id = f.recording
WHERE f.named = 1 AND f.loose = 0 AND r.state IN ('finished', 'double') AND r.ended_at < :before
  AND f.file NOT IN (SELECT file FROM files_removed) AND EXISTS (SELECT 1 FROM at_office WHERE state = 'safe')
ORDER BY r.ended_at, f.file

-- name: files_safe
-- Of these the files of finished recordings where all that was said of the recording, by whomever, and all that names
-- the file is safe; not what is no picture at the office, nor, unless the disk is full, what the hub has not read back.
SELECT f.file, f.size FROM json_each(:files) w
CROSS JOIN sealed_files f ON f.file = w.value AND f.named = 1 AND f.loose = 0
CROSS JOIN recordings r ON r.id = f.recording AND r.state IN ('finished', 'double')
WHERE f.file NOT IN (SELECT file FROM wrong_files)
  AND NOT EXISTS (SELECT 1 FROM events e WHERE e.entity_id = r.id AND e.entity = 'recording' AND {not_safe})
  AND (:full OR NOT EXISTS (
    SELECT 1 FROM events e CROSS JOIN at_office a ON a.journal = e.journal AND a.state = 'unread'
      AND e.seq BETWEEN a.first AND a.last WHERE e.entity_id = r.id AND e.entity = 'recording'))
  AND NOT EXISTS (
    SELECT 1 FROM events e WHERE e.kind = 'modality_set' AND
      CASE WHEN json_valid(CAST(e.body AS TEXT)) THEN json_extract(CAST(e.body AS TEXT), '$.file') END = +f.file
      AND {not_safe})

-- name: files_removed_here
WITH {unsafe}
SELECT count(*) AS files, coalesce(sum(f.size), 0) AS size,
  count(*) FILTER (WHERE f.recording IN (SELECT id FROM exposed)) AS unsafe
FROM files_removed x CROSS JOIN sealed_files f ON f.file = x.file

-- name: gaps_at_office
-- What the office has not heard of a journal, between stretches that it has.
SELECT j.device, i.label, a.last + 1 AS first, (
    SELECT min(b.first) - 1 FROM at_office b WHERE b.journal = a.journal AND b.state = 'heard' AND b.first > a.last
  ) AS last
FROM at_office a JOIN journals j ON j.no = a.journal
JOIN incarnations i ON i.device = j.device AND i.incarnation = j.incarnation
WHERE a.state = 'heard' AND EXISTS (
  SELECT 1 FROM at_office b WHERE b.journal = a.journal AND b.state = 'heard' AND b.first > a.last)
ORDER BY i.label, first

-- name: spans_at_office
-- What office desks say together of each journal, with the moment of each stretch's last event where that is here.
SELECT i.label, a.state, a.first, a.last,
  coalesce(json_extract(CAST(e.header AS TEXT), '$.at'), '') AS at,
  coalesce(json_extract(CAST(e.header AS TEXT), '$.offset'), 0) AS "offset"
FROM at_office a JOIN journals j ON j.no = a.journal
JOIN incarnations i ON i.device = j.device AND i.incarnation = j.incarnation
LEFT JOIN events e ON e.journal = a.journal AND e.seq = a.last
WHERE a.state IN ('heard', 'opened', 'safe') ORDER BY i.label, a.state, a.first

-- name: words_of_office
-- Which office desks (devices) said something of which journal.
SELECT DISTINCT i.label, v.desk FROM verdicts v
JOIN incarnations i ON i.device = v.device AND i.incarnation = v.incarnation
