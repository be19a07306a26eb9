"""Saving while the desk is busy: a long question, the check of a list and a paper beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from threading import Event
from typing import TypeVar

from ektp_desk.desk.desk import Desk
from ektp_desk.desk.lanes import DeskLanes
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.settings import RESOURCES
from ektp_desk.sheets.regions import load_gazetteer
from ektp_desk.sheets.write import write_list
from ektp_desk.store.reading import ReadOnlyStore
from ektp_desk.usecases.lists.commands import import_list
from ektp_desk.usecases.recording.commands import finish
from ektp_desk.usecases.reports.papers import draw
from ektp_desk.usecases.session import Session
from tests.bench.measuring import Pair, Row, row, timed
from tests.bench.office import SIZE, BenchOffice, prepare_recordings
from tests.bench.regency import residents

T = TypeVar("T")
LIMIT = 1.5
_PAIRS, _WARM_UP, _SAVES, _ROWS = 12, 2, 7, 60_000
_PATIENCE = 60.0  # seconds until what should have begun is given up
# Some three seconds of SQLite's own work; it is asked again until the saves are done.
_LONG = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000000) SELECT count(*) FROM n
"""


def measure(office: BenchOffice, folder: Path, *, pairs: int = _PAIRS, rows: int = _ROWS) -> Row:
    """Finish recordings beside a question and, in turn, the check of a list or a report; and alone."""
    ours, path = office.copied(folder / "ours"), folder / "daftar.xlsx"
    write_list(path, islice(residents(load_gazetteer(RESOURCES / "regions", "53")), rows))
    with ours.signed_in() as (_desk, session):
        waiting = iter(prepare_recordings(session, ours.visit, (pairs + _WARM_UP) * 2 * _SAVES))
    with Desk(ours.folders, clock=ours.clock) as desk:
        lanes = DeskLanes(desk)
        session = act_on(lanes, lambda: desk.sign_in(ours.user, ours.passphrase))

        def save() -> float:
            return timed(lambda: act_on(lanes, lambda: finish(session, next(waiting))))

        found = []
        asides = cycle([_check(path), _paper(ours.visit)])
        for aside in islice(asides, pairs + _WARM_UP):
            with _busy(lanes, session, aside):
                mine = median(save() for _ in range(_SAVES))
            found.append(Pair(median(save() for _ in range(_SAVES)), mine))
        lanes.close(desk.sign_out)
    return row("save_beside_others", SIZE, found[_WARM_UP:], limit=LIMIT)


def act_on(lanes: DeskLanes, act: Callable[[], T]) -> T:
    """Act on the lane that writes, until its answer is home."""
    done: Future[T] = Future()

    def home(answer: Future[T], _changes: object) -> None:
        if (error := answer.exception()) is not None:
            done.set_exception(error)
        else:
            done.set_result(answer.result())

    lanes.act(act, home)
    return done.result(_PATIENCE)


@contextmanager
def _busy(lanes: DeskLanes, session: Session, aside: Callable[[Session, Event], object]) -> Iterator[None]:
    """Hold a block while both reading lanes are at work without a pause."""
    over, asking, making = Event(), Event(), Event()

    def ask(session: Session) -> None:
        assert isinstance(session.store, ReadOnlyStore)
        while not over.is_set():
            asking.set()
            session.store.connection.execute(_LONG).fetchone()

    def make(session: Session) -> None:
        while not over.is_set():
            aside(session, making)

    stops = [
        lanes.read(session, ask, lambda _answer, _changes: None),
        lanes.read(session, make, lambda _answer, _changes: None, aside=True),
    ]
    try:
        assert asking.wait(_PATIENCE)
        assert making.wait(_PATIENCE)
        yield
    finally:
        over.set()
        for stop in stops:
            stop()


def _check(path: Path) -> Callable[[Session, Event], object]:
    def check(session: Session, begun: Event) -> object:
        return session.aside(
            import_list, [path], "belum-rekam", name="", as_of=session.today, dry_run=True,
            step=lambda _rows: begun.set(),
        )  # fmt: skip

    return check


def _paper(visit: str) -> Callable[[Session, Event], object]:
    def paper(session: Session, begun: Event) -> object:
        drawn = session.aside(draw, Wanted(PaperKind.VISIT, visit))
        begun.set()  # from the second on it is drawn without loading anything
        return drawn

    return paper
