"""Where a row's person lives: by code, else by name within its district, or by the only one of its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ektp_desk.domain.lists.cells import Cell, text_of
from ektp_desk.domain.lists.meanings import Meaning
from ektp_desk.domain.places import REGENCY, Gazetteer, Place, RegionCode

COLUMNS = (
    Meaning.PROVINCE_CODE,
    Meaning.REGENCY_CODE,
    Meaning.DISTRICT_CODE,
    Meaning.VILLAGE_CODE,
    Meaning.DISTRICT_NAME,
    Meaning.VILLAGE_NAME,
)
_CODE = re.compile(r"[0-9.]+")
_REGENCY, _DISTRICT, _BPS_DISTRICT, _VILLAGE = 4, 6, 7, 10  # digits of whole codes
_WIDTH = {2: 2, 4: 2, 6: 2, 10: 4}  # own digits of a province, regency, district, village
_REMEMBERED = 20_000  # a regency has some hundred villages; a hostile list has as many as it likes


class Domicile(NamedTuple):
    """A place found: dotted codes, empty where unknown, and what was odd on the way."""

    village: str = ""
    district: str = ""
    finding: str = ""  # a "region.…" code
    column: Meaning = Meaning.VILLAGE_CODE


class Domiciles:
    """Finds a row's village in one office's regency; remembers what it found, as lists repeat it."""

    def __init__(self, regency: RegionCode, gazetteer: Gazetteer, fallback: str = "") -> None:
        """`fallback`: the village of those of whom the list does not say it, by whoever reads it; dotted."""
        self._regency, self._fallback = regency, fallback
        self._gazetteer = gazetteer
        self._found: dict[tuple[Cell, ...], Domicile] = {}

    def find(self, cells: Mapping[Meaning, Cell]) -> Domicile:
        said = tuple(map(cells.get, COLUMNS))
        found = self._found.get(said)
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            words = _PlaceWords(*(text_of(cell) for cell in said))
            found = self._found[said] = self._or_fallback(self._look_up(words), words)
        return found

    def named(self, cells: Mapping[Meaning, Cell]) -> str:
        """The village that these mean with its district, as people call them; empty where none is found."""
        village = self.find(cells).village
        codes = [RegionCode(village), RegionCode(village).at(3)] if village else []
        return ", ".join(self._gazetteer.place(code).name for code in codes)

    def is_village(self, name: str) -> bool:
        """Whether some village of the regency is called so: a sheet's name may say where its people live."""
        return bool(self._gazetteer.village_by_name(name, within=self._regency))

    def is_district(self, name: str) -> bool:
        return bool(self._gazetteer.district_by_name(name, within=self._regency))

    def _or_fallback(self, found: Domicile, words: _PlaceWords) -> Domicile:
        if not self._fallback or found.finding != "region.unknown":
            return found
        district = str(RegionCode(self._fallback).at(3))
        oddity = "region.as_said" if any(words) else ""
        return found._replace(village=self._fallback, district=district, finding=oddity)

    def _look_up(self, said: _PlaceWords) -> Domicile:
        said = said.codes_moved()
        if self._counts_as_statistics_do(said):
            found = self._look_up(said._replace(prov="", kab="", kec="", desa=""))
            return found._replace(finding="region.bps", column=said.column_of_codes())
        column = Meaning.VILLAGE_CODE if said.desa else Meaning.VILLAGE_NAME
        regency = self._regency_of(said)
        by_code = self._known(full_code(said.kec, regency, 6))
        district = by_code or self._district(said.kec_name, regency)
        code = full_code(said.desa, district, 10)
        village = self._known(code) or self._village(said.desa_name, district or said.all_of(regency))
        code_failed = (said.kec and not by_code) or (said.desa and village != code)
        oddity = self._oddity(village or code, said, known=bool(village))
        if not oddity and code_failed:
            oddity = "region.code_unknown"
        if not oddity and by_code not in ("", village[:8]):
            oddity = "region.codes_differ"
        return Domicile(village, village[:8] or district, oddity, column)

    def _counts_as_statistics_do(self, said: _PlaceWords) -> bool:
        """Whether the codes are the statistics office's, where 5304 is what the ministry calls 53.02.

        Its districts have seven digits and its villages' seventh is a nought; shorter codes tell only
        beside the name of one of our own places.
        """
        kec, desa = said.kec.replace(".", ""), said.desa.replace(".", "")
        if len(kec) == _BPS_DISTRICT or (len(desa) == _VILLAGE and desa[6] == "0"):
            return True
        kab = said.kab if len(said.kab) == _REGENCY else said.prov + said.kab.zfill(2) if said.prov else ""
        code = desa if len(desa) == _VILLAGE else kec if len(kec) == _DISTRICT else kab.replace(".", "")
        names = [name for name in (said.kec_name, said.desa_name) if name]
        rows = [(code, name) for name in names] if code else []
        return bool(rows) and self._gazetteer.looks_like_bps(rows, office=self._regency)

    def _regency_of(self, said: _PlaceWords) -> str:
        if not said.kab:
            return str(self._regency)
        # A regency's own number without its province counts from the office's.
        return full_code(said.kab, full_code(said.prov, "", 2) or str(self._regency.at(1)), 4)

    def _oddity(self, village: str, said: _PlaceWords, *, known: bool) -> str:
        if village and not RegionCode(village).within(self._regency):
            return "region.outside"
        if not known:
            return "region.unknown"
        return "" if self._names_agree(RegionCode(village), said) else "region.name_differs"

    def _names_agree(self, village: RegionCode, said: _PlaceWords) -> bool:
        district, regency = village.at(3), village.at(REGENCY)
        villages = self._gazetteer.village_by_name(said.desa_name, within=district)
        districts = self._gazetteer.district_by_name(said.kec_name, within=regency)
        return all(
            not name or code in {place.code for place in places}
            for name, code, places in (
                (said.desa_name, village, villages),
                (said.kec_name, district, districts),
            )
        )

    def _known(self, code: str) -> str:
        return code if code and RegionCode(code) in self._gazetteer else ""

    def _district(self, name: str, regency: str) -> str:
        if not name or not regency:
            return ""
        return _only(self._gazetteer.district_by_name(name, within=RegionCode(regency)))

    def _village(self, name: str, within: str) -> str:
        """Find the only one of this name: three villages of a regency may have it."""
        if not name or not within:
            return ""
        return _only(self._gazetteer.village_by_name(name, within=RegionCode(within)))


def _only(places: list[Place]) -> str:
    return str(places[0].code) if len(places) == 1 else ""


class _PlaceWords(NamedTuple):
    """What a row says about the place, as text."""

    prov: str
    kab: str
    kec: str
    desa: str
    kec_name: str
    desa_name: str

    def all_of(self, regency: str) -> str:
        """The regency, where nothing is said of a district: a name that one village of it has is enough."""
        return "" if self.kec or self.kec_name or self.desa else regency

    def column_of_codes(self) -> Meaning:
        """The column whose code says most."""
        if self.desa:
            return Meaning.VILLAGE_CODE
        return Meaning.DISTRICT_CODE if self.kec else Meaning.REGENCY_CODE

    def codes_moved(self) -> _PlaceWords:
        """Move codes that stand under "Kecamatan" and "Desa" to where codes belong."""
        said = self
        if _CODE.fullmatch(said.kec_name):
            said = said._replace(kec=said.kec or said.kec_name, kec_name="")
        if _CODE.fullmatch(said.desa_name):
            said = said._replace(desa=said.desa or said.desa_name, desa_name="")
        return said


def full_code(text: str, parent: str, length: int) -> str:
    """Write a list's code dotted; `length` is the level's count of digits (2, 4, 6 or 10).

    A whole code stays, a short one is put beneath `parent`: `32`, `530232` and `53.02.32`
    are the same district of 53.02. Empty when it is no such code.
    """
    digits = text.replace(".", "") if _CODE.fullmatch(text) else ""
    above = parent.replace(".", "")
    width = _WIDTH[length]
    if len(digits) == length:
        return dotted(digits)
    if not digits or len(digits) > width or len(above) + width != length:
        return ""
    return dotted(above + digits.zfill(width))


def dotted(digits: str) -> str:
    """`5302322003` becomes `53.02.32.2003`."""
    parts = (digits[:2], digits[2:4], digits[4:6], digits[6:])
    return ".".join(part for part in parts if part)
