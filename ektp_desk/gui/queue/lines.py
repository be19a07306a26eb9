"""The lines of the list: a number each, and one for all who came together until it is unfolded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ektp_desk.domain.tickets import Turn
from ektp_desk.gui.queue.reading import QueueFacts, minutes_waited
from ektp_desk.usecases.queue.queries import Group
from ektp_desk.usecases.shapes import Ticket

_GROUP = "group:"


@dataclass(frozen=True, slots=True, repr=False)
class QueueRow:
    """A ticket and how long it has waited by now; `member` stands below its group's line.

    `place` counts several who are called before the others, from 1; 0 is everybody else.
    """

    ticket: Ticket
    minutes: int
    member: bool = False
    place: int = 0

    @property
    def key(self) -> str:
        """Name the line."""
        return self.ticket.id


@dataclass(frozen=True, slots=True, repr=False)
class GroupRow:
    """A group, who of it has no outcome yet (next to call first), and the longest wait among them."""

    group: Group
    members: tuple[Ticket, ...]
    minutes: int
    unfolded: bool

    @property
    def key(self) -> str:
        """Name the line."""
        return f"{_GROUP}{self.group.id}"

    @property
    def waiting(self) -> int:
        """Count who is seen in no line but this one; of an unfolded group, everybody who stands below."""
        return sum(self.unfolded or not _stands_out(ticket) for ticket in self.members)


Line = QueueRow | GroupRow


def lines_of(facts: QueueFacts, now: datetime, unfolded: Collection[str]) -> list[Line]:
    """Give the list's lines in the order their numbers were given; a group stands where its first waits.

    Whoever a desk has in hand, or who missed the call, is seen although the group is folded.
    """
    named = {group.id: group for group in facts.groups if group.count > 1}
    lines: list[Line] = []
    told: set[str] = set()
    for ticket in facts.tickets:
        group = named.get(ticket.grp)
        if group is None:
            lines.append(_row(facts, ticket, now))
        elif group.id not in told:
            told.add(group.id)
            lines += _group_lines(facts, group, now, unfolded=group.id in unfolded)
    return lines


def _group_lines(facts: QueueFacts, group: Group, now: datetime, *, unfolded: bool) -> list[Line]:
    members = facts.members(group.id)
    longest = max(minutes_waited(ticket, now) for ticket in members)
    own = [ticket for ticket in facts.tickets if ticket.grp == group.id]
    rows = [_row(facts, ticket, now, member=True) for ticket in own if unfolded or _stands_out(ticket)]
    return [GroupRow(group, tuple(members), longest, unfolded), *rows]


def _row(facts: QueueFacts, ticket: Ticket, now: datetime, *, member: bool = False) -> QueueRow:
    place = facts.first.index(ticket.id) + 1 if len(facts.first) > 1 and ticket.id in facts.first else 0
    return QueueRow(ticket, minutes_waited(ticket, now), member, place)


def _stands_out(ticket: Ticket) -> bool:
    """Whether somebody would look in vain for a number inside its folded group."""
    return ticket.desk_has or ticket.turn in (Turn.MISSED, Turn.BACK)


def line_key(facts: QueueFacts, ticket: Ticket, unfolded: Collection[str]) -> str:
    """Name the line on which a ticket is seen now."""
    folds = any(group.id == ticket.grp and group.count > 1 for group in facts.groups)
    if folds and ticket.grp not in unfolded and not _stands_out(ticket):
        return f"{_GROUP}{ticket.grp}"
    return ticket.id
