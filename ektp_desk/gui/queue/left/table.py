"""The list of those who wait: columns, and what stands beside each state."""

from __future__ import annotations

from ektp_desk.domain.tickets import TicketState, Turn
from ektp_desk.gui.look.shapes import Shape
from ektp_desk.gui.parts import Cell, Column, ListTable
from ektp_desk.gui.queue.reading import QueueRow
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.outcomes import purpose_word, state_word

LONG_WAIT = 60
"""Minutes from which a wait is set in bold and the oldest in brown."""


def queue_table(*, name: str, accessible_name: str) -> ListTable[QueueRow]:
    """Make a list of tickets, empty."""
    columns: tuple[Column[QueueRow], ...] = (
        Column(_("Nomor"), lambda row: row.ticket.number, width=80, small=76, key=True),
        Column(
            _("Nama"), lambda row: Cell(row.ticket.name or _("belum dikenali"), italic=not row.ticket.name)
        ),
        Column(_("Keperluan"), lambda row: purpose_word(row.ticket.purpose), width=126, small=112),
        Column(_("Tunggu"), _minutes, width=74, small=66, align="right"),
        Column(_("Keadaan"), lambda row: state_cell(row.ticket), width=168, small=146),
    )
    return ListTable(columns, lambda row: row.ticket.id, name=name, accessible_name=accessible_name)


def state_cell(ticket: Ticket) -> Cell:
    """Say where a ticket stands, shape and word."""
    if ticket.state is TicketState.CALLED:
        words = f"{state_word(ticket.state)} · {ticket.desk}"
        return Cell(words, shape=Shape.CALLED, bold=True)
    if ticket.state is TicketState.SERVING:
        return Cell(_("di meja {desk}").format(desk=ticket.desk), shape=Shape.UNDER_WAY)
    if ticket.turn is Turn.MISSED:
        words = _("ditunda") if ticket.put_backs else _("dilewati")
        return Cell(words, shape=Shape.BACK)
    if ticket.turn is Turn.BACK:
        return Cell(_("kembali lagi"), shape=Shape.FIRST, bold=True)
    if ticket.turn is Turn.FIRST:
        return Cell(_("didahulukan"), shape=Shape.FIRST, bold=True)
    return Cell(state_word(ticket.state), shape=Shape.WAITING)


def _minutes(row: QueueRow) -> Cell:
    return Cell(str(row.minutes), bold=row.minutes > LONG_WAIT)
