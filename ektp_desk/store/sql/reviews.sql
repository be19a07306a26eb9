-- What a supervisor reads: exceptions and corrections, before a day is signed; and whom they want recorded again.

-- part: is_exception
(r.passed_by <> '' OR EXISTS (SELECT 1 FROM modalities m WHERE m.recording = r.id AND m.state = 'excepted'))

-- name: exceptions_of_visit
SELECT r.id, t.number, r.name, r.birth, r.passed_by, r.passed_why, r.review, r.review_note
FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.visit = :visit AND r.state = 'finished' AND {is_exception} ORDER BY t.letter, t.serial

-- name: excepted_steps_of_visit
SELECT m.recording, m.modality, m.count, m.reason, m.second_person, m.fingers
FROM recordings r JOIN modalities m ON m.recording = r.id
WHERE r.visit = :visit AND r.state = 'finished' AND m.state = 'excepted' ORDER BY m.recording, m.rowid

-- name: documents_unanswered
SELECT r.id, t.id AS ticket, t.number, r.kk, r.f102
FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.visit = :visit AND r.state = 'finished' AND (r.kk = 0 OR r.f102 = 0) ORDER BY t.letter, t.serial

-- name: exceptions_unreviewed
-- def: Pengecualian belum ditinjau: rekaman selesai dengan pengecualian atau izin di bawah 16 tahun yang belum dilihat supervisor.
SELECT count(*) AS value FROM recordings r
WHERE r.visit = :visit AND r.state = 'finished' AND r.review = '' AND {is_exception}

-- name: repeats_of_visit
-- def: Direkam ulang: rekaman yang pengecualiannya ditolak supervisor; orangnya harus datang lagi.
SELECT r.id AS recording, t.number, r.review_note AS note
FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.visit = :visit AND r.state = 'finished' AND r.review = 'repeat' ORDER BY t.letter, t.serial

-- part: unreviewed
c.witness = '' AND c.verdict = '' AND c.ground <> ''

-- part: unwitnessed_reopenings
-- A number that was put right, as a correction: of its person where that is another one now, else of its outcome.
SELECT coalesce(t.person, o.person) AS person, o.event, CASE WHEN o.person <> coalesce(t.person, '') THEN 'person' ELSE 'outcome' END AS field,
  CASE WHEN o.person <> coalesce(t.person, '') THEN o.person ELSE o.outcome END AS was,
  CASE WHEN o.person <> coalesce(t.person, '') THEN coalesce(t.person, '') ELSE coalesce(t.outcome, '') END AS value, o.reason AS ground,
  o.at, o.by, o.verdict, o.note, o.visit, o.ticket, t.number
FROM reopenings o JOIN tickets t ON t.id = o.ticket WHERE o.witness = '' AND o.at_once = 0 AND o.reason <> ''

-- name: corrections_to_read
-- All of a visit without a witness, and of others what waits for this user; of an erased one nothing is left to read.
SELECT c.person, c.event, c.field, c.was, c.value, c.ground, c.at, c.by, c.verdict, c.note,
  c.visit = :visit AND c.visit <> '' AS here, c.ticket, c.number
FROM (
  SELECT person, event, field, was, value, ground, at, by, verdict, note, visit, '' AS ticket, '' AS number FROM corrections
  WHERE witness = '' AND ground <> '' AND (verdict = '' OR visit = :visit)
  UNION ALL {unwitnessed_reopenings} AND (o.verdict = '' OR o.visit = :visit)) c
WHERE here OR (c.verdict = '' AND c.by <> :user)
ORDER BY here DESC, at, event

-- name: corrections_unreviewed
-- def: Koreksi belum ditinjau: data orang atau hasil nomor yang dibetulkan tanpa saksi dan belum dilihat supervisor lain daripada pembuatnya.
SELECT (SELECT count(*) FROM corrections c WHERE {unreviewed} AND c.by <> :user AND (c.visit = :visit OR :visit = ''))
  + (SELECT count(*) FROM reopenings o WHERE o.witness = '' AND o.at_once = 0 AND o.verdict = '' AND o.reason <> ''
    AND o.by <> :user AND (o.visit = :visit OR :visit = '')) AS value

-- name: corrections_counted
-- def: Koreksi: data orang atau nomor yang dibetulkan selama kunjungan; yang tanpa saksi ditinjau supervisor lain daripada pembuatnya.
-- def: Nomor dibetulkan: nomor yang dibuka lagi sesudah selesai karena orang, langkah, atau hasilnya salah; yang salah tidak dihitung di mana pun.
SELECT count(*) FILTER (WHERE c.witness <> '') AS witnessed,
  count(*) FILTER (WHERE c.witness = '' AND c.verdict = 'in_order') AS in_order,
  count(*) FILTER (WHERE c.witness = '' AND c.verdict NOT IN ('', 'in_order')) AS not_in_order,
  count(*) FILTER (WHERE c.witness = '' AND c.verdict = '') AS unreviewed,
  (SELECT count(*) FROM tickets t WHERE t.visit = :visit AND t.reopened > 0) AS numbers
FROM (
  SELECT witness, verdict FROM corrections WHERE visit = :visit AND visit <> ''
  UNION ALL SELECT witness, verdict FROM reopenings WHERE visit = :visit AND visit <> '' AND at_once = 0) c
