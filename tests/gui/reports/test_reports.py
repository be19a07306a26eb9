"""F6: the real pages are seen, and exactly they are saved, printed and summed up, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Event

import pypdf
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.work import Go
from ektp_desk.settings import Folders
from ektp_desk.usecases.queue.commands import end_ticket
from ektp_desk.usecases.queue.queries import waiting_tickets
from ektp_desk.usecases.recording.commands import accept_exceptions
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import close_visit, open_desk
from ektp_desk.usecases.visits.queries import visits
from tests.gui.reports.page import PaperPrinters, ReportsPage
from tests.gui.worlds import World, open_world
from tests.offices import proved

pytestmark = pytest.mark.gui
Key = Qt.Key


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """An empty office."""
    dress(qapp)
    with open_world(qtbot, folders) as made:
        yield made


def close_the_day(session: Session, visit: str, passphrase: str) -> None:
    for ticket in waiting_tickets(session, visit):
        end_ticket(session, ticket.id, Outcome.LEFT)
    accept_exceptions(session, visit, proof=proved(session, visit, passphrase))
    close_visit(session, visit, proof=proved(session, visit, passphrase))


def test_before_any_visit_was_opened_enter_leads_to_where_one_is(world: World) -> None:
    page = ReportsPage(world)
    assert page.sees("no_report")
    assert page.turns() == []

    page.press(Key.Key_Return)

    assert page.asked == [Go("visits")]


def test_the_open_visit_is_shown_with_its_figure_and_what_is_not_final(page: ReportsPage) -> None:
    assert (page.text("served"), page.text("of_whom")) == ("112", "dari 151 orang dilayani")
    assert page.notice() == ("Sementara: 11 nomor menunggu", "Angka berubah sampai hari ditutup.")
    assert page.text("page") == "halaman 1 dari 2"
    assert page.turns() == ["PgDn"]
    assert page.paper_colours() > 50


def test_a_closed_visit_is_final(page: ReportsPage) -> None:
    visit = page.world.work.visit
    assert visit is not None
    page.world.tell(lambda session: close_the_day(session, visit.id, page.world.passphrase))
    page.come(Go("reports", paper=Wanted(PaperKind.VISIT, visit.id)))

    assert page.notice() == ("", "")
    assert page.text("state") == "0 belum jelas"


def test_pages_turn_by_their_keys_and_stop_at_both_ends(page: ReportsPage) -> None:
    page.press(Key.Key_PageDown)
    assert page.text("page") == "halaman 2 dari 2"
    foot = page.scrolled()
    assert page.turns() == ["PgUp", "PgDn"]

    page.press(Key.Key_PageDown, Key.Key_PageUp, Key.Key_PageUp)

    assert foot > 0
    assert (page.text("page"), page.scrolled()) == ("halaman 1 dari 2", 0)
    page.press(*[Key.Key_PageDown] * 3)
    assert page.turns() == ["PgUp"]


def test_one_key_copies_sums_without_anybodys_name(page: ReportsPage) -> None:
    page.press_with_alt(Key.Key_C)

    text = QGuiApplication.clipboard().text()
    assert "112 orang terlayani" in text
    assert page.told == ["Ringkasan disalin. Tempelkan di WhatsApp."]


def test_the_chosen_printer_gets_every_page(sample: World, tmp_path: Path) -> None:
    page = ReportsPage(sample, printers=PaperPrinters(tmp_path))

    page.press(Key.Key_P, ctrl=True)
    page.press(Key.Key_Down, Key.Key_Return)

    printed = pypdf.PdfReader(BytesIO((tmp_path / "Epson L3110.pdf").read_bytes()))
    assert len(printed.pages) == 2
    assert all(sheet.images for sheet in printed.pages)
    assert page.told == ["Dikirim ke Epson L3110."]


def test_escape_leaves_the_choice_of_printers_without_a_sheet(sample: World, tmp_path: Path) -> None:
    page = ReportsPage(sample, printers=PaperPrinters(tmp_path))

    page.press(Key.Key_P, ctrl=True)
    assert page.focus() == "printer"
    page.press(Key.Key_Escape)

    assert list(tmp_path.glob("*.pdf")) == []
    assert page.told == []


def test_without_a_printer_it_says_what_to_do_instead(page: ReportsPage) -> None:
    page.press(Key.Key_P, ctrl=True)

    assert page.notice() == (
        "Tidak ada printer di laptop ini.",
        "Simpan PDF (Ctrl+S), lalu cetak di laptop yang punya printer.",
    )


def test_another_visit_is_chosen_by_arrow_and_shown_from_its_top(page: ReportsPage) -> None:
    today, other = page.world.tell(visits)
    page.world.tell(lambda session: close_the_day(session, today.id, page.world.passphrase))
    page.world.tell(lambda session: open_desk(session, other.id, letter="A"))
    page.come()
    assert page.text("served") == "112"
    page.press(Key.Key_PageDown)
    page.press(Key.Key_K)
    assert page.focus() == "visits"

    page.press(Key.Key_Up)

    assert (page.text("served"), page.scrolled()) == ("0", 0)


def test_what_takes_longer_than_a_blink_is_said_until_it_is_there(page: ReportsPage, qtbot: QtBot) -> None:
    gate = Event()
    page.world.work.make(lambda _session: gate.wait(10), lambda _opened: None)
    page.place.read_anew()
    assert not page.sees("report_progress")

    qtbot.waitUntil(lambda: page.sees("report_progress"))
    gate.set()
    page.settle()

    assert not page.sees("report_progress")


@pytest.mark.parametrize(
    ("base", "size"), [(15, QSize(1024, 560)), (20, QSize(1360, 690))], ids=["1024x560", "1360x690 at 20 px"]
)
def test_it_fits_the_smallest_window_with_the_list_as_a_box(
    qapp: QApplication, sample: World, base: int, size: QSize
) -> None:
    dress(qapp, base)
    page = ReportsPage(sample, size=size)

    needed = page.shell.room_needed()
    assert needed.width() <= size.width()
    assert needed.height() <= size.height()
    assert page.sees("report_pulldown")
    assert not page.sees("report_list")
    dress(qapp)
