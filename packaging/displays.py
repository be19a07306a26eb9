"""Whether a window would be seen: decided before Qt starts, since Qt aborts where it is wrong."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from pathlib import Path

X11, WAYLAND, NATIVE = "x11", "wayland", "native"
UNSEEN_PLATFORMS = ("offscreen", "minimal", "minimalegl")
CHOSEN_PLATFORMS = {"xcb": X11, "wayland": WAYLAND}
X11_SOCKETS = "/tmp/.X11-unix"  # noqa: S108 - where every X server listens; nothing is written there
FIRST_X11_PORT = 6000


def find_display(system: str, environ: Mapping[str, str]) -> str | None:
    """Return the kind of display that answers, or None."""
    platform = environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if platform in UNSEEN_PLATFORMS:
        return None
    if system != "linux":
        return NATIVE
    if platform and platform not in CHOSEN_PLATFORMS:
        return NATIVE  # vnc, eglfs, linuxfb: the person knows a screen that we can't ask
    answering = [kind for kind, answers in ASKED.items() if answers(environ)]
    if platform:
        answering = [kind for kind in answering if kind == CHOSEN_PLATFORMS[platform]]
    return answering[0] if answering else None


def _x11_answers(environ: Mapping[str, str]) -> bool:
    match = re.fullmatch(r"(?:[a-z]+/)?([^:]*):([0-9]+)(?:\.[0-9]+)?", environ.get("DISPLAY", ""))
    if match is None:
        return False
    host, number = match[1], int(match[2])
    if host in ("", "unix"):
        path = f"{X11_SOCKETS}/X{number}"
        return _unix_answers(path) or _unix_answers("\0" + path)
    try:
        socket.create_connection((host, FIRST_X11_PORT + number), timeout=2).close()
    except OSError:
        return False
    return True


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and _unix_answers(str(Path(environ.get("XDG_RUNTIME_DIR", "/")) / name))


def _unix_answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as asked:
        asked.settimeout(2)
        try:
            asked.connect(path)
        except OSError:
            return False
    return True


# X11 first: where both answer, either will do, and Qt falls back from one to the other.
ASKED = {X11: _x11_answers, WAYLAND: _wayland_answers}
