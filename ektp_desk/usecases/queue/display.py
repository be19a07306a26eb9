"""What the hall may see: numbers and desks, never a name.

A question and shapes of its own, not the queue's with names left out when painted: no name can reach it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ektp_desk.domain.tickets import TicketState
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Shape

EARLIER = 6
_IN_HAND = (TicketState.CALLED, TicketState.SERVING)


class Called(Shape, frozen=True):
    """A number that was called, by which desk last, and how often."""

    number: str
    desk: str
    state: TicketState
    calls: int


@dataclass(frozen=True, slots=True)
class Hall:
    """`hero` is the latest call that nobody answered yet; `at_desks` whom other desks have, latest first.

    `earlier` are numbers called before whom no desk has any more: somebody may have missed their call.
    """

    hero: Called | None
    at_desks: tuple[Called, ...]
    earlier: tuple[str, ...]


def hall(session: Session, visit: str) -> Hall:
    """Give what the display shows of a visit now; who is visited at home is not called there."""
    called = session.store.ask("last_called", Called, visit=visit)
    hero = next((each for each in called if each.state is TicketState.CALLED), None)
    in_hand = tuple(each for each in called if each.state in _IN_HAND and each is not hero)
    earlier = [each.number for each in called if each.state not in _IN_HAND]
    return Hall(hero, in_hand, tuple(earlier[:EARLIER]))
