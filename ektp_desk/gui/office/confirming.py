"""The field in which somebody says again that it is they: for what changes who may come in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.parts import PassphraseField
from ektp_desk.gui.parts.news.countdown import Countdown
from ektp_desk.words import _

_OURS = ("signin.wrong", "signin.wait", "passphrase.empty")


class ConfirmField(PassphraseField):
    """A passphrase field that words its own refusals and counts a waiting time down beneath the box.

    `waits` says that a wait began or ended: what the passphrase is for is off meanwhile.
    """

    waits = Signal(bool)

    def __init__(self, title: str, name: str) -> None:
        super().__init__(title, name, help_text=_("supaya pasti Anda yang meminta"))
        self._error = ""
        self._waiting = Countdown(self)
        self._waiting.ticked.connect(self._on_tick)
        self._waiting.ended.connect(self._on_waited)

    def is_ready(self) -> bool:
        """Tell whether something was typed and no wait is on; else say what is missing."""
        if self._waiting.left():
            self._on_tick(self._waiting.left())
            self._refocus()
            return False
        if not self.text():
            self.refuse(EktpError("passphrase.empty"))
            return False
        return True

    def must_wait(self) -> bool:
        """Tell whether a wait is on."""
        return self._waiting.left() > 0

    def refuse(self, error: EktpError) -> bool:
        """Say what is wrong; False for what is not this field's to say."""
        if error.code not in _OURS:
            return False
        wait = int(error.facts.get("wait", 0)) or int(error.facts.get("seconds", 0))
        self._error = error.code
        self.set_error(_short(error), error.code)
        if wait:
            self._waiting.start(wait)
            self.waits.emit(self.must_wait())
        self._refocus()
        return True

    def forget(self) -> None:
        """Empty the box; the desk itself remembers who has to wait."""
        self._waiting.stop()
        self.waits.emit(self.must_wait())
        super().forget()

    def _refocus(self) -> None:
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_waited(self) -> None:
        self.clear_error()
        self.waits.emit(self.must_wait())

    def _on_tick(self, seconds: int) -> None:
        wrong = _("Tidak cocok, tunggu {seconds} detik") if self._error == "signin.wrong" else ""
        self.set_error((wrong or _("Tunggu {seconds} detik")).format(seconds=seconds), self._error)


def _short(error: EktpError) -> str:
    """Say it in the room below a box: the box itself says what is meant."""
    return _("Kata sandi tidak cocok") if error.code == "signin.wrong" else _("Isi dahulu")
