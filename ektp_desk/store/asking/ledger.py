"""Where a list's NIKs stood before: in the reading itself, in the register, among people met at the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ektp_desk.domain.lists.counts import NOWHERE, Stood

# Numbers alone, and in memory alone (temp_store): about six megabytes for a regency.
_SEEN = "CREATE TEMP TABLE seen_niks (nik INTEGER PRIMARY KEY)"
_NOTE = "INSERT OR IGNORE INTO seen_niks SELECT CAST(value AS INTEGER) FROM json_each(?)"
_ASK = """
SELECT j.value, s.nik IS NOT NULL, (SELECT min(person) FROM register WHERE nik = j.value),
  (SELECT min(id) FROM people WHERE nik = j.value),
  (SELECT min(person) FROM recordings WHERE nik = j.value AND person <> '')
FROM json_each(?) j LEFT JOIN seen_niks s ON s.nik = CAST(j.value AS INTEGER)
"""


class Ledger:
    """Implements `usecases.ports.Ledger` on the store's connection."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def note(self, niks: Sequence[str]) -> list[Stood]:
        """Tell of each NIK where it stood before, in order, and remember it."""
        asked = json.dumps(list(dict.fromkeys(niks)))
        stood = {nik: _stood(*found) for nik, *found in self._connection.execute(_ASK, (asked,))}
        self._connection.execute(_NOTE, (asked,))
        told = []
        for nik in niks:
            told.append(stood[nik])
            if not stood[nik].in_reading:
                stood[nik] = stood[nik]._replace(in_reading=True)
        return told


def _stood(in_reading: int, listed: str | None, met: str | None, recorded: str | None) -> Stood:
    if not (in_reading or listed or met or recorded):
        return NOWHERE
    return Stood(bool(in_reading), listed is not None, listed or met or recorded or "")


@contextmanager
def ledger(connection: Any) -> Iterator[Ledger]:
    """Keep a ledger for one reading; nothing of it is left afterwards."""
    connection.execute("DROP TABLE IF EXISTS temp.seen_niks")
    connection.execute(_SEEN)
    try:
        yield Ledger(connection)
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.seen_niks")
