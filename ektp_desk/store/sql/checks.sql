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
  SELECT 1 FROM recordings r WHERE r.id = t.recording AND r.ticket = t.id AND r.state = 'finished')
ORDER BY t.letter, t.serial

-- name: recording_without_outcome
-- def: Rekaman tanpa hasil: rekaman selesai yang nomornya tidak berhasil direkam.
SELECT r.ticket AS value FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.visit = :visit AND r.state = 'finished' AND t.recording <> r.id ORDER BY r.ticket

-- name: recordings_left_open
-- def: Rekaman terbuka: rekaman yang dimulai dan belum diselesaikan atau dibatalkan.
SELECT t.number AS value FROM recordings r JOIN tickets t ON t.id = r.ticket
WHERE r.visit = :visit AND r.state = 'open' ORDER BY t.letter, t.serial
