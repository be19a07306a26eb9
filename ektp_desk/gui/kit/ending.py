"""How a ticket ended: the panel that asks, and the act that writes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import (
    MAY_COME_AGAIN,
    NEEDS_DATE,
    NEEDS_TEXT,
    Outcome,
    Purpose,
    check_ending,
)
from ektp_desk.gui.kit.buttons import ActButton
from ektp_desk.gui.kit.cards import hairline
from ektp_desk.gui.kit.day_entry import DayEntry, level
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.labels import Elided, set_tone
from ektp_desk.gui.kit.outcomes import VOIDED, Board, columns, expected
from ektp_desk.gui.kit.overlay import Overlay
from ektp_desk.gui.kit.tokens import px
from ektp_desk.usecases.queue.commands import end_ticket, void_ticket
from ektp_desk.usecases.session import Session
from ektp_desk.words import N_, _
from ektp_desk.words.errors import message

# A line below a box is short; the box and its title say the rest.
_SHORT = {
    "outcome.needs_text": N_("Hasil ini perlu keterangan singkat."),
    "outcome.needs_date": N_("Isi tanggal datang kembali."),
    "date.unreadable": N_("Tulis seperti 11-04-2019."),
    "outcome.day_not_ahead": N_("Tanggal harus sesudah hari ini."),
}


class EndingPanel(Overlay):
    """Over `host`; `today` is the office's calendar day, for coming back tomorrow or next week.

    `chosen` gives the outcome's value or "voided", the text, and an ISO date or an empty string;
    the panel stays until its owner calls `leave` (written) or `show_error` (refused).
    """

    chosen = Signal(str, str, str)

    def __init__(self, host: QWidget, today: Callable[[], date], *, name: str = "ending") -> None:
        super().__init__(host, name=name, widest=1010)
        self._small, self._today = False, today

    def furnish_now(self) -> None:
        """Make what stands on the card, once."""
        name = self.objectName()
        self._title, self._hint = Elided("", "lead"), Elided("", "help")
        self.board = Board(f"{name}_board")
        self.text = Field(_("Keterangan"), f"{name}_text")
        self.day = DayEntry(self._today)
        self.back = ActButton(_("Kembali"), "Esc", kind="quiet", name=f"{name}_back")
        self.save = ActButton(_("Simpan hasil"), "Enter", kind="blue", name=f"{name}_save")
        head = self.card.add_row(self._title, self._hint, self.back, gap=16)
        head.setStretch(1, 1)
        self.card.add(self.board)
        self.card.add(hairline())
        self.card.body.addLayout(self._foot())
        self.board.chosen.connect(self._on_chosen)
        self.save.asked.connect(self.confirm)
        self.back.asked.connect(self.leave)

    def open_for(self, number: str, *, recording: bool, purpose: Purpose = Purpose.RECORD) -> None:
        """Ask about the ticket `number`; `recording` tells that a recording of it is under way."""
        self.furnish()
        self._whole = (
            _("Hasil nomor {number}, tanpa rekam") if recording else _("Hasil nomor {number}")
        ).format(number=number)
        self._title.set_text(self._whole)
        self.setAccessibleName(self._whole)
        self._calm = (
            _("Yang sudah diisi tetap tersimpan. Huruf memilih, Esc kembali ke perekaman.")
            if recording
            else _("Huruf atau panah memilih, Enter menyimpan.")
        )
        self.board.offer(columns(purpose))
        self.board.set_small(self._small)
        self.text.set_text("")
        self.day.field.set_text("")
        likely = expected(purpose)
        if likely is not None and not recording:
            self.board.choose(likely.value)
        self._fit_details()
        self._clear_errors()
        self.open(self.board.at_hand())

    def show_error(self, error: EktpError) -> None:
        """Say a refusal beside the field it is about, and put the focus there."""
        fields = {
            "outcome.needs_text": self.text,
            "outcome.needs_date": self.day.field,
            "date.unreadable": self.day.field,
            "outcome.day_not_ahead": self.day.field,
        }
        field = fields.get(error.code)
        if field is None:
            self._hint.set_text(message(error))
            set_tone(self._hint, "bad", role="label")
            return
        field.set_error(_(_SHORT[error.code]))
        field.setFocus()

    def confirm(self) -> None:
        """Check what can be checked here and tell what was chosen."""
        self._clear_errors()
        choice, text = self.board.value(), self.text.text()
        if choice is None:
            self._hint.set_text(_("Pilih satu hasil dahulu."))
            set_tone(self._hint, "bad", role="label")
            self.board.at_hand().setFocus()
            return
        try:
            on = self.day.day() if self._dated(choice) else ""
            if choice != VOIDED:
                check_ending(Outcome(choice), text=text, on=on, today=self._today())
        except EktpError as error:
            self.show_error(error)
            return
        self.chosen.emit(choice, text, on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the letters of the day where it is asked; the board has had its own."""
        if self.day.isVisibleTo(self) and self.day.take_key(event.text().upper()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        quick = [button for button, _days in self.day.quick.values()]
        return [self.board.at_hand(), self.text.edit, self.day.field.edit, *quick, self.save, self.back]

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the tighter form; rows made later take it too."""
        self._small = small
        self.card.body.setSpacing(px(4 if small else 8))

    def _on_chosen(self, choice: str) -> None:
        self._fit_details()
        self._clear_errors()
        if choice in NEEDS_DATE:
            self.day.setFocus()
        elif self._worded(choice):
            self.text.setFocus()

    def _dated(self, choice: str | None) -> bool:
        return choice in MAY_COME_AGAIN

    def _worded(self, choice: str | None) -> bool:
        return choice in NEEDS_TEXT

    def _fit_details(self) -> None:
        choice = self.board.value()
        needed = _("wajib diisi") if self._worded(choice) else _("bila perlu, tanpa nama orang")
        self.text.edit.setPlaceholderText(needed)
        self.day.setVisible(self._dated(choice))
        self.day.set_needed(needed=choice in NEEDS_DATE)

    def _clear_errors(self) -> None:
        self._hint.set_text(self._calm)
        set_tone(self._hint, None, role="help")
        self.text.clear_error()
        self.day.field.clear_error()

    def _foot(self) -> QHBoxLayout:
        keep = self.day.sizePolicy()
        # Its room stays when it is away: the text beside it must not grow under the hand.
        keep.setRetainSizeWhenHidden(True)
        self.day.setSizePolicy(keep)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.text, 1)
        row.addWidget(self.day)
        row.addLayout(level(self.save, tall=True))
        return row


def ending_act(ticket: str, choice: str, *, text: str = "", on: str = "") -> Callable[[Session], None]:
    """Give the act for `Work.do`; `choice`, `text` and `on` are as the panel's `chosen` gave them."""
    if choice == VOIDED:
        return lambda session: void_ticket(session, ticket, text=text)
    outcome = Outcome(choice)
    return lambda session: end_ticket(session, ticket, outcome, text=text, on=on)
