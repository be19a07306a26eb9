-- What stands on papers that name people. Each list is made for one visit and only when it is asked for.

-- name: names_of_targets
-- def: Sasaran: orang berbeda menurut daftar kunjungan; yang dinyatakan orang yang sama ditulis sekali, menurut daftar terbaru.
-- `recorded_at` is of any visit of this desk, `here` says whether of this one; so is why somebody did not come.
WITH ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person),
listed AS (
  SELECT coalesce(o.one, r.person) AS who, r.person, r.name, r.nik, r.sex, r.birth, r.rt, r.rw, r.dusun, r.rombel,
    NOT {of_office} AS elsewhere,
    max(l.as_of || ' ' || l.imported_at || ' ' || l.id || printf(' %012d', r.row)) AS latest
  FROM ({listed}) e JOIN register r ON r.rowid = e.at JOIN lists l ON l.id = r.list
  LEFT JOIN ones o ON o.person = e.person GROUP BY 1),
met AS (
  SELECT coalesce(o.one, t.person) AS who FROM tickets t LEFT JOIN ones o ON o.person = t.person
  WHERE t.visit = :visit AND t.state <> 'voided' AND t.person IS NOT NULL),
explained AS (
  SELECT coalesce(o.one, a.person) AS who, a.reason, a.said_by, a.visit, a.at, max(a.at || a.event) AS latest
  FROM absences a LEFT JOIN ones o ON o.person = a.person GROUP BY 1)
SELECT w.who AS person, coalesce(p.name, w.name, '') AS name, coalesce(p.nik, w.nik, '') AS nik,
  coalesce(p.sex, w.sex, '') AS sex, coalesce(p.birth, w.birth, '') AS birth,
  coalesce(w.rt, '') AS rt, coalesce(w.rw, '') AS rw, coalesce(w.dusun, '') AS dusun, coalesce(w.rombel, '') AS rombel,
  max(c.ended_at) AS recorded_at,
  coalesce(max(c.visit = :visit), 0) AS here,
  w.who IN (SELECT who FROM met) AS came,
  coalesce(x.reason, '') AS absence, coalesce(x.said_by, '') AS said_by, x.at AS explained_at,
  coalesce(x.visit = :visit, 0) AS explained_here, w.elsewhere
FROM listed w LEFT JOIN people p ON p.id = w.person
LEFT JOIN explained x ON x.who = w.who
LEFT JOIN same_people s ON s.person = w.person
LEFT JOIN recordings c ON c.person IN (w.person, s.other) AND c.state = 'finished'
GROUP BY w.who ORDER BY 2, 1

-- name: names_of_tickets
-- def: Nama: menurut keterangan di meja, lalu daftar; nomor yang pergi sebelum ditanya tetap ditulis tanpa nama.
SELECT t.number, coalesce(t.outcome, '') AS outcome, coalesce(t.outcome_text, '') AS text,
  coalesce(t.rescheduled_to, '') AS day, coalesce(t.sex, '') AS sex,
  coalesce(p.name, r.name, c.name, '') AS name, coalesce(p.nik, r.nik, c.nik, '') AS nik,
  coalesce(p.birth, r.birth, c.birth, '') AS birth, coalesce(r.rt, '') AS rt, coalesce(r.rw, '') AS rw,
  coalesce(r.dusun, s.dusun, '') AS dusun, coalesce(s.contact, '') AS sought
FROM tickets t
LEFT JOIN stops s ON s.ticket = t.id
LEFT JOIN people p ON p.id = t.person
LEFT JOIN register r ON r.rowid = (SELECT min(rowid) FROM register WHERE person = t.person AND name <> '')
LEFT JOIN recordings c ON c.id = t.recording
WHERE t.visit = :visit AND t.state <> 'voided' ORDER BY t.letter, t.serial

-- name: ended_ticket
-- A voided number has no outcome to take home.
SELECT t.visit, t.number, coalesce(t.desk, '') AS desk, coalesce(t.outcome, '') AS outcome,
  coalesce(t.outcome_text, '') AS text, coalesce(t.rescheduled_to, '') AS day,
  CASE WHEN t.state = 'ended' THEN t.ended_at END AS ended_at, coalesce(t.recording, '') AS recording,
  coalesce(p.name, r.name, c.name, '') AS name, coalesce(p.nik, r.nik, c.nik, '') AS nik,
  coalesce(c.birth, p.birth, r.birth, '') AS birth, coalesce(c.marriage, 0) AS marriage, t.reopened
FROM tickets t
LEFT JOIN people p ON p.id = t.person
LEFT JOIN register r ON r.rowid = (SELECT min(rowid) FROM register WHERE person = t.person AND name <> '')
LEFT JOIN recordings c ON c.id = t.recording
WHERE t.id = :ticket

-- name: last_ended
-- The ticket that ended last at a desk, or the one of a number; by the order of the events, never by a clock.
SELECT t.id, t.number FROM tickets t
WHERE t.visit = :visit AND t.state = 'ended' AND t.number = coalesce(nullif(:number, ''), t.number)
  AND (t.desk = :desk OR :number <> '')
ORDER BY (
  SELECT max(rowid) FROM events WHERE entity_id IN (t.entity, t.was) AND entity = 'ticket' AND kind = 'ticket_ended'
) DESC LIMIT 1
