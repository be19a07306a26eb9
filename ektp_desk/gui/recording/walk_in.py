"""The form for somebody who stands in no list; refusals stand beside their field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.people import Nik, Sex, age_on, nik_digits
from ektp_desk.domain.typed_days import read_birth
from ektp_desk.gui.kit import Choice, Chooser, Elided, Field, GoesOn, Option, Pick, Wrong, label
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.keycap import keep_keys
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.recording.panel import StepsPanel
from ektp_desk.gui.recording.words import beside_field
from ektp_desk.usecases.recording.commands import WalkIn
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date, plain_date
from ektp_desk.words.sexes import sex_letter, sex_word, sexes_title


class WalkInPanel(StepsPanel):
    """Empty but for what was `typed` into the search, a name or the digits of a NIK, or was `said` before.

    A whole NIK fills birth date and sex, until they are written otherwise: then it is asked about once. Its
    letters of L/P act in the NIK's box too. `village_typed` asks for those that fit, `show_villages` answers.
    """

    village_typed = Signal(str)

    def __init__(
        self,
        typed: str,
        today: date,
        *,
        answer: Callable[[WalkIn], object],
        back: Callable[[], object],
        village: str = "",
        said: WalkIn | None = None,
    ) -> None:
        self.sex = _SexBox()
        save = Act(id="walk_in_save", text=_("Simpan dan mulai"), keys=("Enter",), run=self.submit)
        take = self.sex.choice.take
        letters = [Act(id=f"walk_in_{sex}", keys=(sex_letter(sex),), run=partial(take, sex)) for sex in Sex]
        super().__init__(name="walk_in", gap=6, blue=save, back=back, also=letters)
        self._today, self._answer = today, answer
        self._filled = ("", "")  # birth date and sex as the NIK filled them
        self._doubted: WalkIn | None = None  # what was asked about, and is taken if it is said again
        digits = nik_digits(typed)
        self.name = Field(_("Nama seperti di KK"), "walk_in_name")
        self.nik = Field(_("NIK, bila ada"), "walk_in_nik", placeholder=_("16 angka"))
        self.birth = Field(_("Tanggal lahir, bila tahu"), "walk_in_birth", placeholder=_("mis. 12-03-90"))
        self.village = Field(_("Desa"), "walk_in_village", placeholder=_("desa, atau kabupaten lain"))
        self.address = Field(_("Alamat, bila perlu"), "walk_in_address", placeholder=_("RT/RW, dusun"))
        self.villages = Chooser(
            self.village.edit, _("Desa yang cocok"), tab_takes=True, name="walk_in_villages"
        )
        self._lay_out()
        self.acts.add_to(self, save.id)
        for scope in (self.sex.choice, self.nik.edit):
            self.acts.add_to(scope, *(act.id for act in letters))
        keep_keys(self.nik.edit, "".join(sex_letter(sex) for sex in Sex))
        self.nik.changed.connect(self._on_nik)
        self.birth.changed.connect(self._on_birth)
        self.village.edit.textEdited.connect(self.village_typed)
        self.villages.chosen.connect(self._on_village)
        self._put(said or WalkIn("" if digits else typed, "", digits, village=village))

    def take_focus(self) -> None:
        """Go to the first field that still wants an answer."""
        wanted = (self.name, self.nik, self.birth)
        first = next((field for field in wanted if not field.text()), self.sex.choice)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_villages(self, text: str, villages: Sequence[Pick]) -> None:
        """Offer those that fit `text`, unless the typing has gone on."""
        if text == self.village.edit.text():
            self.villages.set_choices(villages if self.village.edit.hasFocus() else ())

    def _put(self, said: WalkIn) -> None:
        self.name.set_text(said.name)
        self.sex.choice.choose(said.sex or None)
        self.birth.set_text(digits_date(date.fromisoformat(said.birth)) if said.birth else "")
        self.village.set_text(said.village)
        self.address.set_text(said.address)
        self.nik.set_text(said.nik)

    def submit(self) -> None:
        """Answer with what was typed, the village by its name; a date that cannot be read is refused here."""
        try:
            born = self._born()
        except EktpError as error:
            self.refuse(error)
            return
        birth, sex = born.isoformat() if born else "", self.sex.choice.value() or ""
        said = WalkIn(self.name.text(), sex, self.nik.text(), birth, self.village.text(), self.address.text())
        if said != self._doubted and (doubt := self._doubt(born)):
            self._doubted = said
            self.nik.set_error(doubt)
            self.nik.edit.setFocus()
            return
        self._answer(said)

    def refuse(self, error: EktpError) -> bool:
        """Say a refusal beside its field and go there; False when it belongs to none."""
        area = error.code.partition(".")[0]
        if error.code == "person.needs_sex":
            self.sex.set_error(beside_field(error))
            return True
        fields = {"person": self.name, "nik": self.nik, "date": self.birth, "place": self.village}
        field = fields.get(area)
        if field is None:
            return False
        field.set_error(beside_field(error), error.code)
        field.edit.setFocus()
        return True

    def _born(self) -> date | None:
        """Raises `date.unreadable`, `date.future`."""
        typed = self.birth.text()
        return read_birth(typed, today=self._today) if typed else None

    def _nik(self) -> Nik | None:
        """None while it has not sixteen digits."""
        try:
            return Nik.parse(nik_digits(self.nik.text()))
        except EktpError:
            return None

    def _doubt(self, born: date | None) -> str:
        """Say in what the NIK and the rest of the form are not one."""
        nik, sex = self._nik(), self.sex.choice.value()
        told = nik.warnings(sex=Sex(sex) if sex else None, birth=born, domicile="") if nik else ()
        if nik is None or not told:
            return ""
        of_nik, of_sex = nik.birth(self._today), nik.sex()
        if of_nik is None or of_sex is None:
            return _("NIK ini memuat tanggal yang tidak ada. Cocokkan dengan KK; Enter lagi: simpan.")
        if told == ("nik.serial_0000",):
            return _("NIK ini berakhir 0000. Cocokkan dengan KK; Enter lagi: simpan.")
        says = _("Menurut NIK {birth}, {sex}. Cocokkan dengan KK; Enter lagi: simpan.")
        return says.format(birth=digits_date(of_nik), sex=sex_letter(of_sex))

    def _on_nik(self) -> None:
        """Fill what the NIK says where nothing else was said than an earlier one."""
        nik = self._nik()
        born, sex = (nik.birth(self._today), nik.sex()) if nik else (None, None)
        self.nik.set_help(_("Tanggal lahir dan jenis kelamin terisi dari NIK.") if born and sex else "")
        if born is None or sex is None:
            return
        before, self._filled = self._filled, (digits_date(born), sex)
        if self.birth.text() in ("", before[0]):
            self.birth.set_text(self._filled[0])
        if (self.sex.choice.value() or "") in ("", before[1]):
            self.sex.choice.choose(sex)
            self.sex.set_error("")

    def _on_birth(self) -> None:
        try:
            born = self._born()
        except EktpError:
            born = None
        says = _("{date}, {age} tahun")
        told = says.format(date=plain_date(born), age=age_on(born, self._today)) if born else ""
        self.birth.set_help(told)

    def _on_village(self, named: str) -> None:
        self.village.set_text(named)
        self.address.edit.setFocus()

    def _lay_out(self) -> None:
        self.add_row(Elided(_("Orang baru, tidak ada di daftar"), "strong"), None, GoesOn())
        self.add_row((self.name, 1), (self.nik, 1), gap=16)
        self.add_row((self.birth, 1), self.sex, (self.village, 1), (self.address, 1), gap=16)
        self.body.addStretch(1)


class _SexBox(QWidget):
    def __init__(self) -> None:
        super().__init__()
        options = [Option(sex, sex_word(sex), "primary", Shape.DONE) for sex in Sex]
        keys = [sex_letter(sex) for sex in Sex]
        self.choice = Choice(sexes_title(), options, name="walk_in_sex", height=40, keys=keys)
        self._error = Wrong("walk_in_wrong")
        stacked(label(_("Jenis kelamin"), "label"), self.choice, self._error, None, gap=4, on=self)
        self.choice.chosen.connect(lambda _key: self.set_error(""))

    def set_error(self, sentence: str) -> None:
        """Say what is wrong, and go there; nothing takes it back."""
        self._error.say(sentence)
        if sentence:
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
