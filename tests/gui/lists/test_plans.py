"""Plans of every kind, and what becomes of them: changed, postponed, opened again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QRadioButton

from ektp_desk.domain.visits import VisitState, names_in, names_joined
from ektp_desk.gui.kit import Elided
from ektp_desk.gui.work import Go
from ektp_desk.usecases.shapes import Visit
from ektp_desk.usecases.visits.commands import close_visit, confirm_day, open_desk, plan_visit
from ektp_desk.usecases.visits.queries import visits
from tests.gui.lists.page import ListsPage, targets
from tests.gui.worlds import World
from tests.offices import DAY, VILLAGE, WORDS, proved
from tests.sheets.layouts import DAPODIK_ABOVE, DAPODIK_BENEATH, pupil
from tests.sheets.making import make_xlsx

pytestmark = pytest.mark.gui


def the_only(world: World) -> Visit:
    (visit,) = world.tell(visits)
    return visit


def begin_school(page: ListsPage, name: str) -> None:
    """Ask for a plan, turn it to a school, and name it."""
    page.press("N", "Alt+2")
    page.type(name)


def test_a_school_is_planned_by_keys_with_hours_team_and_polling_day(
    page: ListsPage, world: World, clean: Path
) -> None:
    page.load(clean)
    page.press("Enter")
    begin_school(page, "SMA Contoh")
    page.go_to("plan_opening")
    page.retype("7.30")
    page.press("Tab")
    page.retype("12.00")
    page.press("Tab")
    page.type("Maria T., Noh Contoh")
    page.press("Tab")
    page.type("17-4-2019")
    page.press("Enter", "Space")  # on from the last box comes the list
    assert page.sees("sasaran dari 1 daftar")
    page.press("Enter", "Enter")  # to the button, and pressed there

    visit = the_only(world)
    assert (visit.kind, visit.place, visit.village) == ("sekolah", "SMA Contoh", "")
    assert (visit.opening_hour, visit.closing_hour) == ("07.30", "12.00")
    assert (visit.team_names, visit.polling_day) == (("Maria T.", "Noh Contoh"), "2019-04-17")
    assert targets(world) == [40]
    assert page.table("visits")[0][1] == "SMA Contoh"
    assert page.second_lines("visits", 1) == ["Sekolah"]
    for planned in ("Maria T., Noh Contoh", "Rab, 17 April", "nomor antrean, daftar siswa, surat undangan"):
        assert page.sees(planned)


def test_a_long_place_takes_neither_day_nor_hours_from_the_panel(world: World) -> None:
    page = ListsPage(world, QSize(1024, 560))
    page.press("N")
    page.type("noebesi")
    page.press("Enter")
    page.go_back_to("plan_place")
    page.type("Balai Pertemuan Serbaguna Desa Noebesi di Bawah Pohon Beringin")
    page.press("Tab", "Tab")
    page.type("07.30")
    page.press("Ctrl+Enter")
    place = page.shell.findChild(Elided, "visit_place")
    assert place is not None
    assert place.full_text().startswith("Balai Pertemuan Serbaguna Desa Noebesi")
    assert place.text() == "Kec. Nunbena · Sel, 2 April · 07.30–16.00"


def test_boxes_of_one_line_are_equally_wide(page: ListsPage) -> None:
    page.press("N")
    names = ("plan_day", "plan_opening", "plan_closing")
    boxes = [page.shell.findChild(QLineEdit, name) for name in names]
    wide = [box.width() for box in boxes if box is not None]
    assert len(wide) == 3
    assert max(wide) - min(wide) <= 1


def test_enter_goes_from_box_to_box_and_plans_nothing(page: ListsPage, world: World) -> None:
    page.press("N")
    page.type("noebesi")
    page.press("Enter")
    went = []
    for _box in range(5):
        page.press("Enter")
        went.append(page.at())
    assert went == ["plan_opening", "plan_closing", "plan_team", "plan_polling", "plan_keep"]
    assert page.key_of("plan_keep") == "Ctrl+Enter"
    assert world.tell(visits) == []


def test_tab_takes_the_only_desa_that_fits_and_goes_on(page: ListsPage, world: World) -> None:
    page.press("N")
    page.type("noebesi")
    page.press("Tab")
    assert page.at() == "plan_day"
    page.press("Ctrl+Enter")
    assert the_only(world).village


@pytest.mark.parametrize(("key", "kind"), [("Alt+1", "desa"), ("Alt+2", "sekolah"), ("Alt+3", "kantor")])
def test_a_kind_is_chosen_by_the_key_that_is_printed_on_it(page: ListsPage, key: str, kind: str) -> None:
    page.press("N", "Alt+1" if key == "Alt+3" else "Alt+3")
    segment = page.shell.findChild(QRadioButton, f"plan_kind_{kind}")
    assert segment is not None
    assert segment.accessibleName().endswith(f"({key})")
    page.press(key)
    assert segment.isChecked()


def test_another_visit_of_the_same_day_is_told_while_the_day_is_written(page: ListsPage) -> None:
    page.plan("noebesi")
    page.press("N")
    assert page.sees("hari itu juga · Desa Noebesi")
    page.go_to("plan_day")
    page.retype("5-4-2019")
    assert page.sees("Sel, 2 April · Desa Noebesi")
    page.retype("besok")
    assert not page.sees("Sudah direncanakan")


def test_a_school_with_a_whole_kecamatan_is_doubted_but_not_hindered(
    page: ListsPage, world: World, clean: Path
) -> None:
    page.load(clean)
    page.press("Enter")
    begin_school(page, "SMA Contoh")
    assert page.sees("Tanpa daftar")  # nobody's list is not this school's
    page.go_to("plan_list_0")
    page.press("Space")
    assert page.sees("40 orang di daftar ini; siswa: 0.")
    assert page.sees("Muat dahulu daftar Dapodik.")
    page.press("Alt+3")
    assert not page.sees("siswa: 0")  # a counter expects anybody
    page.press("Alt+2", "Ctrl+Enter")
    assert the_only(world).kind == "sekolah"


def test_the_list_whose_school_is_named_is_ticked(page: ListsPage, world: World, tmp_path: Path) -> None:
    for name, pupils in (("SMA N 1 Noebesi", 2), ("SMK Nunbena", 3)):
        rows = [DAPODIK_ABOVE, DAPODIK_BENEATH, *(pupil(at) for at in range(1, pupils + 1))]
        page.load(make_xlsx(tmp_path / f"{name}.xlsx", {"A": rows}), "4")
        page.press("Enter")
    begin_school(page, "SMA")
    assert page.sees("Tanpa daftar")
    page.type(" Negeri 1 Noebesi")
    page.press("Ctrl+Enter")
    assert targets(world) == [2]


def test_the_next_plan_begins_with_the_hours_and_team_of_the_last(page: ListsPage, world: World) -> None:
    begin_school(page, "SMA Contoh")
    page.go_to("plan_team")
    page.type("Maria T.")
    page.press("Ctrl+Enter")
    page.plan("noebesi")

    assert [visit.team_names for visit in world.tell(visits)] == [("Maria T.",)] * 2


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("plan_place", "", "visit.needs_place"),
        ("plan_opening", "25.00", "visit.hour_unreadable"),
        ("plan_opening", "17.00", "visit.hours_turned"),
        ("plan_polling", "1-4-2019", "visit.polling_past"),
        ("plan_day", "1-4-2019", "visit.day_past"),
    ],
)
def test_a_wrong_box_says_so_itself_and_nothing_is_lost(
    page: ListsPage, world: World, field: str, text: str, code: str
) -> None:
    begin_school(page, "SMA Contoh")
    page.go_back_to(field) if field == "plan_place" else page.go_to(field)
    page.retype(text) if text else page.empty()
    page.press("Ctrl+Enter")

    assert page.sees(code)
    assert world.tell(visits) == []
    assert page.where().startswith("plan")


def test_a_desa_named_for_a_school_must_be_one(page: ListsPage, world: World) -> None:
    begin_school(page, "SMA Contoh")
    page.go_back_to("plan_desa")
    page.type("noebesi")
    page.press("Enter", "Ctrl+Enter")
    assert the_only(world).village == VILLAGE


def test_a_wrong_plan_is_changed_where_it_stands(page: ListsPage, world: World) -> None:
    page.plan("noebesi")
    page.press("U")
    assert page.sees("Ubah rencana")
    page.go_back_to("plan_desa")
    page.retype("nunbena")
    page.press("Enter")
    page.retype("5-4-2019")
    page.press("Ctrl+Enter")

    visit = the_only(world)
    assert (visit.day, visit.village == VILLAGE) == ("2019-04-05", False)
    assert page.table("visits")[0][:2] == ["Jum, 5 April", "Desa Nunbena"]


def test_a_visit_is_postponed_with_its_reason_and_tells_its_first_day(page: ListsPage, world: World) -> None:
    page.plan("noebesi")
    page.press("T")
    page.type("2-4-2019")
    page.press("Enter")
    assert page.sees("visit.day_not_ahead")
    page.retype("9-4-2019")
    page.press("Enter")
    assert page.at() == "postpone_reason"
    page.type("jalan putus")
    page.press("Enter")

    assert the_only(world).postponed_from == "2019-04-02"
    assert page.table("visits")[0][0] == "Sel, 9 April"
    assert page.second_lines("visits", 0) == ["semula 2 April"]
    assert page.sees("ditunda dari 2 April")


def test_the_key_that_is_printed_while_the_way_back_has_the_focus_acts(page: ListsPage, world: World) -> None:
    page.plan("noebesi")
    page.press("T")
    page.type("9-4-2019")
    page.press("Tab")
    page.type("jalan putus")
    page.go_to("postpone_cancel")
    assert page.key_of("postpone_keep") == "Ctrl+Enter"
    page.press("Ctrl+Enter")
    assert the_only(world).postponed_from == "2019-04-02"


def test_a_closed_day_is_opened_again_by_a_supervisor_who_says_why(page: ListsPage, world: World) -> None:
    visit = world.tell(lambda session: plan_visit(session, VILLAGE, day=DAY, lists=()))
    world.tell(confirm_day)
    world.tell(lambda session: open_desk(session, visit, letter="A"))
    world.tell(lambda session: close_visit(session, visit, proof=proved(session, visit)))
    page.presenter.shown(Go("visits"))
    world.settle()
    page.press("B")
    page.type("dua orang masih datang")
    page.press("Tab")
    page.type("bukan ini")
    page.press("Enter")
    assert page.sees("signin.wrong")
    page.retype(WORDS)
    page.press("Enter")

    found = the_only(world)
    assert (found.state, found.reopened_why) == (VisitState.OPEN, "dua orang masih datang")
    assert page.sees("Ke antrean")
    assert page.second_lines("visits", 2) == ["dibuka kembali"]


def test_an_open_visit_offers_neither_another_plan_nor_another_day(
    sample: World,
) -> None:
    page = ListsPage(sample)
    page.press("U", "T", "B")
    assert page.where() == "overview"
    assert not page.sees("Tunda…")


def test_degrees_keep_their_comma_where_names_are_parted_by_semicolons() -> None:
    assert names_in("Noh Contoh, S.Kom; Maria T.") == ("Noh Contoh, S.Kom", "Maria T.")
    assert names_in(" Noh ,, Maria T. ") == ("Noh", "Maria T.")
    for names in (("Noh Contoh, S.Kom", "Maria T."), ("Noh", "Maria T."), ()):
        assert names_in(names_joined(names)) == names
