"""Commands as a person types or pastes them in a terminal of this system: quoted where it is needed."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from ektp_desk.words import _

PROGRAM = "ektp-desk"


def program() -> str:
    """What starts this very program in a terminal: its name where that is found, else where it lies."""
    if getattr(sys, "frozen", False):
        return quoted(sys.executable)
    own = Path(sys.executable).with_name(f"{PROGRAM}.exe" if sys.platform == "win32" else PROGRAM)
    found = shutil.which(PROGRAM)
    if found is not None and Path(found).absolute() == own:
        return PROGRAM
    return quoted(str(own)) if own.exists() else f"{quoted(sys.executable)} -m ektp_desk"


def restoring(
    start: str = PROGRAM, *, file: str = "", user: str = "", data: Path | None = None, replace: bool = False
) -> str:
    """Words in capitals are for the person to replace; `replace` sets aside an office that stands."""
    what, whose = quoted(file) if file else _("BERKAS"), quoted(user) if user else _("NAMA")
    asides = ("--replace",) if replace else ()
    return " ".join((start, "restore", what, *asides, "--user", whose, *_data(data)))


def salvaging(start: str = PROGRAM, *, data: Path | None = None) -> str:
    return " ".join((start, "salvage --user", _("NAMA"), *_data(data)))


def verifying(start: str = PROGRAM, *, data: Path | None = None) -> str:
    return " ".join((start, "verify --user", _("NAMA"), *_data(data)))


def opening(start: str = PROGRAM) -> str:
    """The command that opens the desk on another folder."""
    return " ".join((start, "--data", _("FOLDER")))


def quoted(word: str) -> str:
    """Write one word so that this system's terminal takes it as one."""
    return subprocess.list2cmdline([word]) if sys.platform == "win32" else shlex.quote(word)


def _data(data: Path | None) -> tuple[str, ...]:
    return ("--data", quoted(str(data))) if data is not None else ()
