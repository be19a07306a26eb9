"""Rings on this machine: by Windows itself, by whatever player the system has, else by the plain beep."""

from __future__ import annotations

import io
import math
import shutil
import sys
import wave
from array import array
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QObject, QProcess, QTemporaryFile
from PySide6.QtWidgets import QApplication

RATE = 22_050  # samples a second
_TONES = ((0.0, 784.0), (0.38, 622.0))  # begins after so many seconds, Hz: a third down, as doorbells have it
_LENGTH = 1.4  # seconds
_FADE = 3.2  # how fast a tone dies away, a second
_LOUD = 0.42  # of what the samples can hold, each tone


@cache
def chime_wav() -> bytes:
    """The chime as a WAV file: one channel, 16 bits, `RATE` samples a second."""
    samples = [0.0] * int(RATE * _LENGTH)
    for begins, pitch in _TONES:
        start = int(begins * RATE)
        for at in range(start, len(samples)):
            past = (at - start) / RATE
            attack = min(1.0, past / 0.008)  # without it the tone begins with a click
            samples[at] += _LOUD * attack * math.exp(-_FADE * past) * math.sin(math.tau * pitch * past)
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(array("h", (round(32_767 * sample) for sample in samples)).tobytes())
    return held.getvalue()


_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"))


class Chime(QObject):
    """Fits the port `Bell`: never raises and never waits for the sound to end.

    `find` gives where a program lies, None where it does not; `start` begins one and tells whether it did.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        find: Callable[[str], str | None] = shutil.which,
        start: Callable[[str, list[str]], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._find, self._start = find, start or _start
        self._file: QTemporaryFile | None = None  # gone with this object

    def ring(self) -> None:
        path = self._written()
        if not path or not (_by_windows(path) if sys.platform == "win32" else self._by_player(path)):
            QApplication.beep()

    def _by_player(self, path: str) -> bool:
        for player, *options in _PLAYERS:
            found = self._find(player)
            if found and self._start(found, [*options, path]):
                return True
        return False

    def _written(self) -> str:
        """The path of a file with the sound, empty where none can be written."""
        if self._file is None:
            file = QTemporaryFile(self)
            file.setFileTemplate(f"{file.fileTemplate()}.wav")
            if not file.open():
                return ""
            file.write(chime_wav())
            file.close()
            self._file = file
        return self._file.fileName()


def _start(program: str, arguments: list[str]) -> bool:
    started, _process = QProcess.startDetached(program, arguments, "")
    return bool(started)


def _by_windows(path: str) -> bool:
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415  only Windows has it

        try:
            winsound.PlaySound(path, winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        except RuntimeError:
            return False
        return True
    return False
