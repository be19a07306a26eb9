"""The desk as a kit installs it: one folder for each version, and one command that starts the newest.

A version is made beside the one in use, and counts once the command names it: until then, whatever
interrupts, the old one starts. An office's data lie elsewhere.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from kit import Kit, disk_of

_ID = re.compile(r"[0-9a-f]{12}(\.part)?")
_UNIX = '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/{id}/.venv/bin/python" -m ektp_desk "$@"\n'
_WINDOWS = '@"%~dp0{id}\\.venv\\Scripts\\python.exe" -m ektp_desk %*\r\n'


def home_of(system: str, environ: Mapping[str, str]) -> Path:
    """Where programs of one user lie."""
    if system == "win32":
        return Path(environ["LOCALAPPDATA"]) / "Programs" / "ektp-desk"
    return Path(environ.get("HOME") or "~").expanduser() / ".local" / "lib" / "ektp-desk"


def command_of(home: Path, system: str) -> Path:
    """What starts the desk."""
    return home / ("ektp-desk.cmd" if system == "win32" else "ektp-desk")


def lay(kit: Kit, home: Path) -> Path:
    """Have the kit's program whole in its folder; give that. Raises Refused."""
    folder = home / kit.id
    if not folder.exists():
        with disk_of(home):
            home.mkdir(parents=True, exist_ok=True)
        kit.copy_program(folder)
    return folder


def switch(home: Path, folder: Path, system: str) -> None:
    """Let the command start this version from now on; keep the one before, it may be open. Raises Refused."""
    command = command_of(home, system)
    text = (_WINDOWS if system == "win32" else _UNIX).format(id=folder.name)
    before = command.read_text(encoding="utf-8") if command.exists() else ""
    if before == text:
        return
    part = command.with_name(f"{command.name}.part")
    with disk_of(home):
        part.write_text(text, encoding="utf-8", newline="")
        part.chmod(0o755)
        os.replace(part, command)
    for other in home.iterdir():
        if _ID.fullmatch(other.name) and other != folder and other.name not in before:
            shutil.rmtree(other, ignore_errors=True)
