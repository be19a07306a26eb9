"""The papers there are: a list that is searched by typing, or a box where there is no room for one."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from ektp_desk.domain.paper.kinds import BEFORE, NAMED, PaperKind
from ektp_desk.gui.kit import Card, Cell, Column, ListTable, Pulldown, RingedEdit, label, on_key
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.words import _
from ektp_desk.words.paper.kinds import paper_about, paper_name

_WIDTH = 228


class Index(QObject):
    """`chosen` gives the paper that somebody picked, `opened` that Enter was pressed on it."""

    chosen = Signal(str)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: PaperKind | None = None
        self._kinds = [kind for kind in PaperKind if kind not in BEFORE] + [
            kind for kind in PaperKind if kind in BEFORE
        ]
        title: Column[PaperKind] = Column(f"{_('Kertas')} (L)", _cell, key=True)
        self.list = ListTable(
            [title], lambda kind: kind.value, name="report_list", accessible_name=_("Daftar laporan (L)")
        )
        options = [(kind.value, paper_name(kind)) for kind in self._kinds]
        self.pulldown = Pulldown(_("Laporan"), options, key="L", name="report_pulldown")
        self.pulldown.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # no name is cut
        self.search = RingedEdit(icon="magnifying-glass", key="/", height=36, name="report_search")
        self.search.setPlaceholderText(_("cari"))
        self.search.setAccessibleName(_("Cari laporan (/)"))
        self._about = label("", "help", wrap=True, name="report_about")
        self.card = Card(padding=0, gap=0, name="reports_card")
        self._lay_out()
        self.list.selected.connect(self._on_selected)
        self.list.opened.connect(lambda _key: self.opened.emit())
        self.pulldown.chosen.connect(self.chosen)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._on_found)

    def choose(self, kind: PaperKind) -> None:
        """Mark the paper that is shown, without telling anyone; another one ends what was searched for."""
        another, self._shown = kind is not self._shown, kind
        self.pulldown.choose(kind.value)
        self._about.setText(paper_about(kind))
        if self.list.selected_key() != kind.value:
            with QSignalBlocker(self.list):
                if not self.list.select_key(kind.value) and another:
                    self.search.setText("")

    def take_focus(self) -> None:
        """Put the focus into the list, or into the box that stands for it."""
        target = self.pulldown if self.pulldown.isVisible() else self.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def find(self) -> None:
        """Be ready for a word of a paper's name."""
        if self.search.isVisible():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.selectAll()
        else:
            self.take_focus()

    def _on_selected(self, key: str) -> None:
        if key:
            self.chosen.emit(key)

    def _find(self, text: str) -> None:
        """Show the papers whose name or purpose has these words; none is marked but the one that is shown."""
        words = text.casefold().split()
        found = [k for k in self._kinds if all(word in _said(k) for word in words)]
        with QSignalBlocker(self.list):
            self.list.choose_none()  # or the row that comes into its place would seem to be the paper
            self.list.set_rows(found or self._kinds)
            if self._shown is not None:
                self.list.select_key(self._shown.value)

    def _on_found(self) -> None:
        """Go to the first of what was found."""
        kind = self.list.rows.row_at(0)
        if kind is not None:
            self.chosen.emit(kind.value)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.card.setFixedWidth(px(_WIDTH))
        self.list.set_rows(self._kinds)
        self._about.setContentsMargins(px(16), px(6), px(16), px(12))
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = self.card.add_row(self.search)
        row.setContentsMargins(px(12), px(10), px(12), px(8))
        self.card.add(self.list, 1)
        self.card.add(self._about)
        on_key(self.pulldown, "Enter", self.opened.emit)


def _cell(kind: PaperKind) -> Cell:
    return Cell(paper_name(kind), shape=Shape.LOCKED if kind in NAMED else None)


def _said(kind: PaperKind) -> str:
    return f"{paper_name(kind)} {paper_about(kind)}".casefold()
