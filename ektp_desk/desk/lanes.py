"""Ways into one store: acts are written in order by one thread, readings are answered beside them.

A reading begins when every act asked for before it has landed, so it sees them. An act waits for no reading.
Carrying reads too, and has small acts of its own done among the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ektp_desk.desk.child import Child

if TYPE_CHECKING:
    from ektp_desk.desk.desk import Desk
    from ektp_desk.store.reading import ReadOnlyStore
    from ektp_desk.usecases.changes import Changes
    from ektp_desk.usecases.laptops.courier import Courier
    from ektp_desk.usecases.session import Session

T = TypeVar("T")
Home = Callable[[Future[Any], "Sequence[Changes]"], None]
Heard = Callable[["Sequence[Changes]"], None]


@dataclass(eq=False, slots=True)
class _Reading:
    """What was asked; `over` names the readings that a newer one makes needless, `lasting` leaves a file."""

    session: Session
    question: Callable[[Session], Any]
    after: Event
    over: str
    lasting: bool
    answer: Future[Any] = field(default_factory=Future)
    stopped: bool = False


class DeskLanes:
    """The threads of one desk. `home` hears of each end, and of what was changed, where it ended.

    Who was stopped, overtaken or sent away by a sign-out is cancelled.
    """

    def __init__(self, desk: Desk) -> None:
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        # What takes long has a thread of its own: a question for the screen does not wait behind a paper.
        self._questions = _Reader("questions", desk.open_reader)
        self._papers = _Reader("papers", desk.open_reader, Child())
        self._carrying = _Reader("carrying", partial(desk.open_reader, holds=False))
        self._readers = (self._questions, self._papers, self._carrying)
        self._desk = desk
        self._notes = SimpleQueue[Callable[[], None] | None]()  # that carrying writes; None: it has ended
        self._ending = False  # from then on who signs out takes the notes
        self._lock = Lock()  # over these two
        self._landed = Event()  # the last act that was asked for has ended, and its news have gone home
        self._landed.set()
        self._changes: list[Changes] = []  # by the act under way
        desk.changed = self._hear

    def act(self, act: Callable[[], T], home: Home) -> None:
        """Act after all acts asked for before; never dropped: the user saw it accepted."""
        landed = self._landed = Event()
        answer: Future[T] = Future()
        changes: list[Changes] = []

        def begin() -> None:
            self._changes = changes
            _answer(answer, act)

        answer.add_done_callback(lambda done: home(done, changes))
        answer.add_done_callback(lambda _done: landed.set())
        self._writer.submit(begin)

    def _hear(self, changes: Changes) -> None:
        self._changes.append(changes)

    def read(
        self,
        session: Session,
        question: Callable[[Session], T],
        home: Home,
        *,
        over: str = "",
        aside: bool = False,
        lasting: bool = False,
    ) -> Callable[[], None]:
        """Ask after all acts asked for before, by a session that answers only; give what stops it.

        Of readings with the same `over` only the newest is begun. `aside` goes what takes long; what is
        `lasting` is not dropped when the store is closed.
        """
        reader = self._papers if aside else self._questions
        reading = _Reading(session, question, self._landed, over, lasting)
        reading.answer.add_done_callback(lambda done: home(done, ()))
        reader.take(reading)
        return lambda: reader.stop(reading)

    def carry(
        self, session: Session, work: Callable[[Courier], T], home: Home, heard: Heard
    ) -> Callable[[], None]:
        """Carry between this desk and a card after all acts asked for before; give what stops it.

        No act waits for it: `heard` is told of each that it has done among them.
        """

        def carrying(asked: Session) -> T:
            return work(self._courier(reading, cast("ReadOnlyStore", asked.store), heard))

        reading = _Reading(session, carrying, self._landed, over="", lasting=False)
        reading.answer.add_done_callback(lambda done: home(done, ()))
        self._carrying.take(reading)
        return lambda: self._carrying.stop(reading)

    def _courier(self, reading: _Reading, store: ReadOnlyStore, heard: Heard) -> Courier:
        from ektp_desk.desk.exchange.courier import DeskCourier  # noqa: PLC0415  the sign-in is shown without
        from ektp_desk.desk.exchange.lane import ExchangeLane  # noqa: PLC0415  the same

        def among(act: Callable[[], T]) -> T:
            return self._among(act, heard)

        lane = ExchangeLane(self._desk, store, among, is_stopped=lambda: reading.stopped)
        return DeskCourier(lane, reading.session)

    def _among(self, act: Callable[[], T], heard: Heard) -> T:
        """Have something written among the acts, and wait for it; on the thread that carries."""
        answer: Future[T] = Future()

        def note() -> None:
            changes: list[Changes] = []
            self._changes = changes
            _answer(answer, act)
            heard(changes)

        with self._lock:
            self._notes.put(note)
            if not self._ending:
                self._writer.submit(self._take_note)
        return answer.result()

    def _take_note(self) -> None:
        try:
            note = self._notes.get_nowait()
        except Empty:
            return
        if note is not None:
            note()

    def _finish_carrying(self) -> None:
        """Write what carrying still notes until it ends, at its next step; on the thread that writes."""
        while (note := self._notes.get()) is not None:
            note()
        self._ending = False

    def sign_out(self, close: Callable[[], T], home: Home) -> None:
        """Let what was promised land, then close the readings' connections and the store with `close`."""
        with self._lock:
            self._ending = True
        closed = [reader.end() for reader in self._readers]
        closed[-1].add_done_callback(lambda _done: self._notes.put(None))

        def leave() -> T:
            self._finish_carrying()
            for each in closed:
                each.result()
            return close()

        self.act(leave, home)

    def close(self, close: Callable[[], object]) -> None:
        """Sign out, and end the threads."""
        self.sign_out(close, lambda _done, _changes: None)
        for thread in (self._writer, *(reader.thread for reader in self._readers)):
            thread.shutdown(wait=True)


class _Reader:
    """One thread with one connection, opened by the first reading and closed by `end`."""

    def __init__(self, name: str, opened: Callable[[], ReadOnlyStore], child: Child | None = None) -> None:
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._open, self._child = opened, child
        self._store: ReadOnlyStore | None = None
        self._lock = Lock()  # over what stands below
        self._asked: list[_Reading] = []
        self._under_way: _Reading | None = None

    def take(self, reading: _Reading) -> None:
        with self._lock:
            overtaken = [each for each in self._asked if reading.over and each.over == reading.over]
            self._asked.append(reading)
        for each in overtaken:
            each.answer.cancel()  # of no effect on one that has begun
        reading.answer.add_done_callback(lambda _done: self._forget(reading))
        self.thread.submit(self._run, reading)

    def stop(self, reading: _Reading) -> None:
        reading.stopped = True
        if reading.answer.cancel():
            return
        with self._lock:
            if self._under_way is reading and self._store is not None:
                self._store.stop()
                self._end_child()

    def end(self) -> Future[None]:
        """Drop what is asked, let what leaves a file land, and close the connection."""
        with self._lock:
            dropped = [each for each in self._asked if not each.lasting]
        for each in dropped:
            self.stop(each)
        return self.thread.submit(self._close)

    def _run(self, reading: _Reading) -> None:
        reading.after.wait()
        if reading.answer.set_running_or_notify_cancel():
            _answer(reading.answer, lambda: self._read(reading))

    def _read(self, reading: _Reading) -> Any:
        try:
            answer = self._within(reading)
        except BaseException:
            if not reading.stopped:
                raise
        if reading.stopped:  # whoever stopped it waits for no answer, and for no reason
            raise CancelledError
        return answer

    def _within(self, reading: _Reading) -> Any:
        store = self._store or self._open()
        with self._lock:
            self._store, self._under_way = store, reading
            store.begin()
            if reading.stopped:
                raise CancelledError
        try:
            return reading.question(replace(reading.session, store=store, elsewhere=self._child))
        finally:
            with self._lock:  # from here on nobody interrupts
                self._under_way = None
            store.rest()

    def _forget(self, reading: _Reading) -> None:
        with self._lock:
            self._asked.remove(reading)

    def _close(self) -> None:
        with self._lock:
            store, self._store = self._store, None
        if self._child is not None:
            self._child.end_now()
        if store is not None:
            store.close()

    def _end_child(self) -> None:
        if self._child is not None:
            self._child.end()


def _answer(answer: Future[T], work: Callable[[], T]) -> None:
    try:
        said = work()
    except BaseException as error:
        answer.set_exception(error)
    else:
        answer.set_result(said)
