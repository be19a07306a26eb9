"""The report of a fault, for whoever mends the program: types, places, codes; nothing typed or stored."""

from __future__ import annotations

import os
import platform
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from importlib import metadata
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion

from ektp_desk.logs import places, recent_codes
from ektp_desk.settings import RESOURCES
from ektp_desk.words import _
from ektp_desk.words.dates import clock, plain_date

_MOST_CAUSES = 5


def fault_report(error: BaseException, at: datetime) -> str:
    """Describe an uncaught error: its types and places, its causes', and what was told before it."""
    blocks = _head(at)
    for each in _causes(error):
        blocks.append(_block(_("Kesalahan: {type}").format(type=type(each).__name__), places(each)))
    return _text([*blocks, _before()])


def stop_report(fault: Sequence[str], at: datetime) -> str:
    """Describe a hard stop by what the interpreter still said."""
    return _text([*_head(at), _block(_("Berhenti mendadak"), fault), _before()])


def write_report(path: Path, text: str) -> bool:
    """Keep a report where it can be found, whole or not at all; give whether the disk took it."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.new")
        new.write_text(text, encoding="utf-8")
        os.replace(new, path)
        return True
    return False


def program_version() -> str:
    """Give the version of the installed program, or of the sources it runs from."""
    with suppress(metadata.PackageNotFoundError):
        return metadata.version("ektp-desk")
    with suppress(OSError, ValueError, KeyError):
        sources = tomllib.loads((RESOURCES.parent / "pyproject.toml").read_text(encoding="utf-8"))
        return str(sources["project"]["version"])
    return "?"


def _head(at: datetime) -> list[str]:
    python = platform.python_version()
    return [
        _("Laporan kesalahan ektp-desk"),
        _("Tidak memuat nama orang, NIK, atau isi layar."),
        "\n".join(
            (
                _("Waktu: {day} pukul {time}").format(day=plain_date(at.date()), time=clock(at)),
                _("Program: {version} · Python {python} · Qt {qt} · PySide {pyside}").format(
                    version=program_version(), python=python, qt=qVersion(), pyside=pyside_version
                ),
                _("Sistem: {system}").format(system=platform.platform()),
            )
        ),
    ]


def _before() -> str:
    return _block(_("Kode terakhir, terbaru di bawah"), recent_codes())


def _block(title: str, lines: Sequence[str]) -> str:
    return "\n".join((title, *(f"  {line}" for line in lines or ("–",))))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give an error and what it rose from, the last first."""
    each: BaseException | None = error
    for _place in range(_MOST_CAUSES):
        if each is None:
            return
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _text(blocks: Sequence[str]) -> str:
    return "\n\n".join(blocks) + "\n"
