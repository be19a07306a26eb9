"""Which region a base figure is of: by code, else by name within the district that the rows have reached."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ektp_desk.domain.errors import EktpError
from ektp_desk.domain.places import DISTRICT, Gazetteer, RegionCode, letters

_CODED = re.compile(r"([0-9][0-9.]*)(?:\W+(\S.*))?")
_DISTRICT_WORD = re.compile(r"(?:kecamatan|kec)\b\.?\s*", re.IGNORECASE)
_VILLAGE_WORD = re.compile(r"(?:kelurahan|kel|desa|ds)\b\.?\s*", re.IGNORECASE)
_REGENCY_WORD = re.compile(r"(?:kabupaten|kab)\b\.?\s*", re.IGNORECASE)
_STATISTICS_DISTRICT, _VILLAGE_DIGITS = 7, 10


class FoundRegion(NamedTuple):
    """A region's dotted code, empty where unknown, and what was odd on the way."""

    code: str = ""
    finding: str = ""  # a "region.…" code


class Regions:
    """Finds the regions of one workbook's rows in order; keeps the district they have reached.

    A name that a district shares with a village is the one or the other by what stands around it.
    """

    def __init__(self, regency: RegionCode, gazetteer: Gazetteer) -> None:
        self._regency = regency
        self._gazetteer = gazetteer
        self._district: RegionCode | None = None
        self._taken: set[str] = set()
        self._ahead: Counter[str] = Counter()  # names that are still to come
        self._has_villages = True

    def begin(self, ahead: Iterable[str]) -> None:
        """Begin a sheet, of which these are the regions as they are written: the district is forgotten."""
        self._district = None
        names = [name for name in ahead if not _CODED.fullmatch(name)]
        self._ahead = Counter(map(letters, names))
        self._has_villages = any(not self._district_named(n) and not self._regency_named(n) for n in names)

    def take(self, code: str) -> None:
        """Hold a region for counted."""
        self._taken.add(code)

    def is_taken(self, code: str) -> bool:
        return code in self._taken

    def enter(self, district: str) -> None:
        """Take a heading or a sheet's name for the district of the rows that follow, if it is one."""
        found = self._district_named(district)
        if found:
            self._district = RegionCode(found)

    def find(self, text: str, *, district: bool = False) -> FoundRegion:
        """Find `53.02.01`, `5302011001 SoE`, `KEC. KOTA SOE` or `SoE`; a district found is entered.

        `district` says that it stands in a column of districts: a village's name is then its last meaning.
        """
        coded = _CODED.fullmatch(text)
        found = (
            self._by_code(coded[1], coded[2] or "")
            if coded
            else FoundRegion((district and self._district_named(text)) or self._by_name(text))
        )
        self._ahead[letters(text)] -= 1
        if found.code and RegionCode(found.code).level == DISTRICT:
            self._district = RegionCode(found.code)
        if found.code and not found.finding and not RegionCode(found.code).within(self._regency):
            return FoundRegion(found.code, "region.outside")
        return found

    def find_village(self, text: str) -> FoundRegion:
        """Find a village that stands in a column of its own: a name is never taken for a district's."""
        return self.find(text) if _CODED.fullmatch(text) else FoundRegion(self._village_named(text))

    def parts_of(self, code: str) -> int:
        """How many regions lie right within one, as the gazetteer has them."""
        return len(self._gazetteer.children(RegionCode(code)))

    def name_of(self, code: str) -> str:
        """As the decree writes it."""
        return self._gazetteer.place(RegionCode(code)).name

    def _by_code(self, code: str, name: str) -> FoundRegion:
        digits = code.replace(".", "")
        statistics = len(digits) == _STATISTICS_DISTRICT or (
            len(digits) == _VILLAGE_DIGITS and digits[6] == "0"
        )
        if name and self._regency_named(name) and digits != self._regency.digits:
            statistics = True
        rows = [(digits, name)] if name else []
        if statistics or (rows and self._gazetteer.looks_like_bps(rows, office=self._regency)):
            return FoundRegion(self._by_name(name) if name else "", "region.bps")
        try:
            region = RegionCode.parse(code)
        except EktpError:
            return FoundRegion()
        return FoundRegion(region.text if region in self._gazetteer else "")

    def _by_name(self, text: str) -> str:
        if _DISTRICT_WORD.match(text):
            return self._district_named(text)
        if _VILLAGE_WORD.match(text):
            return self._village_named(text)
        village, district = self._village_named(text), self._district_named(text)
        if village and district:
            return village if self._rather_a_village(village, district, text) else district
        return village or district or self._regency_named(text)

    def _rather_a_village(self, village: str, district: str, text: str) -> bool:
        """Whether a name means a village of the district that the rows have reached, and no district."""
        if village in self._taken or district in self._taken:
            return village not in self._taken
        if district == str(self._district):  # entered by a heading: its own figures come first, if at all
            return self._ahead[letters(text)] < 2
        return self._has_villages

    def _village_named(self, text: str) -> str:
        if self._district is None:
            return ""
        found = self._gazetteer.village_by_name(text, within=self._district)
        return str(found[0].code) if len(found) == 1 else ""

    def _district_named(self, text: str) -> str:
        found = self._gazetteer.district_by_name(text, within=self._regency)
        return str(found[0].code) if len(found) == 1 else ""

    def _regency_named(self, text: str) -> str:
        own = letters(_REGENCY_WORD.sub("", self._gazetteer.place(self._regency).name, count=1))
        return str(self._regency) if letters(_REGENCY_WORD.sub("", text, count=1)) == own else ""
