"""What was taken of a step, as small as a row: the picture while it is in memory, and how good it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ektp_desk.domain.recordings import Modality, ModalityState, Taken
from ektp_desk.gui.look.scale import px, tokens
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Marked, Note
from ektp_desk.gui.recording.capture.words import quality_note

_WIDE = 190  # as wide as the counted fingers of other rows


class Shot(QWidget):
    """Nothing is drawn of a picture that this laptop can no longer open."""

    def __init__(self, modality: Modality) -> None:
        super().__init__()
        self._modality = modality
        self._picture = _Picture()
        self._note = Marked(Note(Shape.NONE, ""))
        self._note.words.setObjectName(f"quality_{modality}")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(10), 0, 0, 0)
        row.setSpacing(px(10))
        row.addWidget(self._picture)
        row.addWidget(self._note, 1)
        self.setFixedWidth(px(_WIDE))

    def show_taken(self, taken: Taken, picture: QImage | None) -> None:
        """Show a captured step."""
        captured = taken.state is ModalityState.CAPTURED
        self._picture.show_image(picture if captured else None)
        self._note.show_note(quality_note(self._modality, taken) if captured else Note(Shape.NONE, ""))

    def words(self) -> str:
        """Say how good it is, for the ear."""
        return self._note.accessibleName()


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.setVisible(image is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._image is None:
            return QSize(0, 0)
        high = px(32)
        return QSize(round(high * self._image.width() / max(1, self._image.height())), high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.setPen(QPen(QColor(tokens().edge), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
