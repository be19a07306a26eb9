"""The list of the five steps, which holds the focus while the kit is at work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.gui.kit import ActButton, Choice, Elided, Keycap, Marked, Note, Option
from ektp_desk.gui.kit.keycap import paint_body
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import colour, px, tokens
from ektp_desk.gui.recording.around import DenseCard
from ektp_desk.gui.recording.drawn import Counted, Shot
from ektp_desk.gui.recording.words import step_word, steps_words
from ektp_desk.usecases.recording.queries import Seen
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


STEP_KEYS = {modality: str(place) for place, modality in enumerate(Modality, start=1)}
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class StepBoard(DenseCard):
    """Arrows mark a row, Space turns it; the keys on the caps are bound by the page."""

    slim = False

    toggle_asked = Signal(object)  # Modality
    taken_asked = Signal(object, object)  # Modality, Taken
    exception_asked = Signal(object)  # Modality
    capture_asked = Signal(object)  # Modality
    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__(gap=0, name="steps")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Langkah pada alat kementerian, tekan 1 sampai 5"))
        self._place, self._recording = 0, ""
        self.rows = {modality: StepRow(modality, key) for modality, key in STEP_KEYS.items()}
        self.all = ActButton(_("Semua lengkap"), "=", name="all_complete")
        self.all.asked.connect(self.all_asked)
        self.all.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._hint = Elided(_("ketik angka untuk mengubah"), "help")
        self._lacks = Marked(Note(Shape.NONE, ""), "strong")
        self._lacks.words.setObjectName("steps_lacking")
        self.saved = Marked(Note(Shape.DONE, "", loud=True), "strong")
        self._lay_out()

    def show_seen(self, seen: Seen) -> None:
        """Show what was said of each step; another recording begins at the first row."""
        recording = seen.recording.id if seen.recording else ""
        if recording != self._recording:
            self._recording = recording
            self._mark(0)
        for modality, row in self.rows.items():
            taken = seen.steps.get(modality)
            row.set_captures(modality in seen.captures)
            row.show_taken(taken if taken is not None else type(row.taken())())
        self._name_form(captures=bool(seen.captures))
        self._lacks.show_note(lacking_note(seen.lacking))
        self._tell()

    def _name_form(self, *, captures: bool) -> None:
        """Say where the steps are taken, and what `=` makes complete."""
        words = _("Langkah di laptop dan pada alat kementerian"), _("Langkah")
        if not captures:
            words = _("Dikerjakan pada alat kementerian"), _("Pada alat")
        self._title.set_text(words[0], short=words[1])
        self.all.set_text(_("Lainnya lengkap") if captures else _("Semua lengkap"))

    def say_lacking(self, lacking: tuple[Modality, ...]) -> None:
        """Say loudly what a finish still waits for."""
        self._lacks.show_note(refused_note(lacking) if lacking else lacking_note(lacking))

    def point_at(self, modality: Modality) -> None:
        """Mark a step."""
        self._mark(list(self.rows).index(modality))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the mark, or turn the marked step."""
        step = _MOVES.get(Qt.Key(event.key()))
        if step is not None:
            self._mark((self._place + step) % len(self.rows))
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.turn(self.marked())
        else:
            super().keyPressEvent(event)

    def turn(self, modality: Modality) -> None:
        """Turn a step; what is taken on this laptop opens its panel instead."""
        asked = self.capture_asked if self.rows[modality].captures else self.toggle_asked
        asked.emit(modality)

    def show_pictures(self, pictures: Mapping[Modality, QImage]) -> None:
        """Show what is still in memory of what was taken here."""
        for modality, row in self.rows.items():
            row.show_picture(pictures.get(modality))

    def marked(self) -> Modality:
        """Give the marked step."""
        return list(self.rows)[self._place]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the mark."""
        super().focusInEvent(event)
        self._mark(self._place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark away: the keys no longer act here."""
        super().focusOutEvent(event)
        for row in self.rows.values():
            row.mark(marked=False)

    def set_dense(self, *, dense: bool) -> None:
        """Take the dense form, which tells here what the cards at the side tell else."""
        super().set_dense(dense=dense)
        self._hint.setVisible(not dense)
        self._lacks.setVisible(dense)
        self.saved.setVisible(dense)
        for row in self.rows.values():
            row.set_dense(dense=dense)

    def _mark(self, place: int) -> None:
        self._place = place
        for at, row in enumerate(self.rows.values()):
            row.mark(marked=at == place and self.hasFocus())
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.rows[self.marked()].words())

    def _lay_out(self) -> None:
        self._title = Elided("", "strong")
        self._name_form(captures=False)
        head = self.add_row(self._title, self._lacks, self.saved, self._hint, self.all, gap=12)
        head.setContentsMargins(0, 0, 0, px(4))
        for place, widget in enumerate((self._lacks, self._hint)):
            head.setStretch(1 + 2 * place, 1)
            widget.setMinimumWidth(px(60))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lacks.setSizePolicy(self._hint.sizePolicy())
        for modality, row in self.rows.items():
            row.taken_asked.connect(lambda taken, m=modality: self.taken_asked.emit(m, taken))
            row.exception_asked.connect(lambda m=modality: self.exception_asked.emit(m))
            row.capture_asked.connect(lambda m=modality: self.capture_asked.emit(m))
            self.add(row, 50)
        self.body.addStretch(1)


def lacking_note(lacking: tuple[Modality, ...]) -> Note:
    """Say in one line what is still lacking."""
    if not lacking:
        return Note(Shape.DONE, _("0 kurang"), loud=True)
    text = _("{n} kurang: {steps}").format(n=len(lacking), steps=steps_words(lacking))
    return Note(Shape.WAITING, text, _("kurang {keys}").format(keys=_keys(lacking)))


def refused_note(lacking: tuple[Modality, ...]) -> Note:
    """Say why a finish was refused, and what to do."""
    text = _("Kurang {steps}: lengkapi, atau kecualikan.").format(steps=steps_words(lacking))
    short = _("kurang {keys}: lengkapi, atau kecualikan").format(keys=_keys(lacking))
    return Note(Shape.WRONG, text, short, loud=True)


def _keys(lacking: tuple[Modality, ...]) -> str:
    """Name steps by their keys, which stand before their names: `2, 3, 4, 5`."""
    return ", ".join(STEP_KEYS[modality] for modality in lacking)
