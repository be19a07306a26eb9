"""Corrections that nobody witnessed are read where a day is closed, by keys alone; and where none is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ektp_desk.domain.people import CorrectionVerdict
from ektp_desk.domain.visits import VisitState
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.work import Go
from ektp_desk.settings import Folders
from ektp_desk.usecases.recording.queries import corrections_to_read
from tests.gui.closing.page import ClosingPage, state
from tests.gui.today.page import TodayPage
from tests.gui.worlds import World, open_world_of
from tests.offices import WORDS, found_office_in
from tests.people.team import NOH, rename, team_of

pytestmark = pytest.mark.gui


@pytest.fixture
def outside(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """Noh corrected two people in the office, without a visit; Maria comes."""
    dress(qapp)
    with found_office_in(folders) as office:
        session = team_of(office).sign_in("noh")
        rename(session, "orpa", "Orpa Boimau", words=NOH)
        office.clock.wait(60)
        rename(session, "yosef", "Yosef Boimau", words=NOH)
    with open_world_of(qtbot, folders, office.user, clock=office.clock) as world:
        yield world


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[World]:
    """Noh corrected one person before the visit, Orpa during it, and Maria herself one."""
    dress(qapp)
    with found_office_in(folders) as office:
        team = team_of(office)
        rename(team.sign_in("noh"), "yosef", "Yosef Boimau", words=NOH)
        session = team.sign_in("maria")
        visit = office.open_visit()
        rename(session, "dina", "Dina Boimau", words=WORDS, visit=visit)
        office.clock.wait(60)
        rename(team.sign_in("noh"), "orpa", "Orpa Boimau", words=NOH, visit=visit)
    with open_world_of(qtbot, folders, office.user, clock=office.clock) as world:
        world.take_visit()
        yield world


def left(world: World, visit: str = "") -> list[tuple[str, CorrectionVerdict | None, str]]:
    found = world.tell(lambda session: corrections_to_read(session, visit))
    return [(one.name, one.verdict, one.note) for one in found]


def test_a_day_asks_for_its_corrections_and_not_for_others(world: World) -> None:
    assert world.work.visit is not None
    visit = world.work.visit.id
    page = ClosingPage(world)
    page.press("Ctrl+Enter")
    assert page.refused == ["visit.unreviewed"]
    page.type(WORDS)
    page.press("Enter")
    assert page.blue() == "Koreksi sesuai"
    rows = [page.exception(at) for at in range(3)]
    assert [(row[1], row[2], row[4]) for row in rows] == [
        ("Dina Boimau", "Koreksi: Nama", "supervisor lain"),
        ("Orpa Boimau", "Koreksi: Nama", "belum ditinjau"),
        ("Yosef Boimau", "Koreksi: Nama", "belum ditinjau"),
    ]
    assert rows[1][3] == "ORPA CONTOH → Orpa Boimau · KK (Noh Contoh)"
    assert rows[2][3].endswith("(Noh Contoh, 02-04-2019)")

    page.press("T")
    page.press("Ctrl+Enter")
    assert state(world, visit) is VisitState.CLOSED
    assert left(world) == [("Yosef Boimau", None, "")]


def test_ones_own_correction_is_for_somebody_else(world: World) -> None:
    page = ClosingPage(world)
    page.type(WORDS)
    page.press("Enter", "Home", "T", "U")

    assert page.why == ["Koreksi Anda ditinjau supervisor lain"] * 2
    page.press("F")
    assert page.went == [Go("people", person="dina")]


def test_what_is_not_in_order_says_what_is_wrong(outside: World) -> None:
    page = ClosingPage(outside)
    assert page.says() == "Apakah koreksi ini sesuai suratnya?"
    assert not page.sees("closing_flow")
    page.type(WORDS)
    page.press("Enter", "U", "Enter")
    assert page.at() == "review_note"
    assert page.view.bar.note.edit.accessibleDescription() == "Tulis apa yang tidak sesuai"
    page.type("di KK tertulis Orpha")
    page.press("Enter")
    assert left(outside) == [("Yosef Boimau", None, "")]
    page.press("T")

    assert left(outside) == []
    page.press("Enter")
    assert page.went == [Go("visits")], "nothing waits: the way on"


def test_several_are_accepted_with_one_passphrase(outside: World) -> None:
    page = ClosingPage(outside)
    page.type("bukan ini")
    page.press("Enter")
    assert page.lacks() == "Kata sandi tidak cocok"
    page.press("Ctrl+Enter", "Alt+C")
    assert (page.refused, len(left(outside))) == ([], 2), "there is no day to sign"
    outside.clock.wait(60)  # type: ignore[attr-defined]  # the clock of an office that was founded
    page.type(WORDS)
    page.press("Enter", "Shift+T")

    assert left(outside) == []


def test_the_first_screen_leads_to_them_where_no_visit_is_open(outside: World) -> None:
    today = TodayPage(outside)
    assert "2 koreksi belum ditinjau" in today.buttons()
    today.press(Qt.Key.Key_T)

    assert today.asked == [Go("closing")]
