"""The form for somebody who stands in no list; refusals stand beside their field."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.lists.dates import parse_date
from ektp_desk.domain.people import Sex
from ektp_desk.gui.kit import ActButton, Card, Choice, Elided, Field, GoesOn, Option, Wrong, label, on_key
from ektp_desk.gui.kit.redressing import Late
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.recording.words import beside_field
from ektp_desk.usecases.recording.commands import WalkIn
from ektp_desk.words import _
from ektp_desk.words.sexes import sex_letter, sex_word, sexes_title


class WalkInForm(Late, Card):
    """`submitted` gives a `WalkIn`; Enter in any field submits, Esc closes and keeps nothing."""

    submitted = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=6, name="walk_in")
        self._today = date.min
        self.save = ActButton(_("Simpan dan mulai"), "Enter", kind="blue", name="walk_in_save")
        self.back = ActButton(_("Kembali"), "Esc", tall=True, name="walk_in_back")
        self.save.asked.connect(self.submit)
        self.back.asked.connect(self.closed)

    def furnish_now(self) -> None:
        """Make the fields."""
        self.name = Field(_("Nama seperti di KK"), "walk_in_name")
        self.sex = _SexBox()
        self.nik = Field(_("NIK, bila ada"), "walk_in_nik", placeholder=_("16 angka"))
        self.birth = Field(_("Tanggal lahir, bila tahu"), "walk_in_birth", placeholder=_("hh-bb-tttt"))
        self.address = Field(_("Alamat, bila perlu"), "walk_in_address", placeholder=_("RT/RW, dusun"))
        for box in (self.name, self.nik, self.birth, self.address):
            box.entered.connect(self.submit)
        self.sex.choice.chosen.connect(lambda _key: self.nik.edit.setFocus())
        on_key(self.sex.choice, "Enter", self.submit)
        self._lay_out()

    def begin(self, typed: str, today: date) -> None:
        """Open empty but for what was typed into the search: a name or the digits of a NIK."""
        self.furnish()
        self._today = today
        digits = typed.isdecimal()
        self.name.set_text("" if digits else typed)
        self.nik.set_text(typed if digits else "")
        self.birth.set_text("")
        self.address.set_text("")
        self.sex.begin()

    def take_focus(self) -> None:
        """Go to the first field that still wants an answer."""
        first = self.sex.choice if self.name.text() else self.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Give what was typed; a date that cannot be read is refused here."""
        try:
            born = read_birth(self.birth.text(), today=self._today)
        except EktpError as error:
            self.refuse(error)
            return
        sex = self.sex.choice.value() or ""
        said = WalkIn(self.name.text(), sex, self.nik.text(), born, address=self.address.text())
        self.submitted.emit(said)

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

    def _lay_out(self) -> None:
        self.add_row(Elided(_("Orang baru, tidak ada di daftar"), "strong"), None, GoesOn())
        for widgets in ((self.name, self.sex), (self.nik, self.birth, self.address)):
            row = QHBoxLayout()
            row.setSpacing(px(16))
            for widget in widgets:
                row.addWidget(widget, 0 if widget is self.sex else 1)
            self.body.addLayout(row)
        self.body.addStretch(1)


class _SexBox(QWidget):
    def __init__(self) -> None:
        super().__init__()
        options = [Option(sex, sex_word(sex), "primary", Shape.DONE) for sex in Sex]
        self.choice = Choice(sexes_title(), options, name="walk_in_sex", height=40)
        self._error = Wrong()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(label(_("Jenis kelamin"), "label"))
        column.addWidget(self.choice)
        column.addWidget(self._error)
        column.addStretch(1)
        self.choice.chosen.connect(lambda _key: self._error.say(""))
        for sex in Sex:
            on_key(self.choice, sex_letter(sex), self._segment(sex).click)

    def _segment(self, sex: Sex) -> QRadioButton:
        found = self.choice.findChild(QRadioButton, f"walk_in_sex_{sex}")
        assert isinstance(found, QRadioButton)
        return found

    def begin(self) -> None:
        self.choice.choose(None)
        self._error.say("")

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
