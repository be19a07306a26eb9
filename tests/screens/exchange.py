"""Scenes of F7: what is not safe, and the stick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec import structs

from ektp_desk.gui.exchange.links import LaptopLink
from ektp_desk.usecases.exchange.line import LineNews, LinkNews, LinkState
from ektp_desk.usecases.exchange.queries import LastStick, RemovedHere, SafetyLadder, safety_ladder
from ektp_desk.usecases.laptops.courier import CarrierExport, CarrierImport, Inspection, RemovedFiles
from ektp_desk.usecases.session import Session
from tests.gui.desks import DeskPage
from tests.screens.scene import Scene, own_folder


def _open(page: DeskPage) -> DeskPage:
    return page.sign_in().press("F7")


def _no_stick(page: DeskPage) -> None:
    _open(page).press("K").type(str(own_folder() / "tidak-ada")).press("Return")


def _carried(page: DeskPage) -> DeskPage:
    _open(page).press("K").type(str(own_folder())).press("Return")
    page.settle()
    return page


def _copied(page: DeskPage) -> DeskPage:
    """A backup on the office's own disk, or on one that the system does not name."""
    _open(page).press("P", "B").type(str(own_folder())).press("Return")
    page.settle()
    return page


def _removed(page: DeskPage) -> None:
    """As on a field laptop that removed what was safe, of which some is not safe any more."""
    removed = RemovedHere(1_284, 96_000_000, 3)

    def ladder(session: Session) -> SafetyLadder:
        return replace(safety_ladder(session), removed=removed)

    page.sign_in()
    assert page.window.workplace is not None
    work = page.window.workplace.work
    work.session = replace(work.session, at_office=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ektp_desk.gui.exchange.presenter.safety_ladder", ladder)
        page.press("F7")
        page.settle()


def _by_line(news: LineNews) -> Callable[[DeskPage], None]:
    """F7 as the process that sends would have it told."""

    def told(page: DeskPage) -> None:
        _open(page)
        assert page.window.line_keeping is not None
        page.window.line_keeping._on_told(news)
        page.settle()

    return told


def _ask_price(page: DeskPage) -> None:
    _by_line(_UNASKED)(page)
    page.press("M")


def _ask_links(page: DeskPage) -> None:
    here = [LaptopLink("wlan0", "wlan0 · 192.0.2.7"), LaptopLink("usb0", "usb0 · 192.168.43.20")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ektp_desk.gui.exchange.presenter.links_here", lambda: here)
        _by_line(_SENDING)(page)
        page.press("A")


_HOTSPOT = "192.168.43.0/24"
_HEARD = "2026-11-04T01:20:00.000+00:00"
_SENDING = LineNews(
    links=(
        LinkNews("wlan0", LinkState.SENDING, network="192.0.2.0/24", is_metered=False, speed=420_000),
        LinkNews("usb0", LinkState.WAITING, code="line.cut", again=40),
    ),
    runs=2,
    files=412,
    size=86_000_000,
    heard=_HEARD,
)
_UNASKED = LineNews(
    links=(LinkNews("", LinkState.IDLE, network=_HOTSPOT),),
    files=140,
    size=9_800_000,
    heard=_HEARD,
    spent=41_000_000,
    most=50_000_000,
)
_AMISS = LineNews(
    links=(LinkNews("", LinkState.WAITING, code="line.foreign", again=280),),
    runs=3,
    files=12,
    size=740_000,
    aside=2,
    why="object.unnamed_file",
    clock=-5_400,
)
_DONE = LineNews(links=(LinkNews("", LinkState.IDLE),), heard=_HEARD, retired=1_240)


def _news_of_a_stick(page: DeskPage) -> None:
    """All that a stick can bring and get."""
    found = CarrierImport(
        events=412,
        files=1_204,
        packages=2,
        verdicts=4,
        others=2,
        dropped=7,
        undropped=2,
        opened=Inspection(whole=1_198, wrong=2, missing=3, waiting=1),
        removed=RemovedFiles(files=6),
        refused=Counter({"object.unknown_sender": 2}),
        damaged=["2AF07C11/00000012"],
    )
    done = CarrierExport(
        runs=35, files=140, packs=3, lacking=1, verdicts=4, packages=3, withheld=1, unlisted=2
    )
    last = LastStick(datetime(2026, 11, 4, 10, 42, tzinfo=UTC), found, done, _VISITS[:2], _VISITS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ektp_desk.gui.exchange.presenter.last_stick", lambda _session: last)
        _open(page).press("S")
        page.settle()


_VISITS = (
    "Desa Noebesi (Rab, 4 November)",
    "SMA Contoh · Sekolah (Jum, 6 November)",
    "Loket kantor (Sen, 9 November)",
)
EXCHANGE = (
    Scene("16-kirim", "penuh", _open),
    Scene("16-kirim", "kosong", _open, sample=False),
    Scene("16-kirim", "stik ditanya", lambda page: _open(page).press("K")),
    Scene("16-kirim", "stik tidak ada", _no_stick),
    Scene("16-kirim", "stik selesai", _carried),
    Scene("16-kirim", "stik terakhir", lambda page: _carried(page).press("S")),
    Scene("16-kirim", "stik terakhir penuh", _news_of_a_stick),
    Scene("16-kirim", "gambar dihapus", _removed),
    Scene("16-kirim", "jalur mengirim", _by_line(_SENDING)),
    Scene("16-kirim", "jalur berkuota", _by_line(_UNASKED)),
    Scene("16-kirim", "jalur ditanya", _ask_price),
    Scene("16-kirim", "jalur dipilih", _ask_links),
    Scene("16-kirim", "jalur asing", _by_line(_AMISS)),
    Scene("16-kirim", "jalur selesai", _by_line(_DONE)),
    Scene("16-kirim", "jalur dijeda", _by_line(structs.replace(_SENDING, is_paused=True))),
    Scene("16-kirim", "cara membawanya", lambda page: _open(page).press("L")),
    Scene("16-kirim", "cadangan bukan salinan", _copied),
    Scene("16-kirim", "tetap satu disk", lambda page: _copied(page).press("F7")),
    Scene("16-kirim", "tanda terima", lambda page: _open(page).press("P", "D")),
)
