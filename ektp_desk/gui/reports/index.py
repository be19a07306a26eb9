"""The papers there are: a list that is searched by typing, or a box where there is no room for one."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from ektp_desk.domain.paper.kinds import BEFORE, NAMED, PaperKind
from ektp_desk.gui.kit import Card, Cell, Column, ListTable, Pulldown, RingedEdit, label
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.words import _
from ektp_desk.words.paper.kinds import paper_about, paper_name

_WIDTH = 228


class PaperIndex(Card):
    """`chosen` gives the paper that somebody picked, `opened` that Enter was pressed on it.

    In the small form `pulldown` takes the list's place; the focus goes to whichever stands.
    """

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, acts: Acts) -> None:
        super().__init__(padding=0, gap=0, name="reports_card")
        self._shown: PaperKind | None = None
        self._kinds = sorted(PaperKind, key=lambda kind: kind in BEFORE)
        title: Column[PaperKind] = Column(f"{_('Lembar cetak')} (L)", _cell, key=True)
        self._list = ListTable(
            [title], lambda kind: kind.value, name="report_list", accessible_name=_("Daftar laporan ([L])")
        )
        self._list.set_rows(self._kinds)
        options = [(kind.value, paper_name(kind)) for kind in self._kinds]
        self.pulldown = Pulldown(_("Laporan"), options, key="L", name="report_pulldown")
        self.pulldown.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # no name is cut
        self._search = RingedEdit(icon="magnifying-glass", key="/", height=36, name="report_search")
        self._search.setPlaceholderText(_("cari"))
        self._search.setAccessibleName(_("Cari laporan (/)"))
        self._about = label("", "help", wrap=True, name="report_about")
        self._about.setContentsMargins(px(16), px(6), px(16), px(12))
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setFixedWidth(px(_WIDTH))
        self.add_row(self._search).setContentsMargins(px(12), px(10), px(12), px(8))
        self.stack(self._list, self._about, grows=self._list)
        small = is_small()
        for part in (self._list, self._search) if small else (self.pulldown,):
            part.setFocusProxy(self.pulldown if small else self._list)
        (self if small else self.pulldown).hide()
        acts.add_to(self.pulldown, "open_paper")
        self._list.selected.connect(self._on_selected)
        self._list.opened.connect(lambda _key: self.opened.emit())
        self.pulldown.chosen.connect(self.chosen)
        self._search.textChanged.connect(self._find)
        self._search.returnPressed.connect(self._on_found)

    def choose(self, kind: PaperKind) -> None:
        """Mark the paper that is shown, without telling anyone; another one ends what was searched for."""
        another, self._shown = kind is not self._shown, kind
        self.pulldown.choose(kind.value)
        self._about.setText(paper_about(kind))
        if self._list.selected_key() != kind.value:
            with QSignalBlocker(self._list):
                if not self._list.select_key(kind.value) and another:
                    self._search.setText("")

    def _on_selected(self, key: str) -> None:
        if key:
            self.chosen.emit(key)

    def _find(self, text: str) -> None:
        """Show the papers whose name or purpose has these words; none is marked but the one that is shown."""
        words = text.casefold().split()
        found = [k for k in self._kinds if all(word in _searched(k) for word in words)]
        with QSignalBlocker(self._list):
            self._list.choose_none()  # or the row that comes into its place would seem to be the paper
            self._list.set_rows(found or self._kinds)
            if self._shown is not None:
                self._list.select_key(self._shown.value)

    def _on_found(self) -> None:
        kind = self._list.rows.row_at(0)
        if kind is not None:
            self.chosen.emit(kind.value)
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def _cell(kind: PaperKind) -> Cell:
    return Cell(paper_name(kind), shape=Shape.LOCKED if kind in NAMED else None)


def _searched(kind: PaperKind) -> str:
    return f"{paper_name(kind)} {paper_about(kind)}".casefold()
