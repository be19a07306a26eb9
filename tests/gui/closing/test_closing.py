"""The end of a day, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.visits import SignedWith, VisitState
from ektp_desk.gui.kit.contact import ContactPanel
from ektp_desk.gui.work import Go
from ektp_desk.usecases.queue.commands import give_numbers
from ektp_desk.usecases.queue.facts import read_queue
from ektp_desk.usecases.queue.today import read_targets
from ektp_desk.usecases.visits.commands import assign_letters, reopen_visit
from ektp_desk.usecases.visits.queries import the_visit
from ektp_desk.words import Sentence
from tests.gui.closing.page import ClosingPage, state
from tests.gui.worlds import World
from tests.offices import WORDS

pytestmark = pytest.mark.gui


def test_unclear_tickets_are_ended_here_and_then_the_day_is_signed(world: World) -> None:
    assert world.work.visit is not None
    visit = world.work.visit.id
    page = ClosingPage(world)
    assert page.at() == "unclear_table"
    page.press("Enter", "W", "Enter")
    page.press("S", "P", "Enter")
    assert page.at() == "closing_passphrase"
    page.type(WORDS)
    told: list[Sentence] = []
    world.work.told.connect(told.append)
    page.press("Ctrl+Enter")
    assert state(world, visit) is VisitState.CLOSED
    assert page.says() == "1 orang terlayani hari ini. Terima kasih."
    assert [news() for news in told] == ["Hari ditutup. Keliru? F10, lalu B membukanya kembali."]
    page.press("Enter")
    assert page.went == [Go("reports", paper=Wanted(PaperKind.VISIT, visit))]


def test_who_is_told_a_day_here_is_asked_for_a_telephone(sample: World) -> None:
    visit = sample.work.visit
    assert visit is not None
    facts = sample.tell(lambda session: read_queue(session, visit, "A"))
    known = sample.tell(lambda session: read_targets(session, visit.id)).to_come(facts.everybody())[0].person
    assert known is not None
    (given,) = sample.tell(lambda session: give_numbers(session, visit.id, letter="A", person=known.id))
    page = ClosingPage(sample)
    page.view.unclear.table.select_key(given)
    page.press("Enter", "U", "O", "Enter")
    (panel,) = page.view.findChildren(ContactPanel)
    assert panel.isVisible()


def test_the_day_is_not_signed_while_a_ticket_is_unclear(world: World) -> None:
    page = ClosingPage(world)
    page.press("Ctrl+Enter")
    assert page.refused == ["visit.unclear_tickets"]
    assert page.at() == "unclear_table"


def test_nobody_signs_without_the_passphrase_and_the_keypad_signs_too(world: World) -> None:
    assert world.work.visit is not None
    visit = world.work.visit.id
    page = ClosingPage(world)
    page.press("Enter", "W", "Enter", "Enter", "W", "Enter")
    blue = page.blue_place()
    page.type("Ferdinan Contoh")
    page.press("Ctrl+Enter")
    assert page.lacks() == "Kata sandi tidak cocok"
    assert page.blue_place() == blue
    assert state(world, visit) is VisitState.OPEN
    assert isinstance(world.clock, DayClock)
    world.clock.wait(60)
    page.type(WORDS)
    assert page.lacks() == ""
    page.press_keypad_enter_with_ctrl()
    assert state(world, visit) is VisitState.CLOSED
    signed = world.tell(lambda session: the_visit(session, visit))
    assert (signed.supervisor, signed.proved) == (world.work.session.user.name, SignedWith.KEY)
    assert page.passphrase() == "", "no passphrase stays in a box"


def test_a_laptop_that_was_not_heard_is_named_and_holds_nobody_up(world: World) -> None:
    assert world.work.visit is not None
    visit = world.work.visit.id
    world.tell(lambda session: assign_letters(session, visit, {"A": session.device, "C": "third"}))
    page = ClosingPage(world)
    assert (
        page.team()
        == "Laptop meja C belum terdengar. Ambil dahulu kartunya (F7), atau tutup: laporan menyebutnya."
    )

    page.press("Enter", "W", "Enter", "Enter", "W", "Enter")
    page.type(WORDS)
    page.press("Ctrl+Enter")

    assert state(world, visit) is VisitState.CLOSED
    assert page.team() == (
        "Ditandatangani tanpa meja C. Kartunya masih diambil di F7: yang datang ditambahkan di laporan."
    )
    page.press("Alt+C")
    assert "Ditandatangani tanpa meja C." in QGuiApplication.clipboard().text()


def test_the_picture_speaks_the_whole_equation(world: World) -> None:
    page = ClosingPage(world)
    assert page.equation() == (
        "4 datang = 3 bernomor + 1 pulang tanpa nomor; 3 = 1 dilayani + 0 sebagian + 0 tidak dilayani"
        " + 0 pergi + 0 dijadwal ulang + 0 nomor hilang + 2 belum jelas"
    )


def test_the_summary_is_copied_from_the_list_and_from_the_name_field(world: World) -> None:
    page = ClosingPage(world)
    page.press("Alt+C")
    assert "Datang 4 = bernomor 3 + pulang tanpa nomor 1." in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    page.press("Enter", "W", "Enter", "Enter", "W", "Enter", "Alt+C")
    assert "Datang 4" in QGuiApplication.clipboard().text()


def test_esc_goes_back_and_writes_nothing(world: World) -> None:
    page = ClosingPage(world)
    page.press("Enter", "W", "Esc")
    assert page.went == []
    page.press("Esc")
    assert page.went == [Go("today")]
    assert page.unclear() == 2


def test_without_an_open_visit_there_is_a_way_on(world: World) -> None:
    world.work.visit = None
    page = ClosingPage(world)
    page.press("Enter")
    assert page.went == [Go("visits")]


def test_the_head_keeps_its_height_when_the_day_is_signed(world: World) -> None:
    page = ClosingPage(world)
    page.press("Enter", "W", "Enter", "Enter", "W", "Enter")
    before = page.head_height()
    page.type(WORDS)
    page.press("Ctrl+Enter")
    assert (page.says().partition(" ")[0], page.head_height()) == ("1", before)
    page.press("Alt+C")
    assert "Tidak dilayani karena: waktu habis 2." in QGuiApplication.clipboard().text()
    page.press("Esc")
    assert page.went == [Go("today")]


def test_a_day_that_goes_on_says_so_until_its_second_signature(world: World) -> None:
    assert world.work.visit is not None
    visit = world.work.visit.id
    page = ClosingPage(world)
    page.press("Enter", "W", "Enter", "Enter", "W", "Enter")
    page.type(WORDS)
    page.press("Ctrl+Enter")
    world.tell(lambda s: reopen_visit(s, visit, reason="satu orang kembali", passphrase=WORDS))
    page.presenter.read_anew()
    world.settle()
    assert page.says_below().endswith("Dibuka kembali: satu orang kembali")
    page.press("Alt+C")
    assert "Sempat ditutup, lalu dibuka kembali." in QGuiApplication.clipboard().text()


def test_a_remark_being_typed_is_not_interrupted_by_what_arrives(world: World) -> None:
    page = ClosingPage(world)
    page.press("Enter", "L")
    page.type("su")
    page.presenter.read_anew()
    world.settle()
    assert page.at() == "ending_text"
    page.type("dah direkam")
    page.press("Enter")
    assert page.at() == "unclear_table"
    assert (page.unclear(), page.blue()) == (1, "Beri hasil A003…")
