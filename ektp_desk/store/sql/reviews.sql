-- What a supervisor reads before a day is signed, and whom they want recorded again.

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

-- name: exceptions_unreviewed
-- def: Pengecualian belum ditinjau: rekaman selesai dengan pengecualian atau izin di bawah 16 tahun yang belum dilihat supervisor.
SELECT count(*) AS value FROM recordings r
WHERE r.visit = :visit AND r.state = 'finished' AND r.review = '' AND {is_exception}

-- name: repeats_of_visit
-- def: Direkam ulang: rekaman yang pengecualiannya ditolak supervisor; orangnya harus datang lagi.
SELECT r.id AS recording, t.number, r.review_note AS note
FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.visit = :visit AND r.state = 'finished' AND r.review = 'repeat' ORDER BY t.letter, t.serial
