"""The panels in place of the steps: why one cannot be taken, and a supervisor's word for the young."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.recordings import FULL_COUNT, Modality, ModalityState, Taken
from ektp_desk.gui.kit import (
    ActButton,
    Card,
    Choice,
    Elided,
    EmptyState,
    Field,
    GoesOn,
    NumberField,
    Option,
    Wrong,
    label,
    on_key,
)
from ektp_desk.gui.kit.redressing import Late
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.recording.words import step_word
from ektp_desk.usecases.recording.queries import Seen
from ektp_desk.words import N_, _
from ektp_desk.words.acts.fingers import as_digits, fingers_words, from_digits
from ektp_desk.words.acts.picked import REASONS, as_kept, as_read

_OTHER = "other"


class Why(QWidget):
    """`picked` tells that a usual reason was chosen, `entered` that Enter was pressed.

    The box for another reason keeps its room while it is away: what stands beside it never jumps.
    """

    picked = Signal()
    entered = Signal()

    def __init__(self, modality: Modality) -> None:
        super().__init__()
        self._usual = tuple(_(word) for word in REASONS[modality])
        options = [Option(word, word, "primary", Shape.DONE) for word in self._usual]
        options.append(Option(_OTHER, _("lain…"), "primary", Shape.DONE))
        name = f"exception_choice_{modality}"
        self.choice = Choice(_("Alasan"), options, name=name, height=40, numbered=True)
        self.other = Field(_("Alasan lain"), f"exception_reason_{modality}")
        self._error = Wrong()
        self.choice.chosen.connect(self._on_chosen)
        on_key(self.choice, "Enter", self.entered.emit)
        self.other.entered.connect(self.entered)
        self.other.changed.connect(lambda _text: self._error.say(""))
        self.setFocusProxy(self.choice)
        self._lay_out()

    def begin(self, kept: str) -> None:
        """Show a reason as the journal keeps it, or none."""
        read = as_read(kept)
        usual = read in self._usual
        self.choice.choose((read if usual else _OTHER) if read else None)
        self.other.set_text("" if usual else read)
        self._error.say("")
        self._show_other()

    def kept(self) -> str:
        """Give what the journal keeps; empty while nothing is said."""
        chosen = self.choice.value()
        if chosen == _OTHER:
            return as_kept(self.other.text())
        return as_kept(chosen or "")

    def refuse(self) -> None:
        """Say that a reason is wanted, and go where it is given."""
        self._error.say(_("Pilih dengan angka, atau tulis alasannya."))
        first = self.other if self.choice.value() == _OTHER else self.choice
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, key: str) -> None:
        self._error.say("")
        self._show_other()
        if key == _OTHER:
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.picked.emit()

    def _show_other(self) -> None:
        self.other.setVisible(self.choice.value() == _OTHER)

    def _lay_out(self) -> None:
        policy = self.other.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.other.setSizePolicy(policy)
        left, row = QVBoxLayout(), QHBoxLayout(self)
        left.setSpacing(px(4))
        for widget in (label(_("Alasan: satu angka"), "label"), self.choice, self._error):
            left.addWidget(widget)
        left.addStretch(1)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(16))
        row.addLayout(left)
        row.addWidget(self.other, 1, Qt.AlignmentFlag.AlignTop)


_DIGITS = QRegularExpression("[0-9]{0,11}")  # ten fingers, and the one that is taken back


class FingersBox(Field):
    """Its digits are the standards' positions, 0 for the tenth; their names stand below. May stay empty."""

    named = Signal(int)  # how many are named now

    def __init__(self) -> None:
        super().__init__(
            _("Jari yang kurang (boleh kosong)"),
            "exception_fingers",
            placeholder=_("angka, mis. 2: telunjuk kanan"),
        )
        self.setFixedWidth(px(300))
        self.edit.setValidator(QRegularExpressionValidator(_DIGITS, self))
        self.edit.textEdited.connect(self._on_edited)
        self.begin(())

    def begin(self, fingers: Iterable[int]) -> None:
        """Show which were named before."""
        self.set_text(as_digits(fingers))
        self._name()

    def fingers(self) -> tuple[int, ...]:
        """Give the positions that are named, in order."""
        return from_digits(self.text())

    def _on_edited(self, text: str) -> None:
        tidy = as_digits(from_digits(text))
        if tidy != text:
            self.set_text(tidy)
        self._name()
        self.named.emit(len(tidy))

    def _name(self) -> None:
        self.set_help(fingers_words(self.fingers()) or _("1–5 kanan, 6–0 kiri, dari ibu jari"))


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


class PassingPanel(Card):
    """`submitted` gives supervisor and reason, both said; Esc closes and writes nothing.

    Why it is asked stands with the person above, who is seen all the while.
    """

    submitted = Signal(str, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=8, name="passing")
        self.by = Field(_("Nama supervisor"), "passing_by")
        self.reason = Field(_("Alasan"), "passing_reason", placeholder=_("mis. menurut akta sudah 16"))
        self.save = ActButton(_("Loloskan dan selesai"), "Enter", kind="blue", name="passing_save")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="passing_back")
        self.save.asked.connect(self.submit)
        self.back.asked.connect(self.closed)
        for field in (self.by, self.reason):
            field.entered.connect(self.submit)
        self.add_row(Elided(_("Persetujuan supervisor"), "strong"), None, GoesOn())
        self.add(Elided(_("Supervisor boleh meloloskan dengan alasan. Yang sudah diisi tersimpan."), "help"))
        row = self.add_row(self.by, self.reason, gap=16)
        row.setStretch(0, 1)
        row.setStretch(1, 2)
        self.body.addStretch(1)

    def begin(self) -> None:
        """Ask anew; the supervisor who said it last is kept."""
        self.reason.set_text("")
        self.by.clear_error()

    def take_focus(self) -> None:
        """Go to the first field that still wants an answer; the supervisor is often the same."""
        first = self.reason if self.by.text() else self.by
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Give both, or say which is lacking."""
        for field in (self.by, self.reason):
            if not field.text():
                field.set_error(_("Masih kosong. Yang sudah direkam tetap tersimpan."))
                field.edit.setFocus()
                return
        self.submitted.emit(self.by.text(), self.reason.text())


_ASKS, _IGNORED = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored


class Middle(QStackedWidget):
    """Only the page that is shown asks for height: a hidden form must not hold the window open."""

    def __init__(self, pages: Sequence[QWidget]) -> None:
        super().__init__()
        self._pages = pages
        for page in pages:
            self.addWidget(page)
        self.turn_to(pages[0])

    def turn_to(self, page: QWidget) -> None:
        """Show a page."""
        for other in self._pages:
            other.setSizePolicy(_ASKS, _ASKS if other is page else _IGNORED)
        self.setCurrentWidget(page)


class Invitation(Card):
    """What stands there while nobody is chosen: whom to ask for, and the way back when nobody has come.

    Its key undoes the typing as long as there is some, as in every box: the button rests meanwhile.
    """

    def __init__(self) -> None:
        super().__init__()
        self.not_yet = ActButton(_("Belum datang, kembali ke antrean"), "Ctrl+Z", name="not_yet")
        words = _("Cari di atas. Yang tidak ada di daftar: Ctrl+N.")
        self.add(EmptyState(_("Tanyakan namanya"), words, buttons=[self.not_yet], name="ask_name"), 1)

    def show_seen(self, seen: Seen) -> None:
        """Offer the way back while nothing was said of whoever is served."""
        self.not_yet.setVisible(seen.too_soon)

    def show_typed(self, text: str) -> None:
        """Leave the key to the text."""
        self.not_yet.setEnabled(not text)
