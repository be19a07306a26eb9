"""The page of what ektp-desk ships of others: each package, and the terms it comes under, whole."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ektp_desk.gui.kit import Card, Cell, Column, Elided, ListTable, TableFoot, label
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import lay_out
from ektp_desk.gui.kit.labels import TextToRead
from ektp_desk.gui.kit.tokens import font, tokens
from ektp_desk.gui.shell.appearance import lay_out_page, page_head
from ektp_desk.settings import RESOURCES
from ektp_desk.words import _

_FILE = RESOURCES / "notices" / "notices.json"
_RULE = "\n\n" + "─" * 40 + "\n\n"


@dataclass(frozen=True, slots=True)
class Shipped:
    """One package of others: its version, the name of its licence, its home, and the terms themselves."""

    name: str
    version: str
    licence: str
    home: str
    terms: str


def read_notices() -> list[Shipped]:
    """In the order of the names."""
    kept = json.loads(_FILE.read_text(encoding="utf-8"))
    return [
        Shipped(
            each["name"],
            each["version"],
            each["licence"],
            each["home"],
            _RULE.join(kept["texts"][number] for number in each["texts"]),
        )
        for each in kept["packages"]
    ]


class NoticesPage(QWidget):
    """Arrows choose a package, Tab goes into its terms."""

    def __init__(self, acts: Acts, *, sample: bool = False) -> None:
        super().__init__()
        self.setObjectName("notices_page")
        self.setAccessibleName(_("Lisensi perangkat lunak"))
        self.table = _table()
        self._home = Elided("", "help")
        self.terms = TextToRead(name="notices_terms", accessible_name=_("Isi lisensi"))
        self.terms.setFont(font(13))
        self._lay_out(acts, sample=sample)
        acts.add_to(self)
        acts.setParent(self)
        self.table.selected.connect(lambda _key: self._show())
        self.table.set_rows(read_notices())
        self.table.select_key(self.table.rows.key_at(0))

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(tokens().paper))

    def _show(self) -> None:
        if (each := self.table.selected_row()) is not None:
            self._home.set_text(each.home)
            self.terms.setPlainText(each.terms)

    def _lay_out(self, acts: Acts, *, sample: bool) -> None:
        about = _("ektp-desk dibangun di atas karya orang lain. Terima kasih.")
        title = label(_("Lisensi perangkat lunak"), "title")
        top = page_head(title, Elided(about, "help"), sample=sample)
        list_, text = Card(padding=0, gap=0, name="notices_list"), Card(name="notices_text")
        foot = TableFoot(
            self.table, lambda n: _("{n} lagi").format(n=n), _("panah ↑ ↓ memilih, Tab ke isinya")
        )
        list_.stack(self.table, foot, grows=self.table)
        text.stack(self._home, self.terms, grows=self.terms)
        cards = lay_out(QHBoxLayout(), (list_, 2), (text, 3), gap=16)
        back = lay_out(QHBoxLayout(), acts.button("notices_back", tall=True), None)
        lay_out_page(self, top, cards, back, grows=cards)


def _table() -> ListTable[Shipped]:
    columns: list[Column[Shipped]] = [
        Column(_("Perangkat lunak"), lambda each: Cell(each.name, under=each.version)),
        Column(_("Lisensi"), lambda each: Cell(each.licence), width=180, small=150),
    ]
    name = _("Perangkat lunak yang dibawa")
    return ListTable(columns, lambda each: each.name, name="notices_table", accessible_name=name, lines=2)
