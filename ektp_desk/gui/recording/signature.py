"""The panel in which a person signs: the pad, and the three things that can be done to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ektp_desk.domain.pictures.signature import SHAPE, Stroke
from ektp_desk.gui.kit import ActButton, Card, label
from ektp_desk.gui.kit.tokens import px, tokens
from ektp_desk.gui.recording.pictures import Frame
from ektp_desk.words import _

_TOUCH = {
    QEvent.Type.TouchBegin: "begin",
    QEvent.Type.TouchUpdate: "go_on",
    QEvent.Type.TouchEnd: "end",
    QEvent.Type.TouchCancel: "end",
}
_PEN = {
    QEvent.Type.TabletPress: "begin",
    QEvent.Type.TabletMove: "go_on",
    QEvent.Type.TabletRelease: "end",
}
_INK = 7 / 900  # of the pad's width, as the kept picture has it
_LINE = 0.27  # the signing line, in widths from the top


class SignaturePad(QWidget):
    """Holds strokes in widths of itself, so that a resized window changes nothing; `changed` at each stroke.

    It takes no focus: the keys stay with the panel.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("signature_pad")
        self.setAccessibleName(_("Papan tanda tangan"))
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._strokes: list[list[tuple[float, float]]] = []
        self._drawing = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def strokes(self) -> tuple[Stroke, ...]:
        """Give what was drawn."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    def clear(self) -> None:
        """Take everything away."""
        self._strokes, self._drawing = [], False
        self._tell()

    def undo(self) -> None:
        """Take the last stroke away."""
        self._drawing = False
        if self._strokes:
            self._strokes.pop()
            self._tell()

    def picture(self) -> QImage:
        """Give what was drawn as a small picture, to be shown while its recording is in hand."""
        image = QImage(240, 80, QImage.Format.Format_RGB32)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ink(painter, QRectF(image.rect()))
        painter.end()
        return image

    def sizeHint(self) -> QSize:
        """Ask for three to one."""
        return QSize(px(540), px(180))

    def minimumSizeHint(self) -> QSize:
        """Live with what the smallest window leaves."""
        return QSize(px(330), px(110))

    def event(self, event: QEvent) -> bool:
        """Draw by finger; what Qt would make a mouse of is taken here."""
        if isinstance(event, QTouchEvent) and event.points():
            self._draw(_TOUCH.get(event.type(), ""), event.points()[0].position())
            event.accept()
            return True
        return super().event(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Draw by pen; a pen that only hovers draws nothing."""
        if event.type() is not QEvent.Type.TabletMove or event.buttons():
            self._draw(_PEN.get(event.type(), ""), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Draw by mouse."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._draw("begin", event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        self._draw("go_on", event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        self._draw("end", event.position())

    def _draw(self, act: str, at: QPointF) -> None:
        """Begin, go on with or end a stroke; what leaves the paper stops at its edge."""
        paper = self._paper()
        high = SHAPE[1] / SHAPE[0]
        x = min(1.0, max(0.0, (at.x() - paper.left()) / paper.width()))
        y = min(high, max(0.0, (at.y() - paper.top()) / paper.width()))
        if act == "begin":
            self._strokes.append([(x, y)])
            self._drawing = True
        elif self._drawing and self._strokes:
            if self._strokes[-1][-1] != (x, y):
                self._strokes[-1].append((x, y))
            self._drawing = act != "end"
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    def _paper(self) -> QRectF:
        """Give the largest three to one that fits."""
        wide = min(self.width(), self.height() * SHAPE[0] / SHAPE[1])
        high = wide * SHAPE[1] / SHAPE[0]
        return QRectF(0, 0, wide, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper, line and ink; the paper is white in every theme, as the picture is."""
        painter, paper = QPainter(self), self._paper()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().edge), tokens().line))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(paper.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        dashes = QPen(QColor(tokens().edge), 1.2, Qt.PenStyle.DashLine)
        painter.setPen(dashes)
        line = paper.top() + _LINE * paper.width()
        painter.drawLine(QPointF(paper.left() + px(20), line), QPointF(paper.right() - px(20), line))
        self._paint_ink(painter, paper)

    def _paint_ink(self, painter: QPainter, paper: QRectF) -> None:
        pen = QPen(QColor("#14212B"), _INK * paper.width())
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            wide = paper.width()
            points = [QPointF(paper.left() + x * wide, paper.top() + y * wide) for x, y in stroke]
            path = QPainterPath(points[0])
            for point in points[1:] or points:
                path.lineTo(point)
            painter.drawPath(path)


class SignaturePanel(Card):
    """Enter keeps (`kept` gives the strokes); Esc closes and writes nothing."""

    kept = Signal(object)  # strokes
    offer_taken = Signal()
    exception_asked = Signal()
    photo_asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=6, name="signature")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Tanda tangan: Enter menyimpan"))
        self._offer = False
        self.pad = SignaturePad()
        self.photo = Frame(_("Foto yang baru diambil"), "", name="signature_photo")
        self._says = label("", "help", tone="ink2", wrap=True, name="signature_says")
        self.again = ActButton(_("Ulangi"), "U", name="signature_again")
        self.undo = ActButton(_("Hapus goresan"), "H", name="signature_undo")
        self.retake = ActButton(_("Foto lagi"), "1", kind="quiet", name="signature_photo_again")
        self.cannot = ActButton(_("Tidak bisa…"), "T", kind="quiet", name="signature_cannot")
        self.save = ActButton(_("Simpan tanda tangan"), "Enter", kind="blue", name="signature_keep")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="signature_back")
        self._join()
        self._lay_out()

    def begin(self, photo: QImage | None, *, offer: bool) -> None:
        """Begin with an empty pad; beside it the photo that was just taken, for a last look."""
        self._offer = offer
        self.pad.clear()
        self.photo.show_image(photo)
        for part in (self.photo, self.retake):
            part.setVisible(photo is not None)
        self._tell()

    def say(self, refusal: str) -> None:
        """Say why a signature was refused."""
        self._says.setText(refusal)

    def submit(self) -> None:
        """Keep what was drawn, or what a crash left while nothing is drawn."""
        if self._offer and not self.pad.strokes():
            self.offer_taken.emit()
        else:
            self.kept.emit(self.pad.strokes())

    def take_focus(self) -> None:
        """Hear the keys."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps; a held key is one press."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.submit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        drawn = bool(self.pad.strokes())
        offers = self._offer and not drawn
        says = _("Tersimpan sebelum meja berhenti. Pakai, atau minta lagi.") if offers else ""
        self._says.setText(says or _("Pena, jari atau tetikus, di atas garis."))
        self.save.set_text(_("Pakai yang tersimpan") if offers else _("Simpan tanda tangan"))
        self.save.setEnabled(drawn or offers)
        for button in (self.again, self.undo):
            button.setEnabled(drawn)

    def _join(self) -> None:
        self.pad.changed.connect(self._tell)
        self.again.asked.connect(self.pad.clear)
        self.undo.asked.connect(self.pad.undo)
        self.retake.asked.connect(self.photo_asked)
        self.cannot.asked.connect(self.exception_asked)
        self.save.asked.connect(self.submit)
        self.back.asked.connect(self.closed)

    def _lay_out(self) -> None:
        row, side, head, quiet = QHBoxLayout(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        row.setSpacing(px(16))
        side.setSpacing(px(6))
        row.addWidget(self.photo)
        head.setSpacing(px(16))
        head.addWidget(label(_("Tanda tangan"), "strong"))
        head.addWidget(self._says, 1)  # beside, not below: the pad is as wide as its height allows
        side.addLayout(head)
        side.addWidget(self.pad, 1)
        quiet.setSpacing(px(8))
        for button in (self.again, self.undo):
            quiet.addWidget(button)
        quiet.addStretch(1)
        quiet.addSpacing(px(8))
        quiet.addWidget(self.retake)
        quiet.addSpacing(px(12))
        quiet.addWidget(self.cannot)
        side.addLayout(quiet)
        row.addLayout(side, 1)
        self.body.addLayout(row, 1)
