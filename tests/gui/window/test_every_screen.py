"""Every scene, walked in each language: whole at each size and in both themes, and heard by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.gui.kit.tokens import px
from ektp_desk.gui.shell.frame import Shell
from ektp_desk.settings import Folders
from ektp_desk.words import SOURCE, speak
from tests.gui.desks import LARGE_TYPE, SMALL, USUAL, DeskPage, open_desk
from tests.gui.sight import (
    AIR,
    beyond,
    cut,
    fillers,
    misplaced,
    nameless,
    undressed,
    unexplained,
    unringed,
    wordless,
)
from tests.screens.scene import Scene
from tests.screens.scenes import SCENES
from tests.words.indonesian import indonesian

pytestmark = [pytest.mark.gui, pytest.mark.journey, pytest.mark.usefixtures("forked_child")]
_ROUNDED = 2  # px: a part that is split twice is rounded twice
FIRST = frozenset({scene.sheet: scene for scene in reversed(SCENES)}.values())  # one of each place
# From the sign-in to the closing. Beyond them stand papers, lists and people whose own words are Indonesian.
PLAIN = ("1-", "2-", "3-", "4-", "5-")
# Whose scenes all stand in it: one whose way leads elsewhere by now would draw that place a second time.
PLACE_OF = {
    "2-hari-ini": "today",
    "3-antrean": "queue",
    "4-perekaman": "recording",
    "4b-ambil": "recording",
    "5-tutup-hari": "closing",
    "6-laporan": "reports",
}
OF_NAMES = frozenset({"laporan", "yang", "dan"})  # a file, an address, a group
HAMLETS = ("Dusun Dua",)  # as people write it: a name, taken off whole


def name_of(scene: Scene) -> str:
    return f"{scene.sheet} {scene.name}"


@pytest.mark.parametrize("scene", SCENES, ids=name_of)
def test_a_scene_is_whole_in_both_languages_and_english_is_english(
    qtbot: QtBot, folders: Folders, scene: Scene, tmp_path: Path, indonesian_again: None
) -> None:
    """Begun in the smallest window and in the sun; each other look comes while it stands.

    The sun's lines take more room: what is whole in it is whole in the other theme, which is looked at where
    it alone has the wide form; of one of each place at each size. English comes last, with the largest
    letters: 1360 px are the narrowest at 20, as 1020 would be at 15.
    What was said once, such as a refusal, is not said again in another language: such a scene is begun anew.
    """
    with open_desk(qtbot, folders, sample=scene.sample, size=SMALL, theme="matahari") as page:
        scene.way(page)
        page.settle()
        assert PLACE_OF.get(scene.sheet, page.place) == page.place
        check(page, scene)
        if scene in FIRST:
            is_the_same_after(page, lambda: page.press("F11", "F11"))
            page.press("F11")  # the other theme; the next size comes in what was chosen last
            check(page, scene)
            for size in (USUAL, LARGE_TYPE):
                page.resize(*size)
                check(page, scene)
                page.press("F11")
                check(page, scene)
        else:
            for size, theme in ((USUAL, "terang"), (USUAL, "matahari"), (LARGE_TYPE, "matahari")):
                _turn_to(page, *size, theme=theme)
                check(page, scene)
        before = _standing(page)
        page.window.appearance.choose(language="en")
        page.settle()
        if is_same := _standing(page) == before:
            check_english(page, scene)
    if not is_same:
        speak("en")
        another = Folders(tmp_path / "again", tmp_path / "again_state")
        with open_desk(qtbot, another, sample=scene.sample, size=LARGE_TYPE) as page:
            scene.way(page)
            page.settle()
            check_english(page, scene)


@pytest.fixture
def indonesian_again() -> Iterator[None]:
    """Speak Indonesian afterwards."""
    yield
    speak(SOURCE)


def check_english(page: DeskPage, scene: Scene) -> None:
    check(page, scene)
    assert wordless(page.shown()) == []
    if scene.sheet.startswith(PLAIN):
        assert indonesian(_said(page), but=OF_NAMES) == set()
    if scene in FIRST:
        is_the_same_after(page, lambda: _small_letters_and_back(page))
        assert unringed(page.shown()) == []


def _standing(page: DeskPage) -> list[tuple[str, str]]:
    """What is seen, by class and name."""
    return [(type(w).__name__, w.objectName()) for w in page.shown()]


def _turn_to(page: DeskPage, width: int, height: int, letters: int, *, theme: str) -> None:
    """Build what stands once, in the look that it comes to; `resize` builds it for each step of the way."""
    with patch.object(Shell, "renew", lambda _shell: None):
        page.window.resize(width, height)
    page.window.appearance.choose(size=letters, theme=theme)
    page.window.appearance.fit()
    page.window.pages.renew()  # where the form alone is another
    page.settle()
    assert (page.window.width(), page.window.height()) == (width, height)


def _small_letters_and_back(page: DeskPage) -> None:
    page.resize(*USUAL)
    page.resize(*LARGE_TYPE)


def check(page: DeskPage, scene: Scene) -> None:
    shown = page.shown()
    needed = page.window.shell.room_needed() if page.window.shell else page.window.minimumSizeHint()
    assert needed.width() <= page.window.width()
    assert needed.height() <= page.window.height()
    said = "\n".join((page.words(), *(widget.accessibleName() for widget in shown)))
    assert not scene.sample or "CONTOH" in said or "SAMPLE" in said
    assert beyond(shown, page.window) == []
    assert cut(shown, air=px(AIR)) == []
    assert nameless(shown) == []
    assert undressed(shown) == []
    assert unexplained(shown) == []
    assert fillers(shown) == []
    assert misplaced(shown) == []


def is_the_same_after(page: DeskPage, away_and_back: Callable[[], object]) -> None:
    """Nothing may be forgotten where the look is read at the start, or where it changes."""
    begun, room = _dress(page), _rooms(page)
    away_and_back()
    assert _dress(page) == begun
    assert _others(room, _rooms(page)) == []


def _dress(page: DeskPage) -> list[tuple[str, str, str, int]]:
    """What each visible widget wears: class, name, style sheet, type size in px."""
    return [(type(w).__name__, w.objectName(), w.styleSheet(), w.font().pixelSize()) for w in page.shown()]


def _rooms(page: DeskPage) -> list[tuple[str, int, int]]:
    """The width and height in px of each visible widget."""
    return [(w.objectName() or type(w).__name__, w.width(), w.height()) for w in page.shown()]


def _others(before: list[tuple[str, int, int]], now: list[tuple[str, int, int]]) -> list[str]:
    """Name what has another size, but for what rounding gives to one or the other."""
    both = zip(before, now, strict=True)
    return [f"{a} {b}" for a, b in both if max(abs(a[1] - b[1]), abs(a[2] - b[2])) > _ROUNDED]


def _said(page: DeskPage) -> str:
    """What is read and heard, but for the sample's passphrase and the hamlets' names."""
    heard = (text for widget in page.shown() for text in (widget.accessibleName(), widget.toolTip()))
    said = "\n".join((page.words(), *heard))
    for name in (page.passphrase, *HAMLETS):
        said = said.replace(name, "")
    return said
