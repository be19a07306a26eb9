"""The card for a paper that this laptop knows nothing of: serve its holder, or let them wait."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.ending.overlay import Overlay
from ektp_desk.gui.parts import ActButton, Elided, label, set_tone
from ektp_desk.words import _
from ektp_desk.words.errors import message


class UnseenNumber(Overlay):
    """`serve_asked` and `wait_asked`; the owner answers with `leave` or `show_error`."""

    serve_asked = Signal()
    wait_asked = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, name="unseen", widest=560)
        self._title, self._hint = Elided("", "lead"), label("", tone="ink2", wrap=True)
        self.serve = ActButton(_("Catat dan layani"), "Enter", kind="blue", name="unseen_serve")
        self.wait = ActButton(_("Catat, biar menunggu"), "M", tall=True, name="unseen_wait")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="unseen_back")
        self.card.add(self._title)
        self.card.add(self._hint)
        self.card.body.addSpacing(8)
        self.card.add_row(self.serve, self.wait, self.back).setStretch(0, 1)
        self.serve.asked.connect(self.confirm)
        self.wait.asked.connect(self.wait_asked)
        self.back.asked.connect(self.leave)

    def ask(self, number: str, *, own: bool, held: str) -> None:
        """Ask about a number; `own` says that this laptop gives its letter, `held` whom the desk has."""
        free = not held
        title = _("{number} belum dibagikan di laptop ini").format(number=number)
        self._title.set_text(title)
        self.setAccessibleName(title)
        self._hint.setText(
            _("Nomor dari lembar yang sudah dicetak? Catat sekarang; namanya ditanyakan nanti.")
            if own
            else _("Dibagikan laptop lain? Layani saja: catatan kedua laptop nanti bersatu sendiri.")
        )
        set_tone(self._hint, "ink2")
        if held:
            said = (
                _("{number} masih di meja ini; yang ini dapat dicatat dan menunggu.")
                if own
                else _(
                    "{number} masih di meja ini. Sesudah itu cari lagi: "
                    "nomor ini tetap menunggu di laptop pembaginya."
                )
            )
            self._hint.setText(said.format(number=held))
        self.serve.setEnabled(free)
        self.wait.setEnabled(own)
        self.wait.setVisible(own)  # another laptop's number waits there, in one queue only
        self.open(self.serve if free else self.wait if own else self.back)

    def confirm(self) -> None:
        """Serve, where the desk is free."""
        if self.serve.isEnabled():
            self.serve_asked.emit()
        elif self.wait.isEnabled():
            self.wait_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the printed letter act."""
        if event.text().upper() == "M" and not event.isAutoRepeat():
            event.accept()
            self.wait.click()
        else:
            super().keyPressEvent(event)

    def show_error(self, error: EktpError) -> None:
        """Say a refusal in place of the explanation."""
        self._hint.setText(message(error))
        set_tone(self._hint, "bad")

    def stops(self) -> list[QWidget]:
        """Give where Tab stops."""
        return [self.serve, self.wait, self.back]
