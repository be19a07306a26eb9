"""A transaction tells once what it changed, and from where."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.store.store import Store
from ektp_desk.usecases.changes import Changes, Origin
from tests.store.several.laptops import NOW, events_in, founded, laptops, say


@pytest.fixture
def two() -> Iterator[tuple[list[Store], list[Changes]]]:
    """Two laptops, and what the first one tells."""
    told: list[Changes] = []
    with laptops(2) as stores:
        stores[0]._changed = told.append
        yield stores, told


def left(ticket: str) -> NewEvent:
    return NewEvent(Entity.TICKET, ticket, b.TicketEnded(outcome="left", text="sakit"), founded().visit)


def test_several_writes_of_one_transaction_are_told_once(two: tuple[list[Store], list[Changes]]) -> None:
    (store, _other), told = two
    visit = founded().visit
    tickets = [f"{visit}:A001", f"{visit}:A002"]
    with store.together():
        for ticket in tickets:
            store.write([left(ticket)], at=NOW())
        store.write([NewEvent(Entity.VISIT, visit, b.SentHome(count=1), visit)], at=NOW())
        assert told == []
    entities = frozenset({Entity.TICKET, Entity.VISIT})
    assert told == [Changes(entities, frozenset({*tickets, visit}), Origin.OWN)]


def test_what_was_given_up_is_not_told(two: tuple[list[Store], list[Changes]]) -> None:
    (store, _other), told = two

    def give_up() -> None:
        with store.together():
            store.write([left(f"{founded().visit}:A001")], at=NOW())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        give_up()
    store.write([left(f"{founded().visit}:A002")], at=NOW())
    assert [each.ids for each in told] == [{f"{founded().visit}:A002"}]


def test_what_another_laptop_wrote_has_arrived(two: tuple[list[Store], list[Changes]]) -> None:
    (store, other), told = two
    say(other, Entity.VISIT, founded().visit, b.SentHome(count=1))
    store.receive(events_in(other))
    assert [(each.origin, each.entities) for each in told] == [
        (Origin.ARRIVED, frozenset({Entity.VISIT, Entity.DEVICE}))
    ]
    store.receive(events_in(other))
    assert len(told) == 1, "nothing of it was new"
