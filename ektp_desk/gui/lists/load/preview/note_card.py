"""What a person adds to a list: its name, the day it holds for, where it came from."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import Card, Elided, Field, Pulldown, label
from ektp_desk.words import _
from ektp_desk.words.acts.picked import SOURCES


class NoteCard(Card):
    """Three boxes in two lines, each below its title; a day that the file's name tells is called a guess."""

    def __init__(self) -> None:
        super().__init__(gap=8, name="list_note")
        self.name = Field(_("Nama daftar"), "list_name", placeholder=_("nama daftar"), reserve=False)
        self.as_of = Field(
            _("Per tanggal"), "list_as_of", placeholder=_("hari-bulan-tahun"), show_title=False, reserve=False
        )
        self._day_title = Elided("", "label")
        self.source = Pulldown(_("Sumber"), [(word, _(word)) for word in SOURCES], name="list_source")
        # The title stands in half a card; heard, it says the whole.
        self.as_of.edit.setAccessibleName(_("Keadaan per tanggal (hari-bulan-tahun)"))
        self.as_of.edit.setToolTip(_("Keadaan daftar ini per tanggal"))
        day = _below(self._day_title, self.as_of)
        source = _below(label(_("Sumber"), "label"), self.source)
        self.add(self.name)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addLayout(day, 9)  # a date is shorter than "Kemendagri"
        row.addLayout(source, 11)
        self.body.addLayout(row)
        self.as_of.edit.textEdited.connect(lambda _text: self._name_day(guessed=False))
        self._name_day(guessed=False)

    def fill(self, name: str, as_of: str, source: str, *, guessed: bool) -> None:
        """Propose a name, a day, `guessed` from the file's name or today's, and a source."""
        self._name_day(guessed=guessed)
        self.name.set_text(name)
        self.name.edit.setCursorPosition(0)
        self.as_of.set_text(as_of)
        self.source.choose(source)

    def _name_day(self, *, guessed: bool) -> None:
        words = (_("Per tanggal · ditebak"), _("Tanggal ditebak")) if guessed else (_("Per tanggal"), "")
        self._day_title.set_text(words[0], short=words[1])


def _below(title: QWidget, box: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(px(4))
    for part in (title, box):
        column.addWidget(part)
    column.addStretch(1)
    return column
