"""Whom a team went to a home for, as it was said at the desk, and whether they are who was met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from ektp_desk.domain.nearness import is_near, parts_of

_TELLING = 3  # letters of a part of a name that tells somebody apart
_KIN_WORDS = "bapak bapa pak ayah ibu mama nenek kakek oma opa tante kakak adik anak anaknya nona"
_KIN = frozenset(_KIN_WORDS.split())


class HomeTicket(Protocol):
    """A ticket as far as it matters here: who was sought, whose it is, and how it ended."""

    @property
    def sought(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def outcome(self) -> str | None: ...


_Ticket = TypeVar("_Ticket", bound=HomeTicket)


def is_named(said: str, name: str) -> bool:
    """Whether somebody of this name is among whom `said` tells to ask for.

    By their first name or two of their names; one alone is also a relative's, unless no other was said.
    """
    words = [part for part in parts_of(said) if len(part) >= _TELLING and part not in _KIN]
    in_order = [part for word in name.split() for part in parts_of(word)]
    near = [part for part in in_order if any(is_near(word, part) for word in words)]
    return len(near) > 1 or bool(near and (near[0] == in_order[0] or len(words) == 1))


def met_another(ticket: HomeTicket) -> bool:
    """Whether a home's number ended on somebody else than who was sought."""
    known = bool(ticket.outcome and ticket.sought and ticket.name)
    return known and not is_named(ticket.sought, ticket.name)


def still_sought(tickets: Sequence[_Ticket]) -> list[_Ticket]:
    """The tickets that ended on another, unless whom they sought has or awaits a number of their own."""
    missed = [each for each in tickets if met_another(each)]
    return [each for each in missed if not any(_answers(other, each) for other in tickets)]


def _answers(other: HomeTicket, missed: HomeTicket) -> bool:
    if other.name:
        return is_named(missed.sought, other.name)
    return not other.outcome and other.sought == missed.sought
