"""Lines that lose, cut, change, repeat and are not what they seem, on real sockets.

What each costs a desk is one sentence; nothing is lost or doubled, and the next round goes on by itself.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import Moment
from ektp_desk.hub.identity import make_identity
from ektp_desk.hub.pack_folder import NewPackFile
from ektp_desk.seal.files import telling_disk_errors
from ektp_desk.sync.carrier import find_carrier
from ektp_desk.sync.outbox import Outbox
from ektp_desk.sync.sending import sync_once
from ektp_desk.wire.envelope import check_signature, read_as, read_object
from ektp_desk.wire.heads import Receipt
from ektp_desk.words.errors import SENTENCES
from tests.exchange.scene import LAPTOP, ROOT
from tests.hub import proxy
from tests.hub.lines import Desk, RunningHub, desks, made_hub, name, running
from tests.hub.outboxes import lay_out, objects, put
from tests.hub.proxy import Proxy, Way, proxy_to

COUNT = 3  # runs, each with a file
SENT = objects(COUNT, size=30_000)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running(made_hub(tmp_path / "hub")) as made:
        yield made


@pytest.fixture(autouse=True)
def no_fault_of_the_hubs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever comes, it answers or ends the line by a rule."""
    yield
    assert [
        record.getMessage() for record in caplog.get_records("call") if record.name.startswith("uvicorn")
    ] == []


@pytest.fixture
def office(hub: RunningHub) -> Iterator[Desk]:
    """The office's desk, which has said that it knows the laptop."""
    with desks(hub, LAPTOP) as (made, _laptop):
        yield made


def outbox_at(place: Path, hub: RunningHub, *addresses: str) -> Outbox:
    outbox = lay_out(place, hub, addresses)
    put(outbox, SENT)
    return outbox


@contextmanager
def between(place: Path, hub: RunningHub, *plan: Way) -> Iterator[tuple[Outbox, Proxy]]:
    with proxy_to(hub.port, *plan) as made:
        yield outbox_at(place, hub, f"http://127.0.0.1:{made.port}"), made


def rounds_until_done(outbox: Outbox, *, most: int = 30) -> list[str]:
    """Go on until a round comes through; give what those before it said, each with its sentence."""
    told = list[str]()
    for _round in range(most):
        try:
            sync_once(outbox)
        except EktpError as error:
            told.append(error.code)
        else:
            assert told == [code for code in told if code in SENTENCES]
            return told
    raise AssertionError(f"never comes through: {told}")


def all_is_there(hub: RunningHub, office: Desk, outbox: Outbox) -> None:
    """Each object once at the hub and for the office, and the newest receipt at home names all."""
    due, sent_, aside = outbox.counts()
    assert (due, sent_, aside) == (0, 2 * COUNT, 0)
    names = {name(data) for data in SENT}
    rows = [row[1] for row in office.inbox()]
    assert sorted(rows) == sorted(names)
    assert {name(office.fetch(one)) for one in names} == names
    came = find_carrier(outbox.incoming, ROOT.hex())
    receipts = [
        read_object(entry) for pack in came.packs() for entry in came.read(pack) if isinstance(entry, bytes)
    ]
    found = [read_as(check_signature(one, hub.public, ROOT), Receipt) for one in receipts]
    newest = max(found, key=lambda one: one.number)
    assert (newest.heard_spans, newest.missing) == (((1, 2 * COUNT),), ())


CUT = {"line.cut", "line.damaged", "request.cut", "request.no_tail"}  # without its head an answer is damaged
PLACES = (0, 1, 300, 700, 1_200, 1_500, 20_000, 50_000, 100_000)
STRANGE: dict[str, tuple[Way, str]] = {
    "portal": (proxy.PORTAL, "line.foreign"),
    "elsewhere": (proxy.ELSEWHERE, "line.foreign"),
    "busy": (proxy.BUSY, "line.foreign"),
    "too large": (proxy.TOO_LARGE, "line.foreign"),
    "too many": (proxy.TOO_MANY, "line.foreign"),
    "a portal behind the hello": (proxy.says("200 OK", b"{}", is_behind_hello=True), "line.damaged"),
    "a code of nobody": (
        proxy.says("403 Forbidden", b'{"code":"kampung.x"}', is_behind_hello=True),
        "line.foreign",
    ),
    "endless": (proxy.endless, "line.foreign"),
    "cut at once": (proxy.cut_after(0), "line.cut"),
    "cut in the head": (proxy.cut_after(20), "line.cut"),
    "cut in the answer": (proxy.cut_after(100, down=True), "line.cut"),
}


@pytest.mark.parametrize("fault", STRANGE)
def test_what_is_no_hub_or_no_line_is_one_sentence(
    fault: str, tmp_path: Path, hub: RunningHub, office: Desk
) -> None:
    way, code = STRANGE[fault]
    with between(tmp_path / "laptop", hub, way) as (outbox, _between):
        assert rounds_until_done(outbox) == [code]
        all_is_there(hub, office, outbox)


@pytest.mark.parametrize("place", PLACES)
def test_a_line_that_is_cut_at_any_byte_goes_on_behind_it(
    place: int, tmp_path: Path, hub: RunningHub, office: Desk
) -> None:
    """Also on the way back: what the hub has then is not sent again, and its receipt is asked for."""
    plan = [proxy.cut_after(place), proxy.cut_after(place, down=True)] * 2
    with between(tmp_path / "laptop", hub, *plan) as (outbox, _between):
        assert set(rounds_until_done(outbox)) <= CUT
        all_is_there(hub, office, outbox)


@pytest.mark.parametrize("place", [150, 450, 1_000, 1_400, 5_000, 60_000])
@pytest.mark.parametrize("down", [False, True])
def test_a_line_that_changes_a_bit_changes_nothing_else(
    place: int, down: bool, tmp_path: Path, hub: RunningHub, office: Desk
) -> None:
    with between(tmp_path / "laptop", hub, *[proxy.flipping(place, down=down)] * 3) as (outbox, _between):
        rounds_until_done(outbox)
        all_is_there(hub, office, outbox)


@pytest.mark.parametrize("way", [proxy.repeating, proxy.half_closed, proxy.dripping])
def test_a_line_that_repeats_half_closes_or_drips(
    way: Way, tmp_path: Path, hub: RunningHub, office: Desk
) -> None:
    with between(tmp_path / "laptop", hub, way) as (outbox, _between):
        assert set(rounds_until_done(outbox)) <= {"line.cut", "line.foreign", "line.damaged"}
        all_is_there(hub, office, outbox)


@pytest.mark.parametrize("side", ["ektp_desk.hub.app.VERSION", "ektp_desk.sync.hub_line.VERSION"])
def test_another_release_at_one_end_is_told_and_sends_nothing(
    side: str, tmp_path: Path, hub: RunningHub, office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with between(tmp_path / "laptop", hub) as (outbox, _between):
        with monkeypatch.context() as patch:
            patch.setattr(side, 2)
            with pytest.raises(EktpError, match=r"^line\.newer$"):
                sync_once(outbox)
        assert office.inbox() == []
        assert rounds_until_done(outbox) == []
        all_is_there(hub, office, outbox)


@pytest.mark.parametrize("year", [1970, 2038])
def test_a_hub_whose_clock_is_years_off_takes_and_receipts_everything(tmp_path: Path, year: int) -> None:
    """Its certificate is not yet, or no more, of any time."""
    there, folder = Moment(datetime(year, 1, 20, tzinfo=UTC), 0), made_hub(tmp_path / "hub")
    with running(folder, clock=lambda: there) as plain, desks(plain, LAPTOP):
        pass  # it knows the laptop
    with running(folder, tls=True, clock=lambda: there) as far:
        outbox = outbox_at(tmp_path / "laptop", far, f"https://127.0.0.1:{far.port}")
        assert rounds_until_done(outbox) == []
    with running(folder, clock=lambda: there) as plain, desks(plain, LAPTOP) as (office, _laptop):
        all_is_there(plain, office, outbox)


@pytest.mark.parametrize("left", range(6))
def test_a_hub_whose_disk_fills_at_any_write_has_what_it_said(
    left: int, tmp_path: Path, hub: RunningHub, office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = [left]

    def filling(write: Callable[..., None]) -> Callable[..., None]:
        def some(*args: object) -> None:
            room[0] -= 1
            with telling_disk_errors():
                if room[0] < 0:
                    raise OSError(errno.ENOSPC, "full")
            write(*args)

        return some

    with between(tmp_path / "laptop", hub) as (outbox, _between):
        with monkeypatch.context() as patch:
            for name_ in ("write", "keep"):
                patch.setattr(NewPackFile, name_, filling(getattr(NewPackFile, name_)))
            with pytest.raises(EktpError, match=r"^hub\.full$"):
                sync_once(outbox)
        assert rounds_until_done(outbox) == []
        all_is_there(hub, office, outbox)


def test_a_hub_of_another_key_and_who_opens_tls_hear_nothing(
    tmp_path: Path, hub: RunningHub, office: Desk
) -> None:
    other = make_identity(tmp_path / "other", hub.mailbox.identity.of)
    with (
        running(tmp_path / "other", tls=True) as foreign,
        running(hub.folder, tls=True) as true,
        proxy_to(true.port, *[proxy.opening(other)] * 2) as opening,
    ):
        ports = foreign.port, opening.port
        addresses = [f"https://127.0.0.1:{port}" for port in (*ports, true.port)]
        outbox = outbox_at(tmp_path / "laptop", hub, *addresses[:2])
        with pytest.raises(EktpError, match=r"^line\.foreign$"):
            sync_once(outbox)
        assert opening.taken == 2  # a look at the certificate, and the hello
        assert foreign.mailbox.newest() == 0

        facts, seed = outbox.read()
        outbox.lay(msgspec.structs.replace(facts, addresses=tuple(addresses)), seed)
        assert sync_once(outbox).refused == {}
        all_is_there(hub, office, outbox)
