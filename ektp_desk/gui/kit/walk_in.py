"""The form for somebody who stands in no list; refusals stand beside their field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.people import Nik, Sex, age_on, nik_digits
from ektp_desk.domain.typed_days import read_birth
from ektp_desk.gui.kit.act import Act, Acts
from ektp_desk.gui.kit.cards import in_row, stacked
from ektp_desk.gui.kit.choices import Choice, Option
from ektp_desk.gui.kit.chooser import Chooser, Pick
from ektp_desk.gui.kit.fields import Field
from ektp_desk.gui.kit.form import Panel
from ektp_desk.gui.kit.keycap import keep_keys
from ektp_desk.gui.kit.labels import label
from ektp_desk.gui.kit.shapes import Shape, Wrong
from ektp_desk.gui.work import Work
from ektp_desk.usecases.places import Village, matching, office_villages, places_outside, village_named
from ektp_desk.usecases.recording.commands import WalkIn, who_else
from ektp_desk.usecases.session import Session
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date, plain_date
from ektp_desk.words.errors import message
from ektp_desk.words.lists import district_words
from ektp_desk.words.sexes import sex_letter, sex_word, sexes_title


class WalkInForm(QWidget):
    """Empty but for what was `typed` into a search, a name or the digits of a NIK, or was `said` before.

    A whole NIK fills birth date and sex, until they are written otherwise: then it is asked about once. Its
    letters of L/P act in the NIK's box too, once the owner has `letters` in its table and calls `bind`.
    """

    def __init__(
        self, typed: str, today: date, *, work: Work, village: str = "", said: WalkIn | None = None
    ) -> None:
        super().__init__()
        self.sex = _SexBox()
        self._today, self._work = today, work
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
        keep_keys(self.nik.edit, "".join(sex_letter(sex) for sex in Sex))
        stacked(
            in_row((self.name, 1), (self.nik, 1), gap=16),
            in_row((self.birth, 1), self.sex, (self.village, 1), (self.address, 1), gap=16),
            gap=6,
            on=self,
        )
        self.nik.changed.connect(self._on_nik)
        self.birth.changed.connect(self._on_birth)
        self.village.edit.textEdited.connect(self._find_villages)
        self.villages.chosen.connect(self._on_village)
        self._put(said or WalkIn("" if digits else typed, "", digits, village=village))

    def letters(self) -> list[Act]:
        take = self.sex.choice.take
        return [Act(id=f"walk_in_{sex}", keys=(sex_letter(sex),), run=partial(take, sex)) for sex in Sex]

    def bind(self, acts: Acts) -> None:
        for scope in (self.sex.choice, self.nik.edit):
            acts.add_to(scope, *(act.id for act in self.letters()))

    def wanted(self) -> QWidget:
        """The first field that still wants an answer."""
        fields = (self.name, self.nik, self.birth)
        return next((field for field in fields if not field.text()), self.sex.choice)

    def said(self) -> WalkIn | None:
        """What was typed, the village by its name; None where it is refused, or asked about, in its field."""
        try:
            born = self._born()
        except EktpError as error:
            self.refuse(error)
            return None
        birth, sex = born.isoformat() if born else "", self.sex.choice.value() or ""
        said = WalkIn(self.name.text(), sex, self.nik.text(), birth, self.village.text(), self.address.text())
        if said != self._doubted and (doubt := self._doubt(born)):
            self.doubt(said, self.nik, doubt)
            return None
        return said

    def doubt(self, said: WalkIn, field: Field, words: str) -> None:
        """Ask about something in a field; said again it is taken."""
        self._doubted = said
        field.set_error(words)
        field.edit.setFocus()

    def is_doubted(self, said: WalkIn) -> bool:
        return said == self._doubted

    def _put(self, said: WalkIn) -> None:
        self.name.set_text(said.name)
        self.sex.choice.choose(said.sex or None)
        self.birth.set_text(digits_date(date.fromisoformat(said.birth)) if said.birth else "")
        self.village.set_text(said.village)
        self.address.set_text(said.address)
        self.nik.set_text(said.nik)

    def refuse(self, error: EktpError) -> bool:
        """Say a refusal beside its field and go there; False when it belongs to none."""
        area = error.code.partition(".")[0]
        if error.code == "person.needs_sex":
            self.sex.set_error(_brief(error))
            return True
        fields = {"person": self.name, "nik": self.nik, "date": self.birth, "place": self.village}
        field = fields.get(area)
        if field is None:
            return False
        field.set_error(_brief(error), error.code)
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

    def _find_villages(self, text: str) -> None:
        self._work.ask(
            lambda session: _villages(session, text) if text else [],
            partial(self._show_villages, text),
            over="villages",
        )

    def _show_villages(self, text: str, villages: Sequence[Village]) -> None:
        """Offer those that fit, unless the typing has gone on or the form has gone."""
        if isValid(self) and text == self.village.edit.text():
            picks = [village_pick(village) for village in villages]
            self.villages.set_choices(picks if self.village.edit.hasFocus() else ())


def _brief(error: EktpError) -> str:
    what, dot, _then = message(error).partition(". ")
    return f"{what}." if dot else what


def _villages(session: Session, text: str) -> list[Village]:
    return matching((*office_villages(session), *places_outside(session)), {}, text)


def village_pick(village: Village) -> Pick:
    about = village.district if village.is_outside else district_words(village.district)
    return Pick(f"{village.name}, {village.district}", village.title, about)


class WalkInQuestion(Panel):
    """Asks over a screen who somebody is that stands in no list; asks once about who is known and alike."""

    def __init__(
        self, host: QWidget, typed: str, today: date, answer: Callable[[WalkIn], object], *, work: Work
    ) -> None:
        super().__init__(
            host,
            name="walk_in_question",
            widest=900,
            title=_("Orang baru, tidak ada di daftar"),
            goes_on=True,
        )
        self._answer, self._work = answer, work
        self.form = WalkInForm(typed, today, work=work)
        self.put((self.form, 1))
        take = Act(id="walk_in_take", text=_("Orang ini"), keys=("Enter",), run=self._take)
        self.foot(take, also=tuple(self.form.letters()))
        self.form.bind(self.acts)

    def first(self) -> QWidget:
        return self.form.wanted()

    def refuse(self, error: EktpError) -> None:
        if not self.form.refuse(error):
            super().refuse(error)

    def _take(self) -> None:
        if (said := self.form.said()) is None:
            return

        def found(known: list[str]) -> None:
            if not known or self.form.is_doubted(said):
                self._answer(said)
            else:
                words = _("Mirip {name}. Orang lain? Enter lagi.")
                self.form.doubt(said, self.form.name, words.format(name=known[0]))

        self._work.ask(lambda session: _known_names(session, said), found, self.refuse)


def _known_names(session: Session, said: WalkIn) -> list[str]:
    there = replace(said, village=village_named(session, said.village))
    return [person.name for person in who_else(session, there)]


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
