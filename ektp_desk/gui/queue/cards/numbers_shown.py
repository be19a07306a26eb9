"""The card about the number display: open or close it, and whether calls are heard."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.ending.overlay import Overlay
from ektp_desk.gui.parts import ActButton, label
from ektp_desk.words import _


class NumbersShown(Overlay):
    """`turn_asked` opens or closes the display, `chime_asked` turns the chime, `try_asked` rings once."""

    turn_asked = Signal()
    chime_asked = Signal()
    try_asked = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="numbers_shown", widest=480)
        self.setAccessibleName(_("Layar nomor"))
        self.turn = ActButton("", "Enter", kind="blue", name="display_turn")
        self.chime = ActButton("", "B", name="display_chime")
        self.trial = ActButton(_("Coba bel"), "C", name="display_try")
        self.back = ActButton(_("Kembali"), "Esc", name="display_back")
        words = _("Layar kedua untuk ruang tunggu: hanya nomor dan meja, tanpa nama.")
        self.card.add(label(_("Layar nomor"), "lead"))
        self.card.add(label(words, tone="ink2", wrap=True))
        for button in (self.turn, self.chime, self.trial, self.back):
            self.card.add(button)
        self.turn.asked.connect(self.turn_asked)
        self.chime.asked.connect(self.chime_asked)
        self.trial.asked.connect(self.try_asked)
        self.back.asked.connect(self.leave)

    def show_state(self, *, shown: bool, heard: bool) -> None:
        """Say what the keys do now."""
        self.turn.set_text(_("Tutup layar nomor") if shown else _("Buka layar nomor"))
        self.chime.set_text(_("Bel saat memanggil: nyala") if heard else _("Bel saat memanggil: mati"))

    def ask(self) -> None:
        """Come to the front."""
        self.open(self.turn)

    def confirm(self) -> None:
        """Open or close the display."""
        self.turn_asked.emit()

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        return [self.turn, self.chime, self.trial, self.back]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the printed letters act."""
        button = {"B": self.chime, "C": self.trial}.get(event.text().upper())
        if button is not None and not event.isAutoRepeat():
            event.accept()
            button.click()
        else:
            super().keyPressEvent(event)
