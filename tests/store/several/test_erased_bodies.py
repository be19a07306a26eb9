"""Erased bodies: gone at every store, in whatever order they come, and only where an erasure says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.chain import body_digest, link_of
from ektp_desk.domain.journal.erasing import erasure_of
from ektp_desk.domain.journal.events import Entity, Event
from ektp_desk.store.proof.elsewhere import unexplained_bare
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import Fault, verify_chain
from ektp_desk.store.store import Store
from ektp_desk.store.views import dump_views
from tests.store.several.laptops import by_link, events_in, exchange, founded, laptops, onlooker, say

MET = b.PersonMet(name="Orang Contoh", nik="", sex="P", birth="1990-01-02", village="")
NAMED = b.ClaimCorrected(field="name", value="Contoh Orang", was="Orang Contoh", ground="KK")


@pytest.fixture
def two() -> Iterator[list[Store]]:
    """Two laptops of one office."""
    with laptops(2) as stores:
        yield stores


def erase(store: Store, entity: Entity, entity_id: str) -> Event:
    """Erase whatever personal data a store holds of something."""
    said = erasure_of(store.events(entity, entity_id), "request", "surat 3 April")
    assert said is not None
    return say(store, entity, entity_id, said)


def findings(store: Store) -> list[Fault]:
    return list(verify_chain(store.connection))


def people(store: Store) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = store.connection.execute(
        "SELECT id, name, birth, sex FROM people"
    ).fetchall()
    return rows


def is_empty(store: Store, event: Event) -> bool:
    held = by_link(store)[bytes.fromhex(event.link)]
    return held.body is None and held.salt is None


def rebuilt_as_it_is(store: Store) -> bool:
    before = dump_views(store.connection)
    rebuild(store)
    return dump_views(store.connection) == before


def test_an_erased_body_is_erased_where_it_was_taken_in_before(two: list[Store]) -> None:
    here, there = two
    met, named = say(here, Entity.PERSON, "p1", MET), say(here, Entity.PERSON, "p1", NAMED)
    exchange(here, there)
    erase(here, Entity.PERSON, "p1")

    there.receive(events_in(here))

    for store in two:
        assert is_empty(store, met)
        assert is_empty(store, named)
        assert people(store) == [("p1", "", "", "P")]
        assert not findings(store)
        assert rebuilt_as_it_is(store)


def test_old_bytes_of_an_erased_body_are_emptied_on_arrival(two: list[Store]) -> None:
    here, there = two
    met = say(here, Entity.PERSON, "p1", MET)
    with laptops(1), onlooker() as third, onlooker() as fourth:
        old = events_in(here)
        exchange(here, there)
        erase(there, Entity.PERSON, "p1")
        own = [event for event in events_in(there) if event.incarnation == there.head.incarnation]
        before = [event for event in old if event.incarnation != here.head.incarnation]
        third.receive([*before, *own])  # the erasure comes first
        assert not findings(third)

        third.receive(old)
        fourth.receive(own)
        fourth.receive(old)

        for store in (third, fourth):
            assert is_empty(store, met)
            assert people(store) == people(there) == [("p1", "", "", "P")]
            assert not findings(store)
            assert rebuilt_as_it_is(store)
        here.receive(events_in(fourth))
        assert is_empty(here, met)


def test_a_body_erased_at_two_laptops_is_erased_once(two: list[Store]) -> None:
    here, there = two
    say(here, Entity.PERSON, "p1", MET)
    exchange(here, there)
    say(there, Entity.PERSON, "p1", NAMED)
    erase(here, Entity.PERSON, "p1")
    erase(there, Entity.PERSON, "p1")

    exchange(here, there)

    assert people(here) == people(there) == [("p1", "", "", "P")]
    assert not findings(here)
    assert not findings(there)
    assert dump_views(here.connection) == dump_views(there.connection)
    assert len(here.connection.execute("SELECT * FROM erasures").fetchall()) == 3


def test_an_erasure_that_names_events_of_another_entity_does_nothing_there(two: list[Store]) -> None:
    here, there = two
    met = say(here, Entity.PERSON, "p1", MET)
    note = say(here, Entity.TICKET, "p1", b.TicketEnded(outcome="left", text="sakit"))
    said = erasure_of(here.events(Entity.PERSON, "p1"), "request")
    assert said is not None

    say(here, Entity.PERSON, "p2", said)
    say(here, Entity.TICKET, "p1", said)

    there.receive(events_in(here))
    for store in two:
        assert not is_empty(store, met)
        assert not is_empty(store, note)
        assert people(store) == [("p1", "Orang Contoh", "1990-01-02", "P")]
        assert rebuilt_as_it_is(store)


@pytest.mark.parametrize("erased_elsewhere", [False, True])
def test_a_body_taken_out_without_its_own_erasure_is_named(two: list[Store], erased_elsewhere: bool) -> None:
    here, there = two
    met = say(here, Entity.PERSON, "p1", MET)
    said = erasure_of(here.events(Entity.PERSON, "p1"), "request")
    assert said is not None
    if erased_elsewhere:
        say(here, Entity.PERSON, "p2", said)
    here.connection.execute(
        "UPDATE events SET body = NULL, salt = NULL WHERE link = ?", (bytes.fromhex(met.link),)
    )

    there.receive(events_in(here))

    named = [("event.emptied", met.header.seq, "person_met")]
    assert [(f.code, f.seq, f.kind) for f in findings(here)] == named
    assert findings(there) == [], "it came so, and the word that it was erased may be on its way"
    assert len(unexplained_bare(there.connection)) == 1
    there.connection.execute("DELETE FROM bare")
    assert [(f.code, f.seq, f.kind) for f in findings(there)] == named


def test_a_salt_that_stayed_behind_is_named(two: list[Store]) -> None:
    met = say(two[0], Entity.PERSON, "p1", MET)
    erase(two[0], Entity.PERSON, "p1")
    two[0].connection.execute("UPDATE events SET salt = x'01' WHERE link = ?", (bytes.fromhex(met.link),))

    assert [(f.code, f.kind) for f in findings(two[0])] == [("event.changed", "person_met")]


def test_no_erasure_takes_back_an_erasure_or_an_undoing(two: list[Store]) -> None:
    here, there = two
    ticket = f"{founded().visit}:A001"
    ended = say(here, Entity.TICKET, ticket, b.TicketEnded(outcome="left", text="sakit"))
    undone = say(here, Entity.TICKET, ticket, b.Withdrawn(event=ended.link))
    erased = erase(here, Entity.TICKET, ticket)
    rest = {undone.link: '{"event":""}', erased.link: '{"ground":"","rest":{}}'}

    say(here, Entity.TICKET, ticket, b.BodyErased(ground="mistake", rest=rest))

    there.receive(events_in(here))
    for store in two:
        assert not is_empty(store, undone)
        assert not is_empty(store, erased)
        assert is_empty(store, ended)
        assert not findings(store)
        assert rebuilt_as_it_is(store)
        row = "SELECT outcome, state FROM tickets WHERE id = ?"
        assert store.connection.execute(row, (ticket,)).fetchone() == (None, "waiting")


def test_a_final_event_that_tells_of_somebody_is_emptied_all_the_same(two: list[Store]) -> None:
    here, there = two
    ended = say(
        here, Entity.RECORDING, "r1", b.RecordingFinished(passed_by="Kasi", passed_reason="anak Contoh")
    )
    erase(here, Entity.RECORDING, "r1")

    there.receive(events_in(here))

    for store in two:
        assert is_empty(store, ended)
        (found, _) = store.events(Entity.RECORDING, "r1")
        assert found.body == b.RecordingFinished(passed_by="Kasi")


def forged(events: list[Arrived], rest: dict[str, str]) -> Arrived:
    """Append an erasure to a journal as somebody who holds the bytes would."""
    last = events[-1]
    head = msgspec.json.decode(last.header)
    head |= {"seq": last.seq + 1, "kind": "body_erased", "entity": "person", "id": "p1", "after": []}
    header, salt = msgspec.json.encode(head), bytes(16)
    body = msgspec.json.encode(b.BodyErased(ground="request", rest=rest))
    digest = body_digest(salt, body)
    link = link_of(last.link, header, digest)
    return Arrived(last.device, last.incarnation, last.seq + 1, last.link, link, header, digest, salt, body)


def test_a_forged_erasure_in_the_middle_of_a_journal_is_a_fork(two: list[Store]) -> None:
    here, there = two
    met = say(here, Entity.PERSON, "p1", MET)
    say(here, Entity.VISIT, founded().visit, b.SentHome(count=1))
    there.receive(events_in(here))
    own = [event for event in events_in(here) if event.incarnation == here.head.incarnation]

    with pytest.raises(EktpError) as told:
        there.receive([*own[:-1], forged(own[:-1], {met.link: "{}"})])

    assert told.value.code == "journal.forked"
    assert not is_empty(there, met)


def test_an_erasure_put_into_the_store_by_hand_breaks_the_chain(two: list[Store]) -> None:
    """Whoever writes rows without the desk must rewrite the journal's end, which its anchor holds."""
    here, _ = two
    met = say(here, Entity.PERSON, "p1", MET)
    say(here, Entity.VISIT, founded().visit, b.SentHome(count=1))
    said = b.BodyErased(ground="request", rest={met.link: "{}"})
    header = msgspec.json.encode(
        msgspec.to_builtins(met.header) | {"kind": "body_erased", "seq": here.head.seq}
    )
    here.connection.execute(
        "UPDATE events SET kind = 'body_erased', entity = 'person', entity_id = 'p1', header = ?, body = ? "
        "WHERE link = ?",
        (header, msgspec.json.encode(said), bytes.fromhex(here.head.link)),
    )

    assert [f.code for f in findings(here)] == ["event.changed"]
