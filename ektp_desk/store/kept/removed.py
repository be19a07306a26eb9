"""Captured files that this laptop removed since the office keeps them: as its own events say, and no other's.

Apart from `sealed.py`, which knows what is named: a removed file is named as before, and lies elsewhere. The
event comes first; what a crash leaves of a file then is removed at the next start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from ektp_desk.domain.journal.bodies import FilesRemoved
from ektp_desk.domain.journal.events import Event
from ektp_desk.store.errors import translated_errors

_OWN = "SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device'"
# By the index of step 009: what users and devices say is a small part of a journal.
SAID_REMOVED = f"""
SELECT r.value FROM events d JOIN journals k ON k.no = d.journal
JOIN json_each(CASE WHEN json_valid(CAST(d.body AS TEXT)) THEN CAST(d.body AS TEXT) END, '$.files') r
WHERE d.kind = 'files_removed' AND d.entity = 'device' AND k.device = ({_OWN})
  AND r.type = 'text' AND NOT EXISTS (SELECT 1 FROM held h WHERE h.journal = d.journal AND h.seq = d.seq)
"""  # noqa: S608  from above
_ADD = "INSERT OR IGNORE INTO files_removed VALUES (?, 0)"
_MEND = f"""
INSERT OR IGNORE INTO files_removed SELECT value, 0 FROM ({SAID_REMOVED})
"""  # noqa: S608  from above
_UNSAID = f"DELETE FROM files_removed WHERE file NOT IN ({SAID_REMOVED})"  # noqa: S608  from above
_DIFFERING = f"""
SELECT count(*) FROM (
  SELECT * FROM (SELECT file FROM files_removed EXCEPT {SAID_REMOVED})
  UNION ALL SELECT * FROM ({SAID_REMOVED} EXCEPT SELECT file FROM files_removed))
"""  # noqa: S608  from above


class RemovalIndex:
    """Lives on the store's thread."""

    def __init__(self, connection: Any, together: Callable[[], AbstractContextManager[None]]) -> None:
        self._connection, self._together = connection, together

    def follow(self, events: Iterable[Event]) -> None:
        """Know what these events say is removed; in their transaction."""
        said = [event for event in events if isinstance(event.body, FilesRemoved)]
        own = self._connection.execute(_OWN).fetchone() if said else None
        for event in said:
            if isinstance(event.body, FilesRemoved) and own == (event.header.device,):
                self._connection.executemany(_ADD, [(file,) for file in event.body.files])

    def mend(self) -> None:
        """Know again what the journal says; in the transaction that has made all rows anew."""
        self._connection.execute(_UNSAID)
        self._connection.execute(_MEND)

    def due(self) -> list[str]:
        """The files that are to be removed, as was said, and may lie here."""
        with translated_errors():
            rows = self._connection.execute("SELECT file FROM files_removed WHERE gone = 0").fetchall()
        return [file for (file,) in rows]

    def note_gone(self, files: Iterable[str]) -> None:
        """For files that lie here no more."""
        if not (gone := [(file,) for file in files]):
            return
        with self._together():
            sql = "UPDATE files_removed SET gone = 1 WHERE file = ?"
            self._connection.executemany(sql, gone)


def differing(connection: Any) -> bool:
    """Whether other files are known to be removed than the journal says."""
    return bool(connection.execute(_DIFFERING).fetchone()[0])
