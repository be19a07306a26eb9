"""Where people belong: region codes, names as offices write them, time zones; reads no file."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Self

from ektp_desk.domain.errors import EktpError

PROVINCE, REGENCY, DISTRICT, VILLAGE = 1, 2, 3, 4
_CODE = re.compile(r"([0-9]{2})(?:\.?([0-9]{2})(?:\.?([0-9]{2})(?:\.?([0-9]{4}))?)?)?")
_LEAD = re.compile(
    r"(?:provinsi|kabupaten|kab|kota|kecamatan|kec|distrik|kelurahan|kel|desa|ds)\b\.?\s*", re.I
)
_FIRST_CITY = 71  # regencies are numbered 01-69, cities 71-99
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})  # not Lm: an apostrophe pasted as \u02bc calls itself a letter
_VILLAGE_WORDS = {"1": "kelurahan", "2": "desa", "3": "desa adat"}


@dataclass(frozen=True, slots=True, order=True)
class RegionCode:
    """A well-formed code of the interior ministry, from `53` (province) to `53.02.32.2003` (village)."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code with or without its dots; raises `place.bad_code`."""
        found = _CODE.fullmatch(text.strip())
        parts = [part for part in found.groups() if part] if found else []
        if not parts or "00" in parts or "0000" in parts:
            raise EktpError("place.bad_code")
        return cls(".".join(parts))

    @property
    def level(self) -> int:
        """1 province, 2 regency or city, 3 district, 4 village."""
        return self.text.count(".") + 1

    @property
    def digits(self) -> str:
        """The code without dots: a district's six digits begin a NIK."""
        return self.text.replace(".", "")

    @property
    def parent(self) -> RegionCode | None:
        """The region around this one; none around a province."""
        head, dot, _ = self.text.rpartition(".")
        return RegionCode(head) if dot else None

    def at(self, level: int) -> RegionCode:
        """The region of that level around this one, or itself; raises `place.bad_code` below it."""
        parts = self.text.split(".")
        if not 1 <= level <= len(parts):
            raise EktpError("place.bad_code")
        return RegionCode(".".join(parts[:level]))

    def within(self, other: RegionCode) -> bool:
        """Tell whether this region is `other` or lies inside it."""
        return self.text.startswith(other.text)  # each level has its fixed width

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Place:
    """A region's code with its name as the decree writes it (`Kabupaten Timor Tengah Selatan`, `O'besi`)."""

    code: RegionCode
    name: str


def kind_word(code: RegionCode) -> str:
    """Say what a region is in Indonesian, lower case: `kota`, `kecamatan`, `desa`."""
    if code.level == PROVINCE:
        return "provinsi"
    if code.level == REGENCY:
        return "kota" if int(code.text[3:5]) >= _FIRST_CITY else "kabupaten"
    if code.level == DISTRICT:
        return "kecamatan"
    return _VILLAGE_WORDS.get(code.text[9], "desa/kelurahan")


def letters(name: str) -> str:
    """Reduce a name to what survives every spelling: letters only, lower case, no accents.

    `O'besi` and `Obesi` give the same, and so do `Kot olin` and `Kot'Olin`.
    """
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if unicodedata.category(letter) in _LETTERS).casefold()


class Zone(Enum):
    """Indonesia's three times: the name on paper, and minutes east of UTC."""

    WIB = 420
    WITA = 480
    WIT = 540

    @property
    def utc_offset_minutes(self) -> int:
        """Minutes to add to UTC; no zone knows summer time."""
        return self.value


_PROVINCES_OF = {
    Zone.WIB: (11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 61, 62),
    Zone.WITA: (51, 52, 53, 63, 64, 65, 71, 72, 73, 74, 75, 76),
    Zone.WIT: (81, 82, 91, 92, 93, 94, 95, 96),
}
_ZONE_BY_PROVINCE = {f"{number}": zone for zone, numbers in _PROVINCES_OF.items() for number in numbers}


def zone_of(code: RegionCode) -> Zone:
    """Tell a region's time zone by its province; raises `place.unknown` for no province of Indonesia."""
    zone = _ZONE_BY_PROVINCE.get(code.text[:2])
    if zone is None:
        raise EktpError("place.unknown", code=str(code))
    return zone


class Gazetteer:
    """The places of one or more provinces, found by code or by name within a region.

    Built from rows `code -> name`, dotted codes. Names are looked for inside a region
    only, as one name can mean three villages of the same regency.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._codes = sorted(names)
        self._by_letters: dict[tuple[str, int], dict[str, list[Place]]] = {}

    def __len__(self) -> int:
        return len(self._codes)

    def __contains__(self, code: RegionCode) -> bool:
        return code.text in self._names

    def place(self, code: RegionCode) -> Place:
        """Raises `place.unknown`."""
        name = self._names.get(code.text)
        if name is None:
            raise EktpError("place.unknown", code=str(code))
        return Place(code, name)

    def children(self, code: RegionCode) -> list[Place]:
        """List the places one level below, by code; none below a village."""
        return self._inside(code, code.level + 1)

    def provinces(self) -> list[Place]:
        """By code."""
        return [Place(RegionCode(code), self._names[code]) for code in self._codes if "." not in code]

    def district_by_name(self, name: str, *, within: RegionCode) -> list[Place]:
        """List a regency's districts that may be meant by `name`; see `village_by_name`."""
        return self._named(name, within, DISTRICT)

    def village_by_name(self, name: str, *, within: RegionCode) -> list[Place]:
        """List the villages of a district or regency that may be meant by `name`.

        Letters decide; a leading `Desa`, `Kel.` and the like is dropped when the whole name
        is unknown. Several answers mean that the name alone does not tell which.
        """
        return self._named(name, within, VILLAGE)

    def looks_like_bps(self, rows: Iterable[tuple[str, str]], *, office: RegionCode) -> bool:
        """Tell whether a file's `(code, name)` rows number regions as the statistics office does.

        There 5304 is Timor Tengah Selatan, which the ministry calls 53.02 and whose 53.04 is
        Belu. `office` is a regency. True when more than half of the rows have a foreign
        regency's code beside the name of one of the office's own districts or villages.
        """
        total = suspicious = 0
        for code, name in rows:
            total += 1
            suspicious += self._is_foreign_code_of_own_place(code, name, office)
        return suspicious * 2 > total

    def _is_foreign_code_of_own_place(self, code: str, name: str, office: RegionCode) -> bool:
        digits = re.sub(r"[^0-9]", "", code)
        if digits[:4] == office.digits:
            return False
        own = self.village_by_name(name, within=office) or self.district_by_name(name, within=office)
        return bool(own) and letters(self._name_by_digits(digits)) != letters(name)

    def _name_by_digits(self, digits: str) -> str:
        try:
            return self._names.get(RegionCode.parse(digits).text, "")
        except EktpError:
            return ""  # the statistics office's districts have seven digits

    def _named(self, name: str, within: RegionCode, level: int) -> list[Place]:
        index = self._by_letters.get((within.text, level))
        if index is None:
            index = {}
            for place in self._inside(within, level):
                index.setdefault(letters(place.name), []).append(place)
            self._by_letters[within.text, level] = index
        found = index.get(letters(name)) or index.get(letters(_LEAD.sub("", name.strip(), count=1)), [])
        return _sharpest(name, found)

    def _inside(self, region: RegionCode, level: int) -> list[Place]:
        first = bisect_left(self._codes, f"{region.text}.")
        last = bisect_left(self._codes, f"{region.text}/")  # "/" follows "." in ASCII
        depth = level - 1
        return [
            Place(RegionCode(code), self._names[code])
            for code in self._codes[first:last]
            if code.count(".") == depth
        ]


def _sharpest(name: str, found: list[Place]) -> list[Place]:
    """Let digits decide where letters leave a choice: `Trans 1` is not `Trans 2`."""
    numbers = re.findall(r"[0-9]+", name)
    sharper = [place for place in found if re.findall(r"[0-9]+", place.name) == numbers]
    return sharper if numbers else sharper or list(found)
