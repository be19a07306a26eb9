"""The bar below: finish and call the next, finish, put back, and the way out without a recording."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton
from ektp_desk.gui.recording.seen import Seen
from ektp_desk.words import _


class Foot(QWidget):
    """The blue button stands at the left end of the bar and never moves."""

    next_asked = Signal()
    finish_asked = Signal()
    aside_asked = Signal()
    end_asked = Signal()

    def __init__(self) -> None:
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
        self.end = ActButton(_("Batal rekam…"), "Ctrl+B", kind="danger", tall=True, name="end")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for button in (self.next, self.finish, self.aside):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.end)
        self.next.asked.connect(self.next_asked)
        self.finish.asked.connect(self.finish_asked)
        self.aside.asked.connect(self.aside_asked)
        self.end.asked.connect(self.end_asked)

    def show_seen(self, seen: Seen, *, busy: bool) -> None:
        """Offer what can be done; `busy` while a panel above wants its own answer."""
        recording = seen.recording is not None
        self.next.setEnabled(recording and not busy)
        self.finish.setEnabled(recording and not busy)
        for button in (self.aside, self.end):
            button.setEnabled(not busy)
        self.end.set_text(_("Batal rekam…") if recording else _("Selesai tanpa rekam…"))
