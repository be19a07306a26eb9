"""Part of a laptop's journal is still on its way: what came is taken in, and what lacks is kept as a hole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal import bodies as b
from ektp_desk.domain.journal.arrived import RUN_EVENTS, Arrived, runs_of
from ektp_desk.domain.journal.chain import GENESIS, body_digest, link_of
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.roles import Role
from ektp_desk.seal.sign import are_signed
from ektp_desk.store.holes import holes
from ektp_desk.store.proof.elsewhere import absent_stretches
from ektp_desk.store.proof.rebuild import rebuild
from ektp_desk.store.proof.signatures import Signatures, signature_faults, verify_signatures
from ektp_desk.store.proof.verify import Fault, verify_chain, verify_incarnations
from ektp_desk.store.store import Store
from ektp_desk.store.views import dump_views
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.admin.holds import held_waiting
from ektp_desk.usecases.queue.commands import give_numbers
from tests.offices import WORDS
from tests.store.several.laptops import (
    events_in,
    exchange,
    founded,
    kind_of,
    laptop,
    laptops,
    onlooker,
    say,
    session_at,
    store_of,
)

Events = list[Arrived]


@pytest.fixture
def two() -> Iterator[tuple[Store, Events]]:
    """A laptop, and the journal of another that sent some home, one after another, twelve times in all."""
    with laptops(2) as (here, there):
        for count in range(1, 13):
            say(there, Entity.VISIT, founded().visit, b.SentHome(count=count))
        yield here, [one for one in events_in(there) if one.incarnation == there.head.incarnation]


def told(store: Store) -> list[tuple[int, int]]:
    return [(one.first, one.last) for one in absent_stretches(store.connection)]


def faults(store: Store) -> list[Fault]:
    connection = store.connection
    found = [*verify_chain(connection), *verify_incarnations(connection)]
    return [*found, *signature_faults(connection, are_signed)]


def sent_home(store: Store) -> int:
    (count,) = store.connection.execute("SELECT sent_home FROM visits").fetchone()
    return int(count)


def test_a_stretch_whose_beginning_is_absent_is_taken_in_and_what_lacks_is_told(
    two: tuple[Store, Events],
) -> None:
    here, journal = two

    assert here.receive(journal[5:8]) == 3
    assert (told(here), faults(here)) == ([(1, 5)], [])
    here.receive(journal[10:])
    assert told(here) == [(1, 5), (9, 10)]
    here.receive(journal[:2])
    assert told(here) == [(3, 5), (9, 10)]
    assert (sent_home(here), faults(here)) == (1 + 5 + 6 + 7 + 10 + 11 + 12, [])
    here.receive(journal[8:10])
    assert told(here) == [(3, 5)]
    here.receive(journal[3:4])
    assert told(here) == [(3, 3), (5, 5)]
    live = dump_views(here.connection)
    rebuild(here)
    assert dump_views(here.connection) == live
    assert here.receive(journal) == 2
    assert (told(here), faults(here)) == ([], [])
    assert sent_home(here) == sum(range(1, 13))


def test_what_an_absent_event_may_allow_waits_for_it_and_asks_nobody(two: tuple[Store, Events]) -> None:
    """Without its opening nobody can say whom that journal knew, and so whether its author might do this."""
    here, journal = two
    here.receive(journal[5:8])

    whys = here.connection.execute("SELECT DISTINCT why FROM held").fetchall()
    assert (whys, sent_home(here), held_waiting(session_at(here))) == ([("event.unheard",)], 0, [])
    *_, counted = verify_signatures(here.connection, are_signed)
    assert isinstance(counted, Signatures)
    assert counted.held == 0

    here.receive(journal[:1])
    assert (sent_home(here), faults(here)) == (5 + 6 + 7, [])
    assert here.connection.execute("SELECT * FROM held").fetchall() == []


def test_what_is_handed_on_keeps_its_holes(two: tuple[Store, Events]) -> None:
    here, journal = two
    here.receive([*journal[2:4], *journal[6:7]])
    with onlooker() as third:
        third.receive(events_in(here))

        assert told(third) == told(here) == [(1, 2), (5, 6)]
        assert third.receive(journal) == len(journal) - 3
        assert list(verify_chain(third.connection)) == []


def relinked(journal: Events, at: int) -> Events:
    """Say another hour at one place, and link all behind it anew: another past, true in itself."""
    made = list(journal)
    for i in range(at, len(made)):
        header = made[i].header.replace(b'"bv":1', b'"bv":1,"x":1') if i == at else made[i].header
        before = made[i - 1].link
        made[i] = made[i]._replace(header=header, before=before, link=link_of(before, header, made[i].digest))
    return made


@pytest.mark.parametrize(
    ("held", "come"),
    [
        pytest.param(slice(6, 9), slice(3, 6), id="before what is here"),
        pytest.param(slice(2, 4), slice(4, 6), id="behind what is here"),
        pytest.param(slice(2, 9), slice(6, 8), id="in the midst of it"),
    ],
)
def test_a_run_of_another_past_is_a_fork_and_nothing_of_it_is_kept(
    two: tuple[Store, Events], held: slice, come: slice
) -> None:
    here, journal = two
    here.receive(journal[held])
    before = (events_in(here), holes(here.connection), dump_views(here.connection))

    with pytest.raises(EktpError) as refused:
        here.receive(relinked(journal, 3)[come])

    assert refused.value.code == "journal.forked"
    assert (events_in(here), holes(here.connection), dump_views(here.connection)) == before
    here.receive(journal)
    assert (told(here), faults(here)) == ([], [])


def test_the_own_journal_has_no_hole() -> None:
    """An older folder was brought back, and somebody has a part of what it wrote since."""
    with onlooker() as back, onlooker() as older:
        for count in (1, 2, 3):
            say(back, Entity.VISIT, founded().visit, b.SentHome(count=count))
        with pytest.raises(EktpError) as refused:
            older.receive(events_in(back)[1:])

        assert (refused.value.code, refused.value.facts["seq"]) == ("journal.gap", 2)
        assert older.receive(events_in(back)) == 3


def test_two_decisions_with_an_absent_one_between_contradict_nothing() -> None:
    ticket = f"{founded().visit}:A001"
    with laptops(2) as (here, there):
        for outcome in ("left", "answered", "left"):
            say(there, Entity.TICKET, ticket, b.TicketEnded(outcome=outcome))
        journal = [one for one in events_in(there) if one.incarnation == there.head.incarnation]

        here.receive([journal[0], journal[-3], journal[-1]])

        assert here.connection.execute("SELECT count(*) FROM contradictions").fetchone() == (0,)
        last = here.life(Entity.TICKET, ticket).decided("ticket.outcome")
        assert last is not None
        assert last.link == journal[-1].link.hex()


def test_who_names_an_event_has_seen_it_whatever_lacks_between() -> None:
    """A third laptop called the number, not knowing of a contradiction; then somebody decided it there."""
    ticket = f"{founded().visit}:A001"
    with laptops(4) as (here, there, third, late):
        left = say(here, Entity.TICKET, ticket, b.TicketEnded(outcome="left"))
        answered = say(there, Entity.TICKET, ticket, b.TicketEnded(outcome="answered"))
        exchange(here, there, third)
        called = say(third, Entity.TICKET, ticket, b.TicketCalled(desk="A"))
        for other in (here, there):
            other.receive(events_in(third))
        word = b.Settled(slot="ticket.outcome", event=answered.link, over=(left.link,))
        settled = say(there, Entity.TICKET, ticket, word)
        undone = say(here, Entity.TICKET, ticket, b.Withdrawn(event=called.link))
        exchange(here, there)

        late.receive(one for one in events_in(here) if one.link.hex() not in {called.link})

        assert late.connection.execute("SELECT count(*) FROM contradictions").fetchone() == (0,)
        order = [event.link for event in late.life(Entity.TICKET, ticket).all]
        assert order.index(settled.link) > max(order.index(left.link), order.index(answered.link))
        late.receive(events_in(here))
        order = [event.link for event in late.life(Entity.TICKET, ticket).all]
        assert order.index(undone.link) > order.index(called.link)
        assert late.life(Entity.TICKET, ticket) == here.life(Entity.TICKET, ticket)


def test_an_event_that_is_gone_is_no_hole(two: tuple[Store, Events]) -> None:
    here, journal = two
    here.receive(journal)
    (no,) = here.connection.execute("SELECT max(no) FROM journals").fetchone()
    here.connection.execute("DELETE FROM events WHERE journal = ? AND seq = 4", (no,))

    assert [(one.code, one.seq) for one in verify_chain(here.connection)] == [("event.missing", 4)]
    assert told(here) == []


def test_a_hole_that_somebody_wrote_hides_no_loss(two: tuple[Store, Events]) -> None:
    """Not in the journal that is written here, and not where all is there."""
    here, journal = two
    here.receive(journal)
    say(here, Entity.VISIT, founded().visit, b.SentHome(count=1))
    say(here, Entity.VISIT, founded().visit, b.SentHome(count=1))
    own, other = (
        here.connection.execute("SELECT no FROM journals WHERE incarnation = ?", (of,)).fetchone()[0]
        for of in (here.head.incarnation, journal[4].incarnation)
    )
    at = "SELECT link FROM events WHERE journal = ? AND seq = ?"
    (link,) = here.connection.execute(at, (own, here.head.seq - 1)).fetchone()
    here.connection.execute("DELETE FROM events WHERE journal = ? AND seq = ?", (own, here.head.seq - 1))
    seq = here.head.seq - 1
    here.connection.execute("INSERT INTO holes VALUES (?, ?, ?, ?)", (own, seq, seq, link))
    here.connection.execute("INSERT INTO holes VALUES (?, 5, 5, ?)", (other, journal[4].link))

    found = [(one.code, one.seq, one.table) for one in verify_chain(here.connection)]
    assert found == [("event.missing", seq, ""), ("view.extra", 0, "holes")]


def test_a_hole_names_the_link_on_its_other_side(two: tuple[Store, Events]) -> None:
    """Changed, what follows it fits no longer: the hole vouches for nothing that its edge does not."""
    here, journal = two
    here.receive(journal[5:8])
    here.connection.execute("UPDATE holes SET link = ?", (bytes(32),))

    assert [(one.code, one.seq) for one in verify_chain(here.connection)] == [("event.changed", 6)]


def test_a_signature_that_lies_in_a_hole_is_asked_for_when_it_comes() -> None:
    with laptops(2) as (here, there):
        give_numbers(session_at(there), founded().visit, letter="A", count=6)
        journal = [one for one in events_in(there) if one.incarnation == there.head.incarnation]
        unsigned = next(at for at, one in enumerate(journal) if one.signature is None)
        here.receive(journal[: unsigned + 1])
        assert [one.code for one in faults(here)] == ["event.unsigned"], "nothing says that more will come"

        last = next(at for at in range(unsigned, len(journal)) if journal[at].signature)
        here.receive(journal[last:])
        assert (told(here), faults(here)) == ([(unsigned + 2, last)], [])
        forged = journal[last - 1]._replace(signature=None)
        here.receive([*journal[unsigned + 1 : last - 1], forged])
        assert (told(here), faults(here)) == ([], [])


def test_what_fills_a_hole_is_compared_at_the_next_start(two: tuple[Store, Events]) -> None:
    here, journal = two
    here.receive(journal[8:])
    here.keep_compared(here.compare_views().mark)
    here.receive(journal[:2])

    assert here.compare_views().checked == 2, "the visit, and the laptop that opened its journal"


def test_events_are_counted_without_the_holes(two: tuple[Store, Events]) -> None:
    here, journal = two
    here.receive(journal[8:])

    (counted,) = here.rows("events_written")
    assert counted["value"] == len(events_in(here))


def test_many_events_come_run_by_run_and_a_pulled_stick_leaves_whole_runs() -> None:
    """Each run is a transaction of its own, and ends with one of its author's."""
    with laptops(1) as (there,), onlooker() as store:
        for _ in range(6):
            give_numbers(session_at(there), founded().visit, letter="A", count=100)
        everything = events_in(there)

        def pulled() -> Iterator[Arrived]:
            yield from everything[:-150]
            raise OSError("the stick was pulled")

        with suppress(OSError):
            store.receive(pulled())
        held = events_in(store)

        assert held == everything[: len(held)]
        assert len(everything) - 150 - RUN_EVENTS <= len(held) < len(everything) - 150
        assert held[-1].signature is not None
        assert store.receive(everything) == len(everything) - len(held)
        assert all(len(run) <= RUN_EVENTS and run[-1].signature for run in list(runs_of(everything))[1:])


def test_the_last_of_another_journal_may_be_on_its_way(two: tuple[Store, Events]) -> None:
    """The next journal says how far the former one had come; what lacks of it is told, and no damage."""
    _here, journal = two
    opened = b.IncarnationOpened(
        label="02/b", reason="no_anchor", last_incarnation="first", last_seq=9, last_link=bytes(32).hex()
    )
    with onlooker() as store:
        store.receive([opening(msgspec.json.decode(journal[0].header), opened)])

        assert list(verify_incarnations(store.connection)) == []
        assert [str(one) for one in absent_stretches(store.connection)] == ["first 1–9"]


def opening(head: dict[str, object], opened: b.IncarnationOpened) -> Arrived:
    """Begin another laptop's journal with these words."""
    head |= {"device": "laptop-2", "incarnation": "next", "seq": 1, "after": []}
    head |= {"kind": "incarnation_opened", "entity": "device", "id": "laptop-2"}
    header, body = msgspec.json.encode(head), msgspec.json.encode(opened)
    digest = body_digest(bytes(16), body)
    link = link_of(GENESIS, header, digest)
    return Arrived("laptop-2", "next", 1, GENESIS, link, header, digest, bytes(16), body)


def held(store: Store) -> list[tuple[int, str]]:
    return [(seq, why) for seq, why in store.connection.execute("SELECT seq, why FROM held ORDER BY 1")]


def test_what_fills_a_hole_may_take_a_right_that_seemed_to_be_there() -> None:
    """What was taken in before it is judged anew."""
    with laptops(2) as (here, there):
        say(there, Entity.USER, founded().user, b.UserChanged(name="Adi Contoh", roles=("queue",)))
        rule = say(there, Entity.OFFICE, founded().office, b.PolicySet(name="list_days", value="9"))
        journal = [one for one in events_in(there) if one.incarnation == there.head.incarnation]
        here.receive([*journal[:-2], journal[-1]])
        assert (held(here), told(here)) == ([], [(rule.header.seq - 1, rule.header.seq - 1)])

        here.receive(journal)

        assert (held(here), told(here)) == ([(rule.header.seq, "event.beyond_role")], [])
        assert here.connection.execute("SELECT * FROM policies").fetchall() == []


def test_an_offices_root_that_comes_last_is_what_all_is_judged_by(two: tuple[Store, Events]) -> None:
    here, journal = two
    with onlooker() as store:
        office = [one for one in events_in(here) if one.incarnation != here.head.incarnation]
        root = next(at for at, one in enumerate(office) if kind_of(one) == "root_set")
        store.receive([*office[:root], *office[root + 1 :], *journal[5:8]])
        assert held(store) == [], "without a root nobody is asked whether they might"

        store.receive(office)

        assert {why for _seq, why in held(store)} == {"event.unheard"}
        assert faults(store) == []


def test_a_colleagues_act_behind_a_hole_does_not_end_what_the_hole_may_sign(tmp_path: Path) -> None:
    visit = founded().visit
    with laptops(1) as (here,), laptop(tmp_path) as desk:
        desk.sign_out()
        session = desk.sign_in(founded().user, WORDS)
        made = add_user(session, "Noh Contoh", [Role.QUEUE])
        give_numbers(session, visit, letter="A", count=3)
        desk.sign_out()
        give_numbers(desk.sign_in(made.id, made.passphrase), visit, letter="A", count=1)
        own = store_of(desk).head.incarnation
        journal = [one for one in events_in(store_of(desk)) if one.incarnation == own]
        signed = [at for at, one in enumerate(journal) if one.signature]
        here.receive([*journal[: signed[-2] - 1], *journal[signed[-2] + 1 :]])

        assert (told(here), faults(here)) == ([(signed[-2], signed[-2] + 1)], [])
