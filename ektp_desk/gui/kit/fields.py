"""Boxes to type in: one line, a count."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QIntValidator,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.gui.kit.icons import icon_pixmap
from ektp_desk.gui.kit.keycap import (
    Keycap,
    cap_size,
    hands_on,
    paint_body,
    paint_cap,
)
from ektp_desk.gui.kit.labels import Elided, RefusalText, label, set_tone, still_said
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.shapes import Shape, ShapeMark
from ektp_desk.gui.kit.tokens import font, is_small, px, tokens
from ektp_desk.words import _

_OWN_FIRST = [QKeySequence(key) for key in ("Space", "Ctrl+A", "Ctrl+Z", "Ctrl+Ins", "Right", "+", "=")]


class RingedEdit(QLineEdit):
    """A box 40 px high (36 small); `icon` stands left, `key` as a keycap right."""

    def __init__(self, *, icon: str | None = None, key: str = "", height: int = 40, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._icon, self._key, self._wrong = icon, key, False
        self._tall = 36 if is_small() else height
        self.setFrame(False)
        palette = self.palette()  # the own box is drawn in place of the palette's
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)
        self.keep_room(0)

    def event(self, event: QEvent) -> bool:
        """Take what edits before any act hears of it: another key slips through on each platform."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if QKeySequence(event.keyCombination()) in _OWN_FIRST:
                event.accept()
                return True
            if hands_on(self, event.text()):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Alt a letter is an act, or nothing: Qt would write it, and a name would end in a `t`."""
        written = event.text() and event.text().isprintable()
        if written and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keep_room(self, right: int) -> None:
        """Keep `right` px of the screen free of letters for something laid over."""
        left = px(38) if self._icon else px(10)
        cap = cap_size(self._key).width() + px(14) if self._key else px(10)
        self.setTextMargins(left, 0, cap + right, 0)

    def type_over(self) -> None:
        """Take the focus, ready for other words than what stands there."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def set_wrong(self, wrong: bool) -> None:  # noqa: FBT001  a state, set by name of the act
        """Show the edge of a refused entry; the words stand below."""
        self._wrong = wrong
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(self._tall))

    def minimumSizeHint(self) -> QSize:
        """Leave the width to the layout."""
        margins = self.textMargins()
        return QSize(margins.left() + margins.right() + px(40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), tokens()
        edge = QColor(table.bad if self._wrong else table.edge)
        fill = QColor(table.surface if self.isEnabled() else table.paper)
        paint_body(painter, self.rect(), fill=fill, edge=edge, focused=self.hasFocus())
        middle = self.height() / 2
        if self._icon:
            pixmap = icon_pixmap(self._icon, px(16), "ink2", ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(px(12), round(middle - px(8))), pixmap)
        if self._key:
            at = QPointF(self.width() - px(10), middle)
            paint_cap(painter, self._key, at, "light" if self.isEnabled() else "off")
        painter.end()
        super().paintEvent(event)


class Field(QWidget):
    """`edit` is named `name`; the error keeps its room from the start unless `reserve` is off.

    `key` is printed in the box, and bound by its owner. Without `show_title` the title is only heard, for
    boxes whose row already says what they are.
    """

    box: type[RingedEdit] = RingedEdit
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
        self.setObjectName(f"{name}_box")
        self.title, self._help = title, help_text
        self.refused: RefusalText | None = None
        self.edit = self.box(key=key, name=name)
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
        """Without blanks around it."""
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
        self.refused = RefusalText(sentence, code)
        say(self.edit, sentence, urgent=True)

    def say_over(self, sentence: str) -> None:
        """Say what is wrong in the title's place, where no room is kept below."""
        self._words.setText(sentence)
        set_tone(self._words, "bad", role="label")
        self.edit.set_wrong(True)
        self.edit.setAccessibleDescription(sentence)
        self.refused = RefusalText(sentence, over=True)
        say(self.edit, sentence, urgent=True)

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
        self.refused = None

    def state(self) -> object:
        return self.refused

    def put_back(self, state: object) -> None:
        refused = still_said(state)
        if refused is not None and refused.over:
            self.say_over(refused.sentence)
        elif refused is not None:
            self.set_error(refused.sentence, refused.code)

    def has_error(self) -> bool:
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


class GoesOn(QWidget):
    """Tab where Enter saves, Enter where another key does; printed, not bound."""

    def __init__(self, key: str = "Tab") -> None:
        super().__init__()
        words = label(_("ke isian berikutnya"), "help")
        words.setAccessibleName(f"{words.text()} ({key})")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Keycap(key))
        row.addWidget(words)


class NumberField(QWidget):
    """A small box for 0 to `most`, followed by "/ most"; arrows step; empty means not yet counted.

    `changed` gives the number, or -1 when the box is empty. `height` loses 4 px in the small form.
    """

    changed = Signal(int)

    def __init__(self, title: str, name: str, *, most: int, show_most: bool = True, height: int = 34) -> None:
        super().__init__()
        self._most = most
        self.edit = _NumberEdit(name, most, height)
        self.edit.setAccessibleName(title)
        self.edit.textChanged.connect(lambda: self.changed.emit(-1 if self.value() is None else self.value()))
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.edit)
        if show_most:
            row.addWidget(label(f"/ {most}", "body", tone="ink2"))

    def value(self) -> int | None:
        """None while the box is empty."""
        text = self.edit.text()
        return min(int(text), self._most) if text.isdecimal() else None

    def set_value(self, number: int | None) -> None:
        self.edit.setText("" if number is None else str(number))


class _NumberEdit(RingedEdit):
    def __init__(self, name: str, most: int, height: int) -> None:
        super().__init__(name=name)
        self._most, self._tall = most, height - 4 if is_small() else height
        self.setValidator(QIntValidator(0, most, self))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        digits = max(2, len(str(self._most)))
        return QSize(px(32 + 12 * digits), px(self._tall))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        now = int(self.text()) if self.text().isdecimal() else 0
        self.setText(str(min(self._most, max(0, now + step))))
