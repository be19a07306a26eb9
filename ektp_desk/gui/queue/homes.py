"""The page of homes: its keys live here, so that the queue's own rest while it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.kit import (
    ActButton,
    Card,
    Cell,
    Column,
    Elided,
    EmptyState,
    ListTable,
    TableFoot,
    hairline,
    label,
    on_key,
    set_tone,
)
from ektp_desk.gui.kit.labels import Role
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import px
from ektp_desk.usecases.queue.queries import Stop
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.numbers import NONE
from ektp_desk.words.outcomes import purpose_word, state_word


def stop_table() -> ListTable[Stop]:
    """Make a list of stops, empty."""
    columns: tuple[Column[Stop], ...] = (
        Column(_("Nomor"), lambda stop: stop.number, width=80, small=76, key=True),
        Column(_("Nama dan alamat"), _who),
        Column(_("Dusun"), _where, width=170, small=124),
        Column(_("Keadaan"), _state, width=156, small=148),
    )
    return ListTable(
        columns, lambda stop: stop.ticket, name="homes_table", accessible_name=_("Kunjungan rumah"), lines=2
    )


def place_line(stop: Stop) -> str:
    """Write RT and RW: `RT 003/RW 001`."""
    parts = [f"RT {stop.rt}" if stop.rt else "", f"RW {stop.rw}" if stop.rw else ""]
    return "/".join(part for part in parts if part)


def _who(stop: Stop) -> Cell:
    return Cell(stop.name or stop.contact or _("belum dikenali"), under=stop.address, italic=not stop.name)


def _where(stop: Stop) -> Cell:
    return Cell(stop.dusun or "–", under=place_line(stop))


def _state(stop: Stop) -> Cell:
    under = purpose_word(stop.purpose)
    if stop.state is TicketState.SERVING:
        return Cell(_("dilayani {desk}").format(desk=stop.desk), under=under, shape=Shape.UNDER_WAY)
    if stop.state is TicketState.CALLED:
        return Cell(f"{state_word(stop.state)} · {stop.desk}", under=under, shape=Shape.CALLED, bold=True)
    return Cell(_("belum didatangi"), under=under, shape=Shape.WAITING)


_ROLES: tuple[Role, ...] = ("strong", "body", "body", "body", "body")


class HomePanel(QWidget):
    """Buttons only: their keys are bound by the view."""

    def __init__(self) -> None:
        super().__init__()
        self._card = Card()
        self._head = label(_("Berikut didatangi"), "strong", tone="primary")
        self.number = label(NONE, "hero", name="home_number")
        self._parts = [label("", role, wrap=True) for role in _ROLES]
        self.blue = ActButton(_("Layani di rumah"), "Enter", kind="blue", large=True, name="home_serve")
        self.end = ActButton(_("Catat hasil…"), "S", short=_("Hasil…"), name="home_end")
        self.other_day = ActButton(_("Jadwal ulang…"), "J", short=_("Jadwal…"), name="home_other_day")
        self._why, self._pair = Elided("", "label"), QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.back = ActButton(_("Kembali ke antrean"), "H", name="home_back")
        self._lay_out()
        self.set_small(False)

    def show_stop(self, stop: Stop | None, held: Ticket | None) -> None:
        """Show a home, or that none is left; `held` is whom the desk has in hand."""
        mine = stop is not None and held is not None and held.id == stop.ticket
        self.number.setText(stop.number if stop else NONE)
        for part, words in zip(self._parts, _words_of(stop), strict=True):
            part.setText(words)
            part.setVisible(bool(words))
        self.blue.set_text(_("Lanjutkan") if mine else _("Layani di rumah"))
        self.blue.setEnabled(stop is not None and (held is None or mine))
        busy = held is not None and not mine
        self._why.set_text(_("{number} belum selesai").format(number=held.number) if held and busy else "")
        for button in (self.end, self.other_day):
            button.setEnabled(stop is not None)

    def set_small(self, small: bool) -> None:  # noqa: FBT001  a slot for the shell's signal
        """Take the narrow form."""
        self.setFixedWidth(px(272 if small else 320))
        for part in self._parts:  # else wrapped words ask for the height of a column a word wide
            part.setFixedWidth(px(248 if small else 288))
        self._card.body.setSpacing(px(5 if small else 8))
        set_tone(self.number, None, role="figure" if small else "hero")
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(across if small else down)
        self._pair.setSpacing(px(6 if small else 8))
        self.number.updateGeometry()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._card)
        for part in (self._head, self.number, *self._parts):
            self._card.add(part)
        set_tone(self._parts[-1], "warn")
        self._card.body.addStretch(1)
        for act in (self.blue, self._why):
            self._card.add(act)
        for button in (self.end, self.other_day):
            self._pair.addWidget(button)
        self._card.body.addLayout(self._pair)
        self._card.add(hairline())
        self._card.add(self.back)


def _words_of(stop: Stop | None) -> tuple[str, str, str, str, str]:
    """Give name, address, hamlet with RT and RW, whom to ask for, and what the person cannot do."""
    if stop is None:
        return _("Semua rumah sudah ada hasilnya"), "", "", "", ""
    where = " · ".join(part for part in (stop.dusun, place_line(stop)) if part)
    asked = _("Cari: {who}").format(who=stop.contact) if stop.contact else ""
    cannot = _("Tidak bisa: {what}").format(what=stop.cannot) if stop.cannot else ""
    who, besides = (stop.name, asked) if stop.name else (asked or _("Belum dikenali"), "")
    return who, stop.address, where, besides, cannot


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
