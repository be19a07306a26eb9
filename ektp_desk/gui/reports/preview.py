"""The preview: the paper's own pages, as wide as the room, drawn when they come into sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ektp_desk.gui.kit.printing import Raster, Size, image_of
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.tokens import px, tokens

MARGIN = 18  # px around a page
_ROUNDING = 2  # dots by which a drawn page may miss its width
_HELD = 8  # pages: a list of a whole desa would fill the memory of a small laptop


class PageColumn(QWidget):
    """Lays pages out one below the other; one that is not drawn yet is white."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._sizes: tuple[Size, ...] = ()
        self.drawn: dict[int, QPixmap] = {}
        self._sharp: dict[int, int] = {}  # how many dots wide, of what is of this paper and state

    def show_paper(self, sizes: Sequence[Size], *, fresh: bool) -> None:
        """Take another paper; the pictures at hand stay until sharper ones come, unless it is `fresh`."""
        if fresh or len(sizes) != len(self._sizes):
            self.drawn.clear()
        self._sharp.clear()  # another state of the same paper is shown until its own pictures come
        self._sizes = tuple(sizes)
        self.update()

    def put(self, at: int, page: Raster) -> None:
        """Hold one page's picture, and let those go that lie farthest from it."""
        self.drawn[at], self._sharp[at] = QPixmap.fromImage(image_of(page)), page.width
        for far in sorted(self.drawn, key=lambda one: abs(one - at))[_HELD:]:
            del self.drawn[far]
            self._sharp.pop(far, None)
        self.update()

    def missing(self, top: int, foot: int, width: int) -> list[int]:
        """The pages between two heights that are not drawn `width` dots wide."""
        seen = [at for at, box in enumerate(self._boxes()) if box.bottom() > top and box.top() < foot]
        return [at for at in seen if abs(self._sharp.get(at, 0) - width) > _ROUNDING]

    def tops(self) -> list[int]:
        """Where each page begins, less half its margin, so that a turned page shows its edge."""
        return [max(0, box.top() - px(MARGIN) // 2) if at else 0 for at, box in enumerate(self._boxes())]

    def sizeHint(self) -> QSize:
        boxes = self._boxes()
        return QSize(px(300), boxes[-1].bottom() + px(MARGIN) if boxes else px(100))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens().groove))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for at, box in enumerate(self._boxes()):
            if not box.intersects(event.rect()):
                continue
            if at in self.drawn:
                painter.drawPixmap(box, self.drawn[at])
            else:
                painter.fillRect(box, QColor("white"))
            painter.setPen(QColor(tokens().pale))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _boxes(self) -> list[QRect]:
        """Lay the pages out as wide as the room, a narrow one no wider than it would be printed beside A4."""
        found, top, wide = [], px(MARGIN), max(1, self.width() - 2 * px(MARGIN))
        for width, height in self._sizes:
            tall = round(wide * height / max(1.0, width))
            found.append(QRect(px(MARGIN), top, wide, tall))
            top += tall + px(MARGIN)
        return found


_SETTLE_MS = 150  # a window being dragged asks once, at its end


class Preview(QScrollArea):
    """Shows pages; asks by `page_wanted` for one at a time, counted from 0, that is in sight and not drawn.

    `turned` gives page and count. Up and Down scroll, Home and End jump; PgUp and PgDn are the screen's.
    """

    heard_as = HeardAs.Document
    wears_ring = True

    turned = Signal(int, int)
    page_wanted = Signal(int)

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._awaited = -1
        self._sheet = PageColumn(self)
        self.setWidget(self._sheet)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def page_width(self) -> int:
        """In dots."""
        return max(200, round((self.viewport().width() - 2 * px(MARGIN)) * self.devicePixelRatioF()))

    def show_paper(self, sizes: Sequence[Size], first: Raster, *, from_top: bool) -> None:
        """Show this paper, at the same place of it unless it is another one; `first` is its first page."""
        bar = self.verticalScrollBar()
        place = 0.0 if from_top else bar.value() / max(1, bar.maximum())
        self._awaited = -1
        self._sheet.show_paper(sizes, fresh=from_top)
        self._sheet.put(0, first)
        self._lay_sheet()
        bar.setValue(round(place * bar.maximum()))
        self._on_scrolled()

    def show_page(self, at: int, page: Raster) -> None:
        """Put a page that was asked for in its place, and ask for the next one in sight."""
        self._sheet.put(at, page)
        self._awaited = -1
        self._ask()

    def may_turn(self, step: int) -> bool:
        """Whether there is anything beyond what is in sight: below (1), or above (-1)."""
        bar = self.verticalScrollBar()
        return bar.value() < bar.maximum() if step > 0 else bar.value() > 0

    def turn(self, step: int) -> None:
        """Go to the top of the next (1) or previous (-1) page; back first to the top of this one."""
        tops, bar = self._sheet.tops(), self.verticalScrollBar()
        if step > 0:
            ahead = [top for top in tops if top > bar.value() + 1]
            bar.setValue(ahead[0] if ahead else bar.maximum())
        else:
            bar.setValue(max((top for top in tops if top < bar.value() - 1), default=0))

    def state(self) -> object:
        """How far down the paper it is, and what is drawn of it."""
        bar = self.verticalScrollBar()
        return bar.value() / max(1, bar.maximum()), self._sheet.drawn

    def put_back(self, state: object) -> None:
        match state:
            case (float(place), dict(drawn)):
                bar = self.verticalScrollBar()
                self._sheet.drawn |= drawn  # until sharper ones come
                bar.setValue(round(place * bar.maximum()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(0 if event.key() == Qt.Key.Key_Home else bar.maximum())
        elif event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_sheet()
        if event.size().width() != event.oldSize().width() and self._sheet.tops():
            self._settled.start()

    def _lay_sheet(self) -> None:
        # As tall as its pages are at its new width: that comes first.
        self._sheet.resize(self.viewport().width(), self._sheet.height())
        self._sheet.resize(self.viewport().width(), self._sheet.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(260), px(120))

    def _ask(self) -> None:
        """Ask for the first page in sight that is not drawn as wide as it is shown."""
        if self._awaited >= 0 or not self._sheet.tops():
            return
        top = self.verticalScrollBar().value()
        missing = self._sheet.missing(top, top + self.viewport().height(), self.page_width())
        if missing:
            self._awaited = missing[0]
            self.page_wanted.emit(missing[0])

    def _on_scrolled(self) -> None:
        tops, bar = self._sheet.tops(), self.verticalScrollBar()
        if not tops:
            return
        middle = bar.value() + self.viewport().height() // 2
        page = max((at for at, top in enumerate(tops, start=1) if top <= middle), default=1)
        self.turned.emit(page, len(tops))
        self._ask()
