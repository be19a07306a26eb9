"""Who stands at the desk is found, written down, shown with care, and can be corrected."""

from __future__ import annotations

import pytest

from ektp_desk.domain.recordings import RecordingState
from ektp_desk.gui.recording.walk_in import WalkInPanel
from ektp_desk.usecases.people.queries import find
from ektp_desk.usecases.queue.queries import open_recording
from ektp_desk.usecases.recording.queries import the_recording
from ektp_desk.usecases.reports.queries import recordings_left_open
from ektp_desk.usecases.session import Session
from ektp_desk.usecases.shapes import Recording
from tests.gui.recording.page import RecordingPage
from tests.gui.walks.keys import Keystrokes
from tests.gui.worlds import World
from tests.offices import VILLAGE

pytestmark = pytest.mark.gui


def in_hand(world: World) -> Recording:
    visit = world.work.visit
    assert visit is not None
    found = world.tell(lambda session: open_recording(session, f"{visit.id}:A004"))
    assert found is not None
    return found


def test_typing_narrows_and_arrows_choose(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yul")
    assert [line.split(" · ")[0] for line in page.hits()] == [
        "Yuliana Tamonob Contoh",
        "Yulius Nenobais Contoh",
    ]
    assert "530232520302****" in page.hits()[0]
    assert "9001" not in page.hits()[0]

    page.press("Down", "Enter")

    assert in_hand(called).name == "Yulius Nenobais Contoh"
    page.press("g", "v", "1")  # in the search these begin a text, whatever acts they are beside it
    assert page.view.work.who.search.text() == "v1"


def test_a_scanned_nik_with_enter_chooses_its_only_bearer(called: World, page: RecordingPage) -> None:
    page.press("Enter").hurry(*"5302325203029001", "Enter")
    called.settle()

    assert page.read("person_name") == "Yuliana Tamonob Contoh"


def test_enter_never_takes_somebody_of_an_older_list(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yul").hurry(*"ius", "Enter")
    called.settle()

    assert in_hand(called).name == "Yulius Nenobais Contoh"


def test_who_is_only_named_like_that_is_marked_and_no_single_enter_takes_them(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("yulyana tamonnob")
    assert [line.split(" · ")[:2] for line in page.hits()] == [["Yuliana Tamonob Contoh", "mirip"]]
    assert page.read("hits_count") == "1 mirip"

    page.press("Enter")
    assert page.read("person_name") == ""
    page.press("Enter")
    assert in_hand(called).name == "Yuliana Tamonob Contoh"


def test_a_quick_enter_takes_nobody_who_is_only_named_like_that(called: World, page: RecordingPage) -> None:
    page.press("Enter").hurry(*"yulyana", "Enter")
    called.settle()
    assert [line.split(" · ")[1] for line in page.hits()] == ["mirip"]
    assert page.read("person_name") == ""


def test_a_nik_with_blanks_is_searched_and_written_down_as_one(called: World, page: RecordingPage) -> None:
    page.press("Enter").hurry(*"5302 3252 0302 9001", "Enter")
    called.settle()
    assert page.read("person_name") == "Yuliana Tamonob Contoh"

    page.press("G").type("5302.3201.0190.9999").press("Enter")
    assert "NIK ini tidak ada" in page.seen()
    page.press("Ctrl+N")
    assert isinstance(page.view.work.panel, WalkInPanel)
    assert page.view.work.panel.form.nik.text() == "5302320101909999"


def test_nobody_found_says_what_to_press(called: World, page: RecordingPage) -> None:
    page.press("Enter").type("zzz").press("Enter")

    assert "Ctrl+N bila orang ini tidak ada" in page.seen()


def test_somebody_new_is_written_down_in_place(called: World, page: RecordingPage) -> None:
    page.press("Enter").type("Daud Boimau Contoh").press("Ctrl+N")
    assert page.focus_name() == "walk_in_nik"
    page.press("L").type("123").press("Enter")
    assert page.focus_name() == "walk_in_nik"
    assert "NIK harus 16 angka; ini 3." in page.seen()
    page.press("Del").hurry("Ctrl+a", "Del").press("Tab").type("12 mar 02")
    assert "12 Maret 2002, 17 tahun" in page.seen()
    page.press("Ctrl+Enter")

    now = in_hand(called)
    assert (now.name, now.sex, now.birth, now.nik) == ("Daud Boimau Contoh", "L", "2002-03-12", "")
    assert (now.village, page.focus_name()) == (VILLAGE, "steps")
    assert page.read("person_line") == "L · 12-03-2002 (17 tahun) · Noebesi"


def test_a_nik_fills_birth_date_and_sex_by_two_keys_besides_it_and_the_name(
    called: World, page: RecordingPage
) -> None:
    nik, name = "5302325203909009", "Welmince Contoh"
    with Keystrokes() as keys:
        page.press("Enter").type(nik).press("Ctrl+N")
        assert page.focus_name() == "walk_in_name"
        page.type(name).press("Enter")

    now = in_hand(called)
    assert (now.name, now.sex, now.birth, now.nik) == (name, "P", "1990-03-12", nik)
    assert len(keys.names) - len(nik) - len(name) == 3  # the one that served the number is not the form's


def test_what_differs_from_the_nik_is_asked_about_once(called: World, page: RecordingPage) -> None:
    page.press("Enter").type("Daud Contoh").press("Ctrl+N").type("5302321203909009").press("Tab")
    page.type("21-03-90").press("Enter")
    assert page.focus_name() == "walk_in_nik"
    assert "Menurut NIK 12-03-1990, L. Cocokkan dengan KK; Enter lagi: simpan." in page.seen()
    page.press("Enter")
    assert (in_hand(called).birth, in_hand(called).nik) == ("1990-03-21", "5302321203909009")


def test_another_nik_fills_anew_what_the_first_one_filled(called: World, page: RecordingPage) -> None:
    page.press("Enter").type("5302325203909009").press("Ctrl+N").type("Daud Contoh").press("Tab")
    page.hurry("Ctrl+a", *"5302320104889009")
    called.settle()
    assert "1 April 1988, 31 tahun" in page.seen()
    page.press("Enter")
    assert (in_hand(called).birth, in_hand(called).sex) == ("1988-04-01", "L")


def test_another_village_is_chosen_from_those_that_fit_and_no_other_is_taken(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").type("Daud Contoh").press("Ctrl+N", "L", "Tab", "Tab", "Tab")
    assert page.focus_name() == "walk_in_village"
    page.press("Ctrl+a").type("zzz").press("Enter")
    assert page.focus_name() == "walk_in_village"
    assert "Desa ini tidak dikenal." in page.seen()
    page.press("Ctrl+a").type("nunb")
    assert isinstance(page.view.work.panel, WalkInPanel)
    offered = page.view.work.panel.form.villages
    called.qtbot.waitUntil(offered.isVisible)
    page.press("Enter")
    assert page.focus_name() == "walk_in_address"
    page.press("Enter")
    assert in_hand(called).village == "53.02.20.2002"


def test_who_lives_in_another_regency_is_recorded_and_marked(called: World, page: RecordingPage) -> None:
    page.press("Enter").type("Daud Contoh").press("Ctrl+N", "L", "Tab", "Tab", "Tab", "Ctrl+a").type(
        "kota kup"
    )
    assert isinstance(page.view.work.panel, WalkInPanel)
    called.qtbot.waitUntil(page.view.work.panel.form.villages.isVisible)
    page.press("Enter", "Enter")

    assert in_hand(called).village == "53.71"
    assert "Kota Kupang, luar kabupaten" in page.read("person_line")


def test_a_date_that_is_none_is_refused_beside_its_field(called: World, page: RecordingPage) -> None:
    page.press("Enter").type("Daud Contoh").press("Ctrl+N", "P", "Tab").type("31-02-2002").press("Enter")

    assert page.focus_name() == "walk_in_birth"
    assert "Tanggal tidak terbaca." in page.seen()
    page.press("Esc")
    assert page.focus_name() == "who"


def test_the_whole_nik_is_shown_only_while_it_is_asked_for(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter")
    assert page.read("person_nik") == "NIK 530232520302****"
    page.press("V")
    assert page.read("person_nik") == "NIK 5302325203029001"
    page.shell.hide()
    page.shell.show()
    assert page.read("person_nik") == "NIK 530232520302****"


def test_the_wrong_person_is_changed_and_leaves_no_step_behind(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yulius").press("Enter", "1", "2")
    wrong = in_hand(called)
    page.press("G")
    assert "tidak ikut ke orang lain" in page.seen()
    page.search("yuliana").press("Enter")

    assert in_hand(called).name == "Yuliana Tamonob Contoh"
    assert called.tell(lambda session: the_recording(session, wrong.id)).state is RecordingState.DROPPED
    assert page.read("lacking") == "7"
    assert page.focus_name() == "steps"


def test_somebody_recorded_before_is_told_and_not_blocked(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "=", "=", "Ctrl+Enter", "Enter").search("yuliana")
    assert page.hits()[0].endswith("sudah direkam 2 April 2019")
    page.press("Enter")
    assert page.read("person_caution").startswith(
        "Sudah direkam hari ini, 08.51. Periksa; boleh lanjut (A004,"
    )

    page.press("=", "=", "Ctrl+Enter")

    assert page.told[-1] == "A005 selesai. Berikut: A006"


def test_a_card_waits_for_the_seventeenth_birthday_or_a_marriage(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("orpa").press("Enter")
    assert "Mulai 3 April 2020" in page.seen()
    page.press("8")
    assert "Boleh:" not in page.seen()
    page.press("=")
    assert "Boleh: sudah kawin" in page.seen()


def test_a_card_may_be_printed_only_once_every_step_is_done_and_there_is_a_nik(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("yuliana").press("Enter")
    page.press("1", "2", "3", "4")
    assert ("Umur 17+" in page.seen(), "Boleh:" in page.seen()) == (True, False)
    page.press("5")
    assert ("Umur 17+" in page.seen(), "Boleh:" in page.seen()) == (False, True)
    page.press("5")
    assert ("Umur 17+" in page.seen(), "Boleh:" in page.seen()) == (True, False)


def test_no_card_is_promised_to_somebody_without_a_nik(called: World, page: RecordingPage) -> None:
    page.press("Enter").type("Melki Contoh").press("Ctrl+N", "L", "Tab").type("01011990").press("Ctrl+Enter")
    page.press("=", "=")

    assert page.read("lacking") == "0"
    assert "Umur 17+" in page.seen()
    assert "Kartu menunggu NIK: belum ada." in page.seen()


def test_a_near_name_of_the_same_birth_date_is_told_with_who_when_and_where(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("yuliana").press("Enter", "=", "=", "Ctrl+Enter", "Enter")
    page.type("Tamonob Yulianna Contoh").press("Ctrl+N", "P", "Tab").type("12032002").press("Ctrl+Enter")
    assert page.focus_name() == "known_table"
    page.press("Ctrl+N")

    assert page.read("person_caution").startswith("Mungkin sudah direkam hari ini, 08.51.")
    assert "Yuliana Tamonob Contoh, A004, Noebesi, Maria T." in page.read("person_caution")
    visit = called.work.visit
    assert visit is not None
    assert called.tell(lambda session: open_recordings(session, visit.id)) == 1


def test_a_walk_in_who_may_be_known_is_asked_about_before_they_are_made(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").type("Tamonnob Djuliana").press("Ctrl+N", "P", "Tab").type("12032002").press("Enter")
    assert "Tamonnob Djuliana: orang yang sama?" in page.seen()
    assert page.known() == ["Yuliana Tamonob Contoh"]

    page.press("Esc")
    panel = page.view.work.panel
    assert isinstance(panel, WalkInPanel)
    assert (panel.form.name.text(), panel.form.birth.text()) == ("Tamonnob Djuliana", "12-03-2002")
    page.press("Ctrl+Enter", "Enter")

    assert in_hand(called).name == "Yuliana Tamonob Contoh"
    assert called.tell(lambda session: [one.near for one in find(session, "Tamonnob Djuliana")]) == [True]


@pytest.mark.parametrize(
    ("name", "sex", "birth"),
    [
        ("Tamonob Yuliana", "L", "12032002"),
        ("Tamonob Yuliana", "P", "13032002"),
        ("Orpa Bell", "P", "12032002"),
    ],
)
def test_who_differs_in_sex_birth_date_or_name_is_written_down_unasked(
    called: World, page: RecordingPage, name: str, sex: str, birth: str
) -> None:
    page.press("Enter").type(name).press("Ctrl+N", sex, "Tab").type(birth).press("Enter")
    assert in_hand(called).name == name


def test_whose_nik_is_known_is_asked_about_whatever_the_name(called: World, page: RecordingPage) -> None:
    page.press("Enter").type("Orpa Bell").press("Ctrl+N", "P").type("5302 3252 0302 9001").press("Enter")
    assert page.known() == ["Yuliana Tamonob Contoh"]


def open_recordings(session: Session, visit: str) -> int:
    return len(recordings_left_open(session, visit))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Zz", "Periksa ejaan"),
        ("5302329999", "NIK 16 angka; ini 10"),
        ("5302320101909999", "NIK ini tidak ada"),
    ],
)
def test_nobody_found_says_what_to_look_at_again(page: RecordingPage, typed: str, told: str) -> None:
    page.press("Enter").type(typed).press("Enter")

    assert told in page.seen()
    assert page.focus_name() == "who"
