"""What a laptop lays out is sent: by one link or two, cut or refused, once."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from threading import Event, Lock
from typing import Any

import msgspec
import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.scrubbing import scrub
from ektp_desk.sync.carrier import Carrier, PackFile
from ektp_desk.sync.hub_line import HubLine
from ektp_desk.sync.link import HubLink, ReadBody
from ektp_desk.sync.outbox import FILE, RUN, DueObject
from ektp_desk.sync.sending import LineSender, choose_links, sync_once, ways_of
from ektp_desk.sync.sending_queue import OpenBody
from ektp_desk.usecases.exchange.line import LineAsk
from tests.exchange.scene import LAPTOP, Sending
from tests.hub.lines import HubAddress, desks, made_hub, name, running
from tests.hub.outboxes import between, lay_out, missing_at, objects, put
from tests.hub.processes import FarOffice

pytestmark = [pytest.mark.journey, pytest.mark.timeout(60)]
FIRST, SECOND = "127.0.0.2", "127.0.0.3"


@pytest.fixture
def hub(far: FarOffice) -> HubAddress:
    return far.hub


@pytest.fixture
def by(far: FarOffice) -> Sending:
    """One that it knows, and that sent nothing yet."""
    return next(far.laptops)


def test_an_older_folder_that_was_put_back_is_brought_its_own_runs(
    tmp_path: Path, hub: HubAddress, by: Sending
) -> None:
    made = objects(3, size=2_000, by=by)
    outbox = lay_out(tmp_path / "now", hub, [hub.address], by)
    put(outbox, made)
    sync_once(outbox)
    assert sync_once(outbox).came == 0
    older = lay_out(tmp_path / "then", hub, [hub.address], by)
    put(older, made[:2])
    assert sync_once(older).came == 2  # the second and the third


def test_what_two_links_hear_at_once_is_laid_out_one_after_the_other(
    tmp_path: Path, hub: HubAddress, by: Sending, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One brings what the folder lacks while the other hears receipts: both wrote under one name."""
    made, write, writing, others = objects(24, by=by), Carrier.write, Lock(), list[bool]()
    outbox = lay_out(tmp_path / "now", hub, [hub.address], by)
    put(outbox, made[:6])
    sync_once(outbox)
    older = lay_out(tmp_path / "then", hub, [hub.address], by)
    put(older, made[6:])
    choose_links(older, [FIRST, SECOND])
    monkeypatch.setattr("ektp_desk.sync.link._KEPT_EVERY", 1)
    monkeypatch.setattr("ektp_desk.sync.pace.MOST_BODY", 200_000)
    came = Event()

    def written(carrier: Carrier, journal: str, entries: Sequence[bytes]) -> PackFile:
        is_alone = writing.acquire(blocking=False)
        others.append(not is_alone)
        came.wait(0 if came.is_set() else 0.5)  # for a second one
        came.set()
        try:
            return write(carrier, journal, entries)
        finally:
            if is_alone:
                writing.release()

    monkeypatch.setattr(Carrier, "write", written)
    assert sync_once(older).came == 3  # the runs: files are the office's
    assert missing_at(hub, made) == []
    assert len(others) > 2
    assert not any(others)


def test_an_idle_laptop_asks_one_thing_of_constant_size_whatever_it_sent_before(
    tmp_path: Path, hub: HubAddress, by: Sending, asked: list[tuple[str, int]]
) -> None:
    outbox, made = lay_out(tmp_path, hub, [hub.address], by), objects(40, size=2_000, by=by)
    put(outbox, made)
    assert sync_once(outbox).sent == len(made)
    sync_once(outbox)  # hears that what came since was its own
    outbox.add((f"{at:064x}", FILE, "v1", 10) for at in range(3_000))
    outbox.note_sent(f"{at:064x}" for at in range(3_000))
    asked.clear()

    assert sync_once(outbox).sent == 0
    (hello, nothing), (offer, size) = asked
    assert (hello, nothing, offer) == ("/v1/hello", 0, "/v1/offer")
    assert size < 200


def test_two_links_share_one_queue_and_one_that_dies_costs_its_share(
    tmp_path: Path, hub: HubAddress, by: Sending
) -> None:
    made = objects(60, by=by)
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through], by)
        put(outbox, made)
        outbox.keep_fact("links", f"{FIRST} {SECOND}")
        line.cut[SECOND] = 700_000
        done = sync_once(outbox)

        assert (missing_at(hub, made), done.refused) == ([], {})
        whole = sum(map(len, made))
        assert line.passed[FIRST] > whole - 700_000, "the other carries what is left"
        assert sum(line.passed.values()) < 1.5 * whole
        assert outbox.left() == (0, 0, 0)


def test_a_link_is_an_interface_or_an_address_and_one_that_is_not_there_is_named(
    tmp_path: Path, hub: HubAddress, by: Sending
) -> None:
    made = objects(2, by=by)
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through], by)
        put(outbox, made[:2])
        choose_links(outbox, ["lo"])
        assert sync_once(outbox).sent == 2
        put(outbox, made[2:])
        choose_links(outbox, [FIRST])
        assert sync_once(outbox).sent == 2
        assert line.passed.keys() == {"127.0.0.1", FIRST}
        for gone in ("tidak-ada0", "192.0.2.77", "a-name-that-is-too-long"):
            choose_links(outbox, [gone])
            with pytest.raises(EktpError, match=r"^line\.no_link$"):
                sync_once(outbox)
        choose_links(outbox, ["192.0.2.77", "lo", ""])
        assert sync_once(outbox).refused == {}, "one way is enough"
        choose_links(outbox, [""])
        assert ways_of(outbox) == [""]


def test_where_every_link_dies_somebody_hears_of_it(tmp_path: Path, hub: HubAddress, by: Sending) -> None:
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through], by)
        put(outbox, objects(3, by=by))
        outbox.keep_fact("links", f"{FIRST} {SECOND}")
        line.is_dead |= {FIRST, SECOND}
        with pytest.raises(EktpError, match=r"^line\.cut$"):
            sync_once(outbox)
        assert outbox.left()[:2] == (3, 3)


def test_a_body_that_nobody_wants_any_more_is_cut_piece_by_piece(
    tmp_path: Path, hub: HubAddress, by: Sending
) -> None:
    """Somebody paused, or another link brought it: a slow line would carry it for seconds more."""
    outbox, made, pieces = (
        lay_out(tmp_path, hub, [hub.address], by),
        objects(1, size=900_000, by=by),
        count(),
    )
    put(outbox, made[:1])
    sync_once(outbox)
    facts, seed = outbox.read()
    with HubLine(hub.address, facts, seed, going=lambda: next(pieces) < 50) as line:
        with pytest.raises(EktpError, match=r"^line\.stopped$"):
            line.send([made[1]])
        assert next(pieces) == 51
    assert missing_at(hub, made) == [name(made[1])]

    (link,) = LineSender(outbox)._links
    link._under_way[1] = body = OpenBody([DueObject("run1", RUN, 10)])
    assert link._is_wanted(1)
    body.is_done = True
    assert (link._is_wanted(0), link._is_wanted(1)) == (True, False)


def test_a_link_whose_body_another_brought_takes_the_next(
    tmp_path: Path, hub: HubAddress, by: Sending, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox, made = lay_out(tmp_path, hub, [hub.address], by), objects(3, by=by)
    put(outbox, made)
    carry, tries = HubLink._carry, count()

    def overtaken(link: HubLink, body: ReadBody, *of: Any) -> None:
        if next(tries) == 1:
            link._queue.fail(body.of)
            raise EktpError("line.stopped")
        carry(link, body, *of)

    monkeypatch.setattr(HubLink, "_carry", overtaken)
    sync_once(outbox)
    assert (missing_at(hub, made), outbox.left()) == ([], (0, 0, 0))


def test_a_cut_goes_on_from_the_byte_that_the_hub_has(tmp_path: Path, hub: HubAddress, by: Sending) -> None:
    made = objects(1, size=900_000, by=by)
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through], by)
        put(outbox, made)
        line.cut["127.0.0.1"] = 700_000
        with pytest.raises(EktpError, match=r"^line\.cut$"):
            sync_once(outbox)
        line.is_dead.clear()
        assert sync_once(outbox).sent == 1
        assert missing_at(hub, made) == []
        assert line.passed["127.0.0.1"] < 950_000, "what came is not sent again"


def test_what_is_too_large_for_one_piece_goes_in_parts_and_none_that_came_goes_again(
    tmp_path: Path, hub: HubAddress, by: Sending
) -> None:
    made = objects(1, size=7_000_000, by=by)
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through], by)
        put(outbox, made)
        line.cut["127.0.0.1"] = 4_000_000
        with pytest.raises(EktpError, match=r"^line\.cut$"):
            sync_once(outbox)
        line.is_dead.clear()
        assert sync_once(outbox).refused == {}
        assert line.passed["127.0.0.1"] < 7_100_000
        assert missing_at(hub, made) == []


def test_what_is_refused_lies_aside_with_its_reason_and_the_rest_goes_on(
    tmp_path: Path, hub: HubAddress, by: Sending
) -> None:
    outbox, made = lay_out(tmp_path, hub, [hub.address], by), objects(4, by=by)
    put(outbox, [*made[:2], *made[4:]])
    nobodys = made[3]  # its run is not laid out yet
    (outbox.objects / f"{name(nobodys)}.age").write_bytes(nobodys)
    outbox.add([(name(nobodys), FILE, "", len(nobodys))])
    done = sync_once(outbox)

    assert done.refused == {name(nobodys): "object.unnamed_file"}
    assert (outbox.aside(), outbox.left()) == ({"object.unnamed_file": 1}, (0, 0, 0))
    assert missing_at(hub, made) == [name(made[2]), name(nobodys)]

    put(outbox, made)
    LineSender(outbox).hear(LineAsk("now"))
    assert sync_once(outbox).refused == {}
    assert missing_at(hub, made) == []


def test_a_hub_that_was_put_back_is_offered_everything_again(
    tmp_path: Path, hub: HubAddress, by: Sending, asked: list[tuple[str, int]]
) -> None:
    outbox, made = lay_out(tmp_path, hub, [hub.address], by), objects(5, by=by)
    put(outbox, made)
    sync_once(outbox)
    outbox.keep_fact("epoch", "another")
    asked.clear()
    sync_once(outbox)
    assert [path for path, _size in asked].count("/v1/objects") == 0, "it has all of it"
    assert "/v1/key" in [path for path, _size in asked]


def test_what_a_hub_that_was_put_back_has_no_more_is_offered_again(tmp_path: Path) -> None:
    """It has read all back since, and signed under numbers that the desk has seen."""
    folder, made = made_hub(tmp_path / "hub"), objects(3, size=2_000)
    with running(folder) as hub, desks(hub, LAPTOP):
        outbox = lay_out(tmp_path, hub, [hub.address])
        put(outbox, made[:2])
        sync_once(outbox)
    shutil.copytree(folder, tmp_path / "yesterday")
    with running(folder) as hub:
        facts, seed = outbox.read()
        outbox.lay(msgspec.structs.replace(facts, addresses=(hub.address,)), seed)
        put(outbox, made[2:3])
        sync_once(outbox)
    with running(tmp_path / "yesterday") as hub:
        scrub(hub.mailbox.shelf)
        outbox.lay(msgspec.structs.replace(facts, addresses=(hub.address,)), seed)
        put(outbox, made[4:])
        sync_once(outbox)
        sync_once(outbox)
        assert missing_at(hub, made) == [name(made[3])]  # which was never sent


def test_where_it_costs_only_runs_go_once_the_days_bytes_are_spent(
    tmp_path: Path, hub: HubAddress, by: Sending, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ektp_desk.sync.ways._network", lambda _own, _hub: "192.0.2.0/24")
    outbox, made = lay_out(tmp_path, hub, [hub.address], by), objects(6, by=by)
    facts, seed = outbox.read()
    outbox.lay(
        type(facts)(**{**{f: getattr(facts, f) for f in facts.__struct_fields__}, "metered": 130_000}), seed
    )
    put(outbox, made)
    LineSender(outbox).hear(LineAsk("price", network="192.0.2.0/24", is_metered=True))
    sync_once(outbox)

    runs = set(map(name, made[::2]))
    missing = missing_at(hub, made)
    assert (runs.isdisjoint(missing), len(missing)) == (True, 4), "two pictures fit"
    sender = LineSender(outbox)
    assert (sender.news.spent, sender.news.most, sender.news.files) == (2 * len(made[1]), 130_000, 4)

    sender.hear(LineAsk("price", network="192.0.2.0/24", is_metered=False))
    sync_once(outbox)
    assert missing_at(hub, made) == []


def test_a_pause_ends_with_its_day_and_a_network_of_which_nobody_said_costs(
    tmp_path: Path, hub: HubAddress, by: Sending
) -> None:
    outbox = lay_out(tmp_path, hub, [hub.address], by)
    sender = LineSender(outbox)
    sender.hear(LineAsk("pause"))
    assert (sender.news.is_paused, LineSender(outbox).control.is_paused) == (True, True)
    outbox.keep_fact("paused", "2019-04-01")  # as if that had been yesterday
    assert not LineSender(outbox).control.is_paused
    sender.look_at_day()
    assert not sender.news.is_paused

    facts, seed = outbox.read()
    outbox.lay(msgspec.structs.replace(facts, metered=7_000), seed)
    assert sender._parts.metering.left("192.0.2.0/24") == 7_000, "beside a window it waits to be answered"
    assert LineSender(outbox, doubts=False)._parts.metering.left("192.0.2.0/24") is None
    assert sender._parts.metering.left("") is None
