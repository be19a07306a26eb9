"""F6 with long papers and again the next day: drawn as they are seen, printed sheet by sheet, remembered."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from threading import Event

import pypdf
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.work import Go
from ektp_desk.settings import Choices
from tests.gui.reports.page import ORDER, PaperPrinters, ReportsPage
from tests.gui.worlds import World

pytestmark = pytest.mark.gui
Key = Qt.Key


def test_what_was_chosen_is_there_again_the_next_time(sample: World, folder: Path, tmp_path: Path) -> None:
    sample.work.choices = Choices(tmp_path / "pilihan.json")
    page = ReportsPage(sample, printers=PaperPrinters(folder, ()), folder=folder)
    page.choose(PaperKind.NUMBERS)
    page.fill("numbers_range", "C1-24")

    sample.work.choices = Choices(tmp_path / "pilihan.json")
    again = ReportsPage(sample, printers=PaperPrinters(folder, ()), folder=folder)

    assert again.text("served") == "24"
    assert again.text("of_whom") == "nomor untuk digunting, 1\N{NO-BREAK SPACE}lembar\N{NO-BREAK SPACE}A4"


def test_another_place_asks_for_a_paper_of_a_visit(page: ReportsPage, sample: World) -> None:
    visit = sample.work.visit
    assert visit is not None

    page.come(Go("reports", paper=Wanted(PaperKind.NUMBERS, visit.id, to_serial=24)))

    assert page.text("served") == "24"


def test_a_long_print_goes_sheet_by_sheet_and_can_be_stopped(
    sample: World, tmp_path: Path, qtbot: QtBot
) -> None:
    page = ReportsPage(sample, printers=PaperPrinters(tmp_path))
    page.choose(PaperKind.NUMBERS)
    page.fill("numbers_range", "A1-200")
    gate = Event()
    page.press(Key.Key_P, ctrl=True)
    sample.work.make(lambda _session: gate.wait(10), lambda _opened: None)
    QTest.keyClick(QApplication.focusWidget() or page.shell, Key.Key_Return)
    qtbot.waitUntil(lambda: page.sees("report_progress"))

    page.shell.activateWindow()  # the offscreen desktop gives nobody the front when a dialog goes
    qtbot.waitUntil(page.shell.isActiveWindow)
    page.focus_preview()
    QTest.keyClick(QApplication.focusWidget() or page.shell, Key.Key_Escape)
    gate.set()
    page.settle()

    assert not page.sees("report_progress")
    assert page.told == []


def test_every_sheet_of_a_long_paper_is_printed(sample: World, tmp_path: Path) -> None:
    page = ReportsPage(sample, printers=PaperPrinters(tmp_path))
    page.choose(PaperKind.NUMBERS)
    page.fill("numbers_range", "A1-200")

    page.press(Key.Key_P, ctrl=True)
    page.press(Key.Key_Return)

    (printed,) = tmp_path.glob("*.pdf")
    assert len(pypdf.PdfReader(BytesIO(printed.read_bytes())).pages) == 9
    assert sample.work.choices.get("printer") == printed.stem


def test_the_end_of_a_long_paper_is_drawn_when_it_comes_into_sight(page: ReportsPage) -> None:
    page.choose(PaperKind.NUMBERS)
    page.fill("numbers_range", "A1-200")
    page.focus_preview()
    page.press(Key.Key_End)

    assert page.text("page") == "halaman 9 dari 9"
    assert page.paper_colours() > 1


@pytest.mark.parametrize("kind", ORDER)
@pytest.mark.parametrize(("base", "size"), [(15, QSize(1024, 560)), (20, QSize(1360, 690))])
def test_every_paper_fits_the_smallest_window(
    qapp: QApplication, sample: World, kind: PaperKind, base: int, size: QSize
) -> None:
    dress(qapp, base)
    page = ReportsPage(sample, size=size)
    today = sample.work.session.today
    page.come(Go("reports", paper=Wanted(kind, first=today, last=today)))

    needed = page.shell.room_needed()
    assert (needed.width() <= size.width(), needed.height() <= size.height()) == (True, True), needed
    dress(qapp)
