"""Who means ill is refused in bounded time and memory, and the others are served meanwhile."""

from __future__ import annotations

import hashlib
import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

from ektp_desk.domain.journal.bodies import PersonMet, SentHome
from ektp_desk.hub.app import ASKED_OF_ONE
from ektp_desk.hub.connections import HubLines
from ektp_desk.hub.open_bodies import BODIES
from ektp_desk.hub.protocol import HEAD_BYTES
from ektp_desk.wire.envelope import read_line, read_object, write_object
from ektp_desk.wire.heads import Roster, RosterDevice
from ektp_desk.wire.pack import ENTRY_MARK, PACK_MARK
from ektp_desk.wire.requests import BODY, KEY, LINK, SIGNATURE, TICKET
from tests.exchange.scene import LAPTOP, OFFICE, OTHER, a_run, events, sent, taken
from tests.hub.lines import Desk, RunningHub, desks, made_hub, name, pack_of, roster, running

FILE = b"age-encryption.org/v1\n" + bytes(2000)
PATHS = ("../../hub.key", "%2e%2e%2fhub.key", "..", "/etc/passwd", "a" * 5000, "0" * 64 + "/../x", "%00")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """One for all of them: what they try leaves nothing."""
    folder = made_hub(tmp_path_factory.mktemp("hostile") / "hub")
    with running(folder, lines=HubLines(most=200, head_seconds=1)) as made:
        yield made


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[RunningHub]:
    with running(made_hub(tmp_path / "hub")) as made:
        yield made


def raw(hub: RunningHub, data: bytes, *, is_ended: bool = False) -> bytes:
    """Send bytes as they are; give what comes until the hub ends the line."""
    with socket.create_connection(("127.0.0.1", hub.port), timeout=30) as line:
        try:
            line.sendall(data)
            if is_ended:
                line.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: line.recv(2**16), b""))
        except (ConnectionResetError, BrokenPipeError):
            return b""


def request(desk: Desk, target: str, body: bytes = b"", **headers: str) -> bytes:
    """The bytes of a signed POST, which a test spoils."""
    desk.hello()
    said = {"Host": "hub", "Connection": "close", "Content-Length": str(len(body))}
    said |= desk.signed("POST", target, body) | headers
    head = "".join(f"{key}: {value}\r\n" for key, value in said.items())
    desk.ticket = ""
    return f"POST {target} HTTP/1.1\r\n{head}\r\n".encode() + body


def still_serves(hub: RunningHub, desk: Desk) -> None:
    assert desk.offer(["0" * 64])["wanted"] == [["0" * 64, 0]]


# --- before anybody is known


@pytest.mark.parametrize(
    "said",
    [
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(100),
        b"\x16\x03\x01" + bytes(1000),
        b"\x00" * 1000,
        b"POST /v1/key HTTP/1.1\r\nHost: hub\r\nContent-Length: 99999999999\r\n\r\n",
        b"POST /v1/key HTTP/1.1\r\nHost: hub\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
        b"POST /v1/key HTTP/1.1\r\nHost: hub\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/key HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
    ],
)
def test_what_is_no_request_of_a_desk_ends_its_line(hub: RunningHub, said: bytes) -> None:
    with desks(hub, LAPTOP) as (_office, laptop):
        assert raw(hub, said).partition(b"\r\n")[0] in (b"", b"HTTP/1.1 400 Bad Request")
        still_serves(hub, laptop)


@pytest.mark.parametrize(
    "said",
    [b"GET /health HTTP/1.1\r\nx: ", b"GET /health HTTP/1.1\r\n", b"GET /", b"POST /v1/key HTTP/1.1\r\n"],
)
def test_a_head_without_end_is_not_kept(tmp_path: Path, said: bytes) -> None:
    with running(made_hub(tmp_path / "hub"), lines=HubLines(head_seconds=1000)) as hub:
        assert raw(hub, said + b"x: y\r\n" * HEAD_BYTES + b"x: " + b"z" * 2**20) == b""


@pytest.mark.parametrize(
    "extra",
    [
        "Content-Length: 5\r\nContent-Length: 4",
        "Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 4",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
        "Content-Length: 4, 4",
        "Content-Length: +4",
        "Content-Length: 0x4",
    ],
)
def test_a_request_that_two_readers_would_cut_elsewhere_is_refused_whole(hub: RunningHub, extra: str) -> None:
    hidden = b"GET /v1/hello?nonce=" + b"0" * 64 + b" HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n"
    said = f"POST /health HTTP/1.1\r\nHost: hub\r\n{extra}\r\n\r\n".encode() + b"0\r\n\r\n" + hidden
    answers = raw(hub, said, is_ended=True)
    assert answers.count(b"HTTP/1.1 ") == 1
    assert answers.startswith(b"HTTP/1.1 400")


def test_a_path_leads_to_no_file(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (_office, laptop):
        paths = ("/v1/objects/{}", "/{}", "/v1/objects?rest={}&from=1")
        for target in (one.format(path) for path in PATHS for one in paths):
            method = "POST" if "?" in target else "GET"
            laptop.hello()
            answer = laptop._pool.request(method, target, headers=laptop.signed(method, target))
            laptop.ticket = ""
            assert answer.status in (400, 401, 404, 409), target
            assert hub.mailbox.identity.seed not in answer.data


def test_silent_and_dripping_lines_are_ended_and_others_are_served(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (_office, laptop), ExitStack() as held:
        silent = [held.enter_context(socket.create_connection(("127.0.0.1", hub.port))) for _ in range(100)]
        begun = held.enter_context(socket.create_connection(("127.0.0.1", hub.port)))
        begun.sendall(b"GET /health HTTP/1.1\r\nHost:")
        blank = held.enter_context(socket.create_connection(("127.0.0.1", hub.port)))
        blank.sendall(b"GET /health HTTP/1.1\r\nHost: hub\r\n\r\n")
        assert blank.recv(2**16).startswith(b"HTTP/1.1 200")
        blank.sendall(b"\r\n")
        still_serves(hub, laptop)
        for line in (*silent, begun, blank):
            line.settimeout(30)
            assert ends(line)
        laptop.close()
        laptop.call()
        still_serves(hub, laptop)


def test_who_was_refused_in_mid_body_does_not_stay(hub: RunningHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ektp_desk.hub.protocol.REST_SECONDS", 0.2)
    said = b"POST /v1/offer HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", hub.port), timeout=30) as line:
        line.sendall(said)
        assert line.recv(100).startswith(b"HTTP/1.1 401")
        line.sendall(b"x")
        assert ends(line)


def ends(line: socket.socket) -> bool:
    """Wait for the hub to end a line."""
    try:
        while line.recv(2**16):
            pass
    except ConnectionResetError:
        pass
    return True


# --- with a key


def test_only_the_very_request_that_was_signed_is_let_in(fresh: RunningHub) -> None:
    """A ticket is nobody else's, no other method's, target's or body's."""
    with desks(fresh, LAPTOP, OTHER) as (_office, laptop, mate):
        laptop.hello()
        mate.hello()
        own = laptop.signed("POST", "/v1/offer", b"{}")
        spoiled = [
            ("GET", "/v1/offer", b"{}", own),
            ("POST", "/v1/offer?x=1", b"{}", own),
            ("POST", "/v1/objects", b"{}", own),
            ("POST", "/v1/offer", b"{}", own | {KEY: mate.signed("POST", "/")[KEY]}),
            ("POST", "/v1/offer", b"{}", own | {TICKET: mate.ticket}),
            ("POST", "/v1/offer", b"{}", own | {BODY: "0" * 64}),
            ("POST", "/v1/offer", b"{}", own | {SIGNATURE: "00" * 64}),
            ("POST", "/v1/offer", b"{}", own | {SIGNATURE: "zz"}),
            ("POST", "/v1/offer", b"{}", own | {SIGNATURE: "00"}),
            ("POST", "/v1/offer", b"{}", {}),
        ]
        for method, target, body, headers in spoiled:
            answer = laptop._pool.request(method, target, body=body, headers=headers)
            assert answer.status in (401, 405), (method, target, headers)
        answer = laptop._pool.request("POST", "/v1/offer", body=b'{"digests":[]}', headers=own)
        assert (answer.status, answer.json()["code"]) == (400, "request.damaged")
        again = laptop._pool.request("POST", "/v1/offer", body=b"{}", headers=own)
        assert (again.status, again.json()["code"]) == (401, "request.ticket")
        laptop.hello()
        own = laptop.signed("POST", "/v1/objects", pack_of([]))
        answer = laptop._pool.request("POST", "/v1/objects", body=pack_of([sent(a_run())]), headers=own)
        assert (answer.status, answer.json()["code"]) == (400, "request.cut")
        still_serves(fresh, mate)


def test_a_ticket_serves_on_any_line_and_once(hub: RunningHub) -> None:
    with desks(hub, LAPTOP) as (_office, laptop):
        whole = request(laptop, "/v1/offer", b"{}")
        assert raw(hub, whole).startswith(b"HTTP/1.1 200")
        assert raw(hub, whole).startswith(b"HTTP/1.1 401")


@pytest.mark.parametrize(
    "said", ["bytes=" + "9" * 5000 + "-", "bytes=99999999999999999999-", "bytes=-5", "x"]
)
def test_a_range_that_no_desk_asks_for_gives_no_more_than_there_is(fresh: RunningHub, said: str) -> None:
    with desks(fresh, LAPTOP) as (office, laptop):
        run = sent(a_run(taken(name(FILE), len(FILE))))
        laptop.send(run, FILE)
        answer = office.ask("GET", f"/v1/objects/{name(FILE)}", Range=said)
        assert answer.status in (200, 206)
        assert answer.data in (FILE, b"")
        still_serves(fresh, laptop)


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "-1", "1e3", "\u0661"])
def test_numbers_that_no_desk_says_are_refused(hub: RunningHub, number: str) -> None:
    with desks(hub, LAPTOP) as (_office, laptop):
        said = number if number.isascii() else "%D9%A1"
        assert laptop.ask("GET", f"/v1/inbox?after={said}").status == 400
        rest = f"/v1/objects?rest={'0' * 64}&from={said}"
        assert laptop.ask("POST", rest, b"x").status in (400, 409)
        still_serves(hub, laptop)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 60_000,
        b'{"digests":' + b"[" * 60_000,
        b'{"digests":["' + b"0" * 64 + b'"' + b',"x"' * 1000 + b"]}",
        b'{"digests":[' + b",".join([b'"' + b"0" * 64 + b'"'] * 1001) + b"]}",
        b'{"journals":[["a","b",' + b"9" * 60_000 + b"]]}",
        b'{"journals":[["../../x","b",1]]}',
        b"\xff\xfe" * 100,
        b"1" * (2**17 + 1),
    ],
)
def test_an_offer_that_no_desk_makes_is_refused(hub: RunningHub, body: bytes) -> None:
    with desks(hub, LAPTOP) as (_office, laptop):
        answer = laptop.ask("POST", "/v1/offer", body)
        assert (answer.status, answer.json()["code"]) == (400, "request.damaged")
        still_serves(hub, laptop)


def entry(data: bytes, *, digest: bytes | None = None, size: int | None = None) -> bytes:
    """An entry of a pack, which says something else of itself where a test likes."""
    said = len(data) if size is None else size
    return ENTRY_MARK + said.to_bytes(4, "big") + (digest or hashlib.sha256(data).digest()) + data


PACKS = (
    b"",
    PACK_MARK,
    PACK_MARK + entry(FILE, size=2**32 - 1),
    PACK_MARK + entry(FILE, digest=bytes(32)),
    PACK_MARK + entry(FILE, size=0),
    PACK_MARK + ENTRY_MARK * 50_000,
    ENTRY_MARK * 50_000,
    b"ektp-pack 2\n" + entry(FILE),
    b"PK\x03\x04" + bytes(1000),
    PACK_MARK + entry(b""),
    PACK_MARK + entry(b"ektp-object 1\n" + b"\xff" * 100),
    PACK_MARK + entry(b"ektp-object 1\n" + (2**32 - 1).to_bytes(4, "big") + b"{}"),
    PACK_MARK + entry(b"ektp-part 1\n" + b"\xff" * 60),
    PACK_MARK + entry(b"ektp-rows 1\n" + b"\xff" * 60),
)


def test_packs_that_no_desk_writes_leave_nothing(fresh: RunningHub) -> None:
    """Also lengths of four gigabytes, and marks without end: nothing is read for them."""
    with desks(fresh, LAPTOP) as (office, laptop):
        before = list(packs(fresh))
        for body in PACKS:
            answer = laptop.ask("POST", "/v1/objects", body)
            assert answer.status in (200, 400), answer.data
            assert list(packs(fresh)) == before, body[:40]
        assert office.inbox() == []
        run = sent(a_run())
        assert laptop.send(run)["new"] == 1
        assert list(packs(fresh)) == [*before, pack_of([run])]


def packs(hub: RunningHub) -> Iterator[bytes]:
    """What lies in the hub's folder."""
    for path in sorted((hub.folder / "packs").rglob("*")):
        if path.is_file():
            yield path.read_bytes()


def test_a_pack_of_a_later_release_that_a_crash_left_keeps_no_hub_from_starting(tmp_path: Path) -> None:
    folder = made_hub(tmp_path / "hub")
    with (
        running(folder) as hub,
        desks(hub, LAPTOP) as (_office, laptop),
        hub.mailbox.bodies.new(laptop.signed("GET", "/")[KEY]) as pack,
    ):
        pack.write(b"ektp-pack 2\n" + entry(FILE))
        pack.keep()
    with running(folder) as hub:
        assert {one[:12] for one in packs(hub)} == {PACK_MARK}


def test_one_laptop_asks_so_much_at_once_and_the_rest_is_refused(fresh: RunningHub) -> None:
    with desks(fresh, LAPTOP, OTHER) as (_office, laptop, mate), ExitStack() as held:
        waiting = set[socket.socket]()
        for _at in range(ASKED_OF_ONE + 4):
            line = held.enter_context(socket.create_connection(("127.0.0.1", fresh.port)))
            line.sendall(request(laptop, "/v1/offer", b"x" * 50)[:-10])
            waiting.add(line)
        refused = set[socket.socket]()
        while len(refused) < 4:
            refused |= {*select.select(waiting - refused, [], [], 30)[0]}
        assert {one.recv(12) for one in refused} == {b"HTTP/1.1 503"}
        still_serves(fresh, mate)


def test_one_laptop_holds_not_all_bodies_open(fresh: RunningHub) -> None:
    with desks(fresh, LAPTOP, OTHER) as (_office, laptop, mate), ExitStack() as held:
        for at in range(BODIES + 4):
            said = request(laptop, "/v1/objects", b"x" * 50, **{LINK: f"link{at}"})
            line = held.enter_context(socket.create_connection(("127.0.0.1", fresh.port)))
            line.sendall(said[:-10])
        for _try in range(5):
            assert mate.send(sent(events([SentHome(count=1)], device="other"), OTHER))["refused"] == {}


def test_a_laptop_says_not_who_is_known(fresh: RunningHub) -> None:
    said = msgspec.structs.replace(
        read_line(read_object(roster(OTHER, number=9)), Roster), device="laptop", by=LAPTOP.by
    )
    forged = write_object(said, LAPTOP.sign)
    with desks(fresh, LAPTOP) as (_office, laptop):
        assert set(laptop.send(forged)["refused"]) == {name(forged)}
        own = RosterDevice("laptop", "02", LAPTOP.public.hex(), is_office=True)
        true = roster(number=9, devices=(own,))
        spoiled = true[:-1] + bytes([true[-1] ^ 1])
        assert laptop.send(spoiled)["refused"] == {name(spoiled): "object.not_signed"}
        stranger = Desk(fresh, OTHER)
        assert stranger.enter() == 403
        stranger.close()
        assert laptop.inbox() == []  # it is no office desk


def test_a_revoked_laptop_sends_nothing_that_is_handed_on(fresh: RunningHub) -> None:
    with desks(fresh, LAPTOP, OTHER) as (office, laptop, mate):
        revoked = RosterDevice("laptop", "02", LAPTOP.public.hex(), is_office=False, until=(("first", 0),))
        known = RosterDevice("other", "03", OTHER.public.hex(), is_office=False)
        desk = RosterDevice("desk", "01", OFFICE.public.hex(), is_office=True)
        office.send(roster(number=2, devices=(desk, revoked, known)))
        run = sent(a_run())
        said = laptop.send(run)
        assert name(run) in said["held"]
        assert said["new"] == 0
        assert [one.heard for one in said["receipts"]] == [()], "whatever an earlier receipt said"
        assert office.inbox() == []
        still_serves(fresh, mate)


def test_the_hubs_folder_names_nobody(fresh: RunningHub) -> None:
    met = PersonMet("Yuliana Contoh", "5304014101909001", "P", "1990-01-01", "Kolbano", "Jalan Contoh 1")
    with desks(fresh, LAPTOP) as (_office, laptop):
        assert laptop.send(sent(a_run(met)))["refused"] == {}
        fresh.mailbox.close()
    folder = [path.read_bytes() for path in fresh.folder.rglob("*") if path.is_file()]
    assert len(folder) > 5
    for word in (b"Yuliana", b"Contoh", b"5304014101909001", b"Kolbano", b"1990-01-01"):
        assert not any(word in data for data in folder), word
        assert not any(word.decode() in str(path) for path in fresh.folder.rglob("*"))
