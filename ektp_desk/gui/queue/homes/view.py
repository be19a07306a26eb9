"""The page of homes: its keys live here, so that the queue's own rest while it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.gui.look.scale import px
from ektp_desk.gui.parts import ActButton, Card, EmptyState, TableFoot, label, on_key
from ektp_desk.gui.queue.homes.panel import HomePanel
from ektp_desk.gui.queue.homes.table import stop_table
from ektp_desk.usecases.queue.queries import Stop
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _


class HomesView(QWidget):
    """`moved` gives -1 for up and 1 for down; the other signals are about the chosen stop."""

    serve_asked = Signal()
    end_asked = Signal()
    other_day_asked = Signal()
    moved = Signal(int)
    print_asked = Signal()
    new_asked = Signal()
    back_asked = Signal()
    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table, self.panel = stop_table(), HomePanel()
        self.new = ActButton(_("Rumah baru…"), "R", name="home_new")
        self.up = ActButton(_("Naikkan"), "N", name="home_up")
        self.down = ActButton(_("Turunkan"), "T", name="home_down")
        self.print = ActButton(_("Cetak daftar…"), "C", name="home_print")
        self._held: Ticket | None = None
        self._middle = QStackedWidget()
        self._lay_out()
        self.table.selected.connect(lambda _key: self._show_chosen())
        self._bind()
        self.set_small(False)

    def show_stops(self, stops: Sequence[Stop], held: Ticket | None) -> None:
        """Show the round; the chosen stop stays chosen wherever it moved to."""
        key, self._held = self.table.selected_key(), held
        self.table.set_rows(stops)
        if not self.table.select_key(key) and stops:
            self.table.selectRow(0)
        self._middle.setCurrentIndex(0 if stops else 1)
        self.print.setEnabled(bool(stops))
        self._show_chosen()

    def point_at(self, ticket: str = "") -> None:
        """Choose a stop; without one that of the desk's own ticket, else the first on the road."""
        wanted = ticket or (self._held.id if self._held else "")
        if not self.table.select_key(wanted) and self.table.rows.rowCount():
            self.table.selectRow(0)

    def chosen(self) -> Stop | None:
        """Give the chosen stop."""
        return self.table.selected_row()

    def start(self) -> QWidget:
        """Give where the focus belongs."""
        return self.table if self.table.rows.rowCount() else self.new

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the tighter form."""
        self._row.setSpacing(px(12 if small else 16))
        self._column.setSpacing(px(6 if small else 12))

    def _show_chosen(self) -> None:
        self.panel.show_stop(self.chosen(), self._held)
        at, last = self.table.currentIndex().row(), self.table.rows.rowCount() - 1
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < last)

    def _bind(self) -> None:
        panel = self.panel
        panel.blue.asked.connect(self.serve_asked)
        panel.end.asked.connect(self.end_asked)
        panel.other_day.asked.connect(self.other_day_asked)
        panel.back.asked.connect(self.back_asked)
        self.up.asked.connect(lambda: self.moved.emit(-1))
        self.down.asked.connect(lambda: self.moved.emit(1))
        self.new.asked.connect(self.new_asked)
        self.print.asked.connect(self.print_asked)
        keys = {
            "S": panel.end, "J": panel.other_day, "H": panel.back, "Esc": panel.back, "R": self.new,
            "N": self.up, "T": self.down, "C": self.print,
        }  # fmt: skip
        for key, button in keys.items():
            on_key(self, key, lambda button=button: button.click())  # type: ignore[misc]  # bound in the loop
        on_key(self.table, "Enter", panel.blue.click)
        on_key(self, "Ctrl+Z", self.undo_asked.emit)

    def _lay_out(self) -> None:
        self._row, self._column, acts = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(px(8))
        for button in (self.new, self.up, self.down):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            acts.addWidget(button)
        acts.addStretch(1)
        self.print.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        acts.addWidget(self.print)
        self._column.addWidget(self._list(), 1)
        self._column.addLayout(acts)
        self._row.addLayout(self._column, 1)
        self._row.addWidget(self.panel)

    def _list(self) -> Card:
        card, page, column = Card(padding=0, gap=0), QWidget(), QVBoxLayout()
        head = label(_("Kunjungan rumah, menurut urutan jalan"), "strong")
        head.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        page.setLayout(column)
        column.addWidget(self.table, 1)
        foot = TableFoot(self.table, lambda n: _("{n} rumah lagi").format(n=n), _("panah ↑ ↓ memilih"))
        column.addWidget(foot)
        none = EmptyState(
            _("Tidak ada rumah yang perlu didatangi"),
            _("Tekan R untuk orang yang tidak bisa datang: alamatnya dicatat, nomornya diberikan."),
            name="homes_none",
        )
        none.setFocusProxy(self.new)
        for each in (page, none):
            self._middle.addWidget(each)
        card.add(head)
        card.add(self._middle, 1)
        return card
