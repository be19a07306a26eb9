"""The list at the left: who is at this desk, who is next, whom the team looks for at home, who is done."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from ektp_desk.domain.tickets import Purpose, TicketGroup, TicketState, Turn
from ektp_desk.gui.kit import Card, Cell, Column, Keycap, ListTable, TableFoot, hairline
from ektp_desk.gui.kit.cards import stacked
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.tabs import Tab, Tabs
from ektp_desk.gui.kit.ticket_table import state_cell
from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.recording.words import sought_at
from ektp_desk.usecases.recording.facts import ListedTicket, RecordingFacts
from ektp_desk.words import NP_, _
from ektp_desk.words.dates import clock
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import outcome_word, purpose_word

_WIDE = 212
_NEXT, _ENDED = "next", "ended"


class DayList(Card):
    """A click or Enter on a row is `opened`, with its ticket; the row of the one in hand stays chosen."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(padding=0, gap=0, name="day_list")
        self.setFixedWidth(px(_WIDE))
        words = {_NEXT: _("Berikut"), _ENDED: _(NP_("those who", "Selesai"))}
        self.tabs = Tabs(
            _("Daftar orang hari ini"),
            [Tab(key, word) for key, word in words.items()],
            name="day_tabs",
            side=12,
        )
        self._tables = {key: _table(f"day_{key}", word) for key, word in words.items()}
        self._held = ""
        stack = QStackedWidget()
        for table in self._tables.values():
            table.opened.connect(self.opened)
            table.clicked.connect(self._on_clicked)
            foot, turns = TableFoot(table, lambda n: _("{n} lagi").format(n=n)), Keycap("Ctrl+Tab")
            turns.setAccessibleName(_("Daftar berikut ({key})").format(key="Ctrl+Tab"))
            foot.hold(turns)
            stack.addWidget(stacked((table, 1), foot))
        self.tabs.currentChanged.connect(stack.setCurrentIndex)
        self.setFocusProxy(self._tables[_NEXT])
        self.stack(self.tabs, hairline(), (stack, 1))

    def show_seen(self, seen: RecordingFacts) -> None:
        """Show the day; the row of the number in hand is marked, and found again when another one is."""
        people = {_NEXT: seen.following, _ENDED: seen.ended}
        for key, table in self._tables.items():
            table.set_rows(people[key])
        held = seen.ticket.id if seen.ticket else ""
        waiting = [one for one in seen.following if one.ticket.id != held]
        self.tabs.show_counts({_NEXT: count(len(waiting)), _ENDED: count(len(seen.ended))})
        if held != self._held:
            self._held = held
            self._tables[_NEXT].choose_none()
            self._tables[_NEXT].select_key(held)

    def holds_focus(self) -> bool:
        return any(table.hasFocus() for table in self._tables.values())

    def _on_clicked(self, index: QModelIndex) -> None:
        table = self._tables[self.tabs.current()]
        self.opened.emit(table.rows.key_at(index.row()))


def _table(name: str, word: str) -> ListTable[ListedTicket]:
    """Make a list of tickets, empty, without a head: the tab says what they are."""
    columns: tuple[Column[ListedTicket], ...] = (Column(word, _cell),)
    table = ListTable(
        columns,
        lambda one: one.ticket.id,
        name=name,
        accessible_name=_("Orang hari ini: {list}").format(list=word),
        lines=2,
    )
    table.horizontalHeader().hide()
    table.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they act
    return table


def _cell(one: ListedTicket) -> Cell:
    ticket = one.ticket
    name, state = ticket.name or _("belum dikenali"), _state(one)
    return Cell(
        f"{ticket.number}  {name}", state.text, shape=state.shape, bold=True, italic=not ticket.name, low=True
    )


def _state(one: ListedTicket) -> Cell:
    """How it stands, shape and words."""
    ticket, stranger = one.ticket, _("bukan sasaran") if one.stranger else ""
    if ticket.state is TicketState.ENDED:
        served = one.group in (TicketGroup.SERVED, TicketGroup.PARTLY)
        word = outcome_word(ticket.outcome, short=True).lower() if ticket.outcome else ""
        at = clock(ticket.ended_at) if ticket.ended_at else ""
        return Cell(_joined(word, stranger, at), shape=Shape.DONE if served else Shape.NONE)
    if one.here:
        begun = _("sejak {time}").format(time=clock(ticket.served_at)) if ticket.served_at else ""
        return Cell(_joined(_("di meja ini"), stranger, begun), shape=Shape.CALLED)
    cell = state_cell(ticket)
    usual = ticket.turn is Turn.USUAL and not ticket.doubled
    place = sought_at(one.stop) if one.stop else ""
    purpose = purpose_word(ticket.purpose, short=True).lower() if ticket.purpose is not Purpose.RECORD else ""
    wait = "" if one.stop else _("{n} mnt").format(n=one.minutes)
    home = _("di rumah") if one.stop else ""
    return Cell(_joined("" if usual else cell.text, home, stranger, purpose, place, wait), shape=cell.shape)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
