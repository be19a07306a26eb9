"""What office desks say that they have of each journal, and what this store itself could say.

Local facts, which no event says: who loses them opens the files once more and asks for the verdicts again.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ektp_desk.domain.journal.authority import ELSEWHERE
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.safety import KeptCopy, Span, Spans, beside, common, in_two_places, merged, without
from ektp_desk.store.holes import holes
from ektp_desk.store.kept.sealed import WantedFile
from ektp_desk.store.proof.elsewhere import unexplained_bare
from ektp_desk.store.reading import ReadOnlyStore
from ektp_desk.store.store import Store
from ektp_desk.wire import limits
from ektp_desk.wire.envelope import read_as, read_object
from ektp_desk.wire.heads import OfficeVerdict

_BATCH = 500  # files that are asked for at once: memory does not grow with them
_JOURNALS = """
SELECT j.no, j.device, j.incarnation, (SELECT max(seq) FROM events WHERE journal = j.no) AS last
FROM journals j WHERE last > 0 ORDER BY j.no
"""
_OWN = "SELECT CAST(value AS TEXT) FROM facts WHERE name = 'device'"
_LINK = "SELECT link FROM events WHERE journal = ? AND seq = ?"
_HELD = "SELECT journal, seq FROM held WHERE why <> ?"
_PLACE = "SELECT journal, seq FROM events WHERE link = ?"
_NAMING = """
SELECT journal, seq FROM events
WHERE entity_id = ? AND entity = 'recording' AND kind = 'modality_set' AND instr(CAST(body AS TEXT), ?)
"""
_RIGHT = """
SELECT e.journal, count(DISTINCT o.file) FROM files_opened o JOIN sealed_files f ON f.file = o.file
JOIN events e ON e.entity_id = f.recording AND e.entity = 'recording'
WHERE o.verdict = '' AND e.kind = 'modality_set' AND instr(CAST(e.body AS TEXT), o.file) GROUP BY e.journal
"""
_KEEP = "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?, ?)"
_NEWEST = "SELECT epoch, number, object FROM verdicts WHERE device = ? AND incarnation = ? AND key = ?"


class JournalHeld(NamedTuple):
    """What this desk holds of a journal; `lying`: events of which each file lies here, whatever it is.

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

    def note_opened(self, verdicts: Iterable[tuple[str, str]], at: Moment) -> None:
        """Keep of each file what was found: "" for a whole picture, else why it is none."""
        rows = [(file, verdict, at.text) for file, verdict in verdicts]
        with self._store.together():
            self._connection.executemany("INSERT OR REPLACE INTO files_opened VALUES (?, ?, ?)", rows)

    def holds(self, is_there: Callable[[str, int], bool]) -> list[JournalHeld]:
        """What this desk holds now of every journal; `is_there`: whether a file of that size lies here.

        Asked beside the thread that writes: what is written meanwhile stands behind each journal's last event
        of now, or fills a gap of now, and nothing is said of it.
        """
        journals, gaps = self._connection.execute(_JOURNALS).fetchall(), self._gaps()
        away, shut = defaultdict[int, set[int]](set), self._doubted()
        wrong, more = defaultdict[int, dict[str, str]](dict), Counter[int]()
        for one, verdict in self._wanted():
            lies = is_there(one.file, one.size)
            if lies and verdict == "":
                continue
            for no, seq in self._connection.execute(_NAMING, (one.recording, one.file)).fetchall():
                if not lies:
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
                    heard=tuple((*span, self._link(no, span[1])) for span in spans),
                    opened=without(lying, shut[no])[: limits.SPANS],
                    lying=lying[: limits.SPANS],
                    files_opened=right.get(no, 0),
                    wrong=tuple(sorted(wrong[no].items())),
                    more=more[no],
                )
            )
        return found

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

    def _link(self, no: int, seq: int) -> str:
        row = self._connection.execute(_LINK, (no, seq)).fetchone()
        return row[0].hex() if row else ""

    def newest(self, device: str, incarnation: str, key: str) -> OfficeVerdict | None:
        """The last word of an office desk's key on a journal."""
        row = self._connection.execute(_NEWEST, (device, incarnation, key)).fetchone()
        return _said(row[2]) if row else None

    def keep(self, verdicts: Iterable[tuple[OfficeVerdict, bytes]]) -> None:
        """Put verdicts in the place of earlier ones; whose each is was checked, and that it is newer."""
        rows = []
        for one, data in verdicts:
            name = hashlib.sha256(data).hexdigest()
            rows.append((one.device, one.incarnation, one.by, one.epoch, one.number, name, data))
        if rows:
            with self._store.together():
                self._connection.executemany(_KEEP, rows)
                self._derive()

    def kept(self) -> list[tuple[str, bytes]]:
        """Name and bytes of every verdict that counts."""
        return self._connection.execute("SELECT name, object FROM verdicts ORDER BY name").fetchall()  # type: ignore[no-any-return]

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
            self._derive()

    def _derive(self) -> None:
        said = defaultdict[tuple[str, str], list[OfficeVerdict]](list)
        for (data,) in self._connection.execute("SELECT object FROM verdicts ORDER BY name").fetchall():
            one = _said(data)
            said[one.device, one.incarnation].append(one)
        spans, wrong = list[tuple[int, str, int, int]](), dict[str, str]()
        (own,) = self._connection.execute(_OWN).fetchone()
        for no, device, incarnation, _last in self._connection.execute(_JOURNALS).fetchall():
            of = said[device, incarnation]
            for state, found in self._of_journal(no, of, is_own=device == own).items():
                spans += [(no, state, *span) for span in found]
            wrong |= {file: reason for one in of for file, reason in one.wrong}
        self._connection.execute("DELETE FROM at_office")
        self._connection.executemany("INSERT INTO at_office VALUES (?, ?, ?, ?)", spans)
        self._connection.execute("DELETE FROM wrong_files")
        self._connection.executemany("INSERT INTO wrong_files VALUES (?, ?)", sorted(wrong.items()))

    def _of_journal(self, no: int, said: Sequence[OfficeVerdict], *, is_own: bool) -> dict[str, Spans]:
        """What verdicts say of one branch of a journal: the one that is here.

        An event that would tell has not come yet from another laptop; one's own was lost, and tells nothing.
        """
        heard, opened, copies = list[Span](), list[Span](), list[KeptCopy]()
        for one in said:
            ours = [
                (first, last)
                for first, last, link in one.heard
                if self._link(no, last) in ((link,) if is_own else (link, ""))
            ]
            heard += ours
            opened += common(one.opened, ours)
            copies += [KeptCopy(machine, disk, common(spans, ours)) for machine, disk, spans in one.kept]
        return {
            "heard": merged(heard),
            "opened": merged(opened),
            "unopened": beside(merged(heard), opened),
            "safe": common(merged(opened), in_two_places(copies)),
        }


def _between(gaps: Sequence[Span], last: int) -> Spans:
    """What is there, up to the last event, beside what is not."""
    starts, ends = [1, *(end + 1 for _first, end in gaps)], [*(first - 1 for first, _end in gaps), last]
    return tuple(span for span in zip(starts, ends, strict=True) if span[0] <= span[1])


def _said(data: bytes) -> OfficeVerdict:
    return read_as(read_object(data), OfficeVerdict)
