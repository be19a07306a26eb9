"""The slip by one key: on the printer that was chosen once, as a file without one, again for any number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.shell.slips import Slips
from ektp_desk.settings import Choices, Folders
from ektp_desk.usecases.queue.commands import end_ticket
from ektp_desk.usecases.queue.queries import waiting_tickets
from tests.gui.desks import DeskPage, open_desk
from tests.gui.recording.page import RecordingPage
from tests.gui.reports.page import PaperPrinters
from tests.gui.worlds import World, open_world

pytestmark = pytest.mark.gui


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def end_one(world: World) -> str:
    """Let whoever is at the desk leave; give the last one's number."""
    visit = world.work.visit
    assert visit is not None
    number = ""
    for ticket in world.tell(lambda s: waiting_tickets(s, visit.id)):
        if ticket.desk:
            world.tell(partial(end_ticket, ticket=ticket.id, outcome=Outcome.LEFT))
            number = ticket.number
    return number


def text(path: Path) -> str:
    (page,) = pypdf.PdfReader(BytesIO(path.read_bytes())).pages
    return page.extract_text()


def wait(world: World, holds: Callable[[], bool]) -> None:
    world.qtbot.waitUntil(holds)


def test_without_a_printer_the_slip_is_a_file(sample: World, over: QWidget, tmp_path: Path) -> None:
    number = end_one(sample)
    told: list[str] = []
    sample.work.filed.connect(lambda words, _path: told.append(words()))

    Slips(sample.work, over, printers=PaperPrinters(tmp_path, ()), folder=tmp_path / "out").print()
    wait(sample, lambda: bool(told))

    (saved,) = (tmp_path / "out").iterdir()
    assert number in text(saved)
    assert "Pergi sebelum dilayani" in text(saved)
    assert saved.name in told[0]


def test_the_printer_is_asked_for_once_and_remembered(sample: World, over: QWidget, tmp_path: Path) -> None:
    sample.work.choices = Choices(tmp_path / "pilihan.json")
    end_one(sample)
    told: list[str] = []
    sample.work.told.connect(lambda words: told.append(words()))
    slips = Slips(sample.work, over, printers=PaperPrinters(tmp_path))

    slips.print()
    wait(sample, lambda: (QApplication.focusWidget() or over).objectName() == "slip_printer")
    QTest.keyClick(QApplication.focusWidget() or over, Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget() or over, Qt.Key.Key_Return)
    wait(sample, lambda: len(told) == 1)
    slips.print()
    wait(sample, lambda: len(told) == 2)

    assert told[0].endswith("dikirim ke Epson L3110.")
    assert Choices(tmp_path / "pilihan.json").get("slip.printer") == "Epson L3110"
    sheet = pypdf.PdfReader(tmp_path / "Epson L3110.pdf").pages[0]
    assert float(sheet.mediabox.width) == pytest.approx(80 * 72 / 25.4, abs=2)


def test_before_anybody_ended_it_says_so(
    qapp: QApplication, qtbot: QtBot, folders: Folders, over: QWidget
) -> None:
    dress(qapp)
    with open_world(qtbot, folders) as world:
        told: list[str] = []
        world.work.explained.connect(told.append)
        Slips(world.work, over, printers=PaperPrinters(Path(), ())).print()
        wait(world, lambda: bool(told))

    assert told == ["Belum ada nomor yang selesai di meja ini."]


def test_an_ended_number_that_is_typed_again_offers_its_slip(
    sample: World, tmp_path: Path, over: QWidget
) -> None:
    number = end_one(sample)
    page = RecordingPage(sample).open()
    assert page.button("slip").word() == f"Cetak bukti {number}"
    told: list[str] = []
    sample.work.filed.connect(lambda words, _path: told.append(words()))
    Slips(sample.work, over, printers=PaperPrinters(tmp_path, ()), folder=tmp_path)

    page.type("A003").press("Enter")
    assert page.button("slip").word() == "Cetak bukti A003"
    page.button("slip").click()
    wait(sample, lambda: bool(told))

    (saved,) = tmp_path.glob("bukti-*-A003.pdf")
    assert "A003" in text(saved)


def test_the_windows_own_key_prints_on_f2_and_f3_and_f6_keeps_its_own(
    qtbot: QtBot, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Slips, "print", lambda _self: asked.append("slip"))
    with open_desk(qtbot, folders) as page:
        _walk(page, asked)


def _walk(page: DeskPage, asked: list[str]) -> None:
    page.sign_in().press("Ctrl+P")
    assert asked == ["slip"]
    page.press("F3", "Ctrl+P")
    assert asked == ["slip", "slip"]
    page.press("F6", "Ctrl+P")
    assert asked == ["slip", "slip"]


def test_a_printer_that_refuses_leaves_the_outcome_and_says_so() -> None:
    from ektp_desk.words.errors import message

    assert "Hasil nomor ini aman" in message(EktpError("slip.not_printed", printer="Epson"))
