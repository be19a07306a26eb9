"""Where a rule's value is said: typed, or chosen where there are only so many."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ektp_desk.domain.office.policies import ATTEST, CAPTURE, CHOICES, Policy
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.office.rules.words import value_word
from ektp_desk.gui.parts import Choice, Elided, Field, Option, label
from ektp_desk.words import _


class RuleValue(QWidget):
    """One of its two forms is seen; `changed` says that something else stands there."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chooses = False
        self.field = Field(_("Nilai baru"), "rule_value")
        options = [Option(key, value_word(key), "primary", Shape.DONE) for key in (ATTEST, CAPTURE)]
        self.choice = Choice(_("Pilihan"), options, name="rule_choice", height=36, numbered=True)
        self._title, self._error = label(_("Pilihan"), "label"), Elided("", "label", tone="bad")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        for part in (self.field, self._title, self.choice, self._error):
            column.addWidget(part)
        self.field.edit.textChanged.connect(self.changed)
        self.choice.chosen.connect(lambda _key: self.changed.emit())
        self.take_form(Policy.CLOSING_HOUR)

    def take_form(self, rule: Policy) -> None:
        """Take the form that a rule's value has."""
        self._chooses = rule in CHOICES
        self.field.setVisible(not self._chooses)
        for part in (self._title, self.choice, self._error):
            part.setVisible(self._chooses)

    def text(self) -> str:
        """Give what stands there."""
        return (self.choice.value() or "") if self._chooses else self.field.text()

    def set_text(self, value: str) -> None:
        """Put a value there, without a refusal."""
        if self._chooses:
            self.choice.choose(value)
            self._error.set_text("")
        else:
            self.field.set_text(value)

    def set_error(self, sentence: str, code: str) -> None:
        """Say a refusal below."""
        if self._chooses:
            self._error.set_text(sentence)
        else:
            self.field.set_error(sentence, code)

    def take_focus(self) -> None:
        """Be ready for another value."""
        if self._chooses:
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.edit.selectAll()
