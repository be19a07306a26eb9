"""Lines that lose, cut, change, repeat and are not what they seem, on real sockets.

What each costs a desk is one sentence; nothing is lost or doubled, and the next round goes on by itself.
"""

from __future__ import annotations

import errno
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from urllib3.util import Timeout

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.moments import Moment
from ektp_desk.hub.identity import make_identity, read_identity
from ektp_desk.hub.pack_folder import NewPackFile
from ektp_desk.seal.files import telling_disk_errors
from ektp_desk.sync.sending import choose_links, sync_once
from tests.hub import proxy
from tests.hub.lines import made_hub, running
from tests.hub.processes import FarLaptop, FarOffice, HubProcess, limited, office_of
from tests.hub.proxy import Proxy, Way, proxy_to

pytestmark = [pytest.mark.journey, pytest.mark.timeout(60)]


@pytest.fixture(autouse=True)
def no_fault_of_the_hubs(far: FarOffice, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever comes, it answers or ends the line by a rule."""
    yield
    assert isinstance(far.hub, HubProcess)
    assert far.hub.log.read_bytes() == b""
    assert [
        record.getMessage() for record in caplog.get_records("call") if record.name.startswith("uvicorn")
    ] == []


@pytest.fixture
def laptop(far: FarOffice, tmp_path: Path) -> FarLaptop:
    return far.laptop(tmp_path / "laptop")


@contextmanager
def between(laptop: FarLaptop, *plan: Way) -> Iterator[Proxy]:
    """What the laptop goes through."""
    with proxy_to(laptop.hub.port, *plan) as made:
        laptop.goes_by(f"http://127.0.0.1:{made.port}")
        yield made
        made.settle()


@contextmanager
def here(folder: Path, **of: Any) -> Iterator[FarOffice]:
    """A hub in this process, of which something is changed."""
    with running(made_hub(folder / "hub"), **of) as hub, office_of(hub) as office:
        yield office


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
def test_what_is_no_hub_or_no_line_is_one_sentence(fault: str, laptop: FarLaptop) -> None:
    way, code = STRANGE[fault]
    with between(laptop, way):
        assert laptop.rounds_until_done() == [code]
    laptop.all_is_there()


@pytest.mark.parametrize("place", PLACES)
def test_a_line_that_is_cut_at_any_byte_goes_on_behind_it(place: int, laptop: FarLaptop) -> None:
    """Also on the way back: what the hub has then is not sent again, and its receipt is asked for."""
    with between(laptop, *[proxy.cut_after(place), proxy.cut_after(place, down=True)] * 2):
        assert set(laptop.rounds_until_done()) <= CUT
    laptop.all_is_there()


@pytest.mark.parametrize("place", [150, 450, 1_000, 1_400, 5_000, 60_000])
@pytest.mark.parametrize("down", [False, True])
def test_a_line_that_changes_a_bit_changes_nothing_else(place: int, down: bool, laptop: FarLaptop) -> None:
    with between(laptop, *[proxy.flipping(place, down=down)] * 3):
        laptop.rounds_until_done()
    laptop.all_is_there()


@pytest.mark.parametrize("way", [proxy.repeating, proxy.half_closed, proxy.dripping])
def test_a_line_that_repeats_half_closes_or_drips(way: Way, laptop: FarLaptop) -> None:
    with between(laptop, way):
        assert set(laptop.rounds_until_done()) <= {"line.cut", "line.foreign", "line.damaged"}
    laptop.all_is_there()


def test_bodies_of_two_lines_come_in_the_other_order(laptop: FarLaptop) -> None:
    way = proxy.Overtaking(before=1)  # in which the runs are: files wait for them
    with between(laptop, way, way):
        choose_links(laptop.outbox, ["127.0.0.1", "127.0.0.2"])
        assert laptop.rounds_until_done() == []
    laptop.all_is_there()


def test_a_body_comes_late_when_what_was_sent_in_its_place_is_receipted(laptop: FarLaptop) -> None:
    way = proxy.Overtaking(is_cut=True)
    with between(laptop, way, way):
        assert laptop.rounds_until_done() == ["line.cut"]
    laptop.all_is_there()


def test_an_answer_that_comes_when_nobody_waits_any_more_was_true(
    laptop: FarLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ektp_desk.sync.hub_line._TIMEOUT", Timeout(connect=10, read=0.5))
    with between(laptop, proxy.delayed):
        assert "line.cut" in laptop.rounds_until_done()
    laptop.all_is_there()


@pytest.mark.parametrize("count", [10_000, 60_000])
def test_a_line_that_was_lost_and_writes_still_spoils_nothing(count: int, laptop: FarLaptop) -> None:
    way = proxy.Stale(count)
    with between(laptop, way.lost, way.straight):
        assert laptop.rounds_until_done() == ["line.cut"]
    laptop.all_is_there()


def test_a_newer_hub_is_told_and_hears_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with here(tmp_path) as office, between(laptop := office.laptop(tmp_path)):
        with monkeypatch.context() as patch:
            patch.setattr("ektp_desk.hub.app.VERSION", 2)
            is_told_and_sends_nothing(laptop)
        assert laptop.rounds_until_done() == []
        laptop.all_is_there()


def test_an_older_hub_is_told_and_hears_nothing(laptop: FarLaptop, monkeypatch: pytest.MonkeyPatch) -> None:
    with between(laptop):
        with monkeypatch.context() as patch:
            patch.setattr("ektp_desk.sync.hub_line.VERSION", 2)
            is_told_and_sends_nothing(laptop)
        assert laptop.rounds_until_done() == []
    laptop.all_is_there()


def is_told_and_sends_nothing(laptop: FarLaptop) -> None:
    with pytest.raises(EktpError, match=r"^line\.newer$"):
        sync_once(laptop.outbox)
    assert laptop.arrived() == []


@pytest.mark.parametrize("year", [1970, 2038])
def test_a_hub_whose_clock_is_years_off_takes_and_receipts_everything(tmp_path: Path, year: int) -> None:
    """Its certificate is not yet, or no more, of any time."""
    there = Moment(datetime(year, 1, 20, tzinfo=UTC), 0)
    with here(tmp_path, clock=lambda: there) as office:
        laptop = office.laptop(tmp_path)
        with running(laptop.hub.folder, tls=True, clock=lambda: there) as far:
            laptop.goes_by(f"https://127.0.0.1:{far.port}")
            assert laptop.rounds_until_done() == []
        laptop.all_is_there()


def test_a_hub_whose_disk_fills_at_any_write_has_what_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with here(tmp_path) as office:
        for left in range(6):
            room = [left]

            def filling(write: Callable[..., None], room: list[int] = room) -> Callable[..., None]:
                def some(*args: object) -> None:
                    with telling_disk_errors():
                        room[0] -= 1
                        if room[0] < 0:
                            raise OSError(errno.ENOSPC, "full")
                    write(*args)

                return some

            laptop = office.laptop(tmp_path / f"{left}")
            with between(laptop):
                with monkeypatch.context() as patch:
                    for name_ in ("write", "keep"):
                        patch.setattr(NewPackFile, name_, filling(getattr(NewPackFile, name_)))
                    with pytest.raises(EktpError, match=r"^hub\.full$"):
                        sync_once(laptop.outbox)
                assert laptop.rounds_until_done() == []
            laptop.all_is_there()


@pytest.mark.parametrize("most", [0, 5_000, 50_000])
def test_a_hub_that_its_system_lets_write_so_far_has_what_it_said(
    most: int, far: FarOffice, laptop: FarLaptop
) -> None:
    """Pack, index or its log, whichever comes there first."""
    assert isinstance(far.hub, HubProcess)
    with between(laptop):
        with limited(far.hub, resource.RLIMIT_FSIZE, most), pytest.raises(EktpError, match=r"^hub\.disk$"):
            sync_once(laptop.outbox)
        assert laptop.rounds_until_done() == []
    laptop.all_is_there()


def test_a_hub_of_another_key_and_who_opens_tls_hear_nothing(tmp_path: Path) -> None:
    with here(tmp_path) as office:
        laptop = office.laptop(tmp_path)
        other = make_identity(tmp_path / "other", read_identity(laptop.hub.folder).of)
        with (
            running(tmp_path / "other", tls=True) as foreign,
            running(laptop.hub.folder, tls=True) as true,
            proxy_to(true.port, *[proxy.opening(other)] * 2) as opening,
        ):
            ports = foreign.port, opening.port
            addresses = [f"https://127.0.0.1:{port}" for port in (*ports, true.port)]
            outbox = laptop.goes_by(*addresses[:2])
            with pytest.raises(EktpError, match=r"^line\.foreign$"):
                sync_once(outbox)
            assert opening.taken == 2  # a look at the certificate, and the hello
            assert foreign.mailbox.inbox_end().place == 0

            facts, seed = outbox.read()
            outbox.lay(msgspec.structs.replace(facts, addresses=tuple(addresses)), seed)
            assert sync_once(outbox).refused == {}
        laptop.all_is_there()
