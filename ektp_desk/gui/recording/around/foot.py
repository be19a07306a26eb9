"""The bar below: finish and call the next, finish, put back, the last one's slip, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton
from ektp_desk.gui.recording.seen import Seen
from ektp_desk.words import _


class Asks(Protocol):
    """A panel above that wants an answer: its two buttons stand here while it is open."""

    save: ActButton
    back: ActButton


class Foot(QWidget):
    """The blue button stands at the left end of the bar and never moves, whatever it says."""

    next_asked = Signal()
    finish_asked = Signal()
    aside_asked = Signal()
    end_asked = Signal()
    slip_asked = Signal()

    def __init__(self, panels: Sequence[Asks]) -> None:
        super().__init__()
        self.next = ActButton(
            _("Selesai dan panggil berikutnya"),
            "Ctrl+Enter",
            kind="blue",
            short=_("Selesai, panggil berikutnya"),
            name="finish_next",
        )
        self.finish = ActButton(_("Selesai"), "F9", tall=True, name="finish")
        self.aside = ActButton(_("Tunda"), "F8", tall=True, name="aside")
        self.end = ActButton(_("Selesai tanpa rekam…"), "Ctrl+B", tall=True, name="end")
        self._ended, self._dense = "", True
        self.slip = _slip()
        self.offer_slip("")
        self._left, self._usual = QStackedWidget(), _row(self.next, self.finish, self.aside)
        self._left.addWidget(self._usual)
        self._answers = [(panel, _row(panel.save, panel.back)) for panel in panels]
        for _panel, answer in self._answers:
            self._left.addWidget(answer)
        self._lay_out()
        self.next.asked.connect(self.next_asked)
        self.finish.asked.connect(self.finish_asked)
        self.aside.asked.connect(self.aside_asked)
        self.end.asked.connect(self.end_asked)
        self.slip.asked.connect(self.slip_asked)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self._left, 1)
        row.addWidget(self.slip)
        row.addSpacing(px(8))
        row.addWidget(self.end)

    def offer_slip(self, number: str) -> None:
        """Offer the slip of a number that ended here, or none: of the person in hand there is none yet."""
        self._ended = number
        words = _("Bukti {number}") if self._dense else _("Cetak bukti {number}")
        self.slip.set_text(words.format(number=number or "A001"))
        self.slip.setVisible(bool(number))

    def set_dense(self, *, dense: bool) -> None:
        """Take the short word in the dense form."""
        self._dense = dense
        self.offer_slip(self._ended)

    def show_seen(self, seen: Seen, panel: Asks | None, *, changing: bool) -> None:
        """Offer what can be done: the answers of an open panel, or the steps' own acts.

        While another person is looked for, nothing is finished.
        """
        answer = next((row for each, row in self._answers if each is panel), self._usual)
        self._left.setCurrentWidget(answer)
        busy = panel is not None or changing
        for button in (self.next, self.finish):
            button.setEnabled(seen.recording is not None and not busy)
        for button in (self.aside, self.end):
            button.setEnabled(not busy)


def _row(*buttons: ActButton) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return made


def _slip() -> ActButton:
    made = ActButton("", "Ctrl+P", kind="quiet", name="foot_slip")
    made.setToolTip(_("Printer atau kertas lain: Ctrl+Shift+P"))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made
