"""The list of steps and documents, which holds the focus while the kit is at work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy

from ektp_desk.domain.recordings import (
    FULL_COUNT,
    Document,
    DocumentState,
    Modality,
    ModalityState,
    Taken,
)
from ektp_desk.gui.kit import Choice, Elided, Keycap, Marked, Note, Option, named
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row
from ektp_desk.gui.kit.choices import unfocused
from ektp_desk.gui.kit.saying import say
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.recording.around import DenseCard
from ektp_desk.gui.recording.drawn import Counted, Shot
from ektp_desk.gui.recording.rows import ROW_GAP, ROW_SIDE, STEP_WORD, DocumentRow, MarkedRow
from ektp_desk.gui.recording.words import lacking_words, steps_words
from ektp_desk.usecases.recording.facts import RecordingFacts
from ektp_desk.words import N_, _
from ektp_desk.words.acts.fingers import fingers_words
from ektp_desk.words.acts.picked import as_read
from ektp_desk.words.outcomes import document_state_word, step_word

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


class StepRow(MarkedRow):
    """At its end what was taken; of an exception how many, and why not all."""

    chosen = Signal(str)  # a state, by mouse

    def __init__(self, modality: Modality, key: str) -> None:
        super().__init__()
        self.modality, self.taken = modality, Taken()
        self.captures = False  # this office's laptops take it themselves
        self._picture: QImage | None = None
        word = step_word(modality)
        self.choice = _choice(word, _ATTESTED_HERE, modality)
        self._captured = _choice(word, _CAPTURED_HERE, modality)
        self._counted, self._shot = Counted(modality), Shot(modality)
        for choice in (self.choice, self._captured):
            choice.chosen.connect(self.chosen)
        name = Elided(word, "strong")
        name.setFixedWidth(px(STEP_WORD))
        choices = in_row(self.choice, self._captured, None, margins=(0, 1, 0, 1))
        choices.setFixedWidth(self.choice.sizeHint().width())
        self._why = named(Elided("", "small"), f"why_{modality}")
        parts = (Keycap(key), name, choices, self._counted, self._shot, (self._why, 1))
        in_row(*parts, gap=ROW_GAP, margins=(ROW_SIDE, 0, ROW_SIDE, 0), on=self)
        self.set_captures(False)

    def show_taken(self, taken: Taken) -> None:
        self.taken = taken
        for choice in (self.choice, self._captured):
            choice.choose(taken.state)
        self._counted.show_taken(taken)
        self._shot.show_taken(taken, self._picture)
        excepted = taken.state is ModalityState.EXCEPTED
        told = [as_read(taken.reason) if excepted else "", fingers_words(taken.fingers)]
        self._why.set_text(" · ".join(part for part in told if part))
        self.setToolTip(" · ".join(part for part in (*told, taken.second_person) if part))
        self.setAccessibleName(self.words())
        self.set_captures(self.captures)

    def set_captures(self, captures: bool) -> None:  # noqa: FBT001  reads as its sentence
        """Take the form of what is taken on this laptop, or of what the ministry's kit takes."""
        self.captures = captures
        self.choice.setVisible(not captures)
        self._captured.setVisible(captures)
        self._counted.setVisible(not captures)
        self._shot.setVisible(captures and self.taken.state is not ModalityState.EXCEPTED)

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


def _word(modality: Modality, state: ModalityState) -> str:
    return _(_WORDS.get((modality, state)) or _USUAL[state])


def _choice(word: str, states: Sequence[ModalityState], modality: Modality) -> Choice:
    """Make the segments for these states; as wide in each row, so that they stand in columns."""
    options = [Option(state, _word(modality, state), *_LOOKS[state]) for state in states]  # type: ignore[arg-type]  # literals in a dict
    name = f"step_{modality}" if ModalityState.ATTESTED in states else f"capture_{modality}"
    return unfocused(Choice(word, options, name=name, height=30, columns=_columns()))


def _columns() -> list[list[str]]:
    """The words of each column, over all rows and both forms."""
    forms = zip(_ATTESTED_HERE, _CAPTURED_HERE, strict=True)
    steps = [[_word(modality, state) for modality in Modality for state in states] for states in forms]
    papers = (DocumentState.SEEN, DocumentState.NOT_BROUGHT, DocumentState.UNANSWERED)
    return [[*words, document_state_word(said)] for words, said in zip(steps, papers, strict=True)]


Item = Modality | Document
KEYS: dict[Item, str] = {item: str(place) for place, item in enumerate((*Modality, *Document), start=1)}
STEP_KEYS = {modality: KEYS[modality] for modality in Modality}
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class StepBoard(DenseCard):
    """Arrows mark a row, Space turns it."""

    wide_top = 12
    wears_ring = False  # the marked row does

    taken_asked = Signal(object, object)  # Modality, Taken: by mouse
    document_said = Signal(object, object)  # Document, DocumentState: by mouse

    def __init__(self, acts: Acts) -> None:
        super().__init__(gap=0, name="steps")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Langkah pada alat kementerian, tekan 1 sampai 5; dokumen, tekan 6 dan 7"))
        self._acts, self._place, self._recording, self._told = acts, 0, "", ""
        self.rows = {modality: StepRow(modality, key) for modality, key in STEP_KEYS.items()}
        self.documents = {
            document: DocumentRow(document, KEYS[document], _columns()) for document in Document
        }
        self._all_rows: tuple[MarkedRow, ...] = (*self.rows.values(), *self.documents.values())
        self._all = acts.button("all_complete")
        self._all.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._change, excepts = Elided(_("angka mengubah"), "help"), Elided(_("kecualikan…"), "help")
        for words in (self._change, excepts):
            words.keep_short()  # the title has a shorter form
        hint = in_row(self._change, Keycap("Alt+1–5"), excepts)
        self._lacks = Marked(Note(Shape.NONE, ""), "strong")
        self._lacks.words.setObjectName("steps_lacking")
        self._title = Elided("", "strong")
        self._name_form(captures=False)
        self._lacks.setMinimumWidth(px(60))
        head = self.add_row(self._title, (self._lacks, 50), None, hint, self._all, gap=12)
        head.setContentsMargins(0, 0, 0, px(4))
        for modality, row in self.rows.items():
            row.chosen.connect(partial(self._on_chosen, modality))
            self.add(row, 50)
        for document, answer in self.documents.items():
            answer.chosen.connect(partial(self.document_said.emit, document))
        self._papers = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._papers.setSpacing(0)
        for answer in self.documents.values():
            self._papers.addWidget(answer, 1)
        self._of_papers = Elided(_("Dokumen di tangan petugas"), "label")
        self.add(self._of_papers)
        self.body.addLayout(self._papers, 100)
        self.body.addStretch(1)

    def show_seen(self, seen: RecordingFacts) -> None:
        """Show what was said of each step; another recording begins at the first row."""
        before = self._words()
        recording = seen.recording.id if seen.recording else ""
        if is_another := recording != self._recording:
            self._recording = recording
            self._mark(0)
        for modality, row in self.rows.items():
            row.set_captures(modality in seen.captures)
            row.show_taken(seen.steps.get(modality, Taken()))
        said = seen.recording.documents if seen.recording else {}
        for document, answer in self.documents.items():
            state = said.get(document, DocumentState.UNANSWERED)
            answer.show_state(state)
        self._name_form(captures=bool(seen.captures))
        note = lacking_note(seen)
        self._lacks.show_note(note)
        self._tell()
        changed = [now for now, words in zip(self._words(), before, strict=True) if now != words]
        if changed and not is_another:
            say(self, ". ".join((*(changed if len(changed) == 1 else ()), note.text)))

    def _name_form(self, *, captures: bool) -> None:
        words = _("Langkah di laptop dan pada alat kementerian"), _("Langkah")
        if not captures:
            words = _("Di alat kementerian"), _("Pada alat")
        self._title.set_text(words[0], short=words[1])

    def say_lacking(self, seen: RecordingFacts) -> None:
        """Say loudly what a finish still waits for."""
        note = refused_note(seen)
        self._lacks.show_note(note)
        say(self, note.text, urgent=True)

    def point_at(self, item: Item) -> None:
        self._mark(list(KEYS).index(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the mark, or turn the marked step."""
        step = _MOVES.get(Qt.Key(event.key()))
        if step is not None:
            self._mark((self._place + step) % len(self._all_rows))
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            marked = self.marked()
            kind = "step" if isinstance(marked, Modality) else "paper"
            self._acts[f"{kind}_{marked}"].trigger()
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

    def marked(self) -> Item:
        return list(KEYS)[self._place]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark(self._place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark away: the keys no longer act here."""
        super().focusOutEvent(event)
        for row in self._all_rows:
            row.mark(marked=False)

    def set_dense(self, *, dense: bool) -> None:
        """Take the dense form, which tells here what the cards at the side tell else."""
        super().set_dense(dense=dense)
        self._change.setVisible(not dense)
        self._lacks.setVisible(dense)
        self._of_papers.setVisible(not dense)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._papers.setDirection(across if dense else down)
        for row in self._all_rows:
            row.set_dense(dense=dense)

    def _on_chosen(self, modality: Modality, key: str) -> None:
        state = ModalityState(key)
        if state is ModalityState.EXCEPTED:
            self.point_at(modality)
            self._acts[f"except_{modality}"].trigger()
        elif state is ModalityState.CAPTURED:
            self._acts[f"step_{modality}"].trigger()
        elif state is not self.rows[modality].taken.state:
            full = FULL_COUNT[modality] if state is ModalityState.ATTESTED else 0
            self.taken_asked.emit(modality, Taken(state, full))

    def _mark(self, place: int) -> None:
        self._place = place
        for at, row in enumerate(self._all_rows):
            row.mark(marked=at == place and self.hasFocus())
        self._tell()

    def _words(self) -> list[str]:
        return [row.words() for row in self._all_rows]

    def _tell(self) -> None:
        """Describe the marked row; what was said here stays until there is another or other words of it."""
        words = self._all_rows[self._place].words()
        if words != self._told:
            self._told = words
            self.setAccessibleDescription(words)


def lacking_note(seen: RecordingFacts) -> Note:
    if not seen.lacks:
        return Note(Shape.DONE, _("0 kurang"), loud=True)
    text = _("{n} kurang: {steps}").format(n=len(seen.lacks), steps=lacking_words(seen))
    return Note(Shape.WAITING, text, _("kurang {keys}").format(keys=_keys(seen.lacks)))


def refused_note(seen: RecordingFacts) -> Note:
    """Say why a finish was refused, and what to do."""
    if not seen.lacking and seen.unanswered:
        keys, words = _keys(seen.unanswered), lacking_words(seen)
        text = _("{documents} belum dijawab. {keys}: dilihat, lagi: tidak dibawa.")
        short = _("{keys}: dilihat, lagi: tidak dibawa").format(keys=keys)
        return Note(Shape.LOOK, text.format(documents=words, keys=keys), short, loud=True)
    if not seen.lacking:
        return lacking_note(seen)
    text = _("Kurang {steps}: lengkapi, atau kecualikan.").format(steps=steps_words(seen.lacking))
    short = _("kurang {keys}: lengkapi, atau kecualikan").format(keys=_keys(seen.lacking))
    return Note(Shape.WRONG, text, short, loud=True)


def _keys(items: Sequence[Item]) -> str:
    """Name them by their keys, which stand before their names: `2, 3, 4, 5`."""
    return ", ".join(KEYS[item] for item in items)
