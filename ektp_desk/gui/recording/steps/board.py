"""The list of the five steps, which holds the focus while the kit is at work."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from ektp_desk.domain.recordings import Modality
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import ActButton, Elided, Marked, Note
from ektp_desk.gui.recording.around.dense import DenseCard
from ektp_desk.gui.recording.phrases import steps_words
from ektp_desk.gui.recording.seen import Seen
from ektp_desk.gui.recording.steps.row import StepRow
from ektp_desk.words import _

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
