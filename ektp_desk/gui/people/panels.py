"""The panels of a correction and of an erasure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.people import CLAIMED
from ektp_desk.domain.typed_days import read_birth
from ektp_desk.gui.kit import Choice, Elided, Field, Option, PassphraseField, Pulldown, hairline, label, named
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.cards import keeping_room, stacked
from ektp_desk.gui.kit.day_entry import level
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.usecases.people.commands import Ground
from ektp_desk.usecases.people.timeline import Timeline
from ektp_desk.usecases.shapes import User
from ektp_desk.words import _
from ektp_desk.words.acts import field_word
from ektp_desk.words.acts.fields import IdNames, written
from ektp_desk.words.acts.picked import GROUNDS
from ektp_desk.words.errors import message
from ektp_desk.words.sexes import sex_typed, sexes_hint

_OTHER = "other"


@dataclass(frozen=True, slots=True, repr=False)
class Correction:
    """What was typed, a day as ISO; `witness` is a user's id, empty without one: theirs is the passphrase."""

    field: str
    value: str
    ground: str
    witness: str
    passphrase: str


class ClaimPanel(Panel):
    """Corrects one field of a person; `value` is offered in the place of what it shows now.

    `witnesses` are who may stand beside it; without one the author's own passphrase is asked for. `today` is
    the office's calendar day.
    """

    def __init__(
        self,
        host: QWidget,
        shown: Timeline,
        answer: Callable[[Correction], object],
        *,
        today: date,
        witnesses: Sequence[User],
        field: str,
        value: str = "",
    ) -> None:
        super().__init__(
            host,
            name="correction",
            widest=760,
            title=_("Koreksi: {name}").format(name=shown.person.name),
            help_text=_("Isi lama tetap terlihat di riwayat."),
            beside=True,
        )
        self._person, self._answer, self._today = shown.person, answer, today
        self._names = IdNames(village=shown.names.village, whole=True)
        fields = [(each, field_word(each)) for each in CLAIMED]
        grounds = [*((word, _(word)) for word in GROUNDS), (_OTHER, _("Lain…"))]
        self.field = Pulldown(_("Data yang dibetulkan"), fields, name="correction_field")
        self.ground = Pulldown(_("Dasar: surat yang dilihat"), grounds, name="correction_ground")
        self._now = Elided("", "help")
        self._missing = named(Elided("", "label", tone="bad"), "correction_missing")
        self.value = Field(_("Isi yang benar"), "correction_value")
        # The card keeps its form whichever paper it was.
        self.note = keeping_room(Field(_("Surat apa?"), "correction_note"))
        self.passphrase = PassphraseField("", "correction_passphrase")
        others = [("", _("Tanpa saksi")), *((user.id, user.name) for user in witnesses)]
        self.witness = Pulldown(_("Saksi"), others, key="Alt+S", name="correction_witness")
        self._signs = Elided("", "help")
        save = Act(id="correction_save", text=_("Simpan koreksi"), keys=("Enter",), run=self._save)
        self.take(save, Act(id="witness_key", keys=("Alt+S",), run=self.witness.setFocus), blue=save.id)
        beside = dict.fromkeys(("person.", "nik.", "date.", "place."), self.value)
        self.say_beside({"signin.": self.passphrase, **beside}, brief=True)
        self._lay_out()
        self.field.choose(field)
        self.ground.choose(None)
        self.witness.choose("")
        self._show_field()
        self.field.chosen.connect(lambda _field: self._show_field())
        self.ground.chosen.connect(self._on_ground)
        self.witness.chosen.connect(self._on_witness)
        if value:
            self.value.set_text(written(field, value, self._names))
        self.value.edit.selectAll()

    def stops(self) -> list[QWidget]:
        """The field that was chosen already comes last; who wants no witness passes none on the way.

        Whoever chooses one, by its key, goes on to the witness's passphrase.
        """
        last = [self.passphrase.edit, self._blue_button]
        signing = [self.witness, *last] if self.witness.hasFocus() else [*last, self.witness]
        back = [self._back] if self._back else []
        return [self.value.edit, self.ground, self.note.edit, *signing, *back, self.field]

    def state(self) -> object:
        return self.field.value()

    def put_back(self, _state: object) -> None:
        self._follow_choices()

    def calm(self) -> None:
        super().calm()
        self._missing.set_text("")

    def refuse(self, error: EktpError) -> None:
        if error.code == "person.needs_ground":
            self._missing.set_text(message(error).partition(". ")[0])
            (self.note if self.note.isVisible() else self.ground).setFocus()
        else:
            super().refuse(error)

    def _save(self) -> None:
        """A day that cannot be read is refused here."""
        field, value, ground = self._field(), self.value.text(), self.ground.value() or ""
        try:
            if field == "birth" and value:
                value = read_birth(value, today=self._today).isoformat()
            elif field == "sex":
                value = sex_typed(value)
        except EktpError as error:
            self.refuse(error)
            return
        seen = self.note.text() if ground == _OTHER else ground
        witness = self.witness.value() or ""
        self._answer(Correction(field, value, seen, witness, self.passphrase.text()))

    def _field(self) -> str:
        return self.field.value() or "name"

    def _value_now(self) -> str:
        return written(self._field(), str(getattr(self._person, self._field())), self._names)

    def _show_field(self) -> None:
        self._follow_choices()
        self.value.set_text(self._value_now())

    def _on_ground(self) -> None:
        self.note.set_text("")
        self._follow_choices()

    def _on_witness(self) -> None:
        """Whoever signs is another now: what was typed before was somebody else's."""
        self.passphrase.forget()
        self._follow_choices()

    def _follow_choices(self) -> None:
        """Fit what stands beside the boxes to what is chosen; which paper it was is asked of unusual ones."""
        hints = {
            "birth": _("hari-bulan-tahun"),
            "sex": sexes_hint(),
            "village": _("nama desa atau kodenya"),
            "nik": _("16 angka"),
            "kk_number": _("16 angka"),
        }
        self._now.set_text(_("Sekarang: {value}").format(value=self._value_now() or _("tidak diketahui")))
        self.value.edit.setPlaceholderText(hints.get(self._field(), ""))
        self.note.setVisible(self.ground.value() == _OTHER)
        if self.witness.value():
            self.passphrase.set_title(_("Kata sandi {name}").format(name=self.witness.currentText()))
            self._signs.set_text(_("Saksi mengetik kata sandinya sendiri."))
        else:
            self.passphrase.set_title(_("Kata sandi Anda"))
            self._signs.set_text(_("Supervisor lain meninjaunya nanti."))

    def _lay_out(self) -> None:
        self.card.add(hairline())
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(4))
        self._blue_button = self.acts.button("correction_save", kind="blue")
        field, ground = (label(box.accessibleName(), "label") for box in (self.field, self.ground))
        grid.addWidget(stacked(field, self.field, self._now, gap=4), 0, 0)
        grid.addWidget(self.value, 0, 1)
        grid.addWidget(stacked(ground, self.ground, self._missing, gap=4), 1, 0)
        grid.addWidget(self.note, 1, 1)
        grid.addWidget(stacked(label(_("Saksi"), "label"), self.witness, self._signs, gap=4), 2, 0)
        grid.addWidget(self.passphrase, 2, 1)
        grid.addLayout(level(self._blue_button, tall=True), 3, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.card.body.addLayout(grid)


class ErasurePanel(Panel):
    """Says what would go; nothing is preselected. `answer` gets the ground, the note and the passphrase."""

    def __init__(self, host: QWidget, name: str, answer: Callable[[Ground, str, str], object]) -> None:
        title = _("Hapus data pribadi {name}").format(name=name)
        super().__init__(host, name="erasure", widest=700, title=title, tone="bad")
        self._answer = answer
        grounds = {Ground.REQUEST: _("Diminta orangnya"), Ground.MISTAKE: _("Salah dicatat")}
        self.ground = Choice(
            _("Dasar"),
            [Option(ground, word, tone="primary", mark=Shape.CALLED) for ground, word in grounds.items()],
            name="erasure_ground",
            numbered=True,
        )
        self.note = Field(_("Surat apa dan kapan, tanpa nama atau NIK"), "erasure_note")
        self.passphrase = PassphraseField(_("Kata sandi Anda"), "erasure_passphrase")
        self._help = Elided("", "help")  # at the foot: it keeps its room
        self.take(
            Act(id="erasure_do", text=_("Hapus untuk selamanya"), keys=("Ctrl+Enter",), run=self._erase),
            back_word=_("Kembali, jangan hapus"),
        )
        self.say_beside(
            {"erase.needs_note": self.note, "erase.note_names": self.note, "signin.": self.passphrase},
            brief=True,
        )
        what = _(
            "Nama, NIK, tanggal lahir, alamat dan catatan orang ini, juga yang tergabung dengannya, "
            "dihapus dari jurnal. Angka laporan tetap. Daftar yang dimuat tetap menyebutnya sampai "
            "dicabut atau habis masanya. Ini tidak bisa dibatalkan."
        )
        for part in (hairline(), label(what, wrap=True), self.ground, self.note, self.passphrase, self._help):
            self.card.add(part)
        self.put(self.back(kind="blue"), None, self.acts.button("erasure_do", kind="danger", tall=True))

    def first(self) -> QWidget:
        return self.ground

    def _erase(self) -> None:
        ground = self.ground.value()
        if ground is None:
            self._say(_("Pilih dasarnya dahulu."))
            self.ground.setFocus()
        else:
            self._answer(Ground(ground), self.note.text(), self.passphrase.text())
