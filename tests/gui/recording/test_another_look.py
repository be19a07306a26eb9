"""Another look in the middle of a recording: what was typed, taken, drawn and opened stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ektp_desk.domain.recordings import Modality
from ektp_desk.domain.tickets import Outcome
from ektp_desk.gui.kit.style import dress
from ektp_desk.gui.kit.tokens import MATAHARI
from ektp_desk.gui.recording.walk_in import WalkInPanel
from ektp_desk.gui.work import Go
from ektp_desk.usecases.recording.queries import steps_of
from ektp_desk.words import SOURCE, speak
from tests.gui.recording.capturing_page import CapturingPage
from tests.gui.recording.page import RecordingPage
from tests.gui.recording.test_recording import recording_of, ticket_of
from tests.gui.worlds import World
from tests.offices import WORDS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.gui


def change_look(qapp: QApplication, world: World, page: RecordingPage, letters: int = 18) -> None:
    """Take the other theme and larger letters (px), as F11 and Ctrl++ do."""
    before = page.view
    dress(qapp, letters, theme=MATAHARI)
    page.room.renew()
    world.settle()
    assert page.view is not before


def test_the_steps_the_row_at_hand_and_the_note_being_typed(
    qapp: QApplication, called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("yuliana").press("Enter", "1", "6", "4", "N").type("kursi ro")
    steps = page.steps()
    change_look(qapp, called, page)

    assert page.steps() == steps
    assert (page.read("person_name"), page.read("number")) == ("Yuliana Tamonob Contoh", "A004")
    assert page.documents() == ["KK: dilihat", "F-1.02: belum"]
    assert page.view.work.board.marked() is Modality.IRISES
    assert recording_of(called, "A004").note == ""  # nothing was left: it is still being typed
    assert page.focus_name() == "note"
    page.type("da").press("Enter")
    assert recording_of(called, "A004").note == "kursi roda"
    page.press("5", "=", "7", "Ctrl+Enter")
    assert page.read("called_number") == "A005"


def test_a_search_half_typed(qapp: QApplication, called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yul")
    hits = page.hits()
    change_look(qapp, called, page)

    assert page.focus_name() == "who"
    assert page.hits_are_open()
    assert page.hits() == hits
    page.press("Down", "Enter")
    assert recording_of(called, "A004").name == "Yulius Nenobais Contoh"


def test_somebody_new_half_written_down(qapp: QApplication, called: World, page: RecordingPage) -> None:
    page.press("Enter").type("Daud Boimau Contoh").press("Ctrl+N", "L", "Tab").type("12-03")
    change_look(qapp, called, page)

    assert isinstance(page.view.work.panel, WalkInPanel)
    assert page.focus_name() == "walk_in_birth"
    page.type("-2002").press("Enter")
    now = recording_of(called, "A004")
    assert (now.name, now.sex, now.birth) == ("Daud Boimau Contoh", "L", "2002-03-12")


def test_an_exception_with_its_digits(qapp: QApplication, called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+3", "4").type("jari putus").press("Tab", "Tab")
    page.type("Noh L.").press("Tab").type("27")
    change_look(qapp, called, page)

    assert page.focus_name() == "exception_fingers"
    assert page.exception().why.other.isVisible()
    assert page.exception().why.other.text() == "jari putus"
    assert "telunjuk kanan, telunjuk kiri" in page.seen()
    page.press("Enter")
    assert page.steps()[2] == "Sidik jari: dikecualikan, jari putus, telunjuk kanan, telunjuk kiri"


def test_a_chosen_reason_in_another_language(qapp: QApplication, called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+5", "3").type("Noh L.")
    page.exception().take_focus()
    held = page.focus_name()
    try:
        speak("en")
        change_look(qapp, called, page)
        assert "Reason: one digit" in page.seen()
        assert page.exception().why.kept() == "jari tidak lengkap"
        assert page.focus_name() == held
        page.press("Enter")
    finally:
        speak(SOURCE)
    now = recording_of(called, "A004")
    taken = called.tell(lambda session: steps_of(session, now.id))[Modality.MATCH]
    assert (taken.reason, taken.second_person) == ("jari tidak lengkap", "Noh L.")


def test_why_something_was_refused(qapp: QApplication, called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+3", "Enter")
    change_look(qapp, called, page)
    assert "Pilih dengan angka" in page.seen()
    page.press("Esc", "1", "Ctrl+Enter")
    refused = page.read("steps_lacking")
    assert "lengkapi, atau kecualikan" in refused
    change_look(qapp, called, page, letters=17)
    assert page.read("steps_lacking") == refused
    page.press("2")
    assert "lengkapi" not in page.read("steps_lacking")


def test_a_box_that_was_emptied_stays_empty(qapp: QApplication, called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+3", "2", "Tab").type("Noh L.").press("Enter")
    page.press("Alt+4", "1", "Tab")
    assert page.exception().second.text() == "Noh L."
    page.press("Ctrl+A", "Del")
    change_look(qapp, called, page)

    assert (page.exception().second.text(), page.focus_name()) == ("", "exception_second")


def test_a_supervisors_word(qapp: QApplication, called: World, page: RecordingPage) -> None:
    called.take_roles("operator", "queue")
    page.press("Enter").search("orpa").press("Enter", "=", "=", "Ctrl+Enter").type("Ferdinan").press("Tab")
    page.type("akta")
    change_look(qapp, called, page)

    assert page.focus_name() == "passing_reason"
    page.type(": 2002").press("Esc")
    assert page.focus_name() == "steps"
    page.press("Ctrl+Enter").type("Maria T.").press("Tab").type("akta").press("Tab").type(WORDS).press(
        "Enter"
    )
    assert page.read("called_number") == "A005"


def test_another_person_being_looked_for(qapp: QApplication, called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "1", "G").type("yulius")
    change_look(qapp, called, page)

    assert "tidak ikut ke orang lain" in page.seen()
    assert page.focus_name() == "who"
    page.press("Esc", "Esc")
    assert page.read("person_name") == "Yuliana Tamonob Contoh"


def test_how_it_ended_being_asked(qapp: QApplication, called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "1", "Ctrl+F9", "L").type("sak")
    change_look(qapp, called, page)

    assert page.focus_name() == "ending_text"
    page.type("it").press("Enter")
    assert ticket_of(called, "A004").outcome is Outcome.OTHER
    assert page.went == [Go("queue")]


def test_the_best_of_poor_photos_and_the_live_camera(
    qapp: QApplication, called: World, desk: CapturingPage
) -> None:
    desk.press("Enter")
    desk.camera().light = 0.35
    desk.press("Space")
    best = desk.photo.still.image()
    change_look(qapp, called, desk)

    assert (desk.panel(), desk.focus_name()) == ("photo", "photo")
    assert desk.photo.still.image() == best
    assert desk.read("photo_says") == "Coba lagi: masih 2 kali."
    assert desk.photo.live.image() is not None
    desk.press("Enter")
    assert "terlalu gelap" in desk.steps()[0]
    assert desk.camera().frame() is None  # its light is out


def test_a_signature_half_drawn(qapp: QApplication, called: World, desk: CapturingPage) -> None:
    desk.press("Enter", "Space")
    QTest.mouseClick(desk.pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    desk.press("Enter")
    refused = desk.read("signature_says")
    change_look(qapp, called, desk, letters=17)
    assert desk.read("signature_says") == refused
    assert refused.startswith("Goresannya terlalu sedikit.")
    desk.press("U").sign()
    desk.sign()
    strokes = desk.pad.strokes()
    change_look(qapp, called, desk)

    assert desk.panel() == "signature"
    assert desk.pad.strokes() == strokes
    assert not desk.read("signature_says").startswith("Goresannya")
    desk.press("H")
    assert desk.pad.strokes() == strokes[:1]
    desk.press("Enter")
    assert desk.steps()[:2] == ["Foto: diambil, mutu baik", "Tanda tangan: diambil, tersegel"]


def test_a_number_half_typed(qapp: QApplication, world: World) -> None:
    page = RecordingPage(world).open()
    page.type("a")
    change_look(qapp, world, page)

    assert page.focus_name() == "ticket_number"
    page.type("5").press("Enter")
    assert page.read("number") == "A005"


def test_the_small_form(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+3", "2", "Tab").type("Ibu")
    before = page.view
    page.shell.resize(1020, 517)
    called.settle()
    called.qtbot.waitUntil(lambda: page.view is not before)

    assert page.focus_name() == "exception_second"
    page.type(" Contoh").press("Enter")
    assert page.steps()[2] == "Sidik jari: dikecualikan, jari tidak lengkap"
