"""Every screen, in every scene and theme: fits both sizes, speaks to the ear, looks nowhere like plain Qt."""

from __future__ import annotations

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


@pytest.mark.parametrize("size", [SMALL, LARGE_TYPE], ids=["1024x560", "1360x690 at 20 px"])
@pytest.mark.parametrize("scene", SCENES, ids=name_of)
def test_a_scene_fits_and_what_can_be_touched_has_a_name(
    qtbot: QtBot, folders: Folders, scene: Scene, size: tuple[int, int, int]
) -> None:
    with open_desk(qtbot, folders, sample=scene.sample, size=size) as page:
        scene.way(page)
        page.settle()
        assert (page.window.width(), page.window.height()) == size[:2]
        _check(page, scene)

        page.press("F11")  # the sun, as it is chosen: while the screen stands
        _check(page, scene)

        if size is SMALL:  # the usual window without a start anew; in the sun its letters grow with it
            page.window.resize(*USUAL[:2])
            page.settle()
            _check(page, scene)
            page.press("F11")
            _check(page, scene)


FIRST = list({scene.sheet: scene for scene in reversed(SCENES)}.values())  # one of each place


@pytest.mark.parametrize("scene", FIRST, ids=name_of)
def test_a_place_is_the_same_when_the_window_begins_in_the_sun(
    qtbot: QtBot, folders: Folders, scene: Scene
) -> None:
    """Nothing that F11 changes may be forgotten where the choice is read at the start, or the other way."""
    with open_desk(qtbot, folders, sample=scene.sample, size=SMALL, theme="matahari") as page:
        scene.way(page)
        page.settle()
        _check(page, scene)
        begun = _dress(page)
        page.press("F11", "F11")
        assert _dress(page) == begun


def _dress(page: DeskPage) -> list[tuple[str, str, str, int]]:
    """Give what each visible widget wears: class, name, style sheet, type size in px."""
    return [(type(w).__name__, w.objectName(), w.styleSheet(), w.font().pixelSize()) for w in page.shown()]


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
