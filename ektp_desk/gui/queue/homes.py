"""The page of homes: the round in the order of the road, and the home that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ektp_desk.domain.tickets import TicketState
from ektp_desk.gui.kit import (
    Card,
    Cell,
    Column,
    Elided,
    EmptyState,
    ListTable,
    TableFoot,
    hairline,
    label,
    set_tone,
)
from ektp_desk.gui.kit.act import Acts
from ektp_desk.gui.kit.cards import in_row, master_detail, stacked
from ektp_desk.gui.kit.labels import Role
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tokens import is_small, px
from ektp_desk.gui.kit.words import rt_rw
from ektp_desk.gui.queue.counter import pair
from ektp_desk.gui.queue.words import why_not_serve
from ektp_desk.usecases.queue.queries import Stop
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.numbers import NONE
from ektp_desk.words.outcomes import purpose_word, state_word


def stop_table() -> ListTable[Stop]:
    columns: tuple[Column[Stop], ...] = (
        Column(_("Nomor"), lambda stop: stop.number, width=80, small=76, key=True),
        Column(_("Nama dan alamat"), _who),
        Column(_("Dusun"), _where, width=170, small=124),
        Column(_("Keadaan"), _state, width=156, small=148),
    )
    return ListTable(
        columns, lambda stop: stop.ticket, name="homes_table", accessible_name=_("Kunjungan rumah"), lines=2
    )


def _who(stop: Stop) -> Cell:
    return Cell(stop.name or stop.contact or _("belum dikenali"), under=stop.address, italic=not stop.name)


def _where(stop: Stop) -> Cell:
    return Cell(stop.dusun or "–", under=rt_rw(stop.rt, stop.rw))


def _state(stop: Stop) -> Cell:
    under = purpose_word(stop.purpose)
    if stop.state is TicketState.SERVING:
        return Cell(_("dilayani {desk}").format(desk=stop.desk), under=under, shape=Shape.UNDER_WAY)
    if stop.state is TicketState.CALLED:
        return Cell(f"{state_word(stop.state)} · {stop.desk}", under=under, shape=Shape.CALLED, bold=True)
    return Cell(_("belum didatangi"), under=under, shape=Shape.WAITING)


_ROLES: tuple[Role, ...] = ("strong", "body", "body", "body", "body")


class StopCard(Card):
    """The chosen home, and what can be done there."""

    def __init__(self, acts: Acts) -> None:
        small = is_small()
        super().__init__(gap=5 if small else 8)
        self.number = label(NONE, "figure" if small else "hero", name="home_number")
        self._parts = [label("", role, wrap=True) for role in _ROLES]
        self._why = Elided("", "label")
        self.blue = acts.button("home_serve", kind="blue", large=True)
        self.stack(label(_("Berikut didatangi"), "strong", tone="primary"), self.number, *self._parts)
        for part in self._parts:  # else wrapped words ask for the height of a column a word wide
            part.setFixedWidth(px(248 if small else 288))
        set_tone(self._parts[-1], "warn")
        others = pair(acts.button("home_end"), acts.button("home_other_day"))
        self.stack(None, self.blue, self._why, others, hairline(), acts.button("home_back"))

    def show_stop(self, stop: Stop | None, held: Ticket | None) -> None:
        """Show a home, or that none is left; `held` is whom the desk has in hand."""
        self.number.setText(stop.number if stop else NONE)
        for part, words in zip(self._parts, _words_of(stop), strict=True):
            part.setText(words)
            part.setVisible(bool(words))
        self._why.set_text(why_not_serve(stop, held) if stop else "")
        self.number.updateGeometry()


def _words_of(stop: Stop | None) -> tuple[str, str, str, str, str]:
    """Name, address, hamlet with RT and RW, whom to ask for, and what the person cannot do."""
    if stop is None:
        return _("Semua rumah sudah ada hasilnya"), "", "", "", ""
    where = " · ".join(part for part in (stop.dusun, rt_rw(stop.rt, stop.rw)) if part)
    asked = _("Cari: {who}").format(who=stop.contact) if stop.contact else ""
    cannot = _("Tidak bisa: {what}").format(what=stop.cannot) if stop.cannot else ""
    who, besides = (stop.name, asked) if stop.name else (asked or _("Belum dikenali"), "")
    return who, stop.address, where, besides, cannot


class HomesView(QWidget):
    """Its keys act here alone: the queue's own rest while it is shown."""

    stop_selected = Signal()

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.table, self.card = stop_table(), StopCard(acts)
        self._new = acts.button("queue_new_home", name="home_new")
        self._held: Ticket | None = None
        self._middle = QStackedWidget()
        up, down, paper = (acts.button(id_) for id_ in ("home_up", "home_down", "home_print"))
        for button in (self._new, up, down, paper):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        below = in_row(self._new, up, down, None, paper)
        master_detail(stacked((self._list(), 1), below, gap=6 if is_small() else 12), self.card, on=self)
        self.table.selected.connect(lambda _key: self.stop_selected.emit())
        acts.add_to(self.table, "home_serve")
        acts.add_to(self, "home_end", "home_other_day", "home_up", "home_down", "home_print", "home_back")
        acts.add_to(self, "queue_new_home", "queue_undo")

    def show_stops(self, stops: Sequence[Stop], held: Ticket | None) -> None:
        """Show the round; the chosen stop stays chosen wherever it moved to."""
        key, self._held = self.table.selected_key(), held
        self.table.set_rows(stops)
        if not self.table.select_key(key) and stops:
            self.table.selectRow(0)
        self._middle.setCurrentIndex(0 if stops else 1)
        self.show_chosen()

    def show_chosen(self) -> None:
        self.card.show_stop(self.table.selected_row(), self._held)

    def point_at(self, ticket: str = "") -> None:
        """Choose a stop; without one that of the desk's own ticket, else the first on the road."""
        wanted = ticket or (self._held.id if self._held else "")
        if not self.table.select_key(wanted) and self.table.rows.rowCount():
            self.table.selectRow(0)

    def start(self) -> QWidget:
        """Where the focus belongs."""
        return self.table if self.table.rows.rowCount() else self._new

    def _list(self) -> Card:
        head = label(_("Kunjungan rumah, menurut urutan jalan"), "strong")
        head.setContentsMargins(px(16), px(8), px(16), px(8))
        foot = TableFoot(self.table, lambda n: _("{n} rumah lagi").format(n=n), _("panah ↑ ↓ memilih"))
        none = EmptyState(
            _("Tidak ada rumah yang perlu didatangi"),
            _("Tekan Ctrl+H untuk orang yang tidak bisa datang: alamatnya dicatat, nomornya diberikan."),
            name="homes_none",
        )
        none.setFocusProxy(self._new)
        for each in (stacked((self.table, 1), foot), none):
            self._middle.addWidget(each)
        card = Card(padding=0, gap=0)
        card.stack(head, (self._middle, 1))
        return card
