"""What this machine has and lacks for Qt, and the command that mends it; installs nothing by itself."""

from __future__ import annotations

import ctypes
import importlib.util
import locale
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import displays

# Library file -> Debian 12 package; a test compares the names with what the plugins themselves ask for.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
XCB_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# What some tests run, and Debian's package of it: sealed files, file systems of cards and sticks, a browser,
# a database server.
TEST_TOOLS = {
    "age": "age",
    "chromium": "chromium",
    "mkfs.fat": "dosfstools",
    "fusefat": "fusefat",
    "mkfs.exfat": "exfatprogs",
    "mount.exfat-fuse": "exfat-fuse",
    "pg_ctlcluster": "postgresql",
}
BY_DISPLAY = {
    displays.X11: QT_LIBRARIES | XCB_LIBRARIES,
    displays.WAYLAND: QT_LIBRARIES | WAYLAND_LIBRARIES,
    displays.NATIVE: {},
}


@dataclass(frozen=True)
class Machine:
    """The facts that every decision is made from; tests put in their own."""

    system: str
    python: tuple[int, int]
    display: str | None
    """One of the names in `displays`, or None: nobody would see a window."""
    missing: tuple[str, ...]
    """Library files that Qt will ask for and the loader doesn't find."""
    has_ensurepip: bool
    is_root: bool
    has_apt: bool
    has_sudo: bool
    locale_serves: bool
    tools_missing: tuple[str, ...] = ()
    """Names of `TEST_TOOLS` that are not here."""


def look_around(environ: Mapping[str, str]) -> Machine:
    """Ask the running system for the facts; takes some 20 ms."""
    display = displays.find_display(sys.platform, environ)
    return Machine(
        system=sys.platform,
        python=sys.version_info[:2],
        display=display,
        missing=_find_missing(wanted_libraries(sys.platform, display)),
        has_ensurepip=all(importlib.util.find_spec(name) for name in ("ensurepip", "venv")),
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        has_apt=shutil.which("apt-get") is not None and Path("/etc/debian_version").exists(),
        has_sudo=shutil.which("sudo") is not None,
        locale_serves=_locale_serves(),
        tools_missing=tuple(name for name in TEST_TOOLS if shutil.which(name) is None),
    )


def wanted_libraries(system: str, display: str | None) -> dict[str, str]:
    """Without a display the offscreen platform needs Qt's own libraries only."""
    if system != "linux":
        return {}
    return QT_LIBRARIES if display is None else BY_DISPLAY[display]


def packages_for(machine: Machine, *, makes_venv: bool) -> list[str]:
    """Debian packages to install before anything else can work, sorted, each once."""
    known = QT_LIBRARIES | XCB_LIBRARIES | WAYLAND_LIBRARIES
    packages = {known[name] for name in machine.missing}
    if makes_venv and machine.system == "linux" and not machine.has_ensurepip:
        packages.add("python{}.{}-venv".format(*machine.python))
    return sorted(packages)


def apt_command(machine: Machine, packages: list[str]) -> str:
    """Return the one line that a person pastes to install them."""
    line = "apt-get update && apt-get install -y --no-install-recommends " + " ".join(packages)
    if machine.is_root:
        return line
    return f"sudo sh -c '{line}'" if machine.has_sudo else f"su -c '{line}'"


def locale_for(machine: Machine) -> dict[str, str]:
    """Return what to set so that Qt reads and writes UTF-8; it warns under `C`."""
    if machine.system != "linux" or machine.locale_serves:
        return {}
    return {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def _find_missing(libraries: Mapping[str, str]) -> tuple[str, ...]:
    missing = []
    for name in libraries:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return tuple(missing)


def _locale_serves() -> bool:
    """Say whether the whole locale can be set and is UTF-8: Qt sets it whole, Python only a part."""
    if sys.platform == "win32":
        return True
    asked = os.environ.get("LC_ALL") or os.environ.get("LANG") or "C"
    if asked in ("C", "POSIX"):
        return False
    try:
        locale.setlocale(locale.LC_ALL, "")
    except locale.Error:
        return False
    return locale.getencoding().lower() in ("utf-8", "utf8")
