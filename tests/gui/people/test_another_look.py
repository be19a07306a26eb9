"""Another look in the middle of F4: what was found, chosen, typed and opened stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import MATAHARI
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.people.commands import correct
from ektp_desk.usecases.people.queries import the_person
from tests.gui.people.page import PeoplePage
from tests.gui.worlds import World
from tests.offices import WORDS

pytestmark = pytest.mark.gui


@pytest.fixture
def page(world: World) -> PeoplePage:
    """F4 as it opens."""
    return PeoplePage(world)


def change_look(qapp: QApplication, page: PeoplePage) -> None:
    """Take the other theme and larger letters, as F11 and Ctrl++ do."""
    before = page.view
    dress(qapp, 18, theme=MATAHARI)
    page.room.renew()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the old view is no longer looked at
    page.still()
    assert page.view is not before


def typed(page: PeoplePage, name: str) -> str:
    edit = page.view.findChild(QLineEdit, name)
    assert edit is not None
    return edit.text()


def test_a_search_half_typed_goes_on(qapp: QApplication, page: PeoplePage) -> None:
    QTest.keyClicks(page.view.people.edit, "mart")  # and the pause is not over
    change_look(qapp, page)

    assert page.focus() == "people_search"
    assert [row.partition(",")[0] for row in page.rows()] == ["MARTHEN BOIMAU"]
    page.type("hen").press("Down")
    assert page.text("shown_name") == "MARTHEN BOIMAU"


def test_the_chosen_person_their_claims_and_their_whole_nik(
    qapp: QApplication, world: World, page: PeoplePage
) -> None:
    world.tell(
        lambda session: correct(session, "slip", "name", value="Yulianna T.", ground="KK", passphrase=WORDS)
    )
    page.type("yuli").press("Down", "Down", "V", "Return", "D", "Down")
    claims, acts = page.rows("claims_table"), page.offered()
    change_look(qapp, page)

    assert (page.text("shown_name"), page.focus()) == ("Yulianna T.", "claims_table")
    assert page.text("shown_nik").endswith("9002")
    assert page.rows("claims_table") == claims
    assert page.view.claims.currentIndex().row() == 1
    assert page.offered() == acts
    page.press("Esc")
    assert page.view.people.table.currentIndex().row() == 1


def test_a_chosen_step_can_still_be_taken_back(qapp: QApplication, world: World, page: PeoplePage) -> None:
    page.type("marthen").press("Down")
    page.correct_by_keys("Salah Nama")
    page.press("Return")
    page.choose_entry("Nama dibetulkan")
    change_look(qapp, page)

    assert page.focus() == "person_line_table"
    page.press("U")
    assert world.tell(lambda session: the_person(session, "marthen").name) == "MARTHEN BOIMAU"


def test_a_correction_half_written(qapp: QApplication, world: World, page: PeoplePage) -> None:
    page.type("marthen").press("Down", "K").press("Backtab").type("Tanggal").press("Tab")
    page.type("12-05").press("Tab").type("L").press("Tab").type("Putusan")
    change_look(qapp, page)

    assert page.corrected() == ("Tanggal lahir", "12-05")
    assert page.claim().value.edit.placeholderText() == "hari-bulan-tahun"
    assert page.focus() == "correction_note"
    page.type(" 9").press("Tab").type(WORDS).press("Return")
    assert page.focus() == "correction_value"  # refused: no year
    page.type("12-05-1976").press("Tab", "Tab", "Tab", "Return")
    assert world.tell(lambda session: the_person(session, "marthen").birth) == "1976-05-12"
    assert "dasar: Putusan 9" in page.line_about(0)


def test_a_witness_who_was_chosen(qapp: QApplication, world: World, page: PeoplePage) -> None:
    words = "kata sandi milik noh contoh"
    world.tell(lambda session: add_user(session, "Noh Contoh", ["operator"], passphrase=words))
    page.type("marthen").press("Down", "K").type("Marten").press("Tab").type("K").press("Alt+S").type("N")
    change_look(qapp, page)

    assert (page.focus(), page.claim().witness.currentText()) == ("correction_witness", "Noh Contoh")
    assert page.claim().passphrase.title == "Kata sandi Noh Contoh"
    page.press("Tab").type(words).press("Return")
    assert "disaksikan Noh Contoh" in page.line_about(0)


def test_a_comparison_of_somebody_who_was_looked_for(
    qapp: QApplication, world: World, page: PeoplePage
) -> None:
    page.type("yuliana").press("Down", "G", "Backtab").type("marthen").press("Down", "Tab").type("KK")
    marked = page.marked_fields()
    change_look(qapp, page)

    assert [row.partition(",")[0] for row in page.rows("joining_table")] == ["MARTHEN BOIMAU"]
    assert page.marked_fields() == marked
    assert (page.focus(), typed(page, "joining_search")) == ("joining_ground", "marthen")
    page.type(" dilihat").press("Ctrl+B")
    assert page.told == ["Dicatat sebagai dua orang"]
    assert "KK dilihat" in page.line_about(0)


def test_an_erasure_half_asked(qapp: QApplication, page: PeoplePage) -> None:
    page.type("marthen").press("Down")
    page.correct_by_keys("Marten Boimau")
    page.press("H", "2", "Tab").type("surat 9")
    change_look(qapp, page)

    assert page.focus() == "erasure_note"
    page.type(", April").press("Tab").type(WORDS).press("Ctrl+Return")
    assert "Data pribadi dihapus" in page.line()


def test_another_list_and_what_was_searched_for_before(qapp: QApplication, page: PeoplePage) -> None:
    page.type("marthen").press("Down", "3")
    alike = page.rows()
    change_look(qapp, page)

    assert (page.rows(), page.focus()) == (alike, "people_table")
    assert page.view.join._kind == "blue"
    page.press("1")
    assert page.view.people.text() == "marthen"


def test_the_small_form(world: World, page: PeoplePage) -> None:
    page.type("marthen").press("Down", "K").type("Marten")
    before = page.view
    page.shell.resize(QSize(1020, 517))
    world.qtbot.waitUntil(lambda: page.view is not before)

    assert (page.corrected(), page.focus()) == (("Nama", "Marten"), "correction_value")
    page.press("Esc")
    assert page.focus() == "people_table"
