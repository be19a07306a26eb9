"""Which physical disk a folder lies on: two copies on one disk are lost together."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_NUMBERS = ("wwid", "serial", "device/wwid", "device/cid", "device/serial")  # as its maker named it
_SIGNS = 16


def disk_of(path: Path, *, system: Path = Path("/sys")) -> str:
    """Name a disk by a digest of its maker's number for it; empty where the system does not tell.

    The kernel's own names change from start to start. Only Linux tells, and not of a network's folder, nor of
    what is spread over several disks.
    """
    try:
        device = path.stat().st_dev
        node = (system / "dev" / "block" / f"{os.major(device)}:{os.minor(device)}").resolve(strict=True)
        node = _whole(node)
        while below := list((node / "slaves").glob("*")):  # an encrypted or logical volume
            if len(below) > 1:
                return ""
            node = _whole(below[0].resolve(strict=True))
        number = _number(node)
    except (OSError, AttributeError):  # Windows has no such numbers
        return ""
    return hashlib.sha256(f"ektp-desk disk\n{number}".encode()).hexdigest()[:_SIGNS] if number else ""


def _whole(node: Path) -> Path:
    return node.parent if (node / "partition").exists() else node


def _number(node: Path) -> str:
    for name in _NUMBERS:
        if number := _read(node / name):
            return number
    for above in (node / "device").resolve().parents:
        if (above / "idVendor").exists():  # a stick's own plug; above it are hubs
            return _read(above / "serial")
    return ""


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
