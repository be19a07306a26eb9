"""Which fingers an exception lacks: a box in which a digit names a finger, and names it no more."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import Field
from ektp_desk.words import _
from ektp_desk.words.acts.fingers import as_digits, fingers_words, from_digits

_DIGITS = QRegularExpression("[0-9]{0,11}")  # ten fingers, and the one that is taken back


class FingersBox(Field):
    """Its digits are the standards' positions, 0 for the tenth; their names stand below. May stay empty."""

    named = Signal(int)  # how many are named now

    def __init__(self) -> None:
        super().__init__(
            _("Jari yang kurang (boleh kosong)"),
            "exception_fingers",
            placeholder=_("angka, mis. 2: telunjuk kanan"),
        )
        self.setFixedWidth(px(300))
        self.edit.setValidator(QRegularExpressionValidator(_DIGITS, self))
        self.edit.textEdited.connect(self._on_edited)
        self.begin(())

    def begin(self, fingers: Iterable[int]) -> None:
        """Show which were named before."""
        self.set_text(as_digits(fingers))
        self._name()

    def fingers(self) -> tuple[int, ...]:
        """Give the positions that are named, in order."""
        return from_digits(self.text())

    def _on_edited(self, text: str) -> None:
        tidy = as_digits(from_digits(text))
        if tidy != text:
            self.set_text(tidy)
        self._name()
        self.named.emit(len(tidy))

    def _name(self) -> None:
        self.set_help(fingers_words(self.fingers()) or _("1–5 kanan, 6–0 kiri, dari ibu jari"))
