"""F6 by keys: every paper there is, names behind their lock, periods, numbers, the letter; all remembered."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Event

import pypdf
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.journal.bodies import NamesShown
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.gui.look.style import dress
from ektp_desk.settings import Choices, Folders
from ektp_desk.usecases.paper.before import invitation_text
from ektp_desk.usecases.session import Session
from tests.gui.reports.page import ReportsPage
from tests.gui.reports.test_reports import PaperPrinters
from tests.gui.worlds import World, open_world

pytestmark = pytest.mark.gui
Key = Qt.Key
ORDER = [
    PaperKind.VISIT, PaperKind.SERVED, PaperKind.SCHOOL, PaperKind.NAMES, PaperKind.AGAIN,
    PaperKind.VILLAGE_LIST, PaperKind.SCHOOL_LIST, PaperKind.NUMBERS, PaperKind.LETTER,
]  # fmt: skip


@pytest.fixture
def sample(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """Give the sample office in the middle of its day."""
    dress(qapp)
    with open_world(qtbot, folders, sample=True) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "dokumen"


@pytest.fixture
def page(sample: World, folder: Path) -> ReportsPage:
    return ReportsPage(sample, printers=PaperPrinters(folder, ()), folder=folder)


def choose(page: ReportsPage, kind: PaperKind) -> ReportsPage:
    """Walk down the list to a paper and go into it."""
    page.press(Key.Key_L)
    page.press(Key.Key_Home, *[Key.Key_Down] * ORDER.index(kind), Key.Key_Return)
    return page


def write(text: str) -> None:
    """Type into whatever has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def shown(session: Session) -> list[NamesShown]:
    events = session.store.events(Entity.DEVICE, session.device)
    return [event.body for event in events if isinstance(event.body, NamesShown)]


def ask_for_names(page: ReportsPage, purpose: str, words: str) -> None:
    write(purpose)
    page.press(Key.Key_Tab)
    write(words)
    page.press(Key.Key_Return)


def test_names_stay_behind_their_lock_until_passphrase_and_purpose(
    page: ReportsPage, sample: World, folder: Path
) -> None:
    words = sample.passphrase
    choose(page, PaperKind.NAMES)
    assert page.sees("locked_paper")
    assert page.focus() == "names_purpose"
    page.press(Key.Key_S, ctrl=True)
    assert not folder.exists()

    ask_for_names(page, "diperiksa Kasi", words)

    assert not page.sees("locked_paper")
    assert page.text("served") == "143"
    assert page.text("state") == "memuat nama"
    assert page.focus() == "preview"
    assert sample.tell(shown) == [NamesShown(report="names", purpose="diperiksa Kasi")]


def test_a_wrong_passphrase_and_no_purpose_are_said_beside_their_fields(
    page: ReportsPage, sample: World
) -> None:
    choose(page, PaperKind.AGAIN)
    page.press(Key.Key_Return)
    assert page.focus() == "names_purpose"

    ask_for_names(page, "diperiksa", "bukan sandi ini")

    assert page.sees("locked_paper")
    assert page.focus() == "names_passphrase"
    assert sample.tell(shown) == []


def test_names_are_asked_for_anew_by_whoever_comes_back(page: ReportsPage, sample: World) -> None:
    choose(page, PaperKind.VILLAGE_LIST)
    ask_for_names(page, "kepala desa", sample.passphrase)
    assert not page.sees("locked_paper")

    page.place.read_anew()
    page.settle()
    assert not page.sees("locked_paper"), "a write elsewhere must not take the list away"
    page.come()

    assert page.sees("locked_paper")


def test_a_period_is_typed_and_a_wrong_one_said(page: ReportsPage) -> None:
    choose(page, PaperKind.SERVED)
    assert page.text("of_whom") == "dari 151 orang dilayani"

    fill(page, "period_first", "31-12-2026")
    fill(page, "period_last", "01-01-2026")
    assert page.text("of_whom") == "dari 151 orang dilayani", "an unreadable period changes nothing"

    fill(page, "period_first", "01-01-2019")
    fill(page, "period_last", "02-01-2019")
    assert page.text("of_whom") == "dari 0 orang dilayani"


def fill(page: ReportsPage, name: str, text: str) -> None:
    edit = page.edit(name)
    edit.setFocus()
    edit.selectAll()
    write(text)
    page.press(Key.Key_Return)


def test_numbers_are_asked_for_as_people_write_them(page: ReportsPage, folder: Path) -> None:
    choose(page, PaperKind.NUMBERS)
    assert page.text("served") == "48"

    fill(page, "numbers_range", "b101-150")

    assert page.text("served") == "50"
    page.press(Key.Key_S, ctrl=True)
    (saved,) = folder.iterdir()
    assert saved.name.endswith("-B101-150.pdf")
    assert "B101" in pypdf.PdfReader(saved).pages[0].extract_text()

    fill(page, "numbers_range", "A1-900")
    assert page.text("served") == "50"


def test_the_letters_text_is_the_offices(page: ReportsPage, sample: World) -> None:
    choose(page, PaperKind.LETTER)
    page.press(Key.Key_U)
    assert page.focus() == "letter_words"
    page.press(Key.Key_A, ctrl=True)
    write("Datanglah ke {tempat")
    page.press(Key.Key_Return, ctrl=True)
    assert page.focus() == "letter_words", "a hole left open is refused, what was typed stays"

    write("}.")
    page.press(Key.Key_Return, ctrl=True)

    assert sample.tell(invitation_text) == "Datanglah ke {tempat}."
    assert page.told == ["Teks surat disimpan."]


def test_a_spreadsheet_lies_beside_the_pdf_and_a_letter_has_none(page: ReportsPage, folder: Path) -> None:
    page.press(Key.Key_E, ctrl=True)
    choose(page, PaperKind.LETTER)
    page.press(Key.Key_E, ctrl=True)

    assert [path.suffix for path in folder.iterdir()] == [".xlsx"]


def test_a_summary_is_of_sums_alone(page: ReportsPage) -> None:
    choose(page, PaperKind.SERVED)
    page.press_with_alt(Key.Key_C)

    text = QGuiApplication.clipboard().text()
    assert "112 dari 151 orang dilayani pada 1 kunjungan" in text
    assert "menunggu 11" in text
    QGuiApplication.clipboard().clear()

    choose(page, PaperKind.NUMBERS)
    page.press_with_alt(Key.Key_C)
    assert QGuiApplication.clipboard().text() == ""


def test_a_paper_is_found_by_a_word_of_what_it_answers(page: ReportsPage) -> None:
    page.press(Key.Key_Slash)
    assert page.focus() == "report_search"
    write("gunting")
    page.press(Key.Key_Return)

    assert page.text("of_whom") == "nomor untuk digunting, 2 lembar A4"


def test_a_school_paper_without_a_school_leads_to_the_plan(page: ReportsPage) -> None:
    choose(page, PaperKind.SCHOOL)
    assert page.sees("no_report")

    page.press(Key.Key_Return)

    assert page.asked == [("lists", None)]


def test_what_was_chosen_is_there_again_the_next_time(sample: World, folder: Path, tmp_path: Path) -> None:
    sample.work.choices = Choices(tmp_path / "pilihan.json")
    page = ReportsPage(sample, printers=PaperPrinters(folder, ()), folder=folder)
    choose(page, PaperKind.NUMBERS)
    fill(page, "numbers_range", "C1-24")

    sample.work.choices = Choices(tmp_path / "pilihan.json")
    again = ReportsPage(sample, printers=PaperPrinters(folder, ()), folder=folder)

    assert again.text("served") == "24"
    assert again.text("of_whom") == "nomor untuk digunting, 1 lembar A4"


def test_another_place_asks_for_a_paper_of_a_visit(page: ReportsPage, sample: World) -> None:
    visit = sample.work.visit
    assert visit is not None

    page.come(Wanted(PaperKind.NUMBERS, visit.id, to_serial=24))

    assert page.text("served") == "24"


def test_a_long_print_goes_sheet_by_sheet_and_can_be_stopped(
    sample: World, tmp_path: Path, qtbot: QtBot
) -> None:
    page = ReportsPage(sample, printers=PaperPrinters(tmp_path))
    choose(page, PaperKind.NUMBERS)
    fill(page, "numbers_range", "A1-200")
    gate = Event()
    page.press(Key.Key_P, ctrl=True)
    sample.work.ask(lambda _session: gate.wait(10), lambda _opened: None)
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
    choose(page, PaperKind.NUMBERS)
    fill(page, "numbers_range", "A1-200")

    page.press(Key.Key_P, ctrl=True)
    page.press(Key.Key_Return)

    (printed,) = tmp_path.glob("*.pdf")
    assert len(pypdf.PdfReader(BytesIO(printed.read_bytes())).pages) == 9
    assert sample.work.choices.get("printer") == printed.stem


def test_the_end_of_a_long_paper_is_drawn_when_it_comes_into_sight(page: ReportsPage) -> None:
    choose(page, PaperKind.NUMBERS)
    fill(page, "numbers_range", "A1-200")
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
    page.come(Wanted(kind, first=sample.work.session.today, last=sample.work.session.today))

    needed = page.shell.room_needed()
    assert (needed.width() <= size.width(), needed.height() <= size.height()) == (True, True), needed
    dress(qapp)
