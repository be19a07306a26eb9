"""Choices between versions: which holds, what undoes a choice, and what cannot be undone."""

from __future__ import annotations

import itertools

from ektp_desk.domain.journal.bodies import NoteWritten, TicketGiven, Withdrawn
from ektp_desk.domain.journal.life import live
from tests.journal.lives import ANSWERED, GIVEN, LEFT, TWO, chosen, event, outcome, tips


def test_the_version_that_a_person_chose_holds_whatever_its_link() -> None:
    for link, said in (("a", LEFT), ("b", ANSWERED)):
        life = live([*TWO, event("c", chosen(link), "a", "b")])

        assert outcome(life) == said
        assert not life.contradictions()


def test_a_choice_that_saw_one_version_alone_contradicts_the_other() -> None:
    life = live([*TWO, event("0", chosen("a"), "a")])

    assert tips(life) == {"0", "b"}
    assert outcome(life) == LEFT


def test_two_choices_that_did_not_see_each_other_contradict_again() -> None:
    first, second = event("c", chosen("a"), "a", "b"), event("d", chosen("b"), "a", "b")
    life = live([*TWO, first, second])
    assert tips(life) == {"c", "d"}

    settled = live([*TWO, first, second, event("e", chosen("d"), "c", "d")])

    assert not settled.contradictions()
    assert outcome(settled) == ANSWERED


def test_a_choice_of_a_choice_says_what_that_one_said_also_when_it_is_undone() -> None:
    choices = [event("c", chosen("a"), "a", "b"), event("d", chosen("b"), "a", "b")]
    last = event("e", chosen("d"), "c", "d")
    undone = event("f", Withdrawn(event="d"), "d")  # by somebody who had not seen the last choice

    assert outcome(live([*TWO, *choices, last, undone])) == ANSWERED


def test_a_choice_withdrawn_brings_its_contradiction_back() -> None:
    life = live([*TWO, event("c", chosen("b"), "a", "b"), event("d", Withdrawn(event="c"), "c")])

    assert tips(life) == {"a", "b"}
    assert outcome(life) == LEFT


def test_a_chosen_version_that_was_undone_leaves_the_slot_open() -> None:
    life = live([*TWO, event("c", chosen("b"), "a", "b"), event("d", Withdrawn(event="b"), "b")])

    assert life.decided("ticket.outcome") is None
    assert not life.contradictions()


def test_a_choice_that_arrived_before_its_version_waits_for_it() -> None:
    early = [TWO[0], event("c", chosen("b"), "a", "b")]

    assert live(early).decided("ticket.outcome") is None
    assert outcome(live([*early, TWO[1]])) == ANSWERED


def test_a_choice_of_another_slots_event_names_nothing() -> None:
    life = live([*TWO, event("n", NoteWritten(text="x")), event("c", chosen("n"), "a", "b", "n")])

    assert life.decided("ticket.outcome") is None


def test_the_version_chosen_while_versions_contradict_is_the_lowest_link() -> None:
    for order in itertools.permutations(TWO):
        assert outcome(live(order)) == LEFT


def test_final_events_stay_whoever_undoes_them() -> None:
    undone = event("c", Withdrawn(event="b"), "b")
    life = live([event("a", GIVEN), event("b", Withdrawn(event="a"), "a"), undone])

    assert life.said("ticket.issue", TicketGiven) == GIVEN
    assert [e.link for e in life.events] == ["a", "b", "c"]


def test_an_undoing_cannot_be_undone_and_undoes_but_its_own() -> None:
    life = live([
        event("a", LEFT),
        event("b", Withdrawn(event="a"), "a"),
        event("c", Withdrawn(event="b"), "b"),
        event("d", Withdrawn(event="of another entity"), "c"),
    ])  # fmt: skip

    assert outcome(life) is None
    assert [e.link for e in life.all] == ["a", "b", "c", "d"]


def test_an_undoing_that_arrived_first_undoes_on_arrival() -> None:
    undoing = event("b", Withdrawn(event="a"), "a")

    assert outcome(live([undoing])) is None
    assert outcome(live([undoing, event("a", LEFT)])) is None
