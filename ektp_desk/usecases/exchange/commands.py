"""Carrying on a card or stick, both ways at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ektp_desk.domain.errors import EktpError
from ektp_desk.usecases.laptops.courier import CarrierExport, CarrierImport, Courier, pass_by


def carry_both_ways(
    courier: Courier, place: Path, *, passed: Callable[[int, int], None] = pass_by
) -> tuple[CarrierImport, CarrierExport]:
    """Take in what is new on a card or stick, then put on it what it has not: with the word on what came.

    One without a mark has nothing to give, and becomes the office's. Raises as `Courier`.
    """
    try:
        found = courier.take_in(place, passed=passed)
    except EktpError as error:
        if error.code != "carrier.missing":
            raise
        found = CarrierImport()
    return found, courier.put_on(place, passed=passed)
