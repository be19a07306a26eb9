"""Which sealed files lie beside the store, and which of them nothing names: the way back after a crash.

A file is written down here before its first byte is written, and named by an event after its last. What a
crash leaves between the two stands here unnamed: it is offered again while its recording is open, and swept
after a day, together with what was taken anew, dropped or erased since. What a recording had as it was
finished is swept after an erasure alone: another laptop may say what it likes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

import msgspec

from ektp_desk.domain.journal.bodies import ModalitySet
from ektp_desk.domain.journal.events import Entity, Event
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.recordings import Modality, Taken
from ektp_desk.store.errors import translated_errors
from ektp_desk.store.kept.erased import FILE_NAMED, note_named
from ektp_desk.store.kept.removed import SAID_REMOVED

_ADD = """
INSERT OR IGNORE INTO sealed_files
  (file, recording, modality, size, quality, algorithm, since, named, loose)
VALUES (:file, :recording, :modality, :size, :quality, :algorithm, :since, :named, :loose)
"""
# `since` is when a file came to be loose, by this desk's clock: a day from then it may go. By what others
# said, who write what hour they like, it is empty until the next start.
_SETTLE = """
UPDATE sealed_files SET named = 1, loose = 1 - held,
  since = CASE WHEN loose = 1 - held THEN since ELSE :at END
FROM (SELECT f.file AS it, EXISTS (
        SELECT 1 FROM modalities m JOIN recordings r ON r.id = m.recording AND r.state <> 'dropped'
        WHERE m.recording = :recording AND m.file = f.file) AS held
      FROM sealed_files f WHERE f.recording = :recording)
WHERE file = it AND (named OR held)
"""
_HELD = """
SELECT m.file, m.recording, m.modality, m.size, m.quality, m.algorithm, r.saved_at AS since
FROM modalities m JOIN recordings r ON r.id = m.recording AND r.state <> 'dropped' WHERE m.file <> ''
"""
_NAMED_HERE = f"""
SELECT file, size FROM ({_HELD}) WHERE EXISTS (
  SELECT 1 FROM events e JOIN journals j ON j.no = e.journal
  WHERE e.entity_id = recording AND e.entity = 'recording' AND e.kind = 'modality_set'
    AND instr(CAST(e.body AS TEXT), file) AND j.device = (
      SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device'
    )
) AND file NOT IN ({SAID_REMOVED}) ORDER BY file
"""  # noqa: S608  from above
_MEND = f"""
INSERT INTO sealed_files (file, recording, modality, size, quality, algorithm, since, named, loose)
SELECT file, recording, modality, size, quality, algorithm, since, 1, 0 FROM ({_HELD}) WHERE true
ON CONFLICT (file) DO UPDATE SET recording = excluded.recording, modality = excluded.modality,
  size = excluded.size, quality = excluded.quality, algorithm = excluded.algorithm, named = 1, loose = 0
"""  # noqa: S608  from above
_LOOSEN = f"""
UPDATE sealed_files SET loose = 1, since = '' WHERE named = 1 AND loose = 0
  AND file NOT IN (SELECT file FROM ({_HELD}))
"""  # noqa: S608  from above
_SEEN = "UPDATE sealed_files SET since = ? WHERE loose = 1 AND since = ''"
# What a held event names is not loose: an ADB may let it count.
_HELD_NAMES = f"""EXISTS (
  SELECT 1 FROM held h JOIN events e ON e.journal = h.journal AND e.seq = h.seq
  WHERE e.kind = 'modality_set' AND {FILE_NAMED} = +file
)"""  # noqa: S608  from above
# Nor is what a recording had as a laptop finished it: named there, and neither taken anew nor undone by then.
# `+`: by the recording's few events, not by a stretch of its journal.
_SAID = "CASE WHEN json_valid(CAST({0}.body AS TEXT)) THEN json_extract(CAST({0}.body AS TEXT), '$.{1}') END"
_UNDONE = f"""EXISTS (
  SELECT 1 FROM events w WHERE w.entity_id = {{0}}.entity_id AND w.entity = 'recording'
    AND w.kind = 'withdrawn' AND +w.journal = {{0}}.journal AND +w.seq < f.seq
    AND {_SAID.format("w", "event")} = lower(hex({{0}}.link))
)"""  # noqa: S608  from above
_ANEW = f"""EXISTS (
  SELECT 1 FROM events n WHERE n.entity_id = events.entity_id AND n.entity = 'recording'
    AND n.kind = 'modality_set' AND +n.journal = events.journal AND +n.seq > events.seq AND +n.seq < f.seq
    AND {_SAID.format("n", "modality")} = {_SAID.format("events", "modality")} AND NOT {_UNDONE.format("n")}
)"""  # noqa: S608  from above
_FINISHED_WITH = f"""EXISTS (
  SELECT 1 FROM events CROSS JOIN events f ON f.entity_id = events.entity_id AND f.entity = 'recording'
    AND f.kind = 'recording_finished'
  WHERE events.kind = 'modality_set' AND {{0}} = +file
    AND (f.journal <> events.journal OR NOT ({_UNDONE.format("events")} OR {_ANEW}))
)""".format(_SAID.format("events", "file"))  # noqa: S608  from above
# Nor is what another recording names than the one that it is noted for: none of the two lets go for both.
_LOOSE = f"""
SELECT file FROM sealed_files WHERE loose = 1 AND since <> '' AND since < ? AND NOT {_HELD_NAMES}
  AND file NOT IN (SELECT file FROM ({_HELD})) AND NOT {_FINISHED_WITH}
"""  # noqa: S608  from above
_WANTED = f"""
SELECT file, size FROM sealed_files
WHERE named = 1 AND file NOT IN (SELECT file FROM files_removed)
  AND (loose = 0 OR {_HELD_NAMES} OR file IN (SELECT file FROM ({_HELD})) OR {_FINISHED_WITH})
"""  # noqa: S608  from above
# Most offices capture nothing: asking once which recordings have files costs less than settling nothing.
_WITH_FILES = """
SELECT DISTINCT recording FROM sealed_files WHERE recording IN (SELECT value FROM json_each(?))
"""


class WantedFile(NamedTuple):
    """A captured file that an event names, or would if an ADB let it count."""

    file: str
    size: int


class SealedFiles:
    """Implements `usecases.ports.ObjectIndex`; lives on the store's thread."""

    def __init__(self, connection: Any, together: Callable[[], AbstractContextManager[None]]) -> None:
        self._connection, self._together = connection, together

    def expect(self, recording: str, modality: Modality, taken: Taken, *, at: Moment) -> None:
        """Write down, before it is written, a file that an event shall name."""
        row = _row(recording, modality, taken, at=at)
        with self._together():
            self._connection.execute(_ADD, row | {"named": 0, "loose": 1})

    def follow(self, events: Iterable[Event], *, arrived: bool) -> None:
        """Say of each file of these events' recordings whether anything names it; in their transaction."""
        last = dict[str, Moment]()  # of each recording
        for event in events:
            if event.header.entity != Entity.RECORDING:
                continue
            if isinstance(event.body, ModalitySet) and event.body.file:
                self._add_named(event, event.body)
            last[event.header.id] = event.moment
        if not last:
            return
        asked = msgspec.json.encode(list(last)).decode()
        for (recording,) in self._connection.execute(_WITH_FILES, (asked,)).fetchall():
            at = "" if arrived else last[recording].utc.isoformat()
            self._connection.execute(_SETTLE, {"recording": recording, "at": at})

    def mend(self) -> None:
        """Know of each file again what the views say; in the transaction that has made them anew."""
        self._connection.execute(_MEND)
        self._connection.execute(_LOOSEN)

    def _add_named(self, event: Event, said: ModalitySet) -> None:
        """Know a file that another copy of this store wrote."""
        taken = Taken(file=said.file, size=said.size, quality=said.quality, algorithm=said.algorithm)
        row = _row(event.header.id, said.modality, taken, at=event.moment)
        self._connection.execute(_ADD, row | {"named": 1, "loose": 0})
        note_named(self._connection, said.file)

    def loose_since(self, moment: Moment) -> list[str]:
        """The files that nothing has named since before a moment."""
        with translated_errors():
            rows = self._connection.execute(_LOOSE, (moment.utc.isoformat(),)).fetchall()
        return [file for (file,) in rows]

    def note_loose(self, at: Moment) -> None:
        """Count from now for what came to be loose by what others said."""
        if self._connection.execute("SELECT 1 FROM sealed_files WHERE loose = 1 AND since = ''").fetchone():
            with self._together():
                self._connection.execute(_SEEN, (at.utc.isoformat(),))

    def named_here(self) -> list[tuple[str, int]]:
        """The files, with their sizes, that a journal of this device names and has not removed.

        As the events say, not a mark.
        """
        with translated_errors():
            return [(file, size) for file, size in self._connection.execute(_NAMED_HERE).fetchall()]

    def named(self) -> set[str]:
        """The files that an event still names, whoever wrote them."""
        sql = "SELECT file FROM sealed_files WHERE named = 1 AND loose = 0"
        with translated_errors():
            return {file for (file,) in self._connection.execute(sql).fetchall()}

    def wants(self, file: str) -> bool:
        """Whether an event names a file, or would if an ADB let it count, and it was not removed here."""
        with translated_errors():
            return self._connection.execute(f"{_WANTED} AND file = ?", (file,)).fetchone() is not None

    def wanted(self, *, after: str = "", most: int = -1) -> list[WantedFile]:
        """The files of which `wants` says so, by name; -1 for all of them."""
        sql = f"{_WANTED} AND file > ? ORDER BY file LIMIT ?"
        with translated_errors():
            return [WantedFile(*row) for row in self._connection.execute(sql, (after, most))]

    def forget(self, files: Iterable[str]) -> None:
        """For files that were removed."""
        with self._together():
            self._connection.executemany("DELETE FROM sealed_files WHERE file = ?", [(f,) for f in files])


def _row(recording: str, modality: str, taken: Taken, *, at: Moment) -> dict[str, str | int]:
    return {
        "file": taken.file,
        "recording": recording,
        "modality": modality,
        "size": taken.size,
        "quality": msgspec.json.encode(dict(taken.quality), order="sorted").decode(),
        "algorithm": taken.algorithm,
        "since": at.utc.isoformat(),
    }
