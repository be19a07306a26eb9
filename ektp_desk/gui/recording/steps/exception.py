"""The panel for a step that cannot be taken in full: why, how many all the same, and who else saw it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Card, Elided, Field, GoesOn, NumberField, label
from ektp_desk.gui.parts.pages import Late
from ektp_desk.gui.recording.phrases import step_word
from ektp_desk.gui.recording.steps.fingers import FingersBox
from ektp_desk.gui.recording.steps.why import Why
from ektp_desk.words import N_, _

_COUNTED = (Modality.FINGERS, Modality.IRISES)
_SECOND = {
    "modality.needs_reason": N_("Tulis siapa yang ikut melihat."),
    "modality.second_is_self": N_("Harus orang lain: bukan petugasnya, bukan yang direkam."),
}


class ExceptionPanel(Late, Card):
    """`submitted` gives modality and `Taken`; Enter submits, Esc closes and writes nothing.

    The reason is asked first and answered by one digit; the focus then goes to what is asked next. Which
    fingers are lacking comes last, since it may stay empty; naming them counts those that were taken.
    """

    submitted = Signal(object, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=10, name="exception")
        self._modality = Modality.FINGERS
        self.save = ActButton(_("Simpan"), "Enter", kind="blue", name="exception_save")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="exception_back")
        self.save.asked.connect(self.submit)
        self.back.asked.connect(self.closed)

    def furnish_now(self) -> None:
        """Make the questions about each step."""
        self._title = Elided("", "strong")
        self.whys = {modality: Why(modality) for modality in Modality}
        self.counts = {
            m: NumberField(_("Berapa yang terekam"), f"exception_count_{m}", most=FULL_COUNT[m], height=40)
            for m in _COUNTED
        }
        self.second = Field(
            _("Orang kedua yang melihat"),
            "exception_second",
            placeholder=_("mis. kepala dusun, guru, keluarga"),
            help_text=_("Namanya dibaca supervisor sebelum hari ditutup."),
        )
        self.fingers = FingersBox()
        self._join()
        self._lay_out()

    def begin(self, modality: Modality, taken: Taken, second: str) -> None:
        """Ask about a step; what was said before stands in the fields, else `second` as remembered."""
        self.furnish()
        self._modality = modality
        excepted = taken.state is ModalityState.EXCEPTED
        self._title.set_text(_("{step}: tidak bisa diambil penuh").format(step=step_word(modality)))
        for own, why in self.whys.items():
            why.setVisible(own is modality)
        self.whys[modality].begin(taken.reason if excepted else "")
        for counted, box in self.counts.items():
            box.setVisible(counted is modality)
        self._counted.setVisible(modality in _COUNTED)
        if modality in self.counts:
            least = FULL_COUNT[modality] - 1
            self.counts[modality].set_value(taken.count if excepted else least)
        self.fingers.setVisible(modality is Modality.FINGERS)
        self.fingers.begin(taken.fingers if excepted else ())
        self.second.set_text((taken.second_person if excepted else "") or second)

    def take_focus(self) -> None:
        """Go to the first question."""
        self.whys[self._modality].setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Give what was said."""
        box = self.counts.get(self._modality)
        count = (box.value() or 0) if box else 0
        kept = self.whys[self._modality].kept()
        fingers = self.fingers.fingers() if self._modality is Modality.FINGERS else ()
        said = Taken(ModalityState.EXCEPTED, count, kept, self.second.text(), fingers=fingers)
        self.submitted.emit(self._modality, said)

    def refuse(self, error: EktpError) -> bool:
        """Say a refusal beside its field; False when it belongs to none."""
        if error.code == "modality.fingers":
            self.fingers.set_error(_("Lebih banyak dari yang belum terekam."), error.code)
            self.fingers.edit.setFocus()
            return True
        if error.code not in _SECOND:
            return False
        why = self.whys[self._modality]
        if not why.kept():
            why.refuse()
        else:
            self.second.set_error(_(_SECOND[error.code]), error.code)
            self.second.edit.setFocus()
        return True

    def _on_picked(self) -> None:
        """Go to the next question: how many, else who saw it."""
        box = self.counts.get(self._modality)
        if box is not None:
            box.edit.selectAll()
        (box or self.second).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_named(self, lacking: int) -> None:
        """Count what was taken; a number that was typed stays when no finger is named any more."""
        if lacking:
            self.counts[Modality.FINGERS].set_value(FULL_COUNT[Modality.FINGERS] - lacking)

    def _join(self) -> None:
        for field in (self.second, self.fingers):
            field.entered.connect(self.submit)
        self.fingers.named.connect(self._on_named)
        for why in self.whys.values():
            why.picked.connect(self._on_picked)
            why.entered.connect(self.submit)
        for counted in self.counts.values():
            counted.edit.returnPressed.connect(self.submit)

    def _lay_out(self) -> None:
        self.add_row(self._title, None, GoesOn())
        for why in self.whys.values():
            self.add(why)
        row = QHBoxLayout()
        row.setSpacing(px(24))
        row.addWidget(self._count_box(), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.second, 1)
        row.addWidget(self.fingers, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def _count_box(self) -> QWidget:
        """Make the column of how many were taken, as high as the box beside it."""
        self._counted = QWidget()
        column = QVBoxLayout(self._counted)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(label(_("Terekam"), "label"))
        for box in self.counts.values():
            column.addWidget(box)
        return self._counted
