"""Walks the first scene of each sheet on a screen that the system enlarges, and says what is cut there.

A scaling holds for a whole process: `test_scalings` starts this with one, on a screen of its own. Arguments
name sheets; `all` walks every scene, and `move` moves the window to the second of two screens and back.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QRect
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from ektp_desk.gui.kit.buttons import ActButton
from ektp_desk.gui.kit.tokens import base, px
from ektp_desk.gui.shell.placement import show_whole
from ektp_desk.settings import Folders
from tests.gui.desks import DeskPage, open_desk
from tests.gui.patience import Patience
from tests.screens.scenes import SCENES


def main(asked: list[str]) -> None:
    """Write a line for each scene: how the window lies, and what is cut."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    if asked == ["move"]:
        with _opened(sample=True) as page:
            _move(page, app.screens())
        return
    first = {scene.sheet: scene for scene in reversed(SCENES)}
    for scene in SCENES if asked == ["all"] else [first[sheet] for sheet in asked or first]:
        with _opened(sample=scene.sample) as page:
            scene.way(page)
            page.settle()
            cut = [_told(page, part) for part in page.shown() if _is_cut(page, part)]
            _say(page, f"{scene.sheet} {scene.name}", cut=cut, tight=_is_tight(page))


@contextmanager
def _opened(*, sample: bool) -> Iterator[DeskPage]:
    with TemporaryDirectory() as folder:
        os.environ["EKTP_DESK_STATE"] = f"{folder}/state"
        folders = Folders(Path(folder) / "data", Path(folder) / "state")
        with open_desk(Patience(), folders, sample=sample) as page:
            show_whole(page.window)
            page.settle()
            yield page


def _move(page: DeskPage, screens: list[QScreen]) -> None:
    page.sign_in()
    window, (first, second) = page.window, screens
    window.showNormal()

    def has_come(screen: QScreen) -> bool:
        return window.screen() is screen and base() == window.appearance.fits()

    for screen in (second, first):
        free = screen.availableGeometry()
        window.move(free.topLeft())
        Patience().waitUntil(partial(has_come, screen))
        _say(page, f"moved to {screen.name()}")
        window.move(free.center())
        screen.availableGeometryChanged.emit(free)  # as when the system enlarges more than before
        page.settle()
        _say(page, f"another scaling on {screen.name()}")


def _say(page: DeskPage, what: str, **more: object) -> None:
    seen = {
        "scene": what,
        "window": page.window.frameGeometry().getRect(),
        "screen": page.window.screen().availableGeometry().getRect(),
        "ratio": page.window.devicePixelRatioF(),
        "letters": base(),
    }
    sys.stdout.write(f"{json.dumps(seen | more)}\n")
    sys.stdout.flush()


def _is_tight(page: DeskPage) -> bool:
    """Whether the place that is shown needs more than the window has."""
    shell = page.window.shell
    needed = shell.room_needed() if shell else page.window.minimumSizeHint()
    return needed.boundedTo(page.window.size()) != needed


def _is_cut(page: DeskPage, part: QWidget) -> bool:
    """Whether what is pressed or typed into is not whole: squeezed, below something, or beyond the window."""
    if not isinstance(part, QAbstractButton | QLineEdit) or _scrolls(part):
        return False
    whole = part.visibleRegion().boundingRect() == part.rect()
    return not whole or not _is_within(page, part) or (isinstance(part, ActButton) and _is_squeezed(part))


def _is_squeezed(button: ActButton) -> bool:
    """Whether not even its short word has the room; drawn without its whole word, a button tells its name."""
    button.grab()
    least = button.minimumSizeHint()
    spare = px(8)  # beside a key a button asks for so much more than it draws
    narrow = button.toolTip() == button.accessibleName() and button.width() < least.width() - spare
    return narrow or button.height() < button.fontMetrics().height() + px(8)


def _scrolls(part: QWidget) -> bool:
    above = part.parentWidget()
    while above is not None and above.objectName() != "qt_scrollarea_viewport":
        above = above.parentWidget()
    return above is not None


def _place(page: DeskPage, part: QWidget) -> QRect:
    return part.rect().translated(part.mapTo(page.window, part.rect().topLeft()))


def _is_within(page: DeskPage, part: QWidget) -> bool:
    return page.window.rect().contains(_place(page, part))


def _told(page: DeskPage, part: QWidget) -> str:
    return f"{part.objectName() or part.accessibleName()} {_place(page, part).getRect()}"


if __name__ == "__main__":
    main(sys.argv[1:])
