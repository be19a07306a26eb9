"""Where a list's NIKs stood before: in the reading itself, in the register, among people met at the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from ektp_desk.domain.lists.counts import NOWHERE, Stood

# Numbers and names, in a database of its own in memory: about twelve megabytes for a regency.
_SEEN = "CREATE TABLE seen_niks (nik INTEGER PRIMARY KEY, name TEXT NOT NULL)"
_NOTE = """
INSERT OR IGNORE INTO seen_niks
SELECT CAST(key AS INTEGER), value FROM json_each(?)
"""
_AMONG = """
SELECT j.value, s.name FROM json_each(?) j JOIN seen_niks s ON s.nik = CAST(j.value AS INTEGER)
"""
_ASK = """
SELECT j.value, (SELECT min(person) FROM register WHERE nik = j.value AND person <> ''),
  (SELECT min(id) FROM people WHERE nik = j.value),
  (SELECT min(person) FROM recordings WHERE nik = j.value AND person <> '')
FROM json_each(?) j
"""

_NAMES = """
SELECT r.nik, r.name FROM json_each(:niks) j CROSS JOIN register r ON r.nik = j.value WHERE r.name <> ''
UNION SELECT p.nik, p.name FROM json_each(:niks) j CROSS JOIN people p ON p.nik = j.value
WHERE coalesce(p.name, '') <> ''
ORDER BY 1, 2
"""


class Ledger:
    """Implements `usecases.ports.Ledger` over any connection to the store, and writes nothing there."""

    def __init__(self, connection: Any, seen: Any) -> None:
        self._connection, self._seen = connection, seen

    def note(self, niks: Sequence[str], names: Sequence[str]) -> list[Stood]:
        """Tell of each NIK where it stood before, in order, and remember it by its name."""
        first = dict(zip(reversed(niks), reversed(names), strict=True))
        asked = json.dumps(list(first))
        seen = dict(self._seen.execute(_AMONG, (asked,)))
        found = self._connection.execute(_ASK, (asked,))
        stood = {nik: _stood(*places, called=seen.get(nik)) for nik, *places in found}
        self._add_names(stood)
        self._seen.execute(_NOTE, (json.dumps(first),))
        told = []
        for nik in niks:
            told.append(stood[nik])
            if not stood[nik].in_reading:
                stood[nik] = stood[nik]._replace(in_reading=True, called=first[nik])
        return told

    def _add_names(self, stood: dict[str, Stood]) -> None:
        """By which names other lists and desks have those who stand there."""
        known = json.dumps([nik for nik, where in stood.items() if where.person])
        if known == "[]":
            return
        names: dict[str, list[str]] = {}
        for nik, name in self._connection.execute(_NAMES, {"niks": known}):
            names.setdefault(nik, []).append(name)
        for nik, found in names.items():
            stood[nik] = stood[nik]._replace(known_as=tuple(found))


def _stood(listed: str | None, met: str | None, recorded: str | None, *, called: str | None) -> Stood:
    if called is None and not (listed or met or recorded):
        return NOWHERE
    return Stood(called is not None, listed is not None, listed or met or recorded or "", called=called or "")


@contextmanager
def ledger(connection: Any) -> Iterator[Ledger]:
    """Keep a ledger for one reading; nothing of it is left afterwards."""
    with closing(sqlcipher.connect(":memory:", isolation_level=None)) as seen:
        seen.execute(_SEEN)
        yield Ledger(connection, seen)
