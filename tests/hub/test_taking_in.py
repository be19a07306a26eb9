"""What a round brings a desk: piece by piece, from an older hub, past what a disk does not give."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import msgspec
import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.laying import TakenBody
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.open_bodies import OpenBodies
from ektp_desk.hub.packs import NewPack
from ektp_desk.hub.taking import BodyTaker
from ektp_desk.sync.hub_line import HubLine
from ektp_desk.sync.outbox import Outbox
from ektp_desk.sync.sending import LineSender, sync_once
from ektp_desk.usecases.exchange.line import LineAsk
from ektp_desk.wire.pack import read_pack
from ektp_desk.wire.requests import LANE, LINK
from tests.exchange.scene import LAPTOP, OFFICE, OTHER
from tests.hub.lines import RunningHub, cut_line, desks, made_hub, name, pack_of, running, send_cut, written
from tests.hub.outboxes import lay_out, objects, put
from tests.hub.proxy import cut_after, proxy_to


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    """It knows the laptop alone."""
    with running(made_hub(tmp_path / "hub")) as made, desks(made, LAPTOP):
        yield made


def test_what_was_sealed_to_a_key_that_comes_later_is_brought_once_more(tmp_path: Path) -> None:
    with running(made_hub(tmp_path / "hub")) as hub, desks(hub, LAPTOP, OTHER):
        outbox = lay_out(tmp_path / "laptop", hub, [hub.address])
        put(outbox, objects(3, size=2_000))
        sync_once(outbox)
        mate = lay_out(tmp_path / "mate", hub, [hub.address], OTHER)
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
        mate = lay_out(tmp_path / "mate", hub, [hub.address], OTHER)
        facts, seed = mate.read()
        mate.lay(msgspec.structs.replace(facts, visits=("v1",)), seed)

        damaged.write_bytes(whole.replace(made[2], bytes(len(made[2]))))
        done = sync_once(mate)
        assert (done.came, done.refused) == (2, {name(made[2]): "line.damaged"})
        damaged.unlink()
        assert sync_once(mate).refused == {name(made[2]): "hub.disk"}
        damaged.write_bytes(whole)
        assert [sync_once(mate).came for _round in range(2)] == [1, 0]


def test_files_that_come_by_a_network_that_costs_are_counted_too(
    tmp_path: Path, hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = objects(3)
    sending = lay_out(tmp_path / "laptop", hub, [hub.address])
    put(sending, made)
    sync_once(sending)
    monkeypatch.setattr("ektp_desk.sync.ways._network", lambda _own, _hub: "192.0.2.0/24")
    office = lay_out(tmp_path / "office", hub, [hub.address], OFFICE)
    facts, seed = office.read()
    office.lay(msgspec.structs.replace(facts, metered=2 * len(made[1])), seed)
    sender = LineSender(office, doubts=True)
    assert sender.go_once().came == 5, "three runs, and two pictures of which the day has room"
    assert sender.news.spent == 2 * len(made[1])
    sender.hear(LineAsk("price", network="192.0.2.0/24", is_metered=False))
    sender.hear(LineAsk("now"))
    assert sender.go_once().came == 6


def test_many_small_ones_come_at_once_and_from_an_older_hub_one_by_one(
    tmp_path: Path,
    hub: RunningHub,
    asked: list[tuple[str, int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, ask = objects(8, size=2_000), HubLine._request
    sending = lay_out(tmp_path / "laptop", hub, [hub.address])
    put(sending, made)
    sync_once(sending)
    for known in ("/v1/fetch", "/v1/unknown"):

        def to_it(line: HubLine, method: str, target: str, *of: Any, known: str = known) -> object:
            return ask(line, method, target.replace("/v1/fetch", known), *of)

        monkeypatch.setattr(HubLine, "_request", to_it)
        office = lay_out(tmp_path / known[4:], hub, [hub.address], OFFICE)
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
    sending = lay_out(tmp_path / "laptop", hub, [hub.address])
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


def test_what_was_cut_is_asked_for_once_all_of_it_that_came_is_taken_in(
    hub: RunningHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk asks again at once; a hub that was still at it had the whole body sent anew."""
    take, settle, asked = BodyTaker.take, OpenBodies.settle, Event()
    wanted, answered = Mailbox.wanted, Event()

    def late(taker: BodyTaker, pack: NewPack, *of: Any) -> TakenBody:
        """Leave an offer that does not wait the time to be answered before."""
        cut = pack.size > len(made[0])
        if cut and not asked.wait(20):
            return TakenBody()
        if cut:
            answered.wait(0.5)
        return take(taker, pack, *of)

    def told(mailbox: Mailbox, digests: Sequence[str]) -> list[tuple[str, int]]:
        found = wanted(mailbox, digests)
        answered.set()
        return found

    async def settled(bodies: OpenBodies, device: str, anew: str | None = None) -> None:
        asked.set()
        await settle(bodies, device, anew)

    made = objects(1, size=60_000)
    with desks(hub, LAPTOP) as (_office, laptop):
        laptop.send(made[0])
        body = pack_of([made[1]])
        headers = laptop.signed("POST", "/v1/objects", body)
        with written(monkeypatch, hub, 40_000) as is_written, monkeypatch.context() as patch:
            patch.setattr(BodyTaker, "take", late)
            patch.setattr(OpenBodies, "settle", settled)
            patch.setattr(Mailbox, "wanted", told)
            send_cut(hub, headers, body[:40_000], len(body), is_written)
            laptop.ticket = ""
            front = len(body) - len(made[1])
            assert laptop.offer([name(made[1])])["wanted"] == [[name(made[1]), 40_000 - front]]


@pytest.mark.parametrize("lane", ["", LANE])
def test_what_came_by_a_line_that_died_unheard_is_not_sent_again(
    hub: RunningHub, monkeypatch: pytest.MonkeyPatch, lane: str
) -> None:
    """A radio that goes says no farewell: the hub would wait for the rest, and know of no byte meanwhile."""
    monkeypatch.setattr("ektp_desk.hub.open_bodies._LAST_BYTES", 0.1)
    made = objects(1, size=60_000)
    with desks(hub, LAPTOP) as (_office, laptop):
        laptop.send(made[0])
        body = pack_of([made[1]])
        headers, front = laptop.signed("POST", "/v1/objects", body), len(body) - len(made[1])
        headers[LINK] = f"seluler{lane}"
        with (
            written(monkeypatch, hub, 40_000) as is_written,
            cut_line(hub, headers, body[:40_000], len(body), is_written),
        ):
            laptop.ticket = ""
            lan = laptop.offer([name(made[1])], anew="lan")
            again = laptop.offer([name(made[1])], anew="seluler")
    assert lan["wanted"] == [[name(made[1]), 0]], "another link's is on its way"
    assert again["wanted"] == [[name(made[1]), 40_000 - front]]
