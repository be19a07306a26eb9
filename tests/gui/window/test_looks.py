"""Another look while somebody works: at once, anywhere, with everything typed and chosen as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit import ActButton, Card, Field, ListTable
from ektp_desk.gui.kit.tokens import MATAHARI, TERANG, base, px, tokens
from ektp_desk.settings import Folders, ScreenChoice, read_screen
from ektp_desk.words import speak, spoken
from tests.gui.desks import SMALL, DeskPage, open_desk

pytestmark = [pytest.mark.gui, pytest.mark.journey]


def look() -> tuple[str, int]:
    return "matahari" if tokens() is MATAHARI else "terang", base()


def typed(page: DeskPage) -> dict[str, str]:
    edits = page.window.findChildren(QLineEdit)
    return {edit.objectName(): edit.text() for edit in edits if edit.text()}


def refused(page: DeskPage) -> set[str]:
    """The boxes that say what is wrong with them."""
    fields = page.window.findChildren(Field)
    return {field.edit.objectName() for field in fields if field.isVisible() and field.has_error()}


def toast(page: DeskPage) -> tuple[str, str]:
    """What it says and offers; nothing while it is away."""
    shown = {part.objectName(): part.accessibleName() for part in page.shown()}
    return shown.get("toast", ""), shown.get("toast_undo", "")


def places(page: DeskPage) -> dict[str, tuple[int, ...]]:
    """Where everything that is seen lies, by its name."""
    named = [
        widget for widget in page.shown() if widget.objectName() and isinstance(widget, ActButton | Card)
    ]
    return {widget.objectName(): geometry(page, widget) for widget in named}


def letters_of(page: DeskPage) -> set[int]:
    """The sizes in px of all words that are seen."""
    return {part.font().pixelSize() for part in page.shown() if isinstance(part, QLabel) and part.text()}


def geometry(page: DeskPage, widget: QWidget) -> tuple[int, ...]:
    at = widget.mapTo(page.window, widget.rect().topLeft())
    return at.x(), at.y(), widget.width(), widget.height()


def test_f11_turns_to_the_sun_and_back_where_it_began(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        before = places(page)

        page.press("F11")
        assert look() == ("matahari", 20)
        assert places(page) != before

        page.press("F11")
        assert look() == ("terang", 15)
        assert places(page) == before


def test_f11_at_the_sign_in_keeps_the_answer_and_the_passphrase(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("1").type("lima kata")
        page.press("F11")
        assert look()[0] == "matahari"
        assert page.focus() == "passphrase"
        assert page.window.sign_in.view.choice.value() == "right"
        assert typed(page)["passphrase"] == "lima kata"


def chosen(page: DeskPage) -> str:
    (table,) = [each for each in page.shown() if isinstance(each, ListTable)]
    return table.selected_key()


def test_f11_keeps_the_place_the_chosen_row_and_a_half_typed_field(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Down", "Down")
        row = chosen(page)
        page.press("Ctrl+Ins").type("12")
        before = typed(page)

        page.press("F11")

        assert page.place == "queue"
        assert chosen(page) == row
        assert typed(page) == before
        assert page.type("3").window.focusWidget() is not None
        assert "123" in typed(page).values()


def test_a_place_that_was_not_seen_meanwhile_takes_the_look_when_it_comes(
    qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F1", "F2")
        page.press("F11", "F1")
        in_the_sun, letters = places(page), letters_of(page)
        assert min(letters) == px(13)
    another = Folders(tmp_path / "lain", tmp_path / "keadaan")
    with open_desk(qtbot, another, theme="matahari") as page:
        page.sign_in().press("F1")
        assert places(page) == in_the_sun
        assert letters_of(page) == letters


def test_letters_step_up_and_down_to_where_they_began(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        before = places(page)
        for size in range(16, 21):
            page.press("Ctrl++")
            assert look() == ("terang", size)
        page.press(*["Ctrl++"] * 6)
        assert look() == ("terang", 30)
        page.press(*["Ctrl+-"] * 10)
        assert look() == ("terang", 15)
        assert places(page) == before


@pytest.mark.parametrize("place", ["sign_in", "queue", "today", "reports"])
def test_letters_twice_as_large_scroll_with_the_focus(qtbot: QtBot, folders: Folders, place: str) -> None:
    with open_desk(qtbot, folders) as page:
        if place != "sign_in":
            page.sign_in().press({"queue": "F2", "today": "F1", "reports": "F6"}[place])
        page.window.appearance.choose(size=30)
        page.settle()
        assert (base(), page.window.width(), page.window.height()) == (30, 1366, 698)
        shell, room = page.window.shell, page.window.pages.size()
        needed = shell.room_needed() if shell else page.window.sign_in.view.minimumSizeHint()
        assert needed.boundedTo(room) == needed
        stops = [part for part in page.shown() if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert len(stops) > 4
        for stop in stops:
            stop.setFocus()
            seen = stop.visibleRegion().boundingRect().size()
            most = stop.size().boundedTo(page.window.size())
            assert (seen * 1.1).boundedTo(most) == most, stop.objectName()


def test_letters_give_way_to_a_smaller_window_and_come_back(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F11")
        page.window.resize(*SMALL[:2])
        page.settle()
        assert look() == ("matahari", 15)
        assert (page.window.width(), page.window.height()) == SMALL[:2]
        page.window.resize(1366, 698)
        page.settle()
        assert look() == ("matahari", 20)


def test_a_choice_is_remembered_by_the_laptop(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("F11", "Ctrl++")
    assert read_screen(folders.screen) == ScreenChoice("matahari", 16, "id")


def test_no_sheet_lies_over_the_whole_application(qtbot: QtBot, folders: Folders) -> None:
    """A change of it takes 700 ms for a day's places, whatever stands in it."""
    with open_desk(qtbot, folders) as page:
        page.sign_in()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        assert app.styleSheet() == ""
        assert tokens() is TERANG
        assert px(15) == 15


def test_the_page_of_the_look_opens_over_anything_and_gives_the_focus_back(
    qtbot: QtBot, folders: Folders
) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("1").type("lima").press("Shift+F11")
        assert page.focus() == "theme_terang"
        page.press("Esc").type(" kata")
        assert typed(page)["passphrase"] == "lima kata"

        page.press("Ctrl+A").type(page.passphrase).press("Return", "Shift+F11", "F11")
        assert page.labels()["type_size"] == "15"
        assert look() == ("matahari", 20)
        page.press("Ctrl+-", "Ctrl++", "Return")
        assert page.place == "queue"
        assert page.focus() == "queue_search"


def test_another_language_is_spoken_at_once_at_the_same_place(
    qtbot: QtBot, folders: Folders, english: None
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("F1", "Shift+F11", "B")
        assert page.focus() == "language_en"
        assert spoken() == "en"
        page.press("Return")
        assert page.place == "today"
        assert "Today (F1)" in [widget.accessibleName() for widget in page.shown()]
        assert page.window.workplace is not None
        assert page.window.workplace.work.session.user.name.startswith("Maria")
        page.press("F12")
        assert page.place == "sign_in"
        assert read_screen(folders.screen).language == "en"


def test_another_language_at_the_sign_in_keeps_the_answer_and_the_passphrase(
    qtbot: QtBot, folders: Folders, english: None
) -> None:
    with open_desk(qtbot, folders) as page:
        page.press("1").type(page.passphrase).press("Shift+F11", "B", "Return")
        assert page.window.sign_in.view.choice.value() == "right"
        page.press("Return")
        assert page.place == "queue"


def test_another_language_keeps_the_chosen_row_the_open_panel_and_what_is_typed(
    qtbot: QtBot, folders: Folders, english: None
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Ins", "Home", "Down")
        assert toast(page) == ("Nomor A146 diberikan", "Batalkan (Ctrl+Z)")
        row = chosen(page)
        page.press("Ctrl+Ins").type("250").press("Return")
        assert refused(page) == {"many_count"}
        page.press("F11")
        assert refused(page) == {"many_count"}  # to be read in the sun
        page.type("12")
        assert refused(page) == set()
        before, held = typed(page), page.focus()

        page.press("Shift+F11", "B", "Return")

        assert spoken() == "en"
        assert "Many numbers" in page.words()
        assert toast(page) == ("Number A146 given", "Undo (Ctrl+Z)")
        assert (chosen(page), typed(page), page.focus()) == (row, before, held)
        assert page.type("3").place == "queue"
        assert "123" in typed(page).values()


def test_a_place_behind_speaks_the_other_language_when_it_comes_and_keeps_what_was_chosen(
    qtbot: QtBot, folders: Folders, english: None
) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Down", "Down")
        row = chosen(page)
        page.press("F1", "Shift+F11", "B", "Return", "F2")
        assert "waiting" in page.words()
        assert chosen(page) == row


@pytest.fixture
def english() -> Iterator[None]:
    """Speak Indonesian again afterwards."""
    yield
    speak("id")


def test_the_choices_end_at_one_line_whatever_key_stands_behind_them(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders, size=SMALL) as page:
        page.sign_in().press("Shift+F11")
        named = ("theme", "language", "letters")
        choices = [part for part in page.shown() if part.objectName() in named]
        ends = {geometry(page, part)[0] + part.width() for part in choices}
        assert (len(choices), len(ends)) == (3, 1)


def test_letters_act_with_alt_alone_where_that_is_chosen(qtbot: QtBot, folders: Folders) -> None:
    with open_desk(qtbot, folders) as page:
        page.sign_in().press("Shift+F11", "H")
        assert read_screen(folders.screen).alt
        page.press("B")
        assert spoken() == "id"  # a letter alone does nothing, wherever it did
        page.press("Return", "F1")
        assert named(page, "close_day") == "Tutup hari… (Alt+H)"
        page.press("H")
        assert page.place == "today"
        page.press("Alt+H")
        assert page.place == "closing"
        page.press("Shift+F11", "Alt+H", "Return", "F1", "H")
        assert page.place == "closing"
        assert not read_screen(folders.screen).alt


def named(page: DeskPage, button: str) -> str:
    return next(part.accessibleName() for part in page.shown() if part.objectName() == button)
