"""Why a step cannot be taken in full: picked by a digit, or written where none of the usual reasons fits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.recordings import Modality
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Choice, Field, Option, Wrong, label, on_key
from ektp_desk.words import _
from ektp_desk.words.acts.picked import REASONS, as_kept, as_read

_OTHER = "other"


class Why(QWidget):
    """`picked` tells that a usual reason was chosen, `entered` that Enter was pressed.

    The box for another reason keeps its room while it is away: what stands beside it never jumps.
    """

    picked = Signal()
    entered = Signal()

    def __init__(self, modality: Modality) -> None:
        super().__init__()
        self._usual = tuple(_(word) for word in REASONS[modality])
        options = [Option(word, word, "primary", Shape.DONE) for word in self._usual]
        options.append(Option(_OTHER, _("lain…"), "primary", Shape.DONE))
        name = f"exception_choice_{modality}"
        self.choice = Choice(_("Alasan"), options, name=name, height=40, numbered=True)
        self.other = Field(_("Alasan lain"), f"exception_reason_{modality}")
        self._error = Wrong()
        self.choice.chosen.connect(self._on_chosen)
        on_key(self.choice, "Enter", self.entered.emit)
        self.other.entered.connect(self.entered)
        self.other.changed.connect(lambda _text: self._error.say(""))
        self.setFocusProxy(self.choice)
        self._lay_out()

    def begin(self, kept: str) -> None:
        """Show a reason as the journal keeps it, or none."""
        read = as_read(kept)
        usual = read in self._usual
        self.choice.choose((read if usual else _OTHER) if read else None)
        self.other.set_text("" if usual else read)
        self._error.say("")
        self._show_other()

    def kept(self) -> str:
        """Give what the journal keeps; empty while nothing is said."""
        chosen = self.choice.value()
        if chosen == _OTHER:
            return as_kept(self.other.text())
        return as_kept(chosen or "")

    def refuse(self) -> None:
        """Say that a reason is wanted, and go where it is given."""
        self._error.say(_("Pilih dengan angka, atau tulis alasannya."))
        first = self.other if self.choice.value() == _OTHER else self.choice
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, key: str) -> None:
        self._error.say("")
        self._show_other()
        if key == _OTHER:
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.picked.emit()

    def _show_other(self) -> None:
        self.other.setVisible(self.choice.value() == _OTHER)

    def _lay_out(self) -> None:
        policy = self.other.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.other.setSizePolicy(policy)
        left, row = QVBoxLayout(), QHBoxLayout(self)
        left.setSpacing(px(4))
        for widget in (label(_("Alasan: satu angka"), "label"), self.choice, self._error):
            left.addWidget(widget)
        left.addStretch(1)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(16))
        row.addLayout(left)
        row.addWidget(self.other, 1, Qt.AlignmentFlag.AlignTop)
