-- Every figure of a report, each with the definition printed beneath it.

-- name: equation
-- def: Datang: nomor yang diberikan, ditambah yang disuruh pulang tanpa nomor. Nomor batal tidak dihitung. Yang pergi lalu datang lagi dengan nomor baru terhitung dua kali di sini, sekali pada Orang berbeda.
-- def: Dilayani: keperluan selesai (direkam, kartu diserahkan, pertanyaan dijawab, atau dirujuk). Selebihnya, kecuali yang belum jelas, tidak terlayani penuh.
-- def: Sebagian: sampai di meja dan ada yang dikerjakan, tetapi harus datang lagi untuk bagian yang disebut.
-- def: Tidak dilayani: sampai giliran tetapi keperluannya tidak dikerjakan; alasannya disebut. Pergi: pulang sebelum gilirannya.
-- def: Nomor hilang: dinyatakan hilang oleh supervisor. Persen: bagian dari semua yang datang.
-- def: Belum jelas: nomor tanpa hasil; selama kunjungan dibuka mereka menunggu, dipanggil, atau di meja.
SELECT
  count(*) FILTER (WHERE t.state <> 'voided') AS numbered,
  (SELECT sent_home FROM visits WHERE id = :visit) AS sent_home,
  count(*) FILTER (WHERE t.outcome_group = 'served') AS served,
  count(*) FILTER (WHERE t.outcome_group = 'partly') AS partly,
  count(*) FILTER (WHERE t.outcome_group = 'not_served') AS not_served,
  count(*) FILTER (WHERE t.outcome_group = 'left') AS "left",
  count(*) FILTER (WHERE t.outcome_group = 'rescheduled') AS rescheduled,
  count(*) FILTER (WHERE t.outcome_group = 'lost') AS lost,
  count(*) FILTER (WHERE t.state IN ('waiting', 'called', 'serving')) AS unclear,
  count(*) FILTER (WHERE t.state = 'voided') AS voided
FROM tickets t WHERE t.visit = :visit

-- name: outcomes_by_sex
-- def: Tak dikenal: pulang sebelum ditanya namanya; L dan P menurut daftar atau keterangan di meja.
SELECT coalesce(outcome, '') AS outcome, sex, count(*) AS count
FROM tickets WHERE visit = :visit AND state <> 'voided'
GROUP BY 1, 2 ORDER BY 1, 2

-- name: reschedules
-- def: Dijadwalkan ulang: diberi tanggal lain untuk datang; tanggalnya disebut.
SELECT rescheduled_to AS day, count(*) AS count
FROM tickets WHERE visit = :visit AND outcome_group = 'rescheduled' GROUP BY 1 ORDER BY 1

-- name: recorded
-- def: Direkam: rekaman yang selesai pada kunjungan ini; umur dihitung pada hari perekaman. Yang berumur 16 tahun boleh direkam, kartunya dicetak setelah 17 tahun atau kawin (UU 24/2013).
-- def: Kartu menunggu 17 tahun: direkam pada kunjungan ini, belum 17 pada hari perekaman dan tanpa surat kawin.
SELECT person, sex, birth, ended_at, marriage FROM recordings WHERE visit = :visit AND state = 'finished'
ORDER BY ended_at, id

-- name: recorded_outside
-- def: Luar kabupaten: di antara yang direkam pada kunjungan ini, penduduk kabupaten, kota atau provinsi lain menurut keterangan di meja. Mereka dilayani, di luar sasaran dan cakupan.
SELECT sex, count(*) AS count FROM recordings
WHERE visit = :visit AND state = 'finished' AND village <> '' AND substr(village, 1, length(:region)) <> :region
GROUP BY 1

-- part: met_here
-- Of a visit, whom it recorded, whom a number of it names, and of whom it is said why they did not come; of all who
-- are said to be the same, one.
ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person),
done AS (
  SELECT coalesce(o.one, c.person) AS who FROM recordings c LEFT JOIN ones o ON o.person = c.person
  WHERE c.visit = :visit AND c.state = 'finished'),
here AS (
  SELECT coalesce(o.one, t.person) AS who FROM tickets t LEFT JOIN ones o ON o.person = t.person
  WHERE t.visit = :visit AND t.state <> 'voided' AND t.person IS NOT NULL),
explained AS (
  SELECT coalesce(o.one, a.person) AS who, a.reason, max(a.at || a.event) AS latest
  FROM absences a LEFT JOIN ones o ON o.person = a.person WHERE a.visit = :visit GROUP BY 1)

-- name: targets
-- def: Sasaran: orang berbeda menurut daftar kunjungan; pada kunjungan desa hanya warga desa itu, pada sekolah dan kantor semua yang ada di daftarnya, kecuali penduduk kabupaten lain. Yang ada di dua daftar, dan yang dinyatakan orang yang sama, dihitung sekali.
-- def: Sasaran yang datang: sasaran yang dikenali pada nomor kunjungan ini.
-- Counted here: at the office's counter a whole regency is expected, and F1 asks every half minute.
-- `young` of those who have yet to come were born after :grown.
WITH {met_here}
SELECT count(*) AS "all", coalesce(sum(recorded), 0) AS recorded, coalesce(sum(came), 0) AS came,
  coalesce(sum(NOT met AND explained), 0) AS explained, coalesce(sum(NOT (met OR explained)), 0) AS to_come,
  coalesce(sum(NOT (met OR explained) AND birth > :grown), 0) AS young
FROM (
  SELECT birth, recorded, came, recorded OR came AS met, who IN (SELECT who FROM explained) AS explained
  FROM (
    SELECT max(e.birth) AS birth, coalesce(o.one, e.person) AS who,
      coalesce(o.one, e.person) IN (SELECT who FROM done) AS recorded,
      coalesce(o.one, e.person) IN (SELECT who FROM here) AS came
    FROM ({expected}) e LEFT JOIN ones o ON o.person = e.person GROUP BY coalesce(o.one, e.person)))

-- name: absences_counted
-- def: Tidak datang, beralasan: sasaran tanpa nomor dan tanpa rekaman pada kunjungan ini yang alasannya dicatat, dengan siapa yang mengatakannya. Yang datang sesudahnya dihitung datang.
WITH {met_here}
SELECT reason, count(*) AS count FROM explained
WHERE who IN (SELECT coalesce(o.one, e.person) FROM ({expected}) e LEFT JOIN ones o ON o.person = e.person)
  AND who NOT IN (SELECT who FROM done) AND who NOT IN (SELECT who FROM here)
GROUP BY 1 ORDER BY 1

-- name: distinct_people
-- def: Orang berbeda: orang yang dikenali pada nomor kunjungan ini, masing-masing dihitung sekali.
WITH ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person)
SELECT count(DISTINCT coalesce(o.one, t.person)) AS value
FROM tickets t LEFT JOIN ones o ON o.person = t.person WHERE t.visit = :visit AND t.state <> 'voided'

-- name: times
-- def: Tunggu: menit dari nomor diberikan sampai mulai dilayani di meja, menurut jam laptop; separuh orang, dan 9 dari 10 orang, menunggu paling lama sekian. Tanpa kunjungan rumah dan nomor yang pembagiannya belum tercatat di laptop ini.
-- def: Dilayani sesudah jam tutup: selesai dilayani setelah jam tutup pada rencana kunjungan, atau sebelum pukul 05.00.
SELECT t.given_at, t.served_at, t.ended_at, coalesce(t.outcome_group, '') AS outcome_group, t.given, t.home,
  coalesce(g.together, 0) AS together
FROM tickets t LEFT JOIN groups g ON g.id = t.grp
WHERE t.visit = :visit AND t.state <> 'voided' ORDER BY t.given_at, t.letter, t.serial
