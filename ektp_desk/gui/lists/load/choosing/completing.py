"""Completes the path of a list file while it is typed; folders are read on the store's thread."""

from __future__ import annotations

from datetime import datetime

import shiboken6
from PySide6.QtCore import QObject

from ektp_desk.gui.lists.load.choosing.files import Found, complete, newest
from ektp_desk.gui.lists.load.choosing.page import FilePage
from ektp_desk.gui.lists.words import distance
from ektp_desk.gui.parts import Pick
from ektp_desk.gui.work import Work
from ektp_desk.words import _

_WHOLE = "folder:"  # no path of a folder begins so


class Completing(QObject):
    """Only the answer to the last question is shown."""

    def __init__(self, work: Work, page: FilePage) -> None:
        super().__init__(page)
        self._work, self._page = work, page
        self._asked = 0
        page.typed.connect(self.complete)
        page.chosen.connect(self._choose)

    def begin(self) -> None:
        """Show the newest lists at hand."""
        self._work.ask(lambda _session: newest(), self._offer_files)

    def complete(self, text: str) -> None:
        """Offer what the typed path may become; an empty field offers nothing."""
        self._asked += 1
        mine = self._asked

        def offered(found: list[Found]) -> None:
            if mine == self._asked and shiboken6.isValid(self._page):
                self._page.offer([*_whole_folder(text, found), *map(_pick, found)])

        self._work.ask(lambda _session: complete(text) if text.strip() else [], offered)

    def forget(self) -> None:
        """Drop a question still under way: its answer would open over what came next."""
        self._asked += 1

    def _offer_files(self, found: list[Found]) -> None:
        if shiboken6.isValid(self._page):
            self._page.files.show_files(found)

    def _choose(self, path: str) -> None:
        self._page.set_path(path.removeprefix(_WHOLE))
        if path.startswith(_WHOLE):
            self._page.check_asked.emit()
        elif path.endswith("/"):
            self.complete(path)


def _whole_folder(text: str, found: list[Found]) -> list[Pick]:
    """Offer to open a folder that holds several lists, so that they can be marked."""
    several = sum(not entry.is_folder for entry in found) > 1
    if not several or not text.endswith("/"):
        return []
    return [Pick(f"{_WHOLE}{text}", _("Buka folder ini"), _("tandai yang menjadi satu daftar"))]


def _pick(entry: Found) -> Pick:
    if entry.is_folder:
        return Pick(f"{entry.path}/", f"{entry.path.name}/", str(entry.path.parent))
    now = datetime.now(entry.changed.tzinfo).date()
    return Pick(str(entry.path), entry.path.name, str(entry.path.parent), distance(entry.changed.date(), now))
