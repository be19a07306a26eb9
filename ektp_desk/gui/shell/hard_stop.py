"""The mark that a window is at work; found at a start it tells of a hard stop, and what that left."""

from __future__ import annotations

import faulthandler
import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from PySide6.QtCore import QObject

from ektp_desk.domain.errors import EktpError
from ektp_desk.gui.shell.window import Window, window_of
from ektp_desk.logs import place_of
from ektp_desk.settings import private_opener
from ektp_desk.words import _
from ektp_desk.words.dates import clock, plain_date

_PLACE = re.compile(r'\s*File "(?P<file>[^"]+)", line (?P<line>\d+) in (?P<name>\S+)')
_KIND = re.compile(r"(?:Fatal Python error|Windows fatal exception): (?P<kind>[A-Za-z ]+)")
_MOST_READ = 64 * 1024  # bytes of a fault file; places of thirty threads need less


@dataclass(frozen=True, slots=True)
class Stopped:
    """A window ended without an end: when it was last seen alive, and where the interpreter died."""

    at: datetime | None  # None: the mark was torn as well
    fault: tuple[str, ...] = ()  # "Segmentation fault", "gui/work.py:61 after"


class RunningMark:
    """Lies in the state folder while the window runs. A disk that refuses it is no reason not to work."""

    def __init__(self, mark: Path, fault: Path) -> None:
        self._mark, self._fault = mark, fault
        self._file: IO[str] | None = None
        self._is_set = False

    def begin(self, now: datetime) -> Stopped | None:
        """Set the mark; give what a mark that was still there tells. The folder is this process's by now."""
        found = self._read()
        self._is_set = True
        self.beat(now)
        with suppress(OSError):
            self._file = open(self._fault, "w", encoding="utf-8", opener=private_opener)  # noqa: SIM115  `end` closes it
            faulthandler.enable(self._file, all_threads=True)
        return found

    def beat(self, now: datetime) -> None:
        if not self._is_set:
            return
        with suppress(OSError):
            new = self._mark.with_name(f"{self._mark.name}.new")
            with open(new, "w", encoding="utf-8", opener=private_opener) as file:
                json.dump({"seen": now.isoformat(timespec="seconds")}, file)
            os.replace(new, self._mark)

    def end(self) -> None:
        """Take the mark away: what follows is no stop. Another's that comes later stays."""
        if not self._is_set:
            return
        self._is_set = False
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
        for path in (self._fault, self._mark):
            with suppress(OSError):
                path.unlink()

    def _read(self) -> Stopped | None:
        try:
            text = self._mark.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            return Stopped(None, self._places())
        try:
            at = datetime.fromisoformat(json.loads(text)["seen"])
        except (ValueError, TypeError, KeyError):
            at = None
        return Stopped(at if at is not None and at.tzinfo is not None else None, self._places())

    def _places(self) -> tuple[str, ...]:
        """Read of a fault only what the report may say: its kind, files without folders, lines, functions."""
        try:
            with self._fault.open(encoding="utf-8", errors="replace") as file:
                lines = file.read(_MOST_READ).splitlines()
        except OSError:
            return ()
        found = []
        for line in lines:
            if kind := _KIND.match(line):
                found.append(kind["kind"].strip())
            elif place := _PLACE.match(line):
                found.append(f"{place_of(place['file'])}:{place['line']} {place['name']}")
        return tuple(found)


def stop_words(stopped: Stopped, now: datetime) -> str:
    if stopped.at is None:
        return _("Program berhenti mendadak.")
    at = stopped.at.astimezone(now.tzinfo)
    if at.date() == now.date():
        return _("Program berhenti mendadak hari ini pukul {time}.").format(time=clock(at))
    if at.date() == now.date() - timedelta(days=1):
        return _("Program berhenti mendadak kemarin pukul {time}.").format(time=clock(at))
    day = plain_date(at.date())
    return _("Program berhenti mendadak {day} pukul {time}.").format(day=day, time=clock(at))


class StopNews(QObject):
    """Stands on the sign-in until the day is answered for; then names the number that is open again."""

    def __init__(self, window: Window, stopped: Stopped, now: datetime, *, report: Path) -> None:
        super().__init__(window)
        self._told = False
        written = bool(stopped.fault) and _kept(report, stopped, now)

        def words() -> tuple[str, str]:
            then = _("Semua yang tersimpan aman.")
            if written:
                then = _("Semua yang tersimpan aman. Laporan untuk ADB: {place}").format(place=str(report))
            return stop_words(stopped, now), then

        window.sign_in.tell_stop(words)
        window.signed_in.connect(self._on_signed_in)

    def _on_signed_in(self) -> None:
        from ektp_desk.usecases.visits.queries import left_at_desk  # noqa: PLC0415  the sign-in is shown without

        if not self._told and (workplace := window_of(self).workplace) is not None:
            self._told = True
            workplace.work.ask(left_at_desk, self._show_left)

    def _show_left(self, numbers: list[str]) -> None:
        if numbers and (workplace := window_of(self).workplace) is not None:
            workplace.tell_news(EktpError("stop.left_open", number=", ".join(numbers)))


def _kept(report: Path, stopped: Stopped, now: datetime) -> bool:
    from ektp_desk.gui.shell.crashes import stop_report, write_report  # noqa: PLC0415  rarely wanted

    return write_report(report, stop_report(stopped.fault, stopped.at or now))
