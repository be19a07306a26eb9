"""An entity's life: order without clocks, slots, contradictions, withdrawal."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.journal.bodies import Body, NoteWritten, TicketCalled, TicketEnded, Withdrawn
from ektp_desk.domain.journal.catalogue import KIND_OF
from ektp_desk.domain.journal.events import Event, Header
from ektp_desk.domain.journal.life import heads, in_order, live


def event(link: str, body: Body, *after: str) -> Event:
    header = Header(1, "d", "i", 1, "2019-04-02T00:00:00.000+00:00", 480, "u", "v", "ticket", "t",
                    KIND_OF[type(body)].name, 1, after)  # fmt: skip
    return Event(header, link, body)


LEFT = TicketEnded(outcome="left")
ANSWERED = TicketEnded(outcome="answered")
CALLED = TicketCalled(desk="A")


def test_the_later_of_two_decisions_holds_when_it_saw_the_earlier() -> None:
    life = live([event("b", LEFT), event("a", ANSWERED, "b")])

    assert life.said("ticket.outcome", TicketEnded) == ANSWERED
    assert not life.contradictions()


def test_two_decisions_that_did_not_see_each_other_are_both_kept() -> None:
    life = live([event("r", CALLED), event("b", LEFT, "r"), event("a", ANSWERED, "r")])

    assert {e.link for e in life.contradictions()["ticket.outcome"]} == {"a", "b"}


def test_an_event_that_saw_both_settles_a_contradiction() -> None:
    life = live([event("a", LEFT), event("b", ANSWERED), event("c", LEFT, "a", "b")])

    assert not life.contradictions()
    assert life.said("ticket.outcome", TicketEnded) == LEFT


def test_a_withdrawn_decision_gives_the_slot_back_to_the_one_before() -> None:
    life = live([event("a", ANSWERED), event("b", LEFT, "a"), event("c", Withdrawn(event="b"), "b")])

    assert life.said("ticket.outcome", TicketEnded) == ANSWERED


def test_unrelated_slots_do_not_contradict() -> None:
    life = live([event("a", LEFT), event("b", NoteWritten(text="x"))])

    assert not life.contradictions()


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    events: list[Event] = []
    for i in range(draw(st.integers(1, 7))):
        seen = draw(st.sets(st.sampled_from(range(i)), max_size=3)) if i else set()
        link = f"{draw(st.integers(0, 9))}{i}"
        body = draw(st.sampled_from([LEFT, ANSWERED, CALLED]))
        events.append(event(link, body, *(events[j].link for j in sorted(seen))))
    return events


@given(histories(), st.randoms())
def test_any_order_of_arrival_gives_the_same_life(events: list[Event], chance: object) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    assert live(events) == live(shuffled)
    assert heads(events) == heads(shuffled)


@given(histories())
def test_nobody_stands_before_what_they_had_seen(events: list[Event]) -> None:
    place = {e.link: i for i, e in enumerate(in_order(events))}

    assert len(place) == len(events)
    for later, earlier in itertools.product(events, events):
        if earlier.link in later.header.after:
            assert place[earlier.link] < place[later.link]
