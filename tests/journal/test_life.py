"""An entity's life: order without clocks, slots, contradictions, withdrawal."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from ektp_desk.domain.journal.bodies import Body, BodyErased, NoteWritten, Settled, TicketEnded, Withdrawn
from ektp_desk.domain.journal.events import Event
from ektp_desk.domain.journal.life import live
from ektp_desk.domain.journal.order import ancestors, heads, in_order
from tests.journal.lives import ANSWERED, BARE, CALLED, GIVEN, LEFT, SICK, chosen, event


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


def test_words_about_words_hold_however_long_they_go_on_and_where_they_go_round() -> None:
    """A changed laptop writes as many as it likes, and says what is left of its own empty ones."""

    def word(of: str) -> Settled:
        return Settled(slot="ticket.outcome", event=of, over=())

    words = [event(f"w{n}", word(f"w{n - 1}" if n else "a"), f"w{n - 1}" if n else "a") for n in range(3000)]

    assert live([event("a", LEFT), *words]).said("ticket.outcome", TicketEnded) == LEFT
    assert live([event("a", word("b")), event("b", word("a"), "a")]).decided("ticket.outcome") is None


def of_another(one: Event) -> Event:
    """The same as another laptop's journal has it."""
    return structs.replace(one, header=structs.replace(one.header, device="other"))


def test_what_an_author_had_seen_goes_back_to_the_beginning() -> None:
    a, b, c = event("a", LEFT), event("b", CALLED, "a", "absent"), event("c", CALLED, "b")

    assert ancestors([a, b, c], c) == {"a", "b"}
    assert ancestors([a, c], c) == {"a"}  # what lies between has not arrived, but it is one journal
    assert ancestors([a, of_another(c)], of_another(c)) == set()
    assert ancestors([a, b, c], a) == set()


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    events: list[Event] = []
    for i in range(draw(st.integers(1, 9))):
        seen = draw(st.sets(st.sampled_from(range(i)), max_size=3)) if i else set()
        link = f"{draw(st.integers(0, 9))}{i}"
        about = draw(st.sampled_from(events)).link if events else "absent"
        said: list[Body] = [LEFT, ANSWERED, CALLED, SICK, GIVEN, Withdrawn(event=about), chosen(about)]
        said.append(BodyErased(ground="request", rest={about: BARE}))
        events.append(event(link, draw(st.sampled_from(said)), *(events[j].link for j in sorted(seen))))
    return events


@given(histories(), st.randoms())
def test_any_order_of_arrival_gives_the_same_life(events: list[Event], chance: object) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    assert live(events) == live(shuffled)
    assert heads(events) == heads(shuffled)


@given(histories())
def test_each_tip_stands_and_saw_or_was_seen_by_no_other(events: list[Event]) -> None:
    life = live(events)
    standing = {e.link for e in life.events}
    for slot, found in life.tips.items():
        assert {tip.link for tip in found} <= standing
        for one, other in itertools.permutations(found, 2):
            assert one.link not in ancestors(events, other)
        held = life.decided(slot)
        assert held is None or not isinstance(held.body, Settled)


@given(histories())
def test_nobody_stands_before_what_they_had_seen(events: list[Event]) -> None:
    place = {e.link: i for i, e in enumerate(in_order(events))}

    assert len(place) == len(events)
    for later, earlier in itertools.product(events, events):
        if earlier.link in later.header.after:
            assert place[earlier.link] < place[later.link]
