"""Whoever rules on a doubled number, and in whatever order it arrives: the same rows, each paper once."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.moments import Moment
from ektp_desk.domain.tickets import Outcome
from ektp_desk.settings import Clock
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.store import Store
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.doubles.commands import answer, say_one_paper
from ektp_desk.usecases.doubles.queries import doubled
from ektp_desk.usecases.people.commands import Ground, erase_person
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers, serve, void_ticket
from ektp_desk.usecases.queue.queries import (
    find_ticket,
    the_ticket,
    tickets_of,
)
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from ektp_desk.usecases.visits.queries import equation, times
from tests.examples import examples
from tests.store.several.doubling import (
    ORPA,
    YULIANA,
    agree,
    attend,
    one_doubled,
    rule,
)
from tests.store.several.laptops import (
    NOW,
    events_in,
    exchange,
    founded,
    kind_of,
    laptops,
    onlooker,
    say,
    session_at,
)


class Unasked:
    """Nobody is asked for a passphrase."""

    def second(self, _user: str, _passphrase: str) -> None:
        return None


ORDERS = list(permutations(range(3)))


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_three_journals_give_the_same_rows_in_any_order(order: Sequence[int]) -> None:
    with laptops(3) as stores, onlooker() as last:
        one, two, third = stores
        attend(one, ORPA)
        attend(two, YULIANA, Outcome.LEFT)
        exchange(one, two)
        rule(one, ORPA)
        rule(two, YULIANA)
        serve(session_at(third), f"{founded().visit}:B001", desk="C")
        void_ticket(session_at(third), f"{founded().visit}:A003")
        journals = [events_in(store) for store in stores]
        for at in order:
            last.receive(journals[at])
        exchange(*stores)
        exchange(*stores)

        agree(*stores, last)
        found = one_doubled(last)
        assert len(found.loose) == 1
        assert found.papers


Move = tuple[str, int, int]  # what, at which laptop, which of several
_MOVES = st.tuples(
    st.sampled_from(["give", "serve", "identify", "end", "meet", "meet", "rule", "place", "one"]),
    st.integers(0, 2),
    st.integers(0, 2),
)


_SAID = {"ticket_served", "ticket_identified", "ticket_ended"}


def happen(stores: Sequence[Store], move: Move) -> None:
    """Let one thing happen to B001 at one laptop, as a program may do that has not heard of the others."""
    what, at, which = move
    store, ticket = stores[at], f"{founded().visit}:B001"
    row = find_ticket(session_at(store), ticket)
    match what:
        case "give" if row is None or not row.given:
            say(store, Entity.TICKET, ticket, b.TicketGiven(letter="B", serial=1, purpose="record"))
        case "serve":
            say(store, Entity.TICKET, ticket, b.TicketServed(desk="ABC"[at]))
        case "identify":
            body = b.TicketIdentified(person=f"p{at}{which}", sex="P", source="desk")
            say(store, Entity.TICKET, ticket, body)
        case "end":
            outcome = ("left", "answered", "refused")[which]
            say(store, Entity.TICKET, ticket, b.TicketEnded(outcome=outcome, text=f"kata {at}"))
        case "meet" if at != which:
            store.receive(events_in(stores[which]))
        case _:
            decide(store, what, which)


def decide(store: Store, what: str, which: int) -> None:
    for found in doubled(session_at(store)):
        choices = found.choices
        if what == "one" and found.is_new and not found.loose:
            say_one_paper(session_at(store), found)
        elif choices and what == ("place" if found.loose else "rule"):
            answer(session_at(store), found, which % len(choices))


@examples(15)
@given(moves=st.lists(_MOVES, min_size=8, max_size=30), chance=st.randoms(use_true_random=False))
def test_whoever_rules_whenever_each_paper_is_counted_once_in_any_order(
    moves: list[Move], chance: random.Random
) -> None:
    with laptops(3) as stores, onlooker() as last:
        for move in moves:
            happen(stores, move)
        journals = [events_in(store) for store in stores]
        chance.shuffle(journals)
        for journal in journals:
            last.receive(journal)
        exchange(*stores)
        agree(*stores, last)
        one = stores[0]
        while waiting := doubled(session_at(one)):
            for found in waiting:
                answer(session_at(one), found, 0)
        parts = one.life(Entity.TICKET, f"{founded().visit}:B001").parts
        papers = len(parts.papers) if parts else 1
        rows = one.connection.execute(
            "SELECT given, person FROM tickets WHERE letter IN ('B', 'Z')"
        ).fetchall()
        assert len(rows) == (papers if rows else 0)
        said = {event.link.hex() for event in events_in(one) if kind_of(event) in _SAID}
        tickets = [f"{founded().visit}:B001", *(parts.moved.values() if parts else ())]
        told = [e.link for ticket in tickets for e in one.life(Entity.TICKET, ticket).events]
        assert Counter(link for link in told if link in said) == Counter(said), (
            "each word is told of one person"
        )
        proven = dump_views(one.connection)
        rebuild(one)
        assert dump_views(one.connection) == proven


def test_erasing_one_of_two_leaves_the_other_and_no_word_of_the_first() -> None:
    with laptops(2) as (one, two):
        attend(one, ORPA)
        person = attend(two, YULIANA, Outcome.OTHER, text="rumah duka")
        exchange(one, two)
        moved = rule(one, ORPA)
        assert the_ticket(session_at(one), moved).outcome_text == "rumah duka"
        erase_person(
            replace(session_at(one), guard=Unasked()),  # type: ignore[arg-type]  # no keys are used
            person,
            ground=Ground.REQUEST,
            note="surat",
            passphrase="",
        )

        assert the_ticket(session_at(one), moved).outcome_text == ""
        assert the_ticket(session_at(one), moved).outcome is Outcome.OTHER
        bodies = [bytes(row[0] or b"") for row in one.connection.execute("SELECT body FROM events")]
        assert not any(b"rumah duka" in body for body in bodies)
        counted = equation(session_at(one), founded().visit)
        two.receive(events_in(one))
        assert equation(session_at(two), founded().visit) == counted
        agree(one, two)


def counted_again(store: Store) -> tuple[dict[str, int], list[int], int]:
    """Outcomes, minutes waited and people, from the journals' own bytes: a laptop speaks of its own paper."""
    papers: dict[tuple[str, str], list[tuple[str, datetime, Any]]] = {}
    for event in events_in(store):
        head, body = json.loads(event.header), json.loads(event.body or b"{}")
        if head["entity"] == "ticket" and head["kind"] not in ("number_parted", "ticket_entered"):
            at = datetime.fromisoformat(head["at"])
            papers.setdefault((event.incarnation, head["id"]), []).append((head["kind"], at, body))
    ended = Counter(
        next((body["outcome"] for kind, _, body in said if kind == "ticket_ended"), "")
        for said in papers.values()
    )
    waited = []
    for said in papers.values():
        moments = {kind: when for kind, when, _ in reversed(said)}
        if "ticket_served" in moments:
            waited.append(int((moments["ticket_served"] - moments["ticket_given"]).total_seconds() // 60))
    known = {
        body["person"] for said in papers.values() for kind, _, body in said if kind == "ticket_identified"
    }
    return dict(ended), sorted(waited), len(known)


def figures(store: Store) -> tuple[dict[str, int], list[int], int]:
    """The same, as the desk counts it."""
    session, visit = session_at(store), founded().visit
    ended = Counter(one.outcome or "" for one in tickets_of(session, visit))
    told = times(session, visit)
    waited = [int((t.served_at - t.given_at).total_seconds() // 60) for t in told if t.served_at]
    return dict(ended), sorted(waited), session.value("distinct_people", int, visit=visit) or 0


def test_every_figure_is_counted_again_from_the_journals_before_and_after_the_rulings() -> None:
    with laptops(2) as (one, two):
        for store, names in ((one, (ORPA, "AGNES CONTOH", "RUT CONTOH")), (two, (YULIANA, "EVA CONTOH"))):
            session = session_at(store)
            clocks = iter(range(len(names)))
            attend(store, names[0])
            for name, more in zip(names[1:], clocks, strict=False):
                (ticket,) = give_numbers(session, founded().visit, letter="B")
                later = replace(session, clock=in_minutes(17 * (more + 1)))
                serve(later, ticket, desk="B")
                identify_walk_in(later, ticket, WalkIn(name, "P", birth="1990-01-01"))
                end_ticket(later, ticket, (Outcome.LEFT, Outcome.REFUSED)[more])
        exchange(one, two)

        assert len(doubled(session_at(one))) == 2
        assert figures(one) == counted_again(one)
        assert figures(one)[1][-1] >= 34
        before = equation(session_at(one), founded().visit)
        for found in doubled(session_at(one)):
            answer(session_at(one), found, 1)
        assert figures(one) == counted_again(one)
        assert equation(session_at(one), founded().visit) == before
        assert before.numbered == 3 + 5


def in_minutes(minutes: int) -> Clock:
    """A clock that goes so much before the machine's."""

    def clock() -> Moment:
        now = NOW()
        return Moment(now.utc + timedelta(minutes=minutes), now.offset)

    return clock


def test_erasing_one_of_two_before_the_ruling_leaves_what_was_said_of_the_other() -> None:
    with laptops(2) as (one, two):
        attend(one, ORPA, Outcome.OTHER, text="sakit kepala")
        person = attend(two, YULIANA, Outcome.OTHER, text="rumah duka")
        exchange(one, two)
        session = replace(session_at(one), guard=Unasked())  # type: ignore[arg-type]  # no keys are used
        erase_person(session, person, ground=Ground.REQUEST, note="surat", passphrase="")

        bodies = b"".join(bytes(row[0] or b"") for row in one.connection.execute("SELECT body FROM events"))
        assert (b"rumah duka" in bodies, b"sakit kepala" in bodies) == (False, True)
        moved = rule(one, ORPA)
        texts = [t.outcome_text for t in tickets_of(session_at(one), founded().visit) if t.outcome]
        assert sorted(texts) == ["", "sakit kepala"]
        assert the_ticket(session_at(one), moved).outcome is Outcome.OTHER
        two.receive(events_in(one))
        agree(one, two)
