"""Completes the path of a list file while it is typed; folders are read on the store's thread."""

from __future__ import annotations

from datetime import datetime

import shiboken6
from PySide6.QtCore import QObject

from ektp_desk.gui.lists.load.choosing import FilePage
from ektp_desk.gui.lists.load.files import Found, complete
from ektp_desk.gui.lists.words import distance
from ektp_desk.gui.parts import Pick
from ektp_desk.gui.work import Work


class Completing(QObject):
    """Only the answer to the last question is shown."""

    def __init__(self, work: Work, page: FilePage) -> None:
        super().__init__(page)
        self._work, self._page = work, page
        self._asked = 0
        page.typed.connect(self.complete)
        page.chosen.connect(self._choose)

    def complete(self, text: str) -> None:
        """Offer what the typed path may become; for no text the newest lists at hand."""
        self._asked += 1
        mine = self._asked

        def offered(found: list[Found]) -> None:
            if mine == self._asked and shiboken6.isValid(self._page):
                self._page.offer([_pick(entry) for entry in found])

        self._work.ask(lambda _session: complete(text), offered)

    def forget(self) -> None:
        """Drop a question still under way: its answer would open over what came next."""
        self._asked += 1

    def _choose(self, path: str) -> None:
        self._page.set_path(path)
        if path.endswith("/"):
            self.complete(path)


def _pick(entry: Found) -> Pick:
    if entry.is_folder:
        return Pick(f"{entry.path}/", f"{entry.path.name}/", str(entry.path.parent))
    now = datetime.now(entry.changed.tzinfo).date()
    return Pick(str(entry.path), entry.path.name, str(entry.path.parent), distance(entry.changed.date(), now))
