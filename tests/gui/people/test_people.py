"""F4: somebody is found by keys, seen whole, corrected, joined, parted, and each of it is undone in sight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize

from ektp_desk.domain.journal.events import Entity
from ektp_desk.usecases.admin.commands import add_user
from ektp_desk.usecases.people.commands import correct
from ektp_desk.usecases.people.queries import cluster_of, the_person
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import User
from tests.gui.people.page import PeoplePage
from tests.gui.worlds import World
from tests.offices import WORDS
from tests.people.lists_of_people import keep_list, row

pytestmark = pytest.mark.gui


@pytest.fixture
def page(world: World) -> PeoplePage:
    """F4 as it opens."""
    return PeoplePage(world)


def name_of(world: World, person: str) -> str:
    return world.tell(lambda session: the_person(session, person).name)


def test_the_search_has_the_focus_and_enter_leads_into_the_rows_and_the_line(page: PeoplePage) -> None:
    assert page.focus() == "people_search"

    page.type("yuli")
    assert [line.partition(",")[0] for line in page.rows()] == ["YULIANA TAMONOB", "TAMONOB YULIANNA"]
    assert all("530232520302****" in line and "9001" not in line for line in page.rows())
    page.press("Down", "Return")

    assert page.focus() == "person_line_table"
    assert page.text("shown_name") == "YULIANA TAMONOB"
    assert page.line() == ["Ada di daftar Belum rekam"]
    assert page.view.turn.value() == "history"
    page.press("D")
    assert page.view.turn.value() == "claims"
    page.press("D", "Esc")
    assert page.focus() == "people_table"
    page.press("Esc")
    assert page.focus() == "people_search"


def test_who_is_only_named_like_that_comes_behind_and_says_so(page: PeoplePage) -> None:
    page.type("yulyana")
    assert [line.partition(",")[0] for line in page.rows()] == ["YULIANA TAMONOB", "TAMONOB YULIANNA"]
    assert all("mirip · P · 2002" in line for line in page.rows())

    page.press("Ctrl+A", "Delete").type("yuliana")
    assert [("mirip" in line) for line in page.rows()] == [False, True]


def test_nobody_found_leaves_nobody_at_the_right_whom_a_key_could_erase(page: PeoplePage) -> None:
    page.type("yuli").press("Down", "Return", "/")
    assert page.sees("shown_name")
    page.press("Ctrl+A", "Delete").type("zzzz")
    assert not page.sees("shown_name")
    assert page.sees("nobody")


def test_letters_are_text_in_the_search_and_acts_in_the_rows(page: PeoplePage) -> None:
    page.type("kgpuhv")

    assert page.view.people.text() == "kgpuhv"
    assert not page.sees("correction")
    assert "Tidak ditemukan" in page.view.people.empty.accessibleName()


def test_the_nik_is_shown_only_when_asked_for_and_hides_with_the_screen(page: PeoplePage) -> None:
    page.type("marthen").press("Down")
    assert "****" in page.text("shown_nik")

    page.press("V")
    assert page.text("shown_nik").endswith("9003")

    page.shell.hide()
    page.shell.show()
    assert "****" in page.text("shown_nik")


def test_a_correction_by_keys_is_shown_with_before_after_and_ground(world: World, page: PeoplePage) -> None:
    page.type("marthen").press("Down")

    page.correct_by_keys("Marten Boimau")

    assert name_of(world, "marthen") == "Marten Boimau"
    assert page.told == ["Koreksi tersimpan"]
    assert page.line()[0] == "Nama dibetulkan"
    for words in ("dari MARTHEN BOIMAU menjadi Marten Boimau", "dasar: K", "Maria T."):
        assert words in page.line_about(0)


def test_a_wrong_passphrase_or_no_ground_is_told_beside_the_field(world: World, page: PeoplePage) -> None:
    page.type("marthen").press("Down")

    page.correct_by_keys("Marten Boimau", words="salah semua")
    assert page.field_error("correction_passphrase")
    assert page.focus() == "correction_passphrase"
    page.press("Esc")

    page.press("K").type("Marten").press("Tab", "Tab").type(WORDS).press("Return")
    assert page.text("correction_missing").startswith("Sebutkan")
    assert page.focus() == "correction_ground"
    assert name_of(world, "marthen") == "MARTHEN BOIMAU"


def test_a_wrong_correction_is_taken_back_and_stays_struck_through(world: World, page: PeoplePage) -> None:
    page.type("marthen").press("Down")
    page.correct_by_keys("Salah Nama")
    page.press("Return")
    page.choose_entry("Nama dibetulkan")

    page.press("U")

    assert name_of(world, "marthen") == "MARTHEN BOIMAU"
    assert page.line()[0] == "[Nama dibetulkan]"
    assert page.line_about(0).startswith("dibatalkan Maria T.")


def test_of_a_correction_that_others_rest_on_the_former_value_is_offered(
    world: World, page: PeoplePage
) -> None:
    def twice(session: Session) -> None:
        for field, value in (("name", "Salah Nama"), ("birth", "1975-05-12")):
            correct(session, "marthen", field, value=value, ground="KK", passphrase=WORDS)

    world.tell(twice)
    page.type("salah").press("Down", "Return")
    page.choose_entry("Nama dibetulkan")

    page.press("U")
    assert page.claim().value.text() == "MARTHEN BOIMAU"
    page.press("Tab").type("K").press("Tab").type(WORDS).press("Return")

    assert name_of(world, "marthen") == "MARTHEN BOIMAU"
    assert page.line()[:2] == ["Nama dibetulkan", "Tanggal lahir dibetulkan"]


def test_sources_that_differ_stand_side_by_side(world: World, page: PeoplePage) -> None:
    world.tell(
        lambda session: correct(
            session, "marthen", "birth", value="1975-05-12", ground="Akta lahir", passphrase=WORDS
        )
    )
    page.type("marthen").press("Down")

    assert page.text("differing_0_0") == "12-05-1975"
    assert page.text("differing_0_1") == "11-05-1975"
    page.press("D")
    assert any("12-05-1975" in line and "Akta lahir" in line for line in page.rows("claims_table"))


def test_two_are_joined_and_parted_by_keys_and_both_stay_in_sight(world: World, page: PeoplePage) -> None:
    page.type("yuliana").press("Down", "G")
    assert ["nama mirip" in line for line in page.rows("joining_table")] == [True]
    assert "Nama" in page.marked_fields()
    assert "L/P" not in page.marked_fields()

    page.press("Ctrl+Return")
    assert set(world.tell(lambda session: cluster_of(session, "yuliana"))) == {"yuliana", "slip"}
    assert "2 orang tergabung" in page.text("shown_about")
    assert page.line().count("Ada di daftar Belum rekam") == 2

    page.press("P")
    assert world.tell(lambda session: cluster_of(session, "yuliana")) == ("yuliana",)
    assert page.line()[:2] == ["Dinyatakan dua orang", "Dinyatakan satu orang"]


def test_a_wrong_join_is_taken_back_and_stays_struck_through(world: World, page: PeoplePage) -> None:
    page.type("yuliana").press("Down", "G", "Ctrl+Return", "Return")
    page.choose_entry("Dinyatakan satu orang")

    page.press("U")

    assert world.tell(lambda session: cluster_of(session, "yuliana")) == ("yuliana",)
    assert page.line()[0] == "[Dinyatakan satu orang]"


def test_two_who_only_look_alike_are_not_proposed_again(world: World, page: PeoplePage) -> None:
    page.type("yuliana").press("Down", "G", "Ctrl+B")

    assert page.told == ["Dicatat sebagai dua orang"]
    page.press("G")
    assert page.focus() == "joining_search"
    assert page.rows("joining_table") == []
    page.press("Ctrl+Return")
    assert page.text("joining_help") == "Pilih orang di kiri"


def test_the_lists_of_what_to_look_at_are_one_digit_away(world: World, page: PeoplePage) -> None:
    page.type("marthen").press("Down", "3")
    (alike,) = page.rows()
    assert "YULIANNA" in alike
    assert "nama mirip" in alike

    page.press("G", "Ctrl+Return")
    page.press("3")
    assert "Tidak ada yang mirip" in page.view.people.empty.accessibleName()


def test_an_erasure_asks_for_ground_note_and_passphrase_and_is_final(world: World, page: PeoplePage) -> None:
    page.type("marthen").press("Down")
    page.correct_by_keys("Marten Boimau")
    page.press("H", "Return")
    assert page.sees("erasure")
    page.press("Ctrl+Return")
    assert page.sees("erasure")

    page.press("1", "Tab").type("surat 9, 2 April").press("Tab").type(WORDS).press("Ctrl+Return")

    assert not page.sees("erasure")
    assert "Data pribadi dihapus" in page.line()
    assert "Marten" not in " ".join(page.line_about(at) for at in range(len(page.line())))
    events = world.tell(lambda session: session.store.events(Entity.PERSON, "marthen"))
    assert all("Boimau" not in str(getattr(event.body, "value", "")) for event in events)


@pytest.mark.parametrize(
    ("roles", "acts"),
    [
        ("head", []),
        ("queue", []),
        ("operator", ["correct", "join", "part", "undo"]),
        ("adb", ["correct", "join", "part", "undo", "erase"]),
    ],
)
def test_a_role_sees_everybody_and_is_offered_what_it_may(world: World, roles: str, acts: list[str]) -> None:
    user = world.work.session.user
    world.work.session = replace(world.work.session, user=User(user.id, user.name, roles))
    page = PeoplePage(world)

    page.type("marthen").press("Down", "K")

    assert page.text("shown_name") == "MARTHEN BOIMAU"
    assert page.acts() == acts
    assert page.sees("correction") is ("correct" in acts)


def test_a_long_name_and_several_pages_of_a_line_fit_the_smallest_window(world: World) -> None:
    long = "YOHANES BAPTISTA MARIA FRANSISKUS XAVERIUS TEFNAI NENOBAIS TEFLOPO CONTOH"
    world.tell(lambda session: keep_list(session, row(7, "long", long, address="JALAN " + long)))
    page = PeoplePage(world, size=QSize(1020, 517))

    page.type("yohanes").press("Down", "Return")

    needed = page.shell.room_needed()
    assert (needed.width() <= 1020, needed.height() <= 517) == (True, True), needed
    assert page.beyond() == []


def test_a_nik_that_is_not_known_cannot_be_asked_for(world: World) -> None:
    world.tell(lambda session: keep_list(session, row(8, "bare", "MARTHA CONTOH", nik="")))
    page = PeoplePage(world)
    page.type("martha").press("Down", "Return", "V")
    assert (page.text("shown_nik"), page.sees("show_nik")) == ("NIK belum ada", False)


def test_a_witness_is_one_key_away_and_types_their_own_passphrase(world: World, page: PeoplePage) -> None:
    noh = "kata sandi milik noh contoh"
    world.tell(lambda session: add_user(session, "Noh Contoh", ["queue"], passphrase=noh))
    page.type("marthen").press("Down", "K").type("Marten").press("Tab").type("K")
    assert page.claim().passphrase.title == "Kata sandi Anda"

    page.press("Alt+S").type("Noh").press("Tab")
    assert page.focus() == "correction_passphrase"
    assert page.claim().passphrase.title == "Kata sandi Noh Contoh"
    page.type(WORDS).press("Return")
    assert page.claim().passphrase.has_error()
    page.type(noh).press("Return")

    assert name_of(world, "marthen") == "Marten"
    assert page.line_about(0).endswith("disaksikan Noh Contoh · Maria T.")
    page.press("D")
    assert any(line.endswith("Maria T. · disaksikan Noh Contoh") for line in page.rows("claims_table"))


def test_without_a_witness_it_is_told_who_reads_it(world: World, page: PeoplePage) -> None:
    page.type("marthen").press("Down")
    page.correct_by_keys("Marten")
    assert page.line_about(0).endswith("tanpa saksi · Maria T.")
