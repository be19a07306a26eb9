"""Lists are counted in one pass, kept when somebody says so, withdrawn, brought back, and expire."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import (
    Body,
    LayoutCorrected,
    ListDue,
    ListExpired,
    ListImported,
    ListWithdrawn,
    Withdrawn,
)
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.lists.counts import NOWHERE, PROBLEMS_KEPT, ListCounts, Stood
from ektp_desk.domain.lists.mapping import Mapping, SheetColumns, layout_id
from ektp_desk.domain.lists.meanings import ListKind
from ektp_desk.domain.lists.rows import Checked, Problem, RegionRow, Row, Severity
from ektp_desk.domain.lists.standing import ListState
from ektp_desk.domain.moments import ConfirmedDays
from ektp_desk.domain.office.policies import Policy
from ektp_desk.usecases.admin.queries import confirmed_days, policy_number
from ektp_desk.usecases.lists.beside_others import told_of_names, told_of_status
from ektp_desk.usecases.lists.files import FileReadings, FilesToRead, Placed, shown_name
from ektp_desk.usecases.lists.queries import (
    corrections_of,
    days_left,
    is_over,
    lists,
    loaded_before,
    marks_of,
)
from ektp_desk.usecases.ports import NikLedger
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import FigureRow, ListedRow, ListFacts, RegisterRow
from ektp_desk.usecases.withdrawal import withdraw
from ektp_desk.words import _, officially
from ektp_desk.words.numbers import count

_STEP = 500
_BATCH = 500
Counted = tuple[int, Checked, Stood]


@dataclass(frozen=True, slots=True, repr=False)
class Imported:
    """What an import found; `list_id` is empty after a dry run.

    `digests` are the files', in order. `loaded_before` names the standing lists that one of the
    files was loaded into already.
    """

    list_id: str
    mapping: Mapping
    counts: ListCounts
    document: dict[str, Any]
    digests: tuple[str, ...] = ()
    loaded_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Declared:
    """What the person who imports says of the list."""

    kind: str
    name: str
    as_of: date
    source: str


class Persons:
    """Accepted rows as the register holds them.

    A NIK known already keeps its person. Others get an id that tells nothing: it is derived from the
    NIK and a secret of this import alone, so that a NIK's second row finds it without a memory of all.
    A status makes nobody: whoever is in no list and was met at no desk gets none by it.
    """

    def __init__(self, session: Session, kind: str) -> None:
        self._session = session
        self._makes_people = kind != ListKind.STATUS
        self._secret = session.new_id().encode()

    def rows(self, found: Iterable[Counted]) -> Iterator[ListedRow]:
        """One for each person, one for each group of a region's figures."""
        for number, checked, stood in found:
            row = checked.row
            if isinstance(row, RegionRow):
                yield from _figure_rows(row, number)
            elif row is not None:
                yield _register_row(row, number, stood.person or self._person(row))

    def _person(self, row: Row) -> str:
        if not self._makes_people:
            return ""
        if row.has_nik:
            return hashlib.blake2b(row.nik.encode(), key=self._secret[:64], digest_size=16).hexdigest()
        return "" if row.is_starred else self._session.new_id()  # a starred NIK tells nobody


def import_list(
    session: Session,
    files: Sequence[Path],
    kind: str,
    *,
    name: str,
    as_of: date,
    source: str = "",
    dry_run: bool = False,
    mapping: Mapping | None = None,
    seen: Sequence[str] = (),
    village: str = "",
    problems_kept: int = PROBLEMS_KEPT,
    stop: Callable[[], bool] = lambda: False,
    step: Callable[[int], None] = lambda _rows: None,
) -> Imported:
    """Read files as one list; keep it unless `dry_run`. Nothing is stored when it is stopped or refused.

    A list of which no row was accepted is not kept either: `list_id` is empty then. `mapping` is a
    person's correction; with several files its sheets are named "FILE › SHEET". `seen` are the `digests` of
    the dry run that a person decided by: other files are refused. `village`: where those live of whom the
    files do not say it. The counts go on where more
    than `problems_kept` refusals or warnings are found, which are not listed. `step` hears the
    number of rows read so far, and goes on counting while rows are stored. Raises `import.cancelled`,
    `import.changed` and what reading raises.
    """
    said = _Declared(kind, name or shown_name(files[0].stem), as_of, source)
    readings, counts = (
        FileReadings(session, FilesToRead(files, kind, mapping, seen, stop, village)),
        ListCounts(problems_kept=problems_kept),
    )
    with session.store.ledger() as ledger, closing(_stepping(readings, step)) as stream:
        found = counted(ledger, stream, counts, kind=kind)
        passed = _loading(counts, stop, step)
        list_id = "" if dry_run else _keep(session, found, readings, counts, said, passed)
        for _row in found:
            pass
    document = {"files": readings.names, "kind": kind, "list": said.name, "as_of": as_of.isoformat()}
    document |= {"dry_run": dry_run} | counts.document(readings.mapping, ListKind(kind))
    before = loaded_before(session, readings.digests, list_id)
    return Imported(list_id, readings.mapping, counts, document, tuple(readings.digests), before)


def _stepping(rows: Iterable[Placed], step: Callable[[int], None]) -> Generator[Placed]:
    for passed, row in enumerate(rows, start=1):
        if not passed % _STEP:
            step(passed)
        yield row


def _loading(
    counts: ListCounts, stop: Callable[[], bool], step: Callable[[int], None]
) -> Callable[[int], None]:
    """Hears how many rows are stored: until the last of them it can all be undone."""

    def passed(rows: int) -> None:
        if stop():
            raise EktpError("import.cancelled")
        step(counts.rows_read + rows)

    return passed


def _keep(
    session: Session,
    found: Iterator[Counted],
    readings: FileReadings,
    counts: ListCounts,
    said: _Declared,
    passed: Callable[[int], None],
) -> str:
    """Keep the list unless none of its rows is accepted; give its id, or nothing."""
    rows = Persons(session, said.kind).rows(found)
    first = next(rows, None)
    if first is None:
        return ""
    list_id = session.new_id()

    def act(rows_file: str, rows: int) -> NewEvent:
        body = ListImported(
            kind=said.kind,
            name=said.name,
            as_of=said.as_of.isoformat(),
            source=said.source,
            files=tuple(readings.digests),
            rows_file=rows_file,
            rows=rows,
            counts={"accepted": counts.accepted, "warned": counts.warned, "refused": counts.refused},
            mapping=readings.mapping.titles(),
        )
        return NewEvent(Entity.LIST, list_id, body)

    session.check_roles(act("", 0))
    kept = chain([first], rows)
    session.store.keep_list(act, kept, at=session.clock(), passed=passed)
    return list_id


def counted(
    ledger: NikLedger, rows: Iterable[Placed], counts: ListCounts, *, kind: str = ""
) -> Iterator[Counted]:
    """Count rows as they pass, each beside where its NIK stood before."""
    stream = iter(rows)
    while batch := list(islice(stream, _BATCH)):
        named = [c.row for _no, c in batch if isinstance(c.row, Row) and c.row.has_nik]
        noted = ledger.note([row.nik for row in named], [row.name for row in named]) if named else ()
        stood = iter(noted)
        for number, found in batch:
            row, checked, known = found.row, found, NOWHERE
            if isinstance(row, Row) and row.has_nik:
                known = next(stood)
                checked = told_of_names(found, row, known) if known.called or known.known_as else found
                checked = told_of_status(checked, row, known) if kind == ListKind.STATUS else checked
            counts.add(checked, known)
            yield number, checked, known


def _figure_rows(row: RegionRow, number: int) -> Iterator[FigureRow]:
    warnings = " ".join(row.problems)
    for group, figure in row.figures.items():
        yield FigureRow(number, row.region, row.name, group.value, *figure, warnings)


def _register_row(row: Row, number: int, person: str) -> RegisterRow:
    return RegisterRow(
        number,
        person,
        row.nik,
        row.name,
        row.sex,
        row.birth_date,
        row.birth_place,
        row.village,
        row.rt,
        row.rw,
        row.dusun,
        row.address,
        row.kk_number,
        row.wktp_class,
        row.record_status.value,
        " ".join(row.problems),
        row.marital,
        row.siak_status,
        row.nisn,
        row.rombel,
        row.tps,
    )


def remember(session: Session, kind: str, columns: SheetColumns) -> None:
    """Remember how a person understood a sheet's columns; saying what is remembered already writes nothing.

    An event and no setting: it has an author, travels with the journal, and can be withdrawn. Asking each
    month would train people to press Enter. Raises `role.not_allowed`.
    """
    if corrections_of(session, kind).get(columns.layout) == columns.meanings:
        return
    body = LayoutCorrected(
        kind=kind, layout=columns.layout, meanings=tuple(m.value for m in columns.meanings)
    )
    session.write(NewEvent(Entity.LAYOUT, layout_id(ListKind(kind), columns.layout), body))


@officially
def save_refused(session: Session, path: Path, problems: Iterable[Problem], *, unlisted: int = 0) -> int:
    """Write sheet, row, column and code of each refusal as CSV; give the number of rows written.

    `unlisted` findings were too many to be kept: the last line says so.

    Raises `file.cannot_write`.
    """
    refused = [problem for problem in problems if problem.severity is Severity.REFUSED]
    titles = (_("lembar"), _("baris"), _("kolom"), _("kode"))
    rows: list[tuple[str | int, ...]] = [(p.sheet, p.row, p.column, p.code) for p in refused]
    if unlisted:
        more = _("dan {n} temuan lagi yang tidak dicantumkan").format(n=count(unlisted))
        rows.append((more, "", "", ""))
    session.lists.write_table(path, titles, rows)
    return len({(problem.sheet, problem.row) for problem in refused})


def withdraw_list(session: Session, list_id: str, *, reason: str) -> None:
    """Take a wrong list's people out of the register; its rows are kept until it expires.

    Raises `list.no_reason`, `list.unknown`, `list.not_standing`, `role.not_allowed`.
    """
    if not reason.strip():
        raise EktpError("list.no_reason")
    if _list(session, list_id).state is not ListState.STANDING:
        raise EktpError("list.not_standing")
    session.write(NewEvent(Entity.LIST, list_id, ListWithdrawn(reason=reason.strip())))


def bring_back_list(session: Session, list_id: str) -> None:
    """Undo a list's withdrawal, or that it was due: its people stand in the register again, as they were.

    Raises `list.unknown`, `list.not_withdrawn`, `list.days_over` for one that would be due again at once,
    `role.not_allowed` and what undoing raises.
    """
    facts = _list(session, list_id)
    if facts.state is ListState.DUE:
        if is_over(session, facts, session.today):
            raise EktpError("list.days_over", days=policy_number(session, Policy.LIST_DAYS))
        session.write(*_of_list(facts, _not_due(session, facts)))
        return
    held = session.store.life(Entity.LIST, list_id).decided("list.standing")
    if facts.state is not ListState.WITHDRAWN or held is None:
        raise EktpError("list.not_withdrawn")
    withdraw(session, Entity.LIST, list_id, held.link)


def expire_lists(session: Session) -> list[str]:
    """Let lists go whose rows are older than the office's days; give the names of those that changed.

    First they are due: they name nobody, and their rows are kept until 7 further days were confirmed. Days
    are those that people confirmed, see `ConfirmedDays`. One that is not over by today's day, since a clock
    was set right or the rule is another, comes back by itself: that destroys nothing.
    What acts said of these people stays. A rule of 0 days lets no list expire.
    """
    confirmed = confirmed_days(session)
    found = [(facts, _expiring(session, facts, confirmed)) for facts in lists(session)]
    if acts := [act for facts, bodies in found for act in _of_list(facts, bodies)]:
        session.write(*acts)
    return [facts.name for facts, bodies in found if bodies]


def expire_rows(session: Session) -> None:
    """Let what packages brought go once their last day was over for 7 further days that people confirmed."""
    settled = confirmed_days(session).settled
    if settled is not None:
        session.store.let_rows_go(settled.isoformat())


def _expiring(session: Session, facts: ListFacts, confirmed: ConfirmedDays) -> list[Body]:
    """What is to be said of a list today."""
    if facts.state is ListState.EXPIRED:
        return []
    if facts.state is ListState.DUE and not is_over(session, facts, session.today):
        return _not_due(session, facts)
    if confirmed.last is None or not is_over(session, facts, confirmed.last):
        return []
    days = policy_number(session, Policy.LIST_DAYS)
    if facts.state is not ListState.DUE:
        return [ListDue(day=confirmed.last.isoformat(), kept_days=days)]
    return [] if days_left(session, facts, confirmed) else [ListExpired(kept_days=days)]


def _not_due(session: Session, facts: ListFacts) -> list[Body]:
    return [Withdrawn(event=link) for link in marks_of(session, facts.id)]


def _of_list(facts: ListFacts, bodies: list[Body]) -> list[NewEvent]:
    return [NewEvent(Entity.LIST, facts.id, body) for body in bodies]


def _list(session: Session, list_id: str) -> ListFacts:
    found = next((facts for facts in lists(session) if facts.id == list_id), None)
    if found is None:
        raise EktpError("list.unknown")
    return found
