"""One of the five steps: its key, its name, what was said of it, and the way to an exception."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.gui.look.scale import colour, px, tokens
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import ActButton, Choice, Elided, Keycap, Option
from ektp_desk.gui.parts.bodies import paint_body
from ektp_desk.gui.recording.phrases import step_word
from ektp_desk.gui.recording.steps.drawn import Counted
from ektp_desk.words import N_, _
from ektp_desk.words.acts.picked import as_read

EXCEPTION_KEYS = {
    Modality.PHOTO: "F",
    Modality.SIGNATURE: "T",
    Modality.FINGERS: "J",
    Modality.IRISES: "M",
    Modality.MATCH: "C",
}
_WORDS = {
    Modality.SIGNATURE: (N_("sudah"), N_("tidak bisa"), N_("belum")),
    Modality.MATCH: (N_("ya"), N_("dikecualikan"), N_("belum")),
}
_USUAL = (N_("sudah"), N_("dikecualikan"), N_("belum"))
_STATES = (ModalityState.ATTESTED, ModalityState.EXCEPTED, ModalityState.MISSING)
_LOOKS = {
    ModalityState.ATTESTED: ("ok", Shape.DONE),
    ModalityState.EXCEPTED: ("warn", Shape.LOOK),
    ModalityState.MISSING: ("ink2", Shape.WAITING),
}


class StepRow(QWidget):
    """Mouse or the list's keys change it; it takes no focus of its own."""

    taken_asked = Signal(object)  # Taken
    exception_asked = Signal()

    def __init__(self, modality: Modality, key: str) -> None:
        super().__init__()
        self.modality, self._taken, self._marked = modality, Taken(), False
        word = step_word(modality)
        self.choice = Choice(word, _options(modality), name=f"step_{modality}", height=30)
        for segment in self.choice.findChildren(QRadioButton):
            segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._counted = Counted(modality)
        self._invites = _("Kecualikan…")
        self.exception = ActButton(
            self._invites,
            EXCEPTION_KEYS[modality],
            kind="quiet",
            name=f"except_{modality}",
        )
        self.choice.chosen.connect(self._on_chosen)
        self.exception.asked.connect(self.exception_asked)
        self._lay_out(word, key)

    def show_taken(self, taken: Taken) -> None:
        """Show what was said of the step."""
        self._taken = taken
        self.choice.choose(taken.state)
        self._counted.show_taken(taken)
        reason = as_read(taken.reason) if taken.state is ModalityState.EXCEPTED else ""
        self.exception.set_text(reason or self._invites, short=_("Alasan…") if reason else "")
        self.exception.setToolTip(" · ".join(part for part in (reason, taken.second_person) if part))
        self.setAccessibleName(self.words())

    def words(self) -> str:
        """Say the step and its state for the ear."""
        state = _words(self.modality)[_STATES.index(self._taken.state)]
        said = _("{step}: {state}").format(step=step_word(self.modality), state=state)
        return f"{said}, {as_read(self._taken.reason)}" if self._taken.reason else said

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
        elif state is not self._taken.state:
            full = FULL_COUNT[self.modality] if state is ModalityState.ATTESTED else 0
            self.taken_asked.emit(Taken(state, full))

    def _lay_out(self, word: str, key: str) -> None:
        name = Elided(word, "strong")
        name.setFixedWidth(px(112))
        holder = QWidget()
        holder.setFixedWidth(px(286))
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.choice)
        inner.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(8), 0)
        row.setSpacing(px(10))
        for widget in (Keycap(key), name, holder, self._counted):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.exception)


def _words(modality: Modality) -> tuple[str, str, str]:
    attested, excepted, missing = _WORDS.get(modality, _USUAL)
    return _(attested), _(excepted), _(missing)


def _options(modality: Modality) -> list[Option]:
    words = zip(_STATES, _words(modality), strict=True)
    return [Option(state, word, *_LOOKS[state]) for state, word in words]  # type: ignore[arg-type]  # literals in a dict
