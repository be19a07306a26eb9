"""Numbers as Indonesian offices write them: 298.437 and 89,42 %."""

from __future__ import annotations

NONE = "–"


def count(number: int) -> str:
    """Write a whole number with dots between thousands."""
    return f"{number:,}".replace(",", ".")


def count_or_none(number: int) -> str:
    """Write a number for a table cell; zero reads as a dash."""
    return count(number) if number else NONE


def share(part: int, whole: int, *, decimals: int = 1) -> str:
    """Write `part` of `whole` as a percentage with its sign; a dash when there is no whole."""
    return f"{percent(part, whole, decimals=decimals)} %" if whole else NONE


def percent(part: int, whole: int, *, decimals: int = 1) -> str:
    """Write `part` of `whole` in hundredths without the sign; a dash when there is no whole."""
    if not whole:
        return NONE
    return f"{100 * part / whole:.{decimals}f}".replace(".", ",")
