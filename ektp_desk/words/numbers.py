"""Numbers as the language writes them: 298.437 and 89,42 % in Indonesian, 298,437 and 89.42 % in English."""

from __future__ import annotations

from ektp_desk.words import N_, _

NONE = "–"
_ONE_PLACE = 1000
_UNITS = (N_("{n} B"), N_("{n} KB"), N_("{n} MB"), N_("{n} GB"))


def _marks() -> tuple[str, str]:
    """The sign between thousands and the one before decimals."""
    # Translators: write this number as your language writes it; its two signs are taken from it.
    pattern = _("1.234,5")
    return pattern[1], pattern[5]


def count(number: int) -> str:
    """Write a whole number with a sign between thousands."""
    thousands, _decimal = _marks()
    return f"{number:,}".replace(",", thousands)


def count_or_none(number: int) -> str:
    """Write a number for a table cell; zero reads as a dash."""
    return count(number) if number else NONE


def tenths(number: float) -> str:
    """`1,3`."""
    _thousands, decimal = _marks()
    return f"{number:.1f}".replace(".", decimal)


def share(part: int, whole: int) -> str:
    """Write `part` of `whole` as a percentage with its sign; a dash when there is no whole."""
    return f"{percent(part, whole)} %" if whole else NONE


def percent(part: int, whole: int) -> str:
    """Write `part` of `whole` in hundredths without the sign; a dash when there is no whole.

    Half of the last place goes up. Of more than a thousand two places: one would make all of 1,999 in 2,000.
    """
    if not whole:
        return NONE
    _thousands, decimal = _marks()
    places = 2 if whole > _ONE_PLACE else 1
    units = (part * 200 * 10**places + whole) // (2 * whole)
    hundredths, rest = divmod(units, 10**places)
    return f"{hundredths}{decimal}{rest:0{places}}"


def size_words(size: int) -> str:
    """Write a file's size: `1,3 MB`."""
    number, unit = float(size), 0
    while number >= 1000 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    said = tenths(number) if unit and number < 100 else str(round(number))
    return _(_UNITS[unit]).format(n=said)
