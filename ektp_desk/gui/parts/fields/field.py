"""A field for eye, ear and test in one place: title above, box, and a line that helps or refuses."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts.fields.edit import RingedEdit
from ektp_desk.gui.parts.fields.reveal import Reveal
from ektp_desk.gui.parts.labels import Elided, label, set_tone
from ektp_desk.gui.parts.marks import ShapeMark


class Field(QWidget):
    """`edit` is named `name`; the error keeps its room from the start unless `reserve` is off.

    `key` is printed in the box, and bound by its owner. Without `show_title` the title is only heard, for
    boxes whose row already says what they are.
    """

    changed = Signal(str)
    entered = Signal()

    def __init__(
        self,
        title: str,
        name: str,
        *,
        help_text: str = "",
        placeholder: str = "",
        show_title: bool = True,
        reserve: bool = True,
        key: str = "",
    ) -> None:
        super().__init__()
        self.title, self._help = title, help_text
        self.edit = RingedEdit(key=key, name=name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(title)
        self.edit.setAccessibleDescription(help_text)
        self.edit.textEdited.connect(self.clear_error)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out(show_title=show_title, reserve=reserve or bool(help_text))

    def text(self) -> str:
        """Give what was typed, without blanks around it."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Put text into the box; an earlier refusal no longer holds."""
        self.edit.setText(text)
        self.clear_error()

    def set_title(self, title: str) -> None:
        """Ask for something else in the same box."""
        self.title = title
        self._words.setText(title)
        self.edit.setAccessibleName(title)

    def set_help(self, help_text: str) -> None:
        """Say something else below the box; an earlier refusal no longer holds."""
        self._help = help_text
        self.clear_error()

    def set_error(self, sentence: str, code: str = "") -> None:
        """Say what is wrong below the box, with as much of the code at the right as there is room for."""
        self._mark.show()
        self._line.set_text(sentence)
        set_tone(self._line, "bad", role="label")
        self._code.set_text(code)
        self._below.show()
        self.edit.set_wrong(True)
        self.edit.setAccessibleDescription(f"{sentence} {code}".strip())

    def say_over(self, sentence: str) -> None:
        """Say what is wrong in the title's place, where no room is kept below."""
        self._words.setText(sentence)
        set_tone(self._words, "bad", role="label")
        self.edit.set_wrong(True)
        self.edit.setAccessibleDescription(sentence)

    def clear_error(self) -> None:
        """Show the title and the help again."""
        self._words.setText(self.title)
        set_tone(self._words, None, role="label")
        self._mark.hide()
        self._line.set_text(self._help)
        set_tone(self._line, None, role="help")
        self._code.set_text("")
        self._below.setVisible(self._reserve)
        self.edit.set_wrong(False)
        self.edit.setAccessibleDescription(self._help)

    def has_error(self) -> bool:
        """Tell whether a refusal is shown."""
        return self._below.isVisibleTo(self) and self._mark.isVisibleTo(self._below)

    def _lay_out(self, *, show_title: bool, reserve: bool) -> None:
        self._reserve = reserve
        self._mark = ShapeMark(Shape.WRONG, size=13)
        self._line, self._code = Elided("", "help"), Elided("", "help", uncut=True)
        # The sentence is what helps: the code takes what it leaves, and is heard whole.
        self._code.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._code.setMinimumWidth(1)
        self._code.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._below = QWidget()
        self._below.setFixedHeight(QFontMetrics(font(13)).height())
        row = QHBoxLayout(self._below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(self._mark)
        row.addWidget(self._line)
        row.addWidget(self._code, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self._words = label(self.title, "label")
        if show_title:
            column.addWidget(self._words)
        column.addWidget(self.edit)
        column.addWidget(self._below)
        self.clear_error()


class PassphraseField(Field):
    """Hidden letters, and one word at the right that shows them; `key` is printed there and bound here."""

    def __init__(
        self, title: str, name: str, *, help_text: str = "", key: str = "Alt+T", reserve: bool = True
    ) -> None:
        super().__init__(title, name, help_text=help_text, reserve=reserve)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        # Qt's own sign is not in the letters; a sheet without a ground would draw over the box.
        self.edit.setStyleSheet(
            "QLineEdit { background: transparent; border: 0; padding: 0; lineedit-password-character: 8226; }"
        )
        self._reveal = Reveal(self.edit, key)
        self._reveal.setObjectName(f"{name}_reveal")

    @property
    def reveal(self) -> QPushButton:
        """The word that shows the letters."""
        return self._reveal

    def text(self) -> str:
        """Give what was typed, blanks and all: they are part of a passphrase."""
        return self.edit.text()

    def forget(self) -> None:
        """Empty the box and hide the letters again."""
        self._reveal.setChecked(False)
        self.set_text("")
