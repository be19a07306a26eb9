"""The pages of a paper on their grey ground; only those near the eye are held as pictures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.printing.pages import Page, Size
from ektp_desk.gui.printing.sheets import image_of

MARGIN = 18  # px around a page
_ROUNDING = 2  # dots by which a drawn page may miss its width
_HELD = 8  # pages: a list of a whole desa would fill the memory of a small laptop


class Leaves(QWidget):
    """Lays pages out one below the other; one that is not drawn yet is white."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._sizes: tuple[Size, ...] = ()
        self._drawn: dict[int, QPixmap] = {}
        self._sharp: dict[int, int] = {}  # how many dots wide, of what is of this paper and state

    def show_paper(self, sizes: Sequence[Size], *, fresh: bool) -> None:
        """Take another paper; the pictures at hand stay until sharper ones come, unless it is `fresh`."""
        if fresh or len(sizes) != len(self._sizes):
            self._drawn.clear()
        self._sharp.clear()  # another state of the same paper is shown until its own pictures come
        self._sizes = tuple(sizes)
        self.update()

    def put(self, at: int, page: Page) -> None:
        """Hold one page's picture, and let those go that lie farthest from it."""
        self._drawn[at], self._sharp[at] = QPixmap.fromImage(image_of(page)), page.width
        for far in sorted(self._drawn, key=lambda one: abs(one - at))[_HELD:]:
            del self._drawn[far]
            self._sharp.pop(far, None)
        self.update()

    def missing(self, top: int, foot: int, width: int) -> list[int]:
        """Give the pages between two heights that are not drawn `width` dots wide."""
        seen = [at for at, box in enumerate(self._boxes()) if box.bottom() > top and box.top() < foot]
        return [at for at in seen if abs(self._sharp.get(at, 0) - width) > _ROUNDING]

    def tops(self) -> list[int]:
        """Give where each page begins, less half its margin, so that a turned page shows its edge."""
        return [max(0, box.top() - px(MARGIN) // 2) if at else 0 for at, box in enumerate(self._boxes())]

    def sizeHint(self) -> QSize:
        """Give room for every page."""
        boxes = self._boxes()
        return QSize(px(300), boxes[-1].bottom() + px(MARGIN) if boxes else px(100))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens().groove))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for at, box in enumerate(self._boxes()):
            if not box.intersects(event.rect()):
                continue
            if at in self._drawn:
                painter.drawPixmap(box, self._drawn[at])
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
