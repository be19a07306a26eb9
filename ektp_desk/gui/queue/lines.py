"""The lines of the list: a number each, and one for all who came together until it is unfolded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ektp_desk.gui.queue.reading import QueueFacts, minutes_waited
from ektp_desk.usecases.queue.shapes import Group
from ektp_desk.usecases.shapes import Ticket

_GROUP = "group:"


@dataclass(frozen=True, slots=True, repr=False)
class QueueRow:
    """A ticket and how long it has waited by now; `member` stands below its group's line."""

    ticket: Ticket
    minutes: int
    member: bool = False

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


Line = QueueRow | GroupRow


def lines_of(facts: QueueFacts, now: datetime, unfolded: Collection[str]) -> list[Line]:
    """Give the list's lines in the order their numbers were given; a group stands where its first waits.

    Whoever a desk has in hand is seen although the group is folded.
    """
    named = {group.id: group for group in facts.groups if group.count > 1}
    lines: list[Line] = []
    told: set[str] = set()
    for ticket in facts.tickets:
        group = named.get(ticket.grp)
        if group is None:
            lines.append(QueueRow(ticket, minutes_waited(ticket, now)))
        elif group.id not in told:
            told.add(group.id)
            lines += _group_lines(facts, group, now, unfolded=group.id in unfolded)
    return lines


def _group_lines(facts: QueueFacts, group: Group, now: datetime, *, unfolded: bool) -> list[Line]:
    members = facts.members(group.id)
    longest = max(minutes_waited(ticket, now) for ticket in members)
    shown = [ticket for ticket in facts.tickets if ticket.grp == group.id and (unfolded or ticket.desk_has)]
    rows = [QueueRow(ticket, minutes_waited(ticket, now), member=True) for ticket in shown]
    return [GroupRow(group, tuple(members), longest, unfolded), *rows]


def line_key(facts: QueueFacts, ticket: Ticket, unfolded: Collection[str]) -> str:
    """Name the line on which a ticket is seen now."""
    folds = any(group.id == ticket.grp and group.count > 1 for group in facts.groups)
    if folds and ticket.grp not in unfolded and not ticket.desk_has:
        return f"{_GROUP}{ticket.grp}"
    return ticket.id
