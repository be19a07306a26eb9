"""How long people wait and will wait, and whether everybody who came was served."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ektp_desk.domain.paper.figures import Equation as Counted
from ektp_desk.domain.tickets import TicketGroup
from ektp_desk.gui.kit import Card, Elided, EquationView, Marked, Note, Term, label, named, set_tone
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.ticket_table import LONG_WAIT
from ektp_desk.gui.kit.tokens import Tone, is_small, px, tokens
from ektp_desk.words import _
from ektp_desk.words.dates import clock
from ektp_desk.words.numbers import NONE, count
from ektp_desk.words.outcomes import group_word


class FigureLine(QWidget):
    """The longest wait, and when the queue will be empty; in place of both, a surge while it is felt."""

    def __init__(self) -> None:
        super().__init__()
        self._oldest_words = Elided(_("mnt terlama"), tone="ink2", short=_("mnt"))
        self._oldest = _figure("queue_oldest", _("menit menunggu yang terlama"))
        self._surge = named(Marked(Note(Shape.NONE, "")), "queue_surge")
        self._surge.hide()
        self._finish_words = Elided(_("selesai kira-kira"), tone="ink2", short=_("selesai ±"))
        self._finish_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._finish = _figure("queue_finish", _("selesai kira-kira"))
        parts = (self._oldest, self._oldest_words, 10, self._surge, self._finish_words, self._finish)
        in_row(*parts, gap=6, on=self)

    def show_figures(
        self, oldest: int | None, pace: int | None, finish: datetime | None, *, today: date
    ) -> None:
        """Show the figures; None reads as a dash, and a finish after `today` as no time of day."""
        self._oldest.setText(NONE if oldest is None else str(oldest))
        set_tone(self._oldest, "warn" if (oldest or 0) > LONG_WAIT else None)
        late = finish is not None and finish.date() > today
        set_tone(self._finish, "warn" if late else None, role="strong" if late else "lead")
        if finish is None:
            self._finish.setText(NONE)
        else:
            self._finish.setText(_("bukan hari ini") if late else clock(finish))
        mean = NONE if pace is None else str(pace)
        self._finish.setToolTip(_("rata-rata layanan {n} menit").format(n=mean))

    def show_surge(self, arrived: int) -> None:
        """Say how many came within a quarter of an hour just now, while that is far more than usual."""
        words = _("{n} dalam 15 menit").format(n=count(arrived))
        short = _("{n} sekaligus").format(n=count(arrived))
        self._surge.show_note(Note(Shape.LOOK, words, short, loud=True))
        self._surge.words.keep_short()
        self._surge.setVisible(arrived > 0)
        self._finish_words.setVisible(arrived == 0)


def _figure(name: str, heard: str) -> QLabel:
    number = label(NONE, "lead", name=name)
    number.setAccessibleDescription(heard)
    return number


class QueueEquation(Card):
    """The equation of the running day, in four terms: those without an outcome are waiting, not unclear."""

    def __init__(self, acts: Acts) -> None:
        super().__init__(padding=0, gap=0, name="queue_equation")
        self._equation = EquationView(_terms(Counted()), name="queue_sum")
        frame = tokens().line  # which the card keeps free by itself
        side, top = px(12 if is_small() else 16) - frame, px(3 if is_small() else 6) - frame
        steps = [acts.button(id_, kind="key") for id_ in ("sent_home_minus", "sent_home_plus")]
        row = self.add_row((self._equation, 1), 8, *steps, gap=4)
        row.setContentsMargins(side, top, side, top)

    def show_equation(self, counted: Counted) -> None:
        self._equation.set_terms(_terms(counted))

    def text(self) -> str:
        """The whole equation as it is heard."""
        return self._equation.accessibleName()


def _terms(counted: Counted) -> Sequence[Term]:
    return (
        Term(count(counted.arrived), _("datang")),
        _term(counted.served, group_word(TicketGroup.SERVED, short=True), "ok"),
        _term(counted.unclear, _("menunggu"), "primary"),
        _term(counted.numbered - counted.served - counted.unclear, _("tidak penuh")),
        _term(counted.sent_home, _("tanpa nomor") if is_small() else _("pulang tanpa nomor")),
    )


def _term(people: int, words: str, tone: Tone = "ink") -> Term:
    return Term(count(people), words, tone)
