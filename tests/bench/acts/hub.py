"""A hub beside bare servers, from the offer to the receipt; what cuts, kills and many desks cost it."""

from __future__ import annotations

import os
import socket
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import count, islice
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import obstore
import psycopg
from obstore.store import S3Store
from sqlalchemy import func, select

from ektp_desk.domain.errors import EktpError
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.places import HubPlaces
from ektp_desk.hub.schema import entries
from ektp_desk.seal.sign import new_signing_key
from ektp_desk.sync.hub_line import HubLine
from ektp_desk.sync.outbox import RUN, Outbox
from ektp_desk.sync.sending import sync_once
from tests.bench.hubs import (
    BODY_BYTES,
    BenchHub,
    NamedLaptop,
    Recorded,
    bare_imports,
    peak,
    recorded,
    work,
)
from tests.bench.measuring import Pair, Row, alternate, row, timed
from tests.bench.office import BenchOffice
from tests.exchange.scene import LAPTOP, Sending
from tests.hub.lines import name
from tests.hub.outboxes import Between, passing
from tests.hub.servers import shared_servers

LIMITS = {
    "hub_offer_to_receipt": 2.0,  # half of the speed of bare PUTs, flushed
    "hub_postgres_and_bucket": 1.43,  # 0.7 of bare puts
    "hub_cut_twenty_times": 0.003,
    "hub_killed_five_times": 1.0,  # body each
    "hub_memory": 1.0,  # of the bare imports and 40 MB
    "hub_memory_two_gigabytes": 1.0,
    "hub_fifty_desks": 1.25,  # 0.8 of one desk's speed
    "hub_silent_lines": 2.0,
    "hub_idle_desk": 1.0,
}
RECORDINGS, _MEMORY = 1000, 40.0
CUTS, KILLS, DESKS, SILENT, ASKED = 20, 5, 50, 2000, 300


def offer_to_receipt(
    _office: BenchOffice, folder: Path, *, recordings: int = RECORDINGS, pairs: int = 3
) -> Row:
    """All of a laptop's work, by the product's sender, and the same bytes as bare PUTs of 5 MB.

    What a turn wrote is removed behind it, so that all write to memory that the machine has in use already:
    where it first has to find some, that takes longer than the work, and in some turns only.
    """
    made = recorded(recordings)
    pieces = made.pieces()
    folder.mkdir(parents=True, exist_ok=True)

    def ours() -> float:
        with TemporaryDirectory(dir=folder) as made_in:
            place = Path(made_in)
            hub = BenchHub.made(place / "hub")
            outbox = hub.outbox(place, made)
            with hub.serving():
                return timed(lambda: _all_sent(None, outbox, made))

    def floor() -> float:
        with TemporaryDirectory(dir=folder) as made_in:
            place = Path(made_in)
            return BenchHub.made(place / "hub").bare(place / "files", pieces)

    found = alternate(ours, floor, count=pairs, warm_up=0)
    return _row("hub_offer_to_receipt", made, found)


def postgres_and_bucket(
    _office: BenchOffice, folder: Path, *, recordings: int = RECORDINGS, pairs: int = 5
) -> Row:
    """The same with an index in PostgreSQL and packs in a bucket that flushes, and its bare puts.

    Both speak to the bucket by TLS, as the laptop speaks to the hub. Its server and PostgreSQL have run
    for a while when either begins; so has the hub, by another laptop's few recordings.
    """
    made, hubs = recorded(recordings), count()
    pieces = made.pieces()
    another = NamedLaptop("another")
    few = next(work(10, another))
    folder.mkdir(parents=True, exist_ok=True)
    with shared_servers(folder, is_calm=False) as servers, patch.dict(os.environ, servers.environment()):

        def ours() -> float:
            place = folder / str(next(hubs))
            with psycopg.connect(servers.conninfo("postgres"), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE bench{place.name}")
            places = HubPlaces(servers.index(f"bench{place.name}"), f"s3://packs/{place.name}")
            hub = BenchHub.made(place / "hub", places, (LAPTOP, another))
            outbox, earlier = hub.outbox(place, made), hub.outbox(place / "earlier", few, by=another)
            with hub.serving():
                _all_sent(None, earlier, few)
                return timed(lambda: _all_sent(None, outbox, made))

        def floor() -> float:
            bucket = S3Store("packs", prefix=f"bare{next(hubs)}")

            def put() -> None:
                for at, piece in enumerate(pieces):
                    obstore.put(bucket, str(at), piece, mode="create", use_multipart=False)

            return timed(put)

        found = alternate(ours, floor, count=pairs, warm_up=0)
    return _row("hub_postgres_and_bucket", made, found)


def cut_twenty_times(_office: BenchOffice, folder: Path, *, recordings: int = RECORDINGS) -> Row:
    """Bytes that went twice because the line was cut, beside all that go."""
    made = recorded(recordings)
    whole = _passed(folder / "whole", made, _all_sent)

    def cut(line: Between, outbox: Outbox, made: Recorded) -> None:
        for _cut in range(CUTS):
            line.cut["127.0.0.1"] = made.size // (CUTS + 1)
            with suppress(EktpError):
                sync_once(outbox)
            line.cut.clear()
            line.is_dead.clear()
        _all_sent(line, outbox, made)

    again = max(0, _passed(folder / "cut", made, cut) - whole)
    return _row("hub_cut_twenty_times", made, [Pair(made.size, again)], unit="bytes")


def killed_five_times(_office: BenchOffice, folder: Path, *, recordings: int = RECORDINGS) -> Row:
    """Bytes that went twice because the hub was killed, beside a body for each kill."""
    made = recorded(recordings)
    whole = _passed(folder / "whole", made, _all_sent)
    hub = BenchHub.made(folder / "killed" / "hub")
    with passing(hub.port) as (line, port), _besides() as besides:
        outbox = hub.outbox(folder / "killed", made, port=port)
        for kill in range(KILLS):
            with hub.serving() as process:
                line.heard = partial(_kill_at, line, process, made.size * (kill + 1) // (KILLS + 1))
                with suppress(EktpError):
                    sync_once(outbox)
            line.heard = _nothing
        with hub.serving():
            _all_sent(line, outbox, made)
        again = max(0, line.passed["127.0.0.1"] - besides["bytes"] - whole)
    _check_whole(hub, made)
    return _row("hub_killed_five_times", made, [Pair(KILLS * BODY_BYTES, again)], unit="bytes")


def memory(
    _office: BenchOffice,
    folder: Path,
    *,
    recordings: int = RECORDINGS,
    times: int = 1,
    act: str = "hub_memory",
) -> Row:
    """The most that a hub had, while so much of a laptop's work came."""
    hub, total = BenchHub.made(folder / "hub"), 0
    with hub.serving() as process:
        for at, made in enumerate(islice(work(recordings), times)):
            _all_sent(None, hub.outbox(folder / str(at), made), made)
            total += made.size
        held = peak(process.pid)
    found = [Pair(bare_imports() + _MEMORY, held)]
    return row(act, f"{total / 1e6:.0f} MB", found, limit=LIMITS[act], unit="MB")


def fifty_desks(_office: BenchOffice, folder: Path, *, recordings: int = RECORDINGS) -> Row:
    """Fifty laptops that send at once, and one that sends as much; nobody is refused for good."""
    hubs = count()

    def sent_by(many: int) -> float:
        laptops = [NamedLaptop(f"laptop{at}") for at in range(many)]
        hub = BenchHub.made(folder / str(next(hubs)), known=laptops)
        shares = [next(work(recordings // many, one)) for one in laptops]
        with hub.serving(), ExitStack() as held, ThreadPoolExecutor(many) as pool:
            lines = [held.enter_context(_entered(hub, one)) for one in laptops]
            took = timed(lambda: list(pool.map(_send_all, lines, shares)))
        for one in shares:
            _check_there(hub, one)
        return took

    found = alternate(partial(sent_by, DESKS), partial(sent_by, 1), count=2, warm_up=0)
    return row("hub_fifty_desks", f"{recordings}", found, limit=LIMITS["hub_fifty_desks"])


def silent_lines(_office: BenchOffice, folder: Path) -> Row:
    """The 95th of a hundred questions while two thousand connections say nothing, and without them."""
    hub = BenchHub.made(folder / "hub")
    with hub.serving(), _entered(hub) as line:

        def asked() -> float:
            return quantiles([timed(lambda: line.offer([])) for _asked in range(ASKED)], n=20)[-1]

        alone = asked()
        with ExitStack() as held:
            for _line in range(SILENT):
                held.enter_context(socket.create_connection(("127.0.0.1", hub.port)))
            beside = asked()
    found = [Pair(alone, beside)]
    return row("hub_silent_lines", f"{SILENT}", found, limit=LIMITS["hub_silent_lines"])


def idle_desk(_office: BenchOffice, folder: Path, *, old: int = 300_000) -> Row:
    """Bytes that an idle desk asks with, after so many recordings and after none."""
    hub = BenchHub.made(folder / "hub")
    nothing = Recorded([], [])

    def asked(outbox: Outbox) -> int:
        sync_once(outbox)
        with _besides() as besides:
            sync_once(outbox)
        assert besides["offers"] == 1
        return besides["bytes"]

    with hub.serving():
        none = asked(hub.outbox(folder / "none", nothing))
        outbox = hub.outbox(folder / "old", nothing)
        names = [f"{at:064x}" for at in range(old)]
        outbox.add((one, RUN, "v1", 5000) for one in names)
        outbox.note_sent(names)
        found = [Pair(none, asked(outbox))]
    return row("hub_idle_desk", f"{old}", found, limit=LIMITS["hub_idle_desk"], unit="bytes")


ACTS: dict[str, Callable[..., Row]] = {
    "hub_offer_to_receipt": offer_to_receipt,
    "hub_postgres_and_bucket": postgres_and_bucket,
    "hub_cut_twenty_times": cut_twenty_times,
    "hub_killed_five_times": killed_five_times,
    "hub_memory": memory,
    "hub_memory_two_gigabytes": partial(memory, times=9, act="hub_memory_two_gigabytes"),
    "hub_fifty_desks": fifty_desks,
    "hub_silent_lines": silent_lines,
    "hub_idle_desk": idle_desk,
}


def _row(act: str, made: Recorded, found: list[Pair], *, unit: str = "ms") -> Row:
    return row(act, f"{made.size / 1e6:.0f} MB", found, limit=LIMITS[act], unit=unit)


def _all_sent(_line: Between | None, outbox: Outbox, made: Recorded) -> None:
    done = sync_once(outbox)
    assert (done.refused, done.held, outbox.left()) == ({}, {}, (0, 0, 0))


def _passed(folder: Path, made: Recorded, send: Callable[[Between, Outbox, Recorded], None]) -> int:
    """Bytes that went to a hub but for offers, until it had all, each once."""
    hub = BenchHub.made(folder / "hub")
    with hub.serving(), passing(hub.port) as (line, port), _besides() as besides:
        send(line, hub.outbox(folder, made, port=port), made)
    _check_whole(hub, made)
    return line.passed["127.0.0.1"] - besides["bytes"]


def _check_whole(hub: BenchHub, made: Recorded) -> None:
    """Nothing is lost, nothing doubled."""
    _check_there(hub, made)
    mailbox = Mailbox(hub.folder)
    with mailbox.index.read() as connection:
        kinds = select(func.count()).where(entries.c.kind.in_(("run", "file")))
        assert connection.scalar(kinds) == len(made.runs) + len(made.files)
    mailbox.close()


def _check_there(hub: BenchHub, made: Recorded) -> None:
    mailbox = Mailbox(hub.folder)
    for one in (*made.runs, *made.files):
        found = mailbox.find(name(one))
        assert found is not None
        assert b"".join(mailbox.read(found, 0)) == one
    mailbox.close()


@contextmanager
def _besides() -> Iterator[Counter[str]]:
    """Count what is asked that is no body: offers, and their bytes."""
    found, request = Counter[str](), HubLine._request

    def counted(line: HubLine, method: str, target: str, body: bytes, headers: dict[str, str]) -> Any:
        if not target.startswith("/v1/objects"):
            found["bytes"] += len(body)
            found["offers"] += target == "/v1/offer"
        return request(line, method, target, body, headers)

    with patch.object(HubLine, "_request", counted):
        yield found


def _kill_at(line: Between, process: subprocess.Popen[bytes], size: int, _link: str) -> None:
    if line.passed["127.0.0.1"] > size:
        process.kill()


def _nothing(_link: str) -> None:
    """Pass on."""


@contextmanager
def _entered(hub: BenchHub, by: Sending = LAPTOP) -> Iterator[HubLine]:
    seed, address = new_signing_key(), f"https://127.0.0.1:{hub.port}"
    with HubLine(address, hub.facts(seed, address, by), seed) as line:
        line.hello()
        line.enter()
        yield line


def _send_all(line: HubLine, made: Recorded) -> None:
    """In bodies of two megabytes."""
    some = [*made.runs, *made.files]
    for at in range(0, len(some), 32):
        _send(line, some[at : at + 32])


def _send(line: HubLine, body: list[bytes]) -> None:
    """Again where the hub says that it is busy."""
    while True:
        try:
            assert line.send(body).refused == {}
        except EktpError as error:
            if error.code != "hub.busy":
                raise
        else:
            return
