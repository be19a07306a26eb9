"""F4 offers what there is something to do for, says why not of the rest, and fills in what it knows."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QRadioButton

from ektp_desk.gui.kit import Elided
from ektp_desk.usecases.people.commands import correct, say_not_same, say_same
from ektp_desk.usecases.people.queries import cluster_of, the_person
from tests.gui.people.page import PeoplePage
from tests.gui.worlds import World
from tests.offices import WORDS
from tests.people.lists_of_people import keep_list, row

pytestmark = pytest.mark.gui


@pytest.fixture
def page(world: World) -> PeoplePage:
    """F4 as it opens."""
    return PeoplePage(world)


def test_the_chosen_claim_is_corrected_with_all_that_is_known_of_it_filled_in(
    world: World, page: PeoplePage
) -> None:
    world.tell(
        lambda session: correct(
            session, "marthen", "birth", value="1975-05-12", ground="Akta lahir", passphrase=WORDS
        )
    )
    page.type("marthen").press("Down", "K")
    assert page.corrected() == ("Tanggal lahir", "12-05-1975")  # the field that sources differ in
    page.press("Esc", "Return", "D")
    while "11-05-1975" not in page.rows("claims_table")[page.view.claims.currentIndex().row()]:
        page.press("Down")

    page.press("K")
    assert page.corrected() == ("Tanggal lahir", "11-05-1975")
    assert page.focus() == "correction_value"
    page.press("Tab").type("L").press("Tab").type("Putusan 9").press("Tab").type(WORDS).press("Return")

    assert world.tell(lambda session: the_person(session, "marthen").birth) == "1975-05-11"
    page.press("D")
    assert "dasar: Putusan 9" in page.line_about(0)


def test_an_act_without_anything_to_do_is_not_offered_and_says_why(page: PeoplePage) -> None:
    page.type("marthen").press("Down")
    assert page.offered() == ["correct", "join"]
    whole = page.text("why_off")
    assert whole.startswith("Pisahkan: orang ini tidak tergabung · Batalkan catatan: pilih satu")
    assert "Hapus: jurnal tidak menyimpan" in whole
    page.shell.resize(1024, 560)
    page.still()
    short = "Pisahkan: tidak tergabung · Batalkan catatan: pilih satu langkah · Hapus: tidak ada di jurnal"
    shown = page.view.findChild(Elided, "why_off")
    assert isinstance(shown, Elided)
    assert shown.text() == short, "cut where there is no room for all of it"

    page.press("P", "U", "H")
    assert [words.partition(";")[0] for words in page.why] == [
        "Orang ini tidak tergabung",
        "Pilih satu langkah di riwayat dahulu",
        "Jurnal tidak menyimpan data pribadi orang ini",
    ]

    assert page.told == []  # nothing was done

    page.correct_by_keys("Marten Boimau")
    page.press("Return")
    page.choose_entry("Nama dibetulkan")
    assert page.offered() == ["correct", "join", "undo", "erase"]
    page.press("U")
    assert page.offered() == ["correct", "join", "erase"]
    page.press("U")
    assert page.why[-1] == "Langkah ini sudah dibatalkan"


def test_of_several_joins_the_chosen_one_is_parted(world: World, page: PeoplePage) -> None:
    world.tell(lambda session: say_same(session, "yuliana", "slip"))
    world.tell(lambda session: say_same(session, "slip", "marthen"))
    world.tell(lambda session: say_not_same(session, "yuliana", "marthen"))
    page.type("yuliana").press("Down", "Return")
    assert "part" not in page.offered()

    page.choose_entry("Dinyatakan satu orang")
    page.press("P")

    assert len(world.tell(lambda session: cluster_of(session, "slip"))) == 2
    assert "part" in page.offered()  # one join is left: no row need be chosen


def test_what_was_parted_already_needs_no_choice(world: World, page: PeoplePage) -> None:
    world.tell(lambda session: say_same(session, "yuliana", "slip"))
    world.tell(lambda session: say_not_same(session, "yuliana", "slip"))
    world.tell(lambda session: say_same(session, "yuliana", "marthen"))
    page.type("boimau").press("Down")
    assert "part" in page.offered()

    page.press("P")

    assert world.tell(lambda session: cluster_of(session, "marthen")) == ("marthen",)


def test_who_may_be_the_same_is_said_quietly_until_somebody_decides(world: World, page: PeoplePage) -> None:
    world.tell(
        lambda session: keep_list(
            session, row(5, "number", "LAIN NAMANYA", nik="5302325203029003", birth="1980-01-01")
        )
    )
    page.type("marthen").press("Down")
    assert page.text("shown_near") == "Mungkin sama: LAIN NAMANYA (NIK sama) · G membandingkan"
    page.press("/").type("tamonob yul").press("Down")
    near = page.text("shown_near")
    assert near.startswith("Mungkin sama: ")
    assert near.endswith("(nama mirip) · G membandingkan")

    page.press("G", "Ctrl+B")

    assert not page.sees("shown_near")


def test_every_part_of_the_screen_prints_its_key(page: PeoplePage) -> None:
    page.type("marthen").press("Down")

    segments = page.shell.findChildren(QRadioButton)
    heard = [one.accessibleName() for one in segments if one.isVisible()]
    assert [words.rpartition(" ")[2] for words in heard if words.startswith("Daftar")] == [
        "(1)",
        "(2)",
        "(3)",
    ]
    assert all("(D)" in words for words in heard if words.startswith("Tampilan"))
