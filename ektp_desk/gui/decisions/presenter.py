"""Joins Perlu diputuskan to its use cases: reads what waits, hands on the answer, takes a decision back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from ektp_desk.domain.roles import OFFICE, SUPERVISORS
from ektp_desk.gui.decisions.view import DecisionsView
from ektp_desk.gui.decisions.words import MOST_VERSIONS, Asked, asked, decided_word
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.screen import EVERYTHING
from ektp_desk.gui.work import Go, Work
from ektp_desk.usecases.admin.holds import Held, rule
from ektp_desk.usecases.doubles.commands import answer, rule_recordings
from ektp_desk.usecases.doubles.pictures import ClaimedPicture, rule_picture
from ektp_desk.usecases.doubles.queries import DoubledNumber, DoubleRecording, NumberRuling
from ektp_desk.usecases.people.commands import part_at, settle, take_back
from ektp_desk.usecases.people.decisions import Split, Taken, Waiting, settlements, to_settle
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.dates import long_date, short_date


@dataclass(frozen=True, slots=True, repr=False)
class _Decisions:
    waiting: tuple[Waiting, ...]
    settled: tuple[Taken, ...]


class Presenter(QObject):
    """Shows one question at a time; which one outlives a refresh."""

    shows = EVERYTHING

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._read = _Decisions((), ())
        self._asked: Asked | None = None
        self._place, self._chosen = 0, -1
        self._taken_key = ""  # the decision that is chosen among those taken
        self._fresh = True
        self.view = self.make_view()

    def make_view(self) -> DecisionsView:
        work = self._work
        self._acts = Acts(self._table(), explain=work.explained.emit, roles=work.session.user.role_set)
        self.view = DecisionsView(self._acts)
        self._acts.setParent(self.view)  # they go with it, on this thread
        self.view.version_clicked.connect(self._choose)
        self.view.history.selected.connect(self._on_taken)
        self._fill()
        return self.view

    def _table(self) -> list[Act]:
        return [
            Act(
                id="settle",
                text=self._settle_word,
                keys=("Enter",),
                why_not=self._why_not_settled,
                run=self._decide,
                roles=SUPERVISORS,
            ),
            Act(
                id="next_question",
                text=_("Berikut"),
                keys=("N",),
                when=lambda: len(self._read.waiting) > 1,
                run=self._next,
            ),
            Act(
                id="question_person",
                text=_("Riwayat orang"),
                keys=("F",),
                when=lambda: self._asked is not None and bool(self._asked.person),
                run=self._to_person,
            ),
            Act(
                id="undo_settled",
                text=_("Batalkan keputusan"),
                keys=("U",),
                why_not=self._why_not_undone,
                run=self._undo,
                roles=SUPERVISORS,
            ),
            Act(id="decisions_back", text=_("Kembali"), keys=("Esc",), run=partial(self._work.go, "today")),
            *(
                Act(id=f"version_{place + 1}", keys=(str(place + 1),), run=partial(self._choose, place))
                for place in range(MOST_VERSIONS)
            ),
        ]

    def shown(self, _go: Go) -> None:
        self._fresh = True
        self.read_anew()

    def read_anew(self) -> None:
        self._work.ask(_read, self._show, over="decisions")

    def heading(self) -> tuple[str, str, str]:
        today = self._work.session.today
        return _("Perlu diputuskan"), long_date(today), short_date(today)

    def _show(self, read: _Decisions) -> None:
        self._read = read
        self._place = min(self._place, max(0, len(read.waiting) - 1))
        one = self._one()
        before, self._asked = self._asked, asked(one) if one else None
        if self._asked is None or before is None or self._asked.key != before.key:
            self._chosen = -1  # another question begins without an answer
        self._fill()
        if self._fresh:
            self._fresh = False
            self.view.take_focus()

    def _fill(self) -> None:
        self.view.show_settled(self._read.settled)
        self.view.show_question(self._asked, self._place, len(self._read.waiting))
        self.view.show_chosen(self._chosen)
        self._on_taken()

    def _why_not_settled(self) -> str:
        if isinstance(self._one(), Held | ClaimedPicture) and not OFFICE & self._work.session.user.role_set:
            return _("Diputuskan ADB")  # who ended them, or another who may
        return "" if self._chosen >= 0 else _("Pilih versi dahulu")

    def _one(self) -> Waiting | None:
        return self._read.waiting[self._place] if self._read.waiting else None

    def _settle_word(self) -> str:
        if self._chosen < 0:
            return _("Pilih versi dahulu")
        return _("Putuskan: versi {version}").format(version=self._chosen + 1)

    def _next(self) -> None:
        self._place = (self._place + 1) % max(1, len(self._read.waiting))
        self._fresh = True
        self._show(self._read)

    def _choose(self, place: int) -> None:
        """Choose a version; nothing is written yet."""
        if self._asked is not None and place < len(self._asked.offers):
            self._chosen = place
            self.view.show_chosen(place)
            self.view.point_at(place)
            self._acts.refresh()

    def _decide(self) -> None:
        one, chosen = self._one(), self._chosen
        if one is None:
            return

        self._fresh = True
        self._work.do(
            lambda session: _answer(session, one, chosen),
            lambda moved: self._work.tell(lambda: decided_word(one, moved)),
        )

    def _why_not_undone(self) -> str:
        final = isinstance(self._taken(), NumberRuling)
        return _("Tidak dibatalkan: nomor barunya sudah di kertas") if final else ""

    def _taken(self) -> Taken | None:
        """The decision that is chosen in the list."""
        return next((one for one in self._read.settled if one.event == self._taken_key), None)

    def _on_taken(self) -> None:
        self._taken_key = self.view.history.selected_key()
        self._acts.refresh()

    def _undo(self) -> None:
        found = self._taken()
        if found is not None:
            self._work.do(
                lambda session: take_back(session, found),
                lambda _done: self._work.tell(lambda: _("Keputusan dibatalkan. Riwayatnya tetap terlihat.")),
            )

    def _to_person(self) -> None:
        if self._asked is not None and self._asked.person:
            self._work.go(Go("people", person=self._asked.person))


def _answer(session: Session, one: Waiting, chosen: int) -> list[str]:
    """Write the answer; give the tickets that papers were entered as."""
    match one:
        case DoubledNumber():
            return answer(session, one, chosen)
        case DoubleRecording():
            rule_recordings(session, one, chosen)
        case Held():
            rule(session, one.row, counts=chosen == 0)
        case ClaimedPicture():
            rule_picture(session, one, counts=chosen == 1)
        case Split():
            part_at(session, one, one.links[chosen - 1] if chosen else None)
        case _:
            settle(session, one.found, one.versions[chosen].event)
    return []


def _read(session: Session) -> _Decisions:
    return _Decisions(tuple(to_settle(session)), tuple(settlements(session)))
