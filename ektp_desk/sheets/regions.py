"""Reads the region tables that ship with the desk, one province at a time; knows no other sheet."""

from __future__ import annotations

import csv
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import PROVINCE, Gazetteer, Place, RegionCode


def load_provinces(folder: Path) -> tuple[Place, ...]:
    """List all provinces by code; raises `resource.missing`."""
    return tuple(Place(RegionCode(code), name) for code, name in _read(folder / "provinces.csv").items())


def load_gazetteer(folder: Path, province: str) -> Gazetteer:
    """Read one province's places, all levels, and the others' names; `province` is any code in it, `53.02`.

    Raises `place.bad_code`, `resource.missing` (no such province, or a broken installation).
    """
    code = RegionCode.parse(province).at(PROVINCE)
    return Gazetteer(_read(folder / "provinces.csv") | _read(folder / f"{code}.csv"))


def _read(path: Path) -> dict[str, str]:
    try:
        with path.open(encoding="utf-8", newline="") as table:
            rows = csv.reader(table)
            next(rows)  # the heading
            return dict(rows)
    except (OSError, ValueError, StopIteration) as error:
        raise EktpError("resource.missing", file=path.name) from error
