"""Joins Perlu diputuskan to its use cases: reads what waits, hands on the answer, takes a decision back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from ektp_desk.domain.roles import SUPERVISORS
from ektp_desk.gui.decisions.view import DecisionsView
from ektp_desk.gui.decisions.words import asked
from ektp_desk.gui.work import Work
from ektp_desk.usecases.people.commands import part_at, settle
from ektp_desk.usecases.people.decisions import Question, Settlement, Split, settlements, to_settle
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.withdrawal import withdraw
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date


@dataclass(frozen=True, slots=True, repr=False)
class _Read:
    waiting: tuple[Question | Split, ...]
    settled: tuple[Settlement, ...]


class Presenter(QObject):
    """Shows one question at a time; which one outlives a refresh."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._read = _Read((), ())
        self._place = 0
        self._fresh = True
        self.view = DecisionsView()
        self.view.decided.connect(self._decide)
        self.view.next_asked.connect(self._next)
        self.view.person_asked.connect(self._to_person)
        self.view.undo_asked.connect(self._undo)
        self.view.back_asked.connect(lambda: work.go_asked.emit("today", None))

    def shown(self, _subject: object) -> None:
        """Come to the front."""
        self._fresh = True
        self.view.allow(decide=bool(self._work.session.user.role_set & SUPERVISORS))
        self.read_anew()

    def read_anew(self) -> None:
        """Read what waits and what was decided."""
        self._work.ask(_read, self._show)

    def heading(self) -> tuple[str, str, str]:
        """Name the screen and the day."""
        today = self._work.session.today
        return _("Perlu diputuskan"), long_date(today), short_date(today)

    def _show(self, read: _Read) -> None:
        self._read = read
        self._place = min(self._place, max(0, len(read.waiting) - 1))
        one = self._one()
        self.view.show_settled(read.settled)
        self.view.show_question(asked(one) if one else None, self._place, len(read.waiting))
        if self._fresh:
            self._fresh = False
            self.view.take_focus()

    def _one(self) -> Question | Split | None:
        return self._read.waiting[self._place] if self._read.waiting else None

    def _next(self) -> None:
        self._place = (self._place + 1) % max(1, len(self._read.waiting))
        self._fresh = True
        self._show(self._read)

    def _decide(self, chosen: int) -> None:
        one = self._one()
        if one is None:
            return

        def act(session: Session) -> None:
            if isinstance(one, Split):
                part_at(session, one, one.links[chosen - 1] if chosen else None)
            else:
                settle(session, one.found, one.versions[chosen].event)

        self._fresh = True
        self._work.do(act, lambda _done: self._work.told.emit(_("Diputuskan. U menariknya lagi.")))

    def _undo(self, event: str) -> None:
        found = next((one for one in self._read.settled if one.event == event), None)
        if found is not None:
            self._work.do(
                lambda session: withdraw(session, found.entity, found.entity_id, found.event),
                lambda _done: self._work.told.emit(_("Keputusan ditarik. Riwayatnya tetap terlihat.")),
            )

    def _to_person(self) -> None:
        one = self._one()
        if one is not None and (person := asked(one).person):
            self._work.go_asked.emit("people", person)


def _read(session: Session) -> _Read:
    return _Read(tuple(to_settle(session)), tuple(settlements(session)))
