"""The box for a passphrase: hidden letters, which nobody hears either."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleTextInsertEvent,
    QAccessibleTextRemoveEvent,
    QDropEvent,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QPushButton

from ektp_desk.gui.kit.buttons import on_key
from ektp_desk.gui.kit.fields import Field, RingedEdit
from ektp_desk.gui.kit.keycap import as_pressed, paint_ring, paint_words
from ektp_desk.gui.kit.saying import unheard
from ektp_desk.gui.kit.tokens import colour, font, px
from ektp_desk.words import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)  # what these lead to is heard
_SIGN = "\N{BULLET}"


class SecretEdit(RingedEdit):
    """Of hidden letters a screen reader is told how many come and go; Qt's own box tells it each letter.

    It has no menu, whose Paste would tell them as well: Ctrl+V pastes.
    """

    def __init__(self, *, icon: str | None = None, key: str = "", height: int = 40, name: str = "") -> None:
        super().__init__(icon=icon, key=key, height=height, name=name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def setText(self, text: str | None) -> None:
        with self._counted():
            super().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            super().keyPressEvent(event)
            return
        with self._counted():
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        with self._counted():
            super().inputMethodEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes where there is a second clipboard."""
        with self._counted():
            super().mouseReleaseEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        with self._counted():
            super().dropEvent(event)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        if self.echoMode() is QLineEdit.EchoMode.Normal:
            yield
            return
        before = len(self.text())
        with unheard():
            yield
        more, place = len(self.text()) - before, self.cursorPosition()
        if more > 0:
            QAccessible.updateAccessibility(QAccessibleTextInsertEvent(self, place - more, _SIGN * more))
        elif more < 0:
            QAccessible.updateAccessibility(QAccessibleTextRemoveEvent(self, place, _SIGN * -more))


class Reveal(QPushButton):
    """Lies over the right end of `edit`; the letters hide again when the field is hidden."""

    def __init__(self, edit: RingedEdit, key: str) -> None:
        super().__init__(edit)
        self._edit, self._key = edit, as_pressed(key)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._on_toggled)
        on_key(edit, key, self.toggle)
        edit.installEventFilter(self)
        edit.keep_room(self.sizeHint().width())
        self._on_toggled(shown=False)

    def sizeHint(self) -> QSize:
        """Keep room for the longer of the two words."""
        metrics = QFontMetrics(font(13))
        widest = max(metrics.horizontalAdvance(f"{word}  {self._key}") for word in _both())
        # As painted, and one more: letters end between two pixels, and a cut word hides its key.
        return QSize(widest + 1 + 2 * px(8), px(28))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the right end, and hide the letters when the field is hidden."""
        kind = event.type()
        if kind in (QEvent.Type.Resize, QEvent.Type.Show):
            size = self.sizeHint()
            left, top = self._edit.width() - size.width() - px(4), (self._edit.height() - size.height()) // 2
            self.setGeometry(left, top, size.width(), size.height())
        elif kind == QEvent.Type.Hide:
            self.setChecked(False)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the word, its key, and a ring when it holds the focus."""
        painter = QPainter(self)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), 4)
        painter.setFont(font(13))
        box = QRectF(self.rect()).adjusted(px(8), 0, -px(8), 0)
        text = f"{_both()[self.isChecked()]}  {self._key}"
        paint_words(painter, box, text, colour("ink2"), Qt.AlignmentFlag.AlignRight)

    def _on_toggled(self, shown: bool) -> None:  # noqa: FBT001  a slot of Qt's own signal
        self._edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setAccessibleName(f"{_both()[shown]} ({self._key})")
        self.update()


def _both() -> tuple[str, str]:
    return _("Tampilkan"), _("Sembunyikan")


class PassphraseField(Field):
    """Hidden letters, and one word at the right that shows them; `key` is printed there and bound here."""

    box = SecretEdit

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
        """Blanks and all: they are part of a passphrase."""
        return self.edit.text()

    def forget(self) -> None:
        """Empty the box and hide the letters again."""
        self._reveal.setChecked(False)
        self.set_text("")
