-- What of another laptop's journal has not arrived, between events that have; `link` is that of the hole's
-- last event, as the one after it names it.
CREATE TABLE holes (
  journal INTEGER NOT NULL REFERENCES journals, first INTEGER NOT NULL, last INTEGER NOT NULL, link BLOB NOT NULL,
  PRIMARY KEY (journal, last)
) STRICT, WITHOUT ROWID;
-- What came from there without its body; the word that it was erased may be on its way.
CREATE TABLE bare (
  journal INTEGER NOT NULL REFERENCES journals, seq INTEGER NOT NULL, PRIMARY KEY (journal, seq)
) STRICT, WITHOUT ROWID;
