"""The screens in English: no wider than in Indonesian, and no sentence was left behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ektp_desk.settings import Folders
from ektp_desk.words import SOURCE, speak
from tests.gui.desks import LARGE_TYPE, DeskPage, open_desk
from tests.gui.window.test_every_screen import beyond, name_of
from tests.screens.scene import Scene
from tests.screens.scenes import SCENES
from tests.words.indonesian import indonesian

pytestmark = [pytest.mark.gui, pytest.mark.journey]
# From the sign-in to the closing. Beyond them stand papers, lists and people whose own words are Indonesian.
PLAIN = ("1-", "2-", "3-", "4-", "5-")
OF_NAMES = frozenset({"laporan", "yang", "dan"})  # a file, an address, a group
HAMLETS = ("Dusun Dua",)  # as people write it: a name, taken off whole


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak(SOURCE)


@pytest.mark.parametrize("scene", SCENES, ids=name_of)
def test_a_scene_fits_in_english_and_is_english(qtbot: QtBot, folders: Folders, scene: Scene) -> None:
    """Twenty pixels are the narrowest: 1360 wide is 1020 at fifteen."""
    with open_desk(qtbot, folders, sample=scene.sample, size=LARGE_TYPE) as page:
        scene.way(page)
        page.settle()
        needed = page.window.shell.room_needed() if page.window.shell else page.window.minimumSizeHint()
        assert needed.width() <= page.window.width()
        assert needed.height() <= page.window.height()
        assert beyond(page) == []
        if scene.sheet.startswith(PLAIN):
            assert indonesian(_said(page), but=OF_NAMES) == set()


def _said(page: DeskPage) -> str:
    """Give what is read and heard, but for the sample's passphrase and the hamlets' names."""
    heard = (text for widget in page.shown() for text in (widget.accessibleName(), widget.toolTip()))
    said = "\n".join((page.words(), *heard))
    for name in (page.passphrase, *HAMLETS):
        said = said.replace(name, "")
    return said
