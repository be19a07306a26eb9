"""Loads the screens behind the sign-in while somebody types: a piece in each turn of the window's thread.

All at once held the window half a second; a piece takes well under the 100 ms that a key may wait.
"""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

from ektp_desk.gui.kit.icons import load_icons

_PIECES = (
    "ektp_desk.gui.kit",
    "ektp_desk.usecases.shapes",
    "ektp_desk.domain.paper.figures",
    "ektp_desk.words.acts",
    "ektp_desk.usecases.people.timeline",
    "ektp_desk.usecases.visits.today",
    "ektp_desk.gui.today.presenter",
    "ektp_desk.gui.queue.presenter",
    "ektp_desk.gui.recording.presenter",
    "ektp_desk.gui.people.presenter",
    "ektp_desk.gui.decisions.presenter",
    "ektp_desk.gui.reports.preview",
    "ektp_desk.gui.reports.presenter",
    "ektp_desk.usecases.lists.commands",
    "ektp_desk.gui.lists.loading",
    "ektp_desk.gui.visits.presenter",
    "ektp_desk.gui.closing.presenter",
    "ektp_desk.gui.admin.presenter",
    "ektp_desk.gui.shell.workplace",
)


class ScreenLoading(QObject):
    """Begins `after` ms from now; who signs in before it is done waits only for what is missing."""

    done = Signal()

    def __init__(self, parent: QObject, *, after: int) -> None:
        super().__init__(parent)
        self._left = list(_PIECES)
        self._turn = QTimer(self, singleShot=True, interval=after)
        self._turn.timeout.connect(self._load_next)
        self._turn.start()

    @property
    def left(self) -> tuple[str, ...]:
        return tuple(self._left)

    def _load_next(self) -> None:
        if len(self._left) == len(_PIECES):
            load_icons()
        import_module(self._left.pop(0))
        if self._left:
            self._turn.start(0)
        else:
            self.done.emit()
