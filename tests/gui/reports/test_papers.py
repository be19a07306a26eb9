"""F6 by keys: every paper there is, names behind their lock, periods, numbers, the letter; all remembered."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.journal.bodies import NamesShown
from ektp_desk.domain.journal.events import Entity
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.gui.work import Go
from ektp_desk.usecases.reports.before import invitation_text
from ektp_desk.usecases.session import Session
from tests.gui.reports.page import ORDER, ReportsPage
from tests.gui.worlds import World

pytestmark = pytest.mark.gui
Key = Qt.Key


def shown(session: Session) -> list[NamesShown]:
    events = session.store.events(Entity.DEVICE, session.device)
    return [event.body for event in events if isinstance(event.body, NamesShown)]


def test_names_stay_behind_their_lock_until_passphrase_and_purpose(
    page: ReportsPage, sample: World, folder: Path
) -> None:
    words = sample.passphrase
    page.choose(PaperKind.NAMES)
    assert page.sees("locked_paper")
    assert page.focus() == "names_purpose"
    page.press(Key.Key_S, ctrl=True)
    assert not folder.exists()

    page.ask_for_names("diperiksa Kasi", words)

    assert not page.sees("locked_paper")
    assert page.text("served") == "143"
    assert page.text("state") == "memuat nama"
    assert page.focus() == "preview"
    assert sample.tell(shown) == [NamesShown(report="names", purpose="diperiksa Kasi")]


def test_what_is_typed_for_the_names_stays_when_something_is_written(page: ReportsPage) -> None:
    page.choose(PaperKind.NAMES)
    page.write("diperiksa Kasi")

    page.place.read_anew()
    page.settle()
    assert page.edit("names_purpose").text() == "diperiksa Kasi"

    page.come()
    assert page.edit("names_purpose").text() == ""


def test_a_wrong_passphrase_and_no_purpose_are_said_beside_their_fields(
    page: ReportsPage, sample: World
) -> None:
    page.choose(PaperKind.AGAIN)
    page.press(Key.Key_Return)
    assert page.focus() == "names_purpose"

    page.ask_for_names("diperiksa", "bukan sandi ini")

    assert page.sees("locked_paper")
    assert page.focus() == "names_passphrase"
    assert sample.tell(shown) == []


def test_names_that_were_given_up_stay_behind_their_lock(
    page: ReportsPage, sample: World, qtbot: QtBot
) -> None:
    page.choose(PaperKind.NAMES)
    gate = Event()
    sample.work.make(lambda _session: gate.wait(10), lambda _opened: None)
    page.write("diperiksa")
    QTest.keyClick(page.edit("names_purpose"), Key.Key_Tab)
    page.write(sample.passphrase)
    QTest.keyClick(page.edit("names_passphrase"), Key.Key_Return)
    qtbot.waitUntil(lambda: page.sees("report_progress"))

    QTest.keyClick(QApplication.focusWidget() or page.shell, Key.Key_Escape)
    assert not page.sees("report_progress")
    gate.set()
    page.settle()

    assert page.sees("locked_paper")
    assert page.text("state") == "terkunci"


def test_names_are_asked_for_anew_by_whoever_comes_back(page: ReportsPage, sample: World) -> None:
    page.choose(PaperKind.VILLAGE_LIST)
    page.ask_for_names("kepala desa", sample.passphrase)
    assert not page.sees("locked_paper")

    page.place.read_anew()
    page.settle()
    assert not page.sees("locked_paper"), "a write elsewhere must not take the list away"
    page.come()

    assert page.sees("locked_paper")


def test_a_period_is_typed_and_a_wrong_one_said(page: ReportsPage) -> None:
    page.choose(PaperKind.SERVED)
    assert page.text("of_whom") == "dari 151 orang dilayani"

    page.fill("period_first", "31-12-2026")
    page.fill("period_last", "01-01-2026")
    assert page.text("of_whom") == "dari 151 orang dilayani", "an unreadable period changes nothing"

    page.fill("period_first", "01-01-2019")
    page.fill("period_last", "02-01-2019")
    assert page.text("of_whom") == "dari 0 orang dilayani"


def test_numbers_are_asked_for_as_people_write_them(page: ReportsPage, folder: Path) -> None:
    page.choose(PaperKind.NUMBERS)
    assert page.text("served") == "48"

    page.fill("numbers_range", "b101-150")

    assert page.text("served") == "50"
    page.press(Key.Key_S, ctrl=True)
    page.press(Key.Key_Return)
    (saved,) = folder.iterdir()
    assert saved.name.endswith("-B101-150.pdf")
    assert "B101" in pypdf.PdfReader(saved).pages[0].extract_text()

    page.fill("numbers_range", "A1-900")
    assert page.text("served") == "50"


def test_the_letters_text_is_the_offices(page: ReportsPage, sample: World) -> None:
    page.choose(PaperKind.LETTER)
    page.press(Key.Key_U)
    assert page.focus() == "letter_words"
    page.press(Key.Key_A, ctrl=True)
    page.write("Datanglah ke {tempat")
    page.press(Key.Key_Return, ctrl=True)
    assert page.focus() == "letter_words", "a hole left open is refused, what was typed stays"

    page.write("}.")
    page.press(Key.Key_Return, ctrl=True)

    assert sample.tell(invitation_text) == "Datanglah ke {tempat}."
    assert page.told == ["Teks surat disimpan."]


def test_a_spreadsheet_lies_beside_the_pdf_and_a_letter_has_none(page: ReportsPage, folder: Path) -> None:
    page.press(Key.Key_E, ctrl=True)
    page.press(Key.Key_Return)
    page.choose(PaperKind.LETTER)
    page.press(Key.Key_E, ctrl=True)

    assert [path.suffix for path in folder.iterdir()] == [".xlsx"]


def test_a_key_that_rests_says_why(page: ReportsPage) -> None:
    page.press(Key.Key_PageUp, Key.Key_End, Key.Key_PageDown)
    page.choose(PaperKind.LETTER)
    page.press(Key.Key_E, ctrl=True)
    page.press_with_alt(Key.Key_C)
    page.choose(PaperKind.NAMES)
    page.press(Key.Key_S, ctrl=True)

    assert page.why == [
        "Ini awal kertas",
        "Ini akhir kertas",
        "Lembar ini tidak punya tabel",
        "Lembar ini tidak punya ringkasan",
        "Lembar cetaknya belum ada",
    ]


def test_a_summary_is_of_sums_alone(page: ReportsPage) -> None:
    page.choose(PaperKind.SERVED)
    page.press_with_alt(Key.Key_C)

    text = QGuiApplication.clipboard().text()
    assert "112 dari 151 orang dilayani pada 1 kunjungan" in text
    assert "menunggu 11" in text
    QGuiApplication.clipboard().clear()

    page.choose(PaperKind.NUMBERS)
    page.press_with_alt(Key.Key_C)
    assert QGuiApplication.clipboard().text() == ""


def test_a_paper_is_found_by_a_word_of_what_it_answers(page: ReportsPage) -> None:
    page.press(Key.Key_Slash)
    assert page.focus() == "report_search"
    page.write("gunting")
    page.press(Key.Key_Return)

    assert page.text("of_whom") == "nomor untuk digunting, 2\N{NO-BREAK SPACE}lembar\N{NO-BREAK SPACE}A4"


def test_only_the_paper_that_is_shown_is_marked_while_another_is_looked_for(page: ReportsPage) -> None:
    shown = page.text("of_whom")
    page.press(Key.Key_Slash)
    page.write("gunting")
    page.settle()
    assert (page.found(), page.marked(), page.text("of_whom")) == (["Nomor antrean"], "", shown)

    page.place.read_anew()  # as whenever something is written; what is typed stays
    page.settle()
    assert (page.found(), page.marked()) == (["Nomor antrean"], "")

    page.press(*[Key.Key_Backspace] * 7)
    assert page.marked() == "Laporan kunjungan"
    page.write("gunting")
    page.press(Key.Key_Return)
    assert (page.marked(), page.text("served")) == ("Nomor antrean", "48")


def test_a_paper_from_elsewhere_ends_what_was_looked_for(page: ReportsPage, sample: World) -> None:
    page.press(Key.Key_Slash)
    page.write("gunting")
    page.press(Key.Key_Return)
    assert sample.work.visit is not None

    page.come(Go("reports", paper=Wanted(PaperKind.VISIT, sample.work.visit.id)))

    assert (len(page.found()), page.marked()) == (len(ORDER), "Laporan kunjungan")


def test_a_paper_that_was_given_up_is_not_marked(page: ReportsPage, sample: World, qtbot: QtBot) -> None:
    shown, gate = page.text("of_whom"), Event()
    page.press(Key.Key_L)
    sample.work.make(lambda _session: gate.wait(10), lambda _opened: None)
    QTest.keyClick(QApplication.focusWidget() or page.shell, Key.Key_Down)
    qtbot.waitUntil(lambda: page.sees("report_progress"))
    assert page.marked() == "Semua terlayani?"

    QTest.keyClick(QApplication.focusWidget() or page.shell, Key.Key_Escape)
    gate.set()
    page.settle()

    assert (page.marked(), page.text("of_whom")) == ("Laporan kunjungan", shown)


def test_a_school_paper_without_a_school_leads_to_the_plan(page: ReportsPage) -> None:
    page.choose(PaperKind.SCHOOL)
    assert page.sees("no_report")

    page.press(Key.Key_Return)

    assert page.asked == [Go("visits")]
