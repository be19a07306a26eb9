"""The real window as a process of its own, driven by key events and killed like a power cut."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ektp_desk.domain.errors import EktpError
from ektp_desk.settings import RESOURCES

UNSEEN = f"offscreen:configfile={RESOURCES / 'rehearsal' / 'screen.json'}"
_PATIENCE = 60  # seconds for one answer: slow disks derive a key and open a store in one of these


class WindowProcess:
    """`ektp-desk` on a data folder, offscreen, listening for keys on a pipe."""

    def __init__(self, data: Path, *, environment: Mapping[str, str] | None = None) -> None:
        self._data = data
        self._environment = {**os.environ, "QT_QPA_PLATFORM": UNSEEN, **(environment or {})}

    def __enter__(self) -> Self:
        keys, self._keys = os.pipe()
        self._process = self._start(["--data", str(self._data), "--keys-fd", str(keys)], keys)
        os.close(keys)
        self.seen: dict[str, Any] = {}
        return self

    def _start(self, line: list[str], keys: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  this program itself
            [sys.executable, "-m", "ektp_desk", *line],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what went wrong stands in the log
            pass_fds=(keys,),
            env=self._environment,
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            os.close(self._keys)
        if self._process.poll() is None and kind is not None:
            self._process.kill()
        self._process.wait(_PATIENCE)
        if self._process.stdout:
            self._process.stdout.read()  # until whoever took the place of a locked window has ended as well
            self._process.stdout.close()

    def press(self, *keys: str) -> dict[str, Any]:
        """Press keys one after another; give what is seen when all is still."""
        for key in keys:
            self._tell({"key": key})
        return self.seen

    def type(self, text: str) -> dict[str, Any]:
        """Type text where the focus is."""
        return self._tell({"text": text})

    def look(self) -> dict[str, Any]:
        """See what is shown."""
        return self._tell({"ask": True})

    def die_at(self, points: int) -> None:
        """Let the process kill itself at the n-th place between two writes from now."""
        self._tell({"die_at": points})

    def sign_in(self, passphrase: str) -> dict[str, Any]:
        """Answer for the day, type the passphrase, go in."""
        self.look()
        self.press("1")
        self.type(passphrase)
        return self.press("Return")

    def kill(self) -> None:
        """End the process by SIGKILL: nothing of it runs any more."""
        self._process.kill()
        self._process.wait(_PATIENCE)

    @property
    def was_killed(self) -> bool:
        """Whether the process ended by SIGKILL."""
        return self._process.poll() == -signal.SIGKILL

    def _tell(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdout is not None
        try:
            os.write(self._keys, json.dumps(order).encode() + b"\n")
            line = self._process.stdout.readline()
        except OSError:
            line = b""
        if not line:
            self._process.wait(_PATIENCE)
            raise EktpError("rehearsal.window_gone")
        self.seen = json.loads(line)
        return self.seen
