"""One of the five steps: its key, its name, what was said of it, and the way to an exception."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import ActButton, Choice, Elided, Keycap, Option
from ektp_desk.gui.parts.bodies import paint_body
from ektp_desk.gui.recording.capture.shot import Shot
from ektp_desk.gui.recording.phrases import step_word
from ektp_desk.gui.recording.steps.drawn import Counted
from ektp_desk.words import N_, _
from ektp_desk.words.acts.fingers import fingers_words
from ektp_desk.words.acts.picked import as_read

EXCEPTION_KEYS = {
    Modality.PHOTO: "F",
    Modality.SIGNATURE: "T",
    Modality.FINGERS: "J",
    Modality.IRISES: "M",
    Modality.MATCH: "C",
}
_USUAL = {
    ModalityState.ATTESTED: N_("sudah"),
    ModalityState.CAPTURED: N_("diambil"),
    ModalityState.EXCEPTED: N_("dikecualikan"),
    ModalityState.MISSING: N_("belum"),
}
_WORDS = {
    (Modality.SIGNATURE, ModalityState.EXCEPTED): N_("tidak bisa"),
    (Modality.MATCH, ModalityState.ATTESTED): N_("ya"),
}
_ATTESTED_HERE = (ModalityState.ATTESTED, ModalityState.EXCEPTED, ModalityState.MISSING)
_CAPTURED_HERE = (ModalityState.CAPTURED, ModalityState.EXCEPTED, ModalityState.MISSING)
_LOOKS = {
    ModalityState.ATTESTED: ("ok", Shape.DONE),
    ModalityState.CAPTURED: ("ok", Shape.DONE),
    ModalityState.EXCEPTED: ("warn", Shape.LOOK),
    ModalityState.MISSING: ("ink2", Shape.WAITING),
}


class StepRow(QWidget):
    """Mouse or the list's keys change it; it takes no focus of its own."""

    taken_asked = Signal(object)  # Taken
    exception_asked = Signal()
    capture_asked = Signal()

    def __init__(self, modality: Modality, key: str) -> None:
        super().__init__()
        self.modality, self._taken, self._marked = modality, Taken(), False
        self.captures = False  # this office's laptops take it themselves
        self._key = key
        self._picture: QImage | None = None
        word = step_word(modality)
        self.choice = _choice(word, _ATTESTED_HERE, modality)
        self._captured = _choice(word, _CAPTURED_HERE, modality)
        self._counted, self._shot = Counted(modality), Shot(modality)
        self._invites = _("Kecualikan…")
        self.exception = ActButton(
            self._invites,
            EXCEPTION_KEYS[modality],
            kind="quiet",
            name=f"except_{modality}",
        )
        for choice in (self.choice, self._captured):
            choice.chosen.connect(self._on_chosen)
        self.exception.asked.connect(self._on_button)
        self._lay_out(word, key)
        self.set_captures(False)

    def show_taken(self, taken: Taken) -> None:
        """Show what was said of the step."""
        self._taken = taken
        for choice in (self.choice, self._captured):
            choice.choose(taken.state)
        self._counted.show_taken(taken)
        self._shot.show_taken(taken, self._picture)
        self._show_button()
        self.setAccessibleName(self.words())

    def _show_button(self) -> None:
        """Offer the exception, or another try of what was taken here."""
        taken, again = self._taken, self._takes_again()
        reason = as_read(taken.reason) if taken.state is ModalityState.EXCEPTED else ""
        self.exception.set_key(self._key if again else EXCEPTION_KEYS[self.modality])
        short = _("Alasan…") if reason else ""
        self.exception.set_text(_("Ambil ulang") if again else reason or self._invites, short=short)
        self.exception.setToolTip(
            " · ".join(part for part in (reason, fingers_words(taken.fingers), taken.second_person) if part)
        )

    def _takes_again(self) -> bool:
        return self.captures and self._taken.state is ModalityState.CAPTURED

    def _on_button(self) -> None:
        (self.capture_asked if self._takes_again() else self.exception_asked).emit()

    def set_captures(self, captures: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Take the form of what is taken on this laptop, or of what the ministry's kit takes."""
        self.captures = captures
        self.choice.setVisible(not captures)
        self._captured.setVisible(captures)
        self._counted.setVisible(not captures)
        self._shot.setVisible(captures)

    def show_picture(self, picture: QImage | None) -> None:
        """Show what is still in memory of it."""
        self._picture = picture
        self._shot.show_taken(self._taken, picture)

    def words(self) -> str:
        """Say the step and its state for the ear."""
        state = _word(self.modality, self._taken.state)
        said = _("{step}: {state}").format(step=step_word(self.modality), state=state)
        taken = self._taken
        more = [self._shot.words()] if self._takes_again() else [as_read(taken.reason)]
        return ", ".join(part for part in (said, *more, fingers_words(taken.fingers)) if part)

    def taken(self) -> Taken:
        """Give what is shown."""
        return self._taken

    def mark(self, *, marked: bool) -> None:
        """Show that the list's keys act on this row."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    def set_dense(self, *, dense: bool) -> None:
        """Take the lowest row; else grow with the room there is."""
        self.setMinimumHeight(px(34 if dense else 40))
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

    def _on_chosen(self, key: str) -> None:
        state = ModalityState(key)
        if state is ModalityState.EXCEPTED:
            self.exception_asked.emit()
        elif state is ModalityState.CAPTURED:
            self.capture_asked.emit()
        elif state is not self._taken.state:
            full = FULL_COUNT[self.modality] if state is ModalityState.ATTESTED else 0
            self.taken_asked.emit(Taken(state, full))

    def _lay_out(self, word: str, key: str) -> None:
        name = Elided(word, "strong")
        name.setFixedWidth(px(112))
        holder = QWidget()
        holder.setFixedWidth(self.choice.sizeHint().width())
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        for choice in (self.choice, self._captured):
            inner.addWidget(choice)
        inner.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(8), 0)
        row.setSpacing(px(10))
        for widget in (Keycap(key), name, holder, self._counted, self._shot):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.exception)


def _word(modality: Modality, state: ModalityState) -> str:
    return _(_WORDS.get((modality, state)) or _USUAL[state])


def _choice(word: str, states: Sequence[ModalityState], modality: Modality) -> Choice:
    """Make the segments for these states; as wide in each row, so that they stand in columns."""
    options = [Option(state, _word(modality, state), *_LOOKS[state]) for state in states]  # type: ignore[arg-type]  # literals in a dict
    name = f"step_{modality}" if ModalityState.ATTESTED in states else f"capture_{modality}"
    made = Choice(word, options, name=name, height=30, columns=_columns())
    for segment in made.findChildren(QRadioButton):
        segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def _columns() -> list[list[str]]:
    """Give the words of each column, over all rows and both forms."""
    forms = zip(_ATTESTED_HERE, _CAPTURED_HERE, strict=True)
    return [[_word(modality, state) for modality in Modality for state in states] for states in forms]
