"""Every screen, in every scene and theme: fits both sizes, speaks to the ear, looks nowhere like plain Qt."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from tests.gui.desks import LARGE_TYPE, SMALL, USUAL, DeskPage, open_desk
from tests.screens.scene import Scene
from tests.screens.scenes import SCENES

pytestmark = [pytest.mark.gui, pytest.mark.journey]
_ROUNDED = 2  # px: a part that is split twice is rounded twice
TOUCHED = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)


def name_of(scene: Scene) -> str:
    return f"{scene.sheet} {scene.name}"


def beyond(page: DeskPage) -> list[str]:
    """Name what a person would have to guess: visible widgets that end outside the window."""
    whole = page.window.rect()
    found = []
    for widget in page.shown():
        place = widget.rect().translated(widget.mapTo(page.window, widget.rect().topLeft()))
        is_touched = isinstance(widget, QAbstractButton | QLineEdit) and not _scrolls(widget, page.window)
        if is_touched and not whole.contains(place):
            found.append(f"{widget.objectName() or widget.accessibleName()} {place.getRect()}")
    return found


def _scrolls(widget: QWidget, window: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QAbstractItemView) or above.objectName() == "qt_scrollarea_viewport":
            return True
        above = above.parentWidget()
    return False


@pytest.mark.parametrize("scene", SCENES, ids=name_of)
def test_a_scene_fits_and_what_can_be_touched_has_a_name(
    qtbot: QtBot, folders: Folders, scene: Scene
) -> None:
    """At every size and in both themes, changed while it stands; `test_in_english` begins at 20 px."""
    with open_desk(qtbot, folders, sample=scene.sample, size=SMALL) as page:
        scene.way(page)
        page.settle()
        _check(page, scene)
        for size in (SMALL, USUAL, LARGE_TYPE):
            page.resize(*size)
            _check(page, scene)
            page.press("F11")  # the sun, as it is chosen; the next size comes in what was chosen last
            _check(page, scene)


FIRST = list({scene.sheet: scene for scene in reversed(SCENES)}.values())  # one of each place


def _sun_and_back(page: DeskPage) -> None:
    page.press("F11", "F11")


def _small_letters_and_back(page: DeskPage) -> None:
    page.resize(*USUAL)
    page.resize(*LARGE_TYPE)


@pytest.mark.parametrize(
    ("theme", "size", "away_and_back"),
    [("matahari", SMALL, _sun_and_back), ("terang", LARGE_TYPE, _small_letters_and_back)],
    ids=["in the sun", "with large letters"],
)
@pytest.mark.parametrize("scene", FIRST, ids=name_of)
def test_a_place_that_begins_so_is_the_same_as_one_that_becomes_so(
    qtbot: QtBot,
    folders: Folders,
    scene: Scene,
    theme: str,
    size: tuple[int, int, int],
    away_and_back: Callable[[DeskPage], None],
) -> None:
    """Nothing may be forgotten where the look is read at the start, or where it changes."""
    with open_desk(qtbot, folders, sample=scene.sample, size=size, theme=theme) as page:
        scene.way(page)
        page.settle()
        _check(page, scene)
        begun, room = _dress(page), _rooms(page)
        away_and_back(page)
        assert _dress(page) == begun
        assert _others(room, _rooms(page)) == []


def _dress(page: DeskPage) -> list[tuple[str, str, str, int]]:
    """Give what each visible widget wears: class, name, style sheet, type size in px."""
    return [(type(w).__name__, w.objectName(), w.styleSheet(), w.font().pixelSize()) for w in page.shown()]


def _rooms(page: DeskPage) -> list[tuple[str, int, int]]:
    """Give the width and height in px of each visible widget."""
    return [(w.objectName() or type(w).__name__, w.width(), w.height()) for w in page.shown()]


def _others(before: list[tuple[str, int, int]], now: list[tuple[str, int, int]]) -> list[str]:
    """Name what has another size, but for what rounding gives to one or the other."""
    both = zip(before, now, strict=True)
    return [f"{a} {b}" for a, b in both if max(abs(a[1] - b[1]), abs(a[2] - b[2])) > _ROUNDED]


def _check(page: DeskPage, scene: Scene) -> None:
    needed = page.window.shell.room_needed() if page.window.shell else page.window.minimumSizeHint()
    assert needed.width() <= page.window.width()
    assert needed.height() <= page.window.height()
    assert beyond(page) == []
    said = [widget.accessibleName() for widget in page.shown()]
    assert not scene.sample or "CONTOH" in page.words() or any("CONTOH" in name for name in said)
    assert nameless(page) == []
    assert undressed(page) == []


def nameless(page: DeskPage) -> list[str]:
    """Name what a blind person would have to guess: what can be reached and says nothing of itself."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in page.shown()
        if isinstance(widget, TOUCHED) and not widget.accessibleName() and _can_be_reached(widget)
    ]


def undressed(page: DeskPage) -> list[str]:
    """Name what would be seen as Qt draws it."""
    own = (QScrollBar, QMenu, QPlainTextEdit, QProgressBar)
    return [repr(part) for part in page.shown() if isinstance(part, own) and part.property("part") is None]


def _can_be_reached(widget: QWidget) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
