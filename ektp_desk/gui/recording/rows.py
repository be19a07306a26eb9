"""What the rows of F3's list have in common, and the row of a document."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.recordings import Document, DocumentState
from ektp_desk.gui.kit import Choice, Elided, Keycap, Option
from ektp_desk.gui.kit.cards import in_row
from ektp_desk.gui.kit.choices import unfocused
from ektp_desk.gui.kit.keycap import paint_body
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import Tone, colour, px, tokens
from ektp_desk.words.outcomes import document_state_word, document_word

STEP_WORD, ROW_SIDE, ROW_GAP = 100, 8, 6  # px: the word of a row, before its parts, and between them


class MarkedRow(QWidget):
    """Mouse or the list's keys change it; it takes no focus of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._marked = False

    def words(self) -> str:
        """What it is and how far, for the ear."""
        raise NotImplementedError

    def mark(self, *, marked: bool) -> None:
        """Show that the list's keys act on this row."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    def set_dense(self, *, dense: bool) -> None:
        self.setMinimumHeight(px(29))  # the wide form gives it more where nobody is sought
        self.setMaximumHeight(px(42 if dense else 50))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line above, and tint, bar and ring of the marked row."""
        painter = QPainter(self)
        if not self._marked:
            painter.fillRect(0, 0, self.width(), tokens().line, QColor(tokens().hairline))
            return
        fill = QColor(tokens().selected)
        body = paint_body(painter, self.rect(), fill=fill, edge=None, focused=True, radius=4)
        bar = QRectF(body.left(), body.top() + px(4), px(4), body.height() - px(8))
        painter.fillRect(bar, colour("primary"))


class DocumentRow(MarkedRow):
    """In columns with the steps; two stand in one line of the dense form."""

    chosen = Signal(object)  # DocumentState, by mouse

    def __init__(self, document: Document, key: str, columns: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self.document, self.state = document, DocumentState.UNANSWERED
        word = document_word(document)
        looks: dict[DocumentState, tuple[Tone, Shape]] = {
            DocumentState.SEEN: ("ok", Shape.DONE),
            DocumentState.NOT_BROUGHT: ("warn", Shape.LOOK),
            DocumentState.UNANSWERED: ("ink2", Shape.WAITING),
        }
        options = [
            Option(str(state.value), document_state_word(state), *look) for state, look in looks.items()
        ]
        name = f"document_{document}"
        self.choice = unfocused(Choice(word, options, name=name, height=30, columns=columns))
        self.choice.chosen.connect(lambda said: self.chosen.emit(DocumentState(int(said))))
        words = Elided(word, "strong")
        words.setFixedWidth(px(STEP_WORD))
        in_row(Keycap(key), words, self.choice, None, gap=ROW_GAP, margins=(ROW_SIDE, 1, 0, 1), on=self)
        self.show_state(self.state)

    def show_state(self, state: DocumentState) -> None:
        self.state = state
        self.choice.choose(str(state.value))
        self.setAccessibleName(self.words())

    def words(self) -> str:
        return f"{document_word(self.document)}: {document_state_word(self.state)}"
