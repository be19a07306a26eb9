"""The regions an office works in, from the files that ship with the desk."""

from __future__ import annotations

from functools import cache

from ektp_desk.domain.places import PROVINCE, Gazetteer, RegionCode
from ektp_desk.settings import RESOURCES
from ektp_desk.sheets.regions import load_gazetteer


def gazetteer_of(region: str) -> Gazetteer:
    """The regions of an office's province, and the other provinces by name; raises as `load_gazetteer`."""
    return _of_province(RegionCode.parse(region).at(PROVINCE).text)


@cache
def _of_province(province: str) -> Gazetteer:
    # Read once: the files ship with the desk, and whoever unlocks it again would wait for them again.
    return load_gazetteer(RESOURCES / "regions", province)
