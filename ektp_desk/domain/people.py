"""What is known about a person, as checked values; where it came from and who keeps it is not here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from ektp_desk.domain.errors import EktpError

_WOMAN_DAY_OFFSET = 40  # a woman's birth day is written plus forty
_SIXTEEN = re.compile(r"[0-9]{16}")  # \d would take other scripts' digits
_QUOTES = "'’‘`\u02bc"
_NIK_DIRT = re.compile(rf"[\s{_QUOTES}\u00ad\u200b-\u200f\u2060\ufeff]")
_DAMAGED = re.compile(
    r"[+-]?[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+"  # 5,3E+15
    r"|[0-9]+[.,]0+"  # 5302055203020001.0
    r"|[0-9]{1,3}(?:[.,][0-9]{3}){4,}",  # 5.302.055.203.020.001
    re.IGNORECASE,
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_SERIAL_SAFE = 10**15  # a spreadsheet keeps fifteen digits of a number; the rest are made up


class Sex(StrEnum):
    """As civil registries write it: L (laki-laki), P (perempuan)."""

    MALE = "L"
    FEMALE = "P"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `L`, `Pr`, `LAKI-LAKI`, `2` and their like; None when it says neither."""
        found = _SEX_WORDS.get(re.sub(r"[^a-z0-9]", "", text.lower()))
        return cls(found) if found else None


_SEX_WORDS = dict.fromkeys(("l", "lk", "lakilaki", "laki", "pria", "1", "m", "male"), "L") | dict.fromkeys(
    ("p", "pr", "perempuan", "wanita", "2", "f", "female"), "P"
)


@dataclass(frozen=True, slots=True, repr=False)
class Nik:
    """A population number of sixteen digits; one that exists is well formed, not proven true."""

    digits: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a typed or listed NIK, spaces, apostrophes and `="…"` taken off.

        Raises `nik.damaged` when a spreadsheet has rounded it (looked at first: what is
        left after cleaning could pass for a NIK) and `nik.not_16_digits` with its length.
        """
        bare = _NIK_DIRT.sub("", unwrap_formula(text))
        if _DAMAGED.fullmatch(bare):
            raise EktpError("nik.damaged")
        if not _SIXTEEN.fullmatch(bare):
            raise EktpError("nik.not_16_digits", length=len(bare))
        return cls(bare)

    @classmethod
    def from_number(cls, number: float) -> Self:
        """Refuse a NIK that a spreadsheet kept as a number: it holds only fifteen digits of it.

        Always raises: `nik.damaged` above fifteen digits, else `nik.not_16_digits`.
        """
        if not abs(number) < _SERIAL_SAFE:
            raise EktpError("nik.damaged")
        raise EktpError("nik.not_16_digits", length=len(str(abs(int(number)))))

    def __repr__(self) -> str:
        """Show only what may stand in a log or a traceback."""
        return f"Nik({self.masked_deep()})"

    def masked(self) -> str:
        """Hide the serial: `530205520302****`."""
        return self.digits[:12] + "****"

    def masked_deep(self) -> str:
        """Hide all but the region, where the birth date is not needed either."""
        return self.digits[:6] + "**********"

    def sex(self) -> Sex | None:
        """Tell the sex that the day code says; None for an impossible day."""
        day = int(self.digits[6:8])
        if 1 <= day <= 31:
            return Sex.MALE
        return Sex.FEMALE if 1 <= day - _WOMAN_DAY_OFFSET <= 31 else None

    def birth(self, reference: date) -> date | None:
        """Tell the birth date; the century is the latest that is not after `reference`.

        None when there is no such date.
        """
        if self.sex() is None:
            return None
        day = int(self.digits[6:8]) % _WOMAN_DAY_OFFSET
        month, short_year = int(self.digits[8:10]), int(self.digits[10:12])
        newest = reference.year - (reference.year - short_year) % 100
        for year in (newest, newest - 100):
            born = _real_date(year, month, day)
            if born and born <= reference:
                return born
        return None

    def warnings(self, *, sex: Sex | None, birth: date | None, domicile: str) -> tuple[str, ...]:
        """List what makes this NIK worth a second look; none of it makes it wrong.

        A NIK stays as issued when its bearer moves or a birth date is corrected.
        `domicile` is a region's code from the regency down ("53.02.32"), or empty.
        """
        told = []
        if self._day_is_impossible():
            told.append("nik.impossible_day")
        else:
            if birth and self.digits[8:12] + f"{self._day():02d}" != f"{birth:%m%y%d}":
                told.append("nik.birth_differs")
            if sex and sex is not self.sex():
                told.append("nik.sex_differs")
        if domicile and self.digits[:4] != domicile.replace(".", "")[:4]:
            told.append("nik.region_differs")
        if self.digits[12:] == "0000":
            told.append("nik.serial_0000")
        return tuple(told)

    def _day(self) -> int:
        return int(self.digits[6:8]) % _WOMAN_DAY_OFFSET

    def _day_is_impossible(self) -> bool:
        if self.sex() is None:
            return True
        # Both centuries are tried: 29 February exists in 2000 and not in 1900.
        month, short_year = int(self.digits[8:10]), int(self.digits[10:12])
        return not any(_real_date(century + short_year, month, self._day()) for century in (1900, 2000))


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def age_on(birth: date, day: date) -> int:
    """Count full years; whoever is born on 29 February has the birthday on 1 March in common years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def age_class(birth: date | None, day: date) -> str:
    """Name the class that reports count by: `0-15`, `16`, `17-21`, `22-59`, `60+`, `unknown`."""
    if birth is None:
        return "unknown"
    age = age_on(birth, day)
    limits = ((15, "0-15"), (16, "16"), (21, "17-21"), (59, "22-59"))
    return next((name for last, name in limits if age <= last), "60+")


def unwrap_formula(text: str) -> str:
    """Take off the `="…"` that keeps a long number whole on its way through a spreadsheet."""
    bare = text.strip()
    if bare.startswith('="') and bare.endswith('"') and len(bare) > 2:
        return bare[2:-1]
    return bare


def clean_text(text: str) -> str:
    """Take off what machines added: padding, no-break and invisible spaces, `="…"`, Excel's apostrophe."""
    bare = text.strip()
    if bare.isascii() and bare.isprintable() and "  " not in bare and bare[:1] not in ("=", "'", "`"):
        return bare
    bare = unwrap_formula(_INVISIBLE.sub("", unicodedata.normalize("NFC", bare)))
    return " ".join(bare.lstrip(_QUOTES).split())


def clean_name(text: str) -> str:
    """Give the name as written, with its letters, case and titles; only padding goes."""
    return clean_text(text)
