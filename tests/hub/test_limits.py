"""Who asks for too much costs the others nothing."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from io import FileIO
from pathlib import Path
from typing import IO, Any, cast

import pytest
from sqlalchemy import event, select

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.hub import ROOM, ROOM_FOR_RUNS
from ektp_desk.hub import open_bodies, senders
from ektp_desk.hub.app import ASKED_OF_ONE
from ektp_desk.hub.pack_folder import NewPackFile
from ektp_desk.hub.restoring import rebuild_index
from ektp_desk.hub.schema import contacts
from ektp_desk.hub.serving import listen_at
from ektp_desk.hub.taking import ENTRIES
from ektp_desk.seal.sign import new_signing_key, sign, verify_key
from ektp_desk.wire.requests import LINK, enrolment_message
from tests.exchange.scene import LAPTOP, OTHER, ROOT, a_run, sent, taken
from tests.hub.lines import Desk, RunningHub, desks, made_hub, name, pack_of, roster, running
from tests.hub.test_judged_again import revoke

FILE = b"age-encryption.org/v1\n" + bytes(2000)


def hold_open(hub: RunningHub, headers: dict[str, str]) -> socket.socket:
    """Begin a body of which nothing more comes."""
    line = socket.create_connection(("127.0.0.1", hub.port))
    said = ["POST /v1/objects HTTP/1.1", "Host: hub", "Content-Length: 100"]
    said += [f"{key}: {value}" for key, value in headers.items()]
    line.sendall("\r\n".join(said).encode() + b"\r\n\r\nektp-")
    return line


def begin_bodies(hub: RunningHub, laptop: Desk, count: int) -> list[socket.socket]:
    held = []
    for at in range(count):
        laptop.hello()
        held.append(hold_open(hub, laptop.signed("POST", "/v1/objects", b"?", **{LINK: f"link{at}"})))
    laptop.ticket = ""
    return held


def test_a_body_too_many_waits_and_questions_are_answered_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_bodies, "BODIES", ASKED_OF_ONE)
    with (
        running(made_hub(tmp_path / "hub")) as hub,
        desks(hub, LAPTOP, OTHER) as (_office, laptop, mate),
        ExitStack() as held,
    ):
        for line in begin_bodies(hub, laptop, ASKED_OF_ONE):
            held.enter_context(line)
        run = sent(a_run())
        for _try in range(1000):  # the hub may not have begun them all yet
            answer = mate.ask("POST", "/v1/objects", b"", **{LINK: "lan"})
            if answer.status == 503:
                break
        assert answer.status == 503
        assert answer.headers["Retry-After"] == "5"
        assert mate.offer([name(run)])["wanted"] == [[name(run), 0]]


def test_who_sends_nothing_is_let_go(tmp_path: Path) -> None:
    folder = made_hub(tmp_path / "hub")
    with running(folder) as hub, desks(hub, LAPTOP) as (_office, known):
        seed = known.seed
    with running(folder, silence=0.05) as hub:  # so little for no body that is to come whole
        laptop = Desk(hub, LAPTOP, seed)
        (line,) = begin_bodies(hub, laptop, 1)
        with line:
            assert line.recv(100).startswith(b"HTTP/1.1 400")
        laptop.close()


def test_a_newer_body_of_one_link_ends_the_older_one(tmp_path: Path) -> None:
    with running(made_hub(tmp_path / "hub")) as hub, desks(hub, LAPTOP) as (_office, laptop):
        (line,) = begin_bodies(hub, laptop, 1)
        with line:
            for _try in range(1000):  # until the first one has begun
                assert laptop.send(sent(a_run()), link="link0")["refused"] == {}
                line.setblocking(False)
                try:
                    assert line.recv(100)[:12] in (b"", b"HTTP/1.1 400", b"HTTP/1.1 500")
                except BlockingIOError:
                    continue
                break
            else:
                raise AssertionError("the older body goes on")


def test_a_nearly_full_hub_takes_runs_and_then_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [2**40]
    run = sent(a_run(taken(name(FILE), len(FILE))))
    with (
        running(made_hub(tmp_path / "hub"), room=lambda: free[0]) as hub,
        desks(hub, LAPTOP) as (_office, laptop),
    ):
        free[0] = ROOM - 1
        assert laptop.send(run, FILE)["refused"] == {name(FILE): "disk.full"}
        free[0] = ROOM_FOR_RUNS - 1
        assert laptop.ask("POST", "/v1/objects", b"").status == 507
        free[0] = 2**40
        with monkeypatch.context() as patch:
            patch.setattr(NewPackFile, "keep", does_not_lie_there)
            assert laptop.ask("POST", "/v1/objects", pack_of([FILE])).json() == {"code": "disk.refused"}
            patch.undo()
            patch.setattr(Path, "open", little_by_little)
            assert laptop.send(FILE)["new"] == 1


class Sparing(FileIO):
    """A file whose disk takes half of what is written, and says how much."""

    def write(self, data: Any) -> int:
        return super().write(data[: -(-len(data) // 2)])


def little_by_little(path: Path, mode: str = "r", **of: Any) -> IO[Any]:
    return cast(IO[Any], Sparing(path, mode)) if mode == "xb" else open(path, mode, **of)


def does_not_lie_there(_pack: NewPackFile) -> None:
    raise EktpError("disk.refused", errno=5)


def test_of_a_body_of_very_many_tiny_entries_the_first_are_looked_at(tmp_path: Path) -> None:
    with running(made_hub(tmp_path / "hub")) as hub, desks(hub, LAPTOP) as (office, laptop):
        tiny, sums = [b"ektp-later 9\n" + at.to_bytes(2, "big") for at in range(ENTRIES + 100)], list[Any]()
        event.listen(
            hub.mailbox.index._engine,
            "before_cursor_execute",
            lambda *said: sums.append(said[2:4]) if "sum(" in said[2] else None,
        )
        assert laptop.send(*tiny)["new"] == ENTRIES
        assert len(sums) == 2, "what lies there of a device is added up once a body"
        with hub.mailbox.index.read() as connection:
            plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}", of).all() for one, of in [*sums]]
        assert [row[3] for plan in plans for row in plan if row[3].startswith("SCAN")] == [], (
            "and by an index"
        )
        assert len(laptop.offer([name(one) for one in tiny[ENTRIES - 50 :]])["wanted"]) == 100
        assert len(office.inbox()) == 1000


def test_what_nobody_vouches_for_or_counts_has_a_quota(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ektp_desk.hub.quotas.UNVOUCHED_BYTES", 100)
    monkeypatch.setattr("ektp_desk.hub.quotas.HELD_BYTES", 100)
    with running(made_hub(tmp_path / "hub")) as hub, desks(hub, LAPTOP, OTHER) as (office, laptop, mate):
        first, second = b"ektp-later 9\n" + bytes(80), b"ektp-later 9\n" + bytes(81)
        assert laptop.send(first)["refused"] == {}
        assert laptop.send(second)["refused"] == {name(second): "hub.quota"}
        assert mate.send(second)["refused"] == {}
        revoke(office, first=0)
        files = [FILE + bytes([at]) for at in range(3)]
        run = sent(a_run(*(taken(name(one), len(one)) for one in files)))
        assert laptop.send(run)["refused"] == {name(run): "hub.quota"}
        monkeypatch.setattr("ektp_desk.hub.quotas.HELD_BYTES", len(run) + 2 * len(files[0]))
        assert laptop.send(run, *files)["refused"] == {name(files[2]): "hub.quota"}  # counted on in a body


def test_a_laptop_that_comes_with_ever_new_keys_has_few_of_them_and_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What brought the others is no more either; one that went is brought again, as a rebuild knows too."""
    monkeypatch.setattr(senders, "KEYS_OF_ONE", 2)
    folder = made_hub(tmp_path / "hub")
    with running(folder) as hub, desks(hub, LAPTOP, OTHER) as (_office, laptop, mate):
        lying = packs_in(folder)
        others = [Desk(hub, LAPTOP) for _key in range(4)]
        assert [one.enter() for one in others[:3]] == [200] * 3
        brought = [one.transport_key() for one in others[2:]]
        assert others[2].send(*brought)["refused"] == {}
        assert [one.ask("POST", "/v1/offer", b"{}").status for one in others] == [401, 401, 200, 200]
        assert packs_in(folder) == lying + 1  # one that brings two keys, in place of one that brought one
        assert laptop.ask("POST", "/v1/offer", b"{}").status == 401
        assert [laptop.enter(), laptop.ask("POST", "/v1/offer", b"{}").status] == [200, 200]
        assert mate.offer(["0" * 64])["wanted"] == [["0" * 64, 0]]
        for one in others:
            one.close()
    rebuild_index(folder)
    with running(folder) as hub:
        again = [Desk(hub, one.own, one.seed) for one in (*others, laptop, mate)]
        asked = [one.ask("POST", "/v1/offer", b"{}").status for one in again]
        assert asked == [401, 401, 401, 200, 200, 200]
        for one in again:
            one.close()


def packs_in(folder: Path) -> int:
    return len(list((folder / "packs").rglob("*.PCK")))


def test_whoever_has_a_kit_brings_not_endless_laptops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(senders, "KEYS_OF_STRANGERS", 2)
    enrol = new_signing_key()
    vouched = sign(enrol, enrolment_message(ROOT, "kit7", OTHER.public)).hex()
    with running(made_hub(tmp_path / "hub")) as hub, desks(hub, LAPTOP) as (office, laptop):
        office.send(roster(LAPTOP, number=2, kits=(("kit7", verify_key(enrol).hex()),)))
        strangers = [Desk(hub, OTHER) for _one in range(4)]
        for at, one in enumerate(strangers):
            assert one.enter(kit="kit7", enrolled=vouched, device=f"device{at}") == 200
            assert one.ask("POST", "/v1/offer", b"{}").status == 200
        assert [one.ask("POST", "/v1/offer", b"{}").status for one in strangers] == [401, 401, 200, 200]
        assert laptop.offer(["0" * 64])["wanted"] == [["0" * 64, 0]]
        with hub.mailbox.index.read() as connection:
            came = set(connection.scalars(select(contacts.c.device)))
        assert came == {"desk", "laptop", "device2", "device3"}
        for one in strangers:
            one.close()


def test_an_answer_is_not_held_back_until_the_asker_says_that_its_head_came() -> None:
    """Of such connections asyncio sends what is small at once."""
    with listen_at("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        line, _address = listening.accept()
        with line:
            assert line.proto == socket.IPPROTO_TCP
