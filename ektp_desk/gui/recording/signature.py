"""The panel in which a person signs: the pad, and the three things that can be done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ektp_desk.domain.pictures.signature import SHAPE, Stroke
from ektp_desk.gui.kit import label
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.labels import RefusalText, still_said
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.tokens import px, tokens
from ektp_desk.gui.recording.panel import BESIDE_A_CAPTURE, StepsPanel
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
        return tuple(tuple(stroke) for stroke in self._strokes)

    def draw(self, strokes: Iterable[Stroke]) -> None:
        """Stand as if they were drawn here."""
        self._strokes = [list(stroke) for stroke in strokes]
        self._tell()

    def clear(self) -> None:
        self._strokes, self._drawing = [], False
        self._tell()

    def undo(self) -> None:
        self._drawing = False
        if self._strokes:
            self._strokes.pop()
            self._tell()

    def picture(self) -> QImage:
        """A small picture, to be shown while its recording is in hand."""
        image = QImage(240, 80, QImage.Format.Format_RGB32)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ink(painter, QRectF(image.rect()))
        painter.end()
        return image

    def sizeHint(self) -> QSize:
        return QSize(px(540), px(180))

    def minimumSizeHint(self) -> QSize:
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
        if event.button() is Qt.MouseButton.LeftButton:
            self._draw("begin", event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._draw("go_on", event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
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
        """The largest three to one that fits."""
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


class SignaturePanel(StepsPanel):
    """Beside the pad stands the `photo` that was just taken, for a last look.

    While nothing is drawn Enter takes what a crash left, if it is `offered`.
    """

    beside = BESIDE_A_CAPTURE

    def __init__(
        self,
        photo: QImage | None,
        *,
        sample: bool,
        offered: bool,
        keep: Callable[[tuple[Stroke, ...]], object],
        take_offered: Callable[[], object],
        retake: Callable[[], object],
        cannot: Callable[[], object],
        back: Callable[[], object],
    ) -> None:
        self._offered, self._keep, self._take_offered = offered, keep, take_offered
        self._refused: RefusalText | None = None
        self.pad = SignaturePad()
        super().__init__(
            name="signature",
            gap=6,
            blue=Act(
                id="signature_keep",
                text=lambda: _("Pakai yang tersimpan") if self._offers() else _("Simpan tanda tangan"),
                keys=("Enter",),
                why_not=lambda: "" if self._offers() else self._why_empty(),
                run=self.submit,
            ),
            back=back,
            also=(
                Act(
                    id="signature_again",
                    text=_("Ulangi"),
                    keys=("U",),
                    why_not=self._why_empty,
                    run=self.pad.clear,
                ),
                Act(
                    id="signature_undo",
                    text=_("Hapus goresan"),
                    keys=("H",),
                    why_not=self._why_empty,
                    run=self.pad.undo,
                ),
                Act(
                    id="signature_photo_again",
                    text=_("Foto lagi"),
                    keys=("1",),
                    when=lambda: photo is not None,
                    run=retake,
                ),
                Act(id="signature_cannot", text=_("Tidak bisa…"), keys=("T",), run=cannot),
            ),
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Tanda tangan: Enter menyimpan"))
        self.photo = Frame(_("Foto yang baru diambil"), "", name="signature_photo")
        self.photo.set_sample(sample=sample)
        self.photo.show_image(photo)
        self._says = label("", "help", tone="ink2", wrap=True, name="signature_says")
        # The words stand beside the title, not below: the pad is as wide as its height allows.
        head = in_row(label(_("Tanda tangan"), "strong"), (self._says, 1), gap=16)
        again, undo = self.acts.button("signature_again"), self.acts.button("signature_undo")
        quiet = ("signature_photo_again", "signature_cannot")
        retaken, excepted = (self.acts.button(id_, kind="quiet") for id_ in quiet)
        buttons = in_row(again, undo, None, 8, retaken, 12, excepted)
        self.add_row(self.photo, (stacked(head, (self.pad, 1), buttons, gap=6), 1), gap=16)
        self.photo.setVisible(photo is not None)
        self.pad.changed.connect(self._on_drawn)
        self.acts.add_to(
            self, "signature_again", "signature_undo", "signature_photo_again", "signature_cannot"
        )
        self._tell()

    def state(self) -> object:
        return self.pad.strokes(), self._refused

    def put_back(self, state: object) -> None:
        strokes, refused = cast("tuple[tuple[Stroke, ...], object]", state)
        self.pad.draw(strokes)
        self._refused = still_said(refused)
        self._tell()

    def say(self, sentence: str) -> None:
        """Say why it was not kept, until something is drawn."""
        self._refused = RefusalText(sentence)
        self._tell()
        say(self, sentence, urgent=True)

    def submit(self) -> None:
        if self._offers():
            self._take_offered()
        else:
            self._keep(self.pad.strokes())

    def _offers(self) -> bool:
        return self._offered and not self.pad.strokes()

    def _why_empty(self) -> str:
        return "" if self.pad.strokes() else _("Belum ada goresan")

    def _on_drawn(self) -> None:
        self._refused = None
        self._tell()

    def _tell(self) -> None:
        refused = self._refused.sentence if self._refused else ""
        offers = _("Tersimpan sebelum meja berhenti. Pakai, atau minta lagi.") if self._offers() else ""
        self._says.setText(refused or offers or _("Pena, jari atau tetikus, di atas garis."))
        self.acts.refresh()
