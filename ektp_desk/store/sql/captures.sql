-- name: offered_files
SELECT modality, 'captured' AS state, 1 AS count, '' AS reason, '' AS second_person, file, size, quality,
  algorithm, '' AS fingers
FROM sealed_files WHERE recording = :recording AND loose = 1 AND named = 0 ORDER BY since, file
