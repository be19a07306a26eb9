"""How a list file was understood, before anything is kept: how many rows, each column, each problem."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.gui.lists.load.preview.columns import columns_table
from ektp_desk.gui.lists.load.preview.head_card import HeadCard
from ektp_desk.gui.lists.load.preview.meanings import ColumnShown
from ektp_desk.gui.lists.load.preview.note_card import NoteCard
from ektp_desk.gui.lists.load.preview.problem_cards import ProblemCards
from ektp_desk.gui.lists.load.preview.understood import Understood
from ektp_desk.gui.lists.page import Page
from ektp_desk.gui.look.scale import px
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import ActButton, Card, Elided, ProgressCard, TableFoot, label, on_key
from ektp_desk.words import _
from ektp_desk.words.numbers import count


class PreviewPage(Page):
    """`load_asked` is the blue button; while it works, the progress stands where the buttons were."""

    load_asked = Signal()
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview_page")
        self.note = NoteCard()
        self.table = columns_table()
        self.button = ActButton("", "Enter", kind="blue", large=True, name="list_load")
        self.cancel = ActButton(
            _("Batal, tidak ada yang berubah"), "Esc", short=_("Batal"), name="list_cancel"
        )
        self.save = ActButton("", "Ctrl+S", name="refused_save")
        self.progress = ProgressCard(_("Memuat daftar"), name="list_loading")
        self._head, self._problems = HeadCard(), ProblemCards()
        self._lay_out()
        self.entered.connect(self.load_asked)
        self.table.opened.connect(self.load_asked)
        self.button.asked.connect(self.load_asked)
        self.cancel.asked.connect(self.left)
        self.save.asked.connect(self.save_asked)
        on_key(self, "Ctrl+S", self.save_asked.emit)
        self.progress.stop_asked.connect(self.left)

    def show_understood(self, found: Understood) -> None:
        """Show a dry run; the focus stands on the columns, Enter loads."""
        self._head.show_understood(found)
        self.table.set_rows(found.columns)
        self.table.select_key(_first_to_look_at(found.columns))
        self._problems.show_problems(found.problems)
        some = _("Muat {n} baris").format(n=count(found.accepted))
        self.button.set_text(some if found.accepted else _("Tidak ada yang dapat dimuat"))
        self.button.setEnabled(found.accepted > 0)
        refused = count(found.refused)
        self.save.set_text(
            _("Simpan {n} baris yang ditolak").format(n=refused),
            short=_("Simpan {n} ditolak").format(n=refused),
        )
        self.save.setVisible(found.refused > 0)
        self.rest()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def rest(self) -> None:
        """Wait for a person."""
        self._foot.setCurrentIndex(0)

    def show_progress(self) -> None:
        """Show how far the loading is."""
        self._foot.setCurrentIndex(1)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrower side and the lower hero of the small form."""
        self._side.setFixedWidth(px(272 if small else 340))
        self._row.setSpacing(px(12 if small else 16))
        for column in (self._left, self._right):
            column.setSpacing(px(8 if small else 12))

    def _lay_out(self) -> None:
        self._left, self._right, self._side = QVBoxLayout(), QVBoxLayout(), QWidget()
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._left, 1)
        self._row.addWidget(self._side)
        self._side.setLayout(self._right)
        for layout in (self._row, self._left, self._right):
            layout.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(self._head)
        self._left.addWidget(self._columns(), 1)
        self._right.addWidget(self.note)
        self._right.addWidget(self._problems, 1)
        self._right.addWidget(self._acts())

    def _columns(self) -> Card:
        card = Card(padding=0, gap=0, name="columns_card")
        row = card.add_row(
            label(_("Arti tiap kolom"), "strong"), Elided(_("ditebak dari judul dan isinya"), "help"), None
        )
        row.setContentsMargins(px(16), px(8), px(16), px(4))
        card.add(self.table, 1)
        card.add(TableFoot(self.table, lambda n: _("{n} kolom lagi").format(n=n), _("panah ↑ ↓ memilih")))
        return card

    def _acts(self) -> QStackedWidget:
        self._foot, buttons = QStackedWidget(), QWidget()
        column = QVBoxLayout(buttons)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addStretch(1)
        for part in (self.button, self.save, self.cancel):
            column.addWidget(part)
        under_way = QWidget()
        below = QVBoxLayout(under_way)
        below.setContentsMargins(0, 0, 0, 0)
        below.addStretch(1)
        below.addWidget(self.progress)
        below.addWidget(label(_("Belum ada yang berubah sampai selesai."), "help", wrap=True))
        for page in (buttons, under_way):
            self._foot.addWidget(page)
        return self._foot


def _first_to_look_at(columns: Sequence[ColumnShown]) -> str:
    """Give the column with the worst check, so that the eye begins there; else the first."""
    for shape in (Shape.WRONG, Shape.LOOK):
        for column in columns:
            if column.shape is shape:
                return column.key
    return columns[0].key if columns else ""
