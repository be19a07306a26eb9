"""Reading packs back from the medium: damage is named and made good, and receipts say what was read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.domain.moments import Moment
from ektp_desk.hub.keeper import is_scrub_due
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.pack_folder import PackFolder
from ektp_desk.hub.packs import PackName
from ektp_desk.hub.rereading import rebuild
from ektp_desk.hub.scrubbing import ScrubDamage, ScrubState, scrub, scrub_state
from ektp_desk.wire.envelope import write_object
from ektp_desk.wire.pack import FRONT_BYTES
from ektp_desk.wire.part import cut
from ektp_desk.wire.requests import KEY
from tests.exchange.scene import LAPTOP, OFFICE, OTHER, drop_list, events, sent
from tests.hub.dying import died
from tests.hub.lines import Desk, RunningHub, desks, made_hub, name, pack_of, roster, running
from tests.hub.test_judged_again import EARLY, LATE, two_runs
from tests.hub.test_parts import LARGE, naming


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running(made_hub(tmp_path / "hub")) as made:
        yield made


def spoil(hub: RunningHub, digest: str) -> tuple[int, int]:
    """Flip a bit in the middle of an entry; give its pack and place."""
    found = hub.mailbox.find(digest)
    assert found is not None
    pack, place, size = found.pieces[0]
    path = PackFolder(hub.folder / "packs").path(pack)
    content = bytearray(path.read_bytes())
    content[place + size // 2] ^= 1
    path.write_bytes(content)
    return pack.number, place


def scrubbed(hub: RunningHub) -> list[ScrubDamage]:
    found = list[ScrubDamage]()
    scrub(hub.mailbox.shelf, tell=found.append)
    return found


def test_a_damaged_file_is_named_said_to_lack_and_asked_for_again(hub: RunningHub) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP) as (office, laptop):
        laptop.send(early, EARLY, late, LATE)
        (before,) = laptop.offer(journals=[("laptop", "first", 0)])["receipts"]
        pack, place = spoil(hub, name(EARLY))
        assert scrubbed(hub) == [ScrubDamage(pack, place, is_mended=False)]

        known = ("laptop", "first", before.number)
        offer = laptop.offer(map(name, (early, EARLY, late, LATE)), [known])
        assert offer["lost"] == [[name(EARLY), "file"]]
        assert offer["wanted"] == [[name(EARLY), 0]]
        assert [one.missing for one in offer["receipts"]] == [(name(EARLY),)]
        assert [office.fetch(name(one)) for one in (early, late, LATE)] == [early, late, LATE]
        assert hub.mailbox.standing().damaged == 1

        (healed,) = laptop.send(EARLY)["receipts"]
        assert healed.missing == ()
        assert laptop.offer()["lost"] == []
        assert office.fetch(name(EARLY)) == EARLY
        assert scrubbed(hub) == []
        assert hub.mailbox.standing().damaged == 0


def test_a_damaged_run_is_a_gap_until_it_comes_again(hub: RunningHub) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP) as (office, laptop):
        laptop.send(early, EARLY, late, LATE)
        (*_others, newest) = office.inbox()
        assert newest[1] == name(LATE)
        spoil(hub, name(early))
        spoil(hub, name(LATE))
        assert len(scrubbed(hub)) == 2
        (gap,) = laptop.offer(journals=[("laptop", "first", 0)])["receipts"]
        assert gap.heard_spans == ((3, 4),)
        (healed,) = laptop.send(early, LATE)["receipts"]
        assert (healed.heard_spans, healed.missing) == (((1, 4),), ())
        behind = [row[1] for row in office.inbox(newest[0])]
        assert behind == [name(early), name(LATE)], "who read to the end of before misses nothing"


def test_of_a_damaged_part_the_whole_is_asked_for(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (office, laptop):
        laptop.send(naming(LARGE), *cut(LARGE))
        spoil(hub, name(LARGE))
        assert len(scrubbed(hub)) == 1
        assert laptop.offer()["lost"] == [[name(LARGE), "file"]]
        assert laptop.send(*cut(LARGE))["refused"] == {}
        assert office.fetch(name(LARGE)) == LARGE


def test_of_whom_a_word_is_damaged_brings_it_again(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (office, laptop):
        found = [name(roster(LAPTOP)), name(laptop.transport_key())]
        for one in found:
            spoil(hub, one)
        assert len(scrubbed(hub)) == 2
        assert laptop.ask("GET", "/v1/inbox?after=0").status == 401
        assert laptop.enter() == 200
        assert office.offer(found)["wanted"] == [[found[0], 0]]
        assert office.send(roster(LAPTOP))["refused"] == {}
        assert office.offer(found)["wanted"] == []


def test_receipts_say_what_was_read_back_with_all_its_files(hub: RunningHub) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP) as (_office, laptop):
        laptop.send(early, EARLY, late)
        (before,) = laptop.offer(journals=[("laptop", "first", 0)])["receipts"]
        assert before.scrubbed == ()
        scrubbed(hub)
        (after,) = laptop.offer(journals=[("laptop", "first", before.number)])["receipts"]
        assert (after.heard_spans, after.scrubbed) == (((1, 4),), ((1, 2),))
        (since,) = laptop.send(LATE)["receipts"]
        assert since.scrubbed == ((1, 2),)
        scrubbed(hub)
        (whole,) = laptop.offer(journals=[("laptop", "first", since.number)])["receipts"]
        assert whole.scrubbed == ((1, 4),)
        scrubbed(hub)
        assert (
            laptop.offer(journals=[("laptop", "first", whole.number)])["receipts"] == []
        )  # nothing new to say


def test_a_scrub_that_was_stopped_goes_on_and_says_of_what_was_there_when_it_began(
    hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    early, late = two_runs()
    read = list[int]()
    refresh = PackFolder.refresh

    def told(folder: PackFolder, pack: PackName) -> None:
        read.append(pack.number)
        refresh(folder, pack)

    monkeypatch.setattr(PackFolder, "refresh", told)
    with desks(hub, LAPTOP) as (_office, laptop):
        key = laptop.signed("GET", "/")[KEY]
        with hub.mailbox.bodies.new(key) as slow:
            laptop.send(early)
            laptop.send(EARLY)
            before = [pack.number for pack in hub.mailbox.packs.names() if pack != slow.name]
            state = scrub(hub.mailbox.shelf, rested=lambda _size: read[-1] < slow.name.number)
            assert (read, state.after, state.ended) == (before[:-1], before[-2], "")
            assert is_scrub_due(hub.mailbox.shelf.clock(), state)
            slow.write(pack_of([late, LATE]))
            sender = hub.mailbox.sender(key)
            assert sender is not None
            hub.mailbox.bodies.take(slow, sender)
        scrubbed(hub)
        assert read == before, "it has passed the slow one"
        (said,) = laptop.offer(journals=[("laptop", "first", 0)])["receipts"]
        assert (said.heard_spans, said.scrubbed) == (((1, 4),), ((1, 2),))
        with hub.mailbox.index.read() as connection:
            assert scrub_state(connection).ended != ""


@pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="this system forgets nothing that it read")
def test_packs_are_read_past_the_cache(hub: RunningHub, monkeypatch: pytest.MonkeyPatch) -> None:
    told = list[tuple[str, int]]()

    def note(file: int, _first: int, _count: int, advice: int) -> None:
        told.append((os.readlink(f"/proc/self/fd/{file}"), advice))

    monkeypatch.setattr(os, "posix_fadvise", note)
    with desks(hub, LAPTOP):
        scrubbed(hub)
        folder = PackFolder(hub.folder / "packs")
        assert told == [(str(folder.path(one)), os.POSIX_FADV_DONTNEED) for one in folder.names()]


def test_a_disk_that_is_away_loses_nothing(hub: RunningHub, tmp_path: Path) -> None:
    early, _late = two_runs()
    with desks(hub, LAPTOP) as (office, laptop):
        laptop.send(early, EARLY)
        (hub.folder / "packs").rename(tmp_path / "away")
        (hub.folder / "packs").mkdir()
        with pytest.raises(EktpError, match=r"^disk\.refused$"):
            scrub(hub.mailbox.shelf)
        (hub.folder / "packs").rmdir()
        (tmp_path / "away").rename(hub.folder / "packs")
        assert office.fetch(name(EARLY)) == EARLY
        assert scrubbed(hub) == []


def test_what_is_dropped_goes_from_the_packs_and_the_rest_stays(hub: RunningHub) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP) as (office, laptop):
        laptop.send(early, EARLY, late, LATE)
        laptop.send(naming(LARGE), *cut(LARGE))
        going = sorted([name(late), name(LATE), name(LARGE)])
        office.send(write_object(drop_list(dropped=tuple((one, "ab" * 32) for one in going)), OFFICE.sign))
        assert LATE in all_bytes(hub)
        assert hub.mailbox.shelf.sweep() == 2
        assert hub.mailbox.shelf.sweep() == 0
        lying = all_bytes(hub)
        assert [one in lying for one in (early, EARLY)] == [True, True]
        assert [one in lying for one in (late, LATE, LARGE[:1000])] == [False, False, False]
        assert [office.fetch(name(one)) for one in (early, EARLY)] == [early, EARLY]
        assert scrubbed(hub) == []


def all_bytes(hub: RunningHub) -> bytes:
    return b"".join(path.read_bytes() for path in (hub.folder / "packs").rglob("*") if path.is_file())


@pytest.mark.journey
def test_killed_anywhere_while_it_keeps_order_a_hub_goes_on(tmp_path: Path) -> None:
    early, late = two_runs()
    folder = made_hub(tmp_path / "hub")
    with running(folder) as hub, desks(hub, LAPTOP) as (office, laptop):
        seed = laptop.seed
        laptop.send(early, EARLY, late, LATE)
        laptop.send(naming(LARGE), *cut(LARGE))
        office.send(write_object(drop_list(dropped=((name(late), "ab" * 32),)), OFFICE.sign))
        spoil(hub, name(EARLY))
    place = 1
    while died(place, "keep", folder):
        place += 4
    assert place > 20
    with running(folder) as hub:
        laptop = Desk(hub, LAPTOP, seed)
        offer = laptop.offer(map(name, (early, EARLY, late, LARGE)))
        assert offer["wanted"] == [[name(EARLY), 0]]
        (said,) = laptop.send(EARLY)["receipts"]
        assert (said.heard_spans, said.missing) == (((1, 2),), ())
        assert late not in all_bytes(hub)
        assert scrubbed(hub) == []
        laptop.close()


def test_it_is_due_each_night_and_late_where_a_hub_stands_still_at_night() -> None:
    def due(now: str, last: str, begun: str = "", seen: str = "") -> bool:
        state = ScrubState(ended=last, begun=begun, seen=seen)
        return is_scrub_due(Moment(datetime.fromisoformat(f"2026-03-{now}:00+00:00"), 480), state)

    last = "2026-03-10T18:10:00.000+00:00"  # in WITA ten past two at night
    assert due("10T19:00", "")
    assert not due("11T12:00", last)
    assert not due("11T03:00", last)
    assert due("11T16:30", last)
    assert not due("11T14:00", last)
    assert due("12T03:00", last)
    assert due("09T12:00", last)  # the clock was put back
    begun = "2026-03-11T18:30:00.000+00:00"
    assert due("11T19:00", last, begun)  # it was stopped
    seen = "2026-03-11T19:10:00.000+00:00"
    assert not due("11T19:30", last, begun, seen)  # another process is at it
    assert due("11T20:30", last, begun, seen)  # it was killed


def test_bodies_are_taken_while_packs_are_read_back_and_mended(hub: RunningHub) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP, OTHER) as (office, laptop, mate):
        laptop.send(early, EARLY)
        spoil(hub, name(EARLY))
        sending = iter([(late, LATE), (naming(LARGE), *cut(LARGE))])
        told = list[dict[str, str]]()

        def rested(_size: int) -> bool:
            if entries := next(sending, ()):
                told.append(mate.send(*entries)["refused"])
            return True

        assert scrub(hub.mailbox.shelf, rested=rested).lost == 1
        assert told == [{}, {}]
        assert laptop.send(EARLY)["refused"] == {}
        there = [early, EARLY, late, LATE, LARGE]
        assert [office.fetch(name(one)) for one in there] == there
        assert scrubbed(hub) == []


def test_what_was_written_anew_meanwhile_was_not_read_back(hub: RunningHub) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP) as (_office, laptop):
        laptop.send(early, EARLY, late, LATE)
        spoil(hub, name(EARLY))
        of_late = []
        for _night in range(2):
            scrubbed(hub)
            (said,) = laptop.offer(journals=[("laptop", "first", 0)])["receipts"]
            of_late.append(said.scrubbed)
        assert of_late[0] == ()
        assert len(of_late[1]) == 1


def test_a_scrub_beside_a_hub_that_serves_gives_no_number_twice(hub: RunningHub) -> None:
    early, late = two_runs()
    with desks(hub, LAPTOP, OTHER) as (office, laptop, mate):
        laptop.send(early, EARLY, late, LATE)
        spoil(hub, name(EARLY))
        beside = Mailbox(hub.folder, reads_packs=False)
        mate.send(sent(events([SentHome(count=1)], device="other"), OTHER))
        state = scrub(beside.shelf)
        beside.close()
        assert (state.lost, office.fetch(name(LATE))) == (1, LATE)
        assert laptop.send(EARLY)["refused"] == {}


def test_all_that_is_lost_is_named_though_nobody_has_the_first_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ektp_desk.hub.mailbox.MOST_OFFERED", 1)
    day = [1]

    def clock() -> Moment:
        return Moment(datetime(2026, 3, day[0], 18, tzinfo=UTC), 480)

    with running(made_hub(tmp_path / "hub"), clock=clock) as hub, desks(hub, LAPTOP) as (_office, laptop):
        early, late = two_runs()
        laptop.send(early, EARLY, late, LATE)
        spoil(hub, name(EARLY))
        spoil(hub, name(LATE))
        scrubbed(hub)
        named = list[list[str]]()
        for day[0] in (2, 3):
            named += laptop.offer()["lost"]
        assert sorted(named) == sorted([[name(EARLY), "file"], [name(LATE), "file"]])


@pytest.mark.parametrize("at", [0, 7, 39], ids=["its mark", "its length", "its digest"])
def test_an_entry_whose_front_is_damaged_is_written_anew_while_it_is_whole(hub: RunningHub, at: int) -> None:
    """The index knows where it lies, but whoever reads the pack without one would not find it."""
    early, late = two_runs()
    with desks(hub, LAPTOP) as (office, laptop):
        laptop.send(early, late)
        found = hub.mailbox.find(name(early))
        assert found is not None
        pack, place, _size = found.pieces[0]
        path = PackFolder(hub.folder / "packs").path(pack)
        content = bytearray(path.read_bytes())
        content[place - FRONT_BYTES + at] ^= 1
        path.write_bytes(content)

        assert ScrubDamage(pack.number, place, is_mended=True) in scrubbed(hub)
        assert laptop.offer([name(early), name(late)])["lost"] == []
        assert scrubbed(hub) == []
        assert [office.fetch(name(one)) for one in (early, late)] == [early, late]
        rebuild(hub.mailbox.shelf)
        assert laptop.offer([name(early), name(late)])["wanted"] == []
