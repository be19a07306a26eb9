"""Whoever says one or two, on whichever laptop, in whatever order it arrives: the same people are one."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from ektp_desk.domain.journal.bodies import PairNotSame, PairSame, Withdrawn
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.store.receiving import all_events
from ektp_desk.store.store import Store
from ektp_desk.usecases.people import queries
from tests.examples import examples
from tests.store.several.laptops import NOW, laptops, session_at

PEOPLE = "abcde"
Said = tuple[int, str, str, str]  # laptop, two people, what
_PAIRS = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda two: two[0] < two[1])
_SAID = st.tuples(st.integers(0, 2), _PAIRS, st.sampled_from(["same", "not_same", "withdraw", "meet"])).map(
    lambda said: (said[0], *said[1], said[2])
)


def say(store: Store, first: str, second: str, what: str) -> None:
    pair = f"{first}~{second}"
    if what == "withdraw":
        events = [
            e for e in store.life(Entity.PAIR, pair).events if isinstance(e.body, PairSame | PairNotSame)
        ]
        if events:
            undo = Withdrawn(event=events[-1].link)
            store.write([NewEvent(Entity.PAIR, pair, undo)], at=NOW())
        return
    body = (PairSame if what == "same" else PairNotSame)(first=first, second=second)
    store.write([NewEvent(Entity.PAIR, pair, body)], at=NOW())


def clusters_of(store: Store) -> set[frozenset[str]]:
    clusters = queries.clusters_of(session_at(store), PEOPLE).values()
    return {frozenset(people) for people in clusters if len(people) > 1}


def counted_again(store: Store) -> set[frozenset[str]]:
    """Join by the pairs' rows without the query: groups grow until none touches another."""
    groups = [{first, second} for first, second, same in store.connection.execute(
        "SELECT first, second, same FROM pairs") if same]  # fmt: skip
    while True:
        touching = next(((a, b) for a in groups for b in groups if a is not b and a & b), None)
        if touching is None:
            return {frozenset(group) for group in groups}
        one, other = touching
        one |= other
        groups = [group for group in groups if group is not other]


@examples(25)
@given(said=st.lists(_SAID, max_size=14), chance=st.randoms(use_true_random=False))
def test_the_order_of_arrival_joins_the_same_people(said: list[Said], chance: random.Random) -> None:
    with laptops(3) as stores:
        for at, first, second, what in said:
            if what == "meet":
                stores[at].receive(all_events(stores[(at + 1) % 3].connection))
            else:
                say(stores[at], first, second, what)
        journals = [list(all_events(store.connection)) for store in stores]
        seen = []
        for store in stores:
            arrived = [*journals]
            chance.shuffle(arrived)
            for journal in arrived:
                store.receive(journal)
            seen.append(clusters_of(store))
            assert seen[-1] == counted_again(store)
        assert seen[0] == seen[1] == seen[2]
