"""What a person adds to a list: its name, the day it holds for, where it came from."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ektp_desk.gui.lists.words import SOURCES
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import Card, Field, Pulldown, label
from ektp_desk.words import _


class NoteCard(Card):
    """Three boxes in two lines, each below its title."""

    def __init__(self) -> None:
        super().__init__(gap=8, name="list_note")
        self.name = Field(_("Nama daftar"), "list_name", placeholder=_("nama daftar"), reserve=False)
        self.as_of = Field(_("Per tanggal"), "list_as_of", placeholder=_("hari-bulan-tahun"), reserve=False)
        self.source = Pulldown(_("Sumber"), [(key, _(word)) for key, word in SOURCES], name="list_source")
        # The title stands in half a card; heard, it says the whole.
        self.as_of.edit.setAccessibleName(_("Keadaan per tanggal (hari-bulan-tahun)"))
        self.as_of.edit.setToolTip(_("Keadaan daftar ini per tanggal"))
        source = QVBoxLayout()
        source.setSpacing(px(4))
        source.addWidget(label(_("Sumber"), "label"))
        source.addWidget(self.source)
        source.addStretch(1)
        self.add(self.name)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.as_of, 9)  # a date is shorter than "Kemendagri"
        row.addLayout(source, 11)
        self.body.addLayout(row)

    def fill(self, name: str, as_of: str, source: str) -> None:
        """Propose a name, a day and a source."""
        self.name.set_text(name)
        self.name.edit.setCursorPosition(0)
        self.as_of.set_text(as_of)
        self.source.choose(source)
