"""An exception by keys alone: what is printed in the panel is what its keys do."""

from __future__ import annotations

import pytest

from ektp_desk.domain.recordings import Modality, ModalityState, Taken
from ektp_desk.gui.kit.keycap import only_typed
from ektp_desk.usecases.recording.queries import steps_of
from ektp_desk.words.acts.picked import REASONS, as_read
from tests.gui.recording.page import RecordingPage
from tests.gui.recording.test_recording import recording_of
from tests.gui.worlds import World

pytestmark = pytest.mark.gui
_KEYS = {
    "Alt+1": Modality.PHOTO,
    "Alt+2": Modality.SIGNATURE,
    "Alt+3": Modality.FINGERS,
    "Alt+4": Modality.IRISES,
    "Alt+5": Modality.MATCH,
}


def taken(world: World, modality: Modality) -> Taken:
    recording = recording_of(world, "A004")
    return world.tell(lambda session: steps_of(session, recording.id))[modality]


def test_a_finger_that_cannot_be_taken_needs_a_reason_and_a_witness(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+3", "Enter")
    assert page.focus_name().startswith("exception_choice_fingers")
    assert "Pilih dengan angka" in page.seen()

    page.press("4").type("jari putus").press("Tab").type("8").press("Enter")
    assert page.focus_name() == "exception_second"
    assert "Tulis siapa" in page.seen()
    page.type("Noh L.").press("Enter")

    recording = recording_of(called, "A004")
    taken = called.tell(lambda session: steps_of(session, recording.id))[Modality.FINGERS]
    assert (taken.state, taken.count, taken.reason, taken.second_person) == (
        ModalityState.EXCEPTED,
        8,
        "jari putus",
        "Noh L.",
    )
    assert page.focus_name() == "steps"


def test_the_witness_is_remembered_and_the_reason_chosen_by_a_digit(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+3", "2", "Tab").type("Noh L.").press("Enter")
    page.press("Alt+4", "1", "Enter")

    recording = recording_of(called, "A004")
    said = called.tell(lambda session: steps_of(session, recording.id))
    assert said[Modality.FINGERS].reason == "jari tidak lengkap"
    assert (said[Modality.IRISES].count, said[Modality.IRISES].second_person) == (1, "Noh L.")


@pytest.mark.parametrize("letter", _KEYS)
def test_the_reason_comes_first_and_each_printed_digit_picks_the_one_beside_it(
    called: World, page: RecordingPage, letter: str
) -> None:
    modality = _KEYS[letter]
    page.press("Enter").search("yuliana").press("Enter")
    for digit, word in enumerate(REASONS[modality], start=1):
        page.press(letter)
        assert not only_typed(str(digit))  # its cap asks to be pressed
        page.press(str(digit))
        if page.focus_name() != "exception_second":
            page.press("Tab")
        if not page.exception().second.text():
            page.type("Noh L.")
        page.press("Enter")
        assert taken(called, modality).reason == word


def test_the_digits_mean_a_count_only_in_the_box_of_the_count(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+3", "1", "1", "Tab").type("Noh L.").press(
        "Enter"
    )

    said = taken(called, Modality.FINGERS)
    assert (said.state, said.count, said.reason) == (ModalityState.EXCEPTED, 1, "luka atau perban")


@pytest.mark.parametrize("operator", [True, False])
def test_a_second_person_is_neither_who_records_nor_who_is_recorded(
    called: World, page: RecordingPage, *, operator: bool
) -> None:
    name = called.work.session.user.name.upper() if operator else "yuliana  TAMONOB contoh"
    page.press("Enter").search("yuliana").press("Enter", "Alt+4", "1", "Tab").type(name).press("Enter")

    assert page.focus_name() == "exception_second"
    assert "Harus orang lain" in page.seen()
    assert page.refused == []
    assert page.steps()[3] == "Iris: belum"


def test_no_reason_at_the_desk_names_an_illness() -> None:
    words = {word for each in REASONS.values() for word in each}

    assert not [word for word in words if "jiwa" in word or "gila" in word or "cacat" in word]
    assert as_read("gangguan jiwa") == "penyandang disabilitas"  # as an older journal keeps it


def test_the_fingers_that_lack_are_named_by_digits_and_count_the_others(
    called: World, page: RecordingPage
) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+3", "2", "Tab").type("Noh L.").press("Tab")
    assert page.focus_name() == "exception_fingers"
    assert "1–5 kanan, 6–0 kiri, dari ibu jari" in page.seen()
    page.type("0x7").press("2", "0", "0")  # a letter names none; the same digit takes its finger back
    assert page.fingers().text() == "270"
    assert "telunjuk kanan, telunjuk kiri, kelingking kiri" in page.seen()
    page.press("0", "Enter")

    said = taken(called, Modality.FINGERS)
    assert (said.count, said.fingers, said.second_person) == (8, (2, 7), "Noh L.")
    assert page.steps()[2] == "Sidik jari: dikecualikan, jari tidak lengkap, telunjuk kanan, telunjuk kiri"
    page.press("Alt+3")
    assert page.fingers().fingers() == (2, 7)


def test_nobody_needs_to_name_a_finger(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+3", "3", "Tab").type("Noh L.").press("Enter")

    said = taken(called, Modality.FINGERS)
    assert (said.count, said.fingers) == (9, ())
    page.press("Alt+4", "1")
    assert page.exception().fingers is None


def test_more_fingers_than_lack_are_refused_where_they_are_named(called: World, page: RecordingPage) -> None:
    page.press("Enter").search("yuliana").press("Enter", "Alt+3", "2", "Tab").type("Noh L.").press(
        "Tab", "2", "7"
    )
    count = page.exception().count
    assert count is not None
    count.set_value(9)
    page.press("Enter")

    assert page.focus_name() == "exception_fingers"
    assert "Lebih banyak dari yang belum terekam" in page.seen()
    assert page.steps()[2] == "Sidik jari: belum"
    assert page.refused == []
