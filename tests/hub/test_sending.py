"""What a laptop lays out is sent: by one link or two, cut or refused, once."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.scrubbing import scrub
from ektp_desk.sync.hub_line import HubLine
from ektp_desk.sync.link import HubLink, ReadBody
from ektp_desk.sync.outbox import FILE, RUN, DueObject, Outbox
from ektp_desk.sync.sending import LineSender, choose_links, sync_once, ways_of
from ektp_desk.sync.sending_queue import OpenBody
from ektp_desk.usecases.exchange.line import LineAsk
from ektp_desk.wire.pack import read_pack
from ektp_desk.wire.part import cut
from tests.exchange.scene import LAPTOP, OFFICE, OTHER
from tests.hub.lines import RunningHub, desks, made_hub, name, running
from tests.hub.outboxes import between, lay_out, missing_at, objects, put
from tests.hub.proxy import cut_after, proxy_to

FIRST, SECOND = "127.0.0.2", "127.0.0.3"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    """It knows the laptop."""
    with running(made_hub(tmp_path / "hub")) as made, desks(made, LAPTOP):
        yield made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Each request's path, and the bytes of its body."""
    said, ask = list[tuple[str, int]](), HubLine._request

    def counted(line: HubLine, method: str, target: str, body: bytes, headers: dict[str, str]) -> object:
        said.append((target.partition("?")[0], len(body)))
        return ask(line, method, target, body, headers)

    monkeypatch.setattr(HubLine, "_request", counted)
    return said


def address(hub: RunningHub) -> str:
    return f"http://127.0.0.1:{hub.port}"


def test_an_older_folder_that_was_put_back_is_brought_its_own_runs(tmp_path: Path, hub: RunningHub) -> None:
    made = objects(3, size=2_000)
    outbox = lay_out(tmp_path / "now", hub, [address(hub)])
    put(outbox, made)
    sync_once(outbox)
    assert sync_once(outbox).came == 0
    older = lay_out(tmp_path / "then", hub, [address(hub)])
    put(older, made[:2])
    assert sync_once(older).came == 2  # the second and the third


def test_what_was_sealed_to_a_key_that_comes_later_is_brought_once_more(tmp_path: Path) -> None:
    with running(made_hub(tmp_path / "hub")) as hub, desks(hub, LAPTOP, OTHER):
        outbox = lay_out(tmp_path / "laptop", hub, [address(hub)])
        put(outbox, objects(3, size=2_000))
        sync_once(outbox)
        mate = lay_out(tmp_path / "mate", hub, [address(hub)], OTHER)
        facts, seed = mate.read()
        for names, came in (("before", 3), ("before", 0), ("behind", 3), ("behind", 0)):
            mate.lay(msgspec.structs.replace(facts, visits=("v1",), names=names), seed)
            assert sync_once(mate).came == came


def test_one_that_the_hubs_disk_does_not_give_stops_nothing_and_comes_later(tmp_path: Path) -> None:
    with running(made_hub(tmp_path / "hub")) as hub, desks(hub, LAPTOP, OTHER) as (_office, laptop, _mate):
        made = objects(3, size=2_000)
        for run in made[::2]:
            laptop.send(run)
        (damaged,) = (path for path in hub.folder.rglob("*.PCK") if made[2] in path.read_bytes())
        whole = damaged.read_bytes()
        mate = lay_out(tmp_path / "mate", hub, [address(hub)], OTHER)
        facts, seed = mate.read()
        mate.lay(msgspec.structs.replace(facts, visits=("v1",)), seed)

        damaged.write_bytes(whole.replace(made[2], bytes(len(made[2]))))
        done = sync_once(mate)
        assert (done.came, done.refused) == (2, {name(made[2]): "line.damaged"})
        damaged.unlink()
        assert sync_once(mate).refused == {name(made[2]): "hub.disk"}
        damaged.write_bytes(whole)
        assert [sync_once(mate).came for _round in range(2)] == [1, 0]


def test_an_idle_laptop_asks_one_thing_of_constant_size_whatever_it_sent_before(
    tmp_path: Path, hub: RunningHub, asked: list[tuple[str, int]]
) -> None:
    outbox, made = lay_out(tmp_path, hub, [address(hub)]), objects(40, size=2_000)
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


def test_two_links_share_one_queue_and_one_that_dies_costs_its_share(tmp_path: Path, hub: RunningHub) -> None:
    made = objects(60)
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through])
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
    tmp_path: Path, hub: RunningHub
) -> None:
    made = objects(2)
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through])
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


def test_where_every_link_dies_somebody_hears_of_it(tmp_path: Path, hub: RunningHub) -> None:
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through])
        put(outbox, objects(3))
        outbox.keep_fact("links", f"{FIRST} {SECOND}")
        line.is_dead |= {FIRST, SECOND}
        with pytest.raises(EktpError, match=r"^line\.cut$"):
            sync_once(outbox)
        assert outbox.left()[:2] == (3, 3)


def test_a_body_that_nobody_wants_any_more_is_cut_piece_by_piece(tmp_path: Path, hub: RunningHub) -> None:
    """Somebody paused, or another link brought it: a slow line would carry it for seconds more."""
    outbox, made, pieces = lay_out(tmp_path, hub, [address(hub)]), objects(1, size=900_000), count()
    put(outbox, made[:1])
    sync_once(outbox)
    facts, seed = outbox.read()
    with HubLine(address(hub), facts, seed, going=lambda: next(pieces) < 50) as line:
        with pytest.raises(EktpError, match=r"^line\.stopped$"):
            line.send([made[1]])
        assert next(pieces) == 51
    assert missing_at(hub, made) == [name(made[1])]

    (link,) = LineSender(outbox)._links
    link._body = OpenBody([DueObject("run1", RUN, 10)])
    assert link._is_wanted()
    link._body.is_done = True
    assert not link._is_wanted()


def test_a_link_whose_body_another_brought_takes_the_next(
    tmp_path: Path, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox, made = lay_out(tmp_path, hub, [address(hub)]), objects(3)
    put(outbox, made)
    carry, tries = HubLink._carry, count()

    def overtaken(link: HubLink, line: HubLine, body: ReadBody) -> None:
        if next(tries) == 1:
            link._queue.fail(body.of)
            raise EktpError("line.stopped")
        carry(link, line, body)

    monkeypatch.setattr(HubLink, "_carry", overtaken)
    sync_once(outbox)
    assert (missing_at(hub, made), outbox.left()) == ([], (0, 0, 0))


def test_a_cut_goes_on_from_the_byte_that_the_hub_has(tmp_path: Path, hub: RunningHub) -> None:
    made = objects(1, size=900_000)
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through])
        put(outbox, made)
        line.cut["127.0.0.1"] = 700_000
        with pytest.raises(EktpError, match=r"^line\.cut$"):
            sync_once(outbox)
        line.is_dead.clear()
        assert sync_once(outbox).sent == 1
        assert missing_at(hub, made) == []
        assert line.passed["127.0.0.1"] < 950_000, "what came is not sent again"


def test_what_is_too_large_for_one_piece_goes_in_parts_and_none_that_came_goes_again(
    tmp_path: Path, hub: RunningHub
) -> None:
    made = objects(1, size=7_000_000)
    with between(hub) as (line, through):
        outbox = lay_out(tmp_path, hub, [through])
        put(outbox, made)
        line.cut["127.0.0.1"] = 4_000_000
        with pytest.raises(EktpError, match=r"^line\.cut$"):
            sync_once(outbox)
        line.is_dead.clear()
        assert sync_once(outbox).refused == {}
        assert line.passed["127.0.0.1"] < 7_100_000
        assert hub.mailbox.wanted([name(one) for one in (*made, *cut(made[1]))]) == []


def test_what_is_refused_lies_aside_with_its_reason_and_the_rest_goes_on(
    tmp_path: Path, hub: RunningHub
) -> None:
    outbox, made = lay_out(tmp_path, hub, [address(hub)]), objects(4)
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
    tmp_path: Path, hub: RunningHub, asked: list[tuple[str, int]]
) -> None:
    outbox, made = lay_out(tmp_path, hub, [address(hub)]), objects(5)
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
        outbox = lay_out(tmp_path, hub, [address(hub)])
        put(outbox, made[:2])
        sync_once(outbox)
    shutil.copytree(folder, tmp_path / "yesterday")
    with running(folder) as hub:
        facts, seed = outbox.read()
        outbox.lay(msgspec.structs.replace(facts, addresses=(address(hub),)), seed)
        put(outbox, made[2:3])
        sync_once(outbox)
    with running(tmp_path / "yesterday") as hub:
        scrub(hub.mailbox.shelf)
        outbox.lay(msgspec.structs.replace(facts, addresses=(address(hub),)), seed)
        put(outbox, made[4:])
        sync_once(outbox)
        sync_once(outbox)
        assert missing_at(hub, made) == [name(made[3])]  # which was never sent


def test_where_it_costs_only_runs_go_once_the_days_bytes_are_spent(
    tmp_path: Path, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ektp_desk.sync.ways._network", lambda _own, _hub: "192.0.2.0/24")
    outbox, made = lay_out(tmp_path, hub, [address(hub)]), objects(6)
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
    tmp_path: Path, hub: RunningHub
) -> None:
    outbox = lay_out(tmp_path, hub, [address(hub)])
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


def test_files_that_come_by_a_network_that_costs_are_counted_too(
    tmp_path: Path, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = objects(3)
    sending = lay_out(tmp_path / "laptop", hub, [address(hub)])
    put(sending, made)
    sync_once(sending)
    monkeypatch.setattr("ektp_desk.sync.ways._network", lambda _own, _hub: "192.0.2.0/24")
    office = lay_out(tmp_path / "office", hub, [address(hub)], OFFICE)
    facts, seed = office.read()
    office.lay(msgspec.structs.replace(facts, metered=2 * len(made[1])), seed)
    sender = LineSender(office, doubts=True)
    assert sender.go_once().came == 5, "three runs, and two pictures of which the day has room"
    assert sender.news.spent == 2 * len(made[1])
    sender.hear(LineAsk("price", network="192.0.2.0/24", is_metered=False))
    sender.hear(LineAsk("now"))
    assert sender.go_once().came == 6


def test_many_small_ones_come_at_once_and_from_an_older_hub_one_by_one(
    tmp_path: Path, hub: RunningHub, asked: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, ask = objects(8, size=2_000), HubLine._request
    sending = lay_out(tmp_path / "laptop", hub, [address(hub)])
    put(sending, made)
    sync_once(sending)
    for known in ("/v1/fetch", "/v1/unknown"):

        def to_it(line: HubLine, method: str, target: str, *of: Any, known: str = known) -> object:
            return ask(line, method, target.replace("/v1/fetch", known), *of)

        monkeypatch.setattr(HubLine, "_request", to_it)
        office = lay_out(tmp_path / known[4:], hub, [address(hub)], OFFICE)
        asked.clear()
        assert sync_once(office).came == len(made)
        assert lying_in(office) == sorted(made)
        paths = [path for path, _size in asked]
        single = [path for path in paths if path.startswith("/v1/objects/")]
        few = (range(1, 3), 0) if known == "/v1/fetch" else ([1], len(made))
        assert (paths.count(known) in few[0], len(single)) == (True, few[1])


def lying_in(outbox: Outbox) -> list[bytes]:
    """What came and was not taken in."""
    packs = (pack.read_bytes() for pack in outbox.incoming.rglob("*.PCK"))
    return sorted(one for pack in packs for one in read_pack(io.BytesIO(pack)) if isinstance(one, bytes))


def test_a_line_that_breaks_again_and_again_brings_a_piece_each_time(tmp_path: Path, hub: RunningHub) -> None:
    made = objects(3, size=100_000)
    sending = lay_out(tmp_path / "laptop", hub, [address(hub)])
    put(sending, made)
    sync_once(sending)
    with proxy_to(hub.port, *(cut_after(150_000, down=True) for _try in made)) as proxy:
        office = lay_out(tmp_path / "office", hub, [f"http://127.0.0.1:{proxy.port}"], OFFICE)
        came = list[int]()
        for _try in made:
            with suppress(EktpError):
                sync_once(office)
            came.append(len(lying_in(office)))
        assert 0 < came[0] < came[1], "none of it comes twice"
        sync_once(office)
        assert lying_in(office) == sorted(made)
