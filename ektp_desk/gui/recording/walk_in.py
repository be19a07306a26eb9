"""The form for somebody who stands in no list; refusals stand beside their field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.dates import parse_date
from ektp_desk.domain.people import Sex, nik_digits
from ektp_desk.gui.kit import Choice, Elided, Field, GoesOn, Option, Wrong, label
from ektp_desk.gui.kit.act import Act
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.recording.panel import StepsPanel
from ektp_desk.gui.recording.words import beside_field
from ektp_desk.usecases.recording.commands import WalkIn
from ektp_desk.words import _
from ektp_desk.words.dates import digits_date
from ektp_desk.words.sexes import sex_letter, sex_word, sexes_title


class WalkInPanel(StepsPanel):
    """Empty but for what was `typed` into the search, a name or the digits of a NIK, or was `said` before."""

    def __init__(
        self,
        typed: str,
        today: date,
        *,
        answer: Callable[[WalkIn], object],
        back: Callable[[], object],
        said: WalkIn | None = None,
    ) -> None:
        self.sex = _SexBox()
        save = Act(id="walk_in_save", text=_("Simpan dan mulai"), keys=("Enter",), run=self.submit)
        take = self.sex.choice.take
        letters = [Act(id=f"walk_in_{sex}", keys=(sex_letter(sex),), run=partial(take, sex)) for sex in Sex]
        super().__init__(name="walk_in", gap=6, blue=save, back=back, also=letters)
        self._today, self._answer = today, answer
        digits = nik_digits(typed)
        self.name = Field(_("Nama seperti di KK"), "walk_in_name")
        self.name.set_text("" if digits else typed)
        self.nik = Field(_("NIK, bila ada"), "walk_in_nik", placeholder=_("16 angka"))
        self.nik.set_text(digits)
        self.birth = Field(_("Tanggal lahir, bila tahu"), "walk_in_birth", placeholder=_("hh-bb-tttt"))
        self.address = Field(_("Alamat, bila perlu"), "walk_in_address", placeholder=_("RT/RW, dusun"))
        self.sex.choice.chosen.connect(lambda _key: self.nik.edit.setFocus())
        self.add_row(Elided(_("Orang baru, tidak ada di daftar"), "strong"), None, GoesOn())
        self.add_row((self.name, 1), self.sex, gap=16)
        self.add_row((self.nik, 1), (self.birth, 1), (self.address, 1), gap=16)
        self.body.addStretch(1)
        self.acts.add_to(self, save.id)
        self.acts.add_to(self.sex.choice, *(act.id for act in letters))
        if said is not None:
            self._put(said)

    def take_focus(self) -> None:
        """Go to the first field that still wants an answer."""
        first = self.sex.choice if self.name.text() else self.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, said: WalkIn) -> None:
        self.name.set_text(said.name)
        self.sex.choice.choose(said.sex)
        self.nik.set_text(said.nik)
        self.birth.set_text(digits_date(date.fromisoformat(said.birth)) if said.birth else "")
        self.address.set_text(said.address)

    def submit(self) -> None:
        """Answer with what was typed; a date that cannot be read is refused here."""
        try:
            born = read_birth(self.birth.text(), today=self._today)
        except EktpError as error:
            self.refuse(error)
            return
        sex = self.sex.choice.value() or ""
        self._answer(WalkIn(self.name.text(), sex, self.nik.text(), born, address=self.address.text()))

    def refuse(self, error: EktpError) -> bool:
        """Say a refusal beside its field and go there; False when it belongs to none."""
        area = error.code.partition(".")[0]
        if error.code == "person.needs_sex":
            self.sex.set_error(beside_field(error))
            return True
        field = {"person": self.name, "nik": self.nik, "date": self.birth}.get(area)
        if field is None:
            return False
        field.set_error(beside_field(error), error.code)
        field.edit.setFocus()
        return True


class _SexBox(QWidget):
    def __init__(self) -> None:
        super().__init__()
        options = [Option(sex, sex_word(sex), "primary", Shape.DONE) for sex in Sex]
        self.choice = Choice(sexes_title(), options, name="walk_in_sex", height=40)
        self._error = Wrong("walk_in_wrong")
        stacked(label(_("Jenis kelamin"), "label"), self.choice, self._error, None, gap=4, on=self)
        self.choice.chosen.connect(lambda _key: self._error.say(""))

    def set_error(self, sentence: str) -> None:
        self._error.say(sentence)
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)


def read_birth(text: str, *, today: date) -> str:
    """Turn `12-03-2002`, `12032002` or `12 Maret 2002` into an ISO date, nothing into nothing.

    Raises `date.unreadable`, `date.future`.
    """
    typed = text.strip()
    if not typed:
        return ""
    if typed.isdecimal():
        # Without this a number would be read as a spreadsheet's count of days.
        typed = f"{typed[:2]}-{typed[2:4]}-{typed[4:]}"
    return parse_date(typed, today=today).isoformat()
