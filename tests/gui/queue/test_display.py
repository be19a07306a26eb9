"""The number display: what the hall sees and hears, and that it never says a name."""

from __future__ import annotations

import io
import wave

import pytest
from PySide6.QtWidgets import QApplication

from ektp_desk.gui.queue.chime import RATE, Chime, chime_wav
from ektp_desk.gui.queue.display import DisplayWindow, HallBoard, second_screen
from ektp_desk.gui.queue.view import QueueView
from ektp_desk.usecases.queue.queries import Called, hall
from ektp_desk.usecases.recording.commands import WalkIn, identify_walk_in
from tests.gui.queue.page import QueuePage
from tests.gui.queue.stage import give, visit_of
from tests.gui.worlds import World

pytestmark = pytest.mark.gui


class Bell:
    """Counts how often it is rung."""

    def __init__(self) -> None:
        self.rung = 0

    def ring(self) -> None:
        self.rung += 1


def opened(world: World) -> tuple[QueuePage, HallBoard, Bell]:
    """Open the display by its key, with a bell that is heard by the test alone."""
    page, bell = QueuePage(world), Bell()
    page.presenter.display._chime = bell
    page.press("Ctrl+D", "Enter")
    world.settle()
    window = page.presenter.display.window()
    assert window is not None
    assert window.isVisible()
    return page, window.board, bell


def hero(board: HallBoard) -> tuple[str, str]:
    called = board.shown().hall.hero
    return (called.number, called.desk) if called else ("", "")


def test_the_hall_sees_the_called_number_and_hears_each_call(world: World) -> None:
    give(world, 3)
    page, board, bell = opened(world)
    assert (hero(board), bell.rung) == (("", ""), 0)
    page.press("Enter")
    world.settle()
    assert (hero(board), bell.rung) == (("A001", "A"), 1)
    page.press("Ctrl+R")
    world.settle()
    assert bell.rung == 2
    page.press("Ins", "F8")
    world.settle()
    assert (hero(board), bell.rung) == (("", ""), 2)
    assert board.shown().hall.earlier == ("A001",)


def test_a_second_desks_number_stands_beside_the_latest(world: World) -> None:
    give(world, 3)
    page, board, _bell = opened(world)
    page.press("Enter", "Ctrl+M", "Enter", "Enter")
    world.settle()
    assert hero(board) == ("A002", "B")
    assert [(each.number, each.desk) for each in board.shown().hall.at_desks] == [("A001", "A")]


def test_no_name_reaches_the_display(world: World) -> None:
    give(world, 1)
    visit = visit_of(world)
    said = WalkIn("Nama Rahasia", "P", birth="1990-01-01")
    world.tell(lambda session: identify_walk_in(session, f"{visit}:A001", said))
    page, board, _bell = opened(world)
    page.press("Enter")
    world.settle()
    assert hero(board) == ("A001", "A")
    assert set(Called.__struct_fields__) == {"number", "desk", "state", "calls"}
    assert "Rahasia" not in repr(world.tell(lambda session: hall(session, visit))) + board.accessibleName()


def test_the_bell_can_be_turned_off_and_the_display_closed(world: World) -> None:
    give(world, 2)
    page, _board, bell = opened(world)
    page.press("Ctrl+D", "b")
    assert page.button("display_chime").word() == "Bel saat memanggil: mati"
    page.press("Esc", "Enter")
    world.settle()
    assert bell.rung == 0
    page.press("Ctrl+D", "Enter")
    assert not page.presenter.display.is_open()


def test_the_bell_stays_off_over_a_restart(world: World) -> None:
    page, _board, bell = opened(world)
    page.press("Ctrl+D", "b", "Esc")
    kept = world.work.choices
    again = QueuePage(world)
    assert again.presenter._work.choices is kept
    again.press("Ctrl+D")
    assert again.button("display_chime").word() == "Bel saat memanggil: mati"
    again.press("b", "Esc")
    assert bell.rung == 0
    assert QueuePage(world).presenter.display.chimes


def test_the_keyboard_stays_at_the_desk(world: World) -> None:
    give(world, 1)
    page, _board, _bell = opened(world)
    assert page.focus() is page.view.search


def test_it_lies_over_the_desks_window_each_time_it_is_opened(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _board, _bell = opened(world)
    window, order = page.presenter.display.window(), list[str]()
    assert window is not None
    assert window.windowHandle().transientParent() is page.view.window().windowHandle()
    monkeypatch.setattr(QueueView, "activateWindow", lambda _self: order.append("desk"))
    monkeypatch.setattr(DisplayWindow, "raise_", lambda _self: order.append("display"))
    page.press("Ctrl+D", "Enter", "Ctrl+D", "Enter")
    assert (window.isVisible(), order) == (True, ["desk", "display"])


def test_the_second_screen_is_the_one_that_the_desk_is_not_on() -> None:
    here, there = QApplication.primaryScreen(), object()
    assert second_screen([here], here) is None
    assert second_screen([here, there], here) is there  # type: ignore[list-item]  # stands for a screen


def test_the_chime_is_a_sound_of_about_a_second() -> None:
    with wave.open(io.BytesIO(chime_wav())) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        assert 1 < file.getnframes() / RATE < 2


@pytest.mark.parametrize(("there", "options"), [({"aplay"}, ["-q"]), ({"aplay", "pw-play"}, [])])
def test_the_chime_is_played_by_what_the_system_has(there: set[str], options: list[str]) -> None:
    started: list[list[str]] = []

    def start(program: str, arguments: list[str]) -> bool:
        started.append([program, *arguments])
        return True

    chime = Chime(find=lambda name: name if name in there else None, start=start)
    chime.ring()
    chime.ring()
    (first, again) = started
    assert first == again
    assert first[1:-1] == options
    assert first[-1].endswith(".wav")


def test_without_any_player_the_machine_beeps(monkeypatch: pytest.MonkeyPatch) -> None:
    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    Chime(find=lambda _name: None).ring()
    assert beeps == [1]
