"""What an erasure leaves of an event, wherever and in whatever order it arrives."""

from __future__ import annotations

import itertools

import msgspec

from ektp_desk.domain.journal.bodies import TicketEnded, TicketGiven, Withdrawn
from ektp_desk.domain.journal.catalogue import keeps_its_body
from ektp_desk.domain.journal.events import Event
from ektp_desk.domain.journal.life import live
from tests.journal.lives import ANSWERED, BARE, GIVEN, LEFT, SICK, chosen, erased, event, outcome, tips


def test_what_an_erasure_left_stands_in_the_bodys_place_before_and_after_it_is_gone() -> None:
    word = event("b", erased(a=BARE), "a")
    whole, emptied = event("a", SICK), Event(event("a", SICK).header, "a", None)

    assert outcome(live([word, whole])) == outcome(live([emptied, word])) == TicketEnded(outcome="left")
    assert outcome(live([emptied])) is None  # its erasure has not arrived
    assert live([whole, word]) == live([word, emptied])


def test_an_erased_version_still_contradicts_and_can_be_chosen() -> None:
    events = [event("a", SICK), event("b", ANSWERED), event("c", erased(a=BARE), "a")]

    assert tips(live(events)) == {"a", "b"}
    assert outcome(live([*events, event("d", chosen("a"), "b", "c")])) == TicketEnded(outcome="left")


def test_of_two_erasures_the_order_of_arrival_tells_nothing() -> None:
    events = [event("a", SICK), event("b", erased(a=BARE), "a"), event("c", erased(a=BARE), "a")]

    for order in itertools.permutations(events):
        assert outcome(live(order)) == TicketEnded(outcome="left")


def test_what_is_left_in_another_releases_words_is_passed_over() -> None:
    life = live([event("a", SICK), event("b", erased(a='{"outcome":["x"]}'), "a")])

    assert life.decided("ticket.outcome") is None
    assert len(life.events) == 2


def test_no_erasure_touches_what_undoes_erases_or_founds() -> None:
    word = event("c", erased(a='{"letter":"B","serial":2,"purpose":"x"}', b='{"event":"z"}', c="{}"), "b")
    life = live([event("a", GIVEN), event("x", LEFT), event("b", Withdrawn(event="x"), "x"), word])

    assert life.said("ticket.issue", TicketGiven) == GIVEN
    assert outcome(life) is None
    assert word in life.events


def test_what_a_later_release_may_say_of_somebody_is_for_it_to_erase() -> None:
    plain, newer = event("a", GIVEN).header, msgspec.structs.replace(event("a", GIVEN).header, bv=2)

    assert keeps_its_body(plain)
    assert not keeps_its_body(newer)
    assert not keeps_its_body(event("a", SICK).header)
