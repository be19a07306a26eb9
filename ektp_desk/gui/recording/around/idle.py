"""The page without a number in hand: type or scan one, or call the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.look.mark import Diamond
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Field, label
from ektp_desk.gui.recording.phrases import beside_field
from ektp_desk.gui.recording.seen import Seen
from ektp_desk.words import _, n_
from ektp_desk.words.numbers import count


class IdlePage(QWidget):
    """`number_entered` gives what was typed or scanned."""

    number_entered = Signal(str)
    unseen_entered = Signal(str)  # the same again, after it was said that it was not given here
    next_asked = Signal()
    queue_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = Field(
            _("Nomor antrean"),
            "number",
            placeholder=_("A042"),
            help_text=_("Ketik atau pindai nomor, lalu Enter untuk melayani."),
        )
        self.next = ActButton(_("Panggil berikutnya"), "Ctrl+Enter", kind="blue", name="call_next")
        self.queue = ActButton(_("Ke antrean"), "Esc", tall=True, name="to_queue")
        self._title = label(_("Belum ada nomor di meja ini"), "lead")
        self._help = label("", tone="ink2")
        self._unseen = ""
        self.number.entered.connect(self._on_entered)
        self.next.asked.connect(self.next_asked)
        self.queue.asked.connect(self.queue_asked)
        self.setFocusProxy(self.number)
        self._lay_out()

    def show_seen(self, seen: Seen) -> None:
        """Say whether somebody waits."""
        self.next.setEnabled(seen.waiting > 0)
        self._help.setText(_told(seen))

    def begin(self) -> None:
        """Empty the field."""
        self.number.set_text("")
        self._unseen = ""

    def refuse(self, error: EktpError) -> None:
        """Say a refusal below the number; one that was not given here is taken in by Enter once more."""
        self._unseen = self.number.text() if error.code == "number.not_given" else ""
        words = beside_field(error)
        if self._unseen:
            words = f"{words} " + _("Enter lagi: catat dan layani.")
        self.number.set_error(words, error.code)
        self.number.edit.selectAll()

    def _on_entered(self) -> None:
        text = self.number.text()
        if text and text == self._unseen:
            self.unseen_entered.emit(text)
        elif text:
            self.number_entered.emit(text)

    def _lay_out(self) -> None:
        column, row, buttons = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(Diamond(68, "pale"), 0, centre)
        column.addSpacing(px(4))
        column.addWidget(self._title, 0, centre)
        column.addWidget(self._help, 0, centre)
        column.addSpacing(px(12))
        self.number.setFixedWidth(px(440))
        row.addStretch(1)
        row.addWidget(self.number)
        row.addStretch(1)
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        for button in (self.next, self.queue):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(row)
        column.addSpacing(px(4))
        column.addLayout(buttons)
        column.addStretch(2)


def _told(seen: Seen) -> str:
    if not seen.waiting:
        return _("Tidak ada yang menunggu. Nomor baru diberikan di F2.")
    words = n_("{n} orang menunggu.", "{n} orang menunggu.", seen.waiting)
    return words.format(n=count(seen.waiting))
