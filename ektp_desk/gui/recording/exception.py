"""The panels in place of the steps: why one cannot be taken, and a supervisor's word for the young."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.gui.kit import (
    Choice,
    Elided,
    Field,
    GoesOn,
    NumberField,
    Option,
    PassphraseField,
    Wrong,
    label,
)
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.cards import in_row, keeping_room, stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.recording.panel import StepsPanel
from ektp_desk.gui.recording.words import beside_field
from ektp_desk.words import N_, _
from ektp_desk.words.acts.fingers import as_digits, fingers_words, from_digits
from ektp_desk.words.acts.picked import REASONS, as_kept, as_read
from ektp_desk.words.outcomes import step_word

_OTHER = "other"


class ReasonBox(QWidget):
    """`picked` says that a usual reason was chosen.

    The box for another reason keeps its room while it is away: what stands beside it never jumps.
    """

    picked = Signal()

    def __init__(self, modality: Modality, kept: str) -> None:
        super().__init__()
        self.setObjectName("exception_why")
        usual = REASONS[modality]  # as the journal keeps them: the same in another language
        options = [Option(word, _(word), "primary", Shape.DONE) for word in usual]
        options.append(Option(_OTHER, _("lain…"), "primary", Shape.DONE))
        name = f"exception_choice_{modality}"
        self.choice = Choice(_("Alasan"), options, name=name, height=40, numbered=True)
        self.other = keeping_room(Field(_("Alasan lain"), f"exception_reason_{modality}"))
        self._error = Wrong("exception_wrong")
        self.setFocusProxy(self.choice)
        left = stacked(label(_("Alasan: satu angka"), "label"), self.choice, self._error, None, gap=4)
        in_row(left, (stacked(self.other, None), 1), gap=16, on=self)
        if read := as_read(kept):
            word = as_kept(read)
            self.choice.choose(word if word in usual else _OTHER)
            self.other.set_text("" if word in usual else read)
        self._show_other()
        self.choice.chosen.connect(self._on_chosen)
        self.other.changed.connect(lambda _text: self._error.say(""))

    def kept(self) -> str:
        """What the journal keeps; empty while nothing is said."""
        chosen = self.choice.value()
        return as_kept(self.other.text()) if chosen == _OTHER else chosen or ""

    def refuse(self) -> None:
        """Say that a reason is wanted, and go where it is given."""
        self._error.say(_("Pilih dengan angka, atau tulis alasannya."))
        first = self.other if self.choice.value() == _OTHER else self.choice
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def state(self) -> object:
        return self.choice.value()

    def put_back(self, _state: object) -> None:
        self._show_other()

    def _on_chosen(self, key: str) -> None:
        self._error.say("")
        self._show_other()
        if key == _OTHER:
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.picked.emit()

    def _show_other(self) -> None:
        self.other.setVisible(self.choice.value() == _OTHER)


_DIGITS = QRegularExpression("[0-9]{0,11}")  # ten fingers, and the one that is taken back


class FingersBox(Field):
    """Its digits are the standards' positions, 0 for the tenth; their names stand below. May stay empty."""

    named = Signal(int)  # how many are named now

    def __init__(self, fingers: Iterable[int]) -> None:
        super().__init__(
            _("Jari yang kurang (boleh kosong)"),
            "exception_fingers",
            placeholder=_("angka, mis. 2: telunjuk kanan"),
        )
        self.setFixedWidth(px(300))
        self.edit.setValidator(QRegularExpressionValidator(_DIGITS, self))
        self.edit.textEdited.connect(self._on_edited)
        self.changed.connect(self._name)
        self.set_text(as_digits(fingers))
        self._name()

    def fingers(self) -> tuple[int, ...]:
        """The positions that are named, in order."""
        return from_digits(self.text())

    def _on_edited(self, text: str) -> None:
        tidy = as_digits(from_digits(text))
        if tidy != text:
            self.set_text(tidy)
        self.named.emit(len(tidy))

    def _name(self) -> None:
        self.set_help(fingers_words(self.fingers()) or _("1–5 kanan, 6–0 kiri, dari ibu jari"))


_COUNTED = (Modality.FINGERS, Modality.IRISES)
_SECOND = {
    "modality.needs_reason": N_("Tulis siapa yang ikut melihat."),
    "modality.second_is_self": N_("Harus orang lain: bukan petugasnya, bukan yang direkam."),
}


class ExceptionPanel(StepsPanel):
    """Why a step cannot be taken in full; what was `said` before stands in the boxes.

    The reason is asked first and answered by one digit; the focus then goes to what is asked next. Which
    fingers are lacking comes last, since it may stay empty; naming them counts those that were taken.
    """

    def __init__(
        self,
        modality: Modality,
        said: Taken,
        *,
        second: str,
        answer: Callable[[Taken], object],
        back: Callable[[], object],
    ) -> None:
        save = Act(id="exception_save", text=_("Simpan"), keys=("Enter",), run=self.submit)
        super().__init__(name="exception", gap=10, blue=save, back=back)
        self._answer, self._modality = answer, modality
        self.why = ReasonBox(modality, said.reason)
        self.count, self.fingers = self._count_box(said), self._fingers_box(said)
        self.second = Field(
            _("Orang kedua yang melihat"),
            "exception_second",
            placeholder=_("mis. kepala dusun, guru"),
            help_text=_("Dibaca supervisor sebelum ditutup."),
        )
        self.second.set_text(said.second_person or second)
        self.why.picked.connect(self._on_picked)
        title = _("{step}: tidak bisa diambil penuh").format(step=step_word(self._modality))
        self.add_row(Elided(title, "strong"), None, GoesOn())
        self.add(self.why)
        # As high as the box beside it.
        count = (stacked(label(_("Terekam"), "label"), self.count, None, gap=4),) if self.count else ()
        fingers = (stacked(self.fingers, None),) if self.fingers else ()
        self.add_row(*count, (self.second, 1), *fingers, gap=24)
        self.body.addStretch(1)
        self.acts.add_to(self, save.id)

    def take_focus(self) -> None:
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        count = (self.count.value() or 0) if self.count else 0
        fingers = self.fingers.fingers() if self.fingers else ()
        kept, second = self.why.kept(), self.second.text()
        self._answer(Taken(ModalityState.EXCEPTED, count, kept, second, fingers=fingers))

    def refuse(self, error: EktpError) -> bool:
        """Say a refusal beside its field; False when it belongs to none."""
        if error.code == "modality.fingers" and self.fingers:
            self.fingers.set_error(_("Lebih banyak dari yang belum terekam."), error.code)
            self.fingers.edit.setFocus()
            return True
        if error.code not in _SECOND:
            return False
        if not self.why.kept():
            self.why.refuse()
        else:
            self.second.set_error(_(_SECOND[error.code]), error.code)
            self.second.edit.setFocus()
        return True

    def _on_picked(self) -> None:
        """Go to the next question: how many, else who saw it."""
        if self.count:
            self.count.edit.selectAll()
        (self.count or self.second).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_named(self, lacking: int) -> None:
        """Count what was taken; a number that was typed stays when no finger is named any more."""
        if lacking and self.count:
            self.count.set_value(FULL_COUNT[Modality.FINGERS] - lacking)

    def _count_box(self, said: Taken) -> NumberField | None:
        if self._modality not in _COUNTED:
            return None
        most, name = FULL_COUNT[self._modality], f"exception_count_{self._modality}"
        made = NumberField(_("Berapa yang terekam"), name, most=most, height=40)
        made.set_value(said.count if said.state is ModalityState.EXCEPTED else most - 1)
        return made

    def _fingers_box(self, said: Taken) -> FingersBox | None:
        if self._modality is not Modality.FINGERS:
            return None
        made = FingersBox(said.fingers)
        made.named.connect(self._on_named)
        return made


class PassingPanel(StepsPanel):
    """`answer` takes the supervisor's name, the reason and the supervisor's passphrase, all said.

    Whoever is signed in as a supervisor (`own_word`) is known: without a name it is theirs.
    Why it is asked stands with the person above, who is seen all the while.
    """

    def __init__(
        self,
        *,
        by: str,
        own_word: bool,
        answer: Callable[[str, str, str], object],
        back: Callable[[], object],
    ) -> None:
        save = Act(id="passing_save", text=_("Loloskan dan selesai"), keys=("Enter",), run=self.submit)
        super().__init__(name="passing", gap=8, blue=save, back=back)
        self._answer = answer
        self.by = None if own_word else Field(_("Nama supervisor"), "passing_by")
        self.reason = Field(_("Alasan"), "passing_reason", placeholder=_("mis. menurut akta sudah 16"))
        whose = _("Kata sandi Anda") if own_word else _("Kata sandi supervisor")
        self.passphrase = PassphraseField(whose, "passing_passphrase")
        self.add_row(Elided(_("Persetujuan supervisor"), "strong"), None, GoesOn())
        self.add(Elided(_("Supervisor meloloskan dengan alasan dan kata sandinya. Isian tersimpan."), "help"))
        if self.by:
            self.by.set_text(by)
            self.add_row((self.by, 1), (self.reason, 2), gap=16)
            self.add_row((self.passphrase, 1), (QWidget(), 2), gap=16)
        else:
            self.add_row((self.reason, 2), (self.passphrase, 1), gap=16)
        self.body.addStretch(1)
        self.acts.add_to(self, save.id)

    def take_focus(self) -> None:
        """Go to the first field that still wants an answer; the supervisor is often the same."""
        first = self.by if self.by and not self.by.text() else self.reason
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Answer with all three, or say which is lacking."""
        for field in filter(None, (self.by, self.reason, self.passphrase)):
            if not field.text():
                field.set_error(_("Masih kosong. Yang sudah direkam tetap tersimpan."))
                field.edit.setFocus()
                return
        self._answer(self.by.text() if self.by else "", self.reason.text(), self.passphrase.text())

    def refuse(self, error: EktpError) -> bool:
        """Say a refusal beside its field; False when it belongs to none."""
        who = self.by or self.passphrase
        field = {"signin": self.passphrase, "user": who}.get(error.code.partition(".")[0])
        if error.code == "recording.no_supervisor":
            field = who
        if field is None:
            return False
        self.passphrase.forget()
        field.set_error(beside_field(error), error.code)
        field.edit.setFocus()
        return True
