"""What the office keeps safe goes from the hub after ninety nights, and nothing goes by a lesser word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.domain.moments import Moment
from ektp_desk.hub.rereading import rebuild
from ektp_desk.hub.retiring import NIGHTS, retire
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.heads import RosterDevice
from ektp_desk.wire.part import cut
from ektp_desk.wire.requests import LINK as LINK_NAME
from tests.exchange.scene import LAPTOP, OFFICE, OTHER, TO, drop_list, events, sent, taken, verdict
from tests.hub.lines import Desk, RunningHub, desks, made_hub, name, pack_of, roster, running
from tests.hub.test_judged_again import EARLY, in_inbox
from tests.hub.test_parts import LARGE
from tests.hub.test_scrub import all_bytes

BODIES = [
    SentHome(count=1),
    taken(name(EARLY), len(EARLY)),
    taken(name(LARGE), len(LARGE)),
    SentHome(count=2),
]
WHOLE = events(BODIES)
LINK = WHOLE[-1].link.hex()
FEW = 7  # nights, for these tests
FIRST, SECOND = ("desk", "disk1", ((1, 4),)), ("desk", "disk2", ((1, 4),))


@dataclass
class Days:
    """A clock of whole days."""

    passed: int = 0

    def __call__(self) -> Moment:
        return Moment(datetime(2026, 3, 1, 18, tzinfo=UTC) + timedelta(days=self.passed), 480)


@dataclass
class OldHub:
    hub: RunningHub
    days: Days = field(default_factory=Days)

    def live(self, nights: int) -> int:
        """Let so many nights pass; give how many entries went."""
        went = 0
        for _night in range(nights):
            self.days.passed += 1
            went += retire(self.hub.mailbox.shelf)
        self.hub.mailbox.shelf.sweep()
        return went


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OldHub]:
    monkeypatch.setattr("ektp_desk.hub.retiring.NIGHTS", FEW)
    days = Days()
    with running(made_hub(tmp_path / "hub"), clock=days) as hub:
        yield OldHub(hub, days)


def said(**other: Any) -> bytes:
    """The office desk's word that all is opened, and lies on two disks."""
    whole = {"heard": ((1, 4, LINK),), "opened": ((1, 4),), "wrong": (), "kept": (FIRST, SECOND)}
    return write_object(verdict(**whole | other), OFFICE.sign)


def recorded(laptop: Desk) -> bytes:
    run = sent(WHOLE)
    assert laptop.send(run, EARLY)["refused"] == {}
    assert laptop.send(*cut(LARGE))["refused"] == {}
    return run


def test_what_is_safe_goes_after_ninety_nights_and_is_received_still(
    old: OldHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    with desks(old.hub, LAPTOP) as (office, laptop):
        run = recorded(laptop)
        assert old.live(200) == 0
        office.send(said())
        assert old.live(NIGHTS) == 0
        assert in_inbox(office) == [name(run), name(EARLY), name(LARGE)]
        (before,) = laptop.offer(journals=[("laptop", "first", 0)])["receipts"]

        assert old.live(1) == 3
        lying = all_bytes(old.hub)
        assert [one in lying for one in (run, EARLY, LARGE[:1000])] == [False, False, False]
        assert in_inbox(office) == []
        known = ("laptop", "first", before.number)
        offer = laptop.offer(map(name, (run, EARLY, LARGE)), [known])
        assert (offer["receipts"], offer["dropped"], offer["lost"]) == ([], [], [])
        assert offer["wanted"] == []
        again = laptop.send(run, EARLY, *cut(LARGE))
        assert (again["new"], again["refused"]) == (0, {})
        assert old.hub.mailbox.standing().laptops[1].is_whole
        assert rebuild(old.hub.mailbox.shelf).refused == {}  # who is known lies here still
        assert laptop.send(run)["refused"] == {}


LESSER: dict[str, dict[str, Any]] = {
    "not all opened": {"opened": ((1, 3),)},
    "in one place": {"kept": (FIRST,)},
    "on disks of one machine that nobody tells apart": {"kept": (FIRST, ("desk", "", ((1, 4),)))},
    "not all in the second place": {"kept": (FIRST, ("desk", "disk2", ((1, 3),)))},
    "of another branch": {"heard": ((1, 4, "ab" * 32),)},
    "its files are no pictures there": {
        "wrong": tuple((one, "picture.not_one") for one in sorted([name(EARLY), name(LARGE)]))
    },
}


@pytest.mark.parametrize("less", LESSER)
def test_by_a_lesser_word_nothing_goes(old: OldHub, less: str) -> None:
    with desks(old.hub, LAPTOP) as (office, laptop):
        recorded(laptop)
        office.send(said(**LESSER[less], number=8))
        office.send(said(number=7))  # which it said before
        assert old.live(3 * FEW) == 1, "that word alone"
        assert EARLY in all_bytes(old.hub)


def test_what_another_office_desk_has_not_heard_waits_for_it(old: OldHub) -> None:
    known = [
        RosterDevice("desk", "01", OFFICE.public.hex(), is_office=True),
        RosterDevice("laptop", "02", LAPTOP.public.hex(), is_office=False),
        RosterDevice("other", "03", OTHER.public.hex(), is_office=True),
    ]
    with desks(old.hub, LAPTOP) as (office, laptop):
        office.send(roster(number=2, devices=tuple(known)))
        recorded(laptop)
        office.send(said())
        assert old.live(2 * FEW) == 0
        second = verdict(desk="other", by=OTHER.by, heard=((1, 4, LINK),), opened=(), wrong=(), kept=())
        office.send(write_object(second, OTHER.sign))
        assert old.live(FEW) == 0
        assert old.live(1) == 3


def test_a_word_that_a_backup_undid_and_one_of_a_revoked_desk_count_for_nothing(old: OldHub) -> None:
    with desks(old.hub, LAPTOP) as (office, laptop):
        recorded(laptop)
        office.send(said())
        office.send(said(desk_incarnation="later", number=1, kept=(), opened=(), heard=()))
        assert old.live(2 * FEW) == 0, "neither journal of the desk speaks of the other"
        other = said(desk_incarnation="later", number=2, device="desk", opened=(), heard=(), kept=())
        office.send(other)
        assert old.live(2 * FEW) == 0, "the later one counts, which says less"
        office.send(said(desk_incarnation="later", number=3))
        assert old.live(FEW + 1) == 4  # and its first word, in whose place the third one stands
        devices = (RosterDevice("desk", "01", OFFICE.public.hex(), is_office=True, until=()),)
        assert office.send(roster(number=2, devices=devices))["refused"] == {}
        old.live(1)
        assert len(laptop.offer()["lost"]) == 3


def test_what_went_and_is_safe_no_more_is_asked_for_again(old: OldHub) -> None:
    with desks(old.hub, LAPTOP) as (office, laptop):
        run = recorded(laptop)
        office.send(said())
        old.live(FEW + 1)
        office.send(said(number=8, kept=(FIRST,)))
        old.live(1)
        (less,) = laptop.offer(journals=[("laptop", "first", 0)])["receipts"]
        assert less.heard_spans == ()
        assert sorted(laptop.offer()["lost"]) == sorted(
            [[name(run), "run"], [name(EARLY), "file"], [name(LARGE), "file"]]
        )
        laptop.send(run, EARLY)
        laptop.send(*cut(LARGE))
        (healed,) = laptop.offer(journals=[("laptop", "first", less.number)])["receipts"]
        assert (healed.heard_spans, healed.missing) == (((1, 4),), ())
        assert laptop.offer()["lost"] == []


def test_a_night_is_one_whatever_the_clock_says_and_however_often_it_is_asked(old: OldHub) -> None:
    with desks(old.hub, LAPTOP) as (office, laptop):
        recorded(laptop)
        office.send(said())
        for jump in (12 * 365, -13 * 365, 12 * 365):
            old.days.passed += jump
            assert [retire(old.hub.mailbox.shelf) for _again in range(FEW)] == [0] * FEW


def test_what_is_not_safe_keeps_what_came_with_it(old: OldHub) -> None:
    with desks(old.hub, LAPTOP, OTHER) as (office, laptop, _mate):
        run, other = sent(WHOLE), sent(events([SentHome(count=1)], device="other"), OTHER)
        laptop.send(run, EARLY, other)
        laptop.send(*cut(LARGE))
        office.send(said())
        assert old.live(2 * FEW) == 1  # the parts came by themselves
        assert in_inbox(office) == [name(run), name(EARLY), name(other)]


def test_what_was_never_finished_and_what_was_said_anew_goes_too(old: OldHub) -> None:
    with desks(old.hub, LAPTOP) as (office, laptop):
        laptop.send(sent(WHOLE), EARLY)
        first, *_rest = cut(LARGE)
        laptop.send(first)
        office.send(said(number=7, kept=(FIRST,)))
        office.send(said(number=8, kept=(FIRST,)))
        assert old.live(FEW) == 0
        assert old.live(1) == 1
        words = [digest for _seq, digest, kind, _size in laptop.inbox() if kind == "verdict"]
        assert words == [name(said(number=8, kept=(FIRST,)))]
        assert old.live(30 - FEW - 1) == 0
        assert laptop.offer([name(first)])["wanted"] == []
        assert old.live(1) == 1
        assert laptop.offer([name(first)])["wanted"] == [[name(first), 0]]


def test_a_cut_beginning_of_what_is_here_takes_nothing_away(old: OldHub) -> None:
    with desks(old.hub, LAPTOP) as (office, laptop):
        run = sent(WHOLE)
        laptop.send(run, EARLY)
        cut_short = pack_of([EARLY])[:-100]  # another link carried the same body, and was stopped
        laptop.ask("POST", "/v1/objects", cut_short, **{LINK_NAME: "phone"})
        assert old.live(31) == 0
        assert in_inbox(office) == [name(run), name(EARLY)]


def test_what_went_and_is_dropped_is_not_asked_for_again(old: OldHub) -> None:
    with desks(old.hub, LAPTOP) as (office, laptop):
        run = recorded(laptop)
        office.send(said())
        old.live(FEW + 1)
        office.send(write_object(drop_list(dropped=((name(run), "ab" * 32),)), OFFICE.sign))
        old.live(1)
        assert laptop.offer()["lost"] == []


def test_what_is_for_one_laptop_alone_waits_for_it(old: OldHub) -> None:
    with desks(old.hub, LAPTOP) as (office, laptop):
        run = sent(WHOLE, to=TO | {"device:other": TO["office"]})
        laptop.send(run, EARLY, *cut(LARGE))
        office.send(said())
        assert old.live(FEW + 1) == 0
        assert in_inbox(office) == [name(run), name(EARLY), name(LARGE)]


def test_what_went_stays_received_when_another_office_desk_joins(old: OldHub) -> None:
    known = [
        RosterDevice("desk", "01", OFFICE.public.hex(), is_office=True),
        RosterDevice("laptop", "02", LAPTOP.public.hex(), is_office=False),
        RosterDevice("other", "03", OTHER.public.hex(), is_office=True),
    ]
    with desks(old.hub, LAPTOP) as (office, laptop):
        recorded(laptop)
        office.send(said())
        old.live(FEW + 1)
        office.send(roster(number=2, devices=tuple(known)))
        old.live(1)
        assert laptop.offer()["lost"] == []
        later = Desk(old.hub, OTHER)
        assert later.enter() == 200
        assert [one.offer()["retired"] for one in (office, laptop, later)] == [0, 0, 1], "and is told of it"
        theirs = verdict(by=OTHER.by, desk="other", heard=((1, 4, LINK),), opened=(), wrong=(), kept=())
        assert later.send(write_object(theirs, OTHER.sign))["refused"] == {}
        old.live(1)
        assert later.offer()["retired"] == 0
        later.close()
