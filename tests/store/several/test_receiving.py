"""Taking in another journal: what is not true to its place is refused whole, and what is newer is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.arrived import Arrived
from ektp_desk.domain.journal.chain import GENESIS, body_digest, link_of
from ektp_desk.domain.journal.events import Entity, Header
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.verify import verify_chain
from ektp_desk.store.store import Store
from ektp_desk.store.views import dump_views
from tests.store.several.laptops import LastHead, events_in, founded, laptops, onlooker, say

Events = list[Arrived]
SALT = bytes(16)


@pytest.fixture(scope="module")
def two() -> Iterator[list[Store]]:
    """The second has met a person, sent some home, and said an outcome."""
    with laptops(2) as stores:
        met = b.PersonMet(name="Orang Contoh", nik="", sex="P", birth="", village="")
        say(stores[1], Entity.PERSON, "p1", met)
        for count in (1, 2, 3):
            say(stores[1], Entity.VISIT, founded().visit, b.SentHome(count=count))
        say(stores[1], Entity.TICKET, f"{founded().visit}:A001", b.TicketEnded(outcome="left", text="sakit"))
        yield stores


def of_the_second(two: list[Store]) -> Events:
    own = two[1].head.journal
    return [event for event in events_in(two[1]) if (event.device, event.incarnation) == own]


def held_by(store: Store) -> tuple[Any, ...]:
    journals = store.connection.execute("SELECT * FROM journals ORDER BY no").fetchall()
    return events_in(store), journals, dump_views(store.connection), store.head


def with_header(event: Arrived, **said: object) -> Arrived:
    return event._replace(header=msgspec.json.encode(msgspec.json.decode(event.header) | said))


def linked_again(events: Events, at: int) -> Events:
    """Link a journal anew from one place on, as somebody would who holds the bytes."""
    previous = events[at - 1].link if at else GENESIS
    made = events[:at]
    for event in events[at:]:
        made.append(event._replace(before=previous, link=link_of(previous, event.header, event.digest)))
        previous = made[-1].link
    return made


def placed(events: Events, seq: int) -> Events:
    """Give the first event another number, and link it as somebody would who holds the bytes."""
    return linked_again([with_header(events[0]._replace(seq=seq), seq=seq)], 0)


def changed(events: Events, at: int, by: Callable[[Arrived], Arrived]) -> Events:
    return [by(event) if i == at else event for i, event in enumerate(events)]


def third(**said: Any) -> Callable[[Events], Events]:
    """Change the third event's bytes."""
    return lambda e: changed(e, 2, lambda one: one._replace(**said))


def third_header(*, linked: bool, **said: object) -> Callable[[Events], Events]:
    """Change the third event's header; `linked` as somebody would who links the rest anew."""
    linking = linked_again if linked else _as_it_is
    return lambda e: linking(changed(e, 2, lambda o: with_header(o, **said)), 2)


def _as_it_is(events: Events, _at: int) -> Events:
    return events


def _with_fitting_digest(one: Arrived, body: bytes = b"{}") -> Arrived:
    return one._replace(body=body, digest=body_digest(one.salt or b"", body))


def _claiming_to_be_met(one: Arrived) -> Arrived:
    one = with_header(one, kind="claim_corrected", entity="person", id="p1")
    return _with_fitting_digest(one, b'{"field":"met","value":"","was":"","ground":"KK"}')


CHANGED = "journal.changed"
HARMS: dict[str, tuple[str, Callable[[Events], Events]]] = {
    "a place before the first": (CHANGED, lambda e: [e[0]._replace(seq=0)]),
    "a place before the first, and its header too": (CHANGED, lambda e: placed(e, 0)),
    "a place that no store can count to": (CHANGED, lambda e: placed(e, 2**63)),
    "the header says another hour": (CHANGED, third_header(linked=False, at="2019-04-02T00:00:00.000+00:00")),
    "the header cannot be read": (CHANGED, third(header=b"{")),
    "the header nests deeper than anybody reads": (CHANGED, third(header=b'{"x":' + b"[" * 10**5)),
    "the body nests deeper than anybody reads": (
        CHANGED,
        lambda e: linked_again(
            changed(e, 2, lambda one: _with_fitting_digest(one, b'{"x":' + b"[" * 10**5)), 2
        ),
    ),
    "the header has a number that no row holds": (CHANGED, third_header(linked=True, v=2**53 + 1)),
    "the header's kind is of a version that no row holds": (CHANGED, third_header(linked=True, bv=-(2**60))),
    "the header has such a number where nobody reads": (CHANGED, third_header(linked=True, x=[{"y": 2**60}])),
    "the header is at another place": (CHANGED, third_header(linked=True, seq=9)),
    "the header names another device": (CHANGED, third_header(linked=True, device="other")),
    "the header names another journal": (CHANGED, third_header(linked=True, incarnation="other")),
    "the body says something else": (CHANGED, third(body=b'{"count":9}')),
    "the salt is another": (CHANGED, third(salt=SALT)),
    "the digest is another": (CHANGED, third(digest=bytes(32))),
    "the digest fits a changed body": (CHANGED, lambda e: changed(e, 2, _with_fitting_digest)),
    "the body decides another slot": (CHANGED, lambda e: linked_again(changed(e, 2, _claiming_to_be_met), 2)),
    "the body went and its salt stayed": (CHANGED, third(body=None)),
    "the salt went and its body stayed": (CHANGED, third(salt=None)),
    "the link is another": (CHANGED, third(link=bytes(32))),
}


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_not_true_to_its_place_is_refused_whole(two: list[Store], harm: str) -> None:
    code, by = HARMS[harm]
    before = held_by(two[0])

    with pytest.raises(EktpError) as told:
        two[0].receive(by(of_the_second(two)))

    assert told.value.code == code
    assert held_by(two[0]) == before


@pytest.mark.parametrize(
    ("code", "harm"),
    [
        pytest.param(CHANGED, third(before=SALT * 2), id="it names another one before it"),
        pytest.param(
            "journal.forked",
            lambda e: e[:3] + linked_again(changed(e, 1, lambda one: with_header(one, by="other")), 1)[3:],
            id="a past was written anew",
        ),
    ],
)
def test_what_follows_on_nothing_that_came_is_refused(
    two: list[Store], code: str, harm: Callable[[Events], Events]
) -> None:
    with onlooker() as store:
        events = of_the_second(two)
        with pytest.raises(EktpError) as told:
            store.receive(harm(events))

        assert told.value.code == code
        held = events_in(store)
        assert held == events[: len(held)]
        assert len(held) in (2, 3)


def test_what_came_whole_before_a_run_that_is_refused_stays(two: list[Store]) -> None:
    with onlooker() as store:
        *others, last = events_in(two[1])
        before = [event for event in others if event.incarnation != last.incarnation]

        with pytest.raises(EktpError):
            store.receive([*others, last._replace(link=bytes(32))])

        assert events_in(store) == before
        with pytest.raises(EktpError), store.together():
            store.receive([*others, last._replace(link=bytes(32))])
        assert events_in(store) == before
        assert store.receive([*others, last]) == len(others) + 1 - len(before)


def test_a_reading_that_breaks_off_leaves_nothing_of_its_run(two: list[Store]) -> None:
    def unplugged() -> Iterator[Arrived]:
        yield from of_the_second(two)[:3]
        raise OSError("the stick was pulled")

    before = held_by(two[0])
    with pytest.raises(OSError, match="pulled"):
        two[0].receive(unplugged())
    assert held_by(two[0]) == before


def test_another_event_at_a_place_that_is_held_is_a_fork(two: list[Store]) -> None:
    with onlooker() as store:
        events = of_the_second(two)
        store.receive(events[:4])
        before = held_by(store)
        other = linked_again(changed(events, 3, lambda one: with_header(one, by="other")), 3)

        with pytest.raises(EktpError) as told:
            store.receive(other)

        assert (told.value.code, told.value.facts["seq"]) == ("journal.forked", 4)
        assert held_by(store) == before


def test_what_is_held_is_passed_over_whatever_comes_with_its_link(two: list[Store]) -> None:
    with onlooker() as store:
        events = of_the_second(two)
        store.receive(events)
        before = held_by(store)

        assert store.receive([event._replace(header=b"{}", body=b"{}") for event in events]) == 0
        assert held_by(store) == before


def later(two: list[Store], **said: object) -> Arrived:
    """Write the second laptop's next event as a later release would."""
    head = two[1].head
    header = Header(
        v=2, device=head.device, incarnation=head.incarnation, seq=head.seq + 1,
        at="2019-04-03T00:00:00.000+00:00", offset=480, by="u", visit="", entity="ticket",
        id=f"{founded().visit}:A001", kind="ticket_ended", bv=1, after=(),
    )  # fmt: skip
    told = msgspec.json.encode(msgspec.to_builtins(header) | {"place": "new in this release"} | said)
    body = msgspec.json.encode({"outcome": {"by": "drone"}, "text": ["x"]})
    digest = body_digest(SALT, body)
    link = link_of(bytes.fromhex(head.link), told, digest)
    before = bytes.fromhex(head.link)
    return Arrived(head.device, head.incarnation, head.seq + 1, before, link, told, digest, SALT, body)


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "ticket_fetched_by_drone"},
        {"entity": "drone", "kind": "drone_met"},
        {"entity": "drone", "kind": "ticket_called"},
        {"bv": 2},
    ],
    ids=["kind", "entity", "entity of a known kind", "version"],
)
def test_what_a_later_release_wrote_is_kept_and_handed_on_and_folded_never(
    two: list[Store], said: dict[str, object]
) -> None:
    with onlooker() as plain, onlooker() as store, onlooker() as third:
        plain.receive(of_the_second(two))
        events = [*of_the_second(two), later(two, **said)]
        if said.get("kind") == "ticket_called":
            body = msgspec.json.encode(b.TicketCalled(desk="A"))
            events[-1] = events[-1]._replace(body=body, digest=body_digest(SALT, body))
            events = linked_again(events, len(events) - 1)

        assert store.receive(events) == len(events)
        third.receive(events_in(store))

        assert events_in(third) == events_in(store) == events
        for one in (store, third):
            assert dump_views(one.connection) == dump_views(plain.connection)
            rebuild(one)
            assert dump_views(one.connection) == dump_views(plain.connection)
            assert not list(verify_chain(one.connection))


def receive_and_fail(store: Store, events: Events) -> None:
    with store.together():
        store.receive(events)
        raise ZeroDivisionError


def test_a_store_goes_on_after_its_own_journal_that_another_kept(two: list[Store]) -> None:
    """An older folder was brought back with its older anchor; a colleague's laptop had the rest."""
    anchor, visit = LastHead(), founded().visit
    with onlooker() as former, onlooker(anchor) as back:
        former.receive(of_the_second(two))
        say(former, Entity.VISIT, visit, b.SentHome(count=1))
        say(former, Entity.VISIT, visit, b.SentHome(count=2))
        with pytest.raises(ZeroDivisionError):
            receive_and_fail(back, events_in(former))
        assert (back.head.seq, anchor.heads) == (0, [])

        back.receive(events_in(former))
        assert anchor.heads == [back.head] == [former.head]
        back.receive(events_in(former))
        assert len(anchor.heads) == 1
        say(back, Entity.VISIT, visit, b.SentHome(count=3))

        assert back.head.seq == 3
        assert former.receive(events_in(back)) == 1
        assert dump_views(former.connection) == dump_views(back.connection)
        assert not list(verify_chain(back.connection))
        say(former, Entity.VISIT, visit, b.SentHome(count=4))
        assert former.head.seq == 4
