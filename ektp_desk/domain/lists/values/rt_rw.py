"""The two small numbers of where somebody lives, RT and RW, out of one cell or an address; and its hamlet."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ektp_desk.domain.lists.cells import Cell, text_of
from ektp_desk.domain.lists.meanings import Meaning

_NUMBER = r"([0-9]{1,3}[a-z]?)"
_BOTH = re.compile(rf"(?:rt\W*)?{_NUMBER}\W+(?:rw\W*)?{_NUMBER}", re.IGNORECASE)
_TURNED = re.compile(rf"rw\W*{_NUMBER}\W+rt\W*{_NUMBER}", re.IGNORECASE)
_ALONE = re.compile(rf"(rt|rw)\W*{_NUMBER}\W*", re.IGNORECASE)
_IN_ADDRESS = {
    Meaning.RT: re.compile(r"\brt\W{0,3}([0-9]{1,3})\b", re.IGNORECASE),
    Meaning.RW: re.compile(r"\brw\W{0,3}([0-9]{1,3})\b", re.IGNORECASE),
    Meaning.DUSUN: re.compile(r"\b(?:dusun|dsn)\b\W{0,3}([^\W\d_][^\d_,;:/]{0,60})", re.IGNORECASE),
}
_DAY = re.compile(
    r"[0-9]{1,2}[-/ ][a-z]{3,9}|[a-z]{3,9}[-/ ][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}.*", re.IGNORECASE
)
_LONGEST, _BEYOND = (
    4,
    1_000,
)  # signs of a number, which most are; and more than any RT: a day without its look
_AFTER_HAMLET = re.compile(r"\s+(?:rt|rw|desa|kel|kode ?pos)\b.*", re.IGNORECASE)


def is_day(cell: Cell) -> bool:
    """Whether a spreadsheet made a day of "001/002": nobody can tell by now which of them is the RT."""
    if isinstance(cell, str):
        return len(cell) > _LONGEST and bool(_DAY.fullmatch(cell.strip()))
    return isinstance(cell, date) or (isinstance(cell, int | float) and cell >= _BEYOND)


def parted(cell: Cell) -> tuple[str, str]:
    """Part "003/001", "001-002", "RT 001 / RW 002" into RT and RW; either may be empty."""
    return _parted(text_of(cell))


@lru_cache(maxsize=10_000)
def _parted(text: str) -> tuple[str, str]:
    if found := _BOTH.fullmatch(text):
        return found[1], found[2]
    if found := _TURNED.fullmatch(text):
        return found[2], found[1]
    if found := _ALONE.fullmatch(text):
        return ("", found[2]) if found[1].lower() == "rw" else (found[2], "")
    rt, _slash, rw = text.partition("/")
    return rt.strip(" -"), rw.strip(" -")


def in_address(address: str) -> dict[Meaning, Cell]:
    """RT, RW and hamlet as "Jalan C RT. 003 RW. 001 Dusun Oebesi" has them; the address stays whole."""
    found = {meaning: told[1] for meaning, shape in _IN_ADDRESS.items() if (told := shape.search(address))}
    if Meaning.DUSUN in found:
        found[Meaning.DUSUN] = _AFTER_HAMLET.sub("", found[Meaning.DUSUN]).strip(" .-")
    return {meaning: value for meaning, value in found.items() if value}
