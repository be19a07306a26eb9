"""Holds a reading still, so that a test can look at it while it is under way."""

from __future__ import annotations

import threading

import pytest

from ektp_desk.usecases.lists import preview
from ektp_desk.usecases.lists.commands import import_list


def hold_at_first_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an import stand still after its first 500 rows until it is told to stop."""

    def held(*args: object, **named: object) -> object:
        step, stop, wait = named["step"], named["stop"], threading.Event()

        def stepped(rows: int) -> None:
            step(rows)  # type: ignore[operator]  # as the use case declares it
            for _hundredth in range(1_500):  # a test that fails must still end
                if stop():  # type: ignore[operator]  # as the use case declares it
                    break
                wait.wait(0.01)

        return import_list(*args, **{**named, "step": stepped})  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(preview, "import_list", held)
