"""The list of those who wait: columns, and what stands beside each state."""

from __future__ import annotations

from ektp_desk.domain.tickets import Number, TicketState, Turn
from ektp_desk.gui.kit.rows import Cell, Column
from ektp_desk.gui.kit.shapes import Shape
from ektp_desk.gui.kit.table import ListTable
from ektp_desk.usecases.queue.facts import GroupRow, Line
from ektp_desk.usecases.queue.queries import GroupFacts
from ektp_desk.usecases.shapes import Ticket
from ektp_desk.words import _
from ektp_desk.words.numbers import count
from ektp_desk.words.outcomes import purpose_word, state_word

LONG_WAIT = 60
"""Minutes from which a wait is set in bold and the oldest in brown."""


def queue_table(*, name: str, accessible_name: str, boxes: bool) -> ListTable[Line]:
    """Make a list of tickets and groups, empty; `boxes`: seen also while none of them is marked."""
    columns: tuple[Column[Line], ...] = (
        Column(_("Nomor"), _number, width=92, small=88, key=True),
        Column(_("Nama"), _name),
        Column(_("Keperluan"), _purpose, width=126, small=112),
        Column(_("Tunggu"), _minutes, width=74, small=66, align="right"),
        Column(_("Keadaan"), _state, width=176, small=172),
    )
    return ListTable(
        columns,
        lambda line: line.key,
        name=name,
        accessible_name=accessible_name,
        markable=True,
        boxes=boxes,
        members=_members,
    )


def _members(line: Line) -> list[str]:
    """A mark on a group's line means all who wait, folded or not."""
    return [ticket.id for ticket in line.members] if isinstance(line, GroupRow) else []


def state_cell(ticket: Ticket, place: int = 0) -> Cell:
    """Say where a ticket stands, shape and word; `place` is that among those who are called first."""
    if ticket.doubled:
        return Cell(_("nomor dua orang"), shape=Shape.LOOK, bold=True)
    if ticket.state is TicketState.CALLED:
        words = f"{state_word(ticket.state)} · {ticket.desk}"
        return Cell(words, shape=Shape.CALLED, bold=True)
    if ticket.state is TicketState.SERVING:
        return Cell(_("di meja {desk}").format(desk=ticket.desk), shape=Shape.UNDER_WAY)
    if ticket.turn is Turn.MISSED:
        words = _("ditunda") if ticket.put_backs else _("dilewati")
        return Cell(words, shape=Shape.BACK)
    if ticket.turn is Turn.BACK:
        return Cell(_placed(_("kembali lagi"), place), shape=Shape.FIRST, bold=True)
    if ticket.turn is Turn.FIRST:
        return Cell(_placed(_("didahulukan"), place), shape=Shape.FIRST, bold=True)
    return Cell(state_word(ticket.state), shape=Shape.WAITING)


def _placed(words: str, place: int) -> str:
    """Say which of several goes first."""
    return _("{state}, ke-{n}").format(state=words, n=place) if place else words


def _number(line: Line) -> str:
    if isinstance(line, GroupRow):
        group = line.group
        return f"{Number(group.letter, group.first)}–{group.last:03d}"
    return line.ticket.number


def _name(line: Line) -> Cell:
    if isinstance(line, GroupRow):
        title = group_title(line.group)
        words = _("{group} ({n} orang)").format(group=title, n=count(line.group.count))
        return Cell(words, bold=True, end=words.removeprefix(title))
    indent = "    " if line.member else ""
    paper = " · " + _("kertas {number}").format(number=line.ticket.on_paper) if line.ticket.was else ""
    name = line.ticket.name or _("belum dikenali")
    return Cell(indent + name + paper, italic=not line.ticket.name, end=paper)


def _purpose(line: Line) -> str:
    ticket = line.members[0] if isinstance(line, GroupRow) else line.ticket
    return purpose_word(ticket.purpose)


def _minutes(line: Line) -> Cell:
    return Cell(str(line.minutes), bold=line.minutes > LONG_WAIT)


def _state(line: Line) -> Cell:
    if isinstance(line, GroupRow):
        first = line.members[0].turn is Turn.FIRST
        words = _("{n} menunggu").format(n=count(line.waiting))
        return Cell(words, shape=Shape.FIRST if first else Shape.WAITING, bold=first)
    return state_cell(line.ticket, line.place)


def group_title(group: GroupFacts) -> str:
    """Name a group; numbers that were given at once to nobody in particular are just numbers."""
    if group.name:
        return group.name
    first, last = (Number(group.letter, serial) for serial in (group.first, group.last))
    return _("Nomor {first}–{last}").format(first=first, last=last)
