"""F1: one sentence answers the day, what needs a look is one key away, and it fits the smallest laptop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.desk.sample.day import DayClock
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.work import Go
from ektp_desk.settings import Folders
from ektp_desk.usecases.people.queries import targets_of
from ektp_desk.usecases.queue.commands import end_ticket, give_numbers, serve
from ektp_desk.usecases.recording.commands import WalkIn, begin, finish, identify_walk_in, set_all_complete
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import close_visit, confirm_day, open_desk, plan_visit
from ektp_desk.usecases.visits.queries import visits
from tests.gui.today.page import TodayPage
from tests.gui.worlds import World, open_world
from tests.journal.acting import tickets_of
from tests.offices import DAY, VILLAGE, proved

pytestmark = pytest.mark.gui
Key = Qt.Key


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """An empty office in the morning."""
    dress(qapp)
    with open_world(qtbot, folders) as made:
        yield made


def set_clock(world: World, at: time) -> None:
    assert isinstance(world.clock, DayClock)
    world.clock.set(at)


def open_visit(world: World) -> str:
    visit = world.tell(lambda session: plan_visit(session, VILLAGE, day=DAY, lists=()))
    world.tell(confirm_day)
    world.tell(lambda session: open_desk(session, visit, letter="A"))
    world.take_visit()
    return visit


def test_before_any_visit_enter_leads_to_where_one_is_planned(world: World) -> None:
    page = TodayPage(world)
    assert page.empty_words().startswith("Belum ada kunjungan")

    page.press(Key.Key_Return)

    assert page.asked == [Go("visits")]


def test_a_planned_visit_is_named_where_its_desk_is_still_shut(world: World) -> None:
    world.tell(lambda session: plan_visit(session, VILLAGE, day=DAY, lists=()))
    page = TodayPage(world)

    assert "Desa Noebesi, Kecamatan Nunbena: Selasa, 2 April 2019" in page.empty_words()


def test_the_sample_day_is_answered_by_one_sentence(sample: World) -> None:
    page = TodayPage(sample)

    assert page.text("served") == "112"
    assert page.text("sentence") == "dari 151 orang yang datang sudah dilayani"
    assert page.text("share").startswith("74,2 % · kira-kira selesai ")
    assert page.text("surge") == "rombongan 24 orang, 15.50"
    assert page.heard("equation").startswith("112 dilayani, 11 menunggu, 2 sebagian, 12 tidak dilayani")
    heard = page.heard("arrivals")
    assert heard.startswith("rombongan 24 orang, 15.50, 07.30 22, 07.45 0, ")
    assert sum(int(part.split()[1]) for part in heard.split(", ")[2:]) == 143  # every number is heard
    assert page.blue() == ["Ke antrean"]


def test_the_targets_add_up_to_the_list(sample: World) -> None:
    page = TodayPage(sample)

    assert page.text("targets") == "187 orang di daftar"
    recorded, to_come = sample.tell(counted_again)
    assert (int(page.text("recorded")), int(page.text("to_come"))) == (recorded, to_come)
    assert 0 < recorded < recorded + to_come < 187


def counted_again(session: Session) -> tuple[int, int]:
    """Count targets recorded, and neither recorded nor named on a ticket, person by person."""
    visit = visits(session)[0].id
    targets = {p.id for p in targets_of(session, visit)}
    tickets = tickets_of(session, visit)
    named = {t.person for t in tickets}
    recorded = {t.person for t in tickets if t.outcome == "recorded"} & targets
    return len(recorded), len(targets - named - recorded)


def test_enter_leads_to_the_queue_and_a_key_each_to_what_stands_below(sample: World) -> None:
    page = TodayPage(sample)
    assert page.focus() == "to_queue"

    page.press(Key.Key_Return, Key.Key_D, Key.Key_Slash, Key.Key_H)

    lists = [Go("queue"), Go("queue", section="to_come"), Go("queue")]
    assert page.asked == [*lists, Go("closing")]


def test_a_number_key_leads_to_who_waits_longest(world: World) -> None:
    visit = open_visit(world)
    tickets = world.tell(lambda session: give_numbers(session, visit, letter="A", count=3))
    set_clock(world, time(9, 30))
    page = TodayPage(world)
    assert page.concerns() == ["3 nomor menunggu > 60 menit. Terlama A001, 120 menit Buka antrean (1)"]

    page.press(Key.Key_2, Key.Key_1)

    assert page.asked == [Go("queue", ticket=tickets[0])]


def test_nothing_to_look_at_is_said(world: World) -> None:
    open_visit(world)
    page = TodayPage(world)

    assert page.text("attention_none") == "Tidak ada"
    assert page.concerns() == []
    assert page.text("sentence") == "orang dilayani, belum ada yang datang"
    assert page.text("share") == "Nomor pertama diberikan di Antrean (F2)."


def test_what_is_written_elsewhere_is_seen_without_losing_the_focus(world: World) -> None:
    visit = open_visit(world)
    page = TodayPage(world)
    page.press(Key.Key_Tab)
    held = page.focus()

    world.tell(lambda session: give_numbers(session, visit, letter="A", count=2))
    page.read_anew()

    assert page.text("sentence") == "dari 2 orang yang datang sudah dilayani"
    assert page.focus() == held


def test_a_closed_day_thanks_and_leads_to_its_report(world: World) -> None:
    visit = open_visit(world)
    (ticket,) = world.tell(lambda session: give_numbers(session, visit, letter="A"))
    page = TodayPage(world)
    world.tell(lambda session: end_ticket(session, ticket, Outcome.ANSWERED))
    set_clock(world, time(17, 31))
    world.tell(lambda session: close_visit(session, visit, proof=proved(session, visit)))
    world.take_visit()
    page.read_anew()

    assert page.text("sentence") == "dari 1 orang yang datang sudah dilayani. Terima kasih."
    assert page.text("share") == "100,0 % · ditutup pukul 17.31"
    assert page.blue() == ["Lihat laporan"]
    assert not page.sees("close_day")

    assert page.focus() == "report"
    page.press(Key.Key_Return, Key.Key_H, Key.Key_N)

    assert page.asked == [Go("reports", paper=Wanted(PaperKind.VISIT, visit))]


def record_and_close(world: World) -> None:
    visit = open_visit(world)

    def act(session: Session) -> None:
        (ticket,) = give_numbers(session, visit, letter="A")
        serve(session, ticket, desk="A")
        identify_walk_in(session, ticket, WalkIn("Orang Contoh", "L", birth="1990-01-02"))
        recording = begin(session, ticket, desk="A")
        set_all_complete(session, recording)
        finish(session, recording)
        close_visit(session, visit, proof=proved(session, visit))

    world.tell(act)
    world.take_visit()


def test_after_the_day_a_key_leads_from_what_is_not_backed_up_to_where_it_is_made(world: World) -> None:
    record_and_close(world)
    page = TodayPage(world)
    assert page.concerns() == ["1 rekaman belum dicadangkan. Ke stik atau disk lain. Cadangkan (1)"]
    assert not page.sees("attention_none")

    page.press(Key.Key_1)

    assert page.asked == [Go("admin", section="backup")]


def test_who_makes_no_backups_is_told_whom_to_ask(world: World) -> None:
    record_and_close(world)
    world.take_roles("head")
    page = TodayPage(world)

    assert page.concerns() == ["1 rekaman belum dicadangkan. Minta petugas membuatnya di Kantor"]
    page.press(Key.Key_1)
    assert page.asked == []


@pytest.mark.parametrize(
    ("base", "size"), [(15, QSize(1024, 560)), (20, QSize(1360, 690))], ids=["1024x560", "1360x690 at 20 px"]
)
def test_it_fits_the_smallest_window_and_the_chart_goes_first(
    qapp: QApplication, sample: World, base: int, size: QSize
) -> None:
    dress(qapp, base)
    page = TodayPage(sample, size=size)

    assert page.shell.is_small()
    QApplication.processEvents()  # a page that has just come is measured when its layout was asked anew
    needed = page.shell.room_needed()
    assert needed.width() <= size.width()
    assert needed.height() <= size.height()
    assert not page.sees("arrivals")
    assert page.sees("equation")
    dress(qapp)


def test_another_look_shows_the_same_day_with_the_focus_where_it_was(world: World) -> None:
    open_visit(world)
    page = TodayPage(world)
    said = page.text("sentence"), page.buttons(), page.concerns()
    page.press(Qt.Key.Key_Tab)
    held = page.focus()

    page.shell.resize(QSize(1020, 517))
    page.settle()

    assert (page.text("sentence"), page.buttons(), page.concerns()) == said
    assert page.focus() == held != "to_queue"
    assert not page.sees("arrivals")
