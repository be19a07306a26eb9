-- Names are searched as they are written and as they may be typed: one index over the three tables that hold
-- some, in place of three. A name's number there is its row's, moved by table, so that lists come before
-- the recordings that repeat them. It keeps no text of its own; triggers keep it in step with the tables.
DROP TRIGGER register_added;
DROP TRIGGER register_gone;
DROP TABLE register_names;
DROP TRIGGER people_added;
DROP TRIGGER people_gone;
DROP TABLE people_names;
DROP TRIGGER recordings_added;
DROP TRIGGER recordings_gone;
DROP TABLE recorded_names;
CREATE VIRTUAL TABLE all_names USING fts5(
  name, folded, content='', columnsize=0, tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO all_names (all_names, rank) VALUES ('secure-delete', 1);
-- Every word of the index, read from the index itself.
CREATE VIRTUAL TABLE all_names_words USING fts5vocab(all_names, 'instance');
-- One door into the index, so that what makes a folded name of a name stands once; `command` is FTS5's own.
-- The same letters are folded of what is typed: `SAME_LETTERS` and `SILENT` of ektp_desk/domain/nearness/typed.py.
CREATE VIEW spelled AS SELECT '' AS command, 0 AS id, '' AS name WHERE 0;
CREATE TRIGGER name_spelled INSTEAD OF INSERT ON spelled BEGIN
  INSERT INTO all_names (all_names, rowid, name, folded) VALUES (new.command, new.id, new.name, nullif(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
      CASE WHEN new.name GLOB '*[''’‘`´ʼ-]*' THEN lower(new.name) || ' ' ||
        replace(replace(replace(replace(replace(replace(replace(lower(new.name), '''', ''), '’', ''), '‘', ''), '`', ''), '´', ''), 'ʼ', ''), '-', '')
      ELSE lower(new.name) END,
    'tj', 'c'), 'dj', 'j'), 'oe', 'u'), 'y', 'i'), 'j', 'i'), 'aa', 'a'), 'bb', 'b'), 'cc', 'c'),
    'dd', 'd'), 'ee', 'e'), 'ff', 'f'), 'gg', 'g'), 'hh', 'h'), 'ii', 'i'), 'kk', 'k'), 'll', 'l'),
    'mm', 'm'), 'nn', 'n'), 'oo', 'o'), 'pp', 'p'), 'rr', 'r'), 'ss', 's'), 'tt', 't'), 'uu', 'u'),
    'ww', 'w'), 'zz', 'z'),
    lower(new.name)));
END;
CREATE TRIGGER people_added AFTER INSERT ON people BEGIN
  INSERT INTO spelled (id, name) VALUES (new.rowid, new.name);
END;
CREATE TRIGGER people_gone AFTER DELETE ON people BEGIN
  INSERT INTO spelled (command, id, name) VALUES ('delete', old.rowid, old.name);
END;
CREATE TRIGGER register_added AFTER INSERT ON register BEGIN
  INSERT INTO spelled (id, name) VALUES (new.rowid + (1 << 40), new.name);
END;
CREATE TRIGGER register_gone AFTER DELETE ON register BEGIN
  INSERT INTO spelled (command, id, name) VALUES ('delete', old.rowid + (1 << 40), old.name);
END;
CREATE TRIGGER recordings_added AFTER INSERT ON recordings WHEN new.state = 'finished' BEGIN
  INSERT INTO spelled (id, name) VALUES (new.rowid + (2 << 40), new.name);
END;
CREATE TRIGGER recordings_gone AFTER DELETE ON recordings WHEN old.state = 'finished' BEGIN
  INSERT INTO spelled (command, id, name) VALUES ('delete', old.rowid + (2 << 40), old.name);
END;
INSERT INTO spelled (id, name) SELECT rowid, name FROM people;
INSERT INTO spelled (id, name) SELECT rowid + (1 << 40), name FROM register;
INSERT INTO spelled (id, name) SELECT rowid + (2 << 40), name FROM recordings WHERE state = 'finished';
