"""What is known about a person, as checked values; where it came from and who keeps it is not here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Self

from ektp_desk.domain.errors import EktpError

CLAIMED = ("name", "nik", "kk_number", "sex", "birth", "village", "address")  # what sources say of somebody
_WOMAN_DAY_OFFSET = 40  # a woman's birth day is written plus forty
_SIXTEEN = re.compile(r"[0-9]{16}")  # \d would take other scripts' digits
_QUOTES = "'’‘`\u02bc"
_NIK_DIRT = re.compile(rf"[\s{_QUOTES}\u00ad\u200b-\u200f\u202a-\u202d\u2060\u2066-\u2069\ufeff]")
_GROUPED = re.compile(r"[0-9]+(?:[\s.\-–/]+[0-9]+)*")
_DAMAGED = re.compile(
    r"[+-]?[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+"  # 5,3E+15
    r"|[0-9]+[.,]0+"  # 5302055203020001.0
    r"|[0-9]{1,3}(?:[.,][0-9]{3}){4,}",  # 5.302.055.203.020.001
    re.IGNORECASE,
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]")
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


class CorrectionVerdict(StrEnum):
    """What a supervisor says of a correction without a witness: in order, or to be put right by another."""

    IN_ORDER = "in_order"
    NOT_IN_ORDER = "not_in_order"


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
        if _SIXTEEN.fullmatch(text):
            return cls(text)
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
        """With the serial hidden: `530205520302****`."""
        return self.digits[:12] + "****"

    def masked_deep(self) -> str:
        """Hide all but the region, where the birth date is not needed either."""
        return self.digits[:6] + "**********"

    def sex(self) -> Sex | None:
        """Tell the sex that the day code says; None for an impossible day."""
        return _sex_of_day(int(self.digits[6:8]))

    def birth(self, reference: date) -> date | None:
        """Tell the birth date; the century is the latest that is not after `reference`.

        None when there is no such date.
        """
        written = _birth_code(self.digits[6:12])
        if written is None:
            return None
        newest = reference.year - (reference.year - written.short_year) % 100
        for year in (newest, newest - 100):
            born = _real_date(year, written.month, written.day)
            if born and born <= reference:
                return born
        return None

    def warnings(self, *, sex: Sex | None, birth: date | None, domicile: str) -> tuple[str, ...]:
        """List what makes this NIK worth a second look; none of it makes it wrong.

        A NIK stays as issued when its bearer moves or a birth date is corrected.
        `domicile` is a region's code from the regency down ("53.02.32"), or empty.
        """
        told = []
        written = _birth_code(self.digits[6:12])
        if written is None:
            told.append("nik.impossible_day")
        else:
            if birth and written[1:] != (birth.day, birth.month, birth.year % 100):
                told.append("nik.birth_differs")
            if sex and sex is not written.sex:
                told.append("nik.sex_differs")
        if domicile and self.digits[:4] != domicile[:2] + domicile[3:5]:
            told.append("nik.region_differs")
        if self.digits.endswith("0000"):
            told.append("nik.serial_0000")
        return tuple(told)


def nik_digits(text: str) -> str:
    """The digits of a NIK or of its beginning, as people part them by blanks, dots or dashes; else empty."""
    bare = text.strip()
    return re.sub(r"[^0-9]", "", bare) if _GROUPED.fullmatch(bare) else ""


class _BirthCode(NamedTuple):
    sex: Sex
    day: int
    month: int
    short_year: int


@lru_cache(maxsize=80_000)  # every possible code: a regency's list holds each about five times
def _birth_code(six: str) -> _BirthCode | None:
    """Read DDMMYY of a NIK; None when neither century has such a day."""
    code, month, short_year = int(six[:2]), int(six[2:4]), int(six[4:])
    sex, day = _sex_of_day(code), code % _WOMAN_DAY_OFFSET
    # Both centuries are tried: 29 February exists in 2000 and not in 1900.
    if sex is None or not any(_real_date(century + short_year, month, day) for century in (1900, 2000)):
        return None
    return _BirthCode(sex, day, month, short_year)


def _sex_of_day(code: int) -> Sex | None:
    if 1 <= code <= 31:
        return Sex.MALE
    return Sex.FEMALE if 1 <= code - _WOMAN_DAY_OFFSET <= 31 else None


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def age_on(birth: date, day: date) -> int:
    """Count full years; whoever is born on 29 February has the birthday on 1 March in common years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def birthday_on(birth: date, age: int) -> date:
    """1 March for a 29 February in a common year."""
    return _real_date(birth.year + age, birth.month, birth.day) or date(birth.year + age, 3, 1)


def born_by(day: date, age: int) -> date:
    """The last birthday of those who are `age` on a day: whoever was born after it is younger."""
    return _real_date(day.year - age, day.month, day.day) or date(day.year - age, 2, 28)


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
    """The name as written, with its letters, case and titles; only padding goes."""
    return clean_text(text)


class Whose(StrEnum):
    """Whose telephone it is by which somebody can be reached; fixed for ever with the event format."""

    OWN = "own"
    FAMILY = "family"
    NEIGHBOUR = "neighbour"


_PHONE_DIGITS = range(8, 16)


def read_phone(text: str) -> str:
    """A telephone number as it is kept, `081290000001`: of Indonesia from 0 on, another country's from `+`.

    Raises `contact.unreadable`.
    """
    bare = re.sub(r"[\s().-]", "", text)
    digits = bare.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in _PHONE_DIGITS:
        raise EktpError("contact.unreadable")
    if digits.startswith("62") and (bare.startswith("+") or digits.startswith("628")):
        return f"0{digits.removeprefix('62')}"
    return bare
