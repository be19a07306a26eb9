"""The help of a place: what it is for, which keys act there, and what people ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from ektp_desk.gui.kit import ActButton, Elided, Keycap, hairline, label
from ektp_desk.gui.kit.cards import Part, lay_out, stacked
from ektp_desk.gui.kit.keycap import HOLDS_KEYS, as_pressed, paint_ring
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.state import HeldFocus
from ektp_desk.gui.kit.tokens import px, tokens
from ektp_desk.words import _
from ektp_desk.words.help import OTHER, TOPICS, Topic


@dataclass(frozen=True, slots=True)
class Bound:
    """A key as its cap has it, and what it does."""

    key: str
    word: str


def keys_of(root: QWidget) -> list[Bound]:
    """The keys that act in what is seen of `root`, each once, in the order of the screen.

    A key's word is what its button or its act says; a key without one moves in a list or
    chooses by digits, and says so where it does.
    """
    printed = _printed(root)
    found: dict[str, str] = {}
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible():
            for action in widget.actions():
                if action.isEnabled() and action.text() and action.data():
                    found.setdefault(action.data(), action.text().rstrip("…"))
    for shortcut in root.findChildren(QShortcut):
        scope = shortcut.parent()
        if not isinstance(scope, QWidget) or not scope.isVisible() or not shortcut.isEnabled():
            continue
        key = shortcut.key().toString().replace("Return", "Enter")
        word = printed.get(key, "")
        if word and not found.get(key):
            found[key] = word
    order = {key: place for place, key in enumerate(printed)}
    ranked = sorted(found, key=lambda key: order.get(as_pressed(key), len(order)))
    return [Bound(key, found[key]) for key in ranked]


def _printed(root: QWidget) -> dict[str, str]:
    """The words of keys that stand on visible buttons: their accessible name is "word (key)"."""
    found: dict[str, str] = {}
    for widget in root.findChildren(QWidget):
        word, _bracket, key = widget.accessibleName().rpartition(" (")
        if word and key.endswith(")") and widget.isVisible():
            found.setdefault(key.removesuffix(")"), word.partition(". ")[0].rstrip("…"))
    return found


Keys = tuple[Sequence[Bound], Sequence[Bound]]  # of this place, and of every place
_WIDE = 400
_CLOSES = (Qt.Key.Key_Escape, Qt.Key.Key_Question)
_THROUGH = {Qt.Key(Qt.Key.Key_F1 + at) for at in range(12)}


class HelpPanel(QWidget):
    """Lies over the right side of `window`; the keys of the screen below rest while it is open.

    Function keys go through: another place is another help. `closed` tells that it went away.
    """

    heard_as = HeardAs.Dialog

    closed = Signal()

    def __init__(self, window: QWidget, place: str, title: str, keys: Keys) -> None:
        super().__init__(window)
        self._host, self.before = window, HeldFocus(QApplication.focusWidget())
        self.setObjectName("help_panel")
        self.setProperty(HOLDS_KEYS, True)  # noqa: FBT003  Qt's own signature
        self.setAccessibleName(_("Bantuan: {place}").format(place=title))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close = ActButton(_("Tutup"), "Esc", kind="quiet", name="help_close")
        self._close.asked.connect(self.leave)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = _inside(TOPICS.get(place, OTHER), keys)
        self._area.setWidget(self._inside)
        heading = Elided(self.accessibleName(), "lead")
        top = lay_out(QHBoxLayout(), heading, self._close, gap=8, grows=heading)
        stacked(top, self._area, gap=8, grows=self._area, margins=(20, 14, 12, 14), on=self)
        window.installEventFilter(self)
        self._lie()

    def open(self) -> None:
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        self.hide()
        self.before.give_back(self._host, Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def put_in_place_of(self, old: HelpPanel) -> None:
        """Go on where another, in another look, was read."""
        self.before = old.before
        bar, was = self._area.verticalScrollBar(), old._area.verticalScrollBar()
        share = was.value() / max(1, was.maximum())
        old.hide()
        old.deleteLater()
        self.open()
        self._inside.adjustSize()
        bar.setValue(round(share * bar.maximum()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._lie()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep the screen's own keys from acting behind the panel."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            event.setAccepted(Qt.Key(event.key()) not in _THROUGH if plain else not _is_everywhere(event))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close, or scroll; no key falls through to the screen."""
        event.accept()
        bar, key = self._area.verticalScrollBar(), event.key()
        step = {Qt.Key.Key_Down: px(40), Qt.Key.Key_Up: -px(40)}
        page = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_Space: 1, Qt.Key.Key_PageUp: -1}
        if key in _CLOSES:
            self.leave()
        elif key in step:
            bar.setValue(bar.value() + step[Qt.Key(key)])
        elif key in page:
            bar.setValue(bar.value() + page[Qt.Key(key)] * self._area.viewport().height())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: ARG002, FBT001  Qt's own signature
        """Stay: there is only one thing to do here."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, table = QPainter(self), tokens()
        painter.fillRect(self.rect(), QColor(table.surface))
        painter.setPen(QPen(QColor(table.edge), 2 * table.line))
        painter.drawLine(0, 0, 0, self.height())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), 2)

    def _lie(self) -> None:
        wide = min(px(_WIDE), self._host.width())
        self.setGeometry(self._host.width() - wide, 0, wide, self._host.height())


def _inside(topic: Topic, keys: Keys) -> QWidget:
    parts: list[Part] = [label(_(topic.purpose), "body", wrap=True, name="help_purpose"), hairline()]
    for question, answer in topic.asked:
        parts += label(_(question), "strong", wrap=True), label(_(answer), "body", tone="ink2", wrap=True)
    for title, bound in zip((_("Tombol di sini"), _("Di mana saja")), keys, strict=True):
        if bound:
            parts += hairline(), label(title, "label"), _keys(bound)
    return stacked(*parts, None, gap=8, margins=(0, 0, 12, 0))


def _keys(keys: Sequence[Bound]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(4))
    grid.setColumnStretch(1, 1)
    for row, bound in enumerate(keys):
        grid.addWidget(Keycap(bound.key), row, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(label(bound.word, "body", wrap=True), row, 1)
    return grid


def _is_everywhere(event: QKeyEvent) -> bool:
    """Tell of Ctrl++ and Ctrl+-, and of the shifted function keys: they act over help too."""
    sized = event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal)
    return sized or Qt.Key(event.key()) in _THROUGH
