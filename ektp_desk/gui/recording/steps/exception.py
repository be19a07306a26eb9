"""The panel for a step that cannot be taken in full: how many, why, and who else saw it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.gui.ending.late import Late
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import ActButton, Card, Choice, Elided, Field, NumberField, Option, label, on_key
from ektp_desk.gui.recording.phrases import step_word
from ektp_desk.words import _
from ektp_desk.words.acts.picked import REASONS, as_kept, as_read

_COUNTED = (Modality.FINGERS, Modality.IRISES)


class ExceptionPanel(Late, Card):
    """`submitted` gives modality and `Taken`; Enter submits, Esc closes and writes nothing."""

    submitted = Signal(object, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=6, name="exception")
        self._modality = Modality.FINGERS
        self.save = ActButton(_("Simpan"), "Enter", kind="blue", name="exception_save")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="exception_back")
        self.save.asked.connect(self.submit)
        self.back.asked.connect(self.closed)

    def furnish_now(self) -> None:
        """Make the questions about each step."""
        self._title = Elided("", "strong")
        self.counts = {
            m: NumberField(_("Berapa yang terekam"), f"exception_count_{m}", most=FULL_COUNT[m])
            for m in _COUNTED
        }
        self.choices = {m: _choice(m) for m in Modality}
        self.reason = Field(_("Alasan"), "exception_reason")
        self.second = Field(_("Orang kedua yang melihat"), "exception_second")
        for field in (self.reason, self.second):
            field.entered.connect(self.submit)
        for counted in self.counts.values():
            counted.edit.returnPressed.connect(self.submit)
        self._lay_out()

    def begin(self, modality: Modality, taken: Taken, second: str) -> None:
        """Ask about a step; what was said before stands in the fields, else `second` as remembered."""
        self.furnish()
        self._modality = modality
        excepted = taken.state is ModalityState.EXCEPTED
        self._title.set_text(_("{step}: tidak bisa diambil penuh").format(step=step_word(modality)))
        for counted, box in self.counts.items():
            box.setVisible(counted is modality)
        self._count_label.setVisible(modality in _COUNTED)
        if modality in self.counts:
            least = FULL_COUNT[modality] - 1
            self.counts[modality].set_value(taken.count if excepted else least)
            self.counts[modality].edit.selectAll()
        for own, choice in self.choices.items():
            choice.setVisible(own is modality)
        reason = as_read(taken.reason) if excepted else ""
        self.choices[modality].choose(reason if reason in _words(modality) else None)
        self.reason.set_text(reason)
        self.second.set_text((taken.second_person if excepted else "") or second)

    def take_focus(self) -> None:
        """Go to the first question."""
        first = self.counts.get(self._modality) or self.choices[self._modality]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Give what was said."""
        box = self.counts.get(self._modality)
        count = (box.value() or 0) if box else 0
        taken = Taken(ModalityState.EXCEPTED, count, as_kept(self.reason.text()), self.second.text())
        self.submitted.emit(self._modality, taken)

    def refuse(self, error: EktpError) -> bool:
        """Say a refusal beside its field; False when it belongs to none."""
        if error.code != "modality.needs_reason":
            return False
        if self.reason.text():
            field, sentence = self.second, _("Tulis siapa yang ikut melihat.")
        else:
            field, sentence = self.reason, _("Pilih atau tulis alasannya.")
        field.set_error(sentence)
        field.edit.setFocus()
        return True

    def _on_reason(self, word: str) -> None:
        self.reason.set_text(word)
        (self.reason if not word or self.second.text() else self.second).edit.setFocus()

    def _lay_out(self) -> None:
        self.add(self._title)
        self.body.addLayout(self._questions())
        row = self.add_row(self.reason, self.second, gap=16)
        row.setStretch(0, 1)
        row.setStretch(1, 1)
        self.body.addStretch(1)

    def _questions(self) -> QHBoxLayout:
        """Give how many and why, side by side."""
        self._count_label = label(_("Terekam"), "label")
        questions = QHBoxLayout()
        questions.setSpacing(px(24))
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(px(4))
        left.addWidget(self._count_label)
        right.addWidget(label(_("Pilih alasan, atau tulis di bawah"), "label"))
        for box in self.counts.values():
            left.addWidget(box)
        left.addStretch(1)
        for choice in self.choices.values():
            choice.chosen.connect(self._on_reason)
            on_key(choice, "Enter", self.submit)
            right.addWidget(choice)
        right.addStretch(1)
        questions.addLayout(left)
        questions.addLayout(right)
        questions.addStretch(1)
        return questions


def _words(modality: Modality) -> tuple[str, ...]:
    return tuple(_(word) for word in REASONS[modality])


def _choice(modality: Modality) -> Choice:
    options = [Option(word, word, "primary", Shape.DONE) for word in _words(modality)]
    return Choice(_("Alasan"), options, name=f"exception_choice_{modality}", height=34, numbered=True)
