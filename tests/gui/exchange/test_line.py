"""F7 and the hub: a real hub, the real process that sends, and the ladder that moves by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from ektp_desk.cli.window import environment_of
from ektp_desk.desk.backup.making import make_backup
from ektp_desk.desk.desk import Desk
from ektp_desk.desk.exchange.courier import DeskCourier
from ektp_desk.desk.exchange.line import outbox_of, prepare_line, take_from_line
from ektp_desk.desk.lanes import DeskLanes
from ektp_desk.gui.exchange.links import LaptopLink, links_here
from ektp_desk.gui.shell.sending import LineKeeping, SendingProcess
from ektp_desk.hub.identity import HubOffice, make_identity
from ektp_desk.settings import Folders
from ektp_desk.store.asking.places import office_root
from ektp_desk.sync.sending import sync_once
from ektp_desk.usecases.exchange.line import LineAsk, LineNews, LinkNews, LinkState
from ektp_desk.usecases.exchange.queries import safety_ladder
from ektp_desk.usecases.laptops.commands import set_hub
from ektp_desk.usecases.laptops.courier import CarrierImport, LineRound
from ektp_desk.usecases.reports.safety import safety_report
from ektp_desk.usecases.session import Session
from tests.exchange.test_safety import record
from tests.gui.desks import open_desk
from tests.gui.exchange.page import ExchangePage
from tests.gui.worlds import World, open_world_of
from tests.hub.lines import RunningHub, running
from tests.store.several.field import Field
from tests.store.several.laptops import events_in

pytestmark = [pytest.mark.gui, pytest.mark.journey, pytest.mark.timeout(120)]
_HEARD, _SAFE = 4, 5  # columns of the ladder


@pytest.fixture
def hub(field: Field, tmp_path: Path) -> Iterator[RunningHub]:
    """The office's; its desk has said whom it knows."""
    office = field.office
    of = HubOffice(
        office_root(office.connection).hex(), office.session.device, office.session.guard.device_keys().sign
    )
    made = make_identity(tmp_path / "hub", of)
    with running(tmp_path / "hub", tls=True) as serving:
        set_hub(office.session, made.public.hex(), [f"https://127.0.0.1:{serving.port}"])
        yield serving


@pytest.fixture
def laptop(field: Field, hub: RunningHub, qtbot: QtBot) -> Iterator[World]:
    """A field laptop that has heard of the hub, on which two people were recorded."""
    made = field.by_kit()
    made.take_in(events_in(field.office.store))
    for name in ("Yuliana Contoh", "Rahel Contoh"):
        record(made.session, field.visit, name)
    by_line(field)
    made.desk.sign_out()
    made.desk.let_go()
    del hub
    with open_world_of(
        qtbot, made.desk.folders, field.adi, clock=field.office.clock, words=field.words
    ) as world:
        yield world


def by_line(field: Field) -> None:
    """A round of the office, as its own window would make it."""
    office = field.office
    for _taken in range(2):
        assert prepare_line(office.desk, office.session)
        sync_once(outbox_of(office.desk))
        take_from_line(office.desk, office.session)


class LinePage(ExchangePage):
    """F7, the process that sends and who lays out for it, as the window has them."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.process = SendingProcess(environment_of(desk_of(world), None).line, self.shell)
        self.keeping = LineKeeping(world.work, self.shell, self.process)
        world.work.changed.connect(self._read_anew)

    def _read_anew(self) -> None:
        self.place.read_anew()

    def until(self, holds: Callable[[], bool]) -> None:
        self.world.qtbot.waitUntil(holds, timeout=60_000)
        self.settle()

    def column(self, at: int) -> list[str]:
        return [row[at] for row in self.rows()]


def desk_of(world: World) -> Desk:
    lanes = world.jobs._lanes
    assert isinstance(lanes, DeskLanes)
    return lanes._desk


@pytest.fixture
def page(laptop: World) -> Iterator[LinePage]:
    made = LinePage(laptop)
    yield made
    made.process.end()


def test_what_is_recorded_goes_by_line_and_comes_back_safe_while_nobody_presses_a_key(
    field: Field, page: LinePage, tmp_path: Path
) -> None:
    assert page.sees("no_line")
    assert page.text("no_line").startswith("Kantor ini belum punya hub")
    page.keeping.begin()
    page.until(lambda: page.column(_HEARD) == ["2"])
    page.until(lambda: page.text("link_1") == "Semua sudah di hub")
    assert page.text("link_1_end").startswith("terdengar ")
    assert page.shell.strip.state().network.text == "Semua sudah di hub"  # type: ignore[attr-defined]
    assert page.column(_SAFE) == ["0"], "green is for what two disks have"

    by_line(field)
    make_backup(field.office.desk, field.office.session, tmp_path / "office.backup")
    by_line(field)
    page.press("R")
    page.until(lambda: page.column(_SAFE) == ["2"])
    here, there = page.world.tell(safety_ladder), safety_ladder(field.office.session)
    assert [(row.recorded, row.heard, row.safe) for row in here.rows] == [(2, 2, 2)]
    assert [(row.recorded, row.heard, row.safe) for row in there.rows if not row.own] == [(2, 2, 2)]

    def paper(session: Session) -> tuple[int, int, tuple[str, ...]]:
        made = safety_report(session, session.today - timedelta(days=14), session.today)
        return made.recorded, made.safe, made.missing

    assert page.world.tell(paper) == paper(field.office.session) == (2, 2, ()), (
        "F6 says the same at both ends"
    )


def test_the_process_ends_with_the_window_and_comes_back_when_it_died(page: LinePage) -> None:
    page.keeping.begin()
    page.until(lambda: page.process.news is not None)
    first = page.process._process.processId()
    page.process._again.setInterval(0)
    page.process._process.kill()
    page.until(lambda: page.process._process.processId() not in (0, first))
    page.until(lambda: page.process._process.state() is QProcess.ProcessState.Running)
    page.process.end()
    assert page.process._process.state() is QProcess.ProcessState.NotRunning
    page.process.begin()
    assert page.process._process.state() is QProcess.ProcessState.NotRunning, "the window is gone"


def test_a_locked_desk_goes_on_sending_and_what_came_is(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    with open_desk(qtbot, folders) as seen:
        seen.sign_in()

        def of(session: Session) -> HubOffice:
            root = office_root(seen.desk.held_store().connection).hex()
            return HubOffice(root, session.device, session.guard.device_keys().sign)

        made = make_identity(tmp_path / "hub", seen.tell(of))
        with running(tmp_path / "hub") as serving:
            address = f"http://127.0.0.1:{serving.port}"
            seen.tell(lambda session: set_hub(session, made.public.hex(), [address]))
            keeping, outbox = seen.window.line_keeping, outbox_of(seen.desk)
            assert keeping is not None
            keeping._go()
            process = seen.window.line
            assert process is not None
            qtbot.waitUntil(lambda: is_all_sent(process.news), timeout=60_000)
            seen.settle()
            ended = process._process.processId()
            seen.press("F12")
            assert seen.place == "sign_in"
            outbox.add([("0" * 64, "file", "", 10)])
            process.ask(LineAsk("look"))
            qtbot.waitUntil(lambda: outbox.left() == (0, 0, 0), timeout=60_000)
            assert process._process.processId() == ended, "the same one, behind the lock"
            seen.type(seen.passphrase).press("Return")
            assert seen.place != "sign_in"


def is_all_sent(news: LineNews | None) -> bool:
    return news is not None and bool(news.heard) and not (news.runs or news.files or news.aside)


def test_links_are_marked_by_digits_and_none_leaves_it_to_the_system(
    page: LinePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = [LaptopLink("wlan0", "wlan0 · 192.0.2.7"), LaptopLink("usb0", "usb0 · 192.168.43.20")]
    monkeypatch.setattr("ektp_desk.gui.exchange.presenter.links_here", lambda: here)
    asked = list[LineAsk]()
    page.world.work.line_asked.connect(asked.append)
    page.world.work.take_line(LineNews((LinkNews("usb0", LinkState.IDLE),)))
    page.settle()
    page.press("A", "1", "Return")
    assert asked.pop() == LineAsk("links", links=("wlan0", "usb0"))
    page.press("A", "2", "Return")
    assert asked.pop() == LineAsk("links", links=())
    page.press("A", "Esc")
    assert asked == []


def test_this_machines_links_have_addresses_and_none_is_its_own_loop() -> None:
    names = [link.name for link in links_here()]
    assert "lo" not in names
    assert all(" · " in link.words for link in links_here())


def test_a_fault_of_the_program_is_told_and_ends_no_sending_for_good(
    page: LinePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_courier: DeskCourier) -> None:
        raise ZeroDivisionError

    with page.world.qtbot.captureExceptions() as caught, monkeypatch.context() as patch:
        patch.setattr(DeskCourier, "by_line", fails)
        page.keeping.begin()
        page.until(lambda: bool(caught))
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
    page.keeping._go()
    page.until(lambda: page.text("link_1") == "Semua sudah di hub")

    rounds = list[LineRound]()

    def counted(_courier: DeskCourier) -> LineRound:
        rounds.append(LineRound(False, CarrierImport()))
        return rounds[-1]

    monkeypatch.setattr(DeskCourier, "by_line", counted)
    news = page.process.news
    assert news is not None
    for is_unsaid in (True, True, False):
        page.process.told.emit(structs.replace(news, is_unsaid=is_unsaid))
        page.settle()
    assert len(rounds) == 1, "what an office says is laid out anew for a hub that is another"


def test_pause_goes_on_by_now_and_a_network_is_asked_about_once(page: LinePage) -> None:
    asked = list[LineAsk]()
    page.world.work.line_asked.connect(asked.append)
    network = LinkNews("", LinkState.IDLE, network="192.168.43.0/24")
    page.world.work.take_line(LineNews((network,), files=140, size=9_800_000, most=50_000_000))
    page.settle()
    assert page.text("link_1") == "Catatan sudah di hub; gambar menunggu"
    assert page.text("link_1_under").startswith("Jaringan ini berkuota? Jawab dengan M")
    assert page.text("link_1_under_end") == "140 gambar, 9,8 MB lagi"
    page.press("M", "2")
    assert asked == [LineAsk("price", network="192.168.43.0/24", is_metered=False)]
    page.press("J")
    page.world.work.take_line(LineNews((network,), is_paused=True))
    page.settle()
    assert page.text("link_1") == "Dijeda sampai besok"
    assert not page.sees("line_pause")
    page.press("R")
    assert [one.do for one in asked[1:]] == ["pause", "now"]


@pytest.mark.parametrize(
    ("news", "said"),
    [
        (
            LineNews((LinkNews("", LinkState.WAITING, code="line.cut", again=40),)),
            "Hub kantor tidak menjawab",
        ),
        (
            LineNews((LinkNews("usb0", LinkState.WAITING, code="line.foreign"),)),
            "usb0: Yang menjawab di alamat hub bukan hub kantor ini",
        ),
        (LineNews((LinkNews("", LinkState.CALLING),)), "Memanggil hub kantor"),
        (LineNews((LinkNews("", LinkState.TAKING),)), "Menerima dari hub"),
    ],
)
def test_each_state_of_a_link_is_a_sentence(page: LinePage, news: LineNews, said: str) -> None:
    page.world.work.take_line(news)
    page.settle()
    assert page.text("link_1") == said
    assert not page.sees("line_warning")


def test_what_was_refused_and_a_clock_that_differs_are_told_with_what_to_do(page: LinePage) -> None:
    link = LinkNews("", LinkState.SENDING, speed=420_000)
    page.world.work.take_line(LineNews((link,), files=3, size=86_000_000))
    page.settle()
    assert (page.text("link_1_end"), page.text("link_1_under_end")) == ("± 3 menit lagi", "420 KB sedetik")
    page.world.work.take_line(LineNews((link,), aside=2, why="object.unnamed_file", clock=5_400, retired=3))
    page.settle()  # two at once
    aside, clock = page.text("line_warning").split("\n")
    assert aside.startswith("2 kiriman disisihkan hub: ")
    assert aside.endswith("R menawarkannya lagi. [object.unnamed_file]")
    assert clock.startswith("Jam laptop ini 90 menit di depan jam hub.")
    page.world.work.take_line(LineNews((link,), retired=3))
    page.settle()
    assert page.text("line_warning").startswith("3 kiriman lama, aman di laptop kantor lain")
    page.world.work.take_line(LineNews(is_busy=True))
    page.settle()
    assert page.text("no_line").startswith("Jendela lain di laptop ini sedang mengirim.")
