"""What three laptops wrote gives the same rows at every store, however and in whatever order it arrives."""

from __future__ import annotations

import random
from itertools import groupby, pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.desk.opening import session_of
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.catalogue import CATALOGUE
from ektp_desk.domain.journal.events import Entity
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_chain, verify_incarnations
from ektp_desk.store.store import Store
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.people.commands import settle
from ektp_desk.usecases.people.decisions import contradictions
from tests.examples import examples
from tests.store.several import counting
from tests.store.several.counting import contradicted
from tests.store.several.laptops import NOW, events_in, exchange, founded, laptops, onlooker, say
from tests.store.several.saying import Handing, Saying, live_through, moves

CHANCE = st.integers(0, 2**32).map(random.Random)
Happened = list[Saying | Handing]
Versions = set[tuple[Any, ...]]
few = examples(40)


def shown(store: Store) -> Versions:
    rows = store.connection.execute("SELECT entity, entity_id, slot, event FROM contradictions").fetchall()
    assert len(rows) == len(set(rows))
    return set(rows)


def proven(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """A store's rows, when its journals are true to their chains and its rows to their folds."""
    assert not [*verify_chain(store.connection), *verify_incarnations(store.connection)]
    live = dump_views(store.connection)
    rebuild(store)
    assert dump_views(store.connection) == live
    return live


def counting_in(store: Store) -> list[Arrived]:
    """What is not held until more arrives; an erased body whose erasure is on its way says nothing."""
    held = {
        (device, incarnation, seq)
        for device, incarnation, seq in store.connection.execute(
            "SELECT j.device, j.incarnation, h.seq FROM held h JOIN journals j ON j.no = h.journal"
        )
    }
    return [e for e in events_in(store) if (e.device, e.incarnation, e.seq) not in held]


def hand_in_pieces(store: Store, events: list[Arrived], chance: random.Random) -> None:
    """Hand events over in cuts of the journals, in any order, some of them twice; each moment is proven."""
    cuts: list[list[Arrived]] = []
    for _, journal in groupby(events, key=lambda e: (e.device, e.incarnation)):
        whole = list(journal)
        ends = sorted({len(whole), *(chance.randint(1, len(whole)) for _ in range(4))})
        cuts += [whole[chance.randint(0, start) : end] for start, end in pairwise([0, *ends])]
    chance.shuffle(cuts)
    for number, cut in enumerate(cuts):
        store.receive(cut)
        if number % 3 == 0:
            proven(store)
            assert shown(store) == contradicted(counting_in(store))


def settle_everything(store: Store, chance: random.Random) -> None:
    session = session_of(store, founded().user, clock=NOW, guard=None, files=None)  # type: ignore[arg-type]  # nobody asks for keys
    for found in contradictions(session):
        settle(session, found, chance.choice(found.versions).link)
    assert contradictions(session) == []


@few
@given(happened=moves(3, most=60), chance=CHANCE)
def test_the_order_of_arrival_changes_no_row(happened: Happened, chance: random.Random) -> None:
    with laptops(3) as stores, onlooker() as first, onlooker() as second:
        live_through(stores, happened)
        for store in stores:
            assert shown(store) == contradicted(events_in(store))
        exchange(*stores)
        hand_in_pieces(first, events_in(stores[0]), chance)
        hand_in_pieces(second, events_in(stores[1]), chance)
        every = [*stores, first, second]
        rows = proven(stores[0])
        for store in every[1:]:
            assert proven(store) == rows
            assert {e.link: e for e in events_in(store)} == {e.link: e for e in events_in(stores[0])}
        assert shown(first) == contradicted(events_in(first))


@examples(20)
@given(happened=moves(3, most=50), chance=CHANCE)
def test_what_a_person_settles_is_settled_everywhere(happened: Happened, chance: random.Random) -> None:
    with laptops(3) as stores:
        live_through(stores, happened)
        exchange(*stores)
        settle_everything(stores[0], chance)
        for store in stores[1:]:
            store.receive(events_in(stores[0]))
            assert shown(store) == set()
        settled = proven(stores[0])
        assert all(proven(store) == settled for store in stores[1:])


@examples(10)
@given(happened=moves(2, most=20))
def test_an_act_after_the_meeting_is_folded_live_as_it_is_rebuilt(happened: Happened) -> None:
    with laptops(2) as stores:
        live_through(stores, happened)
        exchange(*stores)
        numbers = [f"{founded().visit}:A{number:03d}" for number in (1, 2, 3)]
        for number in numbers:
            say(stores[0], Entity.TICKET, number, b.TicketEnded(outcome="left"))
        proven(stores[0])
        said = "SELECT DISTINCT state, outcome FROM tickets WHERE entity NOT IN (SELECT ticket FROM doubles)"
        assert stores[0].connection.execute(said).fetchall() == [("ended", "left")]


def test_the_plain_count_knows_which_decisions_stay() -> None:
    deciding = {kind for kind in CATALOGUE.values() if kind.slot}
    assert {kind.name: kind.slot for kind in deciding} == counting.SLOTS
    assert {kind.name for kind in deciding if kind.final} == counting.NEVER_WITHDRAWN & set(counting.SLOTS)


def test_two_outcomes_that_did_not_see_each_other_are_shown_until_a_person_decides() -> None:
    ticket = f"{founded().visit}:A001"
    with laptops(2) as (here, there):
        left = say(here, Entity.TICKET, ticket, b.TicketEnded(outcome="left"))
        answered = say(there, Entity.TICKET, ticket, b.TicketEnded(outcome="answered"))
        assert shown(here) == set()

        exchange(here, there)

        versions = {("ticket", ticket, "ticket.outcome", event.link) for event in (left, answered)}
        assert shown(here) == shown(there) == versions
        session = session_of(there, founded().user, clock=NOW, guard=None, files=None)  # type: ignore[arg-type]  # nobody asks for keys
        (found,) = contradictions(session)
        assert found.shown == min(left.link, answered.link)
        settle(session, found, answered.link)
        here.receive(events_in(there))
        outcome = "SELECT outcome FROM tickets WHERE id = ?"
        for store in (here, there):
            assert shown(store) == set()
            assert store.connection.execute(outcome, (ticket,)).fetchone() == ("answered",)


def test_what_is_settled_of_one_of_two_papers_with_a_number_holds_whoever_settles() -> None:
    """An office desk gave none of them, and had both before it."""
    ticket = f"{founded().visit}:A009"
    with laptops(4) as (here, there, mate, office):
        for giver, other in ((here, mate), (there, office)):
            say(giver, Entity.TICKET, ticket, b.TicketGiven(letter="A", serial=9, purpose="record"))
            other.receive(events_in(giver))
            for one in (giver, other):
                say(one, Entity.TICKET, ticket, b.PurposeSet("question"))
        exchange(here, there, mate, office)
        session = session_of(office, founded().user, clock=NOW, guard=None, files=None)  # type: ignore[arg-type]  # nobody asks for keys
        (found,) = contradictions(session)

        settle(session, found, found.versions[0].link)

        assert contradictions(session) == []
        parts = office.life(Entity.TICKET, ticket).parts
        assert parts is not None
        assert parts.loose == ()
        proven(office)


def test_a_list_whose_rows_did_not_come_along_hinders_no_rebuilding() -> None:
    said = b.ListImported(
        kind="belum-rekam", name="Daftar Contoh", as_of="2019-03-01", source="", files=("f",), rows_file="r",
        rows=1, counts={}, mapping={},
    )  # fmt: skip
    with laptops(2) as (here, there):
        say(there, Entity.LIST, "l1", said)
        here.receive(events_in(there))
        live = dump_views(here.connection)

        rebuild(here)

        assert dump_views(here.connection) == live
        assert [row[0] for row in live["lists"]] == ["l1"]
