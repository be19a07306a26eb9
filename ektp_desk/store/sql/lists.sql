-- Which people the imported lists hold, and where: for planning a visit.

-- name: people_of_villages
SELECT village, count(DISTINCT nullif(person, '')) AS people FROM register WHERE village <> '' GROUP BY village

-- name: people_of_village_by_list
SELECT list, count(DISTINCT nullif(person, '')) AS people FROM register WHERE village = :village GROUP BY list

-- name: villages_of_list
SELECT village, count(DISTINCT nullif(person, '')) AS people FROM register
WHERE list = :list GROUP BY village ORDER BY people DESC, village

-- name: targets_in_lists
SELECT count(DISTINCT nullif(person, '')) AS value FROM register
WHERE village = :village AND list IN (SELECT value FROM json_each(:lists))

-- name: lists_of_visits
SELECT n.visit, l.name FROM visit_lists n JOIN lists l ON l.id = n.list ORDER BY l.imported_at DESC, l.id

-- name: lists_of_files
SELECT DISTINCT l.name AS value FROM list_files f JOIN lists l ON l.id = f.list
WHERE f.digest IN (SELECT value FROM json_each(:digests)) AND l.state = 'standing' AND l.id <> :list
ORDER BY l.imported_at, l.id

-- name: layouts
SELECT layout, meanings FROM layouts WHERE kind = :kind ORDER BY layout
