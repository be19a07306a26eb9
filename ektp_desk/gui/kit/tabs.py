"""Lists of one screen, a word and a count each, of which one is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar

from ektp_desk.gui.kit.keycap import paint_words
from ektp_desk.gui.kit.saying import tell_focus, unheard
from ektp_desk.gui.kit.tokens import colour, font, is_small, px

_GAP, _SIDE, _BAR = 6, 16, 4


@dataclass(frozen=True, slots=True)
class Tab:
    """`count` is as it is written; empty where it is not known yet."""

    key: str
    word: str
    count: str = ""


class Tabs(QTabBar):
    """Qt's own bar, its words and counts drawn as the desk draws: a bar below the one that is shown.

    `side` is px before and behind a word.
    """

    def __init__(self, title: str, tabs: Sequence[Tab], *, name: str, side: int = _SIDE) -> None:
        super().__init__()
        self._side = side
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._tabs = list(tabs)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the key that turns it is printed beside it
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        with unheard():  # of the first Qt tells that it was chosen, and a reader goes there
            for _tab in tabs:
                self.addTab("")
        self.show_counts({tab.key: tab.count for tab in tabs})
        self.currentChanged.connect(tell_focus)

    def current(self) -> str:
        return self._tabs[self.currentIndex()].key

    def choose(self, key: str) -> None:
        self.setCurrentIndex([tab.key for tab in self._tabs].index(key))

    def turn(self) -> None:
        """Go to the next, from the last to the first."""
        self.setCurrentIndex((self.currentIndex() + 1) % self.count())

    def show_counts(self, counts: dict[str, str]) -> None:
        """By key; who is not named keeps its own."""
        for at, tab in enumerate(self._tabs):
            self._tabs[at] = Tab(tab.key, tab.word, counts.get(tab.key, tab.count))
            self.setTabText(at, f"{tab.word} {self._tabs[at].count}".strip())  # as it is heard, and sized

    def tabSizeHint(self, index: int) -> QSize:
        tab, metrics = self._tabs[index], QFontMetrics(font(15, 600))
        words = metrics.horizontalAdvance(tab.word) + metrics.horizontalAdvance(tab.count)
        return QSize(words + px(_GAP + 2 * self._side) + 2, px(36 if is_small() else 40))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for at, tab in enumerate(self._tabs):
            self._paint_tab(painter, tab, self.tabRect(at), shown=at == self.currentIndex())

    def _paint_tab(self, painter: QPainter, tab: Tab, rect: QRect, *, shown: bool) -> None:
        painter.setFont(font(15, 600 if shown else 400))
        box = QRectF(rect).adjusted(px(self._side), 0, 0, 0)
        paint_words(painter, box, tab.word, colour("ink" if shown else "ink2"))
        box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(tab.word) + px(_GAP))
        painter.setFont(font(15, 600))
        paint_words(painter, box, tab.count, colour("primary" if shown else "ink"))
        if shown:
            bar = rect.adjusted(px(self._side), rect.height() - px(_BAR), -px(self._side), 0)
            painter.fillRect(bar, colour("primary"))
