"""Several hubs on one index and one bucket, as processes of one office: none undoes what another does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.journal.bodies import SentHome
from ektp_desk.hub.mailbox import Mailbox
from ektp_desk.hub.packs import PackName
from ektp_desk.hub.places import HubPlaces, choose_places, read_places
from ektp_desk.hub.rereading import read_unnamed
from ektp_desk.hub.restoring import rebuild_index
from ektp_desk.hub.scrubbing import ScrubDamage, scrub
from ektp_desk.sync.hub_line import HubLine
from ektp_desk.sync.outbox import LineFacts
from tests.cli.desk_commands import command
from tests.exchange.scene import LAPTOP, OTHER, ROOT, SIGNED, Sending, a_run, events, sent, taken
from tests.hub.lines import Desk, RunningHub, desks, made_hub, name, pack_of, running
from tests.hub.proxy import at_once
from tests.hub.servers import Servers

FILE = b"age-encryption.org/v1\n" + bytes(range(256)) * 200
_RUNS = 30


@pytest.fixture
def hubs(shared_folder: Path) -> Iterator[tuple[RunningHub, RunningHub]]:
    with running(shared_folder) as first, running(shared_folder) as second:
        yield first, second


def journal(by: Sending) -> list[bytes]:
    whole = events([SentHome(count=one) for one in range(_RUNS)], device=by.device)
    return [sent([one._replace(signature=SIGNED)], by, earlier=at) for at, one in enumerate(whole)]


def test_who_reads_while_two_hubs_take_in_misses_nothing(hubs: tuple[RunningHub, RunningHub]) -> None:
    runs = {one.device: journal(one) for one in (LAPTOP, OTHER)}
    with desks(hubs[0], LAPTOP, OTHER) as (office, *laptops), ExitStack() as held:
        for one in laptops:
            one.close()
        senders = [Desk(hub, one.own, one.seed) for hub in hubs for one in laptops]
        for one in senders:
            held.callback(one.close)
        reader = Desk(hubs[1], office.own, office.seed)
        held.callback(reader.close)
        heard, after = list[str](), office.inbox()[-1][0] if office.inbox() else 0
        with ThreadPoolExecutor(len(senders)) as pool:
            sending = [pool.submit(send_all, one, runs[one.own.device]) for one in senders]
            while True:
                is_last = all(one.done() for one in sending)
                for seq, digest, _kind, _size in reader.inbox(after):
                    after = seq
                    heard.append(digest)
                if is_last:
                    break
            assert sum(one.result() for one in sending) == 2 * _RUNS  # both hubs had all: one took each
        assert sorted(heard) == sorted(name(run) for some in runs.values() for run in some)
        said = reader.offer(journals=[("laptop", "first", 0), ("other", "first", 0)])["receipts"]
        assert [one.number for one in said] == [_RUNS, _RUNS]


def send_all(desk: Desk, runs: list[bytes]) -> int:
    return sum(desk.send(run)["new"] for run in runs)


def test_a_line_that_breaks_goes_on_at_another_hub_with_one_more_request(
    hubs: tuple[RunningHub, RunningHub], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ticket is of the process that gave it: no other one can know whether it has served."""
    asked = list[str]()
    request = HubLine._request

    def counted(line: HubLine, method: str, target: str, *of: object) -> object:
        asked.append(target.partition("?")[0])
        return request(line, method, target, *of)  # type: ignore[arg-type]  # what it was given

    monkeypatch.setattr(HubLine, "_request", counted)
    run = sent(a_run(SentHome(count=1), taken(name(FILE), len(FILE))))
    with desks(hubs[0], LAPTOP) as (_office, laptop), balancer(*hubs) as port:
        facts = LineFacts(
            ROOT.hex(), "laptop", hubs[0].public.hex(), (), laptop.transport_key().hex(), visits=("v1",)
        )
        with HubLine(f"http://127.0.0.1:{port}", facts, laptop.seed) as line:
            line.hello()
            break_line(line)
            assert [digest for digest, _have in line.offer([name(run), name(FILE)]).wanted] == [
                name(run),
                name(FILE),
            ]
            break_line(line)
            assert line.send([run, FILE]).new == 2
        assert asked == ["/v1/hello", "/v1/offer", "/v1/offer", "/v1/objects", "/v1/objects"]
        assert laptop.fetch(name(FILE)) == FILE


def break_line(line: HubLine) -> None:
    """Close the connection that is kept: the next request makes another."""
    assert line._pool.pool is not None
    kept = line._pool.pool.get_nowait()
    kept.close()
    line._pool.pool.put(kept)


@contextmanager
def balancer(*hubs: RunningHub) -> Iterator[int]:
    """Give each connection to the next hub, as a TCP balancer does."""
    next_hub, threads = cycle(hubs), list[threading.Thread]()
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):  # it was closed: the test is over
            while True:
                client, _address = listening.accept()
                hub = at_once(socket.create_connection(("127.0.0.1", next(next_hub).port)))
                at_once(client)
                for one, other in ((client, hub), (hub, client)):
                    threads.append(threading.Thread(target=carry, args=(one, other)))
                    threads[-1].start()

    accepting = threading.Thread(target=serve)
    accepting.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        for one in (accepting, *threads):
            one.join()


def carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(2**16):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)
    one.close()


@contextmanager
def left_pack(folder: Path, *entries: bytes) -> Iterator[tuple[Mailbox, PackName, Callable[[], object]]]:
    """A hub that has put a body into the bucket and not indexed it, and what does that."""
    with running(folder) as hub, desks(hub, LAPTOP) as (_office, laptop):
        key = laptop.signed("GET", "/")["Ektp-Key"]
    mailbox = Mailbox(folder)
    sender = mailbox.sender(key)
    assert sender is not None
    with mailbox.bodies.new(key) as pack:
        pack.write(pack_of(entries))
        pack.keep()
        yield mailbox, pack.name, lambda: mailbox.bodies.take(pack, sender)
    mailbox.close()


def test_a_hub_that_starts_takes_in_what_another_is_about_to_and_only_one_does(shared_folder: Path) -> None:
    run = sent(a_run())
    with left_pack(shared_folder, run) as (first, _pack, take):
        second = Mailbox(shared_folder)
        with pytest.raises(EktpError, match=r"^hub\.busy$"):
            take()
        found = second.find(name(run))
        assert found is not None
        assert b"".join(first.read(found, 0)) == run
        second.close()


def test_a_hub_that_starts_leaves_what_another_has_named_or_refused_meanwhile(
    shared_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = sent(a_run())
    with left_pack(shared_folder, run) as (_first, pack, take):
        late = Mailbox(shared_folder, reads_packs=False)

        def listed(_store: object) -> list[PackName]:
            take()
            return [pack, PackName(pack.number + 1, pack.key)]

        monkeypatch.setattr(type(late.packs), "names", listed)
        assert read_unnamed(late.shelf).entries == 0
        assert late.find(name(run)) is not None
        late.close()


def test_an_object_that_is_there_already_is_this_one_or_refused(shared_folder: Path) -> None:
    hub, pack = Mailbox(shared_folder, reads_packs=False), PackName(7, "key")
    store = hub.packs
    with store.new(pack) as first, store.new(pack) as again, store.new(pack) as other:
        for one in (first, again):
            one.write(b"the same")
            one.keep()  # the second time as after an answer that was lost
        other.write(b"another")
        with pytest.raises(EktpError, match=r"^disk\.refused$"):
            other.keep()
    assert store.read(pack, 0, 99) == b"the same"
    hub.close()


def test_packs_get_numbers_above_all_that_lie_there_although_the_index_is_new(shared_folder: Path) -> None:
    before = Mailbox(shared_folder)
    with before.packs.new(PackName(500, "ab" * 16)) as pack:
        pack.write(b"of an index that was lost")
        pack.keep()
    before.close()
    hubs = [Mailbox(shared_folder, reads_packs=False) for _process in range(2)]
    numbers = [one.bodies.new("key").name.number for one in (*hubs, *hubs)]
    assert min(numbers) > 500
    assert len(set(numbers)) == len(numbers)
    for one in hubs:
        one.close()


def test_hubs_that_start_at_once_make_one_index(shared_folder: Path) -> None:
    begin = Event()

    def start() -> int:
        begin.wait()
        hub = Mailbox(shared_folder)
        try:
            return hub.epochs()[0]
        finally:
            hub.close()

    with ThreadPoolExecutor(4) as pool:
        starting = [pool.submit(start) for _process in range(4)]
        begin.set()
        assert len({one.result() for one in starting}) == 1


def test_offices_in_one_database_and_one_bucket_know_nothing_of_each_other(
    shared_places: HubPlaces, shared_folder: Path, tmp_path: Path
) -> None:
    run = sent(a_run())
    with running(shared_folder) as hub, desks(hub, LAPTOP) as (_office, laptop):
        laptop.send(run)
        packs = hub.mailbox.packs.names()
        other = Mailbox(made_hub(tmp_path / "other", shared_places, root="ab" * 32))
        assert other.wanted([name(run)]) == [(name(run), 0)]
        assert (len(packs) > 0, other.packs.names()) == (True, [])
        other.close()


def test_a_hub_that_keeps_parcels_is_moved_by_no_option(tmp_path: Path, shared_folder: Path) -> None:
    """What lies in its places would be there no more."""
    folder = made_hub(tmp_path / "alone")
    Mailbox(folder).close()
    moved = command("hub", "serve", folder, "--store", "s3://elsewhere", passphrase=None)
    assert (moved.code, "[hub.places_fixed]" in moved.err) == (1, True)
    shared = read_places(shared_folder)
    choose_places(shared_folder, shared)  # as they are
    with pytest.raises(EktpError, match=r"^hub\.places_fixed$"):
        choose_places(shared_folder, HubPlaces(shared.index))


def test_an_index_in_postgresql_is_made_anew_from_the_bucket(
    servers: tuple[Servers, str], shared_folder: Path
) -> None:
    run = sent(a_run(SentHome(count=1), taken(name(FILE), len(FILE))))
    with running(shared_folder) as hub, desks(hub, LAPTOP) as (_office, laptop):
        laptop.send(run, FILE)
        before = hub.mailbox.epochs()[0]
    with psycopg.connect(servers[0].conninfo(servers[1]), autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA office_{ROOT.hex()[:16]} CASCADE")
    for make in (lambda: Mailbox(shared_folder).close(), lambda: rebuild_index(shared_folder)):
        make()
        again = Mailbox(shared_folder)
        assert again.wanted([name(run), name(FILE)]) == []
        assert again.epochs()[0] > before, "desks offer anew what they hold"
        damaged = list[ScrubDamage]()
        scrub(again.shelf, tell=damaged.append)
        assert damaged == []
        again.close()


def test_a_question_that_is_asked_while_a_hub_ends_leaves_no_connection(shared_folder: Path) -> None:
    hub = Mailbox(shared_folder)
    with hub.index.read() as connection:
        asking: Any = connection.connection.dbapi_connection
        hub.close()
    assert asking.closed
