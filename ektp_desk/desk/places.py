"""The regions an office works in, from the files that ship with the desk."""

from __future__ import annotations

from ektp_desk.domain.places import Gazetteer
from ektp_desk.settings import RESOURCES
from ektp_desk.sheets.regions import load_gazetteer


def gazetteer_of(region: str) -> Gazetteer:
    """Give the regions of an office's province."""
    return load_gazetteer(RESOURCES / "regions", region[:2])
