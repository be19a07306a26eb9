"""What is here is held against each later word of the office: revocations, and what is to be dropped."""

from __future__ import annotations

from sqlalchemy import QueuePool, event, func, insert, select, update

from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.hub.laying import rejudge
from ektp_desk.hub.schema import devices, held
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.heads import RosterDevice
from tests.bench.acts.hub_years import LAPTOPS, fill
from tests.exchange.scene import (
    LAPTOP,
    OFFICE,
    OTHER,
    SECOND,
    SIGNED,
    TO,
    drop_list,
    events,
    sent,
    taken,
    verdict,
)
from tests.hub.lines import Desk, RunningHub, desks, name, roster

EARLY, LATE = (b"age-encryption.org/v1\n" + bytes([one]) * 3000 for one in (1, 2))


def two_runs() -> tuple[bytes, bytes]:
    """Events 1 and 2 with a picture, and 3 and 4 with another."""
    bodies = [
        SentHome(count=1),
        taken(name(EARLY), len(EARLY)),
        SentHome(count=2),
        taken(name(LATE), len(LATE)),
    ]
    whole = events(bodies)
    whole[1] = whole[1]._replace(signature=bytes([1]) * 64, second=bytes([2]) * 64)
    return sent(whole[:2]), sent(whole[2:], earlier=2)


def revoke(office: Desk, number: int = 2, **until: int) -> None:
    """The office says that the laptop is revoked, and how far its journals count."""
    laptop = RosterDevice("laptop", "02", LAPTOP.public.hex(), is_office=False, until=tuple(until.items()))
    other = RosterDevice("other", "03", OTHER.public.hex(), is_office=False)
    desk = RosterDevice("desk", "01", OFFICE.public.hex(), is_office=True)
    assert office.send(roster(number=number, devices=(desk, laptop, other)))["refused"] == {}


def in_inbox(desk: Desk) -> list[str]:
    return [digest for _seq, digest, _kind, _size in desk.inbox()]


def test_what_was_taken_before_a_revocation_was_heard_is_held_behind_its_cut(hub: RunningHub) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP, OTHER) as (office, laptop, mate):
        laptop.send(early, EARLY, late, LATE)
        (before,) = mate.offer(journals=[("laptop", "first", 0)])["receipts"]
        assert (before.heard_spans, before.missing) == (((1, 4),), ())
        assert in_inbox(office) == [name(early), name(EARLY), name(late), name(LATE)]

        revoke(office, first=2)
        (after,) = mate.offer(journals=[("laptop", "first", before.number)])["receipts"]
        assert (after.heard_spans, after.missing) == (((1, 2),), ())
        assert in_inbox(office) == [name(early), name(EARLY)]
        assert mate.ask("GET", f"/v1/objects/{name(LATE)}").status == 404
        assert mate.send(late, LATE)["new"] == 0  # held, as it came
        assert mate.offer([name(late), name(LATE)])["wanted"] == []


def test_a_picture_of_which_a_run_counts_still_stays_and_comes_back_with_one(hub: RunningHub) -> None:
    whole = events([SentHome(count=1), taken(name(LATE), len(LATE))])
    with desks(hub, LAPTOP, OTHER) as (office, laptop, mate):
        run = sent(whole)
        laptop.send(run, LATE)
        revoke(office, first=0)
        assert in_inbox(office) == []
        mates = sent(events([taken(name(LATE), len(LATE))], device="other"), OTHER)
        mate.send(mates)
        assert mate.offer([name(LATE)])["wanted"] == []
        (said,) = mate.offer(journals=[("other", "first", 0)])["receipts"]
        assert said.missing == ()
        assert in_inbox(office) == [name(mates), name(LATE)]


def test_a_revoked_laptop_brings_what_counts_and_fetches_its_end_alone(hub: RunningHub) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP, OTHER) as (office, laptop, mate):
        office.send(write_object(verdict(), OFFICE.sign))
        assert len(laptop.inbox()) == 1
        said = name(write_object(verdict(), OFFICE.sign))
        desks_own = events([SentHome(count=one) for one in range(3)], device="desk")
        end = sent(desks_own[:1], OFFICE, to=TO | {"device:laptop": TO["office"]})
        office.send(end, sent(desks_own[1:], OFFICE, earlier=1))
        by_others = sent(
            events([SentHome(count=1)], device="other"), OTHER, to=TO | {"device:laptop": TO["office"]}
        )
        mate.send(by_others)
        revoke(office, first=2)
        assert office.send(roster(LAPTOP, OTHER, number=3))["refused"] == {}  # nor has all of it been heard
        assert in_inbox(laptop) == [name(end)]
        assert laptop.fetch(name(end)) == end
        pool, at_once = hub.mailbox.index._engine.pool, list[int]()
        assert isinstance(pool, QueuePool)
        event.listen(pool, "checkout", lambda *_given: at_once.append(pool.checkedout()))
        assert laptop.fetch_some(said, name(end)) == [end]
        assert set(at_once) == {1}, "who has a connection waits for none: there are only so many"
        assert laptop.ask("GET", f"/v1/objects/{said}").status == 404
        answer = laptop.send(early, EARLY, late, LATE)
        assert answer["held"] == {name(late): "device.revoked", name(LATE): "device.revoked"}
        assert [one.heard_spans for one in answer["receipts"]] == [((1, 2),)]


def test_of_a_long_journal_all_that_a_revocation_holds_is_moved_at_once(hub: RunningHub) -> None:
    asked = list[str]()
    with hub.mailbox.index.write() as connection:
        fill(connection, 10 * LAPTOPS)
        one = {"device": "old1", "sign": "ab" * 32, "number": "07", "is_office": False, "until": "{}"}
        connection.execute(insert(devices).values(one))
        event.listen(connection, "before_cursor_execute", lambda *said: asked.append(said[2]))
        assert rejudge(connection) == {("old1", "first")}
        assert len(asked) < 20, (
            "ten runs and forty files: each by itself would be asked for, moved and followed"
        )
        assert connection.scalar(select(func.count()).select_from(held)) == 50
        assert rejudge(connection) == set()
        connection.execute(update(devices).where(devices.c.device == "old1").values(until='{"first": 40}'))
        assert rejudge(connection) == {("old1", "first")}
        assert connection.scalar(select(func.count()).select_from(held)) == 0


def test_what_the_office_drops_is_handed_on_no_more_and_taken_never_again(hub: RunningHub) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP) as (office, laptop):
        laptop.send(early, EARLY, late, LATE)
        said = write_object(verdict(), OFFICE.sign)
        office.send(said)
        going = sorted([name(late), name(LATE), name(said)])
        office.send(write_object(drop_list(dropped=tuple((one, "ab" * 32) for one in going)), OFFICE.sign))

        assert in_inbox(office) == [name(early), name(EARLY)]
        assert office.ask("GET", f"/v1/objects/{name(LATE)}").status == 404
        kinds = [kind for _seq, _digest, kind, _size in laptop.inbox()]
        assert kinds == ["run", "verdict", "droplist"]  # its early one: of objects runs alone are dropped
        (receipt,) = laptop.offer(journals=[("laptop", "first", 0)])["receipts"]
        assert (receipt.heard_spans, receipt.missing) == (((1, 2),), ())
        offer = laptop.offer([name(early), name(late), name(LATE)])
        assert (offer["wanted"], sorted(offer["dropped"])) == ([], sorted([name(late), name(LATE)]))
        refused = laptop.send(late, LATE)["refused"]
        assert refused == {name(late): "object.dropped", name(LATE): "object.dropped"}


def test_runs_that_overlap_are_one_stretch_where_a_link_says_so(hub: RunningHub) -> None:
    whole = events([SentHome(count=one) for one in range(8)])

    def run(first: int, last: int) -> bytes:
        made = list(whole[first - 1 : last])
        made[-1] = made[-1]._replace(signature=bytes([1]) * 64, second=bytes([2]) * 64)
        return sent(made, earlier=first - 1)

    with desks(hub, LAPTOP, OTHER) as (_office, laptop, mate):
        (gap,) = laptop.send(run(5, 6), run(7, 8), run(3, 6))["receipts"]
        assert gap.heard_spans == ((3, 8),)
        (said,) = laptop.send(run(1, 2))["receipts"]
        assert said.heard == ((1, 8, whole[-1].link.hex()),)

        branches = [events([SentHome(count=one), SentHome(count=2)], device="other") for one in (0, 1)]
        (said,) = mate.send(
            *(
                sent([branch[at]._replace(signature=SIGNED, second=SECOND)], OTHER, earlier=at)
                for at, branch in enumerate(branches)
            )
        )["receipts"]
        assert said.heard == ((1, 1, branches[0][0].link.hex()),), (
            "another branch goes on from something else"
        )
