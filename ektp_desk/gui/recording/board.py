"""The list of the five steps, which holds the focus while the kit is at work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from ektp_desk.domain.recordings import CAPTURABLE, FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.gui.kit import Choice, Elided, Keycap, Marked, Note, Option
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row
from ektp_desk.gui.kit.keycap import paint_body
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import colour, px, tokens
from ektp_desk.gui.recording.around import DenseCard
from ektp_desk.gui.recording.drawn import Counted, Shot
from ektp_desk.gui.recording.words import step_word, steps_words
from ektp_desk.usecases.recording.queries import RecordingFacts
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
    """Mouse or the list's keys change it; it takes no focus of its own.

    Its button offers the exception, or another try of what was taken here.
    """

    chosen = Signal(str)  # a state, by mouse

    def __init__(self, modality: Modality, key: str, acts: Acts) -> None:
        super().__init__()
        self.modality, self.taken, self._marked = modality, Taken(), False
        self.captures = False  # this office's laptops take it themselves
        self._picture: QImage | None = None
        word = step_word(modality)
        self.choice = _choice(word, _ATTESTED_HERE, modality)
        self._captured = _choice(word, _CAPTURED_HERE, modality)
        self._counted, self._shot = Counted(modality), Shot(modality)
        for choice in (self.choice, self._captured):
            choice.chosen.connect(self.chosen)
        name = Elided(word, "strong")
        name.setFixedWidth(px(112))
        choices = in_row(self.choice, self._captured, None)
        choices.setFixedWidth(self.choice.sizeHint().width())
        offered = ("except", "retake") if self.modality in CAPTURABLE else ("except",)
        buttons = (acts.button(f"{act}_{self.modality}", kind="quiet") for act in offered)
        parts = (Keycap(key), name, choices, self._counted, self._shot, None, *buttons)
        in_row(*parts, gap=10, margins=(12, 0, 8, 0), on=self)
        self.set_captures(False)

    def show_taken(self, taken: Taken) -> None:
        self.taken = taken
        for choice in (self.choice, self._captured):
            choice.choose(taken.state)
        self._counted.show_taken(taken)
        self._shot.show_taken(taken, self._picture)
        reason = as_read(taken.reason) if taken.state is ModalityState.EXCEPTED else ""
        more = (reason, fingers_words(taken.fingers), taken.second_person)
        self.setToolTip(" · ".join(part for part in more if part))
        self.setAccessibleName(self.words())

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
        self._shot.show_taken(self.taken, picture)

    def words(self) -> str:
        taken = self.taken
        state = _word(self.modality, taken.state)
        said = _("{step}: {state}").format(step=step_word(self.modality), state=state)
        again = self.captures and taken.state is ModalityState.CAPTURED
        more = [self._shot.words()] if again else [as_read(taken.reason)]
        return ", ".join(part for part in (said, *more, fingers_words(taken.fingers)) if part)

    def mark(self, *, marked: bool) -> None:
        """Show that the list's keys act on this row."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    def set_dense(self, *, dense: bool) -> None:
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
    """The words of each column, over all rows and both forms."""
    forms = zip(_ATTESTED_HERE, _CAPTURED_HERE, strict=True)
    return [[_word(modality, state) for modality in Modality for state in states] for states in forms]


STEP_KEYS = {modality: str(place) for place, modality in enumerate(Modality, start=1)}
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class StepBoard(DenseCard):
    """Arrows mark a row, Space turns it."""

    wide_top = 12

    taken_asked = Signal(object, object)  # Modality, Taken: by mouse

    def __init__(self, acts: Acts) -> None:
        super().__init__(gap=0, name="steps")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Langkah pada alat kementerian, tekan 1 sampai 5"))
        self._acts, self._place, self._recording = acts, 0, ""
        self.rows = {modality: StepRow(modality, key, acts) for modality, key in STEP_KEYS.items()}
        self._all = acts.button("all_complete")
        self._all.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._hint = Elided(_("ketik angka untuk mengubah"), "help")
        self._lacks = Marked(Note(Shape.NONE, ""), "strong")
        self._lacks.words.setObjectName("steps_lacking")
        self.saved = Marked(Note(Shape.DONE, "", loud=True), "strong")
        self._title = Elided("", "strong")
        self._name_form(captures=False)
        for shrinks in (self._lacks, self._hint):
            shrinks.setMinimumWidth(px(60))
        head = self.add_row(self._title, (self._lacks, 1), self.saved, (self._hint, 1), self._all, gap=12)
        head.setContentsMargins(0, 0, 0, px(4))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lacks.setSizePolicy(self._hint.sizePolicy())
        for modality, row in self.rows.items():
            row.chosen.connect(partial(self._on_chosen, modality))
            self.add(row, 50)
        self.body.addStretch(1)

    def show_seen(self, seen: RecordingFacts) -> None:
        """Show what was said of each step; another recording begins at the first row."""
        recording = seen.recording.id if seen.recording else ""
        if recording != self._recording:
            self._recording = recording
            self._mark(0)
        for modality, row in self.rows.items():
            row.set_captures(modality in seen.captures)
            row.show_taken(seen.steps.get(modality, Taken()))
        self._name_form(captures=bool(seen.captures))
        self._lacks.show_note(lacking_note(seen.lacking))
        self._tell()

    def _name_form(self, *, captures: bool) -> None:
        words = _("Langkah di laptop dan pada alat kementerian"), _("Langkah")
        if not captures:
            words = _("Dikerjakan pada alat kementerian"), _("Pada alat")
        self._title.set_text(words[0], short=words[1])

    def say_lacking(self, lacking: tuple[Modality, ...]) -> None:
        """Say loudly what a finish still waits for."""
        note = refused_note(lacking) if lacking else lacking_note(lacking)
        self._lacks.show_note(note)
        say(self, note.text, urgent=True)

    def point_at(self, modality: Modality) -> None:
        self._mark(list(self.rows).index(modality))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the mark, or turn the marked step."""
        step = _MOVES.get(Qt.Key(event.key()))
        if step is not None:
            self._mark((self._place + step) % len(self.rows))
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._acts[f"step_{self.marked()}"].trigger()
        else:
            super().keyPressEvent(event)

    def state(self) -> object:
        return self._place

    def put_back(self, state: object) -> None:
        if isinstance(state, int):
            self._mark(state)

    def show_pictures(self, pictures: Mapping[Modality, QImage]) -> None:
        """Show what is still in memory of what was taken here."""
        for modality, row in self.rows.items():
            row.show_picture(pictures.get(modality))

    def marked(self) -> Modality:
        return list(self.rows)[self._place]

    def focusInEvent(self, event: QFocusEvent) -> None:
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

    def _on_chosen(self, modality: Modality, key: str) -> None:
        state = ModalityState(key)
        if state is ModalityState.EXCEPTED:
            self.point_at(modality)
            self._acts["except_marked"].trigger()
        elif state is ModalityState.CAPTURED:
            self._acts[f"step_{modality}"].trigger()
        elif state is not self.rows[modality].taken.state:
            full = FULL_COUNT[modality] if state is ModalityState.ATTESTED else 0
            self.taken_asked.emit(modality, Taken(state, full))

    def _mark(self, place: int) -> None:
        self._place = place
        for at, row in enumerate(self.rows.values()):
            row.mark(marked=at == place and self.hasFocus())
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.rows[self.marked()].words())


def lacking_note(lacking: tuple[Modality, ...]) -> Note:
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
