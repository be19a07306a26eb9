"""What office desks say that they have of each journal, and what this store itself could say.

Local facts, which no event says: who loses them opens the files once more and asks for the verdicts again.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ektp_desk.domain.journal.authority import ELSEWHERE
from ektp_desk.domain.journal.hearing import Journal
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.safety import Span, Spans, without
from ektp_desk.store.concluding import JOURNALS, conclude, counting, link_at, said_in, undone
from ektp_desk.store.holes import holes
from ektp_desk.store.kept.erased import FILE_NAMED
from ektp_desk.store.kept.sealed import WantedFile
from ektp_desk.store.proof.elsewhere import unexplained_bare
from ektp_desk.store.reading import ReadOnlyStore
from ektp_desk.store.store import Store
from ektp_desk.wire import limits
from ektp_desk.wire.heads import OfficeVerdict

_BATCH = 500  # files that are asked for at once: memory does not grow with them
_HELD = "SELECT journal, seq FROM held WHERE why <> ?"
_PLACE = "SELECT journal, seq FROM events WHERE link = ?"
_NAMING = f"""
SELECT journal, seq, json_extract(CAST(body AS TEXT), '$.size') FROM events
WHERE kind = 'modality_set' AND {FILE_NAMED} = ?
"""  # noqa: S608  from there
_OF_LAPTOPS = f"""
SELECT device, incarnation FROM journals WHERE device IN (
  SELECT j.device FROM events JOIN journals j ON j.no = journal
  WHERE kind = 'modality_set' AND {FILE_NAMED} = ?
)
"""  # noqa: S608  from there
_RIGHT = f"""
SELECT journal, count(DISTINCT o.file) FROM files_opened o CROSS JOIN events ON {FILE_NAMED} = +o.file
WHERE o.verdict = '' AND kind = 'modality_set' GROUP BY journal
"""  # noqa: S608  from there
_SPOKEN = """
SELECT DISTINCT desk, desk_incarnation FROM verdicts
WHERE desk = (SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device')
"""
_KEEP = "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?, ?)"
_NEWEST = """
SELECT name, object FROM verdicts WHERE device = ? AND incarnation = ? AND desk = ? AND desk_incarnation = ?
"""


class JournalHeld(NamedTuple):
    """What this desk holds of a journal; `lying`: events of which each file lies here as it was sent.

    `wrong`: digest and reason, rising. Events of wrong files that it does not name are not in `opened`.
    """

    no: int
    device: str
    incarnation: str
    heard: tuple[tuple[int, int, str], ...]
    opened: Spans
    lying: Spans
    files_opened: int
    wrong: tuple[tuple[str, str], ...]
    more: int  # wrong files that are not named


class VerdictIndex:
    """Lives on the store's thread."""

    def __init__(self, store: Store | ReadOnlyStore) -> None:
        self._store, self._connection = store, store.connection

    def unopened(self, after: str) -> list[WantedFile]:
        """Some files that were not opened yet, by name; empty behind the last."""
        while found := self._store.files.wanted(after=after, most=_BATCH):
            known = self._opened(found)
            if due := [one for one in found if one.file not in known]:
                return due
            after = found[-1].file
        return []

    def gone(self, is_there: Callable[[str, int], bool]) -> list[str]:
        """Files that were opened once and lie here no more, or in another size: `is_there` as in `holds`."""
        opened = ((one.file, one.size) for one, verdict in self._wanted() if verdict is not None)
        return [file for file, size in opened if not is_there(file, size)]

    def naming(self, files: Iterable[str]) -> set[tuple[str, str]]:
        """The journals (device, incarnation) of all laptops that name one of these files."""
        found = set[tuple[str, str]]()
        for file in files:
            found |= set(self._connection.execute(_OF_LAPTOPS, (file,)).fetchall())
        return found

    def note_opened(self, verdicts: Iterable[tuple[str, str]], at: Moment) -> None:
        """Keep of each file what was found: "" for a whole picture, else why it is none."""
        rows = [(file, verdict, at.text) for file, verdict in verdicts]
        with self._store.together():
            self._connection.executemany("INSERT OR REPLACE INTO files_opened VALUES (?, ?, ?)", rows)

    def forget_opened(self, files: Iterable[str]) -> None:
        """For files that are not here any more as they were opened."""
        with self._store.together():
            self._connection.executemany("DELETE FROM files_opened WHERE file = ?", [(one,) for one in files])

    def holds(self, is_there: Callable[[str, int], bool], *, was_read: bool = False) -> list[JournalHeld]:
        """What this desk holds now of every journal; `is_there`: whether a file of that size lies here.

        One that was never opened may have rotted: it lies here where `is_there` has read it (`was_read`).

        Asked beside the thread that writes: what is written meanwhile stands behind each journal's last event
        of now, or fills a gap of now, and nothing is said of it.
        """
        journals, gaps = self._connection.execute(JOURNALS).fetchall(), self._gaps()
        away, shut = defaultdict[int, set[int]](set), self._doubted()
        wrong, more = defaultdict[int, dict[str, str]](dict), Counter[int]()
        for one, verdict in self._wanted():
            for no, seq, lies in self._not_whole(one, verdict, is_there):
                if not lies or (verdict is None and not was_read):
                    away[no].add(seq)
                elif verdict is None:
                    shut[no].add(seq)
                elif len(wrong[no]) < limits.NAMED:
                    wrong[no][one.file] = verdict
                else:
                    shut[no].add(seq)
                    more[no] += 1
        right = dict(self._connection.execute(_RIGHT).fetchall())
        found = list[JournalHeld]()
        for no, device, incarnation, last in journals:
            spans = _between(gaps[no], last)[: limits.SPANS]
            lying = without(spans, away[no])
            found.append(
                JournalHeld(
                    no=no,
                    device=device,
                    incarnation=incarnation,
                    heard=tuple((*span, link_at(self._connection, no, span[1])) for span in spans),
                    opened=without(lying, shut[no])[: limits.SPANS],
                    lying=lying[: limits.SPANS],
                    files_opened=right.get(no, 0),
                    wrong=tuple(sorted(wrong[no].items())),
                    more=more[no],
                )
            )
        return [*found, *self._lost(found)]

    def _lost(self, found: Iterable[JournalHeld]) -> Iterator[JournalHeld]:
        """The journals of this desk in which it spoke and of which nothing is here: so it says."""
        here = {(one.device, one.incarnation) for one in found}
        for device, incarnation in self._connection.execute(_SPOKEN).fetchall():
            if (device, incarnation) not in here:
                yield JournalHeld(0, device, incarnation, (), (), (), 0, (), 0)

    def _not_whole(
        self, one: WantedFile, verdict: str | None, is_there: Callable[[str, int], bool]
    ) -> Iterator[tuple[int, int, bool]]:
        """The events of any recording that name a file which is here no whole picture; whether it lies here.

        Each says its own size, and stands for it alone.
        """
        if verdict == "" and is_there(one.file, one.size):
            return
        for no, seq, size in self._connection.execute(_NAMING, (one.file,)).fetchall():
            lies = is_there(one.file, size or 0)
            if verdict != "" or not lies:
                yield no, seq, lies

    def _wanted(self) -> Iterator[tuple[WantedFile, str | None]]:
        """Each wanted file, with what was found in it; None for one that was not opened."""
        after = ""
        while found := self._store.files.wanted(after=after, most=_BATCH):
            known = self._opened(found)
            yield from ((one, known.get(one.file)) for one in found)
            after = found[-1].file

    def _opened(self, files: Sequence[WantedFile]) -> dict[str, str]:
        """Of files that follow one another by name, what was found in those that were opened."""
        within = "SELECT file, verdict FROM files_opened WHERE file BETWEEN ? AND ?"
        return dict(self._connection.execute(within, (files[0].file, files[-1].file)).fetchall())

    def _doubted(self) -> defaultdict[int, set[int]]:
        """The events that are here and say nothing yet: held ones, and those whose body was left out."""
        found = defaultdict[int, set[int]](set)
        places = self._connection.execute(_HELD, (ELSEWHERE,)).fetchall()
        for _entity, _id, link in unexplained_bare(self._connection):
            places += self._connection.execute(_PLACE, (bytes.fromhex(link),)).fetchall()
        for no, seq in places:
            found[no].add(seq)
        return found

    def _gaps(self) -> defaultdict[int, list[Span]]:
        found = defaultdict[int, list[Span]](list)
        for hole in holes(self._connection):
            found[hole.journal].append((hole.first, hole.last))
        return found

    def newest(self, of: Journal, desk: Journal) -> tuple[OfficeVerdict, str] | None:
        """The last word that was said on a journal in an office desk's own one, and its object's name."""
        row = self._connection.execute(_NEWEST, (*of, *desk)).fetchone()
        return (said_in(row[1]), row[0]) if row else None

    def keep(self, verdicts: Iterable[tuple[OfficeVerdict, bytes]]) -> None:
        """Put verdicts in the place of earlier ones; whose each is was checked, and that it is newer."""
        rows = []
        for one, data in verdicts:
            name = hashlib.sha256(data).hexdigest()
            of = (one.device, one.incarnation, one.desk, one.desk_incarnation)
            rows.append((*of, one.number, name, data))
        if rows:
            with self._store.together():
                self._connection.executemany(_KEEP, rows)
                conclude(self._connection, self._store.authority)

    def kept(self) -> list[tuple[str, bytes]]:
        """Name and bytes of every verdict that counts."""
        return counting(self._connection, self._store.authority)

    def undone(self) -> list[tuple[str, bytes]]:
        """One of each journal of a desk whose words count no more; that desk shall hear that it spoke."""
        return undone(self._connection, self._store.authority)

    def note_backup(self, disk: str, holds: Iterable[JournalHeld]) -> None:
        """Say what a backup holds that was read back whole; an earlier one on that disk counts no more."""
        rows = [(disk, one.no, first, last) for one in holds for first, last in one.lying]
        with self._store.together():
            self._connection.execute("DELETE FROM backed_up WHERE disk = ?", (disk,))
            self._connection.executemany("INSERT INTO backed_up VALUES (?, ?, ?, ?)", rows)

    def backups(self, no: int) -> dict[str, Spans]:
        """Of a journal, what backups on each disk hold."""
        found = defaultdict[str, list[Span]](list)
        for disk, *span in self._connection.execute(
            "SELECT disk, first, last FROM backed_up WHERE journal = ? ORDER BY disk, first", (no,)
        ):
            found[disk].append((span[0], span[1]))
        return {disk: tuple(spans) for disk, spans in found.items()}

    def conclude(self) -> None:
        """Derive anew what all verdicts together say of the journals that are here."""
        with self._store.together():
            conclude(self._connection, self._store.authority)


def _between(gaps: Sequence[Span], last: int) -> Spans:
    """What is there, up to the last event, beside what is not."""
    starts, ends = [1, *(end + 1 for _first, end in gaps)], [*(first - 1 for first, _end in gaps), last]
    return tuple(span for span in zip(starts, ends, strict=True) if span[0] <= span[1])
