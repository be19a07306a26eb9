"""The word in a passphrase field that shows and hides its letters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPushButton

from ektp_desk.gui.look.fonts import font
from ektp_desk.gui.look.scale import colour, px
from ektp_desk.gui.parts.bodies import paint_ring, paint_words
from ektp_desk.gui.parts.fields.edit import RingedEdit
from ektp_desk.gui.parts.keys import on_key
from ektp_desk.words import _


class Reveal(QPushButton):
    """Lies over the right end of `edit`; the letters hide again when the field is hidden."""

    def __init__(self, edit: RingedEdit, key: str) -> None:
        super().__init__(edit)
        self._edit, self._key = edit, key
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
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            size = self.sizeHint()
            left, top = self._edit.width() - size.width() - px(4), (self._edit.height() - size.height()) // 2
            self.setGeometry(left, top, size.width(), size.height())
        elif event.type() == QEvent.Type.Hide:
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
