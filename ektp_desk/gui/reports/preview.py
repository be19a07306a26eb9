"""The preview: the paper's own pages, as wide as the room, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.parts.bodies import paint_ring
from ektp_desk.gui.reports.paper.pages import Page
from ektp_desk.gui.reports.paper.printing import image_of

_MARGIN = 18  # px around a page
_SETTLE_MS = 150  # a window being dragged asks once, at its end


class Preview(QScrollArea):
    """Shows pages; asks by `width_changed` for others when the room becomes wider or narrower.

    `turned` gives page and count. Up and Down scroll, Home and End jump; PgUp and PgDn are the screen's.
    """

    turned = Signal(int, int)
    width_changed = Signal()

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sheet = _Sheet(self)
        self.setWidget(self._sheet)
        self._ring = _Ring(self)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self.width_changed)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())

    def page_width(self) -> int:
        """Give how many dots wide a page is to be drawn."""
        return max(200, round((self.viewport().width() - 2 * px(_MARGIN)) * self.devicePixelRatioF()))

    def show_pages(self, pages: Sequence[Page], *, from_top: bool) -> None:
        """Show these pages, at the same place of the paper unless it is another paper."""
        bar = self.verticalScrollBar()
        place = 0.0 if from_top else bar.value() / max(1, bar.maximum())
        self._sheet.show_pages(pages, self.devicePixelRatioF())
        self._sheet.resize(self.viewport().width(), self._sheet.sizeHint().height())
        bar.setValue(round(place * bar.maximum()))
        self._tell()

    def turn(self, step: int) -> None:
        """Go to the top of the next (1) or previous (-1) page; back first to the top of this one."""
        tops, bar = self._sheet.tops(), self.verticalScrollBar()
        if step > 0:
            ahead = [top for top in tops if top > bar.value() + 1]
            bar.setValue(ahead[0] if ahead else bar.maximum())
        else:
            bar.setValue(max((top for top in tops if top < bar.value() - 1), default=0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Jump to the ends; the arrows scroll as they do."""
        bar = self.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(0 if event.key() == Qt.Key.Key_Home else bar.maximum())
        elif event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the ring at the edge; ask for pages of the new width."""
        super().resizeEvent(event)
        self._ring.setGeometry(self.rect())
        self._sheet.resize(self.viewport().width(), self._sheet.sizeHint().height())
        if event.size().width() != event.oldSize().width() and self._sheet.tops():
            self._settled.start()

    def minimumSizeHint(self) -> QSize:
        """Live with a strip of a page."""
        return QSize(px(260), px(120))

    def _tell(self) -> None:
        tops = self._sheet.tops()
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        self.turned.emit(sum(top <= middle for top in tops), len(tops))


class _Sheet(QWidget):
    """The pages themselves on their grey ground."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._pages: list[QPixmap] = []
        self._ratio = 1.0

    def show_pages(self, pages: Sequence[Page], ratio: float) -> None:
        self._pages, self._ratio = [QPixmap.fromImage(image_of(page)) for page in pages], ratio
        self.update()

    def tops(self) -> list[int]:
        """Give where each page begins, less half its margin, so that a turned page shows its edge."""
        return [
            max(0, box.top() - px(_MARGIN) // 2) if place else 0 for place, box in enumerate(self._boxes())
        ]

    def sizeHint(self) -> QSize:
        boxes = self._boxes()
        return QSize(px(300), boxes[-1].bottom() + px(_MARGIN) if boxes else px(100))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens().groove))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page, box in zip(self._pages, self._boxes(), strict=True):
            painter.drawPixmap(box, page)
            painter.setPen(QColor(tokens().pale))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _boxes(self) -> list[QRect]:
        """Lay the pages out as wide as the room; until sharper ones come, those at hand are stretched."""
        found, top, wide = [], px(_MARGIN), max(1, self.width() - 2 * px(_MARGIN))
        for page in self._pages:
            tall = round(wide * page.height() / max(1, page.width()))
            found.append(QRect(px(_MARGIN), top, wide, tall))
            top += tall + px(_MARGIN)
        return found


class _Ring(QWidget):
    """The focus ring above the pages."""

    def __init__(self, over: QScrollArea) -> None:
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._over.hasFocus():
            paint_ring(QPainter(self), QRectF(self.rect()), 4)
