"""What a machine lacks is named by the Debian packages that bring it."""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import PySide6
import pytest

PLUGINS = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
# The C and C++ runtimes, without which no Python or wheel starts, and what PySide6 ships.
EVERYWHERE = (
    "libc.so",
    "libm.so",
    "libdl.so",
    "libpthread.so",
    "libgcc_s.so",
    "libstdc++.so",
    "libz.so",
    "ld-linux",
    "libQt6",
    "libicu",
)
SHT_DYNAMIC, DT_NEEDED = 6, 1


def test_a_healthy_machine_needs_no_package(machine: ModuleType, facts: Callable[..., Any]) -> None:
    assert machine.packages_for(facts(), makes_venv=True) == []


def test_missing_libraries_are_named_by_their_packages_once(
    machine: ModuleType, facts: Callable[..., Any]
) -> None:
    lacking = facts(missing=("libxcb-cursor.so.0", "libgthread-2.0.so.0", "libglib-2.0.so.0"))
    assert machine.packages_for(lacking, makes_venv=False) == ["libglib2.0-0", "libxcb-cursor0"]


def test_debians_python_without_ensurepip_needs_its_venv_package_only_to_make_one(
    machine: ModuleType, facts: Callable[..., Any]
) -> None:
    bare = facts(has_ensurepip=False, python=(3, 13))
    assert machine.packages_for(bare, makes_venv=True) == ["python3.13-venv"]
    assert machine.packages_for(bare, makes_venv=False) == []


@pytest.mark.parametrize(
    ("who", "start"),
    [
        ({"is_root": True}, "apt-get update && apt-get install -y "),
        ({"has_sudo": True}, "sudo sh -c 'apt-get update && "),
        ({"has_sudo": False}, "su -c 'apt-get update && "),
    ],
)
def test_the_command_fits_the_person(
    machine: ModuleType, facts: Callable[..., Any], who: dict[str, bool], start: str
) -> None:
    line = machine.apt_command(facts(**who), ["libegl1", "libgl1"])
    assert line.startswith(start)
    assert line.rstrip("'").endswith(" libegl1 libgl1")


def test_a_display_decides_which_libraries_are_wanted(machine: ModuleType, displays: ModuleType) -> None:
    unseen = machine.wanted_libraries("linux", None)
    assert "libxcb-cursor.so.0" not in unseen
    assert set(unseen) < set(machine.wanted_libraries("linux", displays.X11))
    assert "libwayland-client.so.0" in machine.wanted_libraries("linux", displays.WAYLAND)
    assert machine.wanted_libraries("win32", displays.NATIVE) == {}


def test_a_locale_that_is_not_utf8_gives_way_on_linux_only(
    machine: ModuleType, facts: Callable[..., Any]
) -> None:
    utf8 = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    assert machine.locale_for(facts(locale_serves=False)) == utf8
    assert machine.locale_for(facts(locale_serves=True)) == {}
    assert machine.locale_for(facts(system="win32", locale_serves=False)) == {}


@pytest.mark.skipif(sys.platform != "linux", reason="Qt brings all its libraries elsewhere")
@pytest.mark.parametrize(("plugin", "display"), [("offscreen", None), ("xcb", "x11"), ("wayland", "wayland")])
def test_the_tables_name_every_library_that_qt_asks_for(
    machine: ModuleType, plugin: str, display: str | None
) -> None:
    asked = _libraries_asked_by(PLUGINS / f"libq{plugin}.so")
    assert asked - set(machine.wanted_libraries("linux", display)) == set()


def _libraries_asked_by(plugin: Path) -> set[str]:
    """Follow the plugin into the libraries that PySide6 ships, and return those that it does not ship."""
    shipped = {each.name: each for each in (PLUGINS.parents[1] / "lib").iterdir()}
    waiting, seen, asked = [plugin], set[Path](), set[str]()
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        for name in _needed(file):
            if name in shipped:
                waiting.append(shipped[name])
            elif not name.startswith(EVERYWHERE):
                asked.add(name)
    return asked


def _needed(file: Path) -> list[str]:
    """Read DT_NEEDED out of a 64-bit little-endian ELF file, as System V's ABI lays it out."""
    elf = file.read_bytes()
    (sections,) = struct.unpack_from("<Q", elf, 0x28)
    size, count = struct.unpack_from("<HH", elf, 0x3A)
    headers = [struct.unpack_from("<IIQQQQIIQQ", elf, sections + size * each) for each in range(count)]
    dynamic = next(header for header in headers if header[1] == SHT_DYNAMIC)
    names = headers[dynamic[6]][4]
    entries = struct.iter_unpack("<QQ", elf[dynamic[4] : dynamic[4] + dynamic[5]])
    starts = [names + value for tag, value in entries if tag == DT_NEEDED]
    return [elf[start : elf.index(b"\0", start)].decode("ascii") for start in starts]
