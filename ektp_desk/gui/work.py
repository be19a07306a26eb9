"""What every screen shares while somebody is signed in: acts, questions, the open visit, the last save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.paper.kinds import Wanted
from ektp_desk.gui.jobs import Done, Jobs
from ektp_desk.settings import Choices
from ektp_desk.usecases.admin.backup_places import BackupPlace, places
from ektp_desk.usecases.admin.rights import PlaceKey
from ektp_desk.usecases.changes import Changes, Origin
from ektp_desk.usecases.exchange.line import LineAsk, LineNews
from ektp_desk.usecases.laptops.courier import Courier
from ektp_desk.usecases.laptops.mirror import MirrorNews
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Visit
from ektp_desk.words import Sentence

T = TypeVar("T")


NEW_HOME, TO_COME = "new_home", "to_come"  # sections of the queue: a home is asked for, who did not come


@dataclass(frozen=True, slots=True)
class Go:
    """Which place shall come to the front, and what is to be shown there; what is left empty it chooses."""

    place: PlaceKey
    _: KW_ONLY
    visit: str = ""
    ticket: str = ""
    person: str = ""
    paper: Wanted | None = None
    section: str = ""
    typed: str = field(default="", repr=False)  # by F2's search: somebody who stands in no list
    at_once: bool = False  # do there what it is for: make a backup, correct a person's data
    behind: PlaceKey | None = None  # the manual: where it was opened, and goes back to


_GATHERED_MS, _PRECISE = 250, Qt.TimerType.PreciseTimer  # between two tellings of what arrived
_NOTHING = Changes(frozenset(), frozenset(), Origin.OWN)


def _unasked() -> None:
    """Nobody waits for it."""


class Work(QObject):
    """Runs use cases off the window's thread for the screens of one signed-in user.

    `do` writes and then says what it `changed`; `ask` only reads, and `make` too, beside the questions, for
    what takes long. An expected refusal goes to the caller's `failed`, else to `refused`, which the window
    shows; anything else goes up.
    """

    changed = Signal(object)  # Changes, with no entities for an act that wrote nothing: its screen reads anew
    acted = Signal()  # an act has ended well, whatever it wrote
    saved = Signal()  # `saved_at` is later
    refused = Signal(object)  # EktpError without a taker
    go_asked = Signal(object)  # Go
    told = Signal(object)  # Sentence: a short piece of good news for the toast
    seen = Signal(str)  # what is shown anyway, for whoever does not see it
    filed = Signal(object, object)  # the same, of a file that was saved, and its path
    undoable = Signal(object)  # the same, of an act that Ctrl+Z takes back where it was done
    undo_asked = Signal()  # the toast's word for that was clicked
    slip_asked = Signal()  # print what somebody takes home
    left = Signal()  # the user has left
    mirrored = Signal()  # `mirror` says something else
    mirror_asked = Signal()  # put on the card what it has not, now
    lined = Signal()  # `line` says something else
    line_asked = Signal(object)  # LineAsk
    unsafe_counted = Signal()
    explained = Signal(str)  # why the act whose key was pressed is off; nothing was done

    def __init__(self, jobs: Jobs, session: Session, choices: Choices | None = None) -> None:
        super().__init__()
        self._jobs = jobs
        self.session = session
        self.choices = choices or Choices()
        self.visit: Visit | None = None
        self.mirror = MirrorNews()  # the card that mirrors this laptop
        self.line: LineNews | None = None  # to the office's hub; None where nothing goes by one
        self.desk = ""  # this laptop's letter in the open visit
        self.saved_at: datetime | None = None  # local: when this laptop's own journal grew last, by whatever
        self.unsafe: int | None = None  # recordings that are not safe at the office, as counted last
        self.may_refuse = False  # whoever lives in another regency: the office's rule
        self.slip_number = ""  # of an ended ticket that was asked for; empty: the one that ended last here
        self._left = False
        self._telling = False  # of an act
        self.is_read = (
            False  # the place in front was shown by the act that is told of, and so saw what it changed
        )
        self._arrived: Changes | None = None
        self._gathering = QTimer(self, interval=_GATHERED_MS, singleShot=True, timerType=_PRECISE)
        self._gathering.timeout.connect(self._tell_arrived)
        jobs.carried.connect(self.hear, Qt.ConnectionType.QueuedConnection)  # said on the lane that writes

    def leave(self) -> None:
        """The user has left: what was asked for still lands, but nobody is there to hear of it."""
        self._left = True
        self.left.emit()

    def go(self, place: PlaceKey | Go) -> None:
        """Ask for a place in front."""
        self.go_asked.emit(Go(place) if isinstance(place, str) else place)

    def tell(self, news: Sentence, *, undoable: bool = False) -> None:
        """Have it said what was done; where it was done Ctrl+Z takes back what is `undoable`."""
        (self.undoable if undoable else self.told).emit(news)

    def tell_file(self, news: Sentence, path: Path) -> None:
        """Have it said what was saved; its folder can be opened."""
        self.filed.emit(news, path)

    def take_mirror(self, news: MirrorNews) -> None:
        """Know how the card stands that mirrors this laptop."""
        self.mirror = news
        self.mirrored.emit()

    def take_line(self, news: LineNews) -> None:
        """Know how the line to the office's hub stands."""
        self.line = news
        self.lined.emit()

    def ask_line(self, asked: LineAsk) -> None:
        """Have those who send told something."""
        self.line_asked.emit(asked)

    def take_saved(self, at: datetime | None) -> None:
        """Know when this laptop's journal grew last; None before its first event."""
        self.saved_at = at
        self.saved.emit()

    def take_unsafe(self, recordings: int) -> None:
        """Know how many recordings are not safe at the office."""
        self.unsafe = recordings
        self.unsafe_counted.emit()

    def take_as_read(self) -> None:
        """A place was brought to the front, and reads: what is told of just now it has seen."""
        self.is_read = self._telling

    def do(
        self,
        act: Callable[[Session], T],
        done: Done[T] | None = None,
        failed: Callable[[EktpError], None] | None = None,
    ) -> None:
        """Act; `done` hears the answer before the screens read anew."""

        session, acted, at = self.session, False, None

        def written() -> tuple[T, datetime]:
            answer = act(session)
            return answer, session.now

        def after(news: tuple[T, datetime]) -> None:
            nonlocal acted, at
            if self._left:
                return
            acted = self._telling = True
            answer, at = news
            if done is not None:
                done(answer)
            self.acted.emit()

        self._jobs.act(
            written,
            done=after,
            failed=lambda error: self._on_failed(error, failed),
            changed=lambda changes: self.hear(changes or ((_NOTHING,) if acted else ()), at=at),
        )

    def note(self, act: Callable[[Session], None]) -> None:
        """Write what nobody did and no screen shows: nothing is said to be saved."""
        session = self.session
        self._jobs.act(
            lambda: act(session),
            done=lambda _done: None,
            failed=lambda error: self._on_failed(error, None),
        )

    def hear(self, changes: Sequence[Changes], *, at: datetime | None = None) -> None:
        """Tell the screens what changed, `at` (local) or just now: own acts at once, arrived ones seldom."""
        own = [each for each in changes if each.origin is Origin.OWN]
        arrived = [each for each in changes if each.origin is Origin.ARRIVED]
        if own and not self._left:
            together = reduce(or_, own)
            if together.entities:
                self.take_saved(at or self.session.now)
            self.changed.emit(together)
        self._telling = self.is_read = False
        if arrived:
            self._arrived = reduce(or_, arrived, self._arrived or arrived[0])
            if not self._gathering.isActive():
                self._tell_arrived()

    def read_anew(self) -> None:
        """Have the place in front read anew though nothing was written: it looks at something else now."""
        self.changed.emit(_NOTHING)

    def _tell_arrived(self) -> None:
        arrived, self._arrived = self._arrived, None
        if arrived is not None and not self._left:
            self._gathering.start()  # what comes until it ends is told together
            self.changed.emit(arrived)

    def ask(
        self,
        question: Callable[[Session], T],
        done: Done[T],
        failed: Callable[[EktpError], None] | None = None,
        *,
        over: str = "",
    ) -> None:
        """Ask without writing; `over` names a reading that a newer one of the same name makes needless."""
        self._read(question, done, failed, over=over)

    def make(
        self,
        making: Callable[[Session], T],
        done: Done[T],
        failed: Callable[[EktpError], None] | None = None,
        *,
        over: str = "",
        leaves_file: bool = False,
    ) -> Callable[[], None]:
        """Make a paper, a file, a check of a list; gives what stops it.

        One that `leaves_file` is finished also when the desk is locked or closed meanwhile.
        """
        return self._read(making, done, failed, over=over, aside=True, lasting=leaves_file)

    def look_for_places(self, text: str, hear: Done[Sequence[BackupPlace]]) -> None:
        """Ask for folders that fit what was typed, beside the questions: a disk may be slow."""
        self.make(lambda _session: places(text), hear, over="places")

    def carry(
        self,
        work: Callable[[Courier], T],
        done: Done[T],
        failed: Callable[[EktpError], None] | None = None,
        *,
        ended: Callable[[], None] = _unasked,
    ) -> Callable[[], None]:
        """Carry between this desk and a card; gives what stops it. What it brings the screens hear of.

        `ended` is called first, also for what goes up.
        """

        def on_done(answer: T) -> None:
            ended()
            if not self._left:
                done(answer)

        def on_failed(error: Exception) -> None:
            ended()
            self._on_failed(error, failed)

        return self._jobs.carry(self.session, work, done=on_done, failed=on_failed)

    def _read(
        self,
        question: Callable[[Session], T],
        done: Done[T],
        failed: Callable[[EktpError], None] | None,
        *,
        over: str = "",
        aside: bool = False,
        lasting: bool = False,
    ) -> Callable[[], None]:
        return self._jobs.read(
            self.session,
            question,
            done=lambda answer: None if self._left else done(answer),
            failed=lambda error: self._on_failed(error, failed),
            over=over,
            aside=aside,
            lasting=lasting,
        )

    def _on_failed(self, error: Exception, failed: Callable[[EktpError], None] | None) -> None:
        if not isinstance(error, EktpError):
            raise error
        if self._left:
            return
        if failed is not None:
            failed(error)
        else:
            self.refused.emit(error)
