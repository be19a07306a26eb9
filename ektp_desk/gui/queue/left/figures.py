"""The line of figures above the list, and the equation below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ektp_desk.domain.paper.figures import Equation as Counted
from ektp_desk.domain.tickets import Group
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.look.tokens import Tone
from ektp_desk.gui.parts import Card, Elided, Equation, Marked, Note, Term, label, named, set_tone
from ektp_desk.gui.queue.left.table import LONG_WAIT
from ektp_desk.words import _
from ektp_desk.words.dates import clock
from ektp_desk.words.numbers import NONE, count
from ektp_desk.words.outcomes import group_word


class FigureLine(QWidget):
    """How many wait, the longest wait, the pace, and when the queue will be empty."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(16), px(8), px(16), px(8))
        self._row.setSpacing(px(6))
        self._waiting_words = Elided(_("menunggu"), tone="ink2")
        self._waiting = self._figure("queue_waiting", self._waiting_words)
        self._oldest_words = Elided(_("mnt terlama"), tone="ink2", short=_("terlama"))
        self._oldest = self._figure("queue_oldest", self._oldest_words)
        self._pace_words = Elided(_("mnt rata-rata layanan"), tone="ink2", short=_("rata-rata"))
        self._pace = self._figure("queue_pace", self._pace_words)
        self._surge = named(Marked(Note(Shape.NONE, "")), "queue_surge")
        self._surge.hide()
        self._row.addWidget(self._surge)
        self._row.addStretch(1)
        self._finish_words = Elided(_("selesai kira-kira"), tone="ink2", short=_("selesai ±"))
        self._finish_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._finish_words)
        self._finish = label(NONE, "lead", name="queue_finish")
        self._row.addWidget(self._finish)

    def show_figures(
        self, waiting: int, oldest: int | None, pace: int | None, finish: datetime | None, *, today: date
    ) -> None:
        """Show the figures; None reads as a dash, and a finish after `today` as no time of day."""
        self._waiting.setText(count(waiting))
        self._oldest.setText(NONE if oldest is None else str(oldest))
        set_tone(self._oldest, "warn" if (oldest or 0) > LONG_WAIT else None)
        self._pace.setText(NONE if pace is None else str(pace))
        late = finish is not None and finish.date() > today
        set_tone(self._finish, "warn" if late else None, role="strong" if late else "lead")
        if finish is None:
            self._finish.setText(NONE)
        else:
            self._finish.setText(_("bukan hari ini") if late else clock(finish))

    def show_homes(self, homes: int) -> None:
        """Say how many of those who wait are gone to: the equation below counts them too."""
        words = _("di sini · {n} di rumah").format(n=count(homes)) if homes else _("menunggu")
        self._waiting_words.set_text(words, short=_("di sini") if homes else "")
        self._waiting.setAccessibleDescription(words)
        for each in (self._waiting_words, self._oldest_words, self._pace_words, self._finish_words):
            each.keep_short()

    def show_surge(self, arrived: int) -> None:
        """Say how many came within a quarter of an hour just now, while that is far more than usual."""
        words = _("{n} dalam 15 menit").format(n=count(arrived))
        short = _("{n} sekaligus").format(n=count(arrived))
        self._surge.show_note(Note(Shape.LOOK, words, short, loud=True))
        self._surge.words.keep_short()
        self._surge.setVisible(arrived > 0)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take less height."""
        side = px(12 if small else 16)
        self._row.setContentsMargins(px(16), px(2 if small else 8), side, px(2 if small else 8))

    def _figure(self, name: str, words: Elided) -> QLabel:
        number = label("0", "lead", name=name)
        number.setAccessibleDescription(words.full_text())
        self._row.addWidget(number)
        self._row.addWidget(words)
        self._row.addSpacing(px(10))
        return number


class QueueEquation(Card):
    """The equation of the running day: those without an outcome are waiting, not unclear."""

    def __init__(self) -> None:
        super().__init__(gap=0, name="queue_equation")
        self._equation = Equation(_terms(Counted()), name="queue_sum")
        self.add(self._equation)

    def show_equation(self, counted: Counted) -> None:
        """Show the numbers."""
        self._equation.set_terms(_terms(counted))

    def text(self) -> str:
        """Give the whole equation as it is heard."""
        return self._equation.accessibleName()

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take less height."""
        side, top = px(12 if small else 16), px(3 if small else 9)
        self.body.setContentsMargins(side, top, side, top)


def _terms(counted: Counted) -> Sequence[Term]:
    served, *rest = (_term(counted, group) for group in Group)
    waiting = Term(count(counted.unclear), _("menunggu"), "primary")
    return (Term(count(counted.numbered), _("bernomor")), served, waiting, *rest)


def _term(counted: Counted, group: Group) -> Term:
    tone: Tone = "ok" if group is Group.SERVED else "ink"
    return Term(count(counted.of(group)), group_word(group, short=True), tone)
