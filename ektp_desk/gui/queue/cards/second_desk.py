"""The card that opens another desk at this laptop: a letter, and Enter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import DESK_LETTERS
from ektp_desk.gui.ending.overlay import Overlay
from ektp_desk.gui.parts import ActButton, Field, label
from ektp_desk.words import _
from ektp_desk.words.errors import message


class SecondDesk(Overlay):
    """`letter_chosen` gives the letter; the owner answers with `leave` or `show_error`."""

    letter_chosen = Signal(str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="second_desk", widest=480)
        self.setAccessibleName(_("Buka meja lagi di laptop ini"))
        self.letter = Field(
            _("Huruf meja"), "desk_letter", help_text=_("Nomor yang diberikan di meja itu memakai huruf ini.")
        )
        self.save = ActButton(_("Buka meja"), "Enter", kind="blue", name="desk_open")
        self.back = ActButton(_("Kembali"), "Esc", name="desk_back", tall=True)
        self.card.add(label(_("Buka meja lagi di laptop ini"), "lead"))
        self.card.add(
            label(
                _("Untuk petugas lain di laptop yang sama. Di Antrean, M berpindah meja."),
                tone="ink2",
                wrap=True,
            )
        )
        self.card.add(self.letter)
        self.card.body.addSpacing(8)
        self.card.add_row(self.save, None, self.back).setStretch(0, 1)
        self.save.asked.connect(self.confirm)
        self.back.asked.connect(self.leave)

    def ask(self, taken: str) -> None:
        """Ask for a letter, the next free one written already; `taken` are letters with spaces between."""
        free = (letter for letter in DESK_LETTERS if letter not in taken.split())
        self.letter.set_text(next(free, ""))
        self.open(self.letter.edit)
        self.letter.edit.selectAll()

    def confirm(self) -> None:
        """Tell the letter."""
        self.letter_chosen.emit(self.letter.text().upper())

    def show_error(self, error: EktpError) -> None:
        """Say a refusal below the letter."""
        self.letter.set_error(message(error))
        self.letter.setFocus()
        self.letter.edit.selectAll()

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        return [self.letter.edit, self.save, self.back]
