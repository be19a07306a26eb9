"""Lives written down in a test: events with links of one letter, about one ticket."""

from __future__ import annotations

from ektp_desk.domain.journal.bodies import (
    Body,
    BodyErased,
    Settled,
    TicketCalled,
    TicketEnded,
    TicketGiven,
)
from ektp_desk.domain.journal.catalogue import KIND_OF
from ektp_desk.domain.journal.events import Event, Header
from ektp_desk.domain.journal.life import Life

LEFT = TicketEnded(outcome="left")
ANSWERED = TicketEnded(outcome="answered")
CALLED = TicketCalled(desk="A")
GIVEN = TicketGiven(letter="A", serial=1, purpose="record")
SICK = TicketEnded(outcome="left", text="Orang Contoh sakit")
BARE = '{"outcome":"left","text":""}'


def event(link: str, body: Body, *after: str) -> Event:
    header = Header(1, "d", "i", 1, "2019-04-02T00:00:00.000+00:00", 480, "u", "v", "ticket", "t",
                    KIND_OF[type(body)].name, 1, after)  # fmt: skip
    return Event(header, link, body)


def erased(**rest: str) -> BodyErased:
    return BodyErased(ground="request", rest=rest)


def chosen(link: str, *over: str) -> Settled:
    return Settled(slot="ticket.outcome", event=link, over=over)


def outcome(life: Life) -> TicketEnded | None:
    return life.said("ticket.outcome", TicketEnded)


def tips(life: Life) -> set[str]:
    return {e.link for e in life.contradictions().get("ticket.outcome", ())}


TWO = [event("a", LEFT), event("b", ANSWERED)]
