"""Captured files whose event was erased, and what names one of them all the same.

Each file is sealed anew, so no two recordings name one in good faith. Who says so of another's picture shall
neither keep it from being erased nor, where that other is the one who was erased, have it deleted: it stays
until an ADB says whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ektp_desk.domain.journal.bodies import ModalitySet
from ektp_desk.domain.journal.events import Event

# Of an event of kind `modality_set`, by the index of step 023: against a column it must be `+file`.
FILE_NAMED = "CASE WHEN json_valid(CAST(body AS TEXT)) THEN json_extract(CAST(body AS TEXT), '$.file') END"
_IS_NAMED = f"EXISTS (SELECT 1 FROM events WHERE kind = 'modality_set' AND {FILE_NAMED} = +file)"  # noqa: S608  from above
_NOTE = """
INSERT INTO erased_files (file, link, claimed) VALUES (?, ?, 0) ON CONFLICT DO NOTHING
"""
_CLAIM = f"UPDATE erased_files SET claimed = {_IS_NAMED} WHERE file = ?"  # noqa: S608  from above
_CLAIMED = "SELECT file, link FROM erased_files WHERE claimed = 1"
_NAMING = f"""
SELECT lower(hex(e.link)), e.entity_id, j.device, j.incarnation, e.seq,
  json_extract(CAST(e.header AS TEXT), '$.by'),
  EXISTS (SELECT 1 FROM held h WHERE h.journal = e.journal AND h.seq = e.seq)
FROM events e JOIN journals j ON j.no = e.journal WHERE kind = 'modality_set' AND {FILE_NAMED} = ?
"""  # noqa: S608  from there


class Naming(NamedTuple):
    """An event that names a file: its link, recording, journal, number there and author."""

    link: str
    recording: str
    device: str
    incarnation: str
    seq: int
    by: str
    is_held: int


def note_erased(connection: Any, events: Iterable[Event]) -> None:
    """Know the files of events whose bodies were just taken out; in that transaction."""
    for event in events:
        if isinstance(event.body, ModalitySet) and event.body.file:
            connection.execute(_NOTE, (event.body.file, event.link))
            connection.execute(_CLAIM, (event.body.file,))


def note_named(connection: Any, file: str) -> None:
    """Know that an event names a file that may have been erased; in its transaction."""
    connection.execute(_CLAIM, (file,))


def claimed(connection: Any) -> list[tuple[str, str]]:
    """The erased files that an event names, each with the link of the erased one."""
    return list(connection.execute(_CLAIMED).fetchall())


def was_erased(connection: Any, file: str, link: str) -> bool:
    """Whether this was the file of that event."""
    sql = "SELECT 1 FROM erased_files WHERE file = ? AND link = ?"
    return connection.execute(sql, (file, link)).fetchone() is not None


def naming(connection: Any, file: str) -> list[Naming]:
    """Every event that names a file, held or not."""
    return [Naming(*row) for row in connection.execute(_NAMING, (file,)).fetchall()]
