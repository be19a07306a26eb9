-- A target lives in the office's regency: whom a list names is counted along one index, with where they live, and when
-- they were born, which is asked of whoever has yet to come.
DROP INDEX register_listed;
CREATE INDEX register_listed ON register (list, person, village, birth);
-- Who said at a desk where they live, by the village: those elsewhere are looked for and not walked through.
CREATE INDEX people_elsewhere ON people (village, id) WHERE village > '';
