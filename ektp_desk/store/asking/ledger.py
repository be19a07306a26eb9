"""Where a list's NIKs stood before: in the reading itself, in the register, among people met at the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from ektp_desk.domain.lists.counts import NOWHERE, Stood

# Numbers alone, in a database of its own in memory: about six megabytes for a regency.
_SEEN = "CREATE TABLE seen_niks (nik INTEGER PRIMARY KEY)"
_NOTE = "INSERT OR IGNORE INTO seen_niks SELECT CAST(value AS INTEGER) FROM json_each(?)"
_AMONG = """
SELECT j.value FROM json_each(?) j JOIN seen_niks s ON s.nik = CAST(j.value AS INTEGER)
"""
_ASK = """
SELECT j.value, (SELECT min(person) FROM register WHERE nik = j.value),
  (SELECT min(id) FROM people WHERE nik = j.value),
  (SELECT min(person) FROM recordings WHERE nik = j.value AND person <> '')
FROM json_each(?) j
"""


class Ledger:
    """Implements `usecases.ports.Ledger` over any connection to the store, and writes nothing there."""

    def __init__(self, connection: Any, seen: Any) -> None:
        self._connection, self._seen = connection, seen

    def note(self, niks: Sequence[str]) -> list[Stood]:
        """Tell of each NIK where it stood before, in order, and remember it."""
        asked = json.dumps(list(dict.fromkeys(niks)))
        seen = {nik for (nik,) in self._seen.execute(_AMONG, (asked,))}
        found = self._connection.execute(_ASK, (asked,))
        stood = {nik: _stood(*places, in_reading=nik in seen) for nik, *places in found}
        self._seen.execute(_NOTE, (asked,))
        told = []
        for nik in niks:
            told.append(stood[nik])
            if not stood[nik].in_reading:
                stood[nik] = stood[nik]._replace(in_reading=True)
        return told


def _stood(listed: str | None, met: str | None, recorded: str | None, *, in_reading: bool) -> Stood:
    if not (in_reading or listed or met or recorded):
        return NOWHERE
    return Stood(in_reading, listed is not None, listed or met or recorded or "")


@contextmanager
def ledger(connection: Any) -> Iterator[Ledger]:
    """Keep a ledger for one reading; nothing of it is left afterwards."""
    with closing(sqlcipher.connect(":memory:", isolation_level=None)) as seen:
        seen.execute(_SEEN)
        yield Ledger(connection, seen)
