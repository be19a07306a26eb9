"""Looks through the memory for what nobody uses any more while nobody presses a key.

Python does it by itself whenever much was made: 65 to 99 ms once all screens are open, in the middle of
whatever act made the last of it, which then held its key longer than a key may wait.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_REST = 3000  # ms without a key or the mouse
_DUE = 5  # looks at what is young since the last whole one: some 35,000 things made
_THRESHOLDS = (700, 10, 1000)  # Python's own, but for the whole look


class Tidying(QObject):
    """`touched` says that somebody is at work; the look comes when that was a while ago, and is due."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._tidy)

    def touched(self) -> None:
        """Wait from now on."""
        self._rest.start()

    def _tidy(self) -> None:
        if gc.get_count()[2] >= _DUE:
            gc.collect()


def collect_from_now() -> None:
    """Let memory be given back, once all screens are loaded: their code stays, and is looked at no more."""
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()
