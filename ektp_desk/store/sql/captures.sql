-- name: offered_files
SELECT modality, 'captured' AS state, 1 AS count, '' AS reason, '' AS second_person, file, size, quality,
  algorithm, '' AS fingers
FROM sealed_files WHERE recording = :recording AND loose = 1 AND named = 0 ORDER BY since, file

-- name: claimed_pictures
-- Events of recordings that count and name a captured file which an erased event (its link) named too.
SELECT f.link AS erased, lower(hex(e.link)) AS naming, e.entity_id AS recording, coalesce(r.person, '') AS person,
  coalesce(r.name, '') AS name
FROM erased_files f CROSS JOIN events e ON
  CASE WHEN json_valid(CAST(e.body AS TEXT)) THEN json_extract(CAST(e.body AS TEXT), '$.file') END = +f.file
LEFT JOIN recordings r ON r.id = e.entity_id
WHERE f.claimed = 1 AND e.kind = 'modality_set' AND e.entity = 'recording'
  AND NOT EXISTS (SELECT 1 FROM held h WHERE h.journal = e.journal AND h.seq = e.seq)
ORDER BY f.file, e.link
