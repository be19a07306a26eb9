"""An import that stands still after its first rows; loaded where lists are checked, so it knows no Qt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from ektp_desk.usecases.lists.commands import import_list


def _never() -> bool:
    return False


def held(*args: Any, step: Callable[[int], None], stop: Callable[[], bool] = _never, **named: Any) -> object:
    """Import, and wait after the first step until it is told to stop, or the process is ended."""
    wait = threading.Event()

    def stepped(rows: int) -> None:
        step(rows)
        for _hundredth in range(1_500):  # a test that fails must still end
            if stop():
                break
            wait.wait(0.01)

    return import_list(*args, step=stepped, stop=stop, **named)
