"""A picture on the screen, and the three measures of a photo."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ektp_desk.domain.pictures.photo import ENOUGH, Measures, PhotoVerdict
from ektp_desk.domain.pictures.picture import Picture
from ektp_desk.gui.kit import Elided, Marked, Note
from ektp_desk.gui.kit.keycap import paint_words
from ektp_desk.gui.kit.roles import HeardAs
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import Tone, colour, font, px, tokens
from ektp_desk.gui.recording.words import MEASURED, verdict_note, verdicts
from ektp_desk.words import _

_OVAL = QRectF(0.24, 0.13, 0.52, 0.60)  # of the frame: where one face stands
_EYES = 0.40  # the line of the eyes, of the frame's height
_BAND = 22


def as_image(picture: Picture) -> QImage:
    """Qt's picture, with bytes of its own."""
    row = picture.width * 3
    return QImage(picture.rgb, picture.width, picture.height, row, QImage.Format.Format_RGB888).copy()


class Frame(QWidget):
    """As high as it is given, three quarters as wide; `guided` draws where the face belongs."""

    heard_as = HeardAs.Graphic

    def __init__(self, title: str, empty: str, *, guided: bool = False, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._title, self._empty, self._guided = title, empty, guided
        self._image: QImage | None = None
        self._is_sample = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: Picture | None) -> None:
        self.show_image(None if picture is None else as_image(picture))

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    def image(self) -> QImage | None:
        return self._image

    def set_empty(self, words: str) -> None:
        self._empty = words
        self.update()

    def empty_words(self) -> str:
        return self._empty

    def set_sample(self, *, sample: bool) -> None:
        """Say on the picture that nobody stands before this camera."""
        self._is_sample = sample

    def sizeHint(self) -> QSize:
        """Ask for a little; the height that is given decides the width."""
        return QSize(px(150), px(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(160))

    def resizeEvent(self, _event: object) -> None:
        wide = round(self.height() * 3 / 4)
        if wide != self.width():
            self.setFixedWidth(wide)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(box, px(6), px(6))
        painter.setClipPath(path)
        painter.fillRect(box, QColor(tokens().rail))
        if self._image is None:
            self._paint_empty(painter, box)
        else:
            painter.drawImage(box, self._image)
            if self._guided:
                self._paint_guide(painter, box)
            if self._is_sample:
                self._paint_band(painter, box)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(tokens().edge), tokens().line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))

    def _paint_empty(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(font(13))
        painter.setPen(colour("ink2"))
        inner = box.adjusted(px(10), px(10), -px(10), -px(10))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)

    def _paint_guide(self, painter: QPainter, box: QRectF) -> None:
        """Draw oval and eye line twice, dark below light, so that they are seen on any ground."""
        wide, high = box.width(), box.height()
        oval = QRectF(_OVAL.x() * wide, _OVAL.y() * high, _OVAL.width() * wide, _OVAL.height() * high)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tone, width in (("#14212B", 3.6), ("#FFFFFF", 1.8)):
            pen = QPen(QColor(tone), width)
            pen.setDashPattern([6 * 1.8 / width, 5 * 1.8 / width])
            painter.setPen(pen)
            painter.drawEllipse(oval)
            eyes = _EYES * high
            painter.drawLine(QPointF(wide * 0.06, eyes), QPointF(oval.left() - px(4), eyes))
            painter.drawLine(QPointF(oval.right() + px(4), eyes), QPointF(wide * 0.94, eyes))

    def _paint_band(self, painter: QPainter, box: QRectF) -> None:
        band = QRectF(0, box.height() - px(_BAND), box.width(), px(_BAND))
        painter.fillRect(band, QColor(20, 33, 43, 215))
        painter.setFont(font(13, 600))
        paint_words(painter, band, _("CONTOH"), colour("white"), Qt.AlignmentFlag.AlignHCenter)


_WIDE, _TALL = 88, 18


class Measured(QWidget):
    """Words first for the ear; nothing measured yet leaves the bars empty, says so and moves nothing.

    The line stands at one place in all bars, and is named above the first.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._bars = [_Bar() for _measure in MEASURED]
        self._notes = [Marked(Note(Shape.WAITING, _("belum diukur"))) for _measure in MEASURED]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(0)
        grid.addWidget(Elided(_("Foto"), "strong"), 0, 0)
        above = Elided(_("baik dari garis ini"), "help")
        above.setContentsMargins(px(_WIDE) * ENOUGH // 100, 0, 0, 0)
        grid.addWidget(above, 0, 1, 1, 2)
        for row, (word, bar, note) in enumerate(zip(MEASURED, self._bars, self._notes, strict=True), start=1):
            title = Elided(_(word), "body")
            title.setFixedWidth(px(84))
            grid.addWidget(title, row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(note, row, 2)
            grid.setRowMinimumHeight(row, px(26))
        grid.setColumnStretch(2, 1)

    def show_measures(self, measures: Measures | None) -> None:
        said = verdicts(measures) if measures else (None, None, None)
        shares = measures.shares() if measures else (0, 0, 0)
        for verdict, share, bar, note in zip(said, shares, self._bars, self._notes, strict=True):
            bar.show_share(share, good=verdict is PhotoVerdict.GOOD)
            note.show_note(verdict_note(verdict) if verdict else Note(Shape.WAITING, _("belum diukur")))


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0
        self._tone: Tone = "ok"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, share: int, *, good: bool) -> None:
        self._share, self._tone = share, "ok" if good else "warn"
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDE), px(_TALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw groove and share, and over both, higher than both, the line where good begins."""
        painter, edge = QPainter(self), QColor(tokens().edge)
        high = px(8)
        groove = QRectF(0, (self.height() - high) / 2, self.width(), high)
        painter.fillRect(groove, QColor(tokens().groove))
        share = QRectF(groove)
        share.setWidth(groove.width() * self._share / 100)
        painter.fillRect(share, colour(self._tone))
        if tokens().groove == tokens().surface:  # on white only a line shows where the whole ends
            painter.setPen(QPen(edge, tokens().line))
            painter.drawRect(groove.adjusted(1, 1, -1, -1))
        thick = px(2)
        left = round(self.width() * ENOUGH / 100 - thick / 2)
        halo = QRectF(left - 1, 0, thick + 2, self.height())
        painter.fillRect(halo, QColor(tokens().surface))
        painter.fillRect(halo.adjusted(1, 0, -1, 0), QColor(tokens().ink))
