-- Which people the imported lists hold, and where: for planning a visit. Persons said to be the same count once.

-- name: people_of_villages
-- Along one index that holds all that is asked: by any other each row would be fetched alone.
WITH ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person)
SELECT village, count(*) AS people FROM (
  SELECT DISTINCT r.village, coalesce(o.one, r.person) AS who
  FROM register r INDEXED BY register_village LEFT JOIN ones o ON o.person = r.person WHERE r.village <> '' AND r.person <> '')
GROUP BY village

-- name: people_of_village_by_list
WITH ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person)
SELECT r.list, count(DISTINCT coalesce(o.one, nullif(r.person, ''))) AS people
FROM register r LEFT JOIN ones o ON o.person = r.person WHERE r.village = :village GROUP BY r.list

-- name: villages_of_list
WITH ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person)
SELECT r.village, count(DISTINCT coalesce(o.one, nullif(r.person, ''))) AS people
FROM register r LEFT JOIN ones o ON o.person = r.person
WHERE r.list = :list GROUP BY r.village ORDER BY people DESC, r.village

-- name: targets_in_lists
WITH ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person)
SELECT count(DISTINCT coalesce(o.one, nullif(r.person, ''))) AS value
FROM register r LEFT JOIN ones o ON o.person = r.person
WHERE r.village = :village AND r.list IN (SELECT value FROM json_each(:lists))
  AND r.person NOT IN {moved_away}

-- name: people_in_lists
WITH ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person)
SELECT count(DISTINCT coalesce(o.one, nullif(r.person, ''))) AS value
FROM json_each(:lists) l JOIN register r INDEXED BY register_listed ON r.list = l.value
LEFT JOIN ones o ON o.person = r.person WHERE {of_office}

-- name: people_of_lists
WITH ones AS (SELECT person, min(other) AS one FROM same_people GROUP BY person)
SELECT r.list, count(DISTINCT coalesce(o.one, nullif(r.person, ''))) AS people
FROM json_each(:lists) l JOIN register r INDEXED BY register_listed ON r.list = l.value
LEFT JOIN ones o ON o.person = r.person GROUP BY r.list

-- name: lists_of_visits
SELECT n.visit, l.name, l.as_of, l.state FROM visit_lists n JOIN lists l ON l.id = n.list
ORDER BY l.imported_at DESC, l.id

-- name: lists_of_files
SELECT DISTINCT l.name AS value FROM list_files f JOIN lists l ON l.id = f.list
WHERE f.digest IN (SELECT value FROM json_each(:digests)) AND l.state = 'standing' AND l.id <> :list
ORDER BY l.imported_at, l.id

-- name: layouts
SELECT layout, meanings FROM layouts WHERE kind = :kind ORDER BY layout
