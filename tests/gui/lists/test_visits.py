"""Planning a visit and opening its desk, from an empty office to the queue."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ektp_desk.domain.journal.bodies import DeskOpened
from ektp_desk.domain.journal.events import Entity, NewEvent
from ektp_desk.domain.paper.kinds import PaperKind, Wanted
from ektp_desk.domain.visits import Arrangement, VisitKind, VisitState
from ektp_desk.gui.shell.help import keys_of
from ektp_desk.gui.work import Go
from ektp_desk.usecases.laptops.commands import make_kit
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.visits.commands import assign_letters, close_visit, open_desk, plan_visit
from ektp_desk.usecases.visits.queries import visits
from tests.gui.lists.page import ListsPage, targets
from tests.gui.worlds import World
from tests.offices import DAY, WORDS, proved

pytestmark = pytest.mark.gui


def test_from_an_empty_office_to_the_queue_in_a_handful_of_keys(
    page: ListsPage, world: World, clean: Path
) -> None:
    page.load(clean)
    page.press("Enter")  # keep the list; the focus comes to rest on it
    page.press("Enter", "Enter", "Ctrl+Enter")  # plan, the only desa with people, today
    assert page.at() == "visits"
    assert page.table("visits")[0] == ["Sel, 2 April", "Desa Noebesi", "direncanakan", "40", "–", "–"]
    assert page.sees("Buka meja A")

    page.press("Enter")

    (visit,) = world.tell(visits)
    assert (visit.state, visit.desks) == (VisitState.OPEN, "A")
    assert page.asked == [Go("queue")]
    assert world.work.visit is not None
    assert (world.work.visit.id, world.work.desk) == (visit.id, "A")


def test_the_letters_end_where_the_button_below_them_does(page: ListsPage, clean: Path) -> None:
    page.load(clean)
    page.press("Enter", "Enter", "Enter", "Ctrl+Enter")
    letters, button = (page.shell.findChild(QWidget, name) for name in ("letter", "visit_act"))
    assert letters is not None
    assert button is not None
    assert (letters.isVisible(), letters.width()) == (True, button.width())


def test_the_desk_takes_another_letter_when_one_is_chosen(page: ListsPage, world: World) -> None:
    page.plan("noebesi")
    page.go_to("letter_A")
    page.press("3")
    assert page.sees("Buka meja C")
    page.press("Enter")
    assert world.tell(visits)[0].desks == "C"


def test_the_letter_that_is_assigned_to_this_laptop_is_offered_first(page: ListsPage, world: World) -> None:
    page.plan("noebesi")
    visit = world.tell(visits)[0].id
    world.tell(lambda session: assign_letters(session, visit, {"A": "another", "C": session.device}))
    page.presenter.read_anew()
    world.settle()
    assert page.sees("Buka meja C")
    assert not page.sees("perlu supervisor")
    page.press("Enter")
    assert world.tell(visits)[0].desks == "C"


def test_a_laptop_without_a_letter_is_offered_a_free_one_and_told_whose_the_others_are(
    page: ListsPage, world: World
) -> None:
    page.plan("noebesi")
    visit = world.tell(visits)[0].id
    kit = world.tell(lambda session: make_kit(session, enrol="00" * 32))
    world.tell(lambda session: assign_letters(session, visit, {"A": kit.id, "B": "another"}))
    page.presenter.read_anew()
    world.settle()
    assert page.sees("Buka meja C")
    assert page.sees("Huruf C belum dibagikan: perlu supervisor")
    assert page.sees("A laptop 02 · B laptop –")
    page.press("H", "H", "H")
    assert page.sees("Buka meja A")
    assert page.sees("Huruf A untuk laptop 02: perlu supervisor")


def test_a_visit_that_another_laptop_opened_is_opened_here_too(page: ListsPage, world: World) -> None:
    """Also where there is another visit: nobody sits at that one's queue here."""
    page.plan("noebesi")
    page.plan("nunbena")
    first, second = world.tell(visits)

    def hear(session: Session) -> None:
        opened = DeskOpened(letter="A", device="another", local=session.now.isoformat())
        session.write(NewEvent(Entity.VISIT, first.id, opened, first.id))

    world.tell(hear)
    page.presenter.read_anew()
    world.settle()
    page.press("Home")
    assert page.row_at_hand("visits")[2] == "dibuka"
    assert page.sees("A laptop –")
    assert page.sees("Buka meja B")
    page.press("End")
    assert page.sees("Buka meja A")
    assert not page.sees("masih dibuka")
    page.press("Home", "Enter")
    assert (world.work.desk, page.asked[-1]) == ("B", Go("queue"))
    assert {one.id: one.own_desks for one in world.tell(visits)} == {first.id: "B", second.id: ""}


def test_another_laptops_letter_is_opened_by_a_supervisors_passphrase(page: ListsPage, world: World) -> None:
    page.plan("noebesi")
    visit = world.tell(visits)[0].id
    world.tell(lambda session: assign_letters(session, visit, {"B": session.device, "A": "another"}))
    page.presenter.read_anew()
    world.settle()
    page.go_to("letter_B")
    page.press("1", "Enter")
    assert page.sees("Huruf A: izin supervisor")
    assert page.at() == "allowed_passphrase"  # Maria T. is signed in, and a supervisor
    page.type("salah")
    page.press("Enter")
    assert world.tell(visits)[0].desks == ""
    page.type(WORDS)
    page.press("Enter")

    assert world.tell(visits)[0].desks == "A"


def test_a_desa_is_found_by_letters_only(page: ListsPage, world: World) -> None:
    page.plan("kotolin")
    assert "Kot" in page.table("visits")[0][1]


def test_a_planned_visit_leads_to_the_papers_it_needs_before(page: ListsPage, world: World) -> None:
    asked: list[Go] = []
    world.work.go_asked.connect(asked.append)
    page.press("N")
    page.type("noebesi")
    page.press("Enter")
    page.retype("4-4-2019")
    page.press("Ctrl+Enter", "C")

    (visit,) = world.tell(visits)
    assert asked[-1] == Go("reports", paper=Wanted(PaperKind.NUMBERS, visit.id))


def test_a_plan_for_another_day_says_so_and_opens_by_its_own_key_only(page: ListsPage, world: World) -> None:
    page.press("N")
    page.type("noebesi")
    page.press("Enter")
    page.retype("4-4-2019")
    said: list[str] = []
    world.work.explained.connect(said.append)
    page.press("Ctrl+Enter")
    assert page.table("visits")[0][0] == "Kam, 4 April"
    assert page.sees("Rencananya Kam, 4 April, bukan hari ini")
    assert page.sees("Tetap buka meja A")
    page.press("Enter")
    assert world.tell(visits)[0].desks == ""
    assert said == ["Bukan kunjungan hari ini. Ctrl+Enter tetap membuka mejanya."]
    page.press("Ctrl+Enter")
    assert world.tell(visits)[0].desks == "A"


def test_a_plan_counts_the_people_of_the_ticked_lists(page: ListsPage, world: World, clean: Path) -> None:
    page.load(clean)
    page.press("Enter", "N")
    page.type("noebesi")
    page.press("Enter")
    assert page.sees("sasaran dari 1 daftar")
    assert page.sees("40")
    page.go_to("plan_list_0")
    page.press("Space")
    assert page.sees("Tanpa daftar")
    page.press("Ctrl+Enter")
    assert targets(world) == [0]


def test_a_plan_without_a_desa_or_with_no_day_is_refused_beside_its_field(
    page: ListsPage, world: World
) -> None:
    page.press("N")
    page.type("tidak ada desa begini")
    page.press("Ctrl+Enter")
    assert page.sees("Pilih desa dari daftar.")
    page.retype("noebesi")
    page.press("Enter")
    page.retype("besok")
    page.press("Ctrl+Enter")
    assert page.sees("date.unreadable")
    assert world.tell(visits) == []


def test_esc_leaves_a_plan_without_a_trace(page: ListsPage, world: World) -> None:
    page.press("N", "Esc")
    assert page.sees("Belum ada daftar dan kunjungan")
    assert world.tell(visits) == []


def test_the_sample_day_shows_its_open_visit_first_and_leads_to_its_queue(
    sample: World,
) -> None:
    page = ListsPage(sample)
    rows = page.table("visits")
    assert [row[1:3] for row in rows] == [["Desa Noebesi", "dibuka"], ["Desa Nunbena", "direncanakan"]]
    assert rows[0][3:] == ["187", "86", "A"]
    assert page.second_lines("visits", 4)[0] == "+ 4 luar daftar"
    assert page.sees("sasaran · 86 direkam, sisa 101")
    assert page.sees("ditambah 4 di luar daftar")
    assert page.sees("Ke antrean")
    page.press("Enter")
    assert page.asked == [Go("queue")]


def test_beside_an_open_visit_another_one_says_whose_queue_its_key_leads_to(sample: World) -> None:
    page = ListsPage(sample)
    page.press("Down")
    assert page.sees("Desa Noebesi masih dibuka")
    assert page.sees("Ke antrean Desa Noebesi")
    page.press("Enter")
    assert page.asked == [Go("queue")]


def test_a_closed_school_leads_to_its_own_report(page: ListsPage, world: World) -> None:
    school = Arrangement(kind=VisitKind.SCHOOL, place="SMA Contoh")
    visit = world.tell(lambda session: plan_visit(session, "", day=DAY, lists=(), arranged=school))
    world.tell(lambda session: open_desk(session, visit, letter="A"))
    world.tell(lambda session: close_visit(session, visit, proof=proved(session, visit)))
    page.presenter.shown(Go("visits"))
    world.settle()
    assert page.sees("Lihat laporan")
    page.press("Enter")
    assert page.asked == [Go("reports", paper=Wanted(PaperKind.SCHOOL, visit))]


def test_the_small_form_shows_one_table_and_the_key_to_the_other(sample: World) -> None:
    page = ListsPage(sample, QSize(1024, 560))
    assert page.table("visits")
    assert not page.table("lists")
    page.press("D")
    assert page.at() == "lists"
    assert not page.table("visits")
    page.press("K")
    assert page.at() == "visits"


def test_one_table_has_the_tint_and_each_prints_the_key_to_the_other(page: ListsPage, clean: Path) -> None:
    page.load(clean)
    page.press("Enter")
    page.plan("noebesi")
    overview = page.presenter.overview
    assert (page.key_of("to_lists"), page.key_of("to_visits")) == ("D", "K")
    assert page.sees("Muat daftar…")  # both tables are seen
    page.press("D")
    assert (overview.visits.table.is_back, overview.lists.table.is_back) == (True, False)
    page.press("K")
    assert (overview.visits.table.is_back, overview.lists.table.is_back) == (False, True)


def test_one_key_goes_through_the_letters_from_the_list(page: ListsPage, world: World) -> None:
    page.plan("noebesi")
    page.press("H", "H")
    assert page.sees("Buka meja C")
    page.press("H", "H", "H")
    assert page.sees("Buka meja A")
    page.press("H", "Enter")
    assert world.tell(visits)[0].desks == "B"


def test_help_names_the_keys_of_what_is_at_hand_alone(page: ListsPage, clean: Path) -> None:
    def keys() -> set[str]:
        return {bound.key for bound in keys_of(page.presenter.view)}

    assert keys() == {"I", "N"}
    page.load(clean)
    page.press("Enter")
    everywhere = {"S", "D", "K", "N", "I"}
    assert keys() == everywhere | {"C"}  # withdraws the list
    page.plan("noebesi")
    assert keys() == everywhere | {"H", "U", "T", "C", "P"}
    page.press("T")
    assert keys() == everywhere
