-- What packages say, and whether a visit wants another one.

-- name: packages_of_visits
-- Of each visit what this desk gave it last, in the journal that it writes now: `outdated` where
-- something that a package brings came here since. `elsewhere`: another office desk gives it packages, this one none.
SELECT v.id AS visit, v.day, coalesce(p.number, 0) AS number, coalesce(p.name, '') AS name,
  coalesce(p.expires, '') AS expires, coalesce(json_extract(CAST(f.value AS TEXT), '$.at'), '') AS at,
  coalesce(json_extract(CAST(f.value AS TEXT), '$.offset'), 0) AS "offset",
  p.visit IS NULL AND EXISTS (SELECT 1 FROM packages o WHERE o.visit = v.id AND o.device <> :device) AS elsewhere,
  EXISTS (
    SELECT 1 FROM events e
    WHERE e.rowid > coalesce(json_extract(CAST(f.value AS TEXT), '$.until'), 0) AND (
      e.entity IN ('office', 'user')
      OR e.kind IN ('kit_made', 'joined', 'device_keys', 'device_revoked', 'incarnation_opened')
      OR (e.entity = 'visit' AND e.entity_id = v.id)
      OR (e.entity = 'list' AND e.entity_id IN (SELECT l.list FROM visit_lists l WHERE l.visit = v.id))
      OR (e.kind IN ('settled', 'number_parted', 'events_placed', 'ticket_entered', 'recording_moved',
          'recording_counted', 'picture_ruled', 'correction_reviewed', 'exception_reviewed', 'withdrawn', 'body_erased')
        AND json_extract(CAST(e.header AS TEXT), '$.visit') = v.id))
  ) AS outdated
FROM visits v
LEFT JOIN packages p ON p.visit = v.id AND p.device = :device
  AND p.incarnation = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'incarnation')
LEFT JOIN facts f ON f.name = 'package ' || v.id
ORDER BY v.day, v.id
